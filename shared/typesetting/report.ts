import type { ArticlePart } from '../document/article.ts'
import type { Milli } from './display-list.ts'

/** 字数适配: how far an article is from filling its place. At most one of overset and underset is above zero. */
export interface Copyfit {
  readonly articleId: string
  readonly headline: string
  /** 溢文: lines of body that did not fit, and the characters on them. */
  readonly oversetLines: number
  readonly oversetCharacters: number
  /** 欠文: empty lines left in the article's last frames, and the characters that would fill them. */
  readonly undersetLines: number
  readonly undersetCharacters: number
}

export const ADJUSTMENT_KINDS = ['subhead', 'head', 'picture', 'paragraph'] as const
export type AdjustmentKind = (typeof ADJUSTMENT_KINDS)[number]

/** A change that page composition made on its own so that an article fills its place and no column ends badly. */
export interface Adjustment {
  readonly articleId: string
  readonly kind: AdjustmentKind
  /** Block of the body, for subheads and paragraphs. */
  readonly block?: number
  /** Lines it takes on (above zero) or gives up. */
  readonly lines: number
  /** Points the eye pays: 100 is a gap of 1/8 em between all characters of a line. */
  readonly cost: number
}

export const COMPOSE_WARNINGS = [
  'OVERSET',
  'UNDERSET',
  'MISSING_GLYPH',
  'GLYPH_SUBSTITUTED',
  'HEADLINE_TOO_LONG',
  'PART_TOO_LONG',
  'PART_NOT_PLACED',
  'LOOSE_LINE',
  'PICTURE_MISSING',
  'PICTURE_LOW_RESOLUTION',
  'ARTICLE_NOT_PLACED',
  'ARTICLE_MISSING',
  'FRAME_OUTSIDE_TYPE_AREA',
  'JUMP_BROKEN',
  'PAGE_NOT_FULL',
] as const
export type ComposeWarningCode = (typeof COMPOSE_WARNINGS)[number]

/** Something the compositor should look at, with its place. */
export interface ComposeWarning {
  readonly code: ComposeWarningCode
  readonly page: number
  readonly articleId?: string
  /** Flat facts for the sentence a person reads. */
  readonly details: Readonly<Record<string, string | number>>
  readonly at?: { readonly x: Milli; readonly y: Milli }
}

/** A stretch of an article's part and the page it is printed on; `page` null: overset, printed nowhere. */
export interface Stretch {
  readonly articleId: string
  readonly part: ArticlePart
  /** UTF-16 offsets in the part's plain text, `end` exclusive. */
  readonly start: number
  readonly end: number
  readonly page: number | null
}
