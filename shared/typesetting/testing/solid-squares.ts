import type { GlyphSource, ShapedGlyph } from '../glyph-source.ts'
import { squareGlyphs } from './square-glyphs.ts'

/**
 * The square font without anything to squeeze, for tests of pages: marks have no blank half, nothing is joined, and
 * every line of 13 Han or marks is 13 em, so that columns can be counted by hand. What `lacks` holds has no glyph.
 */
export function solidSquares(lacks = ''): GlyphSource {
  const squares = squareGlyphs(lacks)
  const advance = (_: string, gid: number) => (gid < 0x2000 && gid !== 0 ? 500 : 1000)
  return {
    ...squares,
    advance,
    inkBox: () => ({ left: 50, bottom: -70, right: 950, top: 830 }),
    shape(font, text) {
      const shaped: ShapedGlyph[] = []
      let cluster = 0
      for (const char of text) {
        const gid = squares.glyph(font, char.codePointAt(0)!)
        shaped.push({ gid, cluster, advance: advance(font, gid), dx: 0, dy: 0 })
        cluster += char.length
      }
      return shaped
    },
  }
}
