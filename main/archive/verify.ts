import { AssetFiles } from './asset-files.ts'
import { canonicalJson } from './canonical-json.ts'
import { openReadConnection } from './connection.ts'
import { type Database, loadDriver } from './driver.ts'
import { errorCode, toFailure } from './errors.ts'
import { sha256 } from './hash.ts'
import { layout } from './layout.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { allAssets } from './repositories/assets.ts'
import type { EntityKind } from './repositories/entity.ts'
import { hashOfImport, ImportRecord, type ImportRow } from './repositories/imports.ts'
import { ENTITY_NAMES, has, kindOf } from './repositories/kinds.ts'
import { allRevisions, hashOfRow, type RevisionRow, readRevision } from './repositories/revisions.ts'
import type { EntityName, Note, Problem, ProblemCode, VerifyReport } from './types.ts'

type Counts = { -readonly [K in keyof VerifyReport['checked']]: number }

/**
 * Reads and recomputes everything, on one snapshot of the database: SQLite's own checks, the schema against what the
 * migrations make, each revision's hashes and chain, what things refer to, and every asset's bytes.
 * Damage is reported, never thrown, and does not end the search for more.
 */
export async function verifyArchive(dir: string): Promise<VerifyReport> {
  const at = layout(dir)
  const inspection = new Inspection(openReadConnection(at.database))
  try {
    inspection.database()
    return await inspection.files(new AssetFiles(at.assets))
  } finally {
    inspection.db.close()
  }
}

