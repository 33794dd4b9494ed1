import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { squareGlyphs } from '../testing/square-glyphs.ts'
import { BODY_INLINE, composeParagraph, type InlineStyle, type SetLine } from './index.ts'

const glyphs = squareGlyphs()
const style = (changes: Partial<InlineStyle> = {}): InlineStyle => ({
  ...BODY_INLINE,
  font: 'square',
  indent: 0,
  ...changes,
})

/** Sets `text` to so many characters and gives the text of each line. */
const lines = (text: string, characters: number, changes: Partial<InlineStyle> = {}): string[] =>
  set(text, characters, changes).map((line) => text.slice(line.start, line.end))
const set = (text: string, characters: number, changes: Partial<InlineStyle> = {}): readonly SetLine[] =>
  composeParagraph(glyphs, text, style(changes), characters * 1000).lines
/** Advances of the glyphs of a text that stands on one line, unjustified. */
const advances = (text: string, changes: Partial<InlineStyle> = {}): number[] =>
  set(text, 1000, { justify: false, ...changes })[0]!.glyphs.map((glyph) => glyph.advance)

describe('行首行尾禁则 (CLREQ: prohibition rules for line start and end)', () => {
  test('a comma never begins a line at the basic level', () => {
    expect(lines('一二三四，五六七八', 4, { level: 'basic' })).not.toContainEqual(expect.stringMatching(/^，/))
  })
  test('an opening bracket never ends a line', () => {
    expect(lines('一二三（四五六七）', 4, { level: 'basic' })).not.toContainEqual(expect.stringMatching(/（$/))
  })
  test('a solidus may end a line at the basic level and not at the GB level', () => {
    expect(lines('一二三／四五六', 4, { level: 'basic', breaking: 'greedy' })[0]).toBe('一二三／')
    expect(lines('一二三／四五六', 4, { level: 'gb', breaking: 'greedy' })[0]).not.toBe('一二三／')
  })
  test('a dash may begin a line at the GB level and not at the strict level', () => {
    expect(lines('一二三四——五六七八', 4, { level: 'gb', breaking: 'greedy' })[1]).toMatch(/^——/)
    expect(lines('一二三四——五六七八', 4, { level: 'strict', breaking: 'greedy' })[1]).not.toMatch(/^——/)
  })
  test('without prohibition any mark may begin a line', () => {
    expect(lines('一二三四，五六', 4, { level: 'none', breaking: 'greedy', pairs: 'none' })).toEqual([
      '一二三四',
      '，五六',
    ])
  })
  test('the newspaper level lets ？ begin a line, but never 。', () => {
    const loose = { level: 'newspaper', breaking: 'greedy', pairs: 'none' } as const
    expect(lines('一二三四？五六', 4, loose)[1]).toMatch(/^？/)
    expect(lines('一二三四。五六', 4, loose)[1]).not.toMatch(/^。/)
  })
  test('the two halves of —— and of …… are never parted', () => {
    for (const mark of ['——', '……', '⋯⋯']) {
      for (let measure = 3; measure < 9; measure++) {
        for (const line of lines(`一二三四五${mark}六七八九十`, measure)) expect(line).toMatch(/^([^—…⋯]|——|……|⋯⋯)*$/)
      }
    }
  })
})

describe('不可拆开的整体 (units that stay whole)', () => {
  test.each(['3.14%', '1,200', '15:40', '1+5+10', '￥500', '25℃', 'RCEP'])('%s stays on one line', (unit) => {
    for (let measure = 6; measure < 14; measure++) {
      const found = lines(`一二三四五六七八九${unit}甲乙丙丁戊己庚辛壬癸`, measure)
      expect(found.some((line) => line.includes(unit))).toBe(true)
    }
  })
  test('a word wider than the measure is cut rather than lost or hung out', () => {
    const text = '网址https://example.org/a-very-long-path/to/something在此'
    const found = set(text, 8)
    expect(found.map((line) => text.slice(line.start, line.end)).join('')).toBe(text)
    for (const line of found) expect(line.width).toBeLessThanOrEqual(8000)
  })
})

