import type { GlyphSource, InkBox, ShapedGlyph } from '../glyph-source.ts'

const EM = 1000
const OPENERS = '“‘「『（《〈【〖〔［｛'
const CLOSERS = '”’」』）》〉】〗〕］｝，、。；：？！．'

/**
 * A font for tests in which every length is known by heart: Han and marks stand on the em square, letters, digits and
 * signs take half an em, the word space a quarter, · a third, and —— is one glyph of two em. The glyph id is the code
 * point; what is listed in `lacking` is missing.
 */
export function squareGlyphs(lacking = ''): GlyphSource {
  const advanceOf = (cp: number): number => {
    if (cp === 0x20) return 256
    if (cp === 0xb7) return 327
    if (cp === DASH) return 2 * EM
    if (
      cp < 0x2e80 &&
      !`${OPENERS}${CLOSERS}…—⋯`.includes(String.fromCodePoint(cp)) &&
      !(cp >= 0x2460 && cp < 0x2500)
    ) {
      return 500
    }
    return EM
  }
  const inkOf = (cp: number): InkBox => {
    const mark = String.fromCodePoint(cp)
    if (OPENERS.includes(mark)) return { left: 560, right: 940, bottom: 0, top: 800 }
    if (CLOSERS.includes(mark)) return { left: 60, right: 440, bottom: 0, top: 800 }
    const advance = advanceOf(cp)
    return { left: 40, right: advance - 40, bottom: 0, top: 800 }
  }
  return {
    has: () => true,
    facts: (key) => ({
      key,
      hash: 'square',
      unitsPerEm: EM,
      ascender: 880,
      descender: -120,
      capHeight: 700,
      glyphCount: 0x110000,
    }),
    glyph: (_, cp) => (lacking.includes(String.fromCodePoint(cp)) ? 0 : cp),
    advance: (_, gid) => advanceOf(gid),
    tables: () => UNFILLED,
    inkBox: (_, gid) => inkOf(gid),
    outline: () => 'M0 0L1000 0L1000 800L0 800Z',
    shape(_, text, __, features = []): ShapedGlyph[] {
      const shaped: ShapedGlyph[] = []
      for (let i = 0; i < text.length; ) {
        const cp = text.codePointAt(i)!
        const length = text.startsWith('——', i) ? 2 : cp > 0xffff ? 2 : 1
        const gid = length === 2 && cp === 0x2014 ? DASH : cp
        const half = features.includes('halt=1') && `${OPENERS}${CLOSERS}`.includes(String.fromCodePoint(cp))
        const opener = OPENERS.includes(String.fromCodePoint(cp))
        shaped.push({ gid, cluster: i, advance: half ? 500 : advanceOf(gid), dx: half && opener ? -500 : 0, dy: 0 })
        i += length
      }
      return shaped
    },
  }
}

const UNFILLED = { glyphs: new Int32Array(0x10000).fill(-1), advances: new Int32Array(0x10000).fill(-1) }

/** The joined dash: a private code point, as its glyph id is none of Unicode's. */
const DASH = 0xf0000
