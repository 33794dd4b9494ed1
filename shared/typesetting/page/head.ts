import type { Article, ArticlePart } from '../../document/article.ts'
import { houseOf, type Publication, type TextStyle } from '../../edition/publication.ts'
import type { Milli } from '../display-list.ts'
import type { Setter } from '../flow/setter.ts'
import { companionSize, fitHeadline, ladderBelow } from '../headline/fit.ts'
import type { SetLine } from '../inline/types.ts'
import { type BreakEvidence, cohesionIn, displayRows, widest } from './display-rows.ts'
import { EM_TOP } from './grid.ts'
import { aligned, type Painter } from './painter.ts'

/** What a head is set for. Lengths in 1/1000 pt. */
export interface HeadSpec {
  readonly width: Milli
  readonly pitch: Milli
  /** The page's first article carries the largest type. */
  readonly lead: boolean
  /** Head over the continuation of a jump: the headline again, smaller, and nothing else. */
  readonly continuation: boolean
  readonly size?: Milli
  readonly rows?: number
  readonly lines?: number
}

/** One row of type in a head. */
interface HeadRow {
  /** Absent for the label of a picture story, which is no part of the copy. */
  readonly part?: ArticlePart
  readonly text: string
  readonly set: SetLine
  readonly style: TextStyle
  readonly size: Milli
  readonly gapBefore: Milli
  /** Share of spare height that goes in front of this row. */
  readonly weight: number
  /** Furniture before the row: the byline's square, the deck's dash. */
  readonly mark?: 'square' | 'dash'
}

/** Kicker, headline, deck and byline, set and measured; drawn once the block's lines are known. */
export interface Head {
  /** Lines of the grid it takes at least. */
  readonly lines: number
  readonly size: Milli
  /** The headline does not fit its width or its lines even in the smallest size of the ladder. */
  readonly tooLong: boolean
  readonly rows: readonly HeadRow[]
  readonly height: Milli
  readonly width: Milli
  readonly continuation: boolean
}

const SQUARE = 620
const PICTURE_LABEL = '图片新闻'

export function composeHead(setter: Setter, publication: Publication, article: Article, spec: HeadSpec): Head {
  const { styles } = publication
  const house = houseOf(publication)
  const evidence: BreakEvidence = { together: cohesionIn(article), names: house.names ?? [] }
  const rows: HeadRow[] = []
  const headline = styles.headline
  const fitted = article.headline ? chooseHeadline(setter, publication, article, spec, evidence) : undefined
  const size = fitted?.size ?? 0
  const small = (style: TextStyle, ratio: number) =>
    size > 0 ? companionSize(house, size, ratio, style.size) : style.size

  if (article.kind === 'picture-story' && !article.kicker && !spec.continuation) {
    const label = styles.label
    const set = setter.row(PICTURE_LABEL, label)
    rows.push({ text: PICTURE_LABEL, set, style: label, size: label.size, gapBefore: 0, weight: 0.4, mark: 'square' })
  }

  const add = (part: ArticlePart, style: TextStyle, at: Milli, gap: number, weight: number, mark?: HeadRow['mark']) => {
    const text = article[part as 'kicker' | 'deck' | 'byline']
    if (!text) return
    const room = mark ? spec.width - 2 * at : spec.width
    let fit = at
    let set = displayRows(setter, text, style, 1)
    const least = Math.min(style.size, at)
    while (fit > least && (widest(set) * fit) / 1000 > room) {
      fit = Math.max(least, house.headlineLadder.find((step) => step < fit) ?? least)
    }
    for (let count = 2; (widest(set) * fit) / 1000 > room && count <= 8; count++)
      set = displayRows(setter, text, style, count, evidence)
    set.forEach((row, i) => {
      const gapBefore = i === 0 ? (rows.length === 0 ? 0 : Math.round((fit * gap) / 1000)) : Math.round(fit * 0.3)
      rows.push({
        part,
        text,
        set: row,
        style,
        size: fit,
        gapBefore,
        weight: i === 0 ? weight : 0,
        ...(i === 0 && mark ? { mark } : {}),
      })
    })
  }

  if (!spec.continuation) add('kicker', styles.kicker, small(styles.kicker, house.kickerRatio), 0, 0.4)
  fitted?.sets.forEach((set, i) => {
    const gapBefore = i > 0 ? Math.round(size * 0.2) : rows.length > 0 ? Math.round(size * 0.24) : 0
    rows.push({
      part: 'headline',
      text: article.headline,
      set,
      style: headline,
      size,
      gapBefore,
      weight: i > 0 ? 0 : 0.5,
    })
  })
  if (!spec.continuation) {
    add('deck', styles.deck, small(styles.deck, house.deckRatio), 620, 0.6, house.deckDash ? 'dash' : undefined)
    const marked = house.bylineMark && !/^[■●◆▲□○◇△]/.test(article.byline)
    add('byline', styles.byline, styles.byline.size, 900, 0.8, marked ? 'square' : undefined)
  }

  // Under the last row at least as much as keeps it off the text, more than between lines.
  const foot = rows.length === 0 ? 0 : Math.round(spec.pitch * 0.55)
  const height = rows.reduce((sum, row) => sum + row.size + row.gapBefore, foot)
  const need = rows.length === 0 ? 0 : Math.ceil((height + Math.round(spec.pitch * 0.3)) / spec.pitch)
  return {
    lines: spec.lines ?? need,
    size,
    tooLong: (fitted?.tooLong ?? false) || (spec.lines !== undefined && need > spec.lines),
    rows,
    height,
    width: spec.width,
    continuation: spec.continuation,
  }
}

