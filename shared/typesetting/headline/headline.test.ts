import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { broadsheet } from '../../edition/defaults.ts'
import { DEFAULT_HOUSE } from '../../edition/publication.ts'
import { createSetter } from '../flow/setter.ts'
import { solidSquares } from '../testing/solid-squares.ts'
import { headlineBreaks, TORN } from './breaks.ts'
import { companionSize, fitHeadline, type HeadlineRequest } from './fit.ts'
import { rowsOf } from './rows.ts'

const setter = createSetter(solidSquares())
const style = broadsheet().styles.headline
const house = DEFAULT_HOUSE

/** The text in so many rows, parted by |. */
const parted = (text: string, count: number, evidence = {}): string => {
  const breaks = headlineBreaks(text, evidence).filter((each) => each.cost < TORN)
  const rows = rowsOf(setter, text, style, count, breaks)
  return rows ? rows.sets.map((set) => text.slice(set.start, set.end).trim()).join('|') : ''
}
const fits = (text: string, more: Partial<HeadlineRequest> = {}) =>
  fitHeadline(setter, { text, style, house, width: 621_000, cap: 42_000, ...more })

describe('断行 rows end between phrases', () => {
  test.each([
    '全国人大常委会审议通过|对外贸易法修订草案',
    '让数据多跑路|让企业少跑腿',
    '从卖产品到卖服务|一家老厂的转身',
    '把检验台搬到田间地头|为果农省下一天时间',
    '三号泊位灯火通明|冷藏专列深夜启程',
    '两地海关联合开展|知识产权保护行动',
    '老字号抱团出海|新品牌借船远航',
    '跨境电商综试区扩围|至一百六十五个',
    '新能源汽车出口再创新高|国产芯片配套跟上',
    '四部门联合发文|支持中小企业参加境外展会',
    '山区蓝莓坐上冷链专机|二十四小时抵达餐桌',
    '展会经济带旺一座城|酒店入住率超九成',
    '外商投资准入负面清单|再缩减制造业限制措施清零',
    '青年工匠走进课堂|工厂师傅当起了班主任',
    '本市海外仓面积|突破三百万平方米|覆盖五十个国家',
    '港口集团与铁路部门|签署多式联运合作协议',
    '推进《数字伙伴协定》|谈判早日取得成果',
  ])('%s', (wanted) => {
    expect(parted(wanted.replaceAll('|', ''), wanted.split('|').length)).toBe(wanted)
  })

  test('the headline’s own space beats every phrase', () => {
    expect(parted('夜航启程 冷藏专列深夜开往十二个国家', 2)).toBe('夜航启程|冷藏专列深夜开往十二个国家')
  })

  test('的 never begins a row, a preposition never ends one', () => {
    for (const text of [
      '习惯了在码头上看日出的老船长退休了',
      '无人集卡在港口的码头上路为企业省下运费',
      '从卖产品到卖服务一家老厂的转身',
    ]) {
      for (const { at, cost } of headlineBreaks(text)) {
        if ('的了'.includes(text[at]!) || '在为'.includes(text[at - 1]!)) expect(cost, text.slice(0, at)).toBe(TORN)
      }
    }
  })

  test('a figure keeps its measure word and its unit', () => {
    const text = '涉及九百余项商品突破三百平方米用时二十四小时共1500家'
    const places = headlineBreaks(text).map((each) => each.at)
    for (const [before, after] of ['余|项', '百|平', '平|方', '四|小', '小|时', '0|家'].map((each) => each.split('|')))
      expect(places, `${before}|${after}`).not.toContain(text.indexOf(before! + after!) + 1)
  })

  test('a name of the house’s list is never broken, however long', () => {
    const names = ['滨海新城国际海洋商贸博览会']
    const text = '滨海新城国际海洋商贸博览会闭幕'
    expect(parted(text, 2)).not.toBe('')
    expect(parted(text, 2, { names })).toBe('滨海新城国际海洋商贸博览会|闭幕')
    const [best] = fits(text, { house: { ...house, names }, rows: 2 })
    expect(best!.rows[0]).toBe(names[0])
  })

  test('no row is a single character', () => {
    expect(parted('春 夏秋冬四季好', 2)).not.toMatch(/^春\|/)
  })

  test('two characters that stand together in the article are not torn apart', () => {
    const together = (pair: string) => (pair === '贸易' ? 6 : 0)
    const cost = (evidence = {}) =>
      headlineBreaks('港口推动数字贸易', {
        ...evidence,
        phrases: { strengths: () => new Int32Array(20).fill(500) },
      }).find(({ at }) => at === 7)!.cost
    expect(cost({ together })).toBeGreaterThan(cost() + 5)
  })
})

