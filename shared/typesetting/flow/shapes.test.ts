import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Article } from '../../document/article.ts'
import { broadsheet } from '../../edition/defaults.ts'
import type { Inset, InsetArea, Placement } from '../../edition/issue.ts'
import { type ComposedIssue, composeIssue } from '../compose.ts'
import type { GlyphRun, Rect } from '../display-list.ts'
import { gridOf } from '../page/grid.ts'
import { lostLetters } from '../testing/letters.ts'
import { squareGlyphs } from './square-glyphs.ts'
import { article, copy, issue, page, paragraph, place, subhead, words } from './test-copy.ts'

const glyphs = squareGlyphs()
const publication = broadsheet()
const grid = gridOf(publication.format)
const EM = grid.em

const compose = (placements: Placement[], ...articles: Article[]) =>
  composeIssue({ publication, issue, pages: [page(2, placements)], articles, pictures: [] }, glyphs)
const runs = (composed: ComposedIssue, id = 'a', part = 'body'): GlyphRun[] =>
  composed.pages
    .flatMap(({ displayList }) => displayList.items)
    .filter((item) => item.kind === 'glyphs')
    .filter((run) => run.origin?.articleId === id && run.origin.part === part)
const lineOf = (run: GlyphRun) => (run.y - grid.baseline(0)) / grid.pitch
const columnOf = (run: GlyphRun) => Math.floor((run.x - grid.x(0)) / (14 * EM))
/** Characters from the type area's left edge to where a run begins and to where its last glyph ends. */
const from = (run: GlyphRun) => (run.x - grid.x(0)) / EM
const to = (run: GlyphRun) => (run.x + run.xs.at(-1)! - grid.x(0)) / EM + 1
const rectOf = ({ left, line, width, lines }: InsetArea, column = 0, top = 0): Rect => ({
  x: grid.x(column) + (left * EM) / 2,
  y: grid.y(top + line),
  width: (width * EM) / 2,
  height: lines * grid.pitch,
})
/** Texts that print on a rectangle, the em box of each glyph taken for its ink. */
const touching = (of: readonly GlyphRun[], { x, y, width, height }: Rect): string[] =>
  of
    .filter(
      (run) =>
        run.y + 0.12 * run.size > y &&
        run.y - 0.88 * run.size < y + height &&
        run.xs.some((dx) => run.x + dx + run.size > x + 1 && run.x + dx < x + width - 1),
    )
    .map((run) => run.text)
const texts = (of: readonly GlyphRun[]) => of.map((run) => run.text)

const long = (count: number, more: Partial<Article> = {}) => article('a', { body: copy(count), ...more })
const solid = (count: number) => article('a', { body: [paragraph(words(count))], headline: '' })