describe('连字 (hyphenation of Latin words)', () => {
  test('a long word is parted by the patterns, with a hyphen that is not in the text', () => {
    const text = '推动international合作'
    const found = set(text, 6)
    const parted = found.find((line) => line.glyphs.at(-1)?.added === true)
    expect(text.slice(parted!.start, parted!.end)).toMatch(/(in|ter|na|tion)$/)
    expect(parted!.width).toBeLessThanOrEqual(6000)
    expect(found.map((line) => text.slice(line.start, line.end)).join('')).toBe(text)
  })
  test('an abbreviation is never parted', () => {
    for (let measure = 6; measure < 10; measure++) {
      expect(lines('一二三四五六七UNESCOGROUP八九', measure).join('|')).toContain('UNESCOGROUP')
    }
  })
  test('a soft hyphen in the copy takes no room until the line breaks there', () => {
    expect(set('co\u00adoperate', 100, { justify: false })[0]!.width).toBe(9 * 500)
  })
})

describe('标点挤压 (compression of punctuation)', () => {
  test('gb15: of two adjacent marks the blank between them goes, 1.5 em for both', () => {
    expect(advances('一，“二”。')).toEqual([1000, 1000, 500, 1000, 500, 1000])
    expect(advances('一）（二')).toEqual([1000, 1000, 500, 1000])
    expect(advances('《“一”》')).toEqual([1000, 500, 1000, 500, 1000])
  })
  test('gb10: two adjacent marks take 1 em together', () => {
    expect(advances('一）（二', { pairs: 'gb10' })).toEqual([1000, 500, 500, 1000])
    expect(advances('一。”二', { pairs: 'gb10' })).toEqual([1000, 500, 500, 1000])
  })
  test('kaiming: 。？！ take 1 em, all others half', () => {
    expect(advances('字。字', { pairs: 'kaiming' })).toEqual([1000, 1000, 1000])
    expect(advances('字，字', { pairs: 'kaiming' })).toEqual([1000, 500, 1000])
  })
  test('banjiao: all marks take half an em', () => {
    expect(advances('字。“字”，', { pairs: 'banjiao' })).toEqual([1000, 500, 500, 1000, 500, 500])
  })
  test('none: every mark keeps its square', () => {
    expect(advances('一，“二”。', { pairs: 'none' })).toEqual([1000, 1000, 1000, 1000, 1000, 1000])
  })
  test('· and – take half an em, ～ and a single — a whole one', () => {
    expect(advances('约·翰')).toEqual([1000, 500, 1000])
    expect(advances('甲–乙～丙—丁')).toEqual([1000, 500, 1000, 1000, 1000, 1000, 1000])
  })
  test('a trimmed opening bracket draws its ink half an em to the left of its cell', () => {
    const [line] = set('一，“二', 100, { justify: false })
    expect(line!.glyphs[2]).toMatchObject({ x: 2000, advance: 500, dx: -500 })
  })
})

describe('行内调整 (justification)', () => {
  test('a mark that may not begin the next line is squeezed in first', () => {
    expect(lines('一二，三四五，六七八九十', 6, { breaking: 'greedy' })[0]).toBe('一二，三四五，')
  })
  test('by the strict order a mark that can be squeezed in is not pushed out for a better last line', () => {
    const text = '一二三四，六七八九，一'
    expect(lines(text, 9)[0]).toBe('一二三四，六七八')
    expect(lines(text, 9, { strictOrder: true })[0]).toBe('一二三四，六七八九，')
  })
  test('shrinking takes brackets before commas, and both by equal amounts', () => {
    // Nine em in eight and a quarter: half an em from the mark at the line's end, the rest from the two brackets.
    const [line] = set('一（二）三，四五，六七八', 8.25, { breaking: 'greedy' })
    expect(line!.glyphs.map((glyph) => glyph.advance)).toEqual([1000, 875, 1000, 875, 1000, 1000, 1000, 1000, 500])
  })
  test('stretching never touches the inside of a number or a word', () => {
    const [line] = set('产值2026万元RCEP签约成果丰硕喜人', 11.3, { breaking: 'greedy' })
    const inside = line!.glyphs.filter((glyph, i) => glyph.gid < 0x80 && (line!.glyphs[i + 1]?.gid ?? 0x80) < 0x80)
    expect(new Set(inside.map((glyph) => glyph.advance))).toEqual(new Set([500]))
  })
  test('the rest of a division goes one unit at a time from the left', () => {
    const [line] = set('一二三四五六七', 4.005, { breaking: 'greedy' })
    expect(line!.glyphs.map((glyph) => glyph.advance)).toEqual([1002, 1002, 1001, 1000])
  })
  test('the last line keeps its natural width', () => {
    expect(set('一二三四五六七八九十甲乙丙丁', 6).at(-1)!.width).toBeLessThan(6000)
  })
  test('no last line holds a single character when another way exists', () => {
    const text = '今年前四个月，全市进出口总值达到一百二十亿元，同比增长百分之八。'
    for (let measure = 6; measure < 20; measure++)
      expect(lines(text, measure).at(-1)!.replace(/\p{P}/gu, '').length).toBeGreaterThan(1)
  })
})

