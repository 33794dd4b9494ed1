// Blocks of an article as lines of the flow: headings, paragraphs, quotations, verse, lists, sign-offs, tables.
import { type Article, type Block, blockText } from '../../document/article.ts'
import { listPlaces } from '../../document/list-markers.ts'
import type { Publication } from '../../edition/publication.ts'
import { type BlockStyle, stylesOf } from '../../edition/styles.ts'
import type { Milli } from '../display-list.ts'
import type { FlowItem } from '../flow/items.ts'
import type { Setter } from '../flow/setter.ts'
import { headingItems } from './heading.ts'
import type { BlockPlace, Galley } from './space.ts'
import { tableItems } from './table.ts'
import { textItems } from './text.ts'

export type { BlockPlace, Galley } from './space.ts'

/** Opens a column of some width (1/1000 pt) for an article's blocks. Throws as `stylesOf` does. */
export function openGalley(setter: Setter, publication: Publication, article: Article, width: Milli): Galley {
  return { setter, publication, styles: stylesOf(publication), article, lists: listPlaces(article.body), width }
}

/** Name of the style a block has by its kind. */
function defaultStyle(block: Block): string {
  if (block.type === 'paragraph') return 'body'
  if (block.type === 'subhead') return block.level && block.level > 1 ? `subhead-${block.level}` : 'subhead'
  return block.type
}

/** The style a block is set in: the one it names, where the publication has it, else its kind's. */
export function styleOf(styles: ReadonlyMap<string, BlockStyle>, block: Block): BlockStyle {
  const named = block.style === undefined ? undefined : styles.get(block.style)
  return named ?? styles.get(defaultStyle(block))!
}

/** Styles an article names that its publication does not have: such blocks are set as their kind is. */
export function unknownStyles(publication: Publication, article: Article): string[] {
  const styles = stylesOf(publication)
  const names = article.body.flatMap(({ style }) => (style !== undefined && !styles.has(style) ? [style] : []))
  return [...new Set(names)]
}

/** Sets a block from an offset of its plain text on. Every letter is on exactly one line, with its place in the body. */
export function blockItems(galley: Galley, block: Block, place: BlockPlace): FlowItem[] {
  if (blockText(block).length === 0) return []
  const style = styleOf(galley.styles, block)
  if (block.type === 'table') return tableItems(galley, block, style, place)
  if (block.type === 'subhead') return headingItems(galley, block, style, place)
  return textItems(galley, block, style, place)
}
