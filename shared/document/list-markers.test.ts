import { describe, expect, test } from 'vitest'
import type { Block, ListMarker } from './blocks.ts'
import { chineseNumeral, listMarker, listPlaces } from './list-markers.ts'

const item = (marker: ListMarker, level = 1, number?: number): Block => ({
  type: 'list-item',
  runs: [{ text: '验货' }],
  marker,
  level,
  ...(number === undefined ? {} : { number }),
})
const text: Block = { type: 'paragraph', runs: [{ text: '另有' }] }
const marks = (...body: Block[]) => [...listPlaces(body).values()].map(({ marker }) => marker)

describe('列表编号', () => {
  test('Chinese numerals as headings count', () => {
    expect([1, 10, 11, 20, 35, 100, 103, 110, 115, 999].map(chineseNumeral)).toEqual([
      '一',
      '十',
      '十一',
      '二十',
      '三十五',
      '一百',
      '一百〇三',
      '一百一十',
      '一百一十五',
      '九百九十九',
    ])
  })

  test('一、（一）1. ① in GB/T 9704, and a bracketed figure past ⑳', () => {
    expect(listMarker('chinese', 2)).toBe('二、')
    expect(listMarker('chinese-brackets', 12)).toBe('（十二）')
    expect(listMarker('arabic', 3)).toBe('3.')
    expect(listMarker('circled', 20)).toBe('⑳')
    expect(listMarker('circled', 21)).toBe('（21）')
    expect(listMarker('bullet', 7)).toBe('●')
  })

  test('items in a row count on; a paragraph between them begins a new list', () => {
    expect(marks(item('arabic'), item('arabic'), text, item('arabic'))).toEqual(['1.', '2.', '1.'])
  })

  test('a number given in the copy goes on after the paragraph', () => {
    expect(marks(item('arabic'), text, item('arabic', 1, 2), item('arabic'))).toEqual(['1.', '2.', '3.'])
  })

  test('the outer list counts on after the inner one, and the inner begins anew', () => {
    const inner = item('chinese-brackets', 2)
    expect(marks(item('chinese'), inner, inner, item('chinese'), inner)).toEqual([
      '一、',
      '（一）',
      '（二）',
      '二、',
      '（一）',
    ])
  })

  test('another kind of mark is another list', () => {
    expect(marks(item('arabic'), item('circled'), item('arabic'))).toEqual(['1.', '①', '1.'])
  })
})
