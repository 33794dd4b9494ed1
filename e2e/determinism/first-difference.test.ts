import { expect, test } from 'vitest'
import { firstDifference } from './first-difference.ts'

const sides = ['Node', 'Chromium'] as const
const list = (...xs: number[]): string =>
  JSON.stringify({ displayList: { items: [{ kind: 'fill' }, { kind: 'glyphs', text: '报', xs }] } })

test('the same list has no difference', () => {
  expect(firstDifference(list(0, 9000), list(0, 9000), sides)).toBeUndefined()
})

test('a glyph that moved is named with its place and its whole run', () => {
  expect(firstDifference(list(0, 9000), list(0, 9001), sides)).toBe(
    [
      'first difference at .displayList.items[1].xs[1]',
      '  Node: 9000',
      '  Chromium: 9001',
      'in .displayList.items[1]',
      '  Node: {"kind":"glyphs","text":"报","xs":[0,9000]}',
      '  Chromium: {"kind":"glyphs","text":"报","xs":[0,9001]}',
    ].join('\n'),
  )
})

test('what only one side has is shown against nothing', () => {
  expect(firstDifference(list(0), list(0, 9000), sides)).toContain('xs[1]\n  Node: nothing\n  Chromium: 9000')
  expect(firstDifference('{"a":1}', '{"a":1,"b":[]}', sides)).toContain('.b\n  Node: nothing\n  Chromium: []')
})

test('a list against something else differs as a whole', () => {
  expect(firstDifference('{"a":[]}', '{"a":{}}', sides)).toContain('.a\n  Node: []\n  Chromium: {}')
})

test('texts of one value in two spellings are told apart', () => {
  expect(firstDifference('{"a":1,"b":2}', '{"b":2,"a":1}', sides)).toContain('spelling')
})
