import { C } from './classes.ts'
import { type Prepared, RUBY_SCALE, type Span } from './prepare.ts'
import type { ExtraGlyph, SetGlyph } from './types.ts'

/** Em box of a Chinese face, from the baseline, 1/1000 em. */
const EM_TOP = 880
const EM_BOTTOM = -120
/** Distance of a dot's middle from the square above it. */
const DOT_BELOW = 70
/** Distance of a gloss from the square below it, to its own descenders. */
const RUBY_ABOVE = 130

/** 着重号 and glosses of one line's clusters a … end−1, placed by the line's set glyphs. */
export function extraGlyphs(prepared: Prepared, a: number, end: number, glyphs: readonly SetGlyph[]): ExtraGlyph[] {
  const extras: ExtraGlyph[] = []
  for (const span of prepared.spans) {
    const from = Math.max(a, span.start)
    const to = Math.min(end, span.end)
    if (from >= to) continue
    if (span.emphasis) dots(prepared, from, to, glyphs, extras)
    else if (from === span.start) gloss(prepared, span, to, glyphs, extras)
  }
  return extras
}

const edge = (prepared: Prepared, cluster: number, glyphs: readonly SetGlyph[]): SetGlyph | undefined =>
  glyphs.find((glyph) => glyph.offset === prepared.offset[cluster]! && glyph.advance > 0)

/** Under each Han character; marks get none. GB/T 15834 4.11. */
function dots(prepared: Prepared, from: number, to: number, glyphs: readonly SetGlyph[], extras: ExtraGlyph[]): void {
  const { dot } = prepared
  for (let i = from; i < to; i++) {
    if (prepared.charClass[i] !== C.han) continue
    const glyph = edge(prepared, i, glyphs)
    if (glyph === undefined) continue
    const middle = glyph.x + Math.round(prepared.cell[i]! / 2)
    extras.push({
      font: dot.font,
      gid: dot.gid,
      x: middle - dot.middleX,
      dy: EM_BOTTOM - DOT_BELOW - dot.middleY,
      scale: 1000,
      text: '·',
    })
  }
}

/** Over the middle of its run, half the size. */
function gloss(prepared: Prepared, span: Span, to: number, glyphs: readonly SetGlyph[], extras: ExtraGlyph[]): void {
  const first = edge(prepared, span.start, glyphs)
  const last = edge(prepared, to - 1, glyphs)
  if (first === undefined || last === undefined) return
  const half = (value: number) => Math.round((value * RUBY_SCALE) / 1000)
  const width = span.ruby.reduce((sum, glyph) => sum + half(glyph.advance), 0)
  const right = last.x + prepared.cell[to - 1]!
  let pen = Math.round((first.x + right - width) / 2)
  span.ruby.forEach((glyph, i) => {
    const next = span.ruby[i + 1]?.cluster ?? span.rubyText.length
    extras.push({
      font: span.font,
      gid: glyph.gid,
      x: pen + half(glyph.dx),
      dy: EM_TOP + RUBY_ABOVE + half(glyph.dy),
      scale: RUBY_SCALE,
      text: span.rubyText.slice(glyph.cluster, next),
    })
    pen += half(glyph.advance)
  })
}
