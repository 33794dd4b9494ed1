// How good lines are, measured alike for every engine: where each glyph stands against where it stands by nature.

import type { GlyphSource } from '#shared/typesetting/glyph-source.ts'
import { C, classOf, isMark } from '#shared/typesetting/inline/classes.ts'
import { composeParagraph } from '#shared/typesetting/inline/index.ts'
import { BODY_INLINE, type Breaking, type InlineStyle } from '#shared/typesetting/inline/types.ts'

/** Where a glyph's origin is drawn, 1/1000 em from the left of the measure, and what it stands for. */
export interface MeasuredGlyph {
  /** UTF-16 offset in the paragraph of the first character. */
  readonly offset: number
  readonly x: number
}

export interface MeasuredLine {
  readonly start: number
  readonly end: number
  readonly glyphs: readonly MeasuredGlyph[]
}

/** What justification did to one line, 1/1000 em. */
export interface LineVerdict {
  readonly paragraph: number
  readonly line: number
  readonly start: number
  readonly end: number
  /** Most that was added between two neighbours on the Han square, marks included. */
  readonly gap: number
  /** Most that was added anywhere: word spaces and Chinese–Latin gaps too. */
  readonly anywhere: number
  /** Most that was taken between any two neighbours. */
  readonly taken: number
  /** How far the line ends from the measure: above zero it sticks out. 0 where it ends with a mark in its last half em. */
  readonly off: number
}

/** Figures of a text: lines but the last of each paragraph are judged, and all last lines for lone characters. */
export interface Quality {
  readonly lines: number
  readonly judged: number
  readonly solid: number
  readonly overEighth: number
  readonly overQuarter: number
  readonly widest: number
  readonly anywhereOverQuarter: number
  readonly widestAnywhere: number
  readonly offMeasure: number
  readonly lone: number
  readonly verdicts: readonly LineVerdict[]
  /** Paragraphs whose last line is a single character, with that line's start. */
  readonly loneAt: readonly { readonly paragraph: number; readonly start: number }[]
}

/** Positions come rounded from both sides: less than this is no gap. */
const TOLERANCE = 2

const square = (text: string, offset: number): boolean => {
  const charClass = classOf(text.codePointAt(offset)!)
  return charClass === C.han || isMark(charClass)
}

/**
 * Judges a text's lines. `natural` holds each paragraph on one endless line by the same engine: a gap is the distance
 * of two neighbours on the line less their distance there. So style (trimmed pairs, Chinese–Latin gaps) counts as
 * nature and only justification shows; spaces are no neighbours, what they give shows between the words.
 */
export function judge(
  paragraphs: readonly string[],
  set: readonly (readonly MeasuredLine[])[],
  natural: readonly (readonly MeasuredLine[])[],
  measure: number,
  glyphs: GlyphSource,
): Quality {
  const verdicts: LineVerdict[] = []
  const loneAt: { paragraph: number; start: number }[] = []
  let lines = 0
  paragraphs.forEach((text, paragraph) => {
    const own = set[paragraph]!
    if (natural[paragraph]!.length !== 1) throw new Error(`paragraph ${paragraph} has no single natural line`)
    const at = new Map(natural[paragraph]![0]!.glyphs.map(({ offset, x }) => [offset, x]))
    lines += own.length
    own.forEach((line, i) => {
      if (i + 1 < own.length) verdicts.push({ paragraph, line: i, ...judgeLine(text, line, at, measure, glyphs) })
      else if (i > 0 && isLone(text.slice(line.start, line.end))) loneAt.push({ paragraph, start: line.start })
    })
  })
  const count = (is: (verdict: LineVerdict) => boolean) => verdicts.filter(is).length
  const most = (of: (verdict: LineVerdict) => number) =>
    verdicts.reduce((all, verdict) => Math.max(all, of(verdict)), 0)
  return {
    lines,
    judged: verdicts.length,
    solid: count(({ anywhere, taken, off }) => anywhere === 0 && taken === 0 && off === 0),
    overEighth: count(({ gap }) => gap > 125),
    overQuarter: count(({ gap }) => gap > 250),
    widest: most(({ gap }) => gap),
    anywhereOverQuarter: count(({ anywhere }) => anywhere > 250),
    widestAnywhere: most(({ anywhere }) => anywhere),
    offMeasure: count(({ off }) => off !== 0),
    lone: loneAt.length,
    verdicts,
    loneAt,
  }
}

