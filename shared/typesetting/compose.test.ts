import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Article, partText } from '../document/article.ts'
import { broadsheet } from '../edition/defaults.ts'
import type { Page, Picture } from '../edition/issue.ts'
import type { Publication } from '../edition/publication.ts'
import { type ComposedIssue, composeIssue, composePage } from './compose.ts'
import type { GlyphRun } from './display-list.ts'
import { article, copy, issue, page, paragraph, place, subhead, words } from './flow/test-copy.ts'
import { lostLetters } from './testing/letters.ts'
import { solidSquares } from './testing/solid-squares.ts'

const glyphs = solidSquares()
const publication = broadsheet()
const { format } = publication

const compose = (articles: Article[], pages: Page[], pictures: Picture[] = [], paper: Publication = publication) =>
  composeIssue({ publication: paper, issue, pages, articles, pictures }, glyphs)

const runs = (composed: ComposedIssue, number: number): GlyphRun[] =>
  composed.pages.find((each) => each.page === number)!.displayList.items.filter((item) => item.kind === 'glyphs')
const bodyRuns = (composed: ComposedIssue, number: number) =>
  runs(composed, number).filter((run) => run.origin?.part === 'body')
const furniture = (composed: ComposedIssue, number: number) =>
  runs(composed, number)
    .filter((run) => !run.origin)
    .map((run) => run.text)

/** Line of the grid a baseline of body text stands on; a fraction where it stands between lines. */
const lineOf = (y: number) => (y - 9_220 - format.typeArea.y) / format.linePitch
const columnOf = (x: number) => Math.floor((x - format.typeArea.x) / (14 * format.bodySize))

const subheadRuns = (composed: ComposedIssue, number: number) =>
  bodyRuns(composed, number).filter((run) => run.font === publication.styles.subhead.font)

describe('the grid', () => {
  test('body lines sit on the grid', () => {
    const composed = compose([article('a', { body: copy(900) })], [page(2, [place('a', [0, 0, 4, 40])])])
    const lines = bodyRuns(composed, 2).map((run) => lineOf(run.y))
    expect(lines.length).toBeGreaterThan(60)
    expect(lines.filter((line) => !Number.isInteger(line))).toEqual([])
  })

  test('every line of body stands inside its own column and is at most 13 characters wide', () => {
    const composed = compose([article('a', { body: copy(2000) })], [page(2, [place('a', [2, 0, 5, 60])])])
    for (const run of bodyRuns(composed, 2)) {
      const column = format.typeArea.x + columnOf(run.x) * 14 * format.bodySize
      expect(run.x).toBeGreaterThanOrEqual(column)
      expect(run.x + run.xs.at(-1)!).toBeLessThanOrEqual(column + 13 * format.bodySize)
    }
  })

  test('columns of a block end at one height and only the last is short', () => {
    const composed = compose([article('a', { body: [paragraph(words(1000))] })], [page(2, [place('a', [0, 0, 4, 60])])])
    const ends = [0, 1, 2, 3].map((column) =>
      Math.max(...bodyRuns(composed, 2).flatMap((run) => (columnOf(run.x) === column ? [lineOf(run.y)] : []))),
    )
    expect(ends[1]).toBe(ends[0])
    expect(ends[2]).toBe(ends[0])
    expect(ends[3]).toBeLessThanOrEqual(ends[0]!)
  })
})

