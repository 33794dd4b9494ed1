import type { Shown, ShownPath } from '../read/content.ts'
import type { Findings } from './rules.ts'

/** A picture's ink as measured by its conversion; the box it fills is found in the written page. */
export interface PictureOnPage {
  readonly window: number
  readonly overLimitArea: number
}

/** Percent. 220: the newsprint profile's own limit; 245: GWG 2022, R0026. */
const LIMIT = 220
const STOP = 245
const MM = 72 / 25.4

const inkOf = (path: ShownPath): number => path.paint.parts.reduce((sum, part) => sum + part, 0) * 100

/**
 * K01, K02: total ink. Pictures count with the heaviest 15 mm square their conversion found, tints and panels with their
 * inks, on a grid of 1 mm; the ink of text, thin as it is, is left out.
 */
export function inkRules(
  shown: readonly Shown[],
  trim: readonly [number, number, number, number],
  pictures: readonly PictureOnPage[],
  page: number,
  findings: Findings,
): void {
  // An overprinted black adds at most 100: where nothing comes near the limit there is nothing to add up.
  const near = shown.some((one) => one.kind === 'image' || (one.kind === 'path' && inkOf(one) > LIMIT - 100))
  if (!near) return
  const width = Math.ceil((trim[2] - trim[0]) / MM)
  const height = Math.ceil((trim[3] - trim[1]) / MM)
  const grid = new Float64Array(width * height)
  let overArea = pictures.reduce((sum, picture) => sum + picture.overLimitArea, 0)
  let seen = 0
  for (const one of shown) {
    if (one.kind === 'glyph') continue
    if (one.kind === 'image') lay(one.box, pictures[seen++]?.window ?? 400, false)
    else if (one.rectangle) {
      const ink = inkOf(one)
      const [x0, y0, x1, y1] = one.box
      if (ink > LIMIT) overArea += ((x1 - x0) * (y1 - y0)) / MM ** 2
      lay(one.box, ink, one.overprint)
    }
  }
  const heaviest = heaviestWindow(grid, width, height)
  if (heaviest > STOP) findings.add('K01', page, { percent: Math.round(heaviest), limit: STOP }, '', 'error')
  else if (heaviest > LIMIT) findings.add('K01', page, { percent: Math.round(heaviest), limit: LIMIT })
  if (overArea > 0.0005 * width * height) findings.add('K02', page, { area: Math.round(overArea), limit: LIMIT })

  function lay([x0, y0, x1, y1]: readonly [number, number, number, number], ink: number, overprint: boolean): void {
    const left = (x0 - trim[0]) / MM
    const right = (x1 - trim[0]) / MM
    const low = (y0 - trim[1]) / MM
    const high = (y1 - trim[1]) / MM
    for (let row = Math.max(0, Math.floor(low)); row < Math.min(height, high); row++) {
      const tall = Math.min(row + 1, high) - Math.max(row, low)
      for (let column = Math.max(0, Math.floor(left)); column < Math.min(width, right); column++) {
        const share = tall * (Math.min(column + 1, right) - Math.max(column, left))
        const cell = row * width + column
        grid[cell] = grid[cell]! * (overprint ? 1 : 1 - share) + ink * share
      }
    }
  }
}

/** Highest mean of any 15 × 15 cells, by a summed-area table. */
function heaviestWindow(grid: Float64Array, width: number, height: number): number {
  const sums = new Float64Array((width + 1) * (height + 1))
  const at = (row: number, column: number): number => sums[row * (width + 1) + column]!
  for (let row = 1; row <= height; row++) {
    for (let column = 1; column <= width; column++) {
      sums[row * (width + 1) + column] =
        grid[(row - 1) * width + column - 1]! + at(row - 1, column) + at(row, column - 1) - at(row - 1, column - 1)
    }
  }
  const tall = Math.min(15, height)
  const wide = Math.min(15, width)
  let most = 0
  for (let row = tall; row <= height; row++) {
    for (let column = wide; column <= width; column++) {
      const sum = at(row, column) - at(row - tall, column) - at(row, column - wide) + at(row - tall, column - wide)
      if (sum > most) most = sum
    }
  }
  return most / (tall * wide)
}
