import type { Ink, Milli } from '../display-list.ts'
import type { FontKey } from '../glyph-source.ts'
import { BODY_INLINE, type InlineStyle } from '../inline/types.ts'

/** How text is set in vertical lines 直排. Lengths in 1/1000 em; what is said of a line's start is meant of its top. */
export interface VerticalStyle extends InlineStyle {
  /** 纵中横: a number of so many digits at most stands upright in one em. 0 turns every number but a single digit. */
  readonly digitsInEm?: 0 | 2 | 3
  /**
   * Numbers and abbreviations in capitals that are too long for one em: `turned` lies along the line; `upright`
   * stands sign under sign, an em each, as short headlines have them. Words are turned whatever this says.
   */
  readonly western?: 'turned' | 'upright'
  /**
   * Where ：；？！ stand across the line. `right` is the place of GB/T 15834 5.2.1, as mainland fonts draw them;
   * `centre` the middle of the square. They take a whole em either way.
   */
  readonly pauses?: 'right' | 'centre'
  /** A space beside Han is an em wide: it parts the halves of a headline. */
  readonly emSpaces?: boolean
}

/** Text of a whole box, as mainland newspapers set it. */
export const VERTICAL_BODY: Omit<VerticalStyle, 'font'> = { ...BODY_INLINE, digitsInEm: 3 }

/** A headline: ragged, brackets and pauses half an em, edges trimmed. */
export const VERTICAL_HEADLINE: Omit<VerticalStyle, 'font'> = {
  ...BODY_INLINE,
  pairs: 'kaiming',
  breaking: 'greedy',
  edges: 'trim',
  justify: false,
  indent: 0,
  autospace: 125,
  digitsInEm: 2,
  emSpaces: true,
}

/** A glyph in a vertical line, lengths in 1/1000 em of the text's size. */
export interface VerticalGlyph {
  /** UTF-16 offset in the text of the first code unit it stands for. */
  readonly offset: number
  readonly font: FontKey
  /** 0 where no font has the character. */
  readonly gid: number
  /** Its cell: from the top of the measure, and how much of the line it takes. */
  readonly y: number
  readonly advance: number
  /** Its origin: down from the top of the measure, and rightwards from the middle of the line. */
  readonly along: number
  readonly across: number
  readonly turn: 0 | 90
  /** Its size in 1/1000 of the text's. */
  readonly scale: number
  /** A hyphen at the line's foot that is not in the text; `offset` is the line's end. */
  readonly added?: true
}

/** A dot or a gloss to the right of a line: drawn with it, no part of its text or length. */
export interface VerticalExtra {
  readonly font: FontKey
  readonly gid: number
  readonly along: number
  readonly across: number
  readonly turn: 0 | 90
  readonly scale: number
  readonly text: string
}

/** One vertical line, set. */
export interface VerticalLine {
  /** UTF-16 offsets in the text; `end` is exclusive and includes spaces swallowed by the break. */
  readonly start: number
  readonly end: number
  /** From the top of the measure to the end of the last glyph's cell, indent included. */
  readonly length: number
  readonly glyphs: readonly VerticalGlyph[]
  readonly extras?: readonly VerticalExtra[]
  /** Widest gap added by justification. */
  readonly stretch: number
}

/** A text in vertical lines, the first of them the rightmost. */
export interface SetVertical {
  readonly text: string
  readonly lines: readonly VerticalLine[]
}

/** Where vertical lines go on the page, 1/1000 pt. */
export interface VerticalPlace {
  /** Right edge of the first line's em squares. */
  readonly right: Milli
  /** Top of the measure. */
  readonly top: Milli
  readonly size: Milli
  /** From the middle of a line to the middle of the next one to its left. */
  readonly leading: Milli
  readonly ink: Ink
  /** Height of the measure, needed to centre lines or to set them to the foot. */
  readonly height?: Milli
  readonly align?: 'start' | 'center' | 'end'
}
