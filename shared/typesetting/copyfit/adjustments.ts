import type { TextStyle } from '../../edition/publication.ts'
import type { Milli } from '../display-list.ts'
import type { FlowItem } from '../flow/items.ts'
import type { Setter } from '../flow/setter.ts'
import type { Adjustment } from '../report.ts'
import { HEAD_COST, SUBHEAD_COST } from './slack.ts'

/** One frame of an article as it was filled. */
export interface Placed {
  readonly items: readonly FlowItem[]
  readonly filled: { readonly placed: readonly { readonly item: number; readonly lines: number }[] }
  /** Lines the head was given. */
  readonly headLines: number
  readonly frame: {
    readonly head: { readonly lines: number; readonly rows: readonly unknown[] }
    readonly columns: { readonly width: Milli }
  }
}

/**
 * What composition changed of its own accord in one frame: blank lines given to subheads, lines given to the head,
 * paragraphs set a line longer or shorter than they would be by themselves.
 */
export function adjustmentsOf(
  setter: Setter,
  articleId: string,
  body: TextStyle,
  { items, filled, headLines, frame }: Placed,
): Adjustment[] {
  const found: Adjustment[] = []
  for (const { item, lines } of filled.placed) {
    const { kind, lines: own, cursor } = items[item]!
    if (kind === 'subhead' && lines > own)
      found.push({
        articleId,
        kind: 'subhead',
        block: cursor.block,
        lines: lines - own,
        cost: (lines - own) * SUBHEAD_COST,
      })
  }
  const grown = headLines - frame.head.lines
  if (grown > 0 && frame.head.rows.length > 0)
    found.push({ articleId, kind: 'head', lines: grown, cost: grown * HEAD_COST })
  for (const { item } of filled.placed) {
    const first = items[item]!
    const row = first.rows[0]
    if (first.kind !== 'text' || first.marked || !row || row.set.start !== 0 || row.style !== body) continue
    let count = 1
    while (items[item + count]?.kind === 'text' && items[item + count]!.rows[0]?.base === row.base) count++
    const indented = first.cursor.offset === 0
    const usual = setter.paragraph(row.text, body, frame.columns.width, indented).lines.length
    if (count === usual) continue
    const ways = setter.variants(row.text, body, frame.columns.width, indented)
    const way = [ways.shorter, ways.longer].find((each) => each?.lines.length === count)
    // Lines of other widths beside an obstacle: no change, only another measure.
    if (!way) continue
    const cost = Math.round(Math.sqrt(Math.max(0, way.cost - ways.best.cost) / count))
    found.push({ articleId, kind: 'paragraph', block: first.cursor.block, lines: count - usual, cost })
  }
  return found
}
