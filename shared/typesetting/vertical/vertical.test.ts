import { describe, expect, test } from 'vitest'
import { BLACK, type GlyphRun } from '../display-list.ts'
import type { TextRun } from '../inline/types.ts'
import { squareGlyphs } from '../testing/square-glyphs.ts'
import {
  composeVertical,
  composeVerticalBox,
  paintVertical,
  paintVerticalBox,
  VERTICAL_BODY,
  VERTICAL_HEADLINE,
  type VerticalGlyph,
  type VerticalStyle,
} from './index.ts'
import { VERT, verticalSquares } from './test-glyphs.ts'

const glyphs = verticalSquares()
const BODY: VerticalStyle = { ...VERTICAL_BODY, font: 'square', indent: 0 }
const set = (text: string, characters = 1000, changes: Partial<VerticalStyle> = {}) =>
  composeVertical(glyphs, text, { ...BODY, ...changes }, characters * 1000).lines
/** The glyphs of a text that stands on one line, unjustified. */
const one = (text: string, changes: Partial<VerticalStyle> = {}): readonly VerticalGlyph[] =>
  set(text, 1000, { justify: false, ...changes })[0]!.glyphs
const advances = (text: string, changes: Partial<VerticalStyle> = {}) =>
  one(text, changes).map((glyph) => glyph.advance)
const lines = (text: string, characters: number, changes: Partial<VerticalStyle> = {}) =>
  set(text, characters, changes).map((line) => text.slice(line.start, line.end))
const vert = (mark: string) => VERT + mark.codePointAt(0)!

describe('字的位置 (characters on the em square)', () => {
  test('Han stand under one another, a square each, in the middle of the line', () => {
    expect(one('直排字')).toMatchObject([
      { y: 0, along: 880, across: -500, turn: 0 },
      { y: 1000, along: 1880, across: -500 },
      { y: 2000, along: 2880, across: -500 },
    ])
  })
  test('a paragraph begins two squares down', () => {
    expect(set('一二三', 10, { indent: 2000 })[0]!.glyphs[0]).toMatchObject({ y: 2000 })
  })
})

describe('引号 (quotation marks, GB/T 15834 5.2.3)', () => {
  test('double curly marks are drawn as 『』 and single ones as 「」, each standing for its own text', () => {
    const found = one('“一‘二’三”', { pairs: 'none' })
    expect([0, 2, 4, 6].map((i) => found[i]!.gid)).toEqual(['『', '「', '」', '』'].map(vert))
    expect(found.map((glyph) => glyph.offset)).toEqual([0, 1, 2, 3, 4, 5, 6])
  })
  test('in Taiwan the single pair is outside', () => {
    expect(one('“一”', { language: 'zh-TW' })[0]!.gid).toBe(vert('「'))
  })
  test('corner brackets of the copy stay as they are', () => {
    expect(one('「一」')[0]!.gid).toBe(vert('「'))
  })
  test('an apostrophe lies on its side with its word', () => {
    expect(one('it’s')[2]).toMatchObject({ gid: 0x2019, turn: 90 })
  })
  test('a font without vertical forms has the mark turned', () => {
    const found = composeVertical(squareGlyphs('『』﹃﹄'), '“一”', { ...BODY, justify: false }, 9000).lines[0]!.glyphs
    expect(found[0]).toMatchObject({ gid: 0x201c, turn: 90 })
  })
})

