import { describe, expect, test } from 'vitest'
import type { Inset } from '../../edition/issue.ts'
import { composeIssue } from '../compose.ts'
import type { GlyphRun } from '../display-list.ts'
import { lostLetters } from '../testing/letters.ts'
import { article, copy, issue, page, paragraph, place, words } from './test-copy.ts'
import {
  columnOf,
  compose,
  from,
  glyphs,
  lineOf,
  long,
  publication,
  rectOf,
  runs,
  solid,
  to,
  touching,
} from './test-look.ts'

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
