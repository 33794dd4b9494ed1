import type { Failure } from '#shared/contract/failure.ts'
import type { Database } from '../driver.ts'
import type { Entities, EntityName } from '../types.ts'

/** Something an entity names and that must be in the archive too. */
export interface Reference {
  readonly kind: EntityName | 'asset'
  readonly id: string
}

/** What sets one kind of thing with revisions apart from the others. */
export interface EntityKind<K extends EntityName> {
  readonly name: K
  readonly table: 'articles' | 'pages' | 'issues' | 'publications' | 'pictures'
  /** Validates, and reads every older schema; throws ZodError or FailureError. */
  readonly parse: (raw: unknown) => Entities[K]
  /** Columns of the table that repeat what the newest revision says, so that it can be found by them. */
  readonly head: (value: Entities[K]) => Readonly<Record<string, string | number>>
  readonly references: (value: Entities[K]) => readonly Reference[]
  /** A rule between several of this kind, asked when a batch is done. */
  readonly clash?: (db: Database, value: Entities[K]) => Failure | null
}