describe('标点的位置与宽度 (places and widths of marks)', () => {
  test('，。、 keep the upper half of their square, brackets the half towards what they enclose', () => {
    const half = { pairs: 'banjiao' } as const
    expect(advances('一，二。', half)).toEqual([1000, 500, 1000, 500])
    // The ink of （ is in the lower half: its origin rises by the half square taken away above.
    expect(one('一（二）', half)[1]).toMatchObject({ y: 1000, advance: 500, along: 1380 })
    expect(one('一（二）', half)[3]).toMatchObject({ y: 2500, advance: 500, along: 3380 })
  })
  test('：；？！ always take a whole em', () => {
    for (const pairs of ['gb15', 'gb10', 'kaiming', 'banjiao'] as const)
      expect(advances('一：二；三？四！', { pairs })).toEqual(Array(8).fill(1000))
  })
  test('：；？！ stand to the right as the font has them, or in the middle when the house wants it', () => {
    expect(one('一？')[1]).toMatchObject({ along: 1880, across: -500 })
    expect(one('一？', { pauses: 'centre' })[1]).toMatchObject({ along: 1950, across: -750 })
  })
  test('without a form in the font ， goes to the upper right corner', () => {
    const plain = squareGlyphs('︐')
    const mark = composeVertical(plain, '一，', { ...BODY, justify: false }, 9000).lines[0]!.glyphs[1]!
    const ink = plain.inkBox('square', mark.gid)
    expect([mark.turn, mark.along - ink.top, mark.across + ink.right]).toEqual([0, 1080, 420])
  })
  test('gb15: of two adjacent marks the blank between them goes', () => {
    expect(advances('一，“二”。')).toEqual([1000, 1000, 500, 1000, 500, 1000])
    expect(advances('：“一')).toEqual([1000, 500, 1000])
  })
  test('in Taiwan ，。、 stand in the middle of the square', () => {
    const [, comma] = one('一，二', { language: 'zh-TW' })
    expect(comma).toMatchObject({ along: 1500 + 650, across: -770 })
  })
  test('· takes an em with blank around, half an em when squeezed away', () => {
    expect(advances('约·翰')).toEqual([1000, 1000, 1000])
    expect(set('一二三约·翰，四五六七八', 6, { breaking: 'greedy', pairs: 'none' })[0]!.length).toBe(6000)
  })
  test('a mark at the foot of a line gives up its blank below to save the line', () => {
    expect(lines('一二三四五六七，八九', 7.5)[0]).toBe('一二三四五六七，')
  })
  test('an opening bracket at the head of a headline stands at its very top', () => {
    const [line] = set('（一）二', 100, { ...VERTICAL_HEADLINE })
    expect(line!.glyphs[0]).toMatchObject({ y: 0, advance: 500, along: 380 })
  })
})

describe('破折号、省略号、连接号 (dashes, ellipses, connectors)', () => {
  test('—— is one piece of two em down the middle of the line, turned where the font has no form', () => {
    const dash = one('一——二')[1]!
    expect(dash).toMatchObject({ y: 1000, advance: 2000, turn: 90 })
    // Ink 0–800 above the baseline: its middle comes to lie on the line's middle, and the 2 em glyph fills its cell.
    expect([dash.along, dash.across]).toEqual([1000, -400])
  })
  test('…… are two squares with the dots down the middle', () => {
    expect(one('……')).toMatchObject([
      { y: 0, advance: 1000, turn: 0, across: -500, gid: vert('…') },
      { y: 1000, advance: 1000 },
    ])
  })
  test('– between Han takes half an em, ～ a whole one, / half, ／ a whole one', () => {
    expect(advances('甲–乙～丙/丁／戊')).toEqual([1000, 500, 1000, 1000, 1000, 500, 1000, 1000, 1000])
    expect(one('甲–乙')[1]!.turn).toBe(90)
    expect(one('甲／乙')[1]!.turn).toBe(0)
  })
  test('an arrow points down the line', () => {
    expect(one('甲→乙')[1]!.turn).toBe(90)
  })
})

describe('纵中横 (digits side by side in one em)', () => {
  test('two digits share one em and each stands for its own digit', () => {
    const found = one('26项')
    expect(found.map(({ y, advance, offset }) => [y, advance, offset])).toEqual([
      [0, 1000, 0],
      [0, 1000, 1],
      [1000, 1000, 2],
    ])
    expect(found[0]!.across).toBeLessThan(found[1]!.across)
    expect(found[0]).toMatchObject({ turn: 0, scale: 960, across: -480 })
  })
  test('three digits are set smaller, side by side, and stand out a little', () => {
    const found = one('120人')
    expect(found.slice(0, 3).map((glyph) => glyph.scale)).toEqual([773, 773, 773])
    expect(found[3]).toMatchObject({ y: 1000, scale: 1000 })
  })
  test('three digits are turned where the style allows two', () => {
    expect(one('120人', { digitsInEm: 2 })[0]).toMatchObject({ turn: 90, scale: 1000 })
  })
  test('a single letter or digit stands upright in the middle of its em', () => {
    expect(one('A股')[0]).toMatchObject({ advance: 1000, across: -250, turn: 0, scale: 1000 })
    expect(one('5月')[0]).toMatchObject({ advance: 1000, turn: 0 })
  })
  test('two capitals, or a capital and a digit, share an em; small letters never', () => {
    expect(one('AI看')[1]).toMatchObject({ y: 0, turn: 0 })
    expect(one('5G看')[1]).toMatchObject({ y: 0, turn: 0 })
    expect(one('pm看')[0]!.turn).toBe(90)
  })
  test('% after short digits takes an em of its own, upright; after long ones it lies with them', () => {
    expect(one('58%高').map(({ y, turn }) => [y, turn])).toEqual([
      [0, 0],
      [0, 0],
      [1000, 0],
      [2000, 0],
    ])
    expect(one('3.6%高')[3]!.turn).toBe(90)
  })
  test('℃ stands upright under its number', () => {
    expect(one('25℃')[2]).toMatchObject({ y: 1000, turn: 0 })
  })
  test('a number that belongs to Latin words lies down with them', () => {
    expect(
      one('看Windows 11吧')
        .slice(8, 11)
        .map(({ turn }) => turn),
    ).toEqual([90, 90, 90])
  })
  test('no break between the digits and their %', () => {
    for (let measure = 3; measure < 9; measure++)
      for (const line of lines('一二三四五六58%七八九十甲乙', measure)) expect(line).not.toMatch(/^%|5$|58$/)
  })
})

