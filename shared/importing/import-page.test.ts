import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Article } from '../document/article.ts'
import {
  acceptRepairs,
  accountFor,
  applyRepairs,
  type ImportedPage,
  importPage,
  refuseRepairs,
  renderPage,
  reportPage,
  toArticle,
} from './index.ts'
import { LAYOUTS, layOut } from './testing/layout.ts'
import { PAGES, type StoryModel } from './testing/pages.ts'

const report = (page: ImportedPage) =>
  reportPage(
    page,
    page.articles.map((_, i) => `a${i + 1}`),
  ).articles

const number = (line: string | undefined) => (line === undefined ? null : Number(/\d+/.exec(line)![0]))

/** What the importer should say of a story. */
const expected = (story: StoryModel) => ({
  kind: story.kind ?? 'article',
  kicker: story.kicker ?? '',
  headline: [story.headline, story.headline2].filter(Boolean).join(' '),
  deck: story.deck ?? '',
  byline: (story.byline ?? story.bylineAtEnd ?? '').replace(/^[■□○] ?/, '').replace(/^（(.*)）$/, '$1'),
  subheads: (story.body ?? []).filter((text) => text.startsWith('# ')).map((text) => text.slice(2)),
  source: story.source ?? '',
  credit: story.credit ?? '',
  caption: story.caption ?? '',
  jumpFrom: number(story.jumpFrom),
  jumpTo: number(story.jumpTo),
  paragraphs: (story.body ?? []).filter((text) => !text.startsWith('# ')),
})

describe('a page of another paper', () => {
  for (const page of PAGES) {
    for (const layout of LAYOUTS) {
      it(`${page.name}: ${layout.name}`, () => {
        const imported = importPage(layOut(page, layout))
        expect(report(imported)).toMatchObject(page.stories.map(expected))
        expect(accountFor(imported)).toMatchObject({ lost: [], balanced: true })
      })
    }
  }
})

const REAL = new URL('../../../shared/real/trade-news-page.txt', import.meta.url)
const hasReal = existsSync(REAL)
if (!hasReal) console.log('skipped: the real page is not beside the repository')

