import { z } from 'zod'
import { FailureError } from '#shared/contract/failure.ts'
import { canonicalJson } from '../canonical-json.ts'
import { sql } from '../connection.ts'
import type { Database } from '../driver.ts'
import { revisionHash, sha256 } from '../hash.ts'
import type { Entities, EntityName, ListRange, RevisionEntry, Saved, Stored } from '../types.ts'
import type { EntityKind } from './entity.ts'

export interface RevisionRow {
  readonly id: string
  readonly revision: number
  readonly content: string
  readonly content_hash: string
  readonly parent_hash: string | null
  readonly hash: string
  readonly author: string
  readonly at: string
  readonly reason: string
}

const COLUMNS = 'r.id, r.revision, r.content, r.content_hash, r.parent_hash, r.hash, r.author, r.at, r.reason'

type Kind<K extends EntityName> = EntityKind<K>

const newest = <K extends EntityName>(kind: Kind<K>, where: string) =>
  `SELECT ${COLUMNS} FROM ${kind.table} t JOIN ${kind.name}_revisions r ON r.id = t.id AND r.revision = t.revision
   ${where}`

const entryOf = (row: Omit<RevisionRow, 'content' | 'parent_hash'>): RevisionEntry => ({
  id: row.id,
  revision: row.revision,
  contentHash: row.content_hash,
  hash: row.hash,
  author: row.author,
  at: row.at,
  reason: row.reason,
})

const missing = (what: string, id: string, details: Record<string, number> = {}) =>
  new FailureError('NOT_FOUND', { what, id, ...details })

/** Validates what is stored; throws ARCHIVE_DAMAGED when it does not hold, naming the revision. */
export function readRevision<K extends EntityName>(kind: Kind<K>, row: RevisionRow): Stored<Entities[K]> {
  try {
    return { ...entryOf(row), value: kind.parse(JSON.parse(row.content)) }
  } catch (error) {
    const where = { what: kind.name, id: row.id, revision: row.revision }
    if (error instanceof FailureError && error.failure.code === 'ARCHIVE_NEWER') {
      throw new FailureError(error.failure.code, { ...error.failure.details, ...where }, { cause: error })
    }
    throw new FailureError('ARCHIVE_DAMAGED', where, { cause: error })
  }
}

/** NOT_FOUND. */
export function newestOf<K extends EntityName>(db: Database, kind: Kind<K>, id: string): Stored<Entities[K]> {
  const row = sql(db, newest(kind, 'WHERE t.id = ?')).get(id) as RevisionRow | undefined
  if (!row) throw missing(kind.name, id)
  return readRevision(kind, row)
}

/** In order of creation. */
export function listNewest<K extends EntityName>(
  db: Database,
  kind: Kind<K>,
  range: ListRange = {},
): Stored<Entities[K]>[] {
  let after = 0
  if (range.after !== undefined) {
    const seq = sql(db, `SELECT seq FROM ${kind.table} WHERE id = ?`).pluck().get(range.after)
    if (seq === undefined) throw missing(kind.name, range.after)
    after = seq as number
  }
  const rows = sql(db, newest(kind, 'WHERE t.seq > ? ORDER BY t.seq LIMIT ?')).all(after, range.limit ?? -1)
  return (rows as RevisionRow[]).map((row) => readRevision(kind, row))
}

/** Oldest first; NOT_FOUND. */
export function revisionsOf<K extends EntityName>(db: Database, kind: Kind<K>, id: string): RevisionEntry[] {
  const rows = sql(
    db,
    `SELECT id, revision, content_hash, hash, author, at, reason FROM ${kind.name}_revisions
     WHERE id = ? ORDER BY revision`,
  ).all(id) as RevisionRow[]
  if (rows.length === 0) throw missing(kind.name, id)
  return rows.map(entryOf)
}

/** NOT_FOUND. */
export function revisionAt<K extends EntityName>(
  db: Database,
  kind: Kind<K>,
  id: string,
  revision: number,
): Stored<Entities[K]> {
  const row = sql(db, `SELECT ${COLUMNS} FROM ${kind.name}_revisions r WHERE r.id = ? AND r.revision = ?`).get(
    id,
    revision,
  ) as RevisionRow | undefined
  if (!row) throw missing(kind.name, id, { revision })
  return readRevision(kind, row)
}

/** Rows as they stand, unread, in the order of their chains: for `verify`. */
export const allRevisions = <K extends EntityName>(db: Database, kind: Kind<K>): IterableIterator<RevisionRow> =>
  db
    .prepare(`SELECT ${COLUMNS} FROM ${kind.name}_revisions r ORDER BY r.id, r.revision`)
    .iterate() as IterableIterator<RevisionRow>

export const hashOfRow = (kind: EntityName, row: Omit<RevisionRow, 'hash' | 'content'>): string =>
  revisionHash({
    kind,
    id: row.id,
    revision: row.revision,
    parent: row.parent_hash,
    contentHash: row.content_hash,
    author: row.author,
    at: row.at,
    reason: row.reason,
  })

export interface Writing {
  readonly author: string
  readonly at: string
  readonly reason: string
}

/** Part of an edit that a client can get wrong on its own. */
const Base = z.int().positive().nullable()

/** Adds a revision. Must run inside a transaction. CONFLICT, BAD_REQUEST. */
export function saveRevision<K extends EntityName>(
  db: Database,
  kind: Kind<K>,
  raw: unknown,
  baseRevision: number | null,
  writing: Writing,
): { saved: Saved; value: Entities[K] } {
  const base = Base.parse(baseRevision)
  const value = kind.parse(raw)
  const current = sql(db, newest(kind, 'WHERE t.id = ?')).get(value.id) as RevisionRow | undefined
  if ((current?.revision ?? null) !== base) throw conflict(kind.name, value.id, base, current)

  const content = canonicalJson(value)
  const contentHash = sha256(content)
  if (current?.content_hash === contentHash) return { saved: { ...entryOf(current), changed: false }, value }

  const row = {
    id: value.id,
    revision: (current?.revision ?? 0) + 1,
    content_hash: contentHash,
    parent_hash: current?.hash ?? null,
    author: writing.author,
    at: writing.at,
    reason: writing.reason,
  }
  const hash = hashOfRow(kind.name, row)
  writeHead(db, kind, value)
  sql(
    db,
    `INSERT INTO ${kind.name}_revisions (id, revision, content, content_hash, parent_hash, hash, author, at, reason)
     VALUES (@id, @revision, @content, @content_hash, @parent_hash, @hash, @author, @at, @reason)`,
  ).run({ ...row, content, hash })
  return { saved: { ...entryOf({ ...row, hash }), changed: true }, value }
}

function writeHead<K extends EntityName>(db: Database, kind: Kind<K>, value: Entities[K]): void {
  const head = kind.head(value)
  const columns = Object.keys(head)
  const update = columns.length
    ? `DO UPDATE SET ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}`
    : 'DO NOTHING'
  sql(
    db,
    `INSERT INTO ${kind.table} (${['id', ...columns].join(', ')})
     VALUES (${['id', ...columns].map((name) => `@${name}`).join(', ')}) ON CONFLICT (id) ${update}`,
  ).run({ id: value.id, ...head })
}

function conflict(what: string, id: string, base: number | null, current: RevisionRow | undefined): FailureError {
  return new FailureError('CONFLICT', {
    what,
    id,
    baseRevision: base ?? 0,
    currentRevision: current?.revision ?? 0,
    ...(current ? { currentAuthor: current.author, currentAt: current.at } : {}),
  })
}
