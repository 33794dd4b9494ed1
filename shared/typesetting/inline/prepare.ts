import type { FontKey, GlyphSource, ShapedGlyph } from '../glyph-source.ts'
import { C, classOf, hasBlank, isIdeograph } from './classes.ts'
import { MarkTable } from './marks.ts'
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

/** Growing arrays of the clusters under construction. */
class Clusters {
  n = 0
  readonly offset: Int32Array
  readonly charClass: Uint8Array
  readonly font: Uint8Array
  readonly gid: Int32Array
  readonly dx: Int32Array
  readonly dy: Int32Array
  readonly cell: Int32Array
  readonly blankLeft: Int32Array
  readonly blankRight: Int32Array
  readonly scale: Uint16Array
  readonly more = new Map<number, ShapedGlyph[]>()

  constructor(size: number) {
    this.offset = new Int32Array(size + 1)
    this.charClass = new Uint8Array(size)
    this.font = new Uint8Array(size)
    this.gid = new Int32Array(size)
    this.dx = new Int32Array(size)
    this.dy = new Int32Array(size)
    this.cell = new Int32Array(size)
    this.blankLeft = new Int32Array(size)
    this.blankRight = new Int32Array(size)
    this.scale = new Uint16Array(size).fill(1000)
  }

  add(offset: number, charClass: number, font: number, gid: number, cell: number, dx = 0, dy = 0): number {
    const i = this.n++
    this.offset[i] = offset
    this.charClass[i] = charClass
    this.font[i] = font
    this.gid[i] = gid
    this.cell[i] = cell
    this.dx[i] = dx
    this.dy[i] = dy
    return i
  }
}

/** What trimming and gaps look at and change: clusters measured along the line, whichever way the line runs. */
export type Measured = Pick<
  Clusters,
  'n' | 'offset' | 'charClass' | 'cell' | 'dx' | 'blankLeft' | 'blankRight' | 'scale'
>

/** Tables that outlive a paragraph: marks and shaped words, per glyph source, font and language. */
interface FontTables {
  readonly marks: MarkTable
  readonly words: Map<string, ShapedGlyph[]>
}

const tables = new WeakMap<GlyphSource, Map<string, FontTables>>()

function tablesOf(glyphs: GlyphSource, font: FontKey, style: InlineStyle): FontTables {
  let perFont = tables.get(glyphs)
  if (perFont === undefined) {
    perFont = new Map()
    tables.set(glyphs, perFont)
  }
  const key = `${font}|${style.language}`
  let found = perFont.get(key)
  if (found === undefined) {
    found = { marks: new MarkTable(glyphs, font, style.language), words: new Map() }
    perFont.set(key, found)
  }
  return found
}

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

