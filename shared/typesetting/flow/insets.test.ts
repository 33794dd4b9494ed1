import { describe, expect, test } from 'vitest'
import type { Inset } from '../../edition/issue.ts'
import { lostLetters } from '../testing/letters.ts'
import { article, copy, paragraph, place, subhead, words } from './test-copy.ts'
import {
  columnOf,
  compose,
  EM,
  from,
  grid,
  lineOf,
  long,
  publication,
  rectOf,
  runs,
  solid,
  texts,
  to,
  touching,
} from './test-look.ts'

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
