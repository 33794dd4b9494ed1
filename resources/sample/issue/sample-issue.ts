import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { Article } from '#shared/document/article.ts'
import { Issue, Page, Picture } from '#shared/edition/issue.ts'
import { Publication } from '#shared/edition/publication.ts'

/** Reads the copy of the shipped sample issue: publication, issue, page lists, pictures and one file per article. */

export const SampleIssue = z.object({
  schema: z.literal(1),
  publication: Publication.omit({ format: true, styles: true }),
  colophon: z.array(z.string()),
  issue: Issue,
  dateline: z.strictObject({
    date: z.string(),
    weekday: z.string(),
    lunarDate: z.string(),
    number: z.string(),
    pageCount: z.string(),
  }),
  pages: z.array(
    Page.pick({ number: true, section: true, editors: true, mastheadLines: true }).extend({
      articles: z.array(z.string()),
      // The make-up's geometry is the page template's business, not the copy's.
      placements: z.unknown().optional(),
      rules: z.unknown().optional(),
    }),
  ),
  /** 备稿: copy that is ready and waits in the tray for room on a page. */
  reserve: z.array(z.string()),
  pictures: z.array(
    Picture.pick({ id: true, caption: true, photographer: true, credit: true }).extend({ file: z.string() }),
  ),
})

export type SampleIssue = z.infer<typeof SampleIssue>

/** The issue's facts and its articles by id, both parsed by their schemas; throws where a file is not what it should be. */
export function readSampleIssue(): { sample: SampleIssue; articles: Map<string, Article> } {
  const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
  const files = readdirSync(new URL('articles/', import.meta.url)).sort()
  return {
    sample: SampleIssue.parse(read('issue.json')),
    articles: new Map(files.map((file) => [file.replace('.json', ''), Article.parse(read(`articles/${file}`))])),
  }
}