class Inspection {
  readonly db: Database
  readonly #problems: Problem[] = []
  #notes: Note[] = []
  readonly #counts: Counts = {
    articles: 0,
    pages: 0,
    issues: 0,
    publications: 0,
    pictures: 0,
    revisions: 0,
    imports: 0,
    assets: 0,
    assetBytes: 0,
  }

  constructor(db: Database) {
    this.db = db
  }

  /** All that the database alone can tell. */
  database(): void {
    this.db.exec('BEGIN')
    this.#try(() => this.#sqlite())
    this.#try(() => this.#schema())
    for (const name of ENTITY_NAMES) this.#try(() => this.#chains(kindOf(name)))
    this.#try(() => this.#imports())
  }

  async files(files: AssetFiles): Promise<VerifyReport> {
    const listed = this.#try(() => allAssets(this.db))
    const assets = listed ?? []
    // The snapshot is not held while pictures are read: it would keep the WAL from being emptied for minutes.
    this.#try(() => this.db.exec('COMMIT'))
    for (const asset of assets) {
      this.#counts.assets++
      this.#counts.assetBytes += asset.size
      const wrong = await files.examine(asset)
      if (wrong) this.#problems.push({ code: wrong, what: 'asset', id: asset.hash })
    }
    // Without the list every file would look as if nobody needed it.
    if (listed) this.#notes = files.strays(this.#knownNow(assets.map((asset) => asset.hash)))
    return {
      ok: this.#problems.length === 0,
      checked: this.#counts,
      problems: this.#problems,
      notes: this.#notes,
    }
  }

  /** Assets may have arrived since the snapshot; they are no strays. */
  #knownNow(before: readonly string[]): Set<string> {
    const now = this.#try(() => allAssets(this.db).map((asset) => asset.hash)) ?? []
    return new Set([...before, ...now])
  }

  #problem(code: ProblemCode, what: string, more: Omit<Problem, 'code' | 'what'> = {}): void {
    this.#problems.push({ code, what, ...more })
  }

  /** One part that cannot be read does not keep the others from being looked at. */
  #try<T>(work: () => T): T | undefined {
    try {
      return work()
    } catch (error) {
      const detail = errorCode(error) || (error instanceof Error ? error.name : 'unknown')
      this.#problem('DATABASE_DAMAGED', 'database', { detail })
      return undefined
    }
  }

  #sqlite(): void {
    for (const said of this.db.pragma('integrity_check(20)') as { integrity_check: string }[]) {
      if (said.integrity_check !== 'ok') this.#problem('DATABASE_DAMAGED', 'database', { detail: said.integrity_check })
    }
    const broken = this.db.pragma('foreign_key_check') as { table: string; rowid: number | null; parent: string }[]
    for (const row of broken) {
      this.#problem('REFERENCE_BROKEN', row.table, { detail: `row ${row.rowid ?? '?'} → ${row.parent}` })
    }
  }

  /** A missing trigger means that history could have been rewritten; the hashes then tell whether it was. */
  #schema(): void {
    const model = new (loadDriver())(':memory:')
    try {
      for (const migration of MIGRATIONS) migration.up(model)
      const expected = schemaOf(model)
      const found = schemaOf(this.db)
      for (const [name, text] of expected) {
        if (found.get(name) !== text) this.#problem('SCHEMA_CHANGED', name)
      }
      for (const name of found.keys()) if (!expected.has(name)) this.#problem('SCHEMA_CHANGED', name)
    } finally {
      model.close()
    }
  }

  #chains(kind: EntityKind<EntityName>): void {
    const heads = new Map(
      (this.db.prepare(`SELECT * FROM ${kind.table}`).all() as { id: string; revision: number }[]).map((row) => [
        row.id,
        row,
      ]),
    )
    this.#counts[kind.table] = heads.size
    let before: RevisionRow | null = null
    for (const row of allRevisions(this.db, kind)) {
      this.#counts.revisions++
      const parent: RevisionRow | null = before?.id === row.id ? before : null
      if (before && !parent) this.#head(kind, before, heads)
      this.#link(kind, row, parent)
      before = row
    }
    if (before) this.#head(kind, before, heads)
    // Heads without a single revision are still here: each that was met has been struck off.
    for (const id of heads.keys()) this.#problem('REVISION_MISSING', kind.name, { id, revision: 1 })
  }

  #link(kind: EntityKind<EntityName>, row: RevisionRow, parent: RevisionRow | null): void {
    const where = { id: row.id, revision: row.revision }
    for (let gap = (parent?.revision ?? 0) + 1; gap < row.revision; gap++) {
      this.#problem('REVISION_MISSING', kind.name, { id: row.id, revision: gap })
    }
    if (sha256(row.content) !== row.content_hash || hashOfRow(kind.name, row) !== row.hash) {
      this.#problem('REVISION_CHANGED', kind.name, where)
    }
    const follows = row.revision === (parent?.revision ?? 0) + 1
    if (follows && row.parent_hash !== (parent?.hash ?? null)) this.#problem('CHAIN_BROKEN', kind.name, where)
    try {
      const { value } = readRevision(kind, row)
      if (value.id !== row.id) this.#problem('REVISION_UNREADABLE', kind.name, { ...where, detail: 'id' })
    } catch (error) {
      this.#problem('REVISION_UNREADABLE', kind.name, { ...where, detail: toFailure(error).code })
    }
  }

  /** `newest` is the last revision there is: the head must say so, and what it refers to must be there. */
  #head(kind: EntityKind<EntityName>, newest: RevisionRow, heads: Map<string, { revision: number }>): void {
    const head = heads.get(newest.id) as Record<string, unknown> | undefined
    heads.delete(newest.id)
    const where = { id: newest.id, revision: newest.revision }
    if (!head) {
      this.#problem('REFERENCE_BROKEN', kind.name, where)
      return
    }
    const said = Number(head.revision)
    for (let gap = newest.revision + 1; gap <= said; gap++) {
      this.#problem('REVISION_MISSING', kind.name, { id: newest.id, revision: gap })
    }
    if (said < newest.revision) this.#problem('HEAD_WRONG', kind.name, where)
    let value: ReturnType<typeof kind.parse>
    try {
      value = readRevision(kind, newest).value
    } catch {
      // Already told by #link.
      return
    }
    if (Object.entries(kind.head(value)).some(([column, wanted]) => head[column] !== wanted)) {
      this.#problem('HEAD_WRONG', kind.name, where)
    }
    for (const reference of kind.references(value)) {
      if (!has(this.db, reference)) {
        this.#problem('REFERENCE_BROKEN', kind.name, { ...where, detail: `${reference.kind} ${reference.id}` })
      }
    }
  }

  #imports(): void {
    const articlesOf = this.db
      .prepare('SELECT article_id FROM import_articles WHERE import_id = ? ORDER BY position')
      .pluck()
    for (const row of this.db.prepare('SELECT * FROM imports ORDER BY seq').all() as ImportRow[]) {
      this.#counts.imports++
      const record = this.#try(() => ImportRecord.safeParse(JSON.parse(row.content)))
      const same =
        record?.success === true &&
        hashOfImport(row) === row.hash &&
        record.data.id === row.id &&
        record.data.original === row.original &&
        canonicalJson(record.data.articles) === canonicalJson(articlesOf.all(row.id))
      if (!same) this.#problem('IMPORT_CHANGED', 'import', { id: row.id })
    }
  }
}

/** Everything the migrations made, by name; what SQLite keeps for itself (statistics, indexes of keys) left out. */
const schemaOf = (db: Database): Map<string, string> =>
  new Map(
    (
      db.prepare("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'").all() as {
        type: string
        name: string
        sql: string
      }[]
    ).map((row) => [row.name, `${row.type} ${row.sql}`]),
  )
