import type { GlyphSource } from '../glyph-source.ts'
import { squareGlyphs } from '../testing/square-glyphs.ts'

const FORMED = '，。、：；？！（）《》「」『』【】…～'
const LOW = '（《「『【'
const HIGH = '）》」』】'
const CORNER = '，。、'
const SIDE = '：；？！'
/** Glyph ids of vertical forms lie this far above their code points. */
export const VERT = 0x200000

/**
 * The square font of the tests with vertical forms as mainland fonts draw them: opening brackets in the lower half of
 * the square, closing ones in the upper, ，。、 in the upper right corner, ：；？！ to the right.
 */
export function verticalSquares(lacking = ''): GlyphSource {
  const plain = squareGlyphs(lacking)
  const known = (cp: number) => (cp >= 0xfe10 && cp <= 0xfe4f ? 0 : cp)
  return {
    ...plain,
    glyph: (font, cp) => plain.glyph(font, known(cp)),
    advance: (font, gid) => (gid >= VERT ? 1000 : plain.advance(font, gid)),
    inkBox(font, gid) {
      if (gid < VERT) return plain.inkBox(font, gid)
      const mark = String.fromCodePoint(gid - VERT)
      if (LOW.includes(mark)) return { left: 40, right: 960, bottom: -80, top: 300 }
      if (HIGH.includes(mark)) return { left: 40, right: 960, bottom: 460, top: 840 }
      if (CORNER.includes(mark)) return { left: 640, right: 900, bottom: 500, top: 800 }
      if (SIDE.includes(mark)) return { left: 600, right: 900, bottom: 100, top: 800 }
      return { left: 440, right: 560, bottom: -80, top: 840 }
    },
    shape(font, text, language, features = []) {
      const shaped = plain.shape(font, text, language, features)
      if (!features.includes('vert=1') || ![...text].every((mark) => FORMED.includes(mark))) return shaped
      return shaped.map((glyph) => ({ ...glyph, gid: glyph.gid + VERT }))
    },
  }
}
