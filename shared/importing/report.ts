import { ARTICLE_SCHEMA, type Article, type ArticleKind } from '../document/article.ts'
import { countCharacters } from '../text/index.ts'
import type { ImportedArticle, ImportedPage } from './import-page.ts'

/** An imported article as the command line prints it; the field names are a contract with other programs. */
export interface ArticleReport {
  readonly id: string
  readonly kind: ArticleKind
  readonly kicker: string
  readonly headline: string
  readonly deck: string
  readonly byline: string
  readonly subheads: readonly string[]
  readonly source: string
  readonly credit: string
  readonly caption: string
  readonly jumpFrom: number | null
  readonly jumpTo: number | null
  /** The body's paragraphs in order, without subheads, byline, source and jump lines. */
  readonly paragraphs: readonly string[]
  /** 字数 of all that is printed, see `countCopy` in shared/text. */
  readonly characters: number
  readonly repairs: readonly { readonly kind: string; readonly before: string; readonly after: string }[]
}

/** 字数 of an article: kicker to credit, every character but blanks. */
export const charactersOf = (article: ImportedArticle): number =>
  [article.kicker, article.headline, article.deck, article.byline, article.source, article.caption, article.credit]
    .concat(article.body.map(({ text }) => text))
    .reduce((sum, text) => sum + countCharacters(text), 0)

/** One article in the command line's shape. */
export function reportArticle(article: ImportedArticle, id: string): ArticleReport {
  const texts = (type: 'paragraph' | 'subhead') =>
    article.body.filter((block) => block.type === type).map(({ text }) => text)
  return {
    id,
    kind: article.kind,
    kicker: article.kicker,
    headline: article.headline,
    deck: article.deck,
    byline: article.byline,
    subheads: texts('subhead'),
    source: article.source,
    credit: article.credit,
    caption: article.caption,
    jumpFrom: article.jumpFrom,
    jumpTo: article.jumpTo,
    paragraphs: texts('paragraph'),
    characters: charactersOf(article),
    repairs: article.repairs.map(({ kind, before, after }) => ({ kind, before, after })),
  }
}

/** The page in the command line's shape; `ids` has one for each article, in their order. */
export const reportPage = (
  page: ImportedPage,
  ids: readonly string[],
): { readonly articles: readonly ArticleReport[] } => ({
  articles: page.articles.map((article, at) => reportArticle(article, ids[at]!)),
})

/** Longest working title made from a text that has no headline. */
const SLUG_LENGTH = 16

function slugOf(article: ImportedArticle): string {
  const text = article.headline || article.caption || article.body[0]?.text || ''
  return [...text].slice(0, article.headline ? text.length : SLUG_LENGTH).join('')
}

/** The article as the newsroom keeps it. The working title is the headline, or the text's first words. */
export function toArticle(imported: ImportedArticle, id: string): Article {
  return {
    schema: ARTICLE_SCHEMA,
    id,
    kind: imported.kind,
    slug: slugOf(imported),
    kicker: imported.kicker,
    headline: imported.headline,
    deck: imported.deck,
    byline: imported.byline,
    body: imported.body.map(({ type, text }) => ({ type, runs: [{ text: text.normalize('NFC') }] })),
    source: imported.source,
    caption: imported.caption,
    credit: imported.credit,
    jumpFrom: imported.jumpFrom,
    jumpTo: imported.jumpTo,
    pictures: [],
  }
}