function judgeLine(
  text: string,
  { start, end, glyphs: placed }: MeasuredLine,
  natural: ReadonlyMap<number, number>,
  measure: number,
  glyphs: GlyphSource,
): Omit<LineVerdict, 'paragraph' | 'line'> {
  let gap = 0
  let anywhere = 0
  let taken = 0
  let before: MeasuredGlyph | undefined
  for (const glyph of placed) {
    const by = natural.get(glyph.offset)
    if (by === undefined || /\s/.test(text[glyph.offset] ?? ' ') || before?.offset === glyph.offset) continue
    if (before !== undefined) {
      const change = glyph.x - before.x - (by - natural.get(before.offset)!)
      if (change > TOLERANCE) {
        anywhere = Math.max(anywhere, change)
        if (square(text, before.offset) && square(text, glyph.offset)) gap = Math.max(gap, change)
      } else if (change < -TOLERANCE) taken = Math.max(taken, -change)
    }
    before = glyph
  }
  return {
    start,
    end,
    gap,
    anywhere,
    taken,
    off: before === undefined ? 0 : offBy(text, placed, before, measure, glyphs),
  }
}

/** Distance from the measure to where the line's last glyph ends, or may end when it is a mark with a blank. */
function offBy(
  text: string,
  placed: readonly MeasuredGlyph[],
  last: MeasuredGlyph,
  measure: number,
  glyphs: GlyphSource,
): number {
  // A hyphen that is not in the text comes after the last character.
  const hyphen = placed.at(-1)!
  const cp =
    hyphen.offset > last.offset && !/\s/.test(text[hyphen.offset] ?? '-') ? 0x2d : text.codePointAt(last.offset)!
  const x = cp === 0x2d ? hyphen.x : last.x
  const charClass = classOf(cp)
  if (charClass === C.dash || charClass === C.ellipsis || cp === 0x2014 || charClass === C.interpunct) return 0
  const full = x + glyphs.advance('serif-400', glyphs.glyph('serif-400', cp))
  const least = isMark(charClass) ? full - 500 : full
  return least > measure + TOLERANCE ? least - measure : full < measure - TOLERANCE ? full - measure : 0
}

/** 孤字: one character and its marks. A figure or a word of letters is several. */
function isLone(line: string): boolean {
  const characters = [...line.trim()].filter((character) => {
    const charClass = classOf(character.codePointAt(0)!)
    return !isMark(charClass) && charClass !== C.space && charClass !== C.ideographicSpace
  })
  return characters.length <= 1
}

const FONT = 'serif-400'
/** Longer than any paragraph, 1/1000 em. */
const ENDLESS = 100_000_000

/** Our lines of each paragraph at `measure` (1/1000 em), or each on one endless line. */
export function ourLines(
  glyphs: GlyphSource,
  paragraphs: readonly string[],
  measure: number | undefined,
  breaking: Breaking = 'fit',
): MeasuredLine[][] {
  const body: InlineStyle = { ...BODY_INLINE, font: FONT, breaking }
  const style = measure === undefined ? { ...body, justify: false, indent: 0, breaking: 'greedy' as const } : body
  return paragraphs.map((text) =>
    composeParagraph(glyphs, text, style, measure ?? ENDLESS).lines.map((line) => ({
      start: line.start,
      end: line.end,
      glyphs: line.glyphs.map(({ offset, x, dx }) => ({ offset, x: x + dx })),
    })),
  )
}