describe('标点悬挂 (hanging punctuation)', () => {
  test('one comma may stand outside the measure when the style hangs', () => {
    const [line] = set('一二三四五六，七八九十', 6, { hang: true, pairs: 'none', breaking: 'greedy' })
    expect(line!.glyphs.at(-1)).toMatchObject({ x: 6000 })
    expect(line!.width).toBe(6000)
  })
  test('a bracket never hangs, nor a mark after another mark', () => {
    const hang = { hang: true, pairs: 'none', breaking: 'greedy' } as const
    expect(lines('一二三四五六）七八九十', 6, hang)[0]).toBe('一二三四五')
    expect(lines('一二三四五”。七八九十', 6, hang)[0]).not.toMatch(/。$/)
  })
})

describe('台港标点 (marks of Taiwan and Hong Kong)', () => {
  test('commas stand in the middle of their square and lose a quarter on both sides', () => {
    const [line] = set('一，二', 100, { language: 'zh-TW', justify: false })
    expect(line!.glyphs[1]).toMatchObject({ advance: 1000, dx: 250 })
  })
  test('· takes a whole em', () => {
    expect(advances('約·翰', { language: 'zh-HK' })).toEqual([1000, 1000, 1000])
  })
})

describe('中西间距 (Chinese–Latin gap)', () => {
  test('a quarter em between Han and letters or digits, none at marks and line edges', () => {
    expect(advances('第3版')).toEqual([1250, 750, 1000])
    expect(advances('（A）')).toEqual([1000, 500, 1000])
    expect(set('AI助力', 100, { justify: false })[0]!.glyphs[0]!.x).toBe(0)
  })
  test('none when the style wants none', () => {
    expect(advances('第3版', { autospace: 0 })).toEqual([1000, 500, 1000])
  })
})

describe('文内变化 (runs inside a paragraph)', () => {
  const one = (runs: Parameters<typeof composeParagraph>[1], changes: Partial<InlineStyle> = {}) =>
    composeParagraph(glyphs, runs, style({ justify: false, ...changes }), 100_000).lines[0]!

  test('bold stands in the bold face, the rest in the text face', () => {
    const line = one([{ text: '据悉' }, { text: '重点', bold: true }, { text: '工程' }], { bold: 'heavy' })
    expect(line.glyphs.map(({ font }) => font)).toEqual(['square', 'square', 'heavy', 'heavy', 'square', 'square'])
  })
  test('a superscript is smaller, raised, and close to what it belongs to', () => {
    const line = one([{ text: '50m' }, { text: '2', script: 'super' }, { text: '厂房' }])
    expect(line.glyphs[3]).toMatchObject({ scale: 600, dy: 360, advance: 300 })
    expect(line.glyphs[2]!.advance).toBe(500)
  })
  test('a superscript never begins a line', () => {
    const runs = [{ text: '厂房面积五百平方米' }, { text: '2', script: 'super' as const }, { text: '合计' }]
    const set = composeParagraph(glyphs, runs, style(), 9000).lines
    expect(set.every((line) => line.glyphs[0]?.scale === undefined)).toBe(true)
  })
  test('着重号: a dot under each Han character, none under a mark', () => {
    const line = one([{ text: '必须' }, { text: '坚持，不', emphasis: true }, { text: '动摇' }])
    expect(line.extras!.map(({ text }) => text)).toEqual(['·', '·', '·'])
    expect(line.extras!.every(({ dy }) => dy < 0)).toBe(true)
  })
  test('a gloss wider than its word spreads the word, and the word is never broken', () => {
    const runs = [{ text: '一二三' }, { text: '龘', ruby: 'dadada' }, { text: '四五' }]
    const line = one(runs)
    expect(line.glyphs[3]!.advance).toBe(1500)
    expect(line.extras).toHaveLength(6)
    for (let measure = 4; measure < 8; measure++) {
      const found = composeParagraph(
        glyphs,
        [{ text: '一二三' }, { text: '四五', ruby: 'si wu' }],
        style(),
        measure * 1000,
      )
      expect(found.lines.map((each) => found.text.slice(each.start, each.end)).join('|')).toContain('四五')
    }
  })
  test('a name of the list is never broken', () => {
    const text = '今天上午记者在现场见到欧阳海棠同志'
    for (let measure = 6; measure < 16; measure++) {
      expect(lines(text, measure, { names: ['欧阳海棠'] }).join('|')).toContain('欧阳海棠')
    }
  })
})

