import { footprint, type GridRect, type Inset, type InsetArea, type Placement } from '../../edition/issue.ts'
import type { Milli } from '../display-list.ts'
import { columnOf, type Grid, type TextColumns } from '../page/grid.ts'
import type { Desk } from '../page/sheet.ts'
import type { Segment } from './fill.ts'
import type { Frame } from './frame.ts'
import { freeSegments, type Obstacle } from './runaround.ts'

/** A rectangle of the page, in lines of the block and 1/1000 pt across. */
export interface Room {
  readonly x: Milli
  readonly width: Milli
  readonly line: number
  readonly lines: number
}

/** A shaped block given out: where its head and insets stand, and the free stretches around them. */
export interface Arranged {
  readonly head: Room | undefined
  /** In the placement's order; its `picture` first. */
  readonly insets: readonly { readonly inset: Inset | PictureInset; readonly room: Room }[]
  readonly obstacles: readonly Obstacle[]
  readonly segments: readonly Segment[]
}

/** The placement's `picture`, in whole columns. */
interface PictureInset {
  readonly kind: 'picture'
  readonly pictureId: string
}

/** Whether a placement is more than equal columns under a head, with a picture in whole columns. */
export function isShaped(placement: Placement, columns: TextColumns): boolean {
  const { headAt, headArea, insets } = placement
  return (
    columns.each !== undefined || headArea !== undefined || (insets?.length ?? 0) > 0 || (headAt ?? 'above') !== 'above'
  )
}

/** Lines above and beneath a head in the middle of the text. */
const MIDDLE_CLEAR = 1

/** Width a head is composed to, and its lines where the placement fixes them. */
export function headRoom(grid: Grid, placement: Placement, columns: TextColumns): { width: Milli; lines?: number } {
  const { headLines } = placement
  const area = headAreaOf(grid, placement, columns)
  if (area) return area
  const { from, count } = headSpan(grid, placement, columns)
  return { width: spanOf(grid, placement, columns, from, count).width, ...(headLines ? { lines: headLines } : {}) }
}

/** The area given to the head, as far as it is on the block; without any the head stands where `headAt` says. */
const headAreaOf = (grid: Grid, placement: Placement, columns: TextColumns): Room | undefined =>
  placement.headArea && within(grid, placement, columns, placement.headArea, 0)

/** Whether the head stands over the text and may take more lines than it needs. */
export const isHeadAbove = (grid: Grid, placement: Placement, columns: TextColumns): boolean =>
  (placement.headAt ?? 'above') === 'above' && !headAreaOf(grid, placement, columns)

/** Columns the head takes: first and number, in text columns of a block, in page columns of frames. */
function headSpan(grid: Grid, placement: Placement, columns: TextColumns): { from: number; count: number } {
  const { headAt = 'above', headColumns } = placement
  const framed = placement.frames !== undefined || placement.shape !== undefined
  const all = framed ? Math.min(placement.block.columns, grid.format.columns) : columns.x.length
  const third = Math.max(1, Math.round(all / 3))
  if (headAt === 'above') {
    const top = framed ? openColumns(placement) : all
    return { from: 0, count: Math.max(1, Math.min(all, headColumns ?? top)) }
  }
  if (headAt === 'middle') {
    // As many columns on either side.
    const even = (all - third) % 2 === 0 ? third : Math.min(all, third + 1)
    const count = Math.min(all, headColumns ?? even)
    return { from: (all - count) >> 1, count }
  }
  const count = Math.min(all, headColumns ?? third)
  return { from: headAt === 'left' ? 0 : all - count, count }
}

/** Columns of the page from the block's left on whose text begins at the block's top. */
function openColumns(placement: Placement): number {
  const { block } = placement
  const rects = footprint(placement)
  let count = 0
  const opens = (column: number) =>
    rects.some((rect) => rect.line === block.line && rect.column <= column && column < rect.column + rect.columns)
  while (count < block.columns && opens(block.column + count)) count++
  return count
}

/** Left edge and width of so many columns. */
function spanOf(grid: Grid, placement: Placement, columns: TextColumns, from: number, count: number) {
  if (placement.frames || placement.shape) return { x: grid.x(placement.block.column + from), width: grid.span(count) }
  const last = columnOf(columns, from + count - 1)
  const { x } = columnOf(columns, from)
  return { x, width: last.x + last.width - x }
}