describe('subheads', () => {
  test('小标题占两行: the text goes on two lines further down', () => {
    const body = [paragraph(words(20)), subhead('订单从哪里来'), paragraph(words(60))]
    const full = place('a', [0, 0, 1, 11], { headLines: 2 })
    const composed = compose([article('a', { body })], [page(2, [full])])
    const text = bodyRuns(composed, 2).filter((run) => run.font === publication.styles.body.font)
    const lines = text.map((run) => lineOf(run.y))
    // Two lines of text, two for the subhead, the rest solid.
    expect(lines.slice(0, 3)).toEqual([2, 3, 6])
    const [heading] = subheadRuns(composed, 2)
    expect(lineOf(heading!.y)).toBeGreaterThan(3.5)
    expect(lineOf(heading!.y)).toBeLessThan(5.5)
  })

  test('a subhead of two rows takes one line more than a subhead of one', () => {
    const body = [paragraph(words(20)), subhead('把检测实验室办到家门口 让订单少跑两千公里'), paragraph(words(60))]
    const composed = compose([article('a', { body })], [page(2, [place('a', [0, 0, 1, 12], { headLines: 2 })])])
    expect(subheadRuns(composed, 2).map((run) => run.text)).toEqual(['把检测实验室办到家门口', '让订单少跑两千公里'])
    const text = bodyRuns(composed, 2).filter((run) => run.font === publication.styles.body.font)
    expect(lineOf(text[2]!.y)).toBe(7)
    const tight = compose([article('a', { body })], [page(2, [place('a', [0, 0, 1, 11], { headLines: 2 })])])
    expect(tight.pages[0]!.copyfit[0]!.oversetLines).toBe(1)
  })

  test('a subhead never stands last in a column: two lines of text follow it', () => {
    for (let before = 20; before < 200; before += 13) {
      const body = [paragraph(words(before)), subhead('订单从哪里来'), paragraph(words(300))]
      const composed = compose([article('a', { body })], [page(2, [place('a', [0, 0, 3, 14], { headLines: 3 })])])
      const [heading] = subheadRuns(composed, 2)
      if (!heading) continue
      const column = columnOf(heading.x)
      const below = bodyRuns(composed, 2).filter((run) => columnOf(run.x) === column && run.y > heading.y)
      expect(below.length, `${before} characters before the subhead`).toBeGreaterThanOrEqual(2)
    }
  })

  test('spare lines of a block go to its subheads', () => {
    const body = [paragraph(words(40)), subhead('一'), paragraph(words(40)), subhead('二'), paragraph(words(40))]
    const tight = compose([article('a', { body })], [page(2, [place('a', [0, 0, 1, 18], { headLines: 2 })])])
    const roomy = compose([article('a', { body })], [page(2, [place('a', [0, 0, 1, 20], { headLines: 2 })])])
    expect(tight.pages[0]!.copyfit[0]).toMatchObject({ oversetLines: 0 })
    expect(roomy.pages[0]!.copyfit[0]).toMatchObject({ oversetLines: 0, undersetLines: 0 })
  })
})

describe('jumps', () => {
  const long = article('a', { headline: '一条航线的四季', byline: '本报记者 顾南', body: copy(1500) })
  const pages = [page(1, [place('a', [0, 0, 3, 30])]), page(3, [place('a', [0, 0, 6, 30])])]

  test('下转行 reserved before the flow: it is the last line of the part, alone', () => {
    const composed = compose([long], pages)
    const jump = runs(composed, 1).find((run) => run.text === '（下转第3版）')!
    expect(lineOf(jump.y)).toBe(29)
    expect(columnOf(jump.x)).toBe(2)
    expect(bodyRuns(composed, 1).filter((run) => run.y === jump.y && columnOf(run.x) === 2)).toEqual([])
  })

  test('上接 opens the continuation under the headline set again, smaller', () => {
    const composed = compose([long], pages)
    const back = runs(composed, 3).find((run) => run.text === '（上接第1版）')!
    const first = bodyRuns(composed, 3)[0]!
    expect(lineOf(first.y)).toBe(lineOf(back.y) + 1)
    expect(furniture(composed, 3)).toContain('一条航线的四季')
    expect(runs(composed, 3).filter((run) => run.origin?.part === 'headline')).toEqual([])
  })

  test('the continuation goes on at the letter the first part stopped at', () => {
    const composed = compose([long], pages)
    const body = composed.stretches.filter((stretch) => stretch.part === 'body')
    expect(body.map((stretch) => stretch.page)).toEqual([1, 3])
    expect(body[0]!.start).toBe(0)
    expect(body[1]!.start - body[0]!.end).toBeLessThanOrEqual(1)
    expect(body[1]!.end).toBe(partText(long, 'body').length)
  })

  test('a continuation in wider columns starts without an indent when it goes on in mid-paragraph', () => {
    const one = article('a', { body: [paragraph(words(900))] })
    const wide = [page(1, [place('a', [0, 0, 2, 20])]), page(2, [place('a', [0, 0, 8, 20], { columns: 4 })])]
    const composed = compose([one], wide)
    expect(bodyRuns(composed, 2)[0]!.x).toBe(format.typeArea.x)
    expect(bodyRuns(composed, 1)[0]!.x).toBe(format.typeArea.x + 2 * format.bodySize)
  })

  test('an article that ends on its first page has no jump line, and the empty continuation is warned of', () => {
    const composed = compose([article('a', { body: copy(100) })], pages)
    expect(furniture(composed, 1).join()).not.toContain('下转')
    expect(composed.pages[0]!.warnings).toContainEqual(expect.objectContaining({ code: 'JUMP_BROKEN' }))
  })

  test('copy that says itself where it came from and goes to keeps both lines', () => {
    const cut = article('a', { jumpFrom: 1, jumpTo: 8, body: copy(200) })
    const composed = compose([cut], [page(4, [place('a', [0, 0, 3, 20])])])
    expect(furniture(composed, 4)).toEqual(expect.arrayContaining(['（上接第1版）', '（下转第8版）']))
  })

  test('one page alone composes like the page in its issue', () => {
    const input = { publication, issue, pages, articles: [long], pictures: [] }
    expect(composePage(input, 3, glyphs)).toEqual(composeIssue(input, glyphs).pages[1])
  })
})

