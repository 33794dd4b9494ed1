// The measure that compares lines must itself be right: lines whose gaps are known, by either engine.
import { dirname } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { readShippedFonts, shippedFont } from '#main/desk/fonts.ts'
import type { GlyphSource } from '#shared/typesetting/glyph-source.ts'
import { createHarfbuzzGlyphs } from '#shared/typesetting/glyphs/harfbuzz.ts'
import { logSlope } from './figures.ts'
import { judge, type MeasuredLine, ourLines, type Quality } from './quality.ts'
import { findTypst, typstLines } from './typst.ts'

let glyphs: GlyphSource
const typst = findTypst()
if (typst === undefined) console.log('Typst is not installed for this machine: only our own lines are checked.')

beforeAll(async () => {
  glyphs = createHarfbuzzGlyphs(await readShippedFonts(['serif-400']))
})

const HAN = '港口今年新开三条航线货物吞吐量比去年同期增长两成以上码头工人轮班作业船期排到年底'

function ours(text: string, ems: number): Quality {
  return judge([text], ourLines(glyphs, [text], ems * 1000), ourLines(glyphs, [text], undefined), ems * 1000, glyphs)
}

function theirs(text: string, ems: number): Quality {
  const lines = (at?: number): MeasuredLine[][] =>
    typstLines(typst!.typst, dirname(shippedFont('serif-400')!), glyphs, [text], at)
  return judge([text], lines(ems), lines(), ems * 1000, glyphs)
}

const engines: [string, (text: string, ems: number) => Quality][] = [
  ['ours', ours],
  ...(typst === undefined ? [] : [['Typst', theirs] as [string, typeof theirs]]),
]

describe.each(engines)('lines of %s', (_, measure) => {
  test('Han on a measure of whole characters are solid', () => {
    const { solid, judged, widest, offMeasure } = measure(HAN, 13)
    expect({ solid, judged, widest, offMeasure }).toEqual({ solid: 3, judged: 3, widest: 0, offMeasure: 0 })
  })
  test('a measure half an em too long spreads half an em over the gaps', () => {
    const { verdicts, solid } = measure(HAN, 13.5)
    expect(solid).toBe(0)
    // 11 characters have 10 gaps beside the indent, 13 have 12.
    for (const [i, gaps] of [10, 12, 12].entries()) {
      expect(verdicts[i]!.gap).toBeGreaterThan(500 / gaps - 1)
      expect(verdicts[i]!.gap).toBeLessThan(500 / gaps + 1)
    }
  })
  test('gaps are counted by the widest of the line', () => {
    // 3.9 em beside the indent hold three characters, then 5.9 em five: 0.9 em over two gaps and over four.
    const { verdicts, overEighth, overQuarter } = measure('港口今年新开三条航', 5.9)
    expect(verdicts.map(({ gap }) => Math.round(gap / 5) * 5)).toEqual([450, 225])
    expect([overEighth, overQuarter]).toEqual([2, 1])
  })
  test('a bracket trimmed beside a mark is nature, not justification', () => {
    // ：“ is 1.5 em wide: 13.5 em on each line, beside the indent on the first.
    const pair = (from: number, to: number) => `${HAN.slice(from, from + 4)}：“${HAN.slice(from + 4, to)}`
    const { solid, judged } = measure(`${pair(0, 10)}${pair(10, 22)}${pair(22, 34)}${HAN.slice(34)}`, 13.5)
    expect({ solid, judged }).toEqual({ solid: 3, judged: 3 })
  })
})

test('judging by hand: what is taken, what is added, what misses the measure', () => {
  const text = '港口，今年新开。'
  const at = (xs: readonly number[]) => xs.map((x, offset) => ({ offset, x }))
  const natural = [[{ start: 0, end: 8, glyphs: at([0, 1000, 2000, 3000, 4000, 5000, 6000, 7000]) }]]
  const set = [
    [
      // One em of 3.8 taken from the comma, one gap widened; ends 200 short of 4 em.
      { start: 0, end: 4, glyphs: at([0, 1100, 2100, 2800]) },
      { start: 4, end: 7, glyphs: [4, 5, 6].map((offset, i) => ({ offset, x: i * 1500 })) },
      { start: 7, end: 8, glyphs: [{ offset: 7, x: 0 }] },
    ],
  ]
  const { verdicts, solid, lone, widest } = judge([text], set, natural, 4000, glyphs)
  expect(verdicts[0]).toMatchObject({ gap: 100, anywhere: 100, taken: 300, off: -200 })
  expect(verdicts[1]).toMatchObject({ gap: 500, taken: 0, off: 0 })
  expect({ solid, lone, widest }).toEqual({ solid: 0, lone: 1, widest: 500 })
})

test.each([
  ['岸。', 1],
  ['岸。”', 1],
  ['口岸', 0],
  ['5。', 1],
  ['50。', 0],
  ['AI', 0],
])('a last line %s counts as lone %i times', (end, lone) => {
  const text = `今年新开${end}`
  const natural = [[{ start: 0, end: text.length, glyphs: [] }]]
  const set = [
    [
      { start: 0, end: 4, glyphs: [] },
      { start: 4, end: text.length, glyphs: [] },
    ],
  ]
  expect(judge([text], set, natural, 4000, glyphs).lone).toBe(lone)
})

test('cost that grows with the length has slope 1, with its square slope 2', () => {
  const sizes = [1, 10, 100]
  expect(logSlope(sizes, [3, 30, 300])).toBeCloseTo(1, 9)
  expect(logSlope(sizes, [3, 300, 30_000])).toBeCloseTo(2, 9)
})