/** Gives out the space of a shaped block. */
export function arrange(desk: Desk, frame: Frame, headLines: number): Arranged {
  const { grid } = desk
  const { placement, columns } = frame
  const obstacles: Obstacle[] = []
  const head = frame.head.rows.length > 0 ? placeHead(grid, frame, headLines) : undefined
  const inArea = headAreaOf(grid, placement, columns) !== undefined
  if (head) {
    const clear = placement.headAt === 'middle' && !inArea ? MIDDLE_CLEAR : 0
    // In whole columns the gutter keeps the text off.
    obstacles.push({ ...head, beside: inArea ? 'wider' : 'none', clear, ...(inArea ? {} : { gap: 0 }) })
  }
  const above = head && isHeadAbove(grid, placement, columns) ? headLines : 0
  const insets: { inset: Inset | PictureInset; room: Room }[] = []
  if (frame.picture) {
    const { pictureId, area } = frame.picture
    const room = area === 'rest' ? firstFrame(frame, above) : columnRoom(grid, placement, columns, area, above)
    if (room) {
      insets.push({ inset: { kind: 'picture', pictureId }, room })
      obstacles.push({ ...room, beside: 'none', clear: 1, gap: 0 })
    }
  }
  for (const inset of placement.insets ?? []) {
    const room =
      inset.kind === 'article'
        ? otherRoom(desk, frame, inset.articleId)
        : within(grid, placement, columns, inset.area, above)
    if (!room) continue
    insets.push({ inset, room })
    const { beside = 'wider', gap } = inset
    obstacles.push({
      ...room,
      beside,
      clear: 1,
      ...(gap === undefined ? {} : { gap: Math.round((gap * grid.em) / 2) }),
    })
  }
  return { head, insets, obstacles, segments: freeSegments(columns, obstacles, grid.em) }
}

function placeHead(grid: Grid, frame: Frame, headLines: number): Room | undefined {
  const { placement, columns, head } = frame
  const { headAt = 'above' } = placement
  const area = headAreaOf(grid, placement, columns)
  if (area) return area
  const { from, count } = headSpan(grid, placement, columns)
  const span = spanOf(grid, placement, columns, from, count)
  const top = placement.block.line + (placement.boxed ? 1 : 0) - columns.line
  if (headAt === 'above') return { ...span, line: top, lines: headLines }
  if (headAt === 'middle') return { ...span, line: Math.max(0, (columns.lines - head.lines) >> 1), lines: head.lines }
  return { ...span, line: top, lines: placement.headLines ? head.lines : columns.lines }
}

/** An area in half characters, clipped to the block; undefined where nothing is left of it. */
function within(
  grid: Grid,
  placement: Placement,
  columns: TextColumns,
  area: InsetArea,
  above: number,
): Room | undefined {
  const inset = placement.boxed && !placement.frames && !placement.shape ? grid.em : 0
  const left = grid.x(placement.block.column) + inset
  const right = left + grid.span(placement.block.columns) - 2 * inset
  const x = left + Math.round((area.left * grid.em) / 2)
  const width = Math.min(Math.round((area.width * grid.em) / 2), right - x)
  const line = above + area.line
  const lines = Math.min(area.lines, columns.lines - line)
  return width > 0 && lines > 0 ? { x, width, line, lines } : undefined
}

/** An area in whole columns: text columns of a block, page columns of frames. */
function columnRoom(grid: Grid, placement: Placement, columns: TextColumns, area: GridRect, above: number) {
  const all = placement.frames || placement.shape ? placement.block.columns : columns.x.length
  const from = Math.min(area.column, all - 1)
  const span = spanOf(grid, placement, columns, from, Math.min(area.columns, all - from))
  const line = above + area.line
  const lines = Math.min(area.lines, columns.lines - line)
  return lines > 0 ? { ...span, line, lines } : undefined
}

/** A picture story in frames: its picture fills the first of them. */
function firstFrame({ placement, columns }: Frame, above: number): Room | undefined {
  const [first] = footprint(placement)
  const count = placement.frames || placement.shape ? (first!.textColumns ?? first!.columns) : columns.x.length
  const start = columnOf(columns, 0)
  const end = columnOf(columns, count - 1)
  const line = Math.max(above, start.line)
  const lines = start.line + start.lines - line
  return lines > 0 ? { x: start.x, width: end.x + end.width - start.x, line, lines } : undefined
}

/** Where another article's block stands inside this one. */
function otherRoom({ grid }: Desk, { sheet, placement, columns }: Frame, articleId: string): Room | undefined {
  const other = sheet.page.placements.find((each) => each.articleId === articleId && each !== placement)
  if (!other) return undefined
  const { block } = other
  return {
    x: grid.x(block.column),
    width: grid.span(block.columns),
    line: block.line - columns.line,
    lines: block.lines,
  }
}