describe('串文: a picture in mid-columns', () => {
  const area = { left: 18, line: 12, width: 40, lines: 14 }
  const insets: Inset[] = [{ kind: 'picture', pictureId: 'robot', area }]
  const composed = compose([place('a', [0, 0, 4, 60], { insets, headLines: 6 })], long(1500))

  test('text runs around it on both columns it cuts into, and never over it', () => {
    const body = runs(composed)
    const beside = (column: number) =>
      body.filter((run) => columnOf(run) === column && lineOf(run) >= 18 && lineOf(run) < 32)
    expect(touching(body, rectOf(area, 0, 6))).toEqual([])
    expect(beside(0).length).toBeGreaterThan(10)
    expect(Math.max(...beside(0).map(to))).toBeLessThanOrEqual(8)
    expect(beside(1)).toEqual([])
    expect(Math.min(...beside(2).map(from))).toBe(30)
    expect(beside(3).length).toBeGreaterThan(10)
  })

  test('a paragraph that meets it is broken as a whole: lines wide above, narrow beside, each full', () => {
    const plain = compose(
      [place('a', [0, 0, 1, 60], { insets: [{ kind: 'space', area: { left: 14, line: 4, width: 12, lines: 4 } }] })],
      solid(120),
    )
    const body = runs(plain)
    const widths = body.slice(1, 9).map((run) => Math.round(to(run) - from(run)))
    expect(widths).toEqual([13, 13, 6, 6, 6, 6, 6, 6])
    for (const run of body.slice(1, -1)) expect(to(run)).toBeCloseTo(lineOf(run) >= 3 && lineOf(run) < 9 ? 6 : 13, 2)
  })

  test('a word wider than the lines beside it is cut there, and nothing else suffers', () => {
    const insets: Inset[] = [{ kind: 'space', area: { left: 12, line: 8, width: 14, lines: 8 } }]
    for (let before = 90; before < 110; before++) {
      const body = [paragraph(`${words(before)}1234567890123456${words(60)}`)]
      const subject = article('a', { body, headline: '' })
      const set = compose([place('a', [0, 0, 1, 60], { insets })], subject)
      const wide = runs(set).filter((run) => lineOf(run) < 6)
      for (const run of wide) expect(run.text.length, `${before} before`).toBeGreaterThanOrEqual(10)
      expect(lostLetters(subject, set)).toEqual([])
    }
  })

  test('body stands on the grid, beside it as elsewhere', () => {
    for (const run of runs(composed)) expect(Number.isInteger(lineOf(run))).toBe(true)
  })

  test('its caption stands on the grid inside its area', () => {
    const own = long(1500, { pictures: ['robot'], caption: words(30), credit: '苏映棠 摄' })
    const set = compose([place('a', [0, 0, 4, 60], { insets, headLines: 6 })], own)
    const caption = runs(set, 'a', 'caption')
    expect(caption.length).toBeGreaterThan(0)
    for (const run of caption) expect((run.y - grid.baseline(0)) % grid.pitch).toBe(0)
    expect(touching(caption, rectOf(area, 0, 6))).toEqual(texts(caption))
  })

  test('the same picture twice brings the caption once', () => {
    const own = long(900, { pictures: ['robot'], caption: words(30), credit: '苏映棠 摄' })
    const twice: Inset[] = [...insets, { kind: 'picture', pictureId: 'robot', area: { ...area, left: 60 } }]
    const set = compose([place('a', [0, 0, 6, 60], { insets: twice })], own)
    expect(lostLetters(own, set)).toEqual([])
  })

  test('a subhead beside it is centred on what is left of the column', () => {
    const body = [paragraph(words(50)), subhead('订单'), paragraph(words(200))]
    const insets: Inset[] = [{ kind: 'space', area: { left: 16, line: 2, width: 10, lines: 20 } }]
    const set = compose([place('a', [0, 0, 1, 60], { insets })], article('a', { body, headline: '' }))
    const heading = runs(set).find((run) => run.font === publication.styles.subhead.font)!
    expect((from(heading) + from(heading) + (2 * heading.size) / EM) / 2).toBeCloseTo(3.5, 1)
  })

  test('孤行: no last line of a paragraph alone under the picture where a line fewer or more would do', () => {
    let widows = 0
    for (let count = 60; count < 130; count++) {
      const insets: Inset[] = [
        { kind: 'space', area: { left: 0, line: 8, width: 26, lines: 5 }, beside: 'none' },
        { kind: 'space', area: { left: 14, line: 20, width: 12, lines: 3 } },
      ]
      const body = [paragraph(words(count)), paragraph(words(100))]
      const set = runs(compose([place('a', [0, 0, 1, 60], { insets })], article('a', { body, headline: '' })))
      const under = set.find((run) => lineOf(run) === 14)
      if (under && under.origin!.start < count && under.origin!.start + under.text.length >= count) widows++
    }
    expect(widows).toBeLessThanOrEqual(5)
  })
})

