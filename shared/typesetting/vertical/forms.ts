import type { FontKey, GlyphSource, InkBox, ShapedGlyph } from '../glyph-source.ts'
import { C } from '../inline/classes.ts'
import type { Language } from '../inline/types.ts'

/** The em square of Chinese fonts: 880 above the baseline, 120 below, its middle at 380. */
export const EM_MIDDLE = 380
const EM_TOP = 880
/** Blank kept between a mark moved into a corner of its square and the square's edges. */
const CORNER = 80

/** A glyph of a form: its origin down from the top of the cell and rightwards from the middle of the line. */
export interface FormGlyph {
  readonly gid: number
  readonly along: number
  readonly across: number
}

/** How a character stands in a vertical line. Lengths in 1/1000 em. */
export interface VerticalForm {
  readonly glyphs: readonly FormGlyph[]
  /** Lies on its side, a quarter turn clockwise. */
  readonly turned: boolean
  /** What its cell takes of the line, untrimmed. */
  readonly length: number
  /** Blank of the cell that may be trimmed, above and below the ink. */
  readonly above: number
  readonly below: number
}

/** Vertical forms as characters of their own, for fonts that have them and no `vert`. Unicode FE10–FE19, FE35–FE48. */
const PRESENTATION: ReadonlyMap<string, number> = new Map([
  ...[...'，、。：；！？〖〗…'].map((mark, i): [string, number] => [mark, 0xfe10 + i]),
  ...[...'（）｛｝〔〕【】《》〈〉「」『』'].map((mark, i): [string, number] => [mark, 0xfe35 + i]),
  ['［', 0xfe47],
  ['］', 0xfe48],
])

/** Signs on the Han square that lie down with the line where the font has no form for it. UAX #50, class R and Tr. */
const TURNING = new Set([...'＝－＜＞｜＿￣ー〜～ｰ〰︙'])
const isArrow = (cp: number): boolean => cp >= 0x2190 && cp <= 0x21ff

/** The two pairs of quotation marks a text has, outer one first. */
const CURLY = '“”‘’'

/**
 * CLREQ "Quotation marks" and GB/T 15834 5.2.3: on the mainland curly quotation marks belong to horizontal lines, and
 * corner brackets take their place in vertical ones, double before single as there: “ is 『, ‘ is 「. Taiwan and Hong
 * Kong have the single pair outside.
 */
function cornered(mark: string, language: Language): string {
  const i = CURLY.indexOf(mark)
  if (i < 0) return mark
  return (language === 'zh-TW' || language === 'zh-HK' ? '「」『』' : '『』「」')[i]!
}

/** Vertical forms of one font in one language, found once. */
export class FormTable {
  private readonly known = new Map<string, VerticalForm>()
  private readonly glyphs: GlyphSource
  private readonly font: FontKey
  private readonly language: Language
  private readonly centred: boolean

  /** `centrePauses`: ：；？！ in the middle of their square even where the font has them to the right. */
  constructor(glyphs: GlyphSource, font: FontKey, language: Language, centrePauses: boolean) {
    this.glyphs = glyphs
    this.font = font
    this.language = language
    this.centred = centrePauses
  }

  /** `text` is one character, or —— as a pair; `charClass` is settled by the context. */
  form(text: string, charClass: number): VerticalForm {
    const key = charClass + text
    let form = this.known.get(key)
    if (form === undefined) {
      form = this.find(text, charClass)
      this.known.set(key, form)
    }
    return form
  }

  private find(text: string, charClass: number): VerticalForm {
    const found = this.vertical(cornered(text, this.language)) ?? this.vertical(text)
    const upright = found?.changed ?? false
    const shaped = found?.shaped ?? this.glyphs.shape(this.font, text, this.language)
    switch (charClass) {
      case C.dash:
      case C.ellipsis:
        return this.inMiddle(shaped, !upright, 1000 * (text === '⸺' ? 2 : text.length))
      case C.connector:
        return this.inMiddle(shaped, !upright, text === '–' || text === '-' ? 500 : 1000)
      case C.solidus:
        return text === '／' ? this.inMiddle(shaped, false, 1000) : this.inMiddle(shaped, !upright, 500)
      case C.interpunct:
        return { ...this.inMiddle(shaped, false, 1000), above: 250, below: 250 }
      case C.open:
      case C.close:
        return this.bracket(shaped[0]!, !upright, charClass === C.open)
      case C.pause:
      case C.stop:
        return this.pause(text, shaped[0]!, upright)
      default: {
        const turned = !upright && (TURNING.has(text) || isArrow(text.codePointAt(0)!))
        return turned ? this.inMiddle(shaped, true, 1000) : onSquare(shaped)
      }
    }
  }

