import type { Milli } from '../display-list.ts'
import type { FlowItem } from './items.ts'

/**
 * A stretch of free lines in one column, counted from the block's first line. Segments are in reading order. With `x` and
 * `width` (1/1000 pt) it is not the whole column, or the columns are not all alike.
 */
export interface Segment {
  readonly column: number
  readonly line: number
  readonly lines: number
  readonly x?: Milli
  readonly width?: Milli
}

export interface PlacedItem {
  /** Index of the item. */
  readonly item: number
  readonly column: number
  readonly line: number
  /** Lines it takes: its own, and what it was given beyond them. */
  readonly lines: number
  /** Where its segment stands, when that is not the whole column. */
  readonly x?: Milli
  readonly width?: Milli
}

export interface Filled {
  readonly placed: readonly PlacedItem[]
  /** Index of the first item that did not fit. */
  readonly next: number
  /** Lines of the segments taken by items. */
  readonly used: number
}

/**
 * Pours items into segments. A subhead goes to the next segment unless it and two lines after it fit; what it leaves
 * free above is the price. `extra` gives items (subheads) more lines than they need.
 */
export function fill(
  items: readonly FlowItem[],
  from: number,
  segments: readonly Segment[],
  extra?: ReadonlyMap<number, number>,
): Filled {
  const placed: PlacedItem[] = []
  let used = 0
  const next = pour(items, from, segments, Number.POSITIVE_INFINITY, extra, (item, segment, line, lines) => {
    const { column, x, width } = segment
    const at = { item, column, line: segment.line + line, lines }
    placed.push(x === undefined || width === undefined ? at : { ...at, x, width })
    used += lines
  })
  return { placed, next, used }
}

/**
 * The pouring itself, down to a line of the block: returns the first item that did not fit. Make-up asks this for every
 * width and height of every article, so nothing is allocated here.
 */
function pour(
  items: readonly FlowItem[],
  from: number,
  segments: readonly Segment[],
  limit: number,
  extra: ReadonlyMap<number, number> | undefined,
  place?: (item: number, segment: Segment, line: number, lines: number) => void,
): number {
  let next = from
  for (const segment of segments) {
    const room = Math.min(segment.lines, limit - segment.line)
    let line = 0
    while (next < items.length) {
      const item = items[next]!
      const lines = item.lines + (extra?.get(next) ?? 0)
      if (line + lines > room) break
      if (item.keepNext > 0 && line + lines + following(items, next) > room) break
      place?.(next, segment, line, lines)
      line += lines
      next++
    }
    if (next >= items.length) break
  }
  return next
}

/** Lines that must follow an item in its column: so many items, as far as there are any, subheads in a row included. */
export function following(items: readonly FlowItem[], index: number): number {
  let lines = 0
  let left = items[index]!.keepNext
  for (let i = index + 1; i < items.length && left > 0; i++) {
    const item = items[i]!
    if (item.kind === 'subhead' && lines > 0) break
    lines += item.lines
    left = item.kind === 'subhead' ? item.keepNext : left - 1
    if (item.kind === 'text' && i + 1 < items.length && items[i + 1]!.kind !== 'text') break
  }
  return lines
}

/** Segments cut off below a line of the block. */
export const cutAt = (segments: readonly Segment[], limit: number): Segment[] =>
  segments
    .map((segment) => ({ ...segment, lines: Math.min(segment.lines, limit - segment.line) }))
    .filter((segment) => segment.lines > 0)

/** Total lines of some segments. */
export const capacity = (segments: readonly Segment[]): number => segments.reduce((sum, each) => sum + each.lines, 0)

/**
 * 齐栏: the least line, counted from the block's first, above which the items still fit, so that all columns end at one
 * height and only the last is short. Undefined where they do not fit at all.
 */
export function balancedLimit(
  items: readonly FlowItem[],
  from: number,
  segments: readonly Segment[],
  limit: number,
  extra?: ReadonlyMap<number, number>,
): number | undefined {
  const fits = (at: number) => pour(items, from, segments, at, extra) >= items.length
  if (!fits(limit)) return undefined
  let low = 0
  let high = limit
  while (low < high) {
    const middle = (low + high) >> 1
    if (fits(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * Gives subheads a line more where that closes the foot of a column left short, or sends a second line after a widow
 * over to the next column. Keeps only what still fits.
 */
export function settle(
  items: readonly FlowItem[],
  from: number,
  segments: readonly Segment[],
  extra: ReadonlyMap<number, number>,
): { filled: Filled; extra: ReadonlyMap<number, number> } {
  let filled = fill(items, from, segments, extra)
  let given = extra
  for (let round = 0; round < segments.length; round++) {
    const place = firstFault(items, filled, segments)
    if (!place) break
    const next = new Map(given).set(place.item, Math.min(MOST_EXTRA, (given.get(place.item) ?? 0) + place.lines))
    const tried = fill(items, from, segments, next)
    if (tried.next < filled.next || faults(items, tried, segments) >= faults(items, filled, segments)) break
    filled = tried
    given = next
  }
  return { filled, extra: given }
}

/** Lines a subhead takes on at most; more is a hole. */
export const MOST_EXTRA = 2

interface Fault {
  /** The subhead that can take the lines. */
  readonly item: number
  readonly lines: number
}

/** A column that ends short of its foot, or is followed by a widow at the head of the next. */
export interface ColumnFault {
  /** Indices of the items in the column: first, and first not in it. */
  readonly from: number
  readonly to: number
  /** Lines left free; 0 for a widow. */
  readonly short: number
  /** A subhead that can take lines. */
  readonly remedy: Fault | undefined
}

export function* columnFaults(
  items: readonly FlowItem[],
  filled: Filled,
  segments: readonly Segment[],
): Generator<ColumnFault> {
  let at = 0
  for (const segment of segments) {
    const inside: PlacedItem[] = []
    while (at < filled.placed.length && within(filled.placed[at]!, segment)) inside.push(filled.placed[at++]!)
    const after = filled.placed[at]
    const last = inside.at(-1)
    if (!last || !after) continue
    const short = segment.line + segment.lines - (last.line + last.lines)
    const widow = items[after.item]!.widow
    if (short === 0 && !widow) continue
    const subhead = inside.findLast((each) => items[each.item]!.kind === 'subhead' && each.line > segment.line)
    const remedy = subhead && { item: subhead.item, lines: short > 0 ? Math.min(short, 2) : 1 }
    yield { from: inside[0]!.item, to: after.item, short, remedy }
  }
}

function firstFault(items: readonly FlowItem[], filled: Filled, segments: readonly Segment[]): Fault | undefined {
  for (const { remedy } of columnFaults(items, filled, segments)) if (remedy) return remedy
  return undefined
}

export function faults(items: readonly FlowItem[], filled: Filled, segments: readonly Segment[]): number {
  let count = 0
  for (const _ of columnFaults(items, filled, segments)) count++
  return count
}

const within = (placed: PlacedItem, segment: Segment): boolean =>
  placed.column === segment.column && placed.line >= segment.line && placed.line < segment.line + segment.lines
