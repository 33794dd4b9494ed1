import type { TextStyle } from '../../edition/publication.ts'
import type { Milli } from '../display-list.ts'
import { columnFaults, type Filled, faults, type Segment, settle } from './fill.ts'
import type { FlowItem } from './items.ts'
import type { Setter } from './setter.ts'

/** Most paragraphs tried for one fault, and most faults looked at in one frame. */
const TRIES = 4
const FAULTS = 12

export interface Tuned {
  readonly items: readonly FlowItem[]
  readonly filled: Filled
}

/**
 * Settles the columns, then mends what subheads could not: a widow 孤行, or a column left short, by setting one
 * paragraph near it a line shorter or longer than it likes (never with loose lines). Nothing else changes: every letter
 * stays, and what fitted still fits; only a text that `goesOn` elsewhere may send a line more on its way.
 */
export function tune(
  setter: Setter,
  style: TextStyle,
  width: Milli,
  items: readonly FlowItem[],
  start: number,
  segments: readonly Segment[],
  extra: ReadonlyMap<number, number>,
  goesOn = false,
): Tuned {
  let now: Tuned = { items, filled: settle(items, start, segments, extra).filled }
  const left = (tuned: Tuned) => tuned.items.length - tuned.filled.next
  const hopeless = new Set<number>()
  for (let round = 0; round < FAULTS; round++) {
    const count = faults(now.items, now.filled, segments)
    const fault = [...columnFaults(now.items, now.filled, segments)].find((each) => !hopeless.has(each.to))
    if (count === 0 || !fault) break
    let better: Tuned | undefined
    for (const change of changes(now.items, start, fault)) {
      const changed = replaced(setter, style, width, now.items, change)
      if (!changed) continue
      const shifted = shift(extra, change)
      const tried = { items: changed, filled: settle(changed, start, segments, shifted).filled }
      if (left(tried) > left(now) + (goesOn ? 2 : 0) || faults(changed, tried.filled, segments) >= count) continue
      better = tried
      extra = shifted
      break
    }
    if (better) now = better
    else hopeless.add(fault.to)
  }
  return now
}

/** A paragraph, as a range of items, to be set in another number of lines. */
interface Change {
  readonly from: number
  readonly to: number
  readonly delta: 1 | -1
}

/** What could mend a fault, best first: the paragraph at the column's end, then those above it. */
function changes(
  items: readonly FlowItem[],
  start: number,
  fault: { from: number; to: number; short: number },
): Change[] {
  const found: Change[] = []
  const first = Math.max(start, fault.from)
  if (fault.short === 0) {
    // The widow's own paragraph, a line shorter: its end comes back into the column.
    const own = paragraphAt(items, fault.to, start)
    if (own) found.push({ ...own, delta: -1 })
  }
  for (let i = fault.to - 1; i >= first && found.length < TRIES; i--) {
    const range = paragraphAt(items, i, start)
    if (!range) continue
    i = range.from
    if (range.from < first || range.to > fault.to) continue
    if (fault.short === 0) found.push({ ...range, delta: -1 })
    found.push({ ...range, delta: 1 })
  }
  return found
}

/** The whole paragraph an item belongs to; undefined for subheads, tails, and paragraphs begun in an earlier frame. */
function paragraphAt(
  items: readonly FlowItem[],
  index: number,
  start: number,
): { from: number; to: number } | undefined {
  const text = (i: number) => (items[i]?.kind === 'text' ? items[i]!.rows[0] : undefined)
  const row = text(index)
  if (!row) return undefined
  let from = index
  let to = index + 1
  while (from > start && text(from - 1)?.base === row.base) from--
  while (text(to)?.base === row.base) to++
  const whole = text(from)!.set.start === 0 && text(to - 1)!.set.end === row.text.length
  const plain = items.slice(from, to).every((item) => !item.beside && !item.marked)
  return whole && plain ? { from, to } : undefined
}

/**
 * Whether another number of lines is worth trying: marks give way by about a third of an em a line before a last line is
 * gone, and lines open by less than a character each before another is filled.
 */
function promising(lastWidth: number, measure: number, lines: number, delta: 1 | -1): boolean {
  if (delta === -1) return lastWidth <= Math.min(4000, 350 * (lines - 1))
  return lastWidth >= (measure - 0.9 * (lines - 1)) * 1000
}

/** The items with one paragraph set anew; undefined where it cannot be. */
function replaced(
  setter: Setter,
  style: TextStyle,
  width: Milli,
  items: readonly FlowItem[],
  { from, to, delta }: Change,
): FlowItem[] | undefined {
  const first = items[from]!
  const row = first.rows[0]!
  const count = to - from + delta
  if (count < 2 || !promising(items[to - 1]!.rows[0]!.set.width, width / style.size, to - from, delta)) return undefined
  const indented = first.cursor.offset === 0
  const set = setter.inLines(row.text, style, width, indented, count)
  if (!set) return undefined
  const lines = set.lines.map((line, i): FlowItem => {
    return {
      ...first,
      rows: [{ ...row, set: line }],
      widow: i === count - 1,
      cursor: { block: first.cursor.block, offset: first.cursor.offset + line.start },
    }
  })
  return [...items.slice(0, from), ...lines, ...items.slice(to)]
}

/** Extra lines of subheads, moved along with the items they belong to. */
function shift(extra: ReadonlyMap<number, number>, { to, delta }: Change): ReadonlyMap<number, number> {
  return new Map([...extra].map(([item, lines]) => [item >= to ? item + delta : item, lines]))
}
