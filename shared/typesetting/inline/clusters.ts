import type { FontKey, GlyphSource, ShapedGlyph } from '../glyph-source.ts'
import { C, classOf, isIdeograph } from './classes.ts'
import { MarkTable } from './marks.ts'
import type { InlineStyle } from './types.ts'

/** Growing arrays of the clusters under construction. */
export class Clusters {
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

/** Faces of a run: fonts asked in turn, and the index of the first of them among the paragraph's. */
export interface Face {
  readonly fonts: readonly FontKey[]
  readonly base: number
}

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

/** Shapes `text` from one offset to another into clusters: Han by table, words whole, marks measured in their cells. */
export function shapeClusters(
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

/** First font that has the code point; 0 (the style's own, drawing .notdef) when none has. */
function fontFor(glyphs: GlyphSource, fonts: readonly FontKey[], cp: number): number {
  for (let f = 0; f < fonts.length; f++) if (glyphs.glyph(fonts[f]!, cp) !== 0) return f
  return 0
}
