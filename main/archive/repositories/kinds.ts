import { sql } from '../connection.ts'
import type { Database } from '../driver.ts'
import { badRequest } from '../errors.ts'
import type { EntityName } from '../types.ts'
import { articles } from './articles.ts'
import type { EntityKind, Reference } from './entity.ts'
import { issues } from './issues.ts'
import { pages } from './pages.ts'
import { pictures } from './pictures.ts'
import { publications } from './publications.ts'

const KINDS: { readonly [K in EntityName]: EntityKind<K> } = {
  publication: publications,
  issue: issues,
  page: pages,
  article: articles,
  picture: pictures,
}

export const ENTITY_NAMES = Object.keys(KINDS) as readonly EntityName[]

/** The kind of a name only known at run time. Its functions are only ever given what its own `parse` returned. */
export function kindOf(name: EntityName): EntityKind<EntityName> {
  if (!Object.hasOwn(KINDS, name)) throw badRequest('kind', 'unknown')
  return KINDS[name] as unknown as EntityKind<EntityName>
}

export function has(db: Database, reference: Reference): boolean {
  const text =
    reference.kind === 'asset'
      ? 'SELECT 1 FROM assets WHERE hash = ?'
      : `SELECT 1 FROM ${kindOf(reference.kind).table} WHERE id = ?`
  return sql(db, text).pluck().get(reference.id) !== undefined
}
