import type { ArticleKind } from '../document/article.ts'
import { pagePairs } from './bigrams.ts'
import { classify } from './classify.ts'
import { cleanCharacters } from './clean.ts'
import { healCuts } from './heal.ts'
import { bylineWithin, type Item, splitItems } from './items.ts'
import { readLines } from './lines.ts'
import { repairMarks } from './marks/index.ts'
import { editsInOrder, Journal, type PieceRole, type Repair, wordRepairs } from './repairs.ts'
import { segment } from './segment.ts'
import { applyEdits, type Edit, sliceTracked, track } from './tracked-text.ts'
import { joinWrappedLines } from './wrap.ts'

/** A stretch of the original and the part it became. */
export interface Piece {
  readonly role: PieceRole
  /** Number of the article on the page; null for what belongs to the page itself. */
  readonly article: number | null
  /** Where it lies in the original, in UTF-16 units. */
  readonly start: number
  readonly end: number
}

export interface ImportedBlock {
  readonly type: 'paragraph' | 'subhead'
  readonly text: string
}

/** An article as found on the page, its repairs made. Parts are as in `shared/document/article.ts`. */
export interface ImportedArticle {
  readonly kind: ArticleKind
  readonly kicker: string
  readonly headline: string
  readonly deck: string
  readonly byline: string
  readonly body: readonly ImportedBlock[]
  readonly source: string
  readonly caption: string
  readonly credit: string
  readonly jumpFrom: number | null
  readonly jumpTo: number | null
  readonly repairs: readonly Repair[]
}

/** What became of a page's text. */
export interface ImportedPage {
  /** The page's number, as the caller gave it. */
  readonly page: number | null
  readonly original: string
  readonly articles: readonly ImportedArticle[]
  /** Every repair made, in the order of the original: those of the articles and those between them. */
  readonly repairs: readonly Repair[]
  /** Repairs a person refused; empty after an import. */
  readonly refused: readonly Repair[]
  /** Every stretch that holds anything, in the order of the original. */
  readonly pieces: readonly Piece[]
  /** What belongs to no article: editors' names, dates, page numbers at the page's edge. */
  readonly furniture: readonly string[]
}

interface ArticleFacts {
  readonly kind: ArticleKind
  readonly jumpFrom: number | null
  readonly jumpTo: number | null
}

/**
 * Splits the running text of a newspaper page into its articles and repairs it. Never throws, whatever the text; a page
 * without anything readable has no articles. Line ends may be of any sort.
 *
 * Stages, each its own file: clean (single characters) → lines → wrap (column lines to paragraphs) → classify (titles,
 * paragraphs, marks of the trade) → heal (paragraphs cut by a column's end) → items (what stands on a paragraph's ends)
 * → segment (articles and parts) → marks (punctuation and blanks) → assemble.
 */
export function importPage(original: string, options: { readonly page?: number } = {}): ImportedPage {
  const journal = new Journal()
  const cleaned = cleanCharacters(track(original), journal)
  const units = joinWrappedLines(readLines(cleaned.text))
  const pairs = pagePairs(units)
  const classed = healCuts(classify(units, pairs), pairs)
  for (const unit of classed) {
    for (const kind of ['hard-wrap', 'column-cut'] as const) {
      const joins = unit.unit.joins.filter((join) => join.kind === kind)
      // The lines of one paragraph are one repair; each cut is its own.
      if (kind === 'hard-wrap') journal.add(kind, cleaned, joins)
      else for (const join of joins) journal.add(kind, cleaned, [join])
    }
  }
  const { articles, furniture } = segment(splitItems(cleaned, classed))
  const pieces: Piece[] = []
  const add = (item: Item, role: PieceRole, article: number | null) => {
    pieces.push(pieceOf(item, role, article))
    repairItem(item, role, journal)
  }
  articles.forEach((draft, article) => {
    for (const { item, role } of draft.placed) add(item, role, article)
  })
  for (const item of furniture) pieces.push(pieceOf(item, 'furniture', null))
  pieces.sort((a, b) => a.start - b.start)
  const repairs = wordRepairs(original, journal.drafts, placeIn(pieces))
  return assemble(original, options.page ?? null, articles, pieces, repairs, [])
}

