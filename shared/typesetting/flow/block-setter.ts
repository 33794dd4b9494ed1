import { type Article, blockText } from '../../document/article.ts'
import type { Publication } from '../../edition/publication.ts'
import type { Milli } from '../display-list.ts'
import { type Cursor, type FlowItem, flowItems } from './items.ts'
import type { Setter, Widths } from './setter.ts'

/**
 * Sets an article's flow block by block, each to the widths of the lines it will stand on. What was set once is kept:
 * the same block is asked for again at every height a frame is tried at.
 */
export class BlockSetter {
  readonly from: Cursor
  /** The block that the tails (source, jump line of the copy) come with. */
  readonly last: number
  /** Body size. */
  readonly em: Milli
  private readonly setter: Setter
  private readonly publication: Publication
  private readonly article: Article
  private readonly jumpTo: string
  private readonly known = new Map<string, readonly FlowItem[]>()

  constructor(setter: Setter, publication: Publication, article: Article, from: Cursor, jumpTo: string) {
    this.setter = setter
    this.publication = publication
    this.article = article
    this.from = from
    this.jumpTo = jumpTo
    this.em = publication.styles.body.size
    const { body } = article
    let last = body.length - 1
    while (last > 0 && blockText(body[last]!) === '') last--
    this.last = Math.max(last, Math.min(from.block, body.length + 1))
  }

  /** Characters left of a block. */
  length(block: number, offset: number): number {
    const at = this.article.body[block]
    return at ? Math.max(0, blockText(at).length - offset) : 0
  }

  /** A block from an offset on, as items; the tails, if it is the last, set to `tail`. */
  items(block: number, offset: number, widths: Widths, tail: Milli): readonly FlowItem[] {
    const key = `${block} ${offset} ${widths} ${tail}`
    const known = this.known.get(key)
    if (known) return known
    const { publication, article } = this
    const setter = typeof widths === 'number' ? this.setter : this.steered(widths, tail)
    const until = block >= this.last ? Math.max(block, article.body.length) : block
    const items = flowItems(setter, publication, article, tail, { block, offset }, this.jumpTo, until)
    this.known.set(key, items)
    return items
  }

  /** A paragraph set in another number of lines, where it is plain and that can be done decently. */
  inLines(items: readonly FlowItem[], widths: Widths, count: number): FlowItem[] | undefined {
    const first = items[0]!
    const row = first.rows[0]!
    if (count < 2 || row.set.start !== 0) return undefined
    if (items.some((item) => item.kind !== 'text' || item.marked || item.beside)) return undefined
    const set = this.setter.inLines(row.text, row.style, widths, first.cursor.offset === 0, count)
    return set?.lines.map((line, i) => ({
      ...first,
      rows: [{ ...row, set: line }],
      widow: i === count - 1,
      cursor: { block: first.cursor.block, offset: first.cursor.offset + line.start },
    }))
  }

  /** A setter that gives a paragraph's lines the widths of their slots, less what its style keeps of the column. */
  private steered(widths: readonly Milli[], column: Milli): Setter {
    const { source, jump } = this.publication.styles
    return {
      ...this.setter,
      paragraph: (copy, style, measure, indented) => {
        const own = typeof measure !== 'number' || style === source || style === jump
        const wide = own ? measure : widths.map((width) => Math.max(style.size, width - column + measure))
        return this.setter.paragraph(copy, style, wide, indented)
      },
    }
  }
}
