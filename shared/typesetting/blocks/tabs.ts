import { type Run, runsText } from '../../document/article.ts'
import type { BlockStyle } from '../../edition/styles.ts'
import type { TextStyle } from '../../edition/text-style.ts'
import type { Milli } from '../display-list.ts'
import type { FlowItem, PartLine } from '../flow/items.ts'
import type { SetLine } from '../inline/types.ts'
import { copyOf } from './copy.ts'
import type { BlockPlace, Galley, Room } from './space.ts'

/** Distance of the stops after the last one a style names, in characters. */
const EVERY = 2
const ENDLESS = 4_000_000_000

interface Piece {
  readonly row: PartLine
  /** Offset in the block where the flow may go on with the line this piece begins. */
  readonly offset: number
}

/**
 * A paragraph with tabs: what stands between two tabs is set by itself at the next stop, a line that is full goes on
 * under the style's hanging indent. Stops are counted from the block's left edge.
 */
export function tabbedItems(
  { setter, publication }: Galley,
  runs: readonly Run[],
  style: BlockStyle,
  place: BlockPlace,
  room: Room,
): FlowItem[] {
  const { size } = style.text
  const ragged: TextStyle = { ...style.text, align: 'start', indent: 0 }
  const points = (ems: number): Milli => Math.round((ems * size) / 1000)
  const text = runsText(runs)
  const lines: Piece[][] = [[]]
  let pen: Milli = place.offset > 0 ? style.hang : points(style.text.indent)
  const put = (set: SetLine, x: Milli, from: number, piece: string, type = ragged) => {
    const row: PartLine = {
      part: 'body',
      set,
      text: piece,
      base: place.start + from,
      style: type,
      place: { x: room.x + x, width: Math.max(0, room.width - x) },
      line: 0,
    }
    lines.at(-1)!.push({ row, offset: from + set.start })
  }
  let at = place.offset
  const pieces = text.slice(at).split('\t')
  pieces.forEach((piece, i) => {
    const from = at
    at += piece.length + 1
    if (piece === '') {
      if (i > 0) pen = nextStop(style, pen, publication.format.bodySize).at
      return
    }
    const copy = copyOf(runs, from, from + piece.length)
    const whole = setter.paragraph(copy, ragged, ENDLESS, false).lines[0]!
    const wide = points(whole.width)
    let x = pen
    if (i > 0) {
      const stop = nextStop(style, pen, publication.format.bodySize)
      const back = stop.align === 'start' ? 0 : stop.align === 'end' ? wide : points(widthToPoint(whole, piece))
      x = Math.max(pen, stop.at - back)
    }
    const last = i === pieces.length - 1
    if (x + wide > room.width && (!last || room.width - x < 2 * size) && lines.at(-1)!.length > 0) {
      lines.push([])
      x = style.hang
    }
    if (x + wide <= room.width) {
      put(whole, x, from, piece)
      pen = x + wide
      return
    }
    // Longer than what is left of the line: broken into lines like any paragraph.
    const measure = [Math.max(size, room.width - x), Math.max(size, room.width - style.hang)]
    const type = { ...style.text, indent: 0 }
    const set = setter.paragraph(copy, type, measure, false).lines
    set.forEach((line, n) => {
      if (n > 0) lines.push([])
      put(line, n === 0 ? x : style.hang, from, piece, type)
    })
    pen = (set.length > 1 ? style.hang : x) + points(set.at(-1)!.width)
  })
  const filled = lines.filter((line) => line.length > 0)
  return filled.map((line, i): FlowItem => {
    const first = i === 0
    return {
      kind: 'text',
      lines: 1,
      rows: line.map((piece) => piece.row),
      marked: true,
      keepNext: i === filled.length - 1 ? style.keepNext : 0,
      widow: !first && i === filled.length - 1,
      cursor: { block: place.index, offset: first ? place.offset : line[0]!.offset },
    }
  })
}

/** The first stop behind the pen; every two characters where the style names none. */
function nextStop({ tabs }: BlockStyle, pen: Milli, em: Milli): BlockStyle['tabs'][number] {
  return tabs.find(({ at }) => at > pen) ?? { at: (Math.floor(pen / (EVERY * em)) + 1) * EVERY * em, align: 'start' }
}

/** Width of a figure up to its decimal point, 1/1000 em; the whole of it where it has none. */
export function widthToPoint(set: SetLine, text: string): number {
  const point = text.search(/[.．](?=\d)/)
  if (point >= 0) return set.glyphs.find((glyph) => glyph.offset === point)?.x ?? set.width
  // A whole number ends where its point would stand: what follows it is a sign or a unit.
  const end = /\d(?!.*\d)/.exec(text)
  if (!end) return set.width
  return set.glyphs.find((glyph) => glyph.offset > end.index)?.x ?? set.width
}