function pieceOf({ tracked }: Item, role: PieceRole, article: number | null): Piece {
  return { role, article, start: tracked.starts[0]!, end: tracked.ends[tracked.ends.length - 1]! }
}

function repairItem(item: Item, role: PieceRole, journal: Journal): void {
  if (role === 'label' || role === 'jump-from' || role === 'jump-to') return
  if (role !== 'byline') {
    repairMarks(item.tracked, role, journal)
    return
  }
  const { from, to } = bylineWithin(item.text)
  const end = item.text.length
  const strip = [
    ...(from > 0 ? [{ from: 0, to: from, text: '' }] : []),
    ...(to < end ? [{ from: to, to: end, text: '' }] : []),
  ]
  journal.add('byline-mark', item.tracked, strip)
  repairMarks(sliceTracked(item.tracked, from, to), role, journal)
}

function placeIn(pieces: readonly Piece[]): (offset: number) => Repair['place'] {
  return (offset) => {
    let low = 0
    let high = pieces.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const piece = pieces[middle]!
      if (offset < piece.start) high = middle - 1
      else if (offset >= piece.end) low = middle + 1
      else return piece.article === null ? null : { article: piece.article, role: piece.role }
    }
    return null
  }
}

/** Builds the parts from the original, the pieces and the repairs that stand. */
function assemble(
  original: string,
  page: number | null,
  facts: readonly ArticleFacts[],
  pieces: readonly Piece[],
  repairs: readonly Repair[],
  refused: readonly Repair[],
): ImportedPage {
  const edits = editsInOrder(repairs)
  let next = 0
  const parts = facts.map(() => new Map<PieceRole, string[]>())
  const bodies = facts.map((): ImportedBlock[] => [])
  const furniture: string[] = []
  for (const piece of pieces) {
    while (next < edits.length && edits[next]!.end <= piece.start) next++
    const within: Edit[] = []
    while (next < edits.length && edits[next]!.start < piece.end) within.push(edits[next++]!)
    const lines = applyEdits(original, within, piece.start, piece.end)
      // A refused join leaves its line end in the text: two paragraphs, as they came.
      .split(/[\n\r\f\v\u0085\u2028\u2029]+/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
    if (piece.article === null) furniture.push(...lines)
    else if (piece.role === 'paragraph' || piece.role === 'subhead') {
      const type = piece.role
      bodies[piece.article]!.push(...lines.map((text) => ({ type, text })))
    } else {
      const map = parts[piece.article]!
      const known = map.get(piece.role)
      if (known) known.push(...lines)
      else map.set(piece.role, lines)
    }
  }
  const repairsOf = facts.map((): Repair[] => [])
  for (const repair of repairs) if (repair.place) repairsOf[repair.place.article]!.push(repair)
  const articles = facts.map((fact, at): ImportedArticle => {
    const part = (role: PieceRole, between: string) => (parts[at]!.get(role) ?? []).join(between)
    return {
      kind: fact.kind,
      kicker: part('kicker', ' '),
      headline: part('headline', ' '),
      deck: part('deck', ' '),
      byline: part('byline', ' '),
      body: bodies[at]!,
      source: part('source', ''),
      caption: part('caption', ''),
      credit: part('credit', ' '),
      jumpFrom: fact.jumpFrom,
      jumpTo: fact.jumpTo,
      repairs: repairsOf[at]!,
    }
  })
  return { page, original, articles, repairs, refused, pieces, furniture }
}

/** The page as it would be without some of its repairs; what was refused before stays refused. */
export function refuseRepairs(page: ImportedPage, ids: Iterable<number>): ImportedPage {
  const unwanted = new Set(ids)
  const stands = page.repairs.filter((repair) => !unwanted.has(repair.id))
  const refused = [...page.refused, ...page.repairs.filter((repair) => unwanted.has(repair.id))]
  return assemble(page.original, page.page, page.articles, page.pieces, stands, refused)
}

/** Takes back refusals. */
export function acceptRepairs(page: ImportedPage, ids: Iterable<number>): ImportedPage {
  const wanted = new Set(ids)
  const repairs = [...page.repairs, ...page.refused.filter((repair) => wanted.has(repair.id))].sort(
    (a, b) => a.id - b.id,
  )
  const refused = page.refused.filter((repair) => !wanted.has(repair.id))
  return assemble(page.original, page.page, page.articles, page.pieces, repairs, refused)
}
