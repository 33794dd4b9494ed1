import { describe, expect, test } from 'vitest'
import type { Article } from '../../document/article.ts'
import { broadsheet, tabloid } from '../../edition/defaults.ts'
import type { Page, Picture, Placement } from '../../edition/issue.ts'
import { type ComposedPage, composeIssue } from '../compose.ts'
import type { Fill, GlyphRun } from '../display-list.ts'
import { article, copy, issue, page, place, words } from '../flow/test-copy.ts'
import { solidSquares } from '../testing/solid-squares.ts'
import { gridOf } from './grid.ts'
import { articleRules, handRule } from './rules.ts'

const publication = broadsheet()
const grid = gridOf(publication.format)

function sheet(of: Page, articles: Article[] = [], pictures: Picture[] = [], paper = publication): ComposedPage {
  const input = { publication: paper, issue, pages: [of], articles, pictures, pageCount: 8 }
  return composeIssue(input, solidSquares()).pages[0]!
}
const runs = (of: ComposedPage): GlyphRun[] => of.displayList.items.filter((item) => item.kind === 'glyphs')
const fills = (of: ComposedPage): Fill[] => of.displayList.items.filter((item) => item.kind === 'fill')
const texts = (of: ComposedPage): string =>
  runs(of)
    .map((run) => run.text)
    .join('|')

describe('报眉, the folio', () => {
  test('carries page number, section, date with weekday, editors and the name of the paper', () => {
    const text = texts(sheet(page(2, [])))
    for (const part of ['02', '综合', '2026年5月12日　星期二', '责任编辑　何知', '贸易观察报'])
      expect(text).toContain(part)
  })

  test('has the page number at the outer edge: left on even pages, right on odd', () => {
    const x = (number: number) => runs(sheet(page(number, []))).find((run) => run.text === `0${number}`)!.x
    expect(x(2)).toBe(grid.typeArea.x)
    expect(x(3)).toBeGreaterThan(grid.typeArea.x + grid.typeArea.width / 2)
  })

  test('stands above the type area and inside the trim', () => {
    for (const run of runs(sheet(page(2, [])))) {
      expect(run.y).toBeLessThan(grid.typeArea.y)
      expect(run.y - run.size).toBeGreaterThan(20_000)
    }
  })
})

describe('报头, the masthead', () => {
  const front = sheet(page(1, [], 14))

  test('carries name, Latin name, date, weekday, 总期号, pages of the day, CN number and imprint', () => {
    const text = texts(front)
    expect(text.replaceAll('|', '')).toContain('贸易观察报')
    expect(text.replaceAll('|', '')).toContain('TRADEOBSERVER')
    for (const part of ['12', '2026年5月', '星期二', '总第1286期', '今日8版', 'CN 00-0000', ...publication.imprint])
      expect(text).toContain(part)
  })

  test('takes the place of the folio', () => {
    expect(texts(front)).not.toContain('01')
  })

  test.each([
    [8, publication],
    [14, publication],
    [20, publication],
    [9, tabloid()],
  ])('stays above line %i of its page and inside its width', (lines, paper) => {
    const own = gridOf(paper.format)
    for (const run of runs(sheet(page(1, [], lines), [], [], paper))) {
      expect(run.y).toBeLessThan(own.y(lines))
      expect(run.y - run.size * 0.9).toBeGreaterThan(15_000)
      expect(run.x).toBeGreaterThanOrEqual(own.typeArea.x)
      expect(run.x + run.xs.at(-1)!).toBeLessThan(own.typeArea.x + own.typeArea.width)
    }
  })

  test('no two of its lines touch', () => {
    const boxes = runs(front).map((run) => ({
      left: run.x,
      right: run.x + run.xs.at(-1)! + run.size / 2,
      top: run.y - run.size * 0.75,
      foot: run.y,
      text: run.text,
    }))
    boxes.forEach((a, i) => {
      for (const b of boxes.slice(i + 1)) {
        const apart = a.right <= b.left || b.right <= a.left || a.foot <= b.top || b.foot <= a.top
        expect(apart, `${a.text} and ${b.text}`).toBe(true)
      }
    })
  })

  test('an issue without a number yet shows none', () => {
    const input = { publication, issue: { ...issue, number: 0 }, pages: [page(1, [], 14)], articles: [], pictures: [] }
    expect(texts(composeIssue(input, solidSquares()).pages[0]!)).not.toContain('总第')
  })
})

