import { type Article, type ArticlePart, blockText } from '../../document/article.ts'
import type { Publication, TextStyle } from '../../edition/publication.ts'
import { blockItems, openGalley } from '../blocks/index.ts'
import type { Milli, Rect } from '../display-list.ts'
import type { SetLine } from '../inline/types.ts'
import type { Setter } from './setter.ts'

/** A set line with where its text begins in its part. No part: furniture, such as a jump line. */
export interface PartLine {
  readonly part?: ArticlePart
  readonly set: SetLine
  readonly text: string
  /** Offset of `text` in the part's plain text. */
  readonly base: number
  readonly style: TextStyle
  /** Space the line has in its column, from the column's left edge, 1/1000 pt; absent: the whole column. */
  readonly place?: { readonly x: Milli; readonly width: Milli }
  /** Line of its item that it stands on; absent: its own number among the rows. */
  readonly line?: number
  /** How far below the baseline of its line it stands, 1/1000 pt: a drop capital's share. */
  readonly drop?: Milli
}

/** What flows through the columns of an article, unit by unit. */
export interface FlowItem {
  readonly kind: 'text' | 'subhead' | 'tail'
  /** Lines of the grid it takes. */
  readonly lines: number
  readonly rows: readonly PartLine[]
  /** Set flush right on the same line, after the last line of the text. */
  readonly beside?: PartLine
  /** Rules of a table, from the column's left edge and the upper edge of the item's first line. */
  readonly rules?: readonly Rect[]
  /** Of a block that is not to be set anew as plain text: marked stretches, tabs, any style but the body's. */
  readonly marked?: true
  /** Lines after it that must stand in the same column (a subhead is never last). */
  readonly keepNext: number
  /** Last line of a paragraph of several: alone at the head of a column it is a widow 孤行. */
  readonly widow: boolean
  /** Where to go on from when the flow stops before this item. */
  readonly cursor: Cursor
}

/**
 * A place in an article's flow: block of the body, UTF-16 offset in the block. The source counts as the block after
 * the body, the copy's own jump line as the one after that.
 */
export interface Cursor {
  readonly block: number
  readonly offset: number
}

/** Behind everything. */
export const END: Cursor = { block: Number.MAX_SAFE_INTEGER, offset: 0 }

export const BEGIN: Cursor = { block: 0, offset: 0 }

/** Least space between the end of the text and a source line set on the same line, 1/1000 em. */
const BESIDE = 1500

/**
 * The article's flow from a cursor on, set to columns of some width; `jumpTo` is the jump line that ends the copy
 * itself. With `until` no further than that block: the tails only with the last.
 */
export function flowItems(
  setter: Setter,
  publication: Publication,
  article: Article,
  width: Milli,
  from: Cursor = BEGIN,
  jumpTo = '',
  until = Number.POSITIVE_INFINITY,
): FlowItem[] {
  const { styles } = publication
  const items: FlowItem[] = []
  const galley = openGalley(setter, publication, article, width)
  let start = 0
  article.body.forEach((block, index) => {
    if (index >= from.block && index <= until) {
      const offset = index === from.block ? from.offset : 0
      for (const item of blockItems(galley, block, { index, start, offset })) items.push(item)
    }
    start += blockText(block).length + 1
  })
  if (until < article.body.length - 1) return items
  const after = (tail: number): Cursor => ({ block: article.body.length + tail, offset: 0 })
  if (from.block <= after(0).block) addTail(setter, items, article.source, 'source', styles.source, width, after(0))
  if (from.block <= after(1).block) addTail(setter, items, jumpTo, undefined, styles.jump, width, after(1))
  return items
}

/** Source or jump line: beside the last line of the text where there is room, else flush right on lines of its own. */
function addTail(
  setter: Setter,
  items: FlowItem[],
  text: string,
  part: ArticlePart | undefined,
  style: TextStyle,
  width: Milli,
  cursor: Cursor,
): void {
  if (!text) return
  const row = setter.row(text, style)
  const rowWidth = (row.width * style.size) / 1000
  const line = (set: SetLine, whole: string): PartLine => ({
    ...(part ? { part } : {}),
    set,
    text: whole,
    base: 0,
    style,
  })
  const last = items.at(-1)
  const end = last?.rows.at(-1)
  if (last?.kind === 'text' && last.lines === 1 && !last.rules && end && end.style.align !== 'end' && !last.beside) {
    const used = (end.place?.x ?? 0) + ((end.set.width + BESIDE) * end.style.size) / 1000
    if (used + rowWidth <= width) {
      items[items.length - 1] = { ...last, beside: line(row, text) }
      return
    }
  }
  if (rowWidth <= width) {
    items.push({ kind: 'tail', lines: 1, rows: [line(row, text)], keepNext: 0, widow: true, cursor })
    return
  }
  const set = setter.paragraph(text, style, width, false)
  const rows = set.lines.map((each) => line(each, text))
  items.push({ kind: 'tail', lines: rows.length, rows, keepNext: 0, widow: true, cursor })
}