describe('the end of a text beside an inset', () => {
  test('a source line stands in what is left of its line, never on the inset', () => {
    const area = { left: 16, line: 0, width: 10, lines: 30 }
    const insets: Inset[] = [{ kind: 'space', area }]
    for (let count = 30; count < 60; count++) {
      const subject = article('a', { headline: '', body: [paragraph(words(count))], source: '（来源：本报）' })
      const set = compose([place('a', [0, 0, 1, 60], { insets })], subject)
      expect(touching(runs(set, 'a', 'source'), rectOf(area)), `${count} characters`).toEqual([])
      expect(lostLetters(subject, set)).toEqual([])
    }
  })

  test('nor on the text, where that ends on a narrow line, nor under it where the next line is the narrow one', () => {
    for (const left of [12, 16]) {
      const area = { left, line: 5, width: 26 - left, lines: 30 }
      for (let count = 20; count < 70; count++) {
        const subject = article('a', { headline: '', body: [paragraph(words(count))], source: '（来源：本报）' })
        const set = compose([place('a', [0, 0, 1, 60], { insets: [{ kind: 'space', area }] })], subject)
        const source = runs(set, 'a', 'source')
        expect(touching(source, rectOf(area)), `${count} characters`).toEqual([])
        const end = runs(set).findLast((run) => run.y === source[0]!.y)
        if (end) expect(end.x + end.xs.at(-1)! + EM, `${count} characters`).toBeLessThan(source[0]!.x)
      }
    }
  })
})

describe('subheads beside and above insets', () => {
  /** One column with a narrow stretch far down, so that its lines differ. */
  const column = (before: number, ...given: Inset[]) => {
    const insets: Inset[] = [...given, { kind: 'space', area: { left: 14, line: 45, width: 12, lines: 3 } }]
    const body = [paragraph(words(before)), subhead('订单从哪里来'), paragraph(words(90))]
    const set = runs(compose([place('a', [0, 0, 1, 60], { insets })], article('a', { body, headline: '' })))
    const heading = set.find((run) => run.font === publication.styles.subhead.font)!
    return { set, heading, at: Math.floor((heading.y - grid.y(0)) / grid.pitch) }
  }

  test('never last above a picture: two lines of text follow it there, or it goes under', () => {
    const whole: Inset = { kind: 'space', area: { left: 0, line: 12, width: 26, lines: 8 }, beside: 'none' }
    const places = new Set<number>()
    for (let before = 20; before < 130; before += 13) {
      const { set, at } = column(before, whole)
      places.add(at)
      if (at >= 12) expect(at).toBeGreaterThan(20)
      else expect(set.filter((run) => lineOf(run) > at && lineOf(run) < 11).length).toBeGreaterThanOrEqual(2)
    }
    expect(places.size).toBeGreaterThan(5)
  })

  test('not where an inset on the left follows one on the right and leaves it no width in common', () => {
    const right: Inset = { kind: 'space', area: { left: 14, line: 0, width: 12, lines: 9 } }
    const left: Inset = { kind: 'space', area: { left: 0, line: 11, width: 12, lines: 9 } }
    for (let before = 20; before < 130; before += 4) {
      const { set } = column(before, right, left)
      for (const inset of [right, left])
        if (inset.kind === 'space') expect(touching(set, rectOf(inset.area))).toEqual([])
    }
  })

  test('a column left short by one that moved on is closed by the one above it', () => {
    const body = [paragraph(words(20)), subhead('一'), paragraph(words(75)), subhead('二'), paragraph(words(140))]
    const insets: Inset[] = [{ kind: 'space', area: { left: 28, line: 30, width: 12, lines: 3 } }]
    const ends = [10, 11, 12, 13, 15, 16].map((lines) => {
      const shape = [lines, 40].map((each, column) => ({ column, line: 0, lines: each }))
      const placement = place('a', [0, 0, 2, 40], { insets, balanced: false, shape })
      const set = runs(compose([placement], article('a', { body, headline: '' })))
      return lines - 1 - Math.max(...set.filter((run) => columnOf(run) === 0).map(lineOf))
    })
    expect(ends).toEqual([0, 0, 0, 0, 0, 0])
  })
})

