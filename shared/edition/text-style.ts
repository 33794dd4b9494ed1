import { z } from 'zod'

const length = z.int().nonnegative()

/** How one kind of text looks. Sizes and leading in 1/1000 pt. */
export const TextStyle = z.strictObject({
  font: z.string(),
  fallback: z.array(z.string()).optional(),
  /** Face of bold stretches; absent: they are set like the rest. */
  bold: z.string().optional(),
  size: length,
  /** Baseline to baseline inside a block of several lines. */
  leading: length,
  ink: z.strictObject({ c: length, m: length, y: length, k: length }),
  align: z.enum(['justify', 'start', 'center', 'end']),
  /** First-line indent in 1/1000 em. */
  indent: z.int().nonnegative(),
})
export type TextStyle = z.infer<typeof TextStyle>

/** What a style is for. */
export const STYLE_ROLES = [
  'body',
  'headline',
  'kicker',
  'deck',
  'byline',
  'subhead',
  'source',
  'jump',
  'caption',
  'credit',
  'label',
  'folio',
  'folioNumber',
  'folioSection',
  'folioName',
  'mastheadName',
  'mastheadLatin',
  'mastheadDate',
  'mastheadStrip',
] as const
export const StyleRole = z.enum(STYLE_ROLES)
export type StyleRole = z.infer<typeof StyleRole>

/** A style for every role on the page. */
export const StyleSheet = z.record(StyleRole, TextStyle)
export type StyleSheet = z.infer<typeof StyleSheet>
