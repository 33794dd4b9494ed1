import { FailureError } from '#shared/contract/failure.ts'
import { Page } from '#shared/edition/issue.ts'
import { sql } from '../connection.ts'
import type { Database } from '../driver.ts'
import { badRequest } from '../errors.ts'
import type { Stored } from '../types.ts'
import type { EntityKind, Reference } from './entity.ts'
import { newestOf } from './revisions.ts'

export const pages: EntityKind<'page'> = {
  name: 'page',
  table: 'pages',
  parse: (raw) => Page.parse(raw),
  head: (page) => ({ issue_id: page.issueId, number: page.number }),
  references: (page) => [
    { kind: 'issue', id: page.issueId },
    ...(page.articleIds ?? []).map((id) => ({ kind: 'article', id }) as const),
    ...page.placements.flatMap((placement): Reference[] => [
      { kind: 'article', id: placement.articleId },
      ...(placement.picture ? [{ kind: 'picture', id: placement.picture.pictureId } as const] : []),
    ]),
  ],
  clash(db, page) {
    const other = sql(db, 'SELECT id FROM pages WHERE issue_id = ? AND number = ? AND id <> ?')
      .pluck()
      .get(page.issueId, page.number, page.id)
    if (other === undefined) return null
    return badRequest('page.number', `taken (${page.number})`).failure
  },
}

export function pagesOfIssue(db: Database, issueId: string): Stored<Page>[] {
  const ids = sql(db, 'SELECT id FROM pages WHERE issue_id = ? ORDER BY number').pluck().all(issueId) as string[]
  return ids.map((id) => newestOf(db, pages, id))
}

export function pageOfNumber(db: Database, issueId: string, number: number): Stored<Page> {
  const id = sql(db, 'SELECT id FROM pages WHERE issue_id = ? AND number = ?').pluck().get(issueId, number)
  if (id === undefined) {
    const date = sql(db, 'SELECT date FROM issues WHERE id = ?').pluck().get(issueId) as string | undefined
    throw new FailureError('PAGE_NOT_FOUND', { page: number, ...(date === undefined ? {} : { date }) })
  }
  return newestOf(db, pages, id as string)
}
