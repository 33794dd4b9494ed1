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

/**
 * An area inside a block, anywhere: across in half characters from the text's left edge, down in lines from the first
 * under a head that stands above, otherwise from the block's first.
 */
export const InsetArea = z.strictObject({
  left: z.int().nonnegative(),
  line: z.int().nonnegative(),
  width: z.int().min(1).max(1000),
  lines: z.int().min(1).max(1000),
})
export type InsetArea = z.infer<typeof InsetArea>

/**
 * Where text stands beside an area 串文: on the wider side, on one side, on both (each line reads on across it), or on
 * none. Beside means: in what the area leaves of a column, at least 5 characters.
 */
export const TextBeside = z.enum(['wider', 'left', 'right', 'both', 'none'])
export type TextBeside = z.infer<typeof TextBeside>

const wrap = {
  beside: TextBeside.optional(),
  /** Space kept at its sides, in half characters; absent: a character, and the half that keeps lines beside it whole. */
  gap: z.int().min(0).max(20).optional(),
}

/** What stands in the middle of an article's text, which runs around it. A line stays free above and beneath. */
export const Inset = z.discriminatedUnion('kind', [
  /** Caption and credit included. */
  z.strictObject({ kind: z.literal('picture'), pictureId: z.string().min(1), area: InsetArea, ...wrap }),
  /** 引语: words of the text shown large between two rules. */
  z.strictObject({ kind: z.literal('quote'), text: z.string().min(1), area: InsetArea, ...wrap }),
  /** Room kept for something that is not text of this page. */
  z.strictObject({ kind: z.literal('space'), area: InsetArea, ...wrap }),
  /** Another article of the page, most often boxed, whose own block stands inside this one. */
  z.strictObject({ kind: z.literal('article'), articleId: z.string().min(1), ...wrap }),
])
export type Inset = z.infer<typeof Inset>

/** A frame of text on the page's grid, in columns of its own number where that is not the page's (变栏). */
export const TextFrame = z.strictObject({ ...GridRect.shape, textColumns: z.int().positive().optional() })
export type TextFrame = z.infer<typeof TextFrame>

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
  /**
   * Who gets the characters that 合栏 leaves over: the gutters share them, or the first or the last columns take one
   * each. Absent: the gutters.
   */
  remainder: z.enum(['gutters', 'first', 'last']).optional(),
  /** 加框; only for an article that is a rectangle. */
  boxed: z.boolean().optional(),
  /** Frames the text flows through in turn, on the page's grid. `block` is then the rectangle around them all. */
  frames: z.array(TextFrame).min(1).max(60).optional(),
  /** The same, column by column: an L, a U. */
  shape: z
    .array(GridRect.omit({ columns: true }))
    .min(1)
    .max(60)
    .optional(),
  /**
   * Where the head stands: above the text, beside it in whole columns 侧题, or in its middle 文包题. `headColumns` says
   * over or in how many columns; at the side and in the middle one third of them when absent. Absent: above.
   */
  headAt: z.enum(['above', 'left', 'right', 'middle']).optional(),
  /** An area for the head, text running around it 串文题; lines count from the block's first. Beats `headAt`. */
  headArea: InsetArea.optional(),
  /** Pictures, pull quotes, boxes inside the text. */
  insets: z.array(Inset).max(40).optional(),
  /** False: columns are filled in turn and only the last is short. Absent: all end at one height 齐栏. */
  balanced: z.boolean().optional(),
})
export type Placement = z.infer<typeof Placement>

/** The rectangles of the grid that a placement covers. */
export function footprint({ block, frames, shape }: Placement): readonly TextFrame[] {
  return frames ?? shape?.map((strip) => ({ ...strip, columns: 1 })) ?? [block]
}

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
