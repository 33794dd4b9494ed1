// What a newspaper is, before any issue of it: format, styles, house style.
import { z } from 'zod'
import { PublicationFonts } from './fonts.ts'
import { ParagraphStyles } from './styles.ts'
import { StyleSheet } from './text-style.ts'

export * from './text-style.ts'

const milli = z.int()
const length = z.int().nonnegative()

/** The grid of a page. Lengths in 1/1000 pt; counts in characters of body size and in lines of the baseline grid. */
export const PageFormat = z.strictObject({
  name: z.string(),
  trim: z.strictObject({ width: length, height: length }),
  bleed: length,
  /** Upper left corner of the type area 版心, from the trim's upper left corner. */
  typeArea: z.strictObject({ x: milli, y: milli }),
  columns: z.int().min(1).max(24),
  charactersPerColumn: z.int().min(4).max(80),
  /** 栏距 in characters. */
  gutterCharacters: z.int().min(0).max(8),
  bodySize: length,
  /** 行距: from baseline to baseline. */
  linePitch: length,
  lines: z.int().min(1).max(400),
})
export type PageFormat = z.infer<typeof PageFormat>

/**
 * House style 版式规范: what the paper always does the same way. Lengths in 1/1000 pt, counts in lines of the grid.
 */
export const HouseStyle = z.strictObject({
  /** 字号 of headlines, largest first. */
  headlineLadder: z.array(length).min(1),
  /** The largest headline a block of some width may carry: `base` plus `perMille` of the width. */
  headlineCap: z.strictObject({ base: length, perMille: length }),
  /** How far, in 1/1000, headlines below the page's lead stand back. */
  headlineStepBack: z.int().min(300).max(1000),
  /** 人名、机构名、专名: words that are never broken at the end of a headline's row. */
  names: z.array(z.string().min(2)).optional(),
  /** Kicker and deck in 1/1000 of the headline's size, never under their own style's size. */
  kickerRatio: z.int().min(100).max(1000),
  deckRatio: z.int().min(100).max(1000),
  /** Size of the repeated headline over a continuation, in 1/1000 of what the block could carry. */
  continuationRatio: z.int().min(300).max(1000),
  /** 占行: lines of the grid taken by a subhead of one row; each further row takes one or two more. */
  subheadLines: z.int().min(1).max(6),
  /** Most lines a head takes on beyond its need so that the text ends at the foot of its block. */
  headSlackLines: z.int().nonnegative(),
  /** A square before the byline. */
  bylineMark: z.boolean(),
  /** Two-em dash before the deck. */
  deckDash: z.boolean(),
  /** Weight of the rule between columns of one article, between articles, and of the box. 0: none. */
  columnRule: length,
  articleRule: length,
  boxRule: length,
  /** Lines left free between blocks above one another by automatic make-up; the rule stands in their middle. */
  blockGapLines: z.int().nonnegative(),
})
export type HouseStyle = z.infer<typeof HouseStyle>

export const DEFAULT_HOUSE: HouseStyle = {
  headlineLadder: [
    72_000, 63_000, 54_000, 48_000, 42_000, 36_000, 31_500, 28_000, 24_000, 21_000, 18_000, 16_000, 14_000, 12_000,
    10_500,
  ],
  headlineCap: { base: 14_000, perMille: 48 },
  headlineStepBack: 720,
  kickerRatio: 430,
  deckRatio: 450,
  continuationRatio: 700,
  subheadLines: 2,
  headSlackLines: 3,
  bylineMark: true,
  deckDash: true,
  columnRule: 0,
  articleRule: 400,
  boxRule: 600,
  blockGapLines: 2,
}

/** A newspaper: what is the same in every issue. */
export const Publication = z.strictObject({
  schema: z.literal(1),
  id: z.string().min(1),
  /** 报名 */
  name: z.string(),
  /** The name in Latin letters under the masthead. */
  latinName: z.string(),
  /** 国内统一连续出版物号, e.g. CN 11-0036 */
  cnNumber: z.string(),
  /** Lines of the imprint: 主管, 主办, 邮发代号, 网址. */
  imprint: z.array(z.string()),
  format: PageFormat,
  styles: StyleSheet,
  /** Named styles beyond those of the roles, and block settings of the roles; absent: those of `BUILT_IN_STYLES` only. */
  paragraphStyles: ParagraphStyles.optional(),
  /** Fonts brought in, besides those that come with the program. */
  fonts: PublicationFonts.optional(),
  /** Absent: `DEFAULT_HOUSE`. */
  house: HouseStyle.optional(),
})
export type Publication = z.infer<typeof Publication>

export const houseOf = (publication: Publication): HouseStyle => publication.house ?? DEFAULT_HOUSE
