import { runsText, type TextBlock } from '../../document/article.ts'
import type { BlockStyle } from '../../edition/styles.ts'
import type { FlowItem, PartLine } from '../flow/items.ts'
import type { SetLine } from '../inline/types.ts'
import { copyOf } from './copy.ts'
import { dropCapItem } from './drop-cap.ts'
import { markerOf } from './list.ts'
import { type BlockPlace, type Galley, placed, type Room, roomFor } from './space.ts'
import { tabbedItems } from './tabs.ts'

/** A gloss over a line needs the space between lines to be this wide, 1/1000 em; else the line takes two. */
const RUBY_HEIGHT = 500

/** A block of running text as lines of the flow, one line of the grid each. */
export function textItems(galley: Galley, block: TextBlock, style: BlockStyle, place: BlockPlace): FlowItem[] {
  const text = runsText(block.runs)
  const marker = block.type === 'list-item' ? markerOf(galley, block, style, place.index) : undefined
  const room = roomFor(galley, style, marker?.hang)
  const items = text.includes('\t')
    ? tabbedItems(galley, block.runs, style, place, room)
    : runningItems(galley, block, style, place, room)
  const first = items[0]
  if (marker && first && place.offset === 0)
    items[0] = { ...first, rows: [marker.row, ...first.rows.map((row, i) => ({ line: i, ...row }))] }
  // A sign-off alone at the head of a column has lost what it signs.
  if (block.type === 'signature') return items.map((item) => ({ ...item, widow: true }))
  return items
}

function runningItems(galley: Galley, block: TextBlock, style: BlockStyle, place: BlockPlace, room: Room): FlowItem[] {
  const { setter, publication } = galley
  const cap = place.offset === 0 ? dropCapItem(galley, block.runs, style, place, room) : undefined
  const offset = place.offset + (cap?.taken ?? 0)
  const text = runsText(block.runs).slice(offset)
  const copy = copyOf(block.runs, offset)
  const hanging = style.hang > 0
  const turned: Room = { x: room.x + style.hang, width: room.width - style.hang }
  const firstRoom = place.offset > 0 && hanging ? turned : room
  const measure = cap ? cap.measure : hanging ? [firstRoom.width, turned.width] : room.width
  const { lines } = setter.paragraph(copy, style.text, measure, place.offset === 0 && cap === undefined)
  const plain = typeof copy === 'string' && style.text === publication.styles.body && !cap
  const row = (set: SetLine, i: number): PartLine => ({
    part: 'body',
    set,
    text,
    base: place.start + offset,
    style: style.text,
    ...(cap && i < cap.lines
      ? { place: cap.room, line: i }
      : placed(i === 0 ? firstRoom : hanging ? turned : room, galley)),
  })
  const items: FlowItem[] = []
  let from = 0
  if (cap) {
    items.push(cap.item(lines.slice(0, cap.lines).map(row), lines.length <= cap.lines))
    from = cap.lines
  }
  for (let i = from; i < lines.length; i++) {
    const set = lines[i]!
    const line = row(set, i)
    const tall = isTall(galley, style, set)
    items.push({
      kind: 'text',
      lines: tall ? 2 : 1,
      rows: [tall ? { ...line, line: 1 } : line],
      ...(plain && !line.place && !tall ? {} : { marked: true as const }),
      keepNext: i === lines.length - 1 ? style.keepNext : 0,
      widow: i > 0 && i === lines.length - 1,
      cursor: { block: place.index, offset: offset + set.start },
    })
  }
  return items
}

/** Whether glosses over a line would run into the line above it. */
function isTall({ publication }: Galley, { text }: BlockStyle, set: SetLine): boolean {
  if (!set.extras?.some((extra) => extra.dy > 0)) return false
  return publication.format.linePitch < text.size + Math.round((text.size * RUBY_HEIGHT) / 1000)
}
