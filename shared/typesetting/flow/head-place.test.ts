import { describe, expect, test } from 'vitest'
import type { Inset, Placement } from '../../edition/issue.ts'
import { lostLetters } from '../testing/letters.ts'
import { place } from './test-copy.ts'
import { columnOf, compose, EM, from, grid, lineOf, long, rectOf, runs, texts, to, touching } from './test-look.ts'

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
