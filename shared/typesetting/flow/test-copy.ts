import type { Article, Block } from '../../document/article.ts'
import { blankArticle } from '../../document/testing/blank-article.ts'
import type { Issue, Page, Placement } from '../../edition/issue.ts'

const SENTENCE = '码头的灯亮到后半夜，三号泊位的桥吊把最后一只冷藏箱放上甲板，检验员收起单子，对讲机里传来开船的口令。'

/** Copy for tests: an article of the parts given, and bodies of so many characters. */
export const article = (id: string, parts: Partial<Article> = {}): Article =>
  blankArticle(id, { slug: id, headline: '冷藏箱夜航', ...parts })

export const paragraph = (text: string): Block => ({ type: 'paragraph', runs: [{ text }] })
export const subhead = (text: string): Block => ({ type: 'subhead', runs: [{ text }] })

/** A paragraph of so many characters. */
export const words = (count: number): string =>
  `${SENTENCE.repeat(Math.ceil(count / SENTENCE.length)).slice(0, count - 1)}。`

/** A body of so many characters in paragraphs of about 120. */
export function copy(count: number): Block[] {
  const blocks: Block[] = []
  for (let left = count; left > 0; left -= 120) blocks.push(paragraph(words(Math.max(2, Math.min(120, left)))))
  return blocks
}

export const place = (
  articleId: string,
  block: readonly [column: number, line: number, columns: number, lines: number],
  more: Omit<Partial<Placement>, 'articleId' | 'block'> = {},
): Placement => {
  const [column, line, columns, lines] = block
  return { articleId, block: { column, line, columns, lines }, ...more }
}

export const page = (number: number, placements: Placement[], mastheadLines = 0): Page => ({
  schema: 1,
  id: `page-${number}`,
  issueId: 'issue',
  number,
  section: '综合',
  editors: '责任编辑　何知',
  mastheadLines,
  placements,
  rules: [],
})

export const issue: Issue = { schema: 1, id: 'issue', publicationId: 'paper', date: '2026-05-12', number: 1286 }
