import type { FontKey, GlyphSource } from '../glyph-source.ts'
import { C, type CharClass } from './classes.ts'
import type { Language } from './types.ts'

/** How a mark, or a dash or ellipsis of two, is drawn in its cell. Lengths in 1/1000 em. */
export interface MarkGlyph {
  readonly gid: number
  /** Width of the untrimmed cell. */
  readonly cell: number
  /** Shift of the glyph from the cell's left edge. */
  readonly dx: number
  readonly dy: number
  /** Blank of the cell that may be trimmed: 500 on one side, or 250 on both. */
  readonly blankLeft: number
  readonly blankRight: number
}

/** CLREQ: marks of Taiwan and Hong Kong stand in the middle of their square. */
const centred = (language: Language): boolean => language === 'zh-TW' || language === 'zh-HK'

/**
 * Measures marks of one font in one language. Where the blank lies is read from the font's `halt`, or from its ink
 * box when the font has none; how much of it may go is a rule of composition, not of the font.
 */
export class MarkTable {
  private readonly known = new Map<string, MarkGlyph>()
  private readonly glyphs: GlyphSource
  private readonly font: FontKey
  private readonly language: Language

  constructor(glyphs: GlyphSource, font: FontKey, language: Language) {
    this.glyphs = glyphs
    this.font = font
    this.language = language
  }

  /** `text` is one mark, or —— as a pair. `charClass` is settled by the caller from the context. */
  glyph(text: string, charClass: CharClass): MarkGlyph {
    const key = charClass + text
    let mark = this.known.get(key)
    if (mark === undefined) {
      mark = this.measure(text, charClass)
      this.known.set(key, mark)
    }
    return mark
  }

  private measure(text: string, charClass: CharClass): MarkGlyph {
    const shaped = this.glyphs.shape(this.font, text, this.language)
    const first = shaped[0]!
    const gid = first.gid
    const natural = shaped.reduce((sum, glyph) => sum + glyph.advance, 0)
    const ink = this.glyphs.inkBox(this.font, gid)
    const middle = (cell: number) => Math.floor((cell - (ink.right - ink.left)) / 2) - ink.left
    const still = { gid, dy: first.dy, blankLeft: 0, blankRight: 0 }
    switch (charClass) {
      case C.dash: {
        const cell = text.length > 1 || text === '⸺' ? 2000 : 1000
        return { ...still, cell, dx: natural === cell ? first.dx : middle(cell) }
      }
      case C.interpunct:
        return this.interpunct(gid, middle)
      case C.solidus:
      case C.connector: {
        // GB/T 15834: – and / take half an em, ～ and a single — a whole one.
        const cell = text === '／' || text === '～' || text === '〜' || text === '—' ? 1000 : 500
        return { ...still, cell, dx: natural === cell ? first.dx : middle(cell) }
      }
      case C.ellipsis:
        return { ...still, cell: 1000, dx: natural === 1000 ? first.dx : middle(1000) }
      default:
        return this.withBlank(text, charClass, gid, natural, first.dx)
    }
  }

  private interpunct(gid: number, middle: (cell: number) => number): MarkGlyph {
    const wide = centred(this.language) || this.language === 'ja'
    const cell = wide ? 1000 : 500
    const blank = wide ? 250 : 0
    return { gid, cell, dx: middle(cell), dy: 0, blankLeft: blank, blankRight: blank }
  }

  private withBlank(text: string, charClass: CharClass, gid: number, natural: number, dx: number): MarkGlyph {
    const ink = this.glyphs.inkBox(this.font, gid)
    const width = ink.right - ink.left
    const cell = 1000
    if (centred(this.language) && (charClass === C.pause || charClass === C.stop)) {
      // ？ and ！ fill their square in Taiwan and Hong Kong; the others stand in its middle with blank around.
      const fixed = text === '？' || text === '！'
      const blank = fixed || width > 500 ? 0 : 250
      const height = ink.top - ink.bottom
      const raise = text === '。' || text === '，' || text === '、' ? 380 - Math.floor(height / 2) - ink.bottom : 0
      const inMiddle = Math.abs((ink.left + ink.right) / 2 - 500) < 60
      return {
        gid,
        cell,
        dx: inMiddle ? 0 : Math.floor((cell - width) / 2) - ink.left,
        dy: inMiddle ? 0 : raise,
        blankLeft: blank,
        blankRight: blank,
      }
    }
    const half = this.glyphs.shape(this.font, text, this.language, ['halt=1'])[0]!
    if (natural === cell && half.gid === gid && half.advance === 500) {
      const left = -half.dx
      return { gid, cell, dx, dy: 0, blankLeft: left, blankRight: 500 - left }
    }
    if (natural !== cell) {
      // A proportional mark (a Western quote in a font without Chinese ones): put it on the square by its class.
      const side = charClass === C.open ? Math.max(500, 1000 - natural) : 0
      return {
        gid,
        cell,
        dx: side,
        dy: 0,
        blankLeft: charClass === C.open ? 500 : 0,
        blankRight: charClass === C.open ? 0 : 500,
      }
    }
    if (width === 0 || width > 540) return { gid, cell, dx, dy: 0, blankLeft: 0, blankRight: 0 }
    if (ink.right <= 540) return { gid, cell, dx, dy: 0, blankLeft: 0, blankRight: 500 }
    if (ink.left >= 460) return { gid, cell, dx, dy: 0, blankLeft: 500, blankRight: 0 }
    return { gid, cell, dx, dy: 0, blankLeft: 250, blankRight: 250 }
  }
}