describe.skipIf(!hasReal)('the real page of a trade newspaper', () => {
  const text = hasReal ? readFileSync(REAL, 'utf8') : ''
  const page = importPage(text, { page: 2 })
  const articles = report(page)

  it('has five items of the right kinds, the last continued from page 1', () => {
    expect(articles.map(({ kind, jumpFrom, jumpTo }) => ({ kind, jumpFrom, jumpTo }))).toEqual([
      { kind: 'article', jumpFrom: null, jumpTo: null },
      { kind: 'article', jumpFrom: null, jumpTo: null },
      { kind: 'article', jumpFrom: null, jumpTo: null },
      { kind: 'picture-story', jumpFrom: null, jumpTo: null },
      { kind: 'article', jumpFrom: 1, jumpTo: null },
    ])
  })

  it('has three subheads in the first and one in the last', () => {
    expect(articles.map(({ subheads }) => subheads.length)).toEqual([3, 0, 0, 0, 1])
    expect(articles.map(({ paragraphs }) => paragraphs.length)).toEqual([13, 6, 5, 0, 7])
  })

  it('finds every part', () => {
    expect(articles.map(({ headline }) => headline.length)).toEqual([17, 19, 23, 0, 28])
    expect(articles.map(({ byline }) => byline.length)).toEqual([13, 0, 0, 0, 0])
    expect(articles.map(({ source }) => source.length)).toEqual([0, 8, 11, 0, 19])
    expect(articles[3]!.caption).toMatch(/工作。$/)
    expect(articles[3]!.credit).toMatch(/ 摄$/)
    expect(articles.every(({ kicker, deck }) => kicker === '' && deck === '')).toBe(true)
  })

  it('heals the seven cuts and invents none', () => {
    const cuts = page.repairs.filter(({ kind }) => kind === 'column-cut')
    const seams = cuts.map(({ before }) => before.replace(/^.*([^\n])\n+(.).*$/s, '$1$2'))
    expect(seams).toEqual(['贸促', '调解', '化趋', '品牌', '技创', '际绿', '域国'])
    for (const { paragraphs } of articles) for (const paragraph of paragraphs) expect(paragraph).toMatch(/[。！？”]$/)
  })

  it('loses no letter and no digit', () => {
    expect(accountFor(page)).toMatchObject({ lost: [], balanced: true })
  })

  it('leaves no half-width mark in Chinese and touches no figure', () => {
    const all = articles.flatMap((article) => article.paragraphs).join('\n')
    expect(all).not.toMatch(/[,;:()"']/)
    for (const kept of ['11.62亿元', '“1+5+10”', '3.0版', '2.0》', '—知识产权']) expect(all).toContain(kept)
  })
})

describe('reviewing repairs', () => {
  const original = '港口见闻\n\n码头上,一派繁忙.老师傅说:"今天"要装十船(其中\n\n三船去南方)，明天更多。\n\n■ 张三\n'
  const page = importPage(original)

  it('shows each repair in the words of the original and of the result', () => {
    const result = page.articles.flatMap(({ body }) => body.map(({ text }) => text)).join('\n')
    for (const { before, after } of page.repairs.filter(({ kind }) => kind !== 'byline-mark')) {
      expect(original).toContain(before)
      expect(result).toContain(after)
      expect(before).not.toBe(after)
    }
    expect(page.repairs.map(({ kind }) => kind)).toContain('column-cut')
  })

  it('leaves out of the text exactly what was refused', () => {
    const all = applyRepairs(original, page.repairs)
    for (const repair of page.repairs) {
      const without = applyRepairs(
        original,
        page.repairs.filter(({ id }) => id !== repair.id),
      )
      expect(without).not.toBe(all)
      expect(applyRepairs(original, [repair])).not.toBe(original)
    }
    expect(applyRepairs(original, [])).toBe(original)
  })

  it('puts a refused mark and a refused join back into the article', () => {
    const text = (from: ImportedPage) => from.articles[0]!.body.map((block) => block.text)
    expect(text(page)).toHaveLength(1)
    const cut = page.repairs.find(({ kind }) => kind === 'column-cut')!
    const refused = refuseRepairs(page, [cut.id])
    expect(text(refused)).toHaveLength(2)
    expect(text(refused)[1]).toMatch(/^三船/)
    expect(refused.refused).toEqual([cut])
    const quotes = page.repairs.find(({ kind }) => kind === 'quotes')!
    expect(text(refuseRepairs(refused, [quotes.id]))[0]).toContain('"今天"')
    expect(acceptRepairs(refused, [cut.id])).toEqual(page)
  })

  it('says in which article and part each repair is', () => {
    expect(page.repairs.every(({ place }) => place?.article === 0)).toBe(true)
    expect(page.repairs.find(({ kind }) => kind === 'byline-mark')?.place?.role).toBe('byline')
  })
})

describe('laws of the import', () => {
  const copy = fc.string({
    unit: fc.constantFrom(
      ...'港口一季度吞吐量增长，。、：；！？“”（）《》,.:;!?()"\'-—…■▲图片新闻摄记者上接第1版下转 　\t\n\n\r\f0123ABab\u00ad\u200b⼤㎡①é',
    ),
    maxLength: 300,
  })

  it('loses and reorders no letter or digit, whatever the text', () => {
    fc.assert(
      fc.property(copy, (text) => {
        const page = importPage(text)
        expect(accountFor(page)).toMatchObject({ lost: [], balanced: true })
      }),
      { numRuns: 400 },
    )
  })

  it('never throws on junk, and its articles fit the schema', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        importPage(text).articles.forEach((article, i) => {
          expect(Article.safeParse(toArticle(article, `a${i}`)).success).toBe(true)
        })
      }),
      { numRuns: 300 },
    )
  })

  it('makes no two repairs of the same place', () => {
    fc.assert(
      fc.property(copy, (text) => {
        const edits = importPage(text)
          .repairs.flatMap((repair) => repair.edits)
          .sort((a, b) => a.start - b.start || a.end - b.end)
        for (let i = 1; i < edits.length; i++) expect(edits[i]!.start).toBeGreaterThanOrEqual(edits[i - 1]!.end)
      }),
      { numRuns: 400 },
    )
  })

  it('changes nothing in a page that was imported before', () => {
    const cases = PAGES.flatMap((page) => LAYOUTS.map((layout) => layOut(page, layout)))
    fc.assert(
      fc.property(fc.constantFrom(...cases), (text) => {
        const first = importPage(text)
        const again = importPage(renderPage(first))
        const parts = (page: ImportedPage) => report(page).map(({ repairs: _, ...article }) => article)
        expect(parts(again)).toEqual(parts(first))
        expect(again.repairs.filter(({ kind }) => kind !== 'byline-mark')).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})