describe('西文 (Latin in vertical lines)', () => {
  test('long words and numbers lie on their side, centred on the line', () => {
    const found = one('年2026')
    expect(found.slice(1).map(({ turn, across, advance }) => [turn, across, advance])).toEqual(
      Array(4).fill([90, -380, 500]),
    )
  })
  test('a quarter em between Han and turned Latin, none beside what stands upright', () => {
    expect(advances('年2026年')).toEqual([1250, 500, 500, 500, 750, 1000])
    expect(advances('年26年')).toEqual([1000, 1000, 1000, 1000])
  })
  test('upright by style: a number stands digit under digit, an abbreviation letter under letter', () => {
    expect(one('2026年', { western: 'upright' }).map(({ y, turn }) => [y, turn])).toEqual(
      [0, 1000, 2000, 3000, 4000].map((y) => [y, 0]),
    )
    expect(one('3.14', { western: 'upright' })[0]!.turn).toBe(90)
    expect(one('Banxin', { western: 'upright' })[0]!.turn).toBe(90)
  })
  test('a long word is parted with a hyphen, which lies on its side too', () => {
    const line = set('推动international合作', 6)[0]!
    expect(line.glyphs.at(-1)).toMatchObject({ added: true, turn: 90 })
  })
  test('a space in a headline is a square', () => {
    expect(set('上海 北京', 100, VERTICAL_HEADLINE)[0]!.glyphs.at(-1)).toMatchObject({ y: 4000 })
  })
})

describe('着重号与注音 (dots and glosses, GB/T 15834 5.2.5)', () => {
  const runs = (...copy: TextRun[]) => composeVertical(glyphs, copy, { ...BODY, justify: false }, 100_000).lines[0]!
  test('a dot stands to the right of each emphasised character, in the middle of its height', () => {
    const { extras } = runs({ text: '一' }, { text: '二，三', emphasis: true })
    const ink = glyphs.inkBox('square', 0xb7)
    expect(
      extras!.map(({ along, across }) => [along - (ink.top + ink.bottom) / 2, across + ((ink.left + ink.right) >> 1)]),
    ).toEqual([
      [1500, 570],
      [3500, 570],
    ])
  })
  test('a gloss runs down the right side, centred on its characters, which are spread when it is longer', () => {
    const { glyphs: set, extras } = runs({ text: '一' }, { text: '重', ruby: 'zhong' }, { text: '二' })
    expect(set.map((glyph) => [glyph.y, glyph.advance])).toEqual([
      [0, 1000],
      [1000, 1250],
      [2250, 1000],
    ])
    expect(extras!.map((extra) => extra.along)).toEqual([1000, 1250, 1500, 1750, 2000])
    expect(extras!.every((extra) => extra.turn === 90 && extra.across === 630)).toBe(true)
    expect(set[1]!.along).toBe(1880 + 125)
  })
  test('bold is set in its own face', () => {
    const line = composeVertical(glyphs, [{ text: '一' }, { text: '二', bold: true }], { ...BODY, bold: 'black' }, 9000)
    expect(line.lines[0]!.glyphs.map((glyph) => glyph.font)).toEqual(['square', 'black'])
  })
})

describe('行首行尾禁则 (prohibition at the top and foot of lines, GB/T 15834 5.2.6)', () => {
  test('the levels are those of horizontal lines', () => {
    for (let measure = 3; measure < 9; measure++) {
      for (const line of lines('一二，三四（五六）七。“八九”十：甲乙《丙丁》、戊', measure)) {
        expect(line).not.toMatch(/^[，。）”：》、]|[（“《]$/)
      }
    }
    expect(lines('一二三／四五六', 4, { level: 'basic', breaking: 'greedy' })[0]).toBe('一二三／')
    expect(lines('一二三／四五六', 4, { level: 'gb', breaking: 'greedy' })[0]).toBe('一二')
  })
})

