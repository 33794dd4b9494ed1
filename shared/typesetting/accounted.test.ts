import { describe, expect, test } from 'vitest'
import { blankArticle } from '../document/testing/blank-article.ts'
import { unaccounted } from './accounted.ts'
import type { Stretch } from './report.ts'

const article = blankArticle('brief', {
  headline: '港口增班',
  body: [
    { type: 'paragraph', runs: [{ text: '第一段。' }] },
    { type: 'paragraph', runs: [{ text: '第二段。' }] },
  ],
})
const stretch = (part: Stretch['part'], start: number, end: number, page: number | null = 1): Stretch => ({
  articleId: 'brief',
  part,
  start,
  end,
  page,
})
const headline = stretch('headline', 0, 4)

describe('every character of an article is printed or counted as overset', () => {
  test('an article printed in two stretches, or partly overset, is whole', () => {
    expect(unaccounted([article], [headline, stretch('body', 0, 4), stretch('body', 5, 9, null)])).toEqual([])
  })
  test('a last paragraph that composition dropped is found, with its place', () => {
    expect(unaccounted([article], [headline, stretch('body', 0, 4)])).toEqual([
      { articleId: 'brief', part: 'body', offset: 5, text: '第二段。' },
    ])
  })
  test('a character between two stretches is found', () => {
    expect(unaccounted([article], [headline, stretch('body', 0, 3), stretch('body', 5, 9)])).toMatchObject([
      { part: 'body', offset: 3 },
    ])
  })
  test('a line set twice is found', () => {
    expect(unaccounted([article], [headline, stretch('body', 0, 6), stretch('body', 5, 9)])).toMatchObject([
      { part: 'body', offset: 5 },
    ])
  })
  test('a headline left off the page is found', () => {
    expect(unaccounted([article], [stretch('body', 0, 9)])).toMatchObject([{ part: 'headline', offset: 0 }])
  })
})