describe('字号 sizes that fit', () => {
  test('every size offered is on the ladder, not above the one wanted, and fits its width and height', () => {
    const height = 5 * 11_600
    const found = fits('外贸企业稳订单拓市场信心更足', { height })
    expect(found.length).toBeGreaterThan(3)
    for (const each of found) {
      expect(house.headlineLadder).toContain(each.size)
      expect(each.size).toBeLessThanOrEqual(42_000)
      expect(Math.max(...each.widths)).toBeLessThanOrEqual(621_000)
      expect(each.rows.length * each.size * 1.2).toBeLessThanOrEqual(height)
    }
  })

  test('the best stands first, and fills nine tenths of the span where the text allows it', () => {
    // 20 characters: at 31.5 pt they are 630 pt, at 28 pt 560 pt of 621.
    const found = fits('外贸企业稳订单拓市场信心足港口货运再上台', { lead: true, rows: 1 })
    expect(found.map((each) => each.score)).toEqual(found.map((each) => each.score).sort((a, b) => b - a))
    expect(found[0]!.fill).toBeGreaterThanOrEqual(900)
  })

  test('a size that is a little too wide is set tighter rather than a step smaller', () => {
    const [best] = fits('外贸企业稳订单拓市场信心更足', { width: 600_000, rows: 1 })
    // 14 characters of 42 pt are 588 pt, the span 579.
    expect([best!.size, best!.tracking]).toEqual([42_000, -2])
  })

  test('a row a little short of its span is set wider, by the whole percents it takes', () => {
    // 16 characters of 28 pt are 448 pt; nine tenths of the span are 455.
    const best = fits('外贸企业稳订单拓市场信心足港口货', { rows: 1, size: 28_000, width: 520_000 })[0]!
    expect(best.tracking).toBe(2)
    expect(best.fill).toBeGreaterThanOrEqual(900)
    expect(fits('外贸企业', { rows: 1, size: 28_000, width: 520_000 })[0]!.tracking).toBe(0)
  })

  test('tracking stays between −5 and 10 in whole percents, and the widths are those of the type', () => {
    const text = fc.array(fc.constantFrom(...'港口外贸企业的在了新高，2026一个'), { minLength: 2, maxLength: 40 })
    fc.assert(
      fc.property(text, fc.integer({ min: 60_000, max: 999_000 }), (chars, width) => {
        for (const each of fits(chars.join(''), { width })) {
          expect(Number.isInteger(each.tracking)).toBe(true)
          expect(each.tracking).toBeGreaterThanOrEqual(-5)
          expect(each.tracking).toBeLessThanOrEqual(10)
          each.sets.forEach((set, i) => {
            const last = set.glyphs.at(-1)!
            expect(Math.abs(((last.x + last.advance) * each.size) / 1000 - each.widths[i]!)).toBeLessThanOrEqual(1)
            expect(each.widths[i]!).toBeLessThanOrEqual(width)
          })
          expect(each.sets.map((set) => chars.join('').slice(set.start, set.end)).join('')).toBe(chars.join(''))
        }
      }),
      { numRuns: 150 },
    )
  })

  test('a phrase is torn only where no size fits without', () => {
    const word = '对外贸易经济合作委员会主任办公会议室'
    const names = [word]
    const wide = fits(word, { width: 621_000 })
    expect(wide.every((each) => !each.torn)).toBe(true)
    expect(fits(word, { width: 60_000, house: { ...house, names } })).toEqual([])
    const phrases = { strengths: (text: string) => new Int32Array(text.length + 1) }
    const torn = fits('港'.repeat(20), { width: 120_000, evidence: { phrases } })
    expect(torn.length).toBeGreaterThan(0)
    expect(torn.every((each) => each.torn)).toBe(true)
  })

  test('the same question gets the same answer, without asking twice', () => {
    const first = fits('让数据多跑路让企业少跑腿')
    expect(fits('让数据多跑路让企业少跑腿')).toBe(first)
    const other = createSetter(solidSquares())
    const again = fitHeadline(other, { text: '让数据多跑路让企业少跑腿', style, house, width: 621_000, cap: 42_000 })
    expect(again).toEqual(first)
  })
})

describe('引题、副题', () => {
  test('are at least two steps below the headline, and given only where there are such', () => {
    const [best] = fits('夜航启程', { kicker: '港口', deck: '冷链专列首发' })
    const step = (size: number) => house.headlineLadder.indexOf(size)
    expect(step(best!.kickerSize!)).toBeGreaterThanOrEqual(step(best!.size) + 2)
    expect(step(best!.deckSize!)).toBeGreaterThanOrEqual(step(best!.size) + 2)
    expect(fits('夜航启程')[0]).not.toHaveProperty('kickerSize')
  })

  test('under a small headline they go below their own style’s size', () => {
    expect(companionSize(house, 14_000, 430, 12_000)).toBe(10_500)
    expect(companionSize(house, 42_000, 430, 12_000)).toBe(18_000)
  })
})
