import type { Article } from '../../document/article.ts'
import type { Milli } from '../display-list.ts'
import type { Desk } from '../page/sheet.ts'
import { isHeadAbove } from './arrange.ts'
import { BlockSetter } from './block-setter.ts'
import { balancedLimit, capacity, cutAt, type Filled, type Segment } from './fill.ts'
import { type Frame, type Layout, layOut } from './frame.ts'
import type { Cursor, FlowItem } from './items.ts'
import { pourSlots, type Slot, settleSlots } from './slots.ts'
import { type Tuned, tune } from './tune.ts'

/** What an article's stretch in one frame says of where it comes from and goes to. */
export interface JumpLines {
  /** 上接, before the text; empty: none. */
  readonly from: string
  /** 下转, after it, where the text does not end here. */
  readonly to: string
  /** The text may go on in another frame, with or without a jump line. */
  readonly chained: boolean
}

/** How one frame came out. */
export interface Poured {
  readonly frame: Frame
  readonly items: readonly FlowItem[]
  readonly filled: Filled
  readonly headLines: number
  readonly layout: Layout
  /** Lines the text may stand on, jump lines taken off. */
  readonly room: readonly Segment[]
  /** The jump lines' own lines. */
  readonly from: { readonly text: string; readonly at: Segment } | undefined
  readonly to: { readonly text: string; readonly at: Segment } | undefined
}

/** Lines kept for a text and its jump lines. */
interface Reserved {
  readonly room: readonly Segment[]
  readonly from: Segment | undefined
  readonly to: Segment | undefined
}

/** Pours the flow from an item on into one frame of equal columns and evens out what the text leaves free. */
export function pour(
  desk: Desk,
  frame: Frame,
  items: readonly FlowItem[],
  start: number,
  layouts: (headLines: number) => Layout,
  jump: JumpLines,
): Poured {
  const { lines } = frame.columns
  const open = (headLines: number, to: string) => reserve(desk, frame, layouts(headLines).segments, jump.from, to)
  const tuned = (segments: readonly Segment[], extra: ReadonlyMap<number, number>, goesOn = false) =>
    tune(desk.setter, desk.publication.styles.body, frame.columns.width, items, start, segments, extra, goesOn)
  const result = (headLines: number, to: string, poured: Tuned): Poured =>
    finish(frame, poured, headLines, layouts(headLines), open(headLines, to), { ...jump, to })
  const least = frame.head.lines
  const limit = balancedLimit(items, start, open(least, '').room, lines)
  if (limit === undefined) return result(least, jump.to, tuned(open(least, jump.to).room, new Map(), jump.chained))
  if (frame.placement.balanced === false) return result(least, '', tuned(open(least, '').room, new Map()))

  // All of it fits. Lines to spare go to the subheads, then to the head, so that the columns end at the block's foot.
  const extra = new Map<number, number>()
  let end = limit
  const subheads = items.flatMap((item, i) => (i >= start && item.kind === 'subhead' ? [i] : []))
  if (end < lines && subheads.length > 0) {
    const more = new Map(subheads.map((i) => [i, 1]))
    const tried = balancedLimit(items, start, open(least, '').room, lines, more)
    if (tried !== undefined) {
      for (const [i, each] of more) extra.set(i, each)
      end = tried
    }
  }
  let headLines = least
  const slack = start >= items.length ? 0 : headSlack(desk, frame)
  for (let grown = 1; grown <= slack && end < lines; grown++) {
    const tried = balancedLimit(items, start, open(least + grown, '').room, lines, extra)
    if (tried === undefined) break
    headLines = least + grown
    end = tried
  }
  return result(headLines, '', tuned(cutAt(open(headLines, '').room, end), extra))
}

/** Pours an article from a cursor on into lines of several widths. */
export function pourShaped(
  desk: Desk,
  frame: Frame,
  article: Article,
  cursor: Cursor,
  copyJump: string,
  layouts: (headLines: number) => Layout,
  jump: JumpLines,
): Poured {
  const { lines, width } = frame.columns
  const blocks = new BlockSetter(desk.setter, desk.publication, article, cursor, copyJump)
  const open = (headLines: number, to: string) => reserve(desk, frame, layouts(headLines).segments, jump.from, to)
  const poured = (segments: readonly Segment[]) => settleSlots(blocks, segments as readonly Slot[], width)
  const tried = (segments: readonly Segment[]) => pourSlots(blocks, segments as readonly Slot[], width)
  const result = (headLines: number, to: string, tuned: Tuned): Poured =>
    finish(frame, tuned, headLines, layouts(headLines), open(headLines, to), { ...jump, to })
  const least = frame.head.lines
  const whole = open(least, '').room
  const { items, filled } = tried(whole)
  if (filled.next < items.length) return result(least, jump.to, poured(open(least, jump.to).room))
  if (frame.placement.balanced === false) return result(least, '', poured(whole))
  const endOf = (room: readonly Segment[], guess: number) =>
    leastLimit(lines, guess, (limit) => {
      const { items, filled } = tried(cutAt(room, limit))
      return filled.next >= items.length
    })
  let headLines = least
  let end = endOf(whole, limitFor(whole, filled.used, lines)) ?? lines
  const slack = headSlack(desk, frame)
  for (let grown = 1; grown <= slack && end < lines; grown++) {
    const longer = endOf(open(least + grown, '').room, end)
    if (longer === undefined) break
    headLines = least + grown
    end = longer
  }
  return result(headLines, '', poured(cutAt(open(headLines, '').room, end)))
}

