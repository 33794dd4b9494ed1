// Articles poured into their places: frames, columns, chains from page to page, and what is left over.
import type { Article } from '../../document/article.ts'
import type { GridRect, Placement } from '../../edition/issue.ts'
import { placementColumns, type TextColumns } from '../page/grid.ts'
import { composeHead, type Head } from '../page/head.ts'
import type { Desk, Sheet } from '../page/sheet.ts'
import type { Arranged } from './arrange.ts'
import { arrange, headRoom, isShaped } from './arrange.ts'
import type { Segment } from './fill.ts'

/** One place of an article: its text columns, its head, its picture. Lines count from the first inside the block. */
export interface Frame {
  readonly sheet: Sheet
  readonly placement: Placement
  readonly columns: TextColumns
  readonly head: Head
  /** Text columns the head stands over. */
  readonly headColumns: number
  /** Picture shown in this frame; no id: a place for one that is missing. */
  readonly picture?: { readonly pictureId: string; readonly area: GridRect | 'rest' }
  /** More than columns under a head: frames, shapes, insets, a head elsewhere. */
  readonly shaped: boolean
}

/** How a frame's space is given to head, picture and text for some number of head lines. */
export interface Layout {
  readonly segments: readonly Segment[]
  readonly picture: GridRect | undefined
  readonly arranged: Arranged | undefined
}

export function openFrame(
  desk: Desk,
  sheet: Sheet,
  given: Placement,
  article: Article,
  role: { readonly lead: boolean; readonly continuation: boolean; readonly headed: boolean },
): Frame {
  const { grid, publication, setter } = desk
  const placement = article.kind === 'picture-story' ? pictureFirst(given) : given
  const columns = placementColumns(grid, placement)
  const shaped = isShaped(placement, columns)
  const count = columns.x.length
  const headColumns = Math.min(count, placement.headColumns ?? count)
  const last = columns.x[headColumns - 1]!
  const room = shaped ? headRoom(grid, placement, columns) : undefined
  const lines = room?.lines ?? placement.headLines
  const shown = role.headed ? article : { ...article, kicker: '', headline: '', deck: '', byline: '' }
  const head = composeHead(setter, publication, shown, {
    width: room?.width ?? last + columns.width - columns.x[0]!,
    pitch: grid.pitch,
    lead: role.lead,
    continuation: role.continuation || !role.headed,
    ...(placement.headlineSize ? { size: placement.headlineSize } : {}),
    ...(placement.headlineRows ? { rows: placement.headlineRows } : {}),
    ...(lines ? { lines } : {}),
  })
  const frame = { sheet, placement, columns, head, headColumns, shaped }
  if (placement.picture) return { ...frame, picture: placement.picture }
  if (article.kind === 'picture-story' && !role.continuation)
    return { ...frame, picture: { pictureId: article.pictures[0] ?? '', area: 'rest' } }
  return frame
}

/** A picture story keeps its head above its picture, and nothing but text beneath. */
function pictureFirst(placement: Placement): Placement {
  if (placement.picture) return placement
  const { headAt: _, headArea: __, insets, ...rest } = placement
  return insets && (placement.frames || placement.shape) ? { ...rest, insets } : rest
}

/** Gives out a frame's space: `headLines` to the head, then to pictures and insets, what is left to the text. */
export function layOut(desk: Desk, frame: Frame, headLines: number, textLines: number): Layout {
  if (frame.shaped) {
    const arranged = arrange(desk, frame, headLines)
    return { segments: arranged.segments, picture: undefined, arranged }
  }
  const picture = pictureArea(frame, headLines, textLines)
  return { segments: segmentsOf(frame, headLines, picture), picture, arranged: undefined }
}

/** Where a frame's picture stands, in text columns and lines from the first line inside the block. */
function pictureArea(frame: Frame, headLines: number, textLines: number): GridRect | undefined {
  const { picture, columns } = frame
  if (!picture) return undefined
  if (picture.area !== 'rest') {
    const { area } = picture
    const line = headLines + area.line
    const column = Math.min(area.column, columns.x.length - 1)
    return {
      column,
      line,
      columns: Math.min(area.columns, columns.x.length - column),
      lines: Math.max(0, Math.min(area.lines, columns.lines - line)),
    }
  }
  const lines = columns.lines - headLines - (textLines > 0 ? textLines + 1 : 0)
  return lines > 0 ? { column: 0, line: headLines, columns: columns.x.length, lines } : undefined
}

/** Width of so many text columns from one of them on. */
export function columnsWidth(columns: TextColumns, from: number, count: number): number {
  return columns.x[from + count - 1]! + columns.width - columns.x[from]!
}

/** Free stretches of the frame's columns, in reading order: under the head, around the picture with a line to spare. */
function segmentsOf(frame: Frame, headLines: number, picture: GridRect | undefined): Segment[] {
  const { columns, headColumns } = frame
  const segments: Segment[] = []
  for (let column = 0; column < columns.x.length; column++) {
    const first = column < headColumns ? headLines : 0
    const end = columns.lines
    if (!picture || column < picture.column || column >= picture.column + picture.columns) {
      push(segments, column, first, end)
      continue
    }
    const below = picture.line + picture.lines
    push(segments, column, first, Math.min(end, picture.line - (picture.line > first ? 1 : 0)))
    push(segments, column, Math.max(first, below < end ? below + 1 : below), end)
  }
  return segments
}

function push(segments: Segment[], column: number, from: number, to: number): void {
  if (to > from) segments.push({ column, line: from, lines: to - from })
}
