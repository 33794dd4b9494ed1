import { footprint, type GridRect, type Placement } from '../../edition/issue.ts'
import type { Milli, Rect } from '../display-list.ts'
import type { Grid } from './grid.ts'

/** A rule between articles, as centre line. */
interface Across {
  readonly y: Milli
  readonly from: Milli
  readonly to: Milli
}

const end = (block: GridRect): number => block.line + block.lines
const shareColumns = (a: GridRect, b: GridRect): boolean =>
  a.column < b.column + b.columns && b.column < a.column + a.columns

/** One rectangle of a placement's. */
interface Piece {
  readonly block: GridRect
  readonly boxed: boolean
  readonly placement: Placement
}

/**
 * Rules that follow from the placements: above every block that stands under another with a line to spare, and in the
 * gutter between neighbours. A boxed block has its own frame and needs none; nor do the frames of one article among
 * themselves, or a block that stands inside another's text.
 */
export function articleRules(grid: Grid, placements: readonly Placement[], weight: Milli): Rect[] {
  if (weight === 0) return []
  const pieces = placements.flatMap((placement) =>
    footprint(placement).map((block): Piece => {
      return { block, boxed: placement.boxed === true && !placement.frames && !placement.shape, placement }
    }),
  )
  return [...across(grid, pieces, weight), ...down(grid, pieces, weight)]
}

/** Pieces of one placement that begin on one line, side by side: they have one rule over them. */
function rowsOf(pieces: readonly Piece[]): Piece[] {
  const rows: Piece[] = []
  for (const piece of pieces) {
    const last = rows.at(-1)
    const { column, columns, line } = piece.block
    const joins = last && last.placement === piece.placement && last.block.line === line
    if (joins && last.block.column + last.block.columns === column)
      rows[rows.length - 1] = { ...last, block: { ...last.block, columns: last.block.columns + columns } }
    else rows.push(piece)
  }
  return rows
}

function across(grid: Grid, pieces: readonly Piece[], weight: Milli): Rect[] {
  const rules: Across[] = []
  for (const { block, boxed, placement } of rowsOf(pieces)) {
    const above = pieces.filter((other) => shareColumns(other.block, block) && end(other.block) <= block.line)
    const foot = Math.max(-1, ...above.map((other) => end(other.block)))
    const nearest = above.filter((other) => end(other.block) === foot)
    if (foot < 0 || foot === block.line || boxed || nearest.every((other) => other.boxed)) continue
    if (nearest.some((other) => other.placement === placement)) continue
    const y = grid.y(foot) + Math.round(((block.line - foot) * grid.pitch) / 2)
    const from = grid.x(block.column)
    rules.push({ y, from, to: from + grid.span(block.columns) })
  }
  rules.sort((a, b) => a.y - b.y || a.from - b.from)
  const gutter = grid.format.gutterCharacters * grid.em
  const joined: Across[] = []
  for (const rule of rules) {
    const last = joined.at(-1)
    if (last && last.y === rule.y && rule.from - last.to <= gutter) joined[joined.length - 1] = { ...last, to: rule.to }
    else joined.push(rule)
  }
  return joined.map(({ y, from, to }) => ({ x: from, y: y - (weight >> 1), width: to - from, height: weight }))
}

function down(grid: Grid, pieces: readonly Piece[], weight: Milli): Rect[] {
  const rules: Rect[] = []
  const gutter = grid.format.gutterCharacters * grid.em
  for (const left of pieces) {
    for (const right of pieces) {
      if (left.placement === right.placement || left.boxed || right.boxed) continue
      if (left.block.column + left.block.columns !== right.block.column) continue
      const from = Math.max(left.block.line, right.block.line)
      const to = Math.min(end(left.block), end(right.block))
      if (to - from < 2) continue
      const x = grid.x(right.block.column) - ((gutter + weight) >> 1)
      const inset = Math.round((grid.pitch - grid.em) / 2)
      rules.push({ x, y: grid.y(from) + inset, width: weight, height: (to - from) * grid.pitch - 2 * inset })
    }
  }
  return rules
}

/** A rule drawn by hand: one line high it runs across the middle of that line, otherwise down the gutter on its left. */
export function handRule(grid: Grid, rule: GridRect, weight: Milli): Rect {
  if (rule.lines === 1) {
    const y = grid.y(rule.line) + ((grid.pitch - weight) >> 1)
    return { x: grid.x(rule.column), y, width: grid.span(rule.columns), height: weight }
  }
  const gutter = grid.format.gutterCharacters * grid.em
  const x = grid.x(rule.column) - ((gutter + weight) >> 1)
  return { x, y: grid.y(rule.line), width: weight, height: rule.lines * grid.pitch }
}