describe('引语, boxes and room kept free', () => {
  test('a pull quote stands between two rules, is nobody’s letter, and text keeps clear of it', () => {
    const area = { left: 30, line: 10, width: 24, lines: 6 }
    const insets: Inset[] = [{ kind: 'quote', text: '一箱货在港口少等一天', area }]
    const subject = long(900)
    const set = compose([place('a', [0, 0, 4, 40], { insets, headLines: 4 })], subject)
    const items = set.pages[0]!.displayList.items
    const quote = items.filter(
      (item) => item.kind === 'glyphs' && '一箱货在港口少等一天'.includes(item.text) && !item.origin,
    )
    expect(quote.length).toBeGreaterThan(0)
    const { x, y, width, height } = rectOf(area, 0, 4)
    const rules = items.filter((item) => item.kind === 'fill' && item.rect.x === x && item.rect.width === width)
    expect(rules).toHaveLength(2)
    for (const item of [...quote, ...rules]) {
      const at = item.kind === 'glyphs' ? item.y : item.kind === 'fill' ? item.rect.y : 0
      expect(at > y && at < y + height).toBe(true)
    }
    expect(touching(runs(set), rectOf(area, 0, 4))).toEqual([])
    expect(lostLetters(subject, set)).toEqual([])
  })

  test('another article stands boxed inside the text of this one', () => {
    const inner = article('b', { headline: '快评', body: copy(150) })
    const outer = long(1500)
    const set = compose(
      [
        place('a', [0, 0, 5, 50], { insets: [{ kind: 'article', articleId: 'b' }] }),
        place('b', [2, 20, 2, 14], { boxed: true }),
      ],
      outer,
      inner,
    )
    const box = { x: grid.x(2), y: grid.y(20), width: grid.span(2), height: 14 * grid.pitch }
    expect(touching(runs(set), box)).toEqual([])
    expect(touching(runs(set, 'b'), box)).toEqual(texts(runs(set, 'b')))
    expect([...lostLetters(outer, set), ...lostLetters(inner, set)]).toEqual([])
  })
})

describe('异形版: articles that are no rectangle', () => {
  const strip = (column: number, line: number, lines: number) => ({ column, line, lines })

  test('an L: the head over the columns that begin at its top, the text down every leg in turn', () => {
    const shape = [strip(0, 0, 40), strip(1, 0, 40), strip(2, 0, 20), strip(3, 0, 20)]
    const subject = long(1300)
    const set = compose([place('a', [0, 0, 4, 40], { shape, headLines: 6 })], subject)
    const body = runs(set)
    expect(Math.max(...body.filter((run) => columnOf(run) < 2).map(lineOf))).toBe(39)
    expect(Math.max(...body.filter((run) => columnOf(run) >= 2).map(lineOf))).toBe(19)
    expect(Math.min(...body.map(lineOf))).toBe(6)
    const [head] = runs(set, 'a', 'headline')
    expect((from(head!) + to(head!)) / 2).toBeGreaterThan(20)
    expect(lostLetters(subject, set)).toEqual([])
  })

  test('an L whose foot is long: the head keeps to the columns of the leg', () => {
    const shape = [strip(0, 0, 40), strip(1, 0, 40), strip(2, 20, 20), strip(3, 20, 20)]
    const set = compose([place('a', [0, 0, 4, 40], { shape, headLines: 6 })], long(1200))
    const [head] = runs(set, 'a', 'headline')
    expect(to(head!)).toBeLessThanOrEqual(27)
    expect(
      Math.min(
        ...runs(set)
          .filter((run) => columnOf(run) >= 2)
          .map(lineOf),
      ),
    ).toBe(20)
  })

  test('a U around another article', () => {
    const shape = [strip(0, 0, 40), strip(1, 0, 18), strip(2, 0, 40)]
    const inner = place('b', [1, 20, 1, 20])
    const set = compose(
      [place('a', [0, 0, 3, 40], { shape, headLines: 4 }), inner],
      long(1000),
      article('b', { body: copy(150) }),
    )
    const middle = runs(set).filter((run) => columnOf(run) === 1)
    expect(Math.max(...middle.map(lineOf))).toBe(17)
    expect(set.pages[0]!.warnings.map((warning) => warning.code)).not.toContain('FRAME_OUTSIDE_TYPE_AREA')
  })

  test('a chain of frames: text flows through them in the order given', () => {
    const frames = [
      { column: 4, line: 0, columns: 2, lines: 12 },
      { column: 0, line: 20, columns: 2, lines: 30 },
    ]
    const subject = long(700, { headline: '' })
    const set = compose([place('a', [0, 0, 6, 50], { frames })], subject)
    const order = [...runs(set)].sort((a, b) => a.origin!.start - b.origin!.start).map(columnOf)
    const visited = order.filter((column, i) => column !== order[i - 1])
    expect(visited).toEqual([4, 5, 0, 1])
    expect(lostLetters(subject, set)).toEqual([])
  })

  test('变栏: the opening set across two columns, the rest in the page’s own', () => {
    const frames = [
      { column: 0, line: 0, columns: 2, lines: 6, textColumns: 1 },
      { column: 0, line: 7, columns: 2, lines: 30 },
    ]
    const subject = long(700, { headline: '' })
    const set = compose([place('a', [0, 0, 2, 37], { frames })], subject)
    const body = runs(set)
    expect(Math.max(...body.filter((run) => lineOf(run) < 6).map((run) => to(run) - from(run)))).toBeCloseTo(27, 1)
    expect(Math.max(...body.filter((run) => lineOf(run) > 6).map((run) => to(run) - from(run)))).toBeCloseTo(13, 1)
    expect(lostLetters(subject, set)).toEqual([])
  })
})

