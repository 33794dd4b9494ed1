import { z } from 'zod'

/** A date without time or zone, as printed: 2026-05-12. */
export const IssueDate = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)

/** 期: one dated edition. */
export const Issue = z.strictObject({
  schema: z.literal(1),
  id: z.string().min(1),
  publicationId: z.string().min(1),
  date: IssueDate,
  /** 总期号; 0 while not yet given. */
  number: z.int().nonnegative(),
})
export type Issue = z.infer<typeof Issue>

/** A rectangle on the page's grid: whole columns and whole lines, counted from 0 at the type area's upper left. */
export const GridRect = z.strictObject({
  column: z.int().nonnegative(),
  line: z.int().nonnegative(),
  columns: z.int().positive(),
  lines: z.int().positive(),
})
export type GridRect = z.infer<typeof GridRect>

/** Where one article, or one stretch of a jumping article, stands on a page. */
export const Placement = z.strictObject({
  articleId: z.string().min(1),
  block: GridRect,
  /** 主题 size in 1/1000 pt; absent: the largest size of the ladder that fits. */
  headlineSize: z.int().positive().optional(),
  /** Rows the headline is broken into; absent: as few as its size allows. */
  headlineRows: z.int().min(1).max(4).optional(),
  /** 占行 of the whole head (kicker to byline); absent: what it needs, and up to the house's slack more. */
  headLines: z.int().positive().optional(),
  /** Columns the head stands over, from the block's left; the columns beside it are text from the top. Absent: all. */
  headColumns: z.int().positive().optional(),
  /**
   * A picture inside the block, caption and credit included: text columns and lines counted from the block's left and
   * from the first line under the head. A line is left free of itself where text stands above or beneath.
   */
  picture: z.strictObject({ pictureId: z.string(), area: GridRect }).optional(),
  /** Columns of the text inside the block when not the page's own (合栏/变栏). */
  columns: z.int().positive().optional(),
  /** 加框 */
  boxed: z.boolean().optional(),
})
export type Placement = z.infer<typeof Placement>

/** 版: one page of an issue and its make-up. Placements are in reading order; a jumping article has one on each page. */
export const Page = z.strictObject({
  schema: z.literal(1),
  id: z.string().min(1),
  issueId: z.string().min(1),
  number: z.int().positive(),
  /** 版名, e.g. 要闻 */
  section: z.string(),
  /** 责任编辑 and others as printed in the folio. */
  editors: z.string(),
  /** Lines the masthead 报头 takes at the head of the type area; 0 on inner pages. */
  mastheadLines: z.int().nonnegative(),
  placements: z.array(Placement),
  /**
   * Articles given to the page, in reading order, placed or not; those without a placement are made up
   * automatically. Absent: exactly the placed ones.
   */
  articleIds: z.array(z.string().min(1)).optional(),
  /** Rules between blocks, drawn by hand; rules that follow from the placements are composed. */
  rules: z.array(GridRect),
})
export type Page = z.infer<typeof Page>

/** A picture of the archive. The file itself is an asset; words about it live here. */
export const Picture = z.strictObject({
  schema: z.literal(1),
  id: z.string().min(1),
  /** SHA-256 of the file, hex. */
  asset: z.string().regex(/^[0-9a-f]{64}$/),
  fileName: z.string(),
  pixels: z.strictObject({ width: z.int().positive(), height: z.int().positive() }),
  caption: z.string(),
  photographer: z.string(),
  credit: z.string(),
})
export type Picture = z.infer<typeof Picture>
