import { z } from 'zod'

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

/** How one kind of text looks. Sizes and leading in 1/1000 pt. */
export const TextStyle = z.strictObject({
  font: z.string(),
  fallback: z.array(z.string()).optional(),
  size: length,
  /** Baseline to baseline inside a block of several lines. */
  leading: length,
  ink: z.strictObject({ c: length, m: length, y: length, k: length }),
  align: z.enum(['justify', 'start', 'center', 'end']),
  /** First-line indent in 1/1000 em. */
  indent: z.int().nonnegative(),
})
export type TextStyle = z.infer<typeof TextStyle>

/** Styles by their role on the page: body, headline, kicker, deck, byline, subhead, source, caption, credit, folio, … */
export const StyleSheet = z.record(z.string(), TextStyle)
export type StyleSheet = z.infer<typeof StyleSheet>

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
})
export type Publication = z.infer<typeof Publication>
