import { z } from 'zod'

/** The version of the article's JSON that this program writes; `migrate.ts` reads every older one. */
export const ARTICLE_SCHEMA = 1

/** Marks on a run of text. Absent means plain. */
export const Marks = z.strictObject({
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  /** 着重号: a dot under each character. */
  emphasis: z.boolean().optional(),
  script: z.enum(['super', 'sub']).optional(),
})
export type Marks = z.infer<typeof Marks>

/** A stretch of text with one set of marks. Text is NFC, without line breaks. */
export const Run = z.strictObject({ text: z.string(), marks: Marks.optional() })
export type Run = z.infer<typeof Run>

export const Paragraph = z.strictObject({ type: z.literal('paragraph'), runs: z.array(Run) })
/** 小标题: a heading inside the body. */
export const Subhead = z.strictObject({ type: z.literal('subhead'), runs: z.array(Run) })
export const Block = z.discriminatedUnion('type', [Paragraph, Subhead])
export type Block = z.infer<typeof Block>

export const ArticleKind = z.enum(['article', 'picture-story'])
export type ArticleKind = z.infer<typeof ArticleKind>

/** An article 稿件 as the newsroom writes it. Empty parts are empty strings or lists, never missing. */
export const Article = z.strictObject({
  schema: z.literal(ARTICLE_SCHEMA),
  id: z.string().min(1),
  kind: ArticleKind,
  /** 稿签, the working title. */
  slug: z.string(),
  /** 引题 */
  kicker: z.string(),
  /** 主题 */
  headline: z.string(),
  /** 副题 */
  deck: z.string(),
  /** 署名, as printed, e.g. 本报记者 某某 */
  byline: z.string(),
  /** Paragraphs and subheads, in order. A picture story has its caption in `caption` and no body. */
  body: z.array(Block),
  /** 来源, with its brackets, as printed: （来源：…） */
  source: z.string(),
  /** 图片说明 of a picture story, or of the article's first picture. */
  caption: z.string(),
  /** Photographer and credit as printed: 新华社记者 某某 摄 */
  credit: z.string(),
  /** 上接第N版: the page this text comes from, when the copy itself says so. */
  jumpFrom: z.int().positive().nullable(),
  /** 下转第N版: the page this text goes on to, when the copy itself says so. */
  jumpTo: z.int().positive().nullable(),
  /** Pictures of the article: ids of the archive's pictures, in order. */
  pictures: z.array(z.string()),
})
export type Article = z.infer<typeof Article>

/** The parts of an article that are printed, in reading order. `body` holds paragraphs and subheads, one a line. */
export const ARTICLE_PARTS = ['kicker', 'headline', 'deck', 'byline', 'body', 'source', 'caption', 'credit'] as const
export type ArticlePart = (typeof ARTICLE_PARTS)[number]

/** Plain text of one block. */
export const blockText = (block: Block): string => block.runs.map((run) => run.text).join('')

/** Plain text of one part; the body's blocks are joined by U+000A. Offsets into this text are used everywhere. */
export function partText(article: Article, part: ArticlePart): string {
  return part === 'body' ? article.body.map(blockText).join('\n') : article[part]
}
