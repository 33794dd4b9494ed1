import type { FontKey } from '../glyph-source.ts'

/** 避头尾: which marks may not begin or end a line. CLREQ "Prohibition Rules for Line Start and Line End". */
export type ProhibitionLevel = 'none' | 'basic' | 'gb' | 'strict' | 'newspaper'

/** 标点挤压: how wide marks are, alone and in pairs. */
export type PairStyle = 'gb15' | 'gb10' | 'kaiming' | 'banjiao' | 'none'

/** `fit`: all lines of a paragraph chosen together; `greedy`: line by line, push in first. */
export type Breaking = 'fit' | 'greedy'

export type Language = 'zh-CN' | 'zh-TW' | 'zh-HK' | 'ja' | 'en'

/** A stretch of a paragraph that is set differently from the rest. */
export interface TextRun {
  readonly text: string
  /** In the style's bold face. */
  readonly bold?: boolean
  /** Raised or lowered, and smaller. */
  readonly script?: 'super' | 'sub'
  /** 着重号: a dot under each Han character. GB/T 15834 4.11. */
  readonly emphasis?: boolean
  /** 拼音 or another gloss over the run, which is never broken. CLREQ "Interlinear annotations". */
  readonly ruby?: string
}

/** How text is set inside a line. Lengths in 1/1000 em of the text's own size. */
export interface InlineStyle {
  readonly font: FontKey
  /** Fonts asked in turn for what `font` lacks. */
  readonly fallback?: readonly FontKey[]
  /** Face of bold runs; without one they are set in `font`. */
  readonly bold?: FontKey
  /** 人名、机构名: words that are never broken. */
  readonly names?: readonly string[]
  /** 标点悬挂: one of 、，。 may stand outside the measure at a line's end. CLREQ "Hanging punctuation". */
  readonly hang?: boolean
  readonly language: Language
  readonly level: ProhibitionLevel
  readonly pairs: PairStyle
  readonly breaking: Breaking
  /** Total fit only: a mark that can be squeezed in is never pushed out for the paragraph's good. CLREQ "行内调整". */
  readonly strictOrder?: boolean
  /** Justified to the measure (last line excepted). Otherwise lines keep their natural width. */
  readonly justify: boolean
  /** First-line indent. */
  readonly indent: number
  /** 中西间距: the gap between Han and Latin letters or digits. 0 for none. */
  readonly autospace: number
  /** Blanks of marks at the line's edges: `fit` keeps them unless taking them helps; `trim` always takes them. */
  readonly edges?: 'fit' | 'trim'
  /** Added after every character; headlines only. */
  readonly tracking?: number
}

/** Body text as mainland newspapers set it. */
export const BODY_INLINE: Omit<InlineStyle, 'font'> = {
  language: 'zh-CN',
  level: 'gb',
  pairs: 'gb15',
  breaking: 'fit',
  justify: true,
  indent: 2000,
  autospace: 250,
}

/** A glyph in its line. `x` from the left of the measure, `advance` to the next glyph's origin. */
export interface SetGlyph {
  /** UTF-16 offset in the paragraph of the first code unit it stands for. */
  readonly offset: number
  readonly font: FontKey
  readonly gid: number
  readonly x: number
  readonly advance: number
  /** Shift of the ink from the pen position, where shaping or centring asks for it. */
  readonly dx: number
  readonly dy: number
  /** Size of the glyph in 1/1000 of the text's; absent: 1000. */
  readonly scale?: number
  /** A hyphen at the line's end that is not in the text; `offset` is the line's end. */
  readonly added?: true
}

/** A dot under a character or a gloss over it: drawn with the line, no part of its text or width. */
export interface ExtraGlyph {
  readonly font: FontKey
  readonly gid: number
  /** Pen position from the left of the measure; `dy` upwards from the line's baseline. */
  readonly x: number
  readonly dy: number
  readonly scale: number
  readonly text: string
}

/** One line of a paragraph, set. */
export interface SetLine {
  /** UTF-16 offsets in the paragraph; `end` is exclusive and includes spaces swallowed by the break. */
  readonly start: number
  readonly end: number
  /** From the left of the measure to the end of the last glyph, indent included, a hanging mark not. */
  readonly width: number
  readonly glyphs: readonly SetGlyph[]
  readonly extras?: readonly ExtraGlyph[]
  /** Widest gap added by justification, 1/1000 em: what a loose-line warning looks at. */
  readonly stretch: number
}

export interface SetParagraph {
  readonly text: string
  readonly lines: readonly SetLine[]
}
