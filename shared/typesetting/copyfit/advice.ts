import { type Article, blockText } from '../../document/article.ts'
import { copyOf } from '../blocks/copy.ts'
import type { ComposedIssue, IssueInput } from '../compose.ts'
import type { Milli } from '../display-list.ts'
import type { Setter } from '../flow/setter.ts'
import { gridOf, placementColumns } from '../page/grid.ts'
import { type Cut, cutsOf } from './cuts.ts'
import { blockStarts, fitParagraph, type ParagraphFit, plainStyle, type Settable } from './paragraphs.ts'

/** What the article desk is told of how a composed article fits its place. */
export interface CopyfitAdvice {
  readonly articleId: string
  /** Lines the article can give up, and lines it can take on, without visible damage. */
  readonly canGive: number
  readonly canTake: number
  /** Where overset begins: block of the body, UTF-16 offset in it, and the character standing there. */
  readonly oversetAt?: { readonly block: number; readonly offset: number; readonly character: string }
  readonly oversetLines: number
  /** Characters that have no place. */
  readonly missingCharacters: number
  readonly undersetLines: number
  /** Characters that would fill the place. */
  readonly fillCharacters: number
  /** Fewest characters to cut for a line, cheapest first. */
  readonly cuts: readonly Cut[]
  /** Paragraphs set from edge to edge, in order; others (lists, runaround, drop capitals) cannot be set anew by the line. */
  readonly paragraphs: readonly ParagraphFit[]
}

/** A line of body text on a page: where in the body it begins, and the width of its column. */
interface ShownLine {
  readonly start: number
  readonly width: Milli
}

/**
 * Advice on one article of a composed issue; undefined where the issue has no such article. Paragraphs are set anew from
 * the widths of the columns they stand in, and only those are advised on whose lines come out as they are on the page.
 */
export function copyfitAdvice(
  input: IssueInput,
  composed: ComposedIssue,
  articleId: string,
  setter: Setter,
): CopyfitAdvice | undefined {
  const article = input.articles.find((each) => each.id === articleId)
  if (!article) return undefined
  const shown = shownLines(input, composed, articleId)
  const paragraphs = reproducible(setter, input, article, shown).map((each) => ({
    settable: each.settable,
    fit: fitParagraph(setter, each.settable, each.lines),
  }))
  const fits = paragraphs.map(({ fit }) => fit)
  const figures = composed.pages.flatMap((page) => page.copyfit.filter((each) => each.articleId === articleId))
  const sum = (of: 'oversetLines' | 'oversetCharacters' | 'undersetLines' | 'undersetCharacters') =>
    figures.reduce((total, each) => total + each[of], 0)
  const oversetAt = oversetPlace(composed, article)
  return {
    articleId,
    canGive: fits.filter((fit) => fit.shorter).length,
    canTake: fits.filter((fit) => fit.longer).length,
    ...(oversetAt ? { oversetAt } : {}),
    oversetLines: sum('oversetLines'),
    missingCharacters: sum('oversetCharacters'),
    undersetLines: sum('undersetLines'),
    fillCharacters: sum('undersetCharacters'),
    cuts: cutsOf(setter, paragraphs),
    paragraphs: fits,
  }
}

function oversetPlace(composed: ComposedIssue, article: Article): CopyfitAdvice['oversetAt'] {
  const lost = composed.stretches
    .filter((each) => each.articleId === article.id && each.part === 'body' && each.page === null)
    .reduce((first, each) => Math.min(first, each.start), Number.POSITIVE_INFINITY)
  if (lost === Number.POSITIVE_INFINITY) return undefined
  const block = blockStarts(article).findLastIndex((start) => start <= lost)
  const offset = lost - blockStarts(article)[block]!
  const code = blockText(article.body[block]!).codePointAt(offset)
  return { block, offset, character: code === undefined ? '' : String.fromCodePoint(code) }
}

/** The article's body lines, page after page, in the order they were painted. */
function shownLines(input: IssueInput, composed: ComposedIssue, articleId: string): ShownLine[] {
  const grid = gridOf(input.publication.format)
  const lines: ShownLine[] = []
  for (const { page: number, displayList } of composed.pages) {
    const page = input.pages.find((each) => each.number === number)
    const places = page?.placements.filter((each) => each.articleId === articleId) ?? []
    const columns = places.flatMap((place) => {
      const { x, width, each } = placementColumns(grid, place)
      return x.map((left, i) => ({ left, width: each?.[i]?.width ?? width }))
    })
    let before: { y: number; x: number } | undefined
    for (const item of displayList.items) {
      if (item.kind !== 'glyphs' || item.origin?.articleId !== articleId || item.origin.part !== 'body') continue
      const same = before && before.y === item.y && item.x > before.x
      before = { y: item.y, x: item.x }
      if (same) continue
      // A mark that gave up the blank before it may reach out of its column by half a character.
      const reach = item.x + grid.em / 2
      const column = columns
        .filter(({ left }) => left <= reach)
        .reduce<(typeof columns)[number] | undefined>(
          (nearest, each) => (!nearest || each.left > nearest.left ? each : nearest),
          undefined,
        )
      lines.push({ start: item.origin.start, width: column?.width ?? 0 })
    }
  }
  return lines
}

/** Paragraphs whose lines on the page are those of their column's width, with how many they take there. */
function reproducible(
  setter: Setter,
  { publication }: IssueInput,
  article: Article,
  shown: readonly ShownLine[],
): { readonly settable: Settable; readonly lines?: number }[] {
  const found: { settable: Settable; lines?: number }[] = []
  const starts = blockStarts(article)
  let width = shown[0]?.width ?? 0
  article.body.forEach((block, index) => {
    const from = starts[index]!
    const to = starts[index + 1] ?? Number.POSITIVE_INFINITY
    const own = shown.filter((line) => line.start >= from && line.start < to)
    width = own[0]?.width ?? width
    const style = plainStyle(publication, block)
    const text = blockText(block)
    if (!style || block.type === 'table' || text === '' || width <= 0) return
    const settable: Settable = { block: index, source: block, style, measure: width }
    const { best, shorter, longer } = setter.variants(copyOf(block.runs), style, width)
    const way = [best, shorter, longer].find((each) => {
      return own.every((line, i) => each?.lines[i]?.start === line.start - from)
    })
    if (way) found.push(own.length === 0 ? { settable } : { settable, lines: way.lines.length })
  })
  return found
}
