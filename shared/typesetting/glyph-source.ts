/** A font by the name the stylesheet uses, e.g. `serif-400`. */
export type FontKey = string

/** Ink box of a glyph in 1/1000 em, y upwards from the baseline. */
export interface InkBox {
  readonly left: number
  readonly bottom: number
  readonly right: number
  readonly top: number
}

/** One glyph as shaped, lengths in 1/1000 em. */
export interface ShapedGlyph {
  readonly gid: number
  /** UTF-16 offset, in the text given, of the first code unit this glyph stands for. */
  readonly cluster: number
  readonly advance: number
  readonly dx: number
  readonly dy: number
}

/** Facts of a face, lengths in 1/1000 em. */
export interface FaceFacts {
  readonly key: FontKey
  /** Hash of the font's bytes: part of every cache key and of the display list, so that a page recomposes alike. */
  readonly hash: string
  readonly unitsPerEm: number
  readonly ascender: number
  readonly descender: number
  readonly capHeight: number
  /** Number of glyphs in the face. */
  readonly glyphCount: number
}

/**
 * Where composition gets its glyphs: the one door to fonts. Implemented by HarfBuzz (`glyphs/`), by a table in tests.
 * All answers are integers in 1/1000 em and depend on nothing but the font's bytes.
 */
export interface GlyphSource {
  has(font: FontKey): boolean
  facts(font: FontKey): FaceFacts
  /** Glyph of a code point by the font's cmap alone; 0 when the font lacks it. */
  glyph(font: FontKey, codePoint: number): number
  advance(font: FontKey, gid: number): number
  /**
   * The same answers as arrays, for text that goes by the hundred thousand: glyph by code point of the BMP, and
   * advance by glyph. A negative entry is not filled in yet: ask `glyph` or `advance`, which fill it.
   */
  tables(font: FontKey): { readonly glyphs: Int32Array; readonly advances: Int32Array }
  inkBox(font: FontKey, gid: number): InkBox
  /** Full shaping, left to right. `language` is a BCP 47 tag; `features` as in OpenType, e.g. `['halt=1']`. */
  shape(font: FontKey, text: string, language: string, features?: readonly string[]): ShapedGlyph[]
  /** Outline as an SVG path in units of 1/unitsPerEm em, y upwards. */
  outline(font: FontKey, gid: number): string
}
