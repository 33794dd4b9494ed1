import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { balancedLimit, capacity, cutAt, fill, type Segment, settle } from './fill.ts'
import { BEGIN, type FlowItem } from './items.ts'

const text = (last = false): FlowItem => ({
  kind: 'text',
  lines: 1,
  rows: [],
  keepNext: 0,
  widow: last,
  cursor: BEGIN,
})
/** A paragraph of so many lines. */
const lines = (count: number) => Array.from({ length: count }, (_, i) => text(count > 1 && i === count - 1))
const subhead: FlowItem = { kind: 'subhead', lines: 2, rows: [], keepNext: 2, widow: false, cursor: BEGIN }
const columns = (...heights: number[]): Segment[] =>
  heights.map((height, column) => ({ column, line: 0, lines: height }))
const none = new Map<number, number>()

describe('pouring text into columns', () => {
  test('fills one column after the other', () => {
    const { placed, used, next } = fill(lines(7), 0, columns(3, 3, 3))
    expect(placed.map(({ column, line }) => [column, line])).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 0],
      [1, 1],
      [1, 2],
      [2, 0],
    ])
    expect([used, next]).toEqual([7, 7])
  })

  test('a subhead with room for one line after it goes over to the next column', () => {
    const items = [...lines(4), subhead, ...lines(4)]
    expect(fill(items, 0, columns(7, 9)).placed[4]).toMatchObject({ column: 1, line: 0 })
    expect(fill(items, 0, columns(8, 9)).placed[4]).toMatchObject({ column: 0, line: 4 })
  })

  test('a subhead over a paragraph of one line needs that line only, and what follows with it', () => {
    const items = [...lines(4), subhead, text()]
    expect(fill(items, 0, columns(7, 9)).placed[4]).toMatchObject({ column: 0, line: 4 })
  })

  test('two subheads in a row stay together with the text under them', () => {
    const items = [...lines(4), subhead, subhead, ...lines(3)]
    expect(fill(items, 0, columns(9, 9)).placed[4]).toMatchObject({ column: 1, line: 0 })
    expect(fill(items, 0, columns(10, 9)).placed[4]).toMatchObject({ column: 0, line: 4 })
  })

  test('nothing is placed twice or out of its segment, and order is kept', () => {
    const item = fc.constantFrom('t', 's').map((kind) => (kind === 't' ? text() : subhead))
    fc.assert(
      fc.property(fc.array(item, { maxLength: 40 }), fc.array(fc.nat(12), { maxLength: 6 }), (items, heights) => {
        const segments = columns(...heights)
        const { placed, next, used } = fill(items, 0, segments)
        expect(placed.map((each) => each.item)).toEqual(Array.from({ length: next }, (_, i) => i))
        for (const each of placed) expect(each.line + each.lines).toBeLessThanOrEqual(heights[each.column]!)
        expect(used).toBeLessThanOrEqual(capacity(segments))
      }),
    )
  })
})

describe('齐栏', () => {
  test('ten lines in three columns end at line four', () => {
    expect(balancedLimit(lines(10), 0, columns(20, 20, 20), 20)).toBe(4)
  })

  test('copy that does not fit has no common end', () => {
    expect(balancedLimit(lines(61), 0, columns(20, 20, 20), 20)).toBeUndefined()
  })

  test('the limit found is the least that holds the text', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 6 }), (count, width) => {
        const segments = columns(...Array.from({ length: width }, () => 100))
        const limit = balancedLimit(lines(count), 0, segments, 100)!
        expect(limit).toBe(Math.ceil(count / width))
        expect(capacity(cutAt(segments, limit))).toBe(limit * width)
      }),
    )
  })
})

describe('closing a column', () => {
  test('a column left short by a subhead that moved on is closed by the subhead above it', () => {
    // Column of 12: 2 lines, subhead 2, 6 lines leave 2 free, since the next subhead needs 4.
    const items = [...lines(2), subhead, ...lines(6), subhead, ...lines(5)]
    const { filled, extra } = settle(items, 0, columns(12, 12), none)
    expect(extra.get(2)).toBe(2)
    expect(filled.placed.filter((each) => each.column === 0).at(-1)).toMatchObject({ line: 11 })
    expect(filled.next).toBe(items.length)
  })

  test('孤行: a last line alone at the head of a column takes the line before it along', () => {
    const items = [...lines(2), subhead, ...lines(5), ...lines(4)]
    const before = fill(items, 0, columns(8, 12))
    expect(items[before.placed.find((each) => each.column === 1)!.item]!.widow).toBe(true)
    const { filled } = settle(items, 0, columns(8, 12), none)
    expect(items[filled.placed.find((each) => each.column === 1)!.item]!.widow).toBe(false)
  })

  test('nothing is moved where it would push the end of the text out', () => {
    const items = [...lines(2), subhead, ...lines(5), ...lines(3)]
    const { filled, extra } = settle(items, 0, columns(8, 4), none)
    expect(extra.size).toBe(0)
    expect(filled.next).toBe(items.length)
  })
})
