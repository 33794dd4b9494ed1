import type { Milli } from '../display-list.ts'
import type { BlockSetter } from './block-setter.ts'
import { columnFaults, type Filled, faults, following, MOST_EXTRA, type PlacedItem, type Segment } from './fill.ts'
import type { FlowItem } from './items.ts'
import { continues, LEAST_CHARACTERS } from './runaround.ts'
import type { Widths } from './setter.ts'

/** A segment whose edges are known. */
export type Slot = Segment & { readonly x: Milli; readonly width: Milli }

/** Items as they were poured, after them the ones that found no room. */
export interface Poured {
  readonly items: readonly FlowItem[]
  readonly filled: Filled
}

/** An item with the width of the lines it was set for. */
interface Sized {
  readonly item: FlowItem
  readonly width: Milli
}

/**
 * Pours an article through lines of several widths: around pictures, out of one frame into a wider one. A paragraph is
 * broken as a whole over the very lines it will stand on; subheads, and what takes several lines together, stand in
 * lines of one width. `column` is what is measured where there is no slot at all; `extra` gives subheads, by their
 * block, more lines than they need.
 */
export function pourSlots(
  blocks: BlockSetter,
  slots: readonly Slot[],
  column: Milli,
  extra?: ReadonlyMap<number, number>,
): Poured {
  const run = new Run(blocks, slots, column, extra)
  let { block, offset } = blocks.from
  for (; block < blocks.last; block++, offset = 0) run.block(block, offset)
  run.block(block, offset)
  return run.result()
}

/** As `settle`: a column left short by a subhead that moved on is closed by the subheads above it. */
export function settleSlots(blocks: BlockSetter, slots: readonly Slot[], column: Milli): Poured {
  let now = pourSlots(blocks, slots, column)
  let given: ReadonlyMap<number, number> = new Map()
  const strips = stripsOf(slots)
  const left = ({ items, filled }: Poured) => items.length - filled.next
  for (let round = 0; round < strips.length; round++) {
    const fault = [...columnFaults(now.items, now.filled, strips)].find(({ remedy }) => remedy)
    if (!fault?.remedy) break
    const { block } = now.items[fault.remedy.item]!.cursor
    const next = new Map(given).set(block, Math.min(MOST_EXTRA, (given.get(block) ?? 0) + fault.remedy.lines))
    const tried = pourSlots(blocks, slots, column, next)
    const count = faults(now.items, now.filled, strips)
    if (left(tried) > left(now) || faults(tried.items, tried.filled, strips) >= count) break
    now = tried
    given = next
  }
  return now
}

/** Segments that go on into one another, as one. */
function stripsOf(slots: readonly Slot[]): Segment[] {
  const strips: Segment[] = []
  for (const { column, line, lines } of slots) {
    const last = strips.at(-1)
    if (last && continues(last, { column, line, lines }))
      strips[strips.length - 1] = { ...last, lines: last.lines + lines }
    else strips.push({ column, line, lines })
  }
  return strips
}

class Run {
  private readonly blocks: BlockSetter
  private readonly slots: readonly Slot[]
  /** Width of lines behind the last slot. */
  private readonly rest: Milli
  private readonly items: FlowItem[] = []
  private readonly placed: PlacedItem[] = []
  private slot = 0
  private line = 0
  private used = 0
  private readonly extra: ReadonlyMap<number, number> | undefined

  constructor(
    blocks: BlockSetter,
    slots: readonly Slot[],
    column: Milli,
    extra: ReadonlyMap<number, number> | undefined,
  ) {
    this.extra = extra
    this.blocks = blocks
    this.slots = slots
    this.rest = slots.at(-1)?.width ?? column
  }

  result(): Poured {
    return { items: this.items, filled: { placed: this.placed, next: this.placed.length, used: this.used } }
  }

  block(block: number, offset: number): void {
    let queue = this.compose(block, offset)
    let next = 0
    while (next < queue.length) {
      const { item, width } = queue[next]!
      const slot = this.slots[this.slot]
      if (!slot) {
        for (const { item } of queue.slice(next)) this.items.push(item)
        return
      }
      const { cursor } = item
      const again = () => {
        queue = this.compose(Math.max(block, cursor.block), cursor.offset)
        next = 0
      }
      if (this.linesOf(item) === 1 && item.keepNext === 0) {
        if (item.kind === 'tail' ? width <= slot.width : width === slot.width) {
          this.place(item, slot)
          next++
        } else again()
        continue
      }
      const lines = this.linesOf(item)
      const room = this.roomFor(lines)
      const after = item.keepNext > 0 ? this.linesAfter(queue, next, block) : 0
      if (!room || this.linesOfStrip() < lines + after) {
        this.nextStrip()
        again()
      } else if (room.width < LEAST_CHARACTERS * this.blocks.em) {
        this.nextSlot()
        again()
      } else if (room.width === width || (item.kind === 'tail' && width <= room.width)) {
        this.place(item, room)
        next++
      } else {
        queue = this.uniform(Math.max(block, cursor.block), cursor.offset, room.width)
        next = 0
        // Narrower it may want more lines, which may be narrower still: then rather further down.
        const more = this.linesOf(queue[0]!.item)
        if (more > lines && this.roomFor(more)?.width !== room.width) {
          this.nextSlot()
          again()
        }
      }
    }
  }

