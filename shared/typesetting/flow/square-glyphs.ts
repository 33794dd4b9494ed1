import type { FaceFacts, GlyphSource } from '../glyph-source.ts'

/**
 * Glyphs for tests, by a table: every Han character and full-width mark is one em square, Latin half an em, and
 * nothing is kerned. What `lacks` holds has no glyph.
 */
export function squareGlyphs(lacks = ''): GlyphSource {
  const missing = new Set([...lacks].map((char) => char.codePointAt(0)))
  const glyph = (_: string, codePoint: number) => (missing.has(codePoint) ? 0 : codePoint)
  const advance = (_: string, gid: number) => (gid < 0x2000 && gid !== 0 ? 500 : 1000)
  const facts = (key: string): FaceFacts => ({
    key,
    hash: `hash of ${key}`,
    unitsPerEm: 1000,
    ascender: 880,
    descender: -120,
    capHeight: 700,
    glyphCount: 0x110000,
  })
  return {
    has: () => true,
    facts,
    glyph,
    advance,
    inkBox: () => ({ left: 50, bottom: -70, right: 950, top: 830 }),
    shape(font, text) {
      const shaped = []
      let cluster = 0
      for (const char of text) {
        const gid = glyph(font, char.codePointAt(0)!)
        shaped.push({ gid, cluster, advance: advance(font, gid), dx: 0, dy: 0 })
        cluster += char.length
      }
      return shaped
    },
    tables: () => ({ glyphs: new Int32Array(0x10000).fill(-1), advances: new Int32Array(0x10000).fill(-1) }),
    outline: () => '',
  }
}
