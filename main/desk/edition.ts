import type { Archive, Stored } from '#main/archive/index.ts'
import { fail, ok, type Result } from '#shared/contract/failure.ts'
import type { Article } from '#shared/document/article.ts'
import type { Issue, Page, Picture, Publication } from '#shared/edition/index.ts'
import { type HouseFont, readHouseFonts } from './publication-fonts.ts'

/** An issue with everything on its pages, as read from the archive at one moment. */
export interface Edition {
  readonly publication: Publication
  readonly issue: Issue
  /** By number. */
  readonly pages: readonly Page[]
  /** All articles given to or placed on the pages, each once, in reading order of the pages. */
  readonly articles: readonly Article[]
  readonly pictures: readonly Picture[]
  /** The publication's own fonts, as far as its styles name them; absent: it has none. */
  readonly fonts?: readonly HouseFont[]
}

/** Articles of a page in reading order: those given to it, then any placed without having been given. */
export function articleIdsOf(page: Page): string[] {
  return [...new Set([...(page.articleIds ?? []), ...page.placements.map((placement) => placement.articleId)])]
}

/** Reads an issue by its date. Fails with ISSUE_NOT_FOUND, NOT_FOUND, FONT_BROKEN, or as the archive does. */
export async function loadEdition(archive: Archive, date: string): Promise<Result<Edition>> {
  const issue = await archive.issues.ofDate(date)
  if (!issue.ok) return issue
  const publication = await archive.publications.get(issue.value.value.publicationId)
  if (!publication.ok) return publication
  const pages = await archive.pages.ofIssue(issue.value.value.id)
  if (!pages.ok) return pages
  const sheets = values(pages.value)
  if (sheets.length === 0) return fail('ISSUE_NOT_FOUND', { date })
  const articles = await archive.articles.getMany([...new Set(sheets.flatMap(articleIdsOf))])
  if (!articles.ok) return articles
  const pictureIds = new Set(
    sheets.flatMap((page) => page.placements.flatMap((placement) => placement.picture?.pictureId ?? [])),
  )
  for (const { value } of articles.value) for (const id of value.pictures) pictureIds.add(id)
  const pictures = await archive.pictures.getMany([...pictureIds])
  if (!pictures.ok) return pictures
  const fonts = await readHouseFonts(archive, publication.value.value)
  if (!fonts.ok) return fonts
  return ok({
    publication: publication.value.value,
    issue: issue.value.value,
    pages: sheets,
    articles: values(articles.value),
    pictures: values(pictures.value),
    fonts: fonts.value,
  })
}

const values = <T>(stored: readonly Stored<T>[]): T[] => stored.map(({ value }) => value)
