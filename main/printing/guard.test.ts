import { beforeAll, describe, expect, test } from 'vitest'
import type { DisplayItem, DisplayList, GlyphRun } from '#shared/typesetting/display-list.ts'
import { type Expected, type FontShelf, guard, type PrintedPdf, renderPdf, tailLost } from './index.ts'
import { mutate } from './test-mutate.ts'
import { broadsheet, HARBOUR, ROBOTS, Shaper, testRequest, testShelf } from './test-page.ts'

let shelf: FontShelf
let list: DisplayList
let expected: Expected[]
let printed: PrintedPdf

const print = async (...lists: DisplayList[]): Promise<PrintedPdf> => {
  const result = await renderPdf(await testRequest(shelf, lists))
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}
const check = (pdf: PrintedPdf, bytes: Uint8Array = pdf.bytes, wanted = expected) =>
  guard({ pdf: bytes, pages: pdf.pages, stories: pdf.stories, expected: wanted })
const isBody = (item: DisplayItem, articleId = ROBOTS.articleId): item is GlyphRun =>
  item.kind === 'glyphs' && item.origin?.articleId === articleId && item.origin.part === 'body'

beforeAll(async () => {
  shelf = await testShelf()
  ;({ list, expected } = broadsheet(await Shaper.open(), [ROBOTS, HARBOUR]))
  printed = await print(list)
})

describe('a page printed as it should be', () => {
  test('every story is found whole, with its characters counted', async () => {
    const articles = await check(printed)
    const count = (text: string) => text.replace(/\s/g, '').length
    expect(articles).toEqual([
      { articleId: 'a-robots', headline: ROBOTS.headline, ok: true, printed: count(ROBOTS.headline + ROBOTS.body) },
      { articleId: 'a-harbour', headline: HARBOUR.headline, ok: true, printed: count(HARBOUR.headline + HARBOUR.body) },
    ])
    expect(tailLost(articles)).toBeUndefined()
  })

  test('a page file answers for its own page only', async () => {
    const elsewhere = expected.map((stretch) => ({ ...stretch, page: 2, articleId: 'other' }))
    const articles = await check(printed, printed.bytes, [...expected, ...elsewhere])
    expect(articles.map((article) => article.articleId)).toEqual(['a-robots', 'a-harbour'])
  })

  test('a story that jumps to another page is followed there', async () => {
    const body = ROBOTS.body
    const cut = body.indexOf('老师傅')
    const runs = list.items.filter((item) => isBody(item))
    const early = runs.filter((run) => run.origin!.start < cut)
    const late = runs.filter((run) => run.origin!.start >= cut)
    const pages = [early, late].map((items, i) => ({ ...list, page: i + 1, items }))
    const pdf = await print(...pages)
    const stretch = { articleId: 'a-robots', headline: ROBOTS.headline, part: 'body' as const }
    const wanted: Expected[] = [
      { ...stretch, page: 1, text: body.slice(0, cut), start: 0, end: cut },
      { ...stretch, page: 2, text: body.slice(cut), start: cut, end: body.length },
    ]
    expect((await check(pdf, pdf.bytes, wanted)).every((article) => article.ok)).toBe(true)
    const swapped = wanted.map((one) => ({ ...one, page: 3 - one.page }))
    expect((await check(pdf, pdf.bytes, swapped)).some((article) => article.ok)).toBe(false)
  })

  test('folio and page line belong to no story', async () => {
    const stray: Expected = { ...expected[0]!, articleId: 'folio', text: '版心日报', start: 0, end: 4 }
    const articles = await check(printed, printed.bytes, [...expected, stray])
    expect(articles.find((article) => article.articleId === 'folio')?.ok).toBe(false)
  })
})