describe('copyfit', () => {
  test('an article too long for its place is placed, and what is over counted in lines and characters', () => {
    const composed = compose([article('a', { body: [paragraph(words(400))] })], [page(2, [place('a', [0, 0, 2, 12])])])
    const [fit] = composed.pages[0]!.copyfit
    const over = composed.stretches.find((stretch) => stretch.page === null)!
    expect(fit!.oversetLines).toBeGreaterThan(5)
    expect(fit!.oversetCharacters).toBe(over.end - over.start)
    expect(composed.pages[0]!.warnings).toContainEqual(
      expect.objectContaining({ code: 'OVERSET', details: expect.objectContaining({ lines: fit!.oversetLines }) }),
    )
  })

  test('an article too short leaves empty lines, 13 characters each', () => {
    const composed = compose([article('a', { body: copy(100) })], [page(2, [place('a', [0, 0, 2, 30])])])
    const [fit] = composed.pages[0]!.copyfit
    expect(fit!.undersetLines).toBeGreaterThan(30)
    expect(fit!.undersetCharacters).toBe(fit!.undersetLines * 13)
    expect(composed.pages[0]!.warnings.map((warning) => warning.code)).toContain('UNDERSET')
  })

  test('the same copy with one line less in its block is overset by what that line held in every column', () => {
    const body = [paragraph(words(26 * 13 * 2))]
    const figures = [40, 20, 19].map((lines) => {
      const composed = compose([article('a', { body })], [page(2, [place('a', [0, 0, 2, lines], { headLines: 4 })])])
      return composed.pages[0]!.copyfit[0]!.oversetLines
    })
    expect(figures[0]).toBe(0)
    expect(figures[2]! - figures[1]!).toBe(2)
  })

  test('an article without a place is overset whole and named', () => {
    const lost = article('lost', { body: copy(100), source: '（来源：本报）' })
    const composed = compose([lost], [page(1, [])])
    expect(composed.pages[0]!.warnings).toContainEqual(
      expect.objectContaining({ code: 'ARTICLE_NOT_PLACED', articleId: 'lost' }),
    )
    expect(composed.stretches.every((stretch) => stretch.page === null)).toBe(true)
    expect(composed.stretches.map((stretch) => stretch.part)).toEqual(['headline', 'body', 'source'])
  })

  test('a placement of an article that is not there, and a block outside the type area, are warned of', () => {
    const composed = compose([article('a')], [page(1, [place('ghost', [0, 0, 2, 5]), place('a', [6, 0, 4, 5])])])
    const codes = composed.pages[0]!.warnings.map((warning) => warning.code)
    expect(codes).toEqual(expect.arrayContaining(['ARTICLE_MISSING', 'FRAME_OUTSIDE_TYPE_AREA']))
  })
})

describe('marks inside a paragraph', () => {
  const bold: Article['body'][number] = {
    type: 'paragraph',
    runs: [
      { text: words(40).slice(0, -1) },
      { text: '三号泊位', marks: { bold: true } },
      { text: words(120) },
      { text: '夜航', marks: { bold: true, emphasis: true } },
      { text: '启程。' },
    ],
  }

  test('bold stretches are set in the bold face of the body and keep their place in the text', () => {
    const composed = compose([article('a', { body: [bold] })], [page(2, [place('a', [0, 0, 2, 20])])])
    const set = bodyRuns(composed, 2).filter((run) => run.font === publication.styles.body.bold)
    expect(set.map((run) => run.text).join('')).toBe('三号泊位夜航')
    expect(set[0]!.origin!.start).toBe(39)
  })

  test('they are still bold after a jump into wider columns', () => {
    const pages = [page(1, [place('a', [0, 0, 1, 12])]), page(2, [place('a', [0, 0, 4, 12], { columns: 2 })])]
    const composed = compose([article('a', { body: [bold] })], pages)
    const set = bodyRuns(composed, 2).filter((run) => run.font === publication.styles.body.bold)
    expect(set.map((run) => run.text).join('')).toBe('夜航')
    const whole = partText(article('a', { body: [bold] }), 'body')
    for (const { text, origin } of bodyRuns(composed, 2))
      expect(whole.slice(origin!.start, origin!.start + text.length)).toBe(text)
  })
})

