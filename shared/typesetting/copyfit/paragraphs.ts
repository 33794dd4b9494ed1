import { type Article, type Block, blockText, type TextBlock } from '../../document/article.ts'
import type { Publication, TextStyle } from '../../edition/publication.ts'
import { stylesOf } from '../../edition/styles.ts'
import { copyOf } from '../blocks/copy.ts'
import type { Milli } from '../display-list.ts'
import type { Setter } from '../flow/setter.ts'
import type { ParagraphVariant } from '../inline/index.ts'

/**
 * Widest gap, 1/1000 em, a line may show and still pass unseen: 1/5 em. On the 13-character line of a newspaper that is
 * two characters' width spread over the line; with a third (1/4 em) the line is seen as a hole from reading distance.
 */
export const VISIBLE_GAP = 200

/** Another way to set a paragraph, and what the eye pays for it. */
export interface Change {
  /** Widest gap on any of its lines, 1/1000 em. */
  readonly gap: number
  /** How much worse its lines are than those of the best setting, on average: 100 is a gap of 1/8 em between all characters. */
  readonly cost: number
}

/** A paragraph of the body as it fits its column. */
export interface ParagraphFit {
  /** Number of the block in the body. */
  readonly block: number
  /** Lines it takes on the page; on one that has no place yet, those it would take. */
  readonly lines: number
  /** Characters on its last line, marks included. */
  readonly lastLine: number
  /** Set a line shorter or longer than it is on the page, without visible damage. */
  readonly shorter?: Change
  readonly longer?: Change
}

/** A paragraph that can be asked how else it may be set. */
export interface Settable {
  readonly block: number
  readonly source: TextBlock
  readonly style: TextStyle
  readonly measure: Milli
}

/** The type of a plain paragraph's style; undefined for blocks that are not set as running lines from edge to edge. */
export function plainStyle(publication: Publication, block: Block): TextStyle | undefined {
  if (block.type !== 'paragraph' || blockText(block).includes('\t')) return undefined
  const style = stylesOf(publication).get(block.style ?? 'body')
  if (!style || style.dropCap || style.left || style.right || style.hang || style.text.align !== 'justify')
    return undefined
  return style.text
}

/** How a paragraph fits; `lines` as it stands on the page, where that is known. */
export function fitParagraph(
  setter: Setter,
  { block, source, style, measure }: Settable,
  lines?: number,
): ParagraphFit {
  const copy = copyOf(source.runs)
  const { best, shorter, longer } = setter.variants(copy, style, measure)
  const ways = [best, shorter, longer].filter((each) => each !== undefined)
  const now = lines ?? best.lines.length
  const set = ways.find((each) => each.lines.length === now) ?? best
  const text = blockText(source)
  const last = set.lines.at(-1)!
  const change = (count: number) => {
    const way = ways.find((each) => each.lines.length === count)
    return way && decent(text, way) ? { gap: widestGap(way), cost: perLine(way, best) } : undefined
  }
  const less = now > 1 ? change(now - 1) : undefined
  const more = change(now + 1)
  return {
    block,
    lines: now,
    lastLine: count(text.slice(last.start, last.end)),
    ...(less ? { shorter: less } : {}),
    ...(more ? { longer: more } : {}),
  }
}

/** No gap wider than what passes unseen, and no character alone on the last line. CLREQ "Widow and orphan". */
function decent(text: string, way: ParagraphVariant): boolean {
  const last = way.lines.at(-1)!
  const alone = way.lines.length > 1 && lettersOnly(text.slice(last.start, last.end)) < 2
  return !alone && widestGap(way) <= VISIBLE_GAP
}

const widestGap = (way: ParagraphVariant): number => Math.max(...way.lines.map((line) => line.stretch))

/** Costs are sums of squares over the lines; brought back to the points of one line. */
const perLine = (way: ParagraphVariant, best: ParagraphVariant): number =>
  Math.round(Math.sqrt(Math.max(0, way.cost - best.cost) / way.lines.length))

/** Characters as a newspaper counts them: all but spaces. */
export const count = (text: string): number => [...text].filter((char) => !/\s/.test(char)).length

const lettersOnly = (text: string): number => [...text].filter((char) => !/[\s\p{P}]/u.test(char)).length

/** Offset of each block in the body's plain text. */
export function blockStarts(article: Article): number[] {
  const starts: number[] = []
  let at = 0
  for (const block of article.body) {
    starts.push(at)
    at += blockText(block).length + 1
  }
  return starts
}