  /** The font's own form for vertical lines (`vert`, or a character of that form); undefined when it lacks `text`. */
  private vertical(text: string): { shaped: ShapedGlyph[]; changed: boolean } | undefined {
    const { glyphs, font, language } = this
    if (glyphs.glyph(font, text.codePointAt(0)!) === 0) return undefined
    const plain = glyphs.shape(font, text, language)
    const shaped = glyphs.shape(font, text, language, ['vert=1'])
    if (shaped.length !== plain.length || shaped.some((glyph, i) => glyph.gid !== plain[i]!.gid)) {
      return { shaped, changed: true }
    }
    const other = PRESENTATION.get(text)
    const gid = other === undefined ? 0 : glyphs.glyph(font, other)
    if (gid === 0) return { shaped, changed: false }
    return { shaped: [{ gid, cluster: 0, advance: glyphs.advance(font, gid), dx: 0, dy: 0 }], changed: true }
  }

  private ink(glyph: ShapedGlyph): InkBox {
    return this.glyphs.inkBox(this.font, glyph.gid)
  }

  /** Marks in the middle of the line (GB/T 15834 5.2.2): the ink itself is centred, in equal parts of the cell. */
  private inMiddle(shaped: readonly ShapedGlyph[], turned: boolean, length: number): VerticalForm {
    const part = length / shaped.length
    const glyphs = shaped.map((glyph, i) => {
      const ink = this.ink(glyph)
      const middle = Math.floor(part * i + part / 2)
      const x = (ink.left + ink.right) >> 1
      const y = (ink.bottom + ink.top) >> 1
      return turned
        ? { gid: glyph.gid, along: middle - x, across: -y }
        : { gid: glyph.gid, along: middle + y, across: -x }
    })
    return { glyphs, turned, length, above: 0, below: 0 }
  }

  /** Brackets: the blank is outside of what they enclose. The font's `vhal` would say the same. */
  private bracket(glyph: ShapedGlyph, turned: boolean, open: boolean): VerticalForm {
    const ink = this.ink(glyph)
    const from = turned ? ink.left : EM_TOP - ink.top
    const to = turned ? ink.right : EM_TOP - ink.bottom
    // A proportional bracket, or one drawn in the middle of its square, moves into the half it belongs to.
    const shift = to - from > 500 ? 0 : open ? Math.max(0, 500 - from) : Math.min(0, 500 - to)
    const origin = turned
      ? { gid: glyph.gid, along: shift, across: -EM_MIDDLE }
      : { gid: glyph.gid, along: EM_TOP + shift, across: -(glyph.advance >> 1) }
    const blank = to - from > 500 ? 0 : 500
    return { glyphs: [origin], turned, length: 1000, above: open ? blank : 0, below: open ? 0 : blank }
  }

  /** CLREQ's table of blanks: ，。、 have theirs below (mainland) or around (Taiwan, Hong Kong); ：；？！ none. */
  private pause(text: string, glyph: ShapedGlyph, drawn: boolean): VerticalForm {
    const small = '，。、．｡､'.includes(text)
    const inMiddle = this.language === 'zh-TW' || this.language === 'zh-HK'
    if (inMiddle || (!small && (this.centred || !drawn))) {
      const blank = small ? 250 : 0
      return { ...this.inMiddle([glyph], false, 1000), above: blank, below: blank }
    }
    if (!small) return onSquare([glyph])
    if (drawn) return { ...onSquare([glyph]), below: 500 }
    // Without a form of its own the mark is moved to the upper right of its square.
    const ink = this.ink(glyph)
    const origin = { gid: glyph.gid, along: CORNER + ink.top, across: 500 - CORNER - ink.right }
    return { glyphs: [origin], turned: false, length: 1000, above: 0, below: 500 }
  }
}

/** A character that stands on the em square as the font draws it; further glyphs are marks on the first one. */
export function onSquare(shaped: readonly ShapedGlyph[]): VerticalForm {
  const left = -((shaped[0]?.advance ?? 1000) >> 1)
  let pen = 0
  const glyphs = shaped.map((glyph) => {
    const placed = { gid: glyph.gid, along: EM_TOP - glyph.dy, across: left + pen + glyph.dx }
    pen += glyph.advance
    return placed
  })
  return { glyphs, turned: false, length: 1000, above: 0, below: 0 }
}