describe('合栏, 破栏', () => {
  test('three columns in the room of five: 22 each, and the first takes the character left', () => {
    const set = compose([place('a', [0, 0, 5, 40], { columns: 3, remainder: 'first' })], solid(1500))
    const starts = [...new Set(runs(set).map(from))]
      .sort((a, b) => a - b)
      .filter((x, i, all) => i === 0 || x - all[i - 1]! > 3)
    expect(starts).toEqual([0, 24, 47])
    const widest = (x: number) =>
      Math.max(
        ...runs(set)
          .filter((run) => from(run) === x)
          .map((run) => to(run) - from(run)),
      )
    expect(starts.map((x) => Math.round(widest(x) * 100) / 100)).toEqual([23, 22, 22])
  })
})

describe('where the head stands', () => {
  const whole = (more: Partial<Placement>, count = 900) => {
    const subject = long(count, { byline: '本报记者 顾南' })
    const set = compose([place('a', [0, 0, 6, 40], more)], subject)
    expect(lostLetters(subject, set)).toEqual([])
    return { set, body: runs(set), head: runs(set, 'a', 'headline') }
  }

  test('侧题: beside the text, in whole columns, which hold nothing else', () => {
    const left = whole({ headAt: 'left' })
    expect(Math.max(...left.head.map(to))).toBeLessThanOrEqual(27)
    expect(Math.min(...left.body.map(columnOf))).toBe(2)
    const right = whole({ headAt: 'right', headColumns: 1 })
    expect(Math.min(...right.head.map(from))).toBeGreaterThanOrEqual(70)
    expect(Math.max(...right.body.map(columnOf))).toBe(4)
    expect(Math.min(...right.body.map(lineOf))).toBe(0)
  })

  test('文包题: in the middle, text above, beneath and on both sides', () => {
    const { head, body } = whole({ headAt: 'middle', headColumns: 4, headLines: 6 }, 2000)
    const top = Math.min(...head.map(lineOf))
    const over = body.filter((run) => columnOf(run) === 2 && lineOf(run) < top - 2)
    const under = body.filter((run) => columnOf(run) === 2 && lineOf(run) > top + 3)
    expect(over.length).toBeGreaterThan(5)
    expect(under.length).toBeGreaterThan(5)
    // The head's room, and a line free on either side of it.
    const last = Math.max(...over.map(lineOf))
    const em = head[0]!.size / grid.pitch
    expect(top - em - last).toBeGreaterThanOrEqual(1)
    expect(Math.min(...under.map(lineOf)) - last - 1).toBe(6 + 2)
    const level = body.filter((run) => Math.abs(lineOf(run) - top) < 2)
    expect([...new Set(level.map(columnOf))].sort()).toEqual([0, 5])
  })

  test('文包题 in any even number of columns stands in their middle', () => {
    const { head } = whole({ headAt: 'middle' })
    for (const run of head) expect((from(run) + to(run) + run.size / EM - 1) / 2).toBeCloseTo(41.5, 1)
  })

  test('跨栏题: over the first columns, the others begin at the top', () => {
    const { body } = whole({ headColumns: 4 })
    const first = (column: number) => Math.min(...body.filter((run) => columnOf(run) === column).map(lineOf))
    expect(first(0)).toBeGreaterThan(2)
    expect(first(4)).toBe(0)
  })

  test('串文题: in an area of its own, text beside it', () => {
    const headArea = { left: 0, line: 0, width: 40, lines: 10 }
    const { body, head } = whole({ headArea })
    expect(touching(body, rectOf(headArea))).toEqual([])
    expect(touching(head, rectOf(headArea))).toEqual(texts(head))
    const beside = body.filter((run) => columnOf(run) === 1 && lineOf(run) < 10)
    expect(Math.min(...beside.map(from))).toBe(21)
  })

  test('over a shape it takes up to three lines more, so that the text ends at its foot', () => {
    const insets: Inset[] = [{ kind: 'space', area: { left: 0, line: 2, width: 12, lines: 5 } }]
    const free = (lines: number) => {
      const set = compose([place('a', [0, 0, 4, lines], { insets })], long(700))
      return [set.pages[0]!.copyfit[0]!.oversetLines, set.pages[0]!.copyfit[0]!.undersetLines]
    }
    const least = Array.from({ length: 40 }, (_, i) => i + 8).find((lines) => free(lines)[0] === 0)!
    for (let more = 0; more < 3; more++) expect(free(least + more)[1]).toBeLessThan(4)
    expect(free(least + 6)[1]).toBeGreaterThan(4)
  })

  test('lines kept in turn: without 齐栏 only the last column is short', () => {
    const { body } = whole({ balanced: false, headLines: 5 }, 1200)
    const ends = [0, 1, 2, 3, 4].map((column) =>
      Math.max(...body.filter((run) => columnOf(run) === column).map(lineOf)),
    )
    expect(ends.slice(0, 2)).toEqual([39, 39])
    expect(body.some((run) => columnOf(run) === 5)).toBe(false)
    const insets: Inset[] = [{ kind: 'space', area: { left: 0, line: 0, width: 12, lines: 5 } }]
    const around = whole({ balanced: false, headLines: 5, insets }, 1200).body
    expect(Math.max(...around.filter((run) => columnOf(run) === 0).map(lineOf))).toBe(39)
    expect(around.some((run) => columnOf(run) === 5)).toBe(false)
  })
})

