// An issue made up from articles, as the bench composes it.
import type { Article } from '#shared/document/article.ts'
import { broadsheet, type Page } from '#shared/edition/index.ts'
import { planPage } from '#shared/makeup/index.ts'
import type { IssueInput } from '#shared/typesetting/compose.ts'
import type { Setter } from '#shared/typesetting/flow/setter.ts'
import type { GlyphSource } from '#shared/typesetting/glyph-source.ts'

export const DATE = '2026-05-12'

const blank = (number: number): Page => ({
  schema: 1,
  id: `page-${number}`,
  issueId: 'bench',
  number,
  section: '',
  editors: '',
  mastheadLines: 0,
  placements: [],
  rules: [],
})

/** An issue of pages made up automatically from their articles. */
export function planIssue(pages: readonly (readonly Article[])[], glyphs: GlyphSource, setter: Setter): IssueInput {
  const publication = broadsheet()
  const issue = { schema: 1 as const, id: 'bench', publicationId: publication.id, date: DATE, number: 1 }
  const planned = pages.map((articles, at) => {
    const page = blank(at + 1)
    return { ...page, placements: planPage({ publication, page, articles, pictures: [] }, glyphs, setter) }
  })
  return { publication, issue, pages: planned, articles: pages.flat(), pictures: [] }
}