/** Faces of a run: fonts asked in turn, and the index of the first of them among the paragraph's. */
interface Face {
  readonly fonts: readonly FontKey[]
  readonly base: number
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

/** First font that has the code point; 0 (the style's own, drawing .notdef) when none has. */
function fontFor(glyphs: GlyphSource, fonts: readonly FontKey[], cp: number): number {
  for (let f = 0; f < fonts.length; f++) if (glyphs.glyph(fonts[f]!, cp) !== 0) return f
  return 0
}

function shapeClusters(
  glyphs: GlyphSource,
  text: string,
  from: number,
  to: number,
  style: InlineStyle,
  face: Face,
  clusters: Clusters,
): void {
  const main = face.fonts[0]!
  const known = glyphs.tables(main)
  let i = from
  while (i < to) {
    const cp = text.codePointAt(i)!
    // Nearly all of a newspaper: a Han character of the main font, needing no shaping.
    if (cp >= 0x4e00 && cp <= 0x9fff) {
      if (!isVariationSelector(text.charCodeAt(i + 1))) {
        let gid = known.glyphs[cp]!
        if (gid < 0) gid = glyphs.glyph(main, cp)
        if (gid !== 0) {
          const advance = known.advances[gid]!
          clusters.add(i, C.han, face.base, gid, advance >= 0 ? advance : glyphs.advance(main, gid))
          i++
          continue
        }
      }
    }
    const charClass = settle(text, i, cp, style)
    if (charClass === C.latin || charClass === C.sign) i = addWesternRun(glyphs, text, i, to, style, face, clusters)
    else if (charClass === C.han) i = addIdeograph(glyphs, text, i, cp, style, face, clusters)
    else if (charClass === C.space || charClass === C.ideographicSpace) {
      const font = fontFor(glyphs, face.fonts, cp)
      const key = face.fonts[font]!
      const gid = glyphs.glyph(key, cp) || glyphs.glyph(key, 0x20)
      clusters.add(i++, charClass, face.base + font, gid, charClass === C.space ? glyphs.advance(key, gid) : 1000)
    } else i = addMark(glyphs, text, i, to, cp, charClass, style, face, clusters)
  }
}

const isVariationSelector = (unit: number): boolean => (unit >= 0xfe00 && unit <= 0xfe0f) || unit === 0xdb40
const isCombining = (unit: number): boolean =>
  (unit >= 0x300 && unit <= 0x36f) || (unit >= 0x20d0 && unit <= 0x20ff) || unit === 0x3099 || unit === 0x309a

const letterAt = (text: string, i: number): boolean =>
  i >= 0 && i < text.length && classOf(text.charCodeAt(i)) === C.latin

/** The class of the character at `i` in its context. */
function settle(text: string, i: number, cp: number, style: InlineStyle): number {
  const western = style.language === 'en'
  switch (cp) {
    case 0x2014: // — in twos is the dash, alone it joins two names
      if (western) return C.sign
      return text.charCodeAt(i + 1) === 0x2014 || text.charCodeAt(i - 1) === 0x2014 ? C.dash : C.connector
    case 0x2013: // – stands for 至 in GB/T 15834
      return western ? C.sign : C.connector
    case 0x2f: // a solidus between Han takes half an em; in a Latin word or a date it is the word's own
      return !western && (ideographAt(text, i - 1) || ideographAt(text, i + 1)) ? C.solidus : C.sign
    case 0x2019: // an apostrophe in a Latin word is no closing quote
    case 0x2018:
    case 0x201c:
    case 0x201d:
      if (western || (cp === 0x2019 && letterAt(text, i - 1) && letterAt(text, i + 1))) return C.sign
      return classOf(cp)
    case 0xb7:
    case 0x2026:
      return western ? C.sign : classOf(cp)
    default:
      return classOf(cp)
  }
}

const ideographAt = (text: string, i: number): boolean => i >= 0 && i < text.length && isIdeograph(text.codePointAt(i)!)

function addIdeograph(
  glyphs: GlyphSource,
  text: string,
  i: number,
  cp: number,
  style: InlineStyle,
  { fonts, base }: Face,
  clusters: Clusters,
): number {
  let end = i + (cp > 0xffff ? 2 : 1)
  while (end < text.length && (isVariationSelector(text.charCodeAt(end)) || isCombining(text.charCodeAt(end)))) {
    end += text.charCodeAt(end) === 0xdb40 ? 2 : 1
  }
  const font = fontFor(glyphs, fonts, cp)
  const single = end - i === (cp > 0xffff ? 2 : 1)
  if (single) {
    const gid = glyphs.glyph(fonts[font]!, cp)
    // A character no font has still takes its square, so that the page does not move when a font is found.
    const advance = gid === 0 ? 1000 : glyphs.advance(fonts[font]!, gid)
    clusters.add(i, C.han, base + font, gid, advance)
    return end
  }
  addShaped(glyphs.shape(fonts[font]!, text.slice(i, end), style.language), i, C.han, base + font, clusters)
  return end
}

/** Adds one cluster of all the glyphs given. */
function addShaped(shaped: readonly ShapedGlyph[], at: number, charClass: number, font: number, clusters: Clusters) {
  const first = shaped[0]
  const advance = shaped.reduce((sum, glyph) => sum + glyph.advance, 0)
  const index = clusters.add(at, charClass, font, first?.gid ?? 0, advance, first?.dx ?? 0, first?.dy ?? 0)
  if (shaped.length < 2) return
  let pen = 0
  const placed = shaped.map((glyph) => {
    const glyphAt = { ...glyph, dx: glyph.dx + pen }
    pen += glyph.advance
    return glyphAt
  })
  clusters.more.set(index, placed.slice(1))
}

/** A run of letters, digits and signs: shaped whole, so that kerning and ligatures come out; one cluster a letter. */
function addWesternRun(
  glyphs: GlyphSource,
  text: string,
  start: number,
  to: number,
  style: InlineStyle,
  { fonts, base }: Face,
  clusters: Clusters,
): number {
  let end = start
  const font = fontFor(glyphs, fonts, text.codePointAt(start)!)
  while (end < to) {
    const cp = text.codePointAt(end)!
    const charClass = settle(text, end, cp, style)
    if (charClass !== C.latin && charClass !== C.sign && !isCombining(cp)) break
    if (end > start && !isCombining(cp) && fontFor(glyphs, fonts, cp) !== font) break
    end += cp > 0xffff ? 2 : 1
  }
  const word = text.slice(start, end)
  const { words } = tablesOf(glyphs, fonts[font]!, style)
  let shaped = words.get(word)
  if (shaped === undefined) {
    // Chinese fonts draw ’ on the Han square; inside a Latin word the proportional form is wanted.
    const features = /[‘’“”—…·–]/.test(word) ? ['pwid=1'] : undefined
    shaped = glyphs.shape(fonts[font]!, word, style.language, features)
    words.set(word, shaped)
  }
  for (let g = 0; g < shaped.length; ) {
    const { cluster } = shaped[g]!
    // A soft hyphen is only a place to break; fonts that draw one would draw it everywhere.
    if (word.charCodeAt(cluster) === 0xad) {
      clusters.add(start + cluster, C.sign, base + font, glyphs.glyph(fonts[font]!, 0x20), 0)
      g++
      continue
    }
    let next = g + 1
    while (next < shaped.length && shaped[next]!.cluster === cluster) next++
    const charClass = settle(text, start + cluster, word.codePointAt(cluster)!, style)
    addShaped(shaped.slice(g, next), start + cluster, charClass, base + font, clusters)
    g = next
  }
  return end
}

function addMark(
  glyphs: GlyphSource,
  text: string,
  i: number,
  to: number,
  cp: number,
  charClass: number,
  style: InlineStyle,
  { fonts, base }: Face,
  clusters: Clusters,
): number {
  const font = fontFor(glyphs, fonts, cp)
  const { marks } = tablesOf(glyphs, fonts[font]!, style)
  let source = String.fromCodePoint(cp)
  if (charClass === C.dash && cp === 0x2014 && i + 1 < to && text.charCodeAt(i + 1) === 0x2014) source = '——'
  const mark = marks.glyph(source, charClass as never)
  const index = clusters.add(i, charClass, base + font, mark.gid, mark.cell, mark.dx, mark.dy)
  clusters.blankLeft[index] = mark.blankLeft
  clusters.blankRight[index] = mark.blankRight
  if (source === '——') {
    const shaped = glyphs.shape(fonts[font]!, source, style.language)
    // A font without the joined dash gives two: both are kept, in one cluster that nothing can part.
    if (shaped.length > 1) {
      clusters.dx[index] = shaped[0]!.dx
      clusters.more.set(index, [{ ...shaped[1]!, dx: 1000 + shaped[1]!.dx }])
    }
  }
  return i + source.length
}

/** Marks the style halves alone: CLREQ "Punctuation Width", and the house styles named after it. */
function halvedAlone(style: InlineStyle, charClass: number): boolean {
  if (style.pairs === 'banjiao') return hasBlank(charClass as never) && charClass !== C.interpunct
  if (style.pairs === 'kaiming') return charClass === C.open || charClass === C.close || charClass === C.pause
  return false
}

/**
 * Trims the blanks that the pair style takes away whatever the line. CLREQ "Compression of Punctuation Marks":
 * of two adjacent marks, 1.5 em in principle (gb15), 1 em by style (gb10); the blank on the side away from the
 * enclosed text goes.
 */
export function trimMarks(clusters: Measured, style: InlineStyle, pairLeft: Int32Array, pairRight: Int32Array): void {
  if (style.pairs === 'none') {
    clusters.blankLeft.fill(0)
    clusters.blankRight.fill(0)
    return
  }
  const { charClass, blankLeft, blankRight } = clusters
  const takeLeft = (i: number, pair: Int32Array | null) => {
    const blank = blankLeft[i]!
    if (blank === 0) return
    clusters.cell[i]! -= blank
    clusters.dx[i]! -= blank
    blankLeft[i] = 0
    if (pair !== null) pair[i]! += blank
  }
  const takeRight = (i: number, pair: Int32Array | null) => {
    const blank = blankRight[i]!
    if (blank === 0) return
    clusters.cell[i]! -= blank
    blankRight[i] = 0
    if (pair !== null) pair[i]! += blank
  }
  for (let i = 0; i < clusters.n; i++) {
    if (!halvedAlone(style, charClass[i]!)) continue
    takeLeft(i, null)
    takeRight(i, null)
  }
  const tight = style.pairs === 'gb10'
  for (let i = 0; i + 1 < clusters.n; i++) {
    const first = charClass[i]!
    const second = charClass[i + 1]!
    const firstMark = hasBlank(first as never) || first === C.ideographicSpace
    if (!firstMark || !hasBlank(second as never)) continue
    if (second === C.open) {
      takeLeft(i + 1, pairLeft)
      if (tight) {
        if (first === C.open) takeLeft(i, pairLeft)
        else takeRight(i, pairRight)
      }
    } else if (first !== C.open && first !== C.ideographicSpace) {
      takeRight(i, pairRight)
      if (tight) takeRight(i + 1, pairRight)
      // A mark that stands in the middle of its square loses what faces its neighbour.
      if (blankLeft[i + 1]! > 0) takeLeft(i + 1, pairLeft)
    }
  }
}

/** CLREQ "Mixed text composition": a gap between Han and Latin letters or digits, none where a space or mark stands. */
export function gaps(text: string, clusters: Measured, style: InlineStyle): Int32Array {
  const gap = new Int32Array(clusters.n + 1)
  if (style.autospace === 0) return gap
  const { charClass, offset, scale } = clusters
  for (let i = 1; i < clusters.n; i++) {
    // Super- and subscripts stand close to what they belong to.
    if (scale[i] !== scale[i - 1]) continue
    const first = charClass[i - 1]!
    const second = charClass[i]!
    if (first === C.latin ? second === C.han : first === C.han && second === C.latin) {
      const han = first === C.han ? offset[i - 1]! : offset[i]!
      if (isIdeograph(text.codePointAt(han)!)) gap[i] = style.autospace
    }
  }
  return gap
}