describe('jumps out of and into shapes', () => {
  test('the jump line takes the last line wide enough for it', () => {
    const shape = [
      { column: 0, line: 0, lines: 20 },
      { column: 1, line: 0, lines: 20 },
    ]
    const insets: Inset[] = [{ kind: 'space', area: { left: 40, line: 10, width: 20, lines: 20 } }]
    const subject = long(1200)
    const pages = [
      page(1, [place('a', [0, 0, 2, 20], { shape, insets, headLines: 4 })]),
      page(2, [place('a', [0, 0, 4, 60])]),
    ]
    const set = composeIssue({ publication, issue, pages, articles: [subject], pictures: [] }, glyphs)
    const jump = set.pages[0]!.displayList.items.find(
      (item) => item.kind === 'glyphs' && item.text.includes('下转第2版'),
    )
    expect(jump).toBeDefined()
    expect(
      touching(
        [jump as GlyphRun],
        rectOf(insets[0]!.kind === 'space' ? insets[0]!.area : { left: 0, line: 0, width: 1, lines: 1 }, 0, 4),
      ),
    ).toEqual([])
    expect(lostLetters(subject, set)).toEqual([])
  })
})

test('what goes on from beside a picture into a plain block is set to that block’s lines', () => {
  const insets: Inset[] = [{ kind: 'space', area: { left: 14, line: 0, width: 12, lines: 30 } }]
  const subject = article('a', { headline: '', body: [paragraph(words(300))] })
  const pages = [page(1, [place('a', [0, 0, 1, 10], { insets })]), page(2, [place('a', [0, 0, 1, 60])])]
  const set = composeIssue({ publication, issue, pages, articles: [subject], pictures: [] }, glyphs)
  const second = set.pages[1]!.displayList.items.filter(
    (item) => item.kind === 'glyphs' && item.origin?.part === 'body',
  )
  for (const run of second.slice(0, -1)) expect(to(run as GlyphRun) - from(run as GlyphRun)).toBeCloseTo(13, 2)
})