describe('source and missing glyphs', () => {
  test('a source line stands flush right beside a short last line, else on its own', () => {
    const source = '（来源：本报）'
    const end = (count: number) => {
      const short = article('a', { body: [paragraph(words(count))], source })
      const composed = compose([short], [page(2, [place('a', [0, 0, 1, 12])])])
      const at = runs(composed, 2).find((run) => run.origin?.part === 'source')!
      return bodyRuns(composed, 2).some((run) => run.y === at.y)
    }
    expect(end(11 + 3)).toBe(true)
    expect(end(11 + 10)).toBe(false)
  })

  test('a character no font has is a box in its place, named in a warning, and keeps its origin', () => {
    const rare = composeIssue(
      {
        publication,
        issue,
        pages: [page(2, [place('a', [0, 0, 2, 12])])],
        articles: [article('a', { body: [paragraph('镇上有个叫𪚥的人。')] })],
        pictures: [],
      },
      solidSquares('𪚥'),
    )
    const [sheet] = rare.pages
    expect(sheet!.displayList.items).toContainEqual(
      expect.objectContaining({ kind: 'missing', text: '𪚥', origin: { articleId: 'a', part: 'body', start: 5 } }),
    )
    expect(sheet!.warnings).toContainEqual(
      expect.objectContaining({ code: 'MISSING_GLYPH', details: { character: '𪚥', codePoint: '2A6A5' } }),
    )
  })
})

test('a hyphen added at the end of a line is printed, and belongs to no article', () => {
  const long = article('a', { body: [paragraph(`港口上线了${'internationalization'.repeat(2)}平台。`)] })
  const composed = compose([long], [page(2, [place('a', [0, 0, 1, 12])])])
  const hyphens = runs(composed, 2).filter((run) => run.text === '\u00ad')
  expect(hyphens.length).toBeGreaterThan(0)
  for (const hyphen of hyphens) {
    expect(hyphen.origin).toBeUndefined()
    const word = bodyRuns(composed, 2).find((run) => run.y === hyphen.y)!
    expect(hyphen.x).toBeGreaterThan(word.x + word.xs.at(-1)!)
  }
})

describe('no letter is lost', () => {
  const text = fc.stringMatching(/^[桥吊冷藏箱夜航，。“”（）0-9A-Za-z ]{0,60}$/).map((each) => each.trim())
  const block = fc.oneof(
    { weight: 4, arbitrary: text.map(paragraph) },
    { weight: 1, arbitrary: fc.stringMatching(/^[订单从哪里来 ]{1,30}$/).map((each) => subhead(each.trim() || '来')) },
  )
  const anyArticle = fc.record({
    kicker: text,
    headline: text,
    deck: text,
    byline: text,
    body: fc.array(block, { maxLength: 14 }),
    source: text,
    caption: text,
    credit: text,
  })
  const anyBlock = fc
    .tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 60 }))
    .map(([column, columns, lines]) => ({ column, columns: Math.min(columns, 8 - column), lines }))
  const options = fc.record(
    {
      boxed: fc.boolean(),
      columns: fc.integer({ min: 1, max: 5 }),
      headColumns: fc.integer({ min: 1, max: 4 }),
      headLines: fc.integer({ min: 1, max: 12 }),
    },
    { requiredKeys: [] },
  )

  test('every character of the article is on the page or in the overset, once', () => {
    fc.assert(
      fc.property(
        anyArticle,
        fc.array(fc.tuple(anyBlock, options), { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        (parts, blocks, pictured) => {
          const subject = article('a', { ...parts, ...(pictured ? { kind: 'picture-story' } : {}) })
          const pages = blocks.map(([{ column, columns, lines }, more], i) =>
            page(i + 1, [place('a', [column, 0, columns, lines], more)]),
          )
          const composed = compose([subject], pages)
          expect(lostLetters(subject, composed)).toEqual([])
        },
      ),
      { numRuns: 150 },
    )
  })

  test('the same input gives the same page', () => {
    const articles = [article('a', { byline: '本报记者 顾南', body: copy(1200) })]
    const pages = [page(1, [place('a', [0, 12, 5, 40])], 12)]
    expect(compose(articles, pages)).toEqual(compose(articles, pages))
  })

  test('all positions are whole thousandths of a point', () => {
    const composed = compose(
      [article('a', { kicker: '港口', deck: '夜班记', byline: '顾南', body: copy(600) })],
      [page(1, [place('a', [0, 12, 5, 40], { columns: 3 })], 12)],
    )
    for (const item of composed.pages[0]!.displayList.items) {
      const numbers = item.kind === 'glyphs' ? [item.x, item.y, item.size, ...item.xs] : Object.values(item.rect)
      expect(numbers.every(Number.isInteger), JSON.stringify(item)).toBe(true)
    }
  })
})
