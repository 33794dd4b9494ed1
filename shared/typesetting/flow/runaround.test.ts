import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TextColumns } from '../page/grid.ts'
import { freeSegments, LEAST_CHARACTERS, type Obstacle } from './runaround.ts'

const EM = 9_000
/** Three columns of 13 characters, 30 lines, gutters of one. */
const columns: TextColumns = { x: [0, 14 * EM, 28 * EM], width: 13 * EM, characters: 13, line: 0, lines: 30 }
/** An obstacle given in half characters and lines. */
const at = (left: number, width: number, line: number, lines: number, more: Partial<Obstacle> = {}): Obstacle => ({
  x: (left * EM) / 2,
  width: (width * EM) / 2,
  line,
  lines,
  beside: 'wider',
  clear: 0,
  ...more,
})
/** Column, first line, lines, left edge and width in characters. */
const free = (...obstacles: Obstacle[]) =>
  freeSegments(columns, obstacles, EM).map(({ column, line, lines, x, width }) => {
    return [column, line, lines, (x! - columns.x[column]!) / EM, width! / EM]
  })
const inColumn = (column: number, ...obstacles: Obstacle[]) => free(...obstacles).filter((each) => each[0] === column)

describe('串文, text beside an obstacle', () => {
  test('stands on its wider side, a character off, as high as the obstacle', () => {
    expect(inColumn(0, at(16, 8, 10, 5))).toEqual([
      [0, 0, 10, 0, 13],
      [0, 10, 5, 0, 7],
      [0, 15, 15, 0, 13],
    ])
  })

  test('one line stays free above and beneath', () => {
    expect(inColumn(0, at(16, 8, 10, 5, { clear: 1 }))[1]).toEqual([0, 9, 7, 0, 7])
  })

  test('at the head of a column there is nothing to keep clear of above', () => {
    expect(inColumn(0, at(0, 26, 0, 5, { clear: 1, beside: 'none' }))).toEqual([[0, 6, 24, 0, 13]])
  })

  test('an obstacle over the gutter leaves each column its own side', () => {
    const over = at(20, 20, 10, 5)
    expect(inColumn(0, over)[1]).toEqual([0, 10, 5, 0, 9])
    expect(inColumn(1, over)[1]).toEqual([1, 10, 5, 7, 6])
  })

  test('less than five characters are left blank', () => {
    expect(inColumn(0, at(12, 14, 10, 5))[1]).toEqual([0, 10, 5, 0, 5])
    expect(inColumn(0, at(11, 14, 10, 5))).toEqual([
      [0, 0, 10, 0, 13],
      [0, 15, 15, 0, 13],
    ])
  })

  test('lines beside it are whole characters, unless a gap in half characters is asked for', () => {
    expect(inColumn(0, at(17, 9, 10, 5))[1]).toEqual([0, 10, 5, 0, 7])
    expect(inColumn(0, at(17, 9, 10, 5, { gap: EM }))[1]).toEqual([0, 10, 5, 0, 7.5])
  })

  test('on one side or the other by order; on neither, text stops above and goes on beneath', () => {
    const middle = (beside: Obstacle['beside']) => inColumn(0, at(12, 2, 10, 5, { beside }))
    expect(middle('left')[1]).toEqual([0, 10, 5, 0, 5])
    expect(middle('right')[1]).toEqual([0, 10, 5, 8, 5])
    expect(middle('none')).toHaveLength(2)
  })

  test('on both sides only when it says so: every line reads on across it', () => {
    expect(inColumn(0, at(12, 2, 10, 2, { beside: 'both' })).slice(1, 5)).toEqual([
      [0, 10, 1, 0, 5],
      [0, 10, 1, 8, 5],
      [0, 11, 1, 0, 5],
      [0, 11, 1, 8, 5],
    ])
  })

  test('a whole column wide, flush with its edges, it takes nothing of the next column', () => {
    expect(inColumn(1, at(0, 26, 10, 5))).toEqual([[1, 0, 30, 0, 13]])
  })
})

test('free text never touches an obstacle, stays in its column, and comes in reading order', () => {
  const obstacle = fc
    .record({
      left: fc.nat(80),
      width: fc.integer({ min: 1, max: 60 }),
      line: fc.nat(28),
      lines: fc.integer({ min: 1, max: 20 }),
      beside: fc.constantFrom('wider', 'left', 'right', 'both', 'none' as const),
      gap: fc.option(
        fc.nat(3).map((halves) => (halves * EM) / 2),
        { nil: undefined },
      ),
      clear: fc.nat(1),
    })
    .map(({ left, width, line, lines, beside, gap, clear }) =>
      at(left, width, line, lines, { beside, clear, ...(gap === undefined ? {} : { gap }) }),
    )
  fc.assert(
    fc.property(fc.array(obstacle, { maxLength: 4 }), (obstacles) => {
      const segments = freeSegments(columns, obstacles, EM)
      let before = { column: 0, line: 0, x: 0 }
      for (const { column, line, lines, x, width } of segments) {
        expect(lines).toBeGreaterThan(0)
        expect(line >= 0 && line + lines <= 30).toBe(true)
        expect(width!).toBeGreaterThanOrEqual(LEAST_CHARACTERS * EM)
        expect(x! >= columns.x[column]! && x! + width! <= columns.x[column]! + columns.width).toBe(true)
        expect((2 * width!) % EM).toBe(0)
        for (const each of obstacles) {
          const gap = each.gap ?? EM
          const apart = x! + width! <= each.x - gap || x! >= each.x + each.width + gap
          const above = line + lines <= each.line || line >= each.line + each.lines
          expect(apart || above).toBe(true)
        }
        const next = { column, line, x: x! }
        const order = next.column - before.column || next.line - before.line || next.x - before.x
        expect(order).toBeGreaterThanOrEqual(0)
        before = next
      }
    }),
  )
})