describe('rules between articles', () => {
  const rules = (placements: Placement[]) => articleRules(grid, placements, 400)

  test('a rule stands in the middle of the gap above a block, as wide as the block', () => {
    expect(rules([place('a', [0, 0, 4, 20]), place('b', [0, 22, 4, 20])])).toEqual([
      { x: grid.x(0), y: grid.y(21) - 200, width: grid.span(4), height: 400 },
    ])
  })

  test('blocks side by side under one block share one rule, and have one between them', () => {
    const drawn = rules([place('a', [0, 0, 8, 20]), place('b', [0, 22, 4, 20]), place('c', [4, 22, 4, 20])])
    expect(drawn).toHaveLength(2)
    expect(drawn[0]).toMatchObject({ x: grid.x(0), width: grid.span(8) })
    expect(drawn[1]!.x + 200).toBe(grid.x(4) - 4_500)
    expect(drawn[1]!.y).toBeGreaterThan(grid.y(22))
    expect(drawn[1]!.y + drawn[1]!.height).toBeLessThan(grid.y(42))
  })

  test('an L has one rule over its foot, none between its own columns, and one beside what stands in its corner', () => {
    const shape = [0, 1, 2].map((column) => ({ column, line: 22, lines: column === 0 ? 40 : 20 }))
    const drawn = rules([place('a', [0, 0, 3, 20]), place('b', [0, 22, 3, 40], { shape }), place('c', [1, 44, 2, 18])])
    expect(drawn).toEqual([
      { x: grid.x(0), y: grid.y(21) - 200, width: grid.span(3), height: 400 },
      { x: grid.x(1), y: grid.y(43) - 200, width: grid.span(2), height: 400 },
      expect.objectContaining({ x: grid.x(1) - 4_700 }),
    ])
    expect(drawn[2]!.y).toBeGreaterThan(grid.y(44))
  })

  test('a box needs no rules', () => {
    expect(rules([place('a', [0, 0, 4, 20]), place('b', [0, 22, 4, 20], { boxed: true })])).toEqual([])
    expect(rules([place('a', [0, 0, 4, 20]), place('b', [4, 0, 4, 20], { boxed: true })])).toEqual([])
  })

  test('a house without rules gets none', () => {
    expect(articleRules(grid, [place('a', [0, 0, 4, 20]), place('b', [0, 22, 4, 20])], 0)).toEqual([])
  })

  test('a rule drawn by hand runs across its line, or down the gutter', () => {
    expect(handRule(grid, { column: 2, line: 10, columns: 3, lines: 1 }, 400)).toEqual({
      x: grid.x(2),
      y: grid.y(10) + 5_600,
      width: grid.span(3),
      height: 400,
    })
    expect(handRule(grid, { column: 2, line: 10, columns: 1, lines: 9 }, 400)).toMatchObject({
      x: grid.x(2) - 4_700,
      height: 9 * grid.pitch,
    })
  })

  test('加框: four rules inside the block', () => {
    const boxed = sheet(page(2, [place('a', [2, 10, 3, 20], { boxed: true })]), [article('a', { body: copy(100) })])
    const inside = fills(boxed).filter(({ rect }) => rect.y > grid.y(9) && rect.y < grid.y(31))
    expect(inside).toHaveLength(4)
    expect(Math.min(...inside.map(({ rect }) => rect.x))).toBe(grid.x(2))
    expect(Math.max(...inside.map(({ rect }) => rect.x + rect.width))).toBe(grid.x(2) + grid.span(3))
  })
})

