import { describe, expect, test } from 'vitest'
import type { Article } from '../document/article.ts'
import { broadsheet, tabloid } from '../edition/defaults.ts'
import type { Picture } from '../edition/issue.ts'
import { insideTypeArea, overlaps } from '../edition/rules.ts'
import { composeIssue } from '../typesetting/compose.ts'
import { article, copy, issue, page, subhead, words } from '../typesetting/flow/test-copy.ts'
import { solidSquares } from '../typesetting/testing/solid-squares.ts'
import { planPage } from './plan.ts'

const glyphs = solidSquares()

function made(
  articles: Article[],
  options: { masthead?: number; pictures?: Picture[]; publication?: ReturnType<typeof broadsheet> } = {},
) {
  const publication = options.publication ?? broadsheet()
  const pictures = options.pictures ?? []
  const empty = page(1, [], options.masthead ?? 0)
  const placements = planPage({ publication, page: empty, articles, pictures }, glyphs)
  const sheet = { ...empty, placements }
  const composed = composeIssue({ publication, issue, pages: [sheet], articles, pictures }, glyphs).pages[0]!
  return { placements, composed, format: publication.format }
}

const picture = (id: string, width: number, height: number): Picture => ({
  schema: 1,
  id,
  asset: 'a'.repeat(64),
  fileName: `${id}.jpg`,
  pixels: { width, height },
  caption: '',
  photographer: '',
  credit: '',
})

/** A page of a trade paper: a feature, two reports, a picture story, a continuation. */
const tradePage = () => [
  article('feature', {
    headline: '四十年架桥连四海 三千里航路启新程',
    byline: '本报记者 顾南',
    body: [...copy(900), subhead('灯火不熄'), ...copy(900), subhead('航路再开'), ...copy(900)],
  }),
  article('report', { headline: '港区与内陆三市签下合作备忘录', body: copy(720), source: '（来源：本报）' }),
  article('training', { headline: '海外仓培训班开课', body: copy(900), source: '（来源：本报）' }),
  article('picture', { kind: 'picture-story', headline: '', caption: words(90), credit: '何知 摄' }),
  article('rest', { headline: '冷链里的小城账本', jumpFrom: 1, body: copy(2800) }),
]

describe('a page made up by itself', () => {
  test('places every article on the grid, apart from the others, without overset', () => {
    const { placements, composed, format } = made(tradePage())
    expect(placements.map((each) => each.articleId)).toEqual(['feature', 'report', 'training', 'picture', 'rest'])
    for (const [i, { block }] of placements.entries()) {
      expect(insideTypeArea(block, format)).toBe(true)
      for (const other of placements.slice(i + 1)) expect(overlaps(block, other.block)).toBe(false)
    }
    expect(composed.copyfit.filter((fit) => fit.oversetLines > 0)).toEqual([])
  })

  test('fills the page to its foot: the picture takes the slack', () => {
    const { placements, composed, format } = made(tradePage())
    expect(Math.max(...placements.map(({ block }) => block.line + block.lines))).toBe(format.lines)
    expect(composed.warnings.map((warning) => warning.code)).not.toContain('PAGE_NOT_FULL')
    for (const fit of composed.copyfit) expect(fit.undersetLines).toBeLessThanOrEqual(16)
  })

  test('keeps below the masthead', () => {
    const { placements } = made(tradePage(), { masthead: 11 })
    for (const { block } of placements) expect(block.line).toBeGreaterThanOrEqual(11)
  })

  test('gives the lead the widest block at the head of the page and the largest headline', () => {
    const { placements, composed } = made(tradePage())
    const [lead, ...others] = placements
    expect(lead!.block).toMatchObject({ column: 0, line: 0 })
    expect(lead!.block.columns).toBeGreaterThanOrEqual(5)
    const size = (id: string) =>
      Math.max(
        ...composed.displayList.items.flatMap((item) =>
          item.kind === 'glyphs' && item.origin?.articleId === id && item.origin.part === 'headline'
            ? [item.size]
            : [0],
        ),
      )
    for (const other of others) expect(size(other.articleId)).toBeLessThan(size('feature'))
  })

  test('a short headline lower on the page is held below a long one of the lead', () => {
    const lead = article('lead', { headline: '港'.repeat(230), body: copy(2400) })
    const articles = [
      lead,
      article('b', { headline: '夜航', body: copy(3600) }),
      article('c', { headline: '启程', body: copy(3600) }),
    ]
    const { composed } = made(articles)
    const sizes = new Map<string, number>()
    for (const item of composed.displayList.items)
      if (item.kind === 'glyphs' && item.origin?.part === 'headline') sizes.set(item.origin.articleId, item.size)
    expect(sizes.get('b')).toBeLessThan(sizes.get('lead')!)
    expect(sizes.get('c')).toBeLessThan(sizes.get('lead')!)
  })

  test('a picture keeps near its own shape', () => {
    const story = article('picture', { kind: 'picture-story', headline: '', caption: words(60), pictures: ['robot'] })
    const articles = tradePage().map((each) => (each.id === 'picture' ? story : each))
    const { composed } = made(articles, { pictures: [picture('robot', 4000, 2667)] })
    const placed = composed.displayList.items.find((item) => item.kind === 'picture')!
    expect(placed.crop.width * placed.crop.height).toBeGreaterThan(0.75 * 100_000_000)
  })

  test('a picture story without its picture leaves a holder and a warning', () => {
    const { composed } = made(tradePage())
    expect(composed.warnings).toContainEqual(expect.objectContaining({ code: 'PICTURE_MISSING', articleId: 'picture' }))
  })
})

describe('copy and page of different size', () => {
  test('too much copy: the page is full, the last article placed is overset, the rest are named', () => {
    const articles = Array.from({ length: 9 }, (_, i) => article(`a${i}`, { body: copy(2400) }))
    const { placements, composed, format } = made(articles)
    expect(placements.length).toBeGreaterThan(3)
    const last = placements.at(-1)!
    expect(composed.copyfit.filter((fit) => fit.oversetLines > 0).map((fit) => fit.articleId)).toEqual([last.articleId])
    expect(Math.max(...placements.map(({ block }) => block.line + block.lines))).toBeGreaterThanOrEqual(
      format.lines - 4,
    )
    const unplaced = composed.warnings.filter((warning) => warning.code === 'ARTICLE_NOT_PLACED')
    expect(unplaced).toHaveLength(9 - placements.length)
  })

  test('one article far too long is placed and overset', () => {
    const { placements, composed } = made([article('a', { body: copy(16_000) })])
    expect(placements).toHaveLength(1)
    expect(composed.copyfit[0]!.oversetLines).toBeGreaterThan(100)
  })

  test('too little copy: what is free at the foot is said', () => {
    const { composed } = made([article('a', { body: copy(900) })])
    expect(composed.warnings.map((warning) => warning.code)).toContain('PAGE_NOT_FULL')
  })

  test('no articles, no placements', () => {
    expect(made([]).placements).toEqual([])
  })

  test('a tabloid page is made up as well', () => {
    const { placements, composed } = made(tradePage().slice(0, 2), { publication: tabloid() })
    expect(placements).toHaveLength(2)
    expect(composed.copyfit.filter((fit) => fit.oversetLines > 0)).toEqual([])
  })
})
