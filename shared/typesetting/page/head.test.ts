import { describe, expect, test } from 'vitest'
import type { Article } from '../../document/article.ts'
import { broadsheet } from '../../edition/defaults.ts'
import { DEFAULT_HOUSE, houseOf } from '../../edition/publication.ts'
import { createSetter } from '../flow/setter.ts'
import { article, copy, paragraph } from '../flow/test-copy.ts'
import { solidSquares } from '../testing/solid-squares.ts'
import { cohesionIn, displayRows, headlineBreaks } from './display-rows.ts'
import { composeHead, type HeadSpec } from './head.ts'

const setter = createSetter(solidSquares())
const publication = broadsheet()
const PITCH = 11_600
/** Widths of 1, 3, 5 and 8 columns. */
const W = { 1: 117_000, 3: 369_000, 5: 621_000, 8: 999_000 }

const head = (parts: Partial<Article>, spec: Partial<HeadSpec> = {}) =>
  composeHead(setter, publication, article('a', parts), {
    width: W[5],
    pitch: PITCH,
    lead: true,
    continuation: false,
    ...spec,
  })
const rows = (text: string, count: number) =>
  displayRows(setter, text, publication.styles.headline, count).map((row) => text.slice(row.start, row.end).trim())

describe('headline rows', () => {
  test('break at the space between two phrases', () => {
    expect(rows('三号泊位灯火通明 冷藏专列深夜启程', 2)).toEqual(['三号泊位灯火通明', '冷藏专列深夜启程'])
  })

  test('never inside a number or a Latin word, never before a mark', () => {
    const text = '首批1500家企业接入DEPA系统，通关提速'
    const places = headlineBreaks(text).map((each) => each.at)
    for (const torn of ['1|500', '1500|家企', 'DE|PA']) {
      const at = text.indexOf(torn.replace('|', '')) + torn.indexOf('|')
      expect(places, torn).not.toContain(at)
    }
    expect(places).not.toContain(text.indexOf('，'))
  })

  test('a word the article uses often is not torn apart', () => {
    const text = '港口推动数字贸易绿色转型'
    const often = article('a', { body: [paragraph('数字贸易和绿色转型，数字贸易带来订单，贸易不停，绿色贸易。')] })
    const style = publication.styles.headline
    const cut = displayRows(setter, text, style, 2, cohesionIn(often)).map((row) => text.slice(row.start, row.end))
    expect(cut[0]!.endsWith('贸')).toBe(false)
    expect(cut[0]!.endsWith('数')).toBe(false)
  })

  test('the space of a headline in one row is one em wide', () => {
    expect(setter.row('夜航 启程', publication.styles.headline).width).toBe(5000)
  })
})

describe('headline size', () => {
  test('is the largest of the ladder that the width carries in one row', () => {
    const { size, rows: set } = head({ headline: '冷藏专列深夜启程' }, { width: W[5] })
    expect(set).toHaveLength(1)
    expect(houseOf(publication).headlineLadder).toContain(size)
    expect(size).toBe(42_000)
  })

  test('a long headline goes to two rows rather than shrink below three quarters', () => {
    const { size, rows: set } = head({ headline: '三号泊位灯火通明冷藏专列 深夜启程开往十二个国家' }, { width: W[5] })
    expect(set).toHaveLength(2)
    expect(size).toBeGreaterThanOrEqual(42_000 * 0.75)
  })

  test('grows with the width of the block and stands back under the lead', () => {
    const size = (width: number, lead: boolean) => head({ headline: '夜航启程' }, { width, lead }).size
    expect(size(W[1], true)).toBeLessThan(size(W[3], true))
    expect(size(W[3], true)).toBeLessThan(size(W[8], true))
    expect(size(W[5], false)).toBeLessThan(size(W[5], true))
  })

  test('fits the lines reserved for the head', () => {
    expect(head({ headline: '夜航启程' }, { lines: 3 }).size).toBeLessThanOrEqual((3 * PITCH) / 1.2)
  })

  test('one that cannot fit is set in the smallest size, whole, and reported', () => {
    const long = '港'.repeat(90)
    const { tooLong, size, rows: set } = head({ headline: long }, { width: W[1] })
    expect(tooLong).toBe(true)
    expect(size).toBe(DEFAULT_HOUSE.headlineLadder.at(-1))
    expect(set.map((row) => long.slice(row.set.start, row.set.end)).join('')).toBe(long)
  })
})

describe('the head', () => {
  test('takes whole lines, more for every part it has', () => {
    const one = head({ headline: '夜航启程' }).lines
    const all = head({ kicker: '港口', headline: '夜航启程', deck: '冷链专列首发记', byline: '本报记者 顾南' }).lines
    expect(Number.isInteger(all)).toBe(true)
    expect(all).toBeGreaterThan(one)
  })

  test('kicker and deck are at least two steps of the ladder smaller than the headline', () => {
    const { rows: set, size } = head({ kicker: '港口', headline: '夜航启程', deck: '冷链专列首发记' })
    const ladder = DEFAULT_HOUSE.headlineLadder
    for (const row of set.filter((each) => each.part !== 'headline'))
      expect(ladder.findIndex((step) => step <= row.size)).toBeGreaterThanOrEqual(ladder.indexOf(size) + 2)
  })

  test('over a continuation it is the headline alone, smaller', () => {
    const parts = { kicker: '港口', headline: '夜航启程', deck: '首发记', byline: '顾南', body: copy(100) }
    const again = head(parts, { continuation: true })
    expect(again.rows.map((row) => row.part)).toEqual(['headline'])
    expect(again.size).toBeLessThan(head(parts).size)
  })

  test('of a picture story without a kicker carries the label 图片新闻, which is no part of the copy', () => {
    const { rows: set } = head({ kind: 'picture-story', headline: '' })
    expect(set.map((row) => [row.part, row.text])).toEqual([[undefined, '图片新闻']])
  })

  test('a byline that brings its own square gets no second one', () => {
    const mark = (byline: string) => head({ headline: '夜航', byline }).rows.at(-1)!.mark
    expect([mark('本报记者 顾南'), mark('■ 本报记者 顾南')]).toEqual(['square', undefined])
  })
})
