import type { Article } from '../../document/article.ts'
import { houseOf } from '../../edition/publication.ts'
import { BLACK, type Milli } from '../display-list.ts'
import type { SetLine } from '../inline/types.ts'
import { cohesionIn, displayRows, widest } from './display-rows.ts'
import { EM_TOP } from './grid.ts'
import { aligned } from './painter.ts'
import type { PicturePlace } from './picture.ts'
import type { Desk, Sheet } from './sheet.ts'

const HEAVY = 1_200
const LIGHT = 400
/** From baseline to baseline, 1/1000 of the size. */
const LEADING = 1500
/** Larger than this words shown again outshout the headline. */
const LARGEST = 18_000

/**
 * 引语: words of the text again, as large as their place allows, between a heavy rule above and a light one beneath. They
 * belong to the page, not to the copy. What does not fit is set in the smallest size and warned of.
 */
export function drawQuote(desk: Desk, sheet: Sheet, article: Article, text: string, place: PicturePlace): void {
  const { grid, publication } = desk
  const { painter } = sheet
  const top = grid.y(place.line) + Math.round((grid.pitch - grid.em) / 2)
  const foot = grid.y(place.line + place.lines) - Math.round((grid.pitch - grid.em) / 2)
  painter.fill({ x: place.x, y: top, width: place.width, height: HEAVY }, BLACK)
  painter.fill({ x: place.x, y: foot - LIGHT, width: place.width, height: LIGHT }, BLACK)
  const height = foot - LIGHT - top - HEAVY
  const { rows, size } = fitted(desk, article, text, place.width, height)
  const style = publication.styles.label
  const leading = Math.round((size * LEADING) / 1000)
  const used = leading * (rows.length - 1) + size
  const first = top + HEAVY + Math.round((height - used) / 2) + Math.round((size * EM_TOP) / 1000)
  rows.forEach((row, i) => {
    const width = Math.round((row.width * size) / 1000)
    const x = aligned('center', place.x, place.width, width)
    painter.line(row, text, { x, baseline: first + i * leading, size, ink: style.ink })
  })
}

function fitted(desk: Desk, article: Article, text: string, width: Milli, height: Milli) {
  const { publication, setter, grid } = desk
  const style = publication.styles.label
  const sizes = houseOf(publication).headlineLadder.filter((size) => size <= LARGEST && size > grid.em)
  let rows: SetLine[] = []
  let size = sizes.at(-1) ?? grid.em
  for (const each of sizes) {
    size = each
    for (let count = 1; count <= 12; count++) {
      rows = displayRows(setter, text, style, count, cohesionIn(article))
      if ((widest(rows) * size) / 1000 > width) continue
      if (((rows.length - 1) * LEADING + 2000) * size <= height * 1000) return { rows, size }
      break
    }
  }
  return { rows, size }
}
