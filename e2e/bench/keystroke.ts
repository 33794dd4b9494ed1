// One keystroke: a character typed into a page of 10,000, to the new display list and copyfit.
import { type Article, blockText } from '#shared/document/article.ts'
import { composeIssue, type IssueInput } from '#shared/typesetting/compose.ts'
import { createSetter } from '#shared/typesetting/flow/setter.ts'
import type { GlyphSource } from '#shared/typesetting/glyph-source.ts'
import { variant } from './copy.ts'
import { planIssue } from './issue.ts'
import { percentile, row } from './print.ts'

const PAGE = 10_000
const KEYSTROKES = 200
/** Typed in one place before the cursor goes to another article. */
const STRETCH = 10
const TYPED = '市场新一年的船期已经排定，'

const lengthOf = ({ body }: Article): number => body.reduce((sum, block) => sum + blockText(block).length, 0)

/** The page's articles again and again until they hold 10,000 characters. */
function fullPage(articles: readonly Article[]): Article[] {
  const page: Article[] = []
  for (let left = PAGE, i = 0; left > 0; i++) {
    const article = variant(articles[i % articles.length]!, Math.floor(i / articles.length))
    const body: Article['body'] = []
    for (const block of article.body) {
      if (block.type === 'table') continue
      const text = blockText(block).slice(0, Math.max(0, left))
      left -= text.length
      if (text !== '') body.push({ ...block, runs: [{ text }] })
    }
    page.push({ ...article, id: `k-${i}`, body })
  }
  return page
}

export function keystrokeFigures(articles: readonly Article[], glyphs: GlyphSource): void {
  const setter = createSetter(glyphs)
  let input: IssueInput = planIssue([fullPage(articles)], glyphs, setter)
  const characters = input.articles.reduce((sum, article) => sum + lengthOf(article), 0)
  composeIssue(input, glyphs, setter)
  const times: number[] = []
  for (let key = 0; key < KEYSTROKES; key++) {
    const stretch = Math.floor(key / STRETCH)
    input = typed(input, stretch, key % STRETCH, TYPED[key % TYPED.length]!)
    const start = performance.now()
    const { pages } = composeIssue(input, glyphs, setter)
    times.push(performance.now() - start)
    if (pages[0]!.displayList.items.length === 0) throw new Error('nothing composed')
  }
  const what = `keystroke in a page of ${characters} characters`
  row(`${what}, p50 of ${KEYSTROKES}`, percentile(times, 0.5), 'whole page through one setter', 'ms', 1)
  row(`${what}, p95`, percentile(times, 0.95), 'target 5', 'ms', 1)
  row(`${what}, slowest`, Math.max(...times), '', 'ms', 1)
}

/** The issue with one character more: in the `stretch`-th place, `along` characters into what is typed there. */
function typed(input: IssueInput, stretch: number, along: number, character: string): IssueInput {
  const { articles } = input
  const withText = articles.filter(({ body }) => body.some(({ type }) => type === 'paragraph'))
  const chosen = withText[(stretch * 7) % withText.length]!
  const places = chosen.body.flatMap((block, at) => (block.type === 'paragraph' ? at : []))
  const place = places[(stretch * 5) % places.length]!
  const body = chosen.body.map((block, at) => {
    if (at !== place || block.type !== 'paragraph') return block
    const text = blockText(block)
    const cursor = Math.min(text.length, Math.floor(text.length / 3) + along)
    return { ...block, runs: [{ text: text.slice(0, cursor) + character + text.slice(cursor) }] }
  })
  return { ...input, articles: articles.map((article) => (article === chosen ? { ...article, body } : article)) }
}
