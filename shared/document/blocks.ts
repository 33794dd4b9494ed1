// The body of an article, block by block: paragraphs, headings, quotations, lists, verse, sign-offs, tables.
import { z } from 'zod'

/** Marks on a run of text. Absent means plain. */
export const Marks = z.strictObject({
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  /** 着重号: a dot under each character. */
  emphasis: z.boolean().optional(),
  script: z.enum(['super', 'sub']).optional(),
  /** 注音: 拼音 or another gloss over the run, which is never broken. No part of the text. */
  ruby: z.string().min(1).max(64).optional(),
})
export type Marks = z.infer<typeof Marks>

/** A stretch of text with one set of marks. Text is NFC, without line breaks. U+0009 goes on at the next tab stop. */
export const Run = z.strictObject({ text: z.string(), marks: Marks.optional() })
export type Run = z.infer<typeof Run>

/** Text in runs, in the style named; without one, in the style every publication has for its kind of block. */
const text = { runs: z.array(Run), style: z.string().min(1).optional() }

export const Paragraph = z.strictObject({ type: z.literal('paragraph'), ...text })
/** 小标题: a heading inside the body. Level 1, the highest, where none is given. */
export const Subhead = z.strictObject({
  type: z.literal('subhead'),
  ...text,
  level: z.int().min(1).max(3).optional(),
})
/** 引文: a paragraph in somebody else's words, set apart from the text. */
export const Quotation = z.strictObject({ type: z.literal('quotation'), ...text })
/** One line of a poem 诗行; what is too long for the column is turned over. */
export const Verse = z.strictObject({ type: z.literal('verse'), ...text })
/** 落款: who signed the copy, where and when; one block a line. */
export const Signature = z.strictObject({ type: z.literal('signature'), ...text })

/** How the items of a list are marked: ●, 一、 （一） 1. ①. GB/T 15834, GB/T 9704 7.3.3. */
export const LIST_MARKERS = ['bullet', 'chinese', 'chinese-brackets', 'arabic', 'circled'] as const
export const ListMarker = z.enum(LIST_MARKERS)
export type ListMarker = z.infer<typeof ListMarker>

/** An item of a list. Items that follow one another are one list; the marker is set by the program, no part of the text. */
export const ListItem = z.strictObject({
  type: z.literal('list-item'),
  ...text,
  marker: ListMarker,
  /** Depth, 1 where it is not given. */
  level: z.int().min(1).max(4).optional(),
  /** The item's own number, where it does not go on from the one before it. */
  number: z.int().min(1).max(999).optional(),
})
export type ListItem = z.infer<typeof ListItem>

/** A cell's text: no tabs, since those part the cells of a row in plain text, and no line ends, which part the rows. */
const CellRun = Run.extend({ text: z.string().regex(/^[^\t\n]*$/) })
export const TableCell = z.strictObject({ runs: z.array(CellRun) })
export type TableCell = z.infer<typeof TableCell>

/** A column of a table. `decimal`: numbers stand with their decimal points under one another. */
export const TableColumn = z.strictObject({
  /** In 1/1000 of a character of the body; absent: as wide as its text asks. */
  width: z.int().positive().max(200_000).optional(),
  align: z.enum(['start', 'center', 'end', 'decimal']),
})
export type TableColumn = z.infer<typeof TableColumn>

/** 表格: short texts in rows and columns. Every row has a cell for every column. */
export const Table = z
  .strictObject({
    type: z.literal('table'),
    style: z.string().min(1).optional(),
    /** Rows at the top that name the columns. */
    headerRows: z.int().min(0).max(4),
    columns: z.array(TableColumn).min(1).max(24),
    rows: z.array(z.array(TableCell)).min(1).max(400),
  })
  .refine(({ columns, rows }) => rows.every((row) => row.length === columns.length), {
    path: ['rows'],
    message: 'every row has a cell for every column',
  })
export type Table = z.infer<typeof Table>

export const Block = z.discriminatedUnion('type', [Paragraph, Subhead, Quotation, Verse, Signature, ListItem, Table])
export type Block = z.infer<typeof Block>
/** A block that is one run of text: all but tables. */
export type TextBlock = Exclude<Block, Table>

/** Plain text of runs. */
export const runsText = (runs: readonly Run[]): string => runs.map((run) => run.text).join('')

/** Plain text of one block; cells of a table are joined by U+0009, its rows by U+000A. Markers of lists are no text. */
export function blockText(block: Block): string {
  if (block.type !== 'table') return runsText(block.runs)
  return block.rows.map((row) => row.map((cell) => runsText(cell.runs)).join('\t')).join('\n')
}
