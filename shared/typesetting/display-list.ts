import type { ArticlePart } from '../document/article.ts'
import type { FontKey } from './glyph-source.ts'

/** Lengths on the page are integers of 1/1000 pt, x to the right, y DOWNWARDS from the trim's upper left corner. */
export type Milli = number

export interface Size {
  readonly width: Milli
  readonly height: Milli
}

export interface Rect extends Size {
  readonly x: Milli
  readonly y: Milli
}

/** An ink mixture in 1/1000 of full coverage. Text of the page is `{c:0,m:0,y:0,k:1000}`. */
export interface Ink {
  readonly c: number
  readonly m: number
  readonly y: number
  readonly k: number
}

export const BLACK: Ink = { c: 0, m: 0, y: 0, k: 1000 }

/** Where drawn text comes from. `start` is the UTF-16 offset of the run's text in the part's plain text. */
export interface TextOrigin {
  readonly articleId: string
  readonly part: ArticlePart
  readonly start: number
}

/**
 * Glyphs of one font, size and ink. Glyph i stands with its origin at (x + xs[i], y + (ys?[i] ?? 0)); y is the
 * baseline. `text` is the source text of the run and `clusters[i]` the UTF-16 offset in it where glyph i's text
 * begins (non-decreasing); a glyph's text runs to the next greater cluster, or to the end.
 */
export interface GlyphRun {
  readonly kind: 'glyphs'
  readonly font: FontKey
  readonly size: Milli
  readonly ink: Ink
  readonly x: Milli
  readonly y: Milli
  readonly glyphs: readonly number[]
  readonly xs: readonly Milli[]
  readonly ys?: readonly Milli[]
  /** Clockwise turn of each glyph about its own origin, in degrees (Latin in vertical lines). */
  readonly turn?: 0 | 90
  readonly text: string
  readonly clusters: readonly number[]
  /** Absent for what belongs to no article: masthead, folio, jump lines, labels. */
  readonly origin?: TextOrigin
}

/** A code point no font of the style has: drawn as a visible box, reported, blocks export. */
export interface MissingGlyph {
  readonly kind: 'missing'
  readonly rect: Rect
  readonly ink: Ink
  readonly text: string
  readonly origin?: TextOrigin
}

/** A filled rectangle: rules, tints, boxes. A stroked box is four of them, so that hairlines are exact. */
export interface Fill {
  readonly kind: 'fill'
  readonly rect: Rect
  readonly ink: Ink
}

/** A picture, cropped: `crop` is the visible part of the source in 1/10000 of its width and height. */
export interface PlacedPicture {
  readonly kind: 'picture'
  readonly rect: Rect
  readonly pictureId: string
  /** Content hash of the asset (SHA-256, hex). */
  readonly asset: string
  readonly pixels: { readonly width: number; readonly height: number }
  readonly crop: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

export type DisplayItem = GlyphRun | MissingGlyph | Fill | PlacedPicture

/** Everything a page shows, in painting order. The screen and the PDF draw this and nothing else. */
export interface DisplayList {
  readonly version: 1
  readonly page: number
  /** Trim size of the page. */
  readonly trim: Size
  readonly bleed: Milli
  /** The type area 版心. */
  readonly typeArea: Rect
  /** Fonts used, with the hash of their bytes. */
  readonly fonts: readonly { readonly key: FontKey; readonly hash: string }[]
  readonly items: readonly DisplayItem[]
}