/** Draws a head whose upper left corner is (x, y), spread over so many lines of the grid. */
export function drawHead(painter: Painter, head: Head, articleId: string, x: Milli, y: Milli, height: Milli): void {
  const spare = Math.max(0, height - head.height)
  // What is over goes between the parts and below them; a little above, so that the rule does not touch.
  const total = head.rows.reduce((sum, row) => sum + row.weight, 0.35)
  let top = y
  for (const row of head.rows) {
    top += row.gapBefore + Math.round((spare * row.weight) / total)
    const baseline = top + Math.round((row.size * EM_TOP) / 1000)
    const width = Math.round((row.set.width * row.size) / 1000)
    const before = row.mark ? row.size * (row.mark === 'dash' ? 2 : 1) : 0
    let left = aligned(row.style.align, x, head.width, width + before)
    const { ink } = row.style
    if (row.mark === 'square') {
      const side = Math.round((row.size * SQUARE) / 1000)
      painter.fill({ x: left, y: top + Math.round((row.size - side) / 2), width: side, height: side }, ink)
    } else if (row.mark === 'dash') {
      const weight = Math.max(300, Math.round(row.size * 0.05))
      painter.fill(
        { x: left, y: top + Math.round((row.size - weight) / 2), width: Math.round(row.size * 1.8), height: weight },
        ink,
      )
    }
    left += before
    const origin = head.continuation || !row.part ? undefined : { articleId, part: row.part, start: 0 }
    painter.line(row.set, row.text, { x: left, baseline, size: row.size, ink }, origin)
    top += row.size
  }
}

/** The best way to set the headline at the size its block calls for; in the smallest size where nothing fits. */
function chooseHeadline(
  setter: Setter,
  publication: Publication,
  article: Article,
  spec: HeadSpec,
  evidence: BreakEvidence,
): { readonly sets: readonly SetLine[]; readonly size: Milli; readonly tooLong: boolean } {
  const house = houseOf(publication)
  const style = publication.styles.headline
  const { base, perMille } = house.headlineCap
  const raw = base + Math.round((spec.width * perMille) / 1000)
  const step = spec.continuation ? house.continuationRatio : spec.lead ? 1000 : house.headlineStepBack
  const [best] = fitHeadline(setter, {
    text: article.headline,
    style,
    house,
    width: spec.width,
    cap: ladderBelow(house.headlineLadder, (raw * step) / 1000),
    lead: spec.lead,
    evidence,
    ...(spec.size ? { size: spec.size } : {}),
    ...(spec.rows ? { rows: spec.rows } : {}),
    ...(spec.lines === undefined ? {} : { height: spec.lines * spec.pitch }),
  })
  if (best) return { sets: best.sets, size: best.size, tooLong: false }
  // Nothing fits: the smallest size, in as many rows as the width needs.
  const size = spec.size ?? house.headlineLadder.at(-1)!
  let sets = displayRows(setter, article.headline, style, 1)
  for (let count = 2; (widest(sets) * size) / 1000 > spec.width && count <= 12; count++)
    sets = displayRows(setter, article.headline, style, count, evidence)
  return { sets, size, tooLong: true }
}

export { ladderBelow } from '../headline/fit.ts'
