import { expect, test } from 'vitest'
import { BROADSHEET, TABLOID } from '../../edition/defaults.ts'
import { gridOf, textColumns } from './grid.ts'

const grid = gridOf(BROADSHEET)
const block = (columns: number, lines = 40) => ({ column: 0, line: 10, columns, lines })

test('columns of 13 characters: 8 columns + 7 gutters = 111 characters', () => {
  expect([1, 2, 3, 5, 8].map((n) => grid.characters(n))).toEqual([13, 27, 41, 69, 111])
  expect(grid.span(8)).toBe(999_000)
})

test('a tabloid of 6 × 11 is 71 characters wide', () => {
  expect(gridOf(TABLOID).characters(6)).toBe(71)
})

test('合栏: 2 columns in the space of 3 are 20 characters each', () => {
  const { characters, x, width } = textColumns(grid, block(3), 2)
  expect(characters).toBe(20)
  expect(x[1]! - x[0]!).toBe(21 * 9_000)
  expect(x[1]! + width).toBe(grid.x(0) + grid.span(3))
})

test('合栏: 3 columns in the space of 5 are 22 characters each and the gutters share the character left', () => {
  const { characters, x, width } = textColumns(grid, block(5), 3)
  expect(characters).toBe(22)
  expect(x[1]! - x[0]! - width).toBe(13_500)
  expect(x[2]! + width).toBe(grid.x(0) + grid.span(5))
})

test('破栏: the character left over goes to the first column, or to the last, and the gutters stay', () => {
  const characters = (remainder: 'first' | 'last') =>
    textColumns(grid, block(5), 3, false, remainder).each!.map(({ width }) => width / 9_000)
  expect(characters('first')).toEqual([23, 22, 22])
  expect(characters('last')).toEqual([22, 22, 23])
  const { x } = textColumns(grid, block(5), 3, false, 'first')
  expect(x.map((each) => (each - grid.x(0)) / 9_000)).toEqual([0, 24, 47])
})

test('破栏: nothing left over, nothing to give', () => {
  expect(textColumns(grid, block(3), 2, false, 'first').each).toBeUndefined()
})

test('加框 takes a character at either side and a line above and below', () => {
  const inner = textColumns(grid, block(3), 3, true)
  expect(inner.characters).toBe(12)
  expect(inner.x[0]).toBe(grid.x(0) + 9_000)
  expect(inner.x[2]! + inner.width).toBe(grid.x(0) + grid.span(3) - 9_000)
  expect([inner.line, inner.lines]).toEqual([11, 38])
})

test('Han type stands in the middle of its line', () => {
  const top = grid.baseline(0) - 7_920 - grid.y(0)
  const foot = grid.y(1) - (grid.baseline(0) + 1_080)
  expect([top, foot]).toEqual([1_300, 1_300])
})