describe('上版 (on the page)', () => {
  const place = { right: 100_000, top: 20_000, size: 10_000, leading: 15_000, ink: { c: 0, m: 0, y: 0, k: 1000 } }
  const origin = { articleId: 'a', part: 'body', start: 7 } as never
  const paint = (text: string, measure: number, changes: Partial<VerticalStyle> = {}, more = {}) =>
    paintVertical(
      composeVertical(glyphs, text, { ...BODY, ...changes }, measure * 1000),
      { ...place, ...more },
      origin,
    ) as GlyphRun[]

  test('the second line is a leading to the left of the first', () => {
    const [first, second] = paint('一二三四五六', 3)
    expect([first!.x, first!.y, second!.x, second!.y]).toEqual([90_000, 28_800, 75_000, 28_800])
    expect([first!.xs, first!.ys]).toEqual([
      [0, 0, 0],
      [0, 10_000, 20_000],
    ])
  })
  test('a blank square at a line’s foot does not pull the headline from its middle', () => {
    const set = composeVertical(glyphs, '上海　北京', { ...VERTICAL_HEADLINE, font: 'square' }, 3000)
    expect(set.lines.map((line) => line.length)).toEqual([2000, 2000])
  })
  test('a line is centred in the height of its box', () => {
    const [run] = paint('一二三', 9, { justify: false }, { align: 'center', height: 90_000 })
    expect(run!.y).toBe(20_000 + 30_000 + 8_800)
  })
  test('runs carry the source text in reading order, whatever is drawn for it', () => {
    const text = '他说：“GDP涨了12%。”——真的'
    const runs = paint(text, 30)
    expect(runs.map((run) => run.text).join('')).toBe(text)
    expect(runs.map((run) => run.origin!.start)).toEqual(
      runs.map((_, i) => 7 + runs.slice(0, i).reduce((sum, run) => sum + run.text.length, 0)),
    )
    expect(runs.find((run) => run.text === 'GDP')).toMatchObject({ turn: 90, size: 10_000, clusters: [0, 1, 2] })
    expect(runs.find((run) => run.text === '12')).toMatchObject({ size: 9_600, clusters: [0, 1] })
  })
  test('the hyphen at a line’s foot belongs to no article and is passed over by readers', () => {
    const hyphen = paint('推动international合作', 6).find((run) => run.text === '\u00ad')
    expect(hyphen!.origin).toBeUndefined()
  })
  test('a character no font has is a box on its square, with its place in the copy', () => {
    const lacking = composeVertical(verticalSquares('三'), '一二三四', BODY, 9000)
    expect(paintVertical(lacking, place, origin)).toMatchObject([
      { kind: 'glyphs', text: '一二' },
      {
        kind: 'missing',
        text: '三',
        rect: { x: 90_000, y: 40_000, width: 10_000, height: 10_000 },
        origin: { start: 9 },
      },
      { kind: 'glyphs', text: '四' },
    ])
  })
})

describe('整框直排 (a box of vertical text)', () => {
  const place = { rect: { x: 10_000, y: 5_000, width: 72_000, height: 43_000 }, size: 10_000, leading: 15_000 }
  const style = { ...BODY, indent: 2000 }
  const copy = ['一二三四五六七', '八九十甲乙丙']

  test('it counts whole characters and lines and stands in the middle of what is left over', () => {
    const box = composeVerticalBox(glyphs, copy, style, place)
    expect([box.characters, box.lines, box.usedLines, box.oversetLines]).toEqual([4, 5, 5, 0])
    const items = paintVerticalBox(box, BLACK) as GlyphRun[]
    // 2 pt spare across: the first square's right edge is 1 pt inside the box; 3 pt spare down.
    expect([items[0]!.x, items[0]!.y]).toEqual([71_000, 5_000 + 1_500 + 20_000 + 8_800])
    expect(items[2]!.x).toBe(71_000 - 2 * 15_000)
  })
  test('what finds no room is counted in lines and characters, and nothing of it is painted', () => {
    const box = composeVerticalBox(glyphs, copy, style, { ...place, rect: { ...place.rect, width: 57_000 } })
    expect([box.lines, box.usedLines, box.oversetLines, box.oversetCharacters]).toEqual([4, 4, 1, 4])
    const painted = (paintVerticalBox(box, BLACK) as GlyphRun[]).map((run) => run.text).join('')
    expect(painted).toBe('一二三四五六七八九')
  })
  test('a box too small for a character takes none', () => {
    const none = composeVerticalBox(glyphs, copy, style, { ...place, rect: { ...place.rect, height: 9_000 } })
    expect([none.usedLines, none.oversetCharacters]).toEqual([0, 13])
  })
  test('each paragraph keeps its own place in the copy', () => {
    const origin = (start: number) => ({ articleId: 'a', part: 'body' as const, start })
    const items = paintVerticalBox(composeVerticalBox(glyphs, copy, style, place), BLACK, [origin(0), origin(8)])
    expect((items as GlyphRun[]).map((run) => run.origin!.start)).toEqual([0, 2, 6, 8, 10])
  })
})
