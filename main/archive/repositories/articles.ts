import { Article } from '#shared/document/article.ts'
import type { EntityKind } from './entity.ts'

export const articles: EntityKind<'article'> = {
  name: 'article',
  table: 'articles',
  parse: (raw) => Article.parse(raw),
  head: () => ({}),
  references: (article) => article.pictures.map((id) => ({ kind: 'picture', id })),
}