describe('losses planted in the written file', () => {
  // The first line of the body: 清晨六点，…
  const line = (ops: string): string =>
    /\/Story <<\/MCID 1>> BDC\n(?:(?!EMC).)*?(\[?<[0-9A-F]{8}.*?T[jJ])\n/s.exec(ops)![1]!

  test('a dropped character is named with its place', async () => {
    const bytes = mutate(printed.bytes, {
      content: (ops) => ops.replace(line(ops), line(ops).replace(/<([0-9A-F]{4})[0-9A-F]{4}/, '<$1')),
    })
    const [robots, harbour] = await check(printed, bytes)
    expect(robots).toMatchObject({ ok: false, place: { part: 'body', page: 1 } })
    expect(harbour!.ok).toBe(true)
  })

  test('two characters in each other’s place', async () => {
    const hex = (sign: string) =>
      list.items
        .filter((item) => isBody(item))
        .map((run) => run.glyphs[run.text.indexOf(sign)]!)[0]!
        .toString(16)
        .toUpperCase()
        .padStart(4, '0')
    const [first, second] = [hex('清'), hex('晨')]
    const swap = (ops: string): string => {
      const at = ops.indexOf(first)
      const next = ops.indexOf(second, at)
      return `${ops.slice(0, at)}${second}${ops.slice(at + 4, next)}${first}${ops.slice(next + 4)}`
    }
    const bytes = mutate(printed.bytes, { content: swap })
    const place = (await check(printed, bytes))[0]!.place!
    expect(place.offset).toBe(0)
    expect(place.expected.startsWith('清晨六点')).toBe(true)
    expect(place.found.startsWith('晨清六点')).toBe(true)
  })

  test('a code that extracts as another character', async () => {
    const bytes = mutate(printed.bytes, { textMap: (cmap) => cmap.replace('<706F>', '<706E>') })
    const articles = await check(printed, bytes)
    expect(articles[0]!.place).toMatchObject({ part: 'body', offset: ROBOTS.body.indexOf('灯') })
    expect(articles[0]!.place!.found.startsWith('灮')).toBe(true)
    expect(tailLost(articles)).toMatchObject({ code: 'TAIL_LOST', details: { headline: ROBOTS.headline, page: 1 } })
  })
})

describe('losses planted on the page', () => {
  const printedWith = async (items: DisplayItem[]) => {
    const pdf = await print({ ...list, items })
    return (await check(pdf))[0]!
  }

  test('a lost last line', async () => {
    const last = list.items.findLast((item) => isBody(item))
    const robots = await printedWith(list.items.filter((item) => item !== last))
    expect(robots.place).toMatchObject({ part: 'body', found: '' })
    expect(ROBOTS.body.slice(robots.place!.offset)).toBe(robots.place!.expected)
  })

  test('a paragraph printed twice', async () => {
    const runs = list.items.filter((item) => isBody(item))
    const robots = await printedWith([...list.items, ...runs.slice(0, 3)])
    expect(robots.place).toMatchObject({ part: 'body', expected: '', offset: ROBOTS.body.length })
  })

  test('a line pushed past the foot of the page', async () => {
    const last = list.items.findLast((item) => isBody(item))
    const robots = await printedWith(
      list.items.map((item) => (item === last ? { ...last!, y: list.trim.height + 5000 } : item)),
    )
    expect(robots).toMatchObject({ ok: false, place: { found: '' } })
  })

  test('a line that runs over the right trim loses its end', async () => {
    const first = list.items.find((item) => isBody(item))!
    const robots = await printedWith(
      list.items.map((item) => (item === first ? { ...first, x: list.trim.width - 5 * 9000 - 4000 } : item)),
    )
    expect(robots.place!.offset).toBe(5)
  })

  test('a whole article that never came', async () => {
    const robots = await printedWith(list.items.filter((item) => !(item.kind === 'glyphs' && item.origin)))
    expect(robots).toMatchObject({ ok: false, printed: 0, place: { offset: 0 } })
  })

  test('text of an article nobody expects on these pages', async () => {
    const pdf = await print(list)
    const articles = await check(
      pdf,
      pdf.bytes,
      expected.filter((one) => one.articleId !== 'a-harbour'),
    )
    expect(articles.find((article) => article.articleId === 'a-harbour')).toMatchObject({
      ok: false,
      place: { expected: '' },
    })
  })
})