test('the first line is indented by two characters', () => {
  const [first, second] = set('一二三四五六七八九十', 6, { indent: 2000 })
  expect([first!.glyphs[0]!.x, second!.glyphs[0]!.x]).toEqual([2000, 0])
})

test('an empty paragraph is one empty line', () => {
  expect(set('', 13)).toEqual([{ start: 0, end: 0, width: 0, glyphs: [], stretch: 0 }])
})

test('a character the font lacks keeps its square, so that the page does not move', () => {
  const found = composeParagraph(squareGlyphs('龘'), '一龘二', style(), 13_000).lines[0]!
  expect(found.glyphs.map((glyph) => [glyph.gid === 0, glyph.advance])).toEqual([
    [false, 1000],
    [true, 1000],
    [false, 1000],
  ])
})

describe('laws of any text', () => {
  const piece = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...'中国人民经济报道记者市场企业发展合作') },
    { weight: 4, arbitrary: fc.constantFrom(...'，。、；：？！“”‘’（）《》—…·～/') },
    { weight: 2, arbitrary: fc.constantFrom('——', '……', '2026', '3.5%', 'RCEP', 'AI', ' ', '1+5+10', '℃', '￥20') },
    {
      weight: 1,
      arbitrary: fc.string({ unit: 'grapheme', maxLength: 3 }).map((s) => s.replace(/[\r\n\u2028\u2029]/g, '')),
    },
  )
  const copy = fc.array(piece, { maxLength: 120 }).map((pieces) => pieces.join(''))
  const anyStyle = fc.record({
    level: fc.constantFrom('none', 'basic', 'gb', 'strict', 'newspaper'),
    pairs: fc.constantFrom('gb15', 'gb10', 'kaiming', 'banjiao', 'none'),
    breaking: fc.constantFrom('fit', 'greedy'),
    language: fc.constantFrom('zh-CN', 'zh-TW', 'zh-HK', 'ja', 'en'),
  }) as fc.Arbitrary<Partial<InlineStyle>>

  test('every character is on exactly one line, in order', () => {
    fc.assert(
      fc.property(copy, anyStyle, fc.integer({ min: 3, max: 30 }), (text, changes, measure) => {
        expect(lines(text, measure, changes).join('')).toBe(text)
      }),
    )
  })
  test('no Han is narrower than its square, glyphs never run backwards, and x and advance agree', () => {
    fc.assert(
      fc.property(copy, anyStyle, fc.integer({ min: 3, max: 30 }), (text, changes, measure) => {
        for (const line of set(text, measure, changes)) {
          line.glyphs.forEach((glyph, i) => {
            if (/\p{Script=Han}/u.test(String.fromCodePoint(glyph.gid)))
              expect(glyph.advance).toBeGreaterThanOrEqual(1000)
            const next = line.glyphs[i + 1]
            expect(glyph.x + glyph.advance).toBe(next === undefined ? line.width : next.x)
          })
        }
      }),
    )
  })
  test('a justified line of Han ends at the measure exactly', () => {
    fc.assert(
      fc.property(copy, anyStyle, fc.integer({ min: 8, max: 30 }), (text, changes, measure) => {
        const found = set(text, measure, changes)
        for (const line of found.slice(0, -1)) {
          const breakable = /\p{Script=Han}\p{Script=Han}/u.test(text.slice(line.start, line.end))
          if (breakable) expect(line.width).toBe(measure * 1000)
        }
      }),
    )
  })
})
