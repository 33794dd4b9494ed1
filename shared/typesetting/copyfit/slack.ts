import type { AdjustmentKind } from '../report.ts'

/** What in an article can take up lines or give them away. Lines are lines of one column. */
export interface SlackFigures {
  /** Subheads: blank lines each has now beyond its own, and may have at most. */
  readonly subheads: readonly { readonly blank: number; readonly most: number }[]
  /** The head: lines of the grid it may grow and shrink by, and columns it stands over. */
  readonly head?: { readonly grow: number; readonly shrink: number; readonly columns: number }
  /** Pictures: lines each may grow and shrink by, and columns it stands over. */
  readonly pictures: readonly { readonly grow: number; readonly shrink: number; readonly columns: number }[]
  /** Paragraphs that can be set a line longer or shorter without visible damage, with the cost of it. */
  readonly paragraphs: readonly {
    readonly block: number
    readonly longer?: { readonly cost: number }
    readonly shorter?: { readonly cost: number }
  }[]
}

/** One change that takes up lines (above zero) or gives them away. */
export interface SlackChange {
  readonly kind: AdjustmentKind
  /** Number of the subhead or picture in the article, or of the paragraph's block. */
  readonly index: number
  /** Lines of one column won or lost by it. */
  readonly lines: number
  /** Points the eye pays: 100 is a gap of 1/8 em between all characters of a line. */
  readonly cost: number
}

/** Most lines the head and a picture are moved by. */
const HEAD_MOST = 1
const PICTURE_MOST = 2
/** A blank line more over a subhead, a head one line looser, a picture a line higher: hardly seen, in this order. */
export const SUBHEAD_COST = 2
export const HEAD_COST = 5
const PICTURE_COST = 10

/**
 * Absorbs so many lines (above zero: the article must grow to fill its place; below: it must shrink to fit), in the
 * order of the trade: blanks of subheads, the head by one line, pictures by one or two, paragraphs by one. Never more
 * than asked for; `left` is what it could not absorb.
 */
export function absorbSlack(figures: SlackFigures, lines: number): { changes: readonly SlackChange[]; left: number } {
  const changes: SlackChange[] = []
  const sign = lines < 0 ? -1 : 1
  let left = Math.abs(lines)
  const take = (kind: AdjustmentKind, index: number, worth: number, cost: number) => {
    if (worth < 1 || worth > left) return
    changes.push({ kind, index, lines: sign * worth, cost })
    left -= worth
  }
  // A line to each subhead before any gets its second: they are to look alike.
  for (let round = 0; left > 0 && round < 8; round++) {
    figures.subheads.forEach(({ blank, most }, i) => {
      if (round < (sign > 0 ? most - blank : blank)) take('subhead', i, 1, SUBHEAD_COST)
    })
  }
  const { head } = figures
  if (head && Math.min(HEAD_MOST, sign > 0 ? head.grow : head.shrink) > 0) take('head', 0, head.columns, HEAD_COST)
  figures.pictures.forEach((picture, i) => {
    const room = Math.min(PICTURE_MOST, sign > 0 ? picture.grow : picture.shrink, Math.floor(left / picture.columns))
    take('picture', i, room * picture.columns, room * PICTURE_COST)
  })
  const offers = figures.paragraphs
    .flatMap(({ block, longer, shorter }) => {
      const change = sign > 0 ? longer : shorter
      return change ? [{ block, cost: change.cost }] : []
    })
    .sort((a, b) => a.cost - b.cost || a.block - b.block)
  for (const { block, cost } of offers) take('paragraph', block, 1, cost)
  return { changes, left: left === 0 ? 0 : sign * left }
}
