// What the bench sets: the real page where it is at hand, else copy of the shipped sample, as often as is needed.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rawPage } from '#main/hosts/cli/testing/raw-page.ts'
import { type Article, blockText } from '#shared/document/article.ts'
import { importPage, toArticle } from '#shared/importing/index.ts'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const REAL = join(ROOT, '../shared/real/trade-news-page.txt')
/** Characters of body in the eight pages. */
const CHARACTERS = 54_000

export interface Copy {
  readonly name: string
  /** Raw text of the page, before import. */
  readonly raw: string
  /** One page's articles after import and repair. */
  readonly articles: readonly Article[]
  /** Paragraphs of the body, in order, without subheads. */
  readonly paragraphs: readonly string[]
  readonly characters: number
  /** Pages that make 54,000 characters. */
  readonly pages: number
}

/** Raw text of the page and its name. */
export function readRaw(): { readonly raw: string; readonly name: string } {
  if (existsSync(REAL)) return { raw: readFileSync(REAL, 'utf8'), name: 'real page' }
  const ids = ['lead-ports', 'second-warehouses', 'brief-driverless-trucks', 'brief-exhibitions']
  return { raw: rawPage(ids, false), name: 'sample copy (the real page is not beside the repository)' }
}

/** The page the bench sets; `name` says whether it is the real one. */
export function readCopy(): Copy {
  const { raw, name } = readRaw()
  const articles = importPage(raw, { page: 1 }).articles.map((article, at) => ({
    ...toArticle(article, `a-${at}`),
    jumpFrom: null,
  }))
  const paragraphs = articles.flatMap(({ body }) =>
    body.filter(({ type }) => type === 'paragraph').map((block) => blockText(block)),
  )
  const characters = articles.reduce(
    (sum, { body }) => body.reduce((all, block) => all + blockText(block).length, sum),
    0,
  )
  const pages = Math.max(1, Math.round(CHARACTERS / characters))
  return { name, raw, articles, paragraphs: paragraphs.filter((text) => text !== ''), characters, pages }
}

/** The page's articles for each page, under ids and with words of their own. */
export const articlesByPage = ({ articles, pages }: Copy): Article[][] =>
  Array.from({ length: pages }, (_, page) => articles.map((article) => variant(article, page)))

/** The article as another page has it. */
export function variant(article: Article, page: number): Article {
  const other = (text: string): string => vary(text, page)
  const { kicker, headline, deck, byline, source, caption, credit } = article
  const body = article.body.map((block) =>
    block.type === 'table' ? block : { ...block, runs: block.runs.map((run) => ({ ...run, text: other(run.text) })) },
  )
  const heads = { kicker: other(kicker), headline: other(headline), deck: other(deck), byline: other(byline) }
  const tails = { source: other(source), caption: other(caption), credit: other(credit) }
  return { ...article, id: `${page}-${article.id}`, ...heads, body, ...tails }
}

const OTHERS = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥'

/**
 * The text with one Han character changed, by page: no page's lines may come from a cache that another page filled,
 * neither in our caches nor in Typst's.
 */
export function vary(text: string, page: number): string {
  if (page === 0) return text
  const from = Math.min(20, text.length >> 1)
  const at = text.slice(from).search(/\p{Script=Han}/u)
  if (at < 0) return text
  return text.slice(0, from + at) + OTHERS[page % OTHERS.length]! + text.slice(from + at + 1)
}
