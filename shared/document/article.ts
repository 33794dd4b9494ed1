import { z } from 'zod'
import { Block, blockText } from './blocks.ts'

export * from './blocks.ts'

/** The version of the article's JSON that this program writes; `migrate.ts` reads every older one. */
export const ARTICLE_SCHEMA = 1

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
  /** Blocks in order. A picture story has its caption in `caption` and no body. */
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

/** The parts of an article that are printed, in reading order. `body` holds its blocks, one a line. */
export const ARTICLE_PARTS = ['kicker', 'headline', 'deck', 'byline', 'body', 'source', 'caption', 'credit'] as const
export type ArticlePart = (typeof ARTICLE_PARTS)[number]

/** Plain text of one part; the body's blocks are joined by U+000A. Offsets into this text are used everywhere. */
export function partText(article: Article, part: ArticlePart): string {
  return part === 'body' ? article.body.map(blockText).join('\n') : article[part]
}
