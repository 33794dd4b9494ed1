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

export const COMPOSE_WARNINGS = [
  'OVERSET',
  'UNDERSET',
  'MISSING_GLYPH',
  'HEADLINE_TOO_LONG',
  'PART_TOO_LONG',
  'LOOSE_LINE',
  'PICTURE_MISSING',
  'PICTURE_LOW_RESOLUTION',
  'ARTICLE_NOT_PLACED',
  'FRAME_OUTSIDE_TYPE_AREA',
  'JUMP_BROKEN',
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