  /** A block from an offset on, set for the lines from here on. */
  private compose(block: number, offset: number): Sized[] {
    const { blocks } = this
    const widths = this.widthsFrom(blocks.length(block, offset))
    const first = typeof widths === 'number' ? widths : widths[0]!
    let items = blocks.items(block, offset, first, first)
    if (!items.every(isPlain)) return items.map((item) => ({ item, width: first }))
    if (typeof widths !== 'number') items = blocks.items(block, offset, widths, first)
    let lines = items.filter((item) => item.kind === 'text').length
    // What may stand beside the last line, or on the one after it, must fit both.
    const tail = lines > 0 ? Math.min(this.widthAt(lines - 1), this.widthAt(lines)) : first
    if (block >= blocks.last && tail !== first) {
      items = blocks.items(block, offset, typeof widths === 'number' ? [widths] : widths, tail)
    } else if (lines > 1 && this.startsStrip(lines - 1)) {
      items = blocks.inLines(items, widths, lines - 1) ?? blocks.inLines(items, widths, lines + 1) ?? items
      lines = items.length
    }
    return items.map((item, i) => ({ item, width: i < lines ? this.widthAt(i) : tail }))
  }

  private uniform(block: number, offset: number, width: Milli): Sized[] {
    return this.blocks.items(block, offset, width, width).map((item) => ({ item, width }))
  }

  /** Lines an item takes: its own, and a subhead's extra ones. */
  private linesOf(item: FlowItem): number {
    return item.lines + (item.kind === 'subhead' ? (this.extra?.get(item.cursor.block) ?? 0) : 0)
  }

  private place(item: FlowItem, { column, x, width }: Slot): void {
    const line = this.slots[this.slot]!.line + this.line
    const lines = this.linesOf(item)
    this.placed.push({ item: this.items.length, column, line, lines, x, width })
    this.items.push(item)
    this.used += lines
    for (let left = lines; left > 0; ) {
      const slot = this.slots[this.slot]!
      const step = Math.min(left, slot.lines - this.line)
      this.line += step
      left -= step
      if (this.line === slot.lines) this.nextSlot()
    }
  }

  private nextSlot(): void {
    this.slot++
    this.line = 0
  }

  private nextStrip(): void {
    do this.nextSlot()
    while (this.slot < this.slots.length && !this.isHead(this.slot))
  }

  /** Whether a slot does not go on where the one before it ends. */
  private isHead(slot: number): boolean {
    return slot === 0 || !continues(this.slots[slot - 1]!, this.slots[slot]!)
  }

  /** Lines from here to where text is interrupted. */
  private linesOfStrip(): number {
    let lines = this.slots[this.slot]!.lines - this.line
    for (let i = this.slot + 1; i < this.slots.length && !this.isHead(i); i++) lines += this.slots[i]!.lines
    return lines
  }

  /** What is free in all of the next so many lines of the strip. */
  private roomFor(lines: number): Slot | undefined {
    const first = this.slots[this.slot]!
    let { x, width } = first
    let left = lines - (first.lines - this.line)
    for (let i = this.slot + 1; left > 0; i++) {
      const slot = this.slots[i]
      if (!slot || this.isHead(i)) return undefined
      const right = Math.min(x + width, slot.x + slot.width)
      x = Math.max(x, slot.x)
      width = right - x
      left -= slot.lines
    }
    return { ...first, x, width }
  }

  /** Lines that must follow an item in its column. */
  private linesAfter(queue: readonly Sized[], index: number, block: number): number {
    const items = queue.slice(index).map(({ item }) => item)
    const width = queue[index]!.width
    for (let next = block + 1; next <= this.blocks.last && items.length < 4; next++)
      items.push(...this.blocks.items(next, 0, width, width))
    return following(items, 0)
  }

  /** Width of the line so many lines further on. */
  private widthAt(ahead: number): Milli {
    let at = this.line + ahead
    for (let i = this.slot; i < this.slots.length; i++) {
      const slot = this.slots[i]!
      if (at < slot.lines) return slot.width
      at -= slot.lines
    }
    return this.rest
  }

  /** Whether the line so many lines further on is the first after an interruption. */
  private startsStrip(ahead: number): boolean {
    let at = this.line + ahead
    for (let i = this.slot; i < this.slots.length; i++) {
      if (at === 0) return this.isHead(i)
      if (at < this.slots[i]!.lines) return false
      at -= this.slots[i]!.lines
    }
    return false
  }

  /** Widths of the lines that so many characters will take from here on, and a few more. */
  private widthsFrom(characters: number): Widths {
    const { em } = this.blocks
    const widths: Milli[] = []
    let left = characters + 6
    let skip = this.line
    for (let i = this.slot; i < this.slots.length && left > 0; i++) {
      const { width, lines } = this.slots[i]!
      const own = Math.min(lines - skip, Math.ceil(left / Math.floor(width / em)) + 1)
      for (let k = 0; k < own; k++) widths.push(width)
      left -= (lines - skip) * Math.floor(width / em)
      skip = 0
    }
    if (left > 0) widths.push(this.rest)
    while (widths.length > 1 && widths.at(-1) === widths.at(-2)) widths.pop()
    return widths.length === 1 ? widths[0]! : widths
  }
}

/** Of lines that can each stand in a width of its own. */
const isPlain = (item: FlowItem): boolean =>
  item.kind === 'tail' || (item.kind === 'text' && item.lines === 1 && item.rows.length === 1 && !item.rows[0]!.place)