/** The line above which so many lines are free. */
function limitFor(segments: readonly Segment[], used: number, most: number): number {
  let low = 0
  let high = most
  while (low < high) {
    const middle = (low + high) >> 1
    if (capacity(cutAt(segments, middle)) >= used) high = middle
    else low = middle + 1
  }
  return high
}

/** The least limit that holds the text, looked for from a guess outwards: every try pours the text. */
function leastLimit(most: number, guess: number, fits: (limit: number) => boolean): number | undefined {
  let low = 0
  let high = most + 1
  const first = Math.min(guess, most)
  if (fits(first)) {
    high = first
    for (let step = 1; low < high; step *= 2) {
      const at = Math.max(low, high - step)
      if (fits(at)) high = at
      else low = at + 1
    }
  } else {
    low = first + 1
    for (let step = 1; low <= most && high > most; step *= 2) {
      const at = Math.min(most, low + step - 1)
      if (fits(at)) high = at
      else low = at + 1
    }
  }
  while (low < high) {
    const middle = (low + high) >> 1
    if (fits(middle)) high = middle
    else low = middle + 1
  }
  return high > most ? undefined : high
}

/** Lines a head may grow by: one that stands over its text, not fixed by hand. */
function headSlack({ grid, house }: Desk, { placement, columns, head }: Frame): number {
  const fixed = placement.headLines !== undefined || head.rows.length === 0
  return fixed || !isHeadAbove(grid, placement, columns) ? 0 : house.headSlackLines
}

function finish(
  frame: Frame,
  { items, filled }: Tuned,
  headLines: number,
  layout: Layout,
  { room, from, to }: Reserved,
  jump: JumpLines,
): Poured {
  return {
    frame,
    items,
    filled,
    headLines,
    layout,
    room,
    from: from && { text: jump.from, at: from },
    to: to && { text: jump.to, at: to },
  }
}

/**
 * Takes the lines of the jump lines off the first and the last segment. Where a segment is too narrow for one, text
 * begins or stops at the next that is not.
 */
function reserve(desk: Desk, frame: Frame, segments: readonly Segment[], from: string, to: string): Reserved {
  if (!from && !to) return { room: segments, from: undefined, to: undefined }
  const least = (text: string): Milli => {
    const style = desk.publication.styles.jump
    return Math.round((desk.setter.row(text, style).width * style.size) / 1000)
  }
  const wide = (text: string) => {
    const width = least(text)
    return (segment: Segment) => (segment.width ?? frame.columns.width) >= width
  }
  const first = from ? Math.max(0, segments.findIndex(wide(from))) : 0
  const found = to ? segments.findLastIndex(wide(to)) : segments.length - 1
  const last = found < 0 ? segments.length - 1 : found
  const room: Segment[] = []
  for (let i = first; i <= last; i++) {
    const segment = segments[i]!
    const head = from && i === first ? 1 : 0
    const lines = segment.lines - head - (to && i === last ? 1 : 0)
    if (lines > 0) room.push({ ...segment, line: segment.line + head, lines })
  }
  const top = from ? segments[first] : undefined
  const foot = to ? segments[last] : undefined
  return {
    room,
    from: top && { ...top, lines: 1 },
    to: foot && { ...foot, line: foot.line + foot.lines - 1, lines: 1 },
  }
}

/** Whether the free stretches of a frame differ in width: then paragraphs are broken over the lines they meet. */
export const isUneven = (frame: Frame, { segments }: Layout): boolean =>
  frame.shaped && segments.some(({ width }) => width !== undefined && width !== frame.columns.width)

/** Lines of text under a picture that takes the rest of its block. */
export function restLines(frame: Frame, items: readonly FlowItem[], start: number): number {
  if (frame.shaped || frame.picture?.area !== 'rest' || start >= items.length) return 0
  const count = frame.columns.x.length
  const columns = frame.columns.x.map((_, column) => ({ column, line: 0, lines: frame.columns.lines }))
  const limit = balancedLimit(items, start, columns, frame.columns.lines)
  const most = Math.max(0, frame.columns.lines - frame.head.lines - 6)
  return Math.min(limit ?? Math.ceil((items.length - start) / count), most)
}

/** The ways a frame's space is given out, by lines of the head, each worked out once. */
export function layoutsOf(desk: Desk, frame: Frame, textLines: number): (headLines: number) => Layout {
  const known = new Map<number, Layout>()
  return (headLines) => {
    let layout = known.get(headLines)
    if (!layout) {
      layout = layOut(desk, frame, headLines, textLines)
      known.set(headLines, layout)
    }
    return layout
  }
}