describe('pictures', () => {
  const robot = (width: number, height: number): Picture => ({
    schema: 1,
    id: 'robot',
    asset: 'a'.repeat(64),
    fileName: 'robot.jpg',
    pixels: { width, height },
    caption: '机械臂',
    photographer: '苏映棠',
    credit: '苏映棠 摄',
  })
  const story = article('a', { kind: 'picture-story', pictures: ['robot'], caption: words(90), credit: '苏映棠 摄' })
  const whole = page(2, [place('a', [0, 0, 4, 40])])

  test('fill the width of their block and stand above their caption, on the grid', () => {
    const composed = sheet(whole, [story], [robot(4000, 3000)])
    const placed = composed.displayList.items.find((item) => item.kind === 'picture')!
    const caption = runs(composed).filter((run) => run.origin?.part === 'caption')
    expect(placed.rect).toMatchObject({ x: grid.x(0), width: grid.span(4) })
    expect(caption.length).toBeGreaterThan(1)
    for (const run of caption) {
      expect(run.y - run.size).toBeGreaterThan(placed.rect.y + placed.rect.height)
      expect((run.y - grid.baseline(0)) % grid.pitch).toBe(0)
    }
    expect(caption.at(-1)!.y).toBeLessThanOrEqual(grid.baseline(39))
  })

  test('are cropped to the shape of their place, evenly at both sides', () => {
    const composed = sheet(whole, [story], [robot(6000, 2000)])
    const { crop, rect } = composed.displayList.items.find((item) => item.kind === 'picture')!
    expect(crop.height).toBe(10_000)
    expect(Math.abs(2 * crop.x + crop.width - 10_000)).toBeLessThanOrEqual(1)
    expect((6000 * crop.width) / (2000 * crop.height)).toBeCloseTo(rect.width / rect.height, 2)
  })

  test('the credit stands flush right on the last line of the caption where there is room', () => {
    const composed = sheet(whole, [{ ...story, caption: words(70) }], [robot(4000, 3000)])
    const last = runs(composed).findLast((run) => run.origin?.part === 'caption')!
    const credit = runs(composed).find((run) => run.origin?.part === 'credit')!
    expect(credit.y).toBe(last.y)
    expect(credit.font).not.toBe(last.font)
  })

  test('too few pixels for the size are warned of, with the resolution reached', () => {
    const composed = sheet(whole, [story], [robot(600, 450)])
    const [warning] = composed.warnings.filter((each) => each.code === 'PICTURE_LOW_RESOLUTION')
    expect(warning?.details.ppi).toBe(Math.floor(600 / (grid.span(4) / 72_000)))
  })

  test('a picture that is not there leaves a keylined holder with its caption', () => {
    const composed = sheet(whole, [story], [])
    expect(composed.displayList.items.filter((item) => item.kind === 'picture')).toEqual([])
    expect(composed.warnings.map((warning) => warning.code)).toContain('PICTURE_MISSING')
    expect(texts(composed)).toContain('图片待补')
    expect(runs(composed).some((run) => run.origin?.part === 'caption')).toBe(true)
  })

  test('a caption too long for its place leaves the picture three lines and is counted', () => {
    const composed = sheet(page(2, [place('a', [0, 0, 1, 12])]), [story], [robot(4000, 3000)])
    const printed = runs(composed).filter((run) => run.origin?.part === 'caption').length
    expect(composed.warnings).toContainEqual(
      expect.objectContaining({ code: 'PART_TOO_LONG', details: { part: 'caption', lines: 8 - printed } }),
    )
  })

  test('text flows around a picture in an article, and never over it', () => {
    const around = article('a', {
      body: copy(1500),
      pictures: ['robot'],
      caption: '机械臂在调试。',
      credit: '苏映棠 摄',
    })
    const picture = { pictureId: 'robot', area: { column: 1, line: 5, columns: 2, lines: 14 } }
    const composed = sheet(page(2, [place('a', [0, 0, 4, 60], { picture })]), [around], [robot(4000, 3000)])
    const { rect } = composed.displayList.items.find((item) => item.kind === 'picture')!
    const body = runs(composed).filter((run) => run.origin?.part === 'body')
    for (const run of body) {
      const beside = run.x >= rect.x + rect.width || run.x + run.xs.at(-1)! + 9_000 <= rect.x
      expect(beside || run.y < rect.y || run.y - run.size > rect.y + rect.height, run.text).toBe(true)
    }
    expect(body.some((run) => run.x >= rect.x && run.x < rect.x + rect.width && run.y < rect.y)).toBe(true)
    expect(composed.copyfit[0]!.oversetLines).toBe(0)
  })

  test('a caption without any picture place is overset, not dropped in silence', () => {
    const composed = sheet(whole, [article('a', { body: copy(300), caption: '机械臂在调试。' })])
    expect(composed.warnings).toContainEqual(
      expect.objectContaining({ code: 'PART_NOT_PLACED', details: expect.objectContaining({ part: 'caption' }) }),
    )
  })
})
