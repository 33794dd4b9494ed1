// 小样: one text at its measure, line for line, as figures a machine can check.
import type { GlyphSource } from './glyph-source.ts'
import { composeParagraph } from './inline/index.ts'
import type { InlineStyle } from './inline/types.ts'

export interface GalleyGlyph {
  /** UTF-16 offset in the paragraph. */
  readonly offset: number
  /** From the left of the measure, 1/1000 em. */
  readonly x: number
  /** Distance to the next glyph's origin, 1/1000 em. */
  readonly advance: number
}

export interface GalleyLine {
  readonly start: number
  readonly end: number
  readonly text: string
  /** The line's set width, indent included, 1/1000 em. */
  readonly width: number
  readonly glyphs: readonly GalleyGlyph[]
}

export interface Galley {
  /** 1/1000 em. */
  readonly measure: number
  readonly paragraphs: readonly { readonly text: string; readonly lines: readonly GalleyLine[] }[]
}

/** Sets each line of `text` as one paragraph; the last line's own line end makes no empty paragraph. */
export function galley(glyphs: GlyphSource, text: string, style: InlineStyle, measure: number): Galley {
  const paragraphs = text.replace(/\r\n?|\u2028|\u2029/g, '\n').split('\n')
  if (paragraphs.at(-1) === '') paragraphs.pop()
  return {
    measure,
    paragraphs: paragraphs.map((paragraph) => {
      const { lines } = composeParagraph(glyphs, paragraph, style, measure)
      return {
        text: paragraph,
        lines: lines.map(({ start, end, width, glyphs: placed }) => ({
          start,
          end,
          text: paragraph.slice(start, end),
          width,
          glyphs: placed.map(({ offset, x, advance }) => ({ offset, x, advance })),
        })),
      }
    }),
  }
}
