import type { FontKey, GlyphSource, ShapedGlyph } from '../glyph-source.ts'
import { Clusters, type Face, shapeClusters } from './clusters.ts'
import { gaps, trimMarks } from './trims.ts'
import type { InlineStyle, TextRun } from './types.ts'

/**
 * A paragraph shaped and measured once, before any line is broken. One entry a cluster: the smallest piece that is
 * placed by itself (a Han character, a mark, a letter, a pair ——). Lengths in 1/1000 em.
 */
export interface Prepared {
  readonly text: string
  readonly style: InlineStyle
  /** Number of clusters. */
  readonly n: number
  /** UTF-16 offset of each cluster; entry n is the text's length. */
  readonly offset: Int32Array
  readonly charClass: Uint8Array
  readonly fonts: readonly FontKey[]
  /** Index into `fonts`. */
  readonly font: Uint8Array
  readonly gid: Int32Array
  /** Shift of the glyph from the cell's left edge, for the trimmed cell. */
  readonly dx: Int32Array
  readonly dy: Int32Array
  /** Width of the cell after the trims that style and neighbours ask for. */
  readonly cell: Int32Array
  /** What a neighbour's blank made us trim on each side: given back where a line edge parts the two. */
  readonly pairLeft: Int32Array
  readonly pairRight: Int32Array
  /** Blank still there on each side, that justification or a line edge may take. */
  readonly blankLeft: Int32Array
  readonly blankRight: Int32Array
  /** 中西间距 before each cluster. */
  readonly gap: Int32Array
  /** Size of each cluster's glyphs, 1/1000. */
  readonly scale: Uint16Array
  /** Stretches with a gloss or dots, in order; cluster indices, `end` exclusive. */
  readonly spans: readonly Span[]
  /** The dot set under emphasised characters, and the middle of its ink. */
  readonly dot: { readonly font: FontKey; readonly gid: number; readonly middleX: number; readonly middleY: number }
  /** The hyphen a broken word ends with. */
  readonly hyphen: { readonly gid: number; readonly advance: number }
  /** Further glyphs of a cluster that shaping split in several; rare. */
  readonly more: ReadonlyMap<number, readonly ShapedGlyph[]>
}

/** What a run adds to its clusters once they are placed. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly emphasis: boolean
  readonly ruby: readonly ShapedGlyph[]
  readonly rubyText: string
  readonly font: FontKey
}

/** Ruby is set at half the size of its base. CLREQ. */
export const RUBY_SCALE = 500
/** Super- and subscripts: size, and where their baseline stands. */
const SCRIPT_SCALE = 600
const SCRIPT_RISE = { super: 360, sub: -140 } as const

/** Shapes and measures a paragraph: clusters, marks trimmed by the pair style, Chinese–Latin gaps. */
export function prepare(glyphs: GlyphSource, copy: string | readonly TextRun[], style: InlineStyle): Prepared {
  const runs = typeof copy === 'string' ? [{ text: copy }] : copy
  const text = typeof copy === 'string' ? copy : copy.map((run) => run.text).join('')
  const plain = [style.font, ...(style.fallback ?? [])].filter((font) => glyphs.has(font))
  const bold = style.bold !== undefined && glyphs.has(style.bold) ? [style.bold, ...plain] : plain
  const fonts = bold === plain ? plain : [...plain, ...bold]
  const clusters = new Clusters(text.length)
  const spans: Span[] = []
  let at = 0
  for (const run of runs) {
    const first = clusters.n
    const inBold = run.bold === true && bold !== plain
    const face: Face = { fonts: inBold ? bold : plain, base: inBold ? plain.length : 0 }
    shapeClusters(glyphs, text, at, at + run.text.length, style, face, clusters)
    at += run.text.length
    if (run.script !== undefined) toScript(clusters, first, run.script)
    if (run.ruby !== undefined && run.ruby !== '') spans.push(glossed(glyphs, run.ruby, clusters, first, style, face))
    else if (run.emphasis === true) {
      spans.push({ start: first, end: clusters.n, emphasis: true, ruby: [], rubyText: '', font: face.fonts[0]! })
    }
  }
  clusters.offset[clusters.n] = text.length
  const n = clusters.n
  const pairLeft = new Int32Array(n)
  const pairRight = new Int32Array(n)
  trimMarks(clusters, style, pairLeft, pairRight)
  const gap = gaps(text, clusters, style)
  if (style.tracking !== undefined && style.tracking !== 0) {
    for (let i = 0; i < n; i++) clusters.cell[i]! += style.tracking
  }
  const hyphen = glyphs.glyph(fonts[0]!, 0x2d)
  return {
    text,
    style,
    fonts,
    pairLeft,
    pairRight,
    gap,
    spans,
    dot: spans.length > 0 ? dotOf(glyphs, fonts[0]!) : NO_DOT,
    hyphen: { gid: hyphen, advance: glyphs.advance(fonts[0]!, hyphen) },
    ...clusters,
    n,
  }
}

const NO_DOT = { font: '', gid: 0, middleX: 0, middleY: 0 }

function dotOf(glyphs: GlyphSource, font: FontKey): Prepared['dot'] {
  const gid = glyphs.glyph(font, 0xb7)
  const ink = glyphs.inkBox(font, gid)
  return { font, gid, middleX: (ink.left + ink.right) >> 1, middleY: (ink.bottom + ink.top) >> 1 }
}

function toScript(clusters: Clusters, first: number, script: 'super' | 'sub'): void {
  const scaled = (value: number) => Math.round((value * SCRIPT_SCALE) / 1000)
  for (let i = first; i < clusters.n; i++) {
    clusters.scale[i] = SCRIPT_SCALE
    clusters.cell[i] = scaled(clusters.cell[i]!)
    clusters.dx[i] = scaled(clusters.dx[i]!)
    clusters.dy[i] = scaled(clusters.dy[i]!) + SCRIPT_RISE[script]
    // Small marks keep what blank they have: they are too few to be squeezed.
    clusters.blankLeft[i] = 0
    clusters.blankRight[i] = 0
  }
}

/** Shapes the gloss of a run; where it is wider than its base, the base is spread to its width. */
function glossed(
  glyphs: GlyphSource,
  gloss: string,
  clusters: Clusters,
  first: number,
  style: InlineStyle,
  face: Face,
): Span {
  const font = face.fonts[0]!
  const ruby = glyphs.shape(font, gloss, style.language)
  const wanted = ruby.reduce((sum, glyph) => sum + Math.round((glyph.advance * RUBY_SCALE) / 1000), 0)
  let base = 0
  for (let i = first; i < clusters.n; i++) base += clusters.cell[i]!
  const count = clusters.n - first
  const lack = Math.max(0, wanted - base)
  for (let i = 0; i < count; i++) {
    const share = Math.floor((lack * (i + 1)) / count) - Math.floor((lack * i) / count)
    clusters.cell[first + i]! += share
    clusters.dx[first + i]! += share >> 1
  }
  return { start: first, end: clusters.n, emphasis: false, ruby, rubyText: gloss, font }
}