describe('the law over all shapes', () => {
  const text = fc.stringMatching(/^[桥吊冷藏箱夜航，。“”（）0-9A-Za-z ]{0,60}$/).map((each) => each.trim())
  const block = fc.oneof(
    { weight: 5, arbitrary: text.map((each) => paragraph(each + each)) },
    { weight: 1, arbitrary: fc.stringMatching(/^[订单从哪里来 ]{1,30}$/).map((each) => subhead(each.trim() || '来')) },
  )
  const anyArticle = fc.record({
    headline: text,
    byline: text,
    body: fc.array(block, { maxLength: 16 }),
    source: text,
    caption: text,
    credit: text,
    pictures: fc.constantFrom<string[]>([], ['robot'], ['crane', 'robot']),
  })
  const area = fc.record({
    left: fc.nat(60),
    line: fc.nat(30),
    width: fc.integer({ min: 1, max: 50 }),
    lines: fc.integer({ min: 1, max: 14 }),
  })
  const wrap = { beside: fc.constantFrom('wider', 'left', 'right', 'both', 'none' as const), gap: fc.nat(3) }
  const inset = fc.oneof(
    fc.record(
      { kind: fc.constant('picture' as const), pictureId: fc.constantFrom('robot', 'crane'), area, ...wrap },
      { requiredKeys: ['kind', 'pictureId', 'area'] },
    ),
    fc.record({ kind: fc.constant('space' as const), area, ...wrap }, { requiredKeys: ['kind', 'area'] }),
    fc.record(
      { kind: fc.constant('quote' as const), text: fc.constant('少等一天'), area },
      { requiredKeys: ['kind', 'text', 'area'] },
    ),
  )
  const strip = fc.record({ column: fc.nat(7), line: fc.nat(30), lines: fc.integer({ min: 1, max: 30 }) })
  const more = fc.record(
    {
      headAt: fc.constantFrom('above', 'left', 'right', 'middle' as const),
      headArea: area,
      headColumns: fc.integer({ min: 1, max: 4 }),
      headLines: fc.integer({ min: 1, max: 10 }),
      columns: fc.integer({ min: 1, max: 5 }),
      remainder: fc.constantFrom('gutters', 'first', 'last' as const),
      boxed: fc.boolean(),
      balanced: fc.boolean(),
      insets: fc.array(inset, { maxLength: 2 }),
      shape: fc.array(strip, { minLength: 1, maxLength: 5 }),
    },
    { requiredKeys: [] },
  )
  const anyPlacement = fc
    .tuple(fc.nat(7), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 50 }), more)
    .map(([column, columns, lines, rest]) => place('a', [column, 0, Math.min(columns, 8 - column), lines], rest))

  test('every letter is in one run or overset, the body stands on the grid and never on an inset', () => {
    fc.assert(
      fc.property(anyArticle, fc.array(anyPlacement, { minLength: 1, maxLength: 3 }), (parts, placements) => {
        const subject = article('a', parts)
        const pages = placements.map((each, i) => page(i + 1, [each]))
        const set = composeIssue({ publication, issue, pages, articles: [subject], pictures: [] }, glyphs)
        expect(lostLetters(subject, set)).toEqual([])
        for (const { displayList } of set.pages) {
          const pictures = displayList.items.flatMap((item) =>
            item.kind === 'fill' && item.ink.k === 60 ? [item.rect] : [],
          )
          for (const item of displayList.items) {
            if (item.kind !== 'glyphs' || (item.origin?.part !== 'body' && item.origin?.part !== 'source')) continue
            if (item.origin.part === 'body' && item.font === publication.styles.body.font)
              expect(Number.isInteger(lineOf(item))).toBe(true)
            for (const picture of pictures) expect(touching([item], picture)).toEqual([])
          }
        }
      }),
      { numRuns: 100 },
    )
  })
})
