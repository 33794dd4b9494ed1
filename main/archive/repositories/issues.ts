import { FailureError } from '#shared/contract/failure.ts'
import { Issue } from '#shared/edition/issue.ts'
import { sql } from '../connection.ts'
import type { Database } from '../driver.ts'
import { badRequest } from '../errors.ts'
import type { Stored } from '../types.ts'
import type { EntityKind } from './entity.ts'
import { newestOf } from './revisions.ts'

export const issues: EntityKind<'issue'> = {
  name: 'issue',
  table: 'issues',
  parse: (raw) => Issue.parse(raw),
  head: (issue) => ({ publication_id: issue.publicationId, date: issue.date }),
  references: (issue) => [{ kind: 'publication', id: issue.publicationId }],
  clash(db, issue) {
    const other = sql(db, 'SELECT id FROM issues WHERE publication_id = ? AND date = ? AND id <> ?')
      .pluck()
      .get(issue.publicationId, issue.date, issue.id)
    if (other === undefined) return null
    return badRequest('issue.date', `taken (${issue.date})`).failure
  },
}

export function issueOfDate(db: Database, date: string, publicationId?: string): Stored<Issue> {
  const ids = sql(db, 'SELECT id FROM issues WHERE date = ? AND (? IS NULL OR publication_id = ?) ORDER BY seq LIMIT 2')
    .pluck()
    .all(date, publicationId ?? null, publicationId ?? null) as string[]
  if (ids[0] === undefined) throw new FailureError('ISSUE_NOT_FOUND', { date })
  if (ids.length > 1) throw badRequest('publication', 'several')
  return newestOf(db, issues, ids[0])
}
