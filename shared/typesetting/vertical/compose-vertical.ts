import type { GlyphSource } from '../glyph-source.ts'
import { type Measure, setPrepared } from '../inline/index.ts'
import type { ExtraGlyph, SetLine, TextRun } from '../inline/types.ts'
import { EM_MIDDLE } from './forms.ts'
import { prepareVertical, type VerticalPrepared } from './prepare-vertical.ts'
import type { SetVertical, VerticalExtra, VerticalGlyph, VerticalLine, VerticalStyle } from './types.ts'

/**
 * Sets a paragraph, plain or in runs (no line breaks in it), into vertical lines of `measure`, in 1/1000 em from top to
 * foot. Breaks, trims and justifies as horizontal text does (CLREQ); every character is on exactly one line, and every
 * glyph knows the source text it stands for, corner brackets in place of curly quotation marks included.
 */
export function composeVertical(
  glyphs: GlyphSource,
  copy: string | readonly TextRun[],
  style: VerticalStyle,
  measure: Measure,
): SetVertical {
  const prepared = prepareVertical(glyphs, copy, style)
  let from = 0
  const lines = setPrepared(prepared, measure).map((line) => {
    while (from < prepared.n && prepared.offset[from]! < line.start) from++
    return stand(prepared, line, from, style.tracking ?? 0)
  })
  return { text: prepared.text, lines }
}

/** A line set along its measure from cluster `from` on, with its glyphs upright or turned. */
function stand(prepared: VerticalPrepared, line: SetLine, from: number, tracking: number): VerticalLine {
  const { offset, turned, apart, scale, n } = prepared
  const glyphs: VerticalGlyph[] = []
  let cluster = from
  let part = 0
  let cell = { y: 0, advance: 0 }
  for (const glyph of line.glyphs) {
    const { font, gid, x } = glyph
    if (glyph.added) {
      const place = { y: x, advance: glyph.advance, along: x, across: -EM_MIDDLE, turn: 90, scale: 1000 } as const
      glyphs.push({ offset: glyph.offset, font, gid, ...place, added: true })
      continue
    }
    const before = cluster
    while (cluster + 1 < n && offset[cluster + 1]! <= glyph.offset) cluster++
    part = glyphs.length > 0 && cluster === before ? part + 1 : 0
    if (part === 0) cell = { y: x, advance: glyph.advance }
    glyphs.push({
      offset: glyph.offset + (apart[cluster] === 1 ? part : 0),
      font,
      gid,
      ...cell,
      along: x + glyph.dx,
      across: glyph.dy,
      turn: turned[cluster] === 1 ? 90 : 0,
      scale: scale[cluster]!,
    })
  }
  let length = line.glyphs.length === 0 ? line.width : line.width - tracking
  // A blank square at the foot of a ragged line would pull a centred headline out of its middle.
  if (!prepared.style.justify) {
    for (let i = glyphs.length - 1; i > 0 && isBlank(prepared.text.charCodeAt(glyphs[i]!.offset)); i--) {
      length -= glyphs[i]!.advance
    }
  }
  const extras = (line.extras ?? []).map((extra) => beside(prepared, extra))
  const set = { start: line.start, end: line.end, length, glyphs, stretch: line.stretch }
  return extras.length === 0 ? set : { ...set, extras }
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x3000

/** Distance of a dot's middle from the square to its left. */
const DOT_BESIDE = 70

/** What stands over or under a horizontal line stands to the right of a vertical one: dots (GB/T 15834 5.2.5), glosses. */
function beside({ dot }: VerticalPrepared, { font, gid, x, dy, scale, text }: ExtraGlyph): VerticalExtra {
  // A gloss of letters lies along its line, its foot towards it.
  if (dy > 0) return { font, gid, along: x, across: dy - EM_MIDDLE, turn: 90, scale, text }
  const along = x + dot.middleX + dot.middleY
  return { font, gid, along, across: 500 + DOT_BESIDE - dot.middleX, turn: 0, scale, text }
}
