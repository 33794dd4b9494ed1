import { describe, expect, test } from 'vitest'
import { broadsheet } from '../../edition/defaults.ts'
import { solidSquares } from '../testing/solid-squares.ts'
import { faults, fill, type Segment } from './fill.ts'
import { type FlowItem, flowItems } from './items.ts'
import { createSetter } from './setter.ts'
import { article, paragraph, words } from './test-copy.ts'
import { tune } from './tune.ts'

const setter = createSetter(solidSquares())
const publication = broadsheet()
const { body } = publication.styles
const WIDTH = 117_000
const none = new Map<number, number>()

const flow = (...lengths: number[]) =>
  flowItems(setter, publication, article('a', { body: lengths.map((count) => paragraph(words(count))) }), WIDTH)
const columns = (...heights: number[]): Segment[] => heights.map((lines, column) => ({ column, line: 0, lines }))
const textOf = (items: readonly FlowItem[]) =>
  items.map(({ rows: [row] }) => row!.text.slice(row!.set.start, row!.set.end)).join('')
/** Paragraph lengths with a column height that leaves a widow at the head of the second column. */
function widowed() {
  const found = []
  for (let length = 60; length < 160; length++) {
    const items = flow(150 - (length % 41), length, 200)
    for (let height = 8; height < items.length - 8; height++) {
      const segments = columns(height, 40)
      const at = fill(items, 0, segments).placed.find((each) => each.column === 1)!.item
      if (items[at]!.widow) found.push({ items, segments })
    }
  }
  return found
}

describe('孤行, widows', () => {
  test('some are taken back or given company by one paragraph set a line shorter or longer', () => {
    const cases = widowed()
    expect(cases.length).toBeGreaterThan(90)
    const cured = cases.filter(({ items, segments }) => {
      const tuned = tune(setter, body, WIDTH, items, 0, segments, none)
      return faults(tuned.items, tuned.filled, segments) === 0
    })
    expect(cured.length / cases.length).toBeGreaterThan(0.2)
  })

  test('no letter changes, no line is loose, and what fitted still fits', () => {
    for (const { items, segments } of widowed()) {
      const tuned = tune(setter, body, WIDTH, items, 0, segments, none)
      expect(textOf(tuned.items)).toBe(textOf(items))
      expect(tuned.filled.next).toBe(tuned.items.length)
      for (const { rows } of tuned.items) expect(rows[0]!.set.stretch).toBeLessThanOrEqual(500)
    }
  })

  test('columns without a fault stay as they are', () => {
    const items = flow(90, 130, 200)
    const segments = columns(items.length)
    expect(tune(setter, body, WIDTH, items, 0, segments, none).items).toBe(items)
  })

  test('a paragraph begun in an earlier frame is not set anew', () => {
    const items = flow(300, 90)
    for (let height = 3; height < 10; height++) {
      const tuned = tune(setter, body, WIDTH, items, 5, columns(height, 40), none)
      expect(tuned.items.slice(0, 5)).toEqual(items.slice(0, 5))
      expect(textOf(tuned.items)).toBe(textOf(items))
    }
  })
})
