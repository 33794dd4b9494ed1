import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BLACK, type GlyphRun, type MissingGlyph } from '../display-list.ts'
import type { GlyphSource } from '../glyph-source.ts'
import { createHarfbuzzGlyphs } from '../glyphs/harfbuzz.ts'
import { composeVertical, paintVertical, VERTICAL_BODY, VERTICAL_HEADLINE, type VerticalStyle } from './index.ts'
import { verticalSquares } from './test-glyphs.ts'

const file = (name: string) =>
  new Uint8Array(readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/${name}.ttf`)))
const shipped = createHarfbuzzGlyphs([
  { key: 'song', bytes: file('noto-serif-sc/400Regular/NotoSerifSC_400Regular') },
  { key: 'hei', bytes: file('noto-sans-sc/700Bold/NotoSansSC_700Bold') },
])

const PIECES = [
  ...'一丁七万丈三上下不与专且世丘丙业东丝',
  ...'，。、：；？！“”‘’（）《》「」【】·',
  '——',
  '……',
  '～',
  '–',
  '/',
  '℃',
  '%',
  ' ',
  '　',
  '2026',
  '26',
  '120',
  '5',
  '3.6%',
  'A',
  'AI',
  'RCEP',
  'international',
  'it’s',
  '𠮷',
]
const texts = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 60 })
  .map((pieces) => pieces.join('').trim())
const styles = fc.record({
  level: fc.constantFrom('basic' as const, 'gb' as const, 'strict' as const),
  pairs: fc.constantFrom('gb15' as const, 'gb10' as const, 'kaiming' as const, 'banjiao' as const, 'none' as const),
  breaking: fc.constantFrom('fit' as const, 'greedy' as const),
  language: fc.constantFrom('zh-CN' as const, 'zh-TW' as const),
  digitsInEm: fc.constantFrom(0 as const, 2 as const, 3 as const),
  western: fc.constantFrom('turned' as const, 'upright' as const),
  indent: fc.constantFrom(0, 2000),
})
const base: VerticalStyle = { ...VERTICAL_BODY, font: 'song' }

describe.each<[string, GlyphSource, number]>([
  ['the squares of the tests', verticalSquares(), 200],
  ['the shipped text face', shipped, 60],
])('laws of vertical lines, in %s', (_, glyphs, numRuns) => {
  const holds = (law: (text: string, style: VerticalStyle, measure: number) => void) =>
    fc.assert(
      fc.property(texts, styles, fc.integer({ min: 8, max: 24 }), (text, style, characters) =>
        law(text, { ...base, ...style }, characters * 1000),
      ),
      { numRuns, seed: 20260101 },
    )

  test('every character is on exactly one line, and in the runs painted, in order', () => {
    holds((text, style, measure) => {
      const set = composeVertical(glyphs, text, style, measure)
      expect(set.lines.map((line) => text.slice(line.start, line.end)).join('')).toBe(text)
      const place = { right: 900_000, top: 0, size: 9000, leading: 15_000, ink: BLACK }
      const items = paintVertical(set, place, { articleId: 'a', part: 'body', start: 0 })
      const said = items.filter((item) => item.kind === 'missing' || item.kind === 'glyphs') as (
        | GlyphRun
        | MissingGlyph
      )[]
      const read = said.filter((item) => item.origin).map((item) => item.text)
      expect(read.join('').replace(/[ 　]/g, '')).toBe(text.replace(/[ 　]/g, ''))
      for (const run of said) {
        if (run.kind === 'missing' || !run.origin) continue
        expect(run.text).toBe(text.slice(run.origin.start, run.origin.start + run.text.length))
        expect([run.xs.length, run.ys!.length, run.clusters.length]).toEqual(Array(3).fill(run.glyphs.length))
        run.clusters.forEach((cluster, i) => {
          expect(cluster).toBeGreaterThanOrEqual(run.clusters[i - 1] ?? 0)
          expect(cluster).toBeLessThan(run.text.length)
        })
      }
    })
  })

  test('no cell overlaps the next, none is narrower than its character may be', () => {
    holds((text, style, measure) => {
      for (const line of composeVertical(glyphs, text, style, measure).lines) {
        let pen = line.start === 0 ? style.indent : 0
        let at = -1
        for (const glyph of line.glyphs) {
          if (glyph.y === at) continue
          at = glyph.y
          expect(glyph.y).toBe(pen)
          pen = glyph.y + glyph.advance
          if (/[\p{Script=Han}：；？！]/u.test(text[glyph.offset]!) && style.language === 'zh-CN')
            expect(glyph.advance).toBeGreaterThanOrEqual(1000)
        }
        expect(line.length).toBe(line.glyphs.length === 0 ? line.length : pen)
      }
    })
  })

  test('no line begins or ends with a mark the level forbids there', () => {
    holds((text, style, measure) => {
      const set = composeVertical(glyphs, text, style, measure)
      set.lines.forEach((line, i) => {
        const shown = text.slice(line.start, line.end).trimEnd()
        const cut = text[line.start - 1]
        // What the copy itself begins or ends with is nobody's fault; nor is what stands beside a space.
        if (i > 0 && cut !== ' ' && cut !== '　') expect(shown).not.toMatch(/^[，。、：；？！”’）》」】·～–]/)
        if (i + 1 < set.lines.length) expect(shown).not.toMatch(/[“‘（《「【]$/)
      })
    })
  })

  test('a justified line of Han and marks ends at the foot of the measure exactly', () => {
    const han = fc.array(fc.constantFrom(...PIECES.slice(0, 40)), { minLength: 30, maxLength: 80 })
    fc.assert(
      fc.property(han, styles, fc.integer({ min: 10, max: 24 }), (pieces, style, characters) => {
        const text = pieces.join('').replace(/[，。、：；？！“”‘’（）《》「」【】·]{2,}/g, (run) => run[0]!)
        const { lines } = composeVertical(glyphs, text, { ...base, ...style }, characters * 1000)
        for (const line of lines.slice(0, -1)) expect(line.length).toBe(characters * 1000)
      }),
      { numRuns, seed: 20260102 },
    )
  })
})

describe('ink (shipped faces)', () => {
  const MARKS = [
    '，',
    '。',
    '、',
    '：',
    '；',
    '？',
    '！',
    '“',
    '”',
    '‘',
    '’',
    '（',
    '）',
    '《',
    '》',
    '【',
    '】',
    '—',
    '…',
    '～',
    '·',
  ]
  test.each(['song', 'hei'])('whatever is trimmed, the ink of every mark stays in its cell: %s', (font) => {
    for (const pairs of ['gb15', 'banjiao'] as const) {
      for (const mark of MARKS) {
        const style = { ...VERTICAL_HEADLINE, font, pairs }
        for (const glyph of composeVertical(shipped, `一${mark}一`, style, 9000).lines[0]!.glyphs) {
          const ink = shipped.inkBox(font, glyph.gid)
          const top = glyph.turn === 90 ? glyph.along + ink.left : glyph.along - ink.top
          const foot = glyph.turn === 90 ? glyph.along + ink.right : glyph.along - ink.bottom
          expect([mark, top >= glyph.y - 10, foot <= glyph.y + glyph.advance + 10]).toEqual([mark, true, true])
        }
      }
    }
  })
  test.each(['song', 'hei'])('dashes, dots and connectors run down the middle of the line: %s', (font) => {
    for (const mark of ['——', '……', '～', '–', '·', '→']) {
      const style = { ...VERTICAL_HEADLINE, font }
      const glyph = composeVertical(shipped, `一${mark}一`, style, 9000).lines[0]!.glyphs[1]!
      const ink = shipped.inkBox(font, glyph.gid)
      const middle = glyph.turn === 90 ? (ink.bottom + ink.top) / 2 : (ink.left + ink.right) / 2
      expect(Math.abs(glyph.across + middle)).toBeLessThanOrEqual(1)
    }
  })
  test.each(['song', 'hei'])('corner brackets, upright digits and the joined dash come from the font: %s', (font) => {
    const forms = composeVertical(shipped, '“一”——26', { ...VERTICAL_HEADLINE, font }, 20_000).lines[0]!.glyphs
    const corner = shipped.shape(font, '『', 'zh-CN', ['vert=1'])[0]!.gid
    expect(forms[0]).toMatchObject({ gid: corner, turn: 0 })
    expect(forms[3]).toMatchObject({ turn: 0, advance: 2000 })
    expect(forms[4]).toMatchObject({ turn: 0, scale: 960 })
    expect(forms[4]!.gid).toBe(shipped.shape(font, '2', 'zh-CN', ['hwid=1'])[0]!.gid)
  })
})
