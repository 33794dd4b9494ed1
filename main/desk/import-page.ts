import { type Archive, assetHash, type Command } from '#main/archive/index.ts'
import { fail, ok, type Result } from '#shared/contract/failure.ts'
import type { Issue, Page } from '#shared/edition/index.ts'
import {
  type ArticleReport,
  accountFor,
  type ImportedPage,
  importPage,
  reportPage,
  toArticle,
} from '#shared/importing/index.ts'
import { articleIdsOf } from './edition.ts'
import { firstPublication } from './first-publication.ts'
import type { TextFile } from './text-file.ts'
import type { Outside } from './with-archive.ts'

const REASON = 'import'

export interface PageImport {
  readonly file: TextFile
  /** 2026-05-12 */
  readonly date: string
  readonly page: number
}

export interface ImportOutcome {
  readonly articles: readonly ArticleReport[]
  /** Text of the page's edges that is no article: editors' names, dates, page numbers. Kept with the original. */
  readonly furniture: readonly string[]
  readonly encoding: string
}

/** Reads a page's text into articles without keeping anything. NO_ARTICLES_FOUND when there are none, COPY_NOT_ACCOUNTED_FOR. */
export function readPage(
  { file, page }: PageImport,
  outside: Outside,
): Result<{ read: ImportedPage; outcome: ImportOutcome }> {
  const read = importPage(file.text, { page })
  if (read.articles.length === 0) return fail('NO_ARTICLES_FOUND', { file: file.fileName })
  // No article may lose a letter on its way in: what the importing room cannot account for is not taken.
  const account = accountFor(read)
  if (!account.balanced) {
    return fail('COPY_NOT_ACCOUNTED_FOR', {
      file: file.fileName,
      text: account.lost[0]?.text.trim().slice(0, 20) ?? '',
    })
  }
  const ids = read.articles.map(() => outside.ids.next())
  return ok({ read, outcome: { ...reportPage(read, ids), furniture: read.furniture, encoding: file.encoding } })
}

/**
 * Brings a page's text into the archive in one transaction: the untouched original as an asset, the record of every
 * repair, the articles, and the page they are given to. Issue, page and, in a new archive, the publication are made
 * where they are not there yet. Fails with NO_ARTICLES_FOUND or as the archive does; then nothing was written.
 */
export async function importIntoArchive(
  archive: Archive,
  request: PageImport,
  outside: Outside,
): Promise<Result<ImportOutcome>> {
  const page = readPage(request, outside)
  if (!page.ok) return page
  const { read, outcome } = page.value
  const place = await placeFor(archive, request)
  if (!place.ok) return place
  const ids = outcome.articles.map(({ id }) => id)
  const { bytes, fileName, encoding } = request.file
  const commands: Command[] = [
    ...place.value.commands,
    { do: 'put-asset', source: bytes },
    ...read.articles.map(
      (article, at): Command => ({
        do: 'save',
        kind: 'article',
        value: toArticle(article, ids[at]!),
        baseRevision: null,
        reason: REASON,
      }),
    ),
    {
      do: 'record-import',
      import: {
        id: outside.ids.next(),
        original: assetHash(bytes),
        fileName,
        encoding,
        repairs: read.repairs.map(({ kind, before, after, edits, place: where }) => ({
          kind,
          before,
          after,
          edits: edits.map(({ start, end, text }) => ({ start, end, text })),
          place: where === null ? null : { article: ids[where.article] ?? '', role: where.role },
        })),
        articles: ids,
      },
    },
    {
      do: 'save',
      kind: 'page',
      value: { ...place.value.page, articleIds: [...articleIdsOf(place.value.page), ...ids] },
      baseRevision: place.value.revision,
      reason: REASON,
    },
  ]
  const written = await archive.batch(commands)
  return written.ok ? ok(outcome) : written
}

interface Place {
  readonly page: Page
  /** null: the page is new. */
  readonly revision: number | null
  /** What has to be made first. */
  readonly commands: readonly Command[]
}

async function placeFor(archive: Archive, { date, page: number }: PageImport): Promise<Result<Place>> {
  const commands: Command[] = []
  const make = { do: 'save', baseRevision: null, reason: REASON } as const
  const found = await archive.issues.ofDate(date)
  let issue: Issue
  if (found.ok) issue = found.value.value
  else if (found.failure.code !== 'ISSUE_NOT_FOUND') return found
  else {
    const publication = await firstPublication(archive)
    if (!publication.ok) return publication
    const { value, revision } = publication.value
    if (revision === null) commands.push({ ...make, kind: 'publication', value })
    issue = { schema: 1, id: `${value.id}-${date}`, publicationId: value.id, date, number: 0 }
    commands.push({ ...make, kind: 'issue', value: issue })
  }
  if (found.ok) {
    const page = await archive.pages.ofNumber(issue.id, number)
    if (page.ok) return ok({ page: page.value.value, revision: page.value.revision, commands })
    if (page.failure.code !== 'PAGE_NOT_FOUND') return page
  }
  const page: Page = {
    schema: 1,
    id: `${issue.id}-${number}`,
    issueId: issue.id,
    number,
    section: '',
    editors: '',
    mastheadLines: number === 1 ? MASTHEAD_LINES : 0,
    placements: [],
    articleIds: [],
    rules: [],
  }
  return ok({ page, revision: null, commands })
}

/** 报头 of the shipped broadsheet. */
const MASTHEAD_LINES = 16
