import { FailureError } from '#shared/contract/failure.ts'
import { parseArticle } from '#shared/document/migrate.ts'
import { badRequest } from '../errors.ts'
import type { EntityKind } from './entity.ts'

export const articles: EntityKind<'article'> = {
  name: 'article',
  table: 'articles',
  parse(raw) {
    const article = parseArticle(raw)
    if (article.ok) return article.value
    const { code, details } = article.failure
    if (code !== 'ARCHIVE_NEWER') throw badRequest(`article.${details.field}`, String(details.reason))
    throw new FailureError(code, { archiveVersion: details.schema ?? 0, programVersion: details.current ?? 0 })
  },
  head: () => ({}),
  references: (article) => article.pictures.map((id) => ({ kind: 'picture', id })),
}
