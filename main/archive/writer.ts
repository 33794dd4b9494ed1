import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { FailureError } from '#shared/contract/failure.ts'
import { AssetFiles, syncFolder } from './asset-files.ts'
import { backupArchive, backupBeforeMigration } from './backup.ts'
import { firstComplaint, inTransaction, openWriteConnection, sql } from './connection.ts'
import type { Database } from './driver.ts'
import { badRequest, toFailure } from './errors.ts'
import { IdleCheckpoint } from './idle-checkpoint.ts'
import { type Layout, layout, unfinishedFiles } from './layout.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { type Migration, migrate, versionOf } from './migrations/migrate.ts'
import { assetOf, recordAsset } from './repositories/assets.ts'
import type { Reference } from './repositories/entity.ts'
import { recordImport } from './repositories/imports.ts'
import { has, kindOf } from './repositories/kinds.ts'
import { revisionAt, saveRevision } from './repositories/revisions.ts'
import type { BackupReport, Command, Entities, EntityName, Log, Outcome, PutAsset } from './types.ts'

/** Databases up to this size are checked at every opening (about 0.2 s at most); larger ones after a crash only. */
const CHECKED_SIZE = 64 * 1024 * 1024

export interface WriterStart {
  readonly dir: string
  /** Given when the archive is to be made: what it will say of itself. */
  readonly create: { readonly id: string; readonly author: string } | null
  readonly at: string
  /** The last program did not give the archive back. */
  readonly unclean: boolean
}

export interface Batch {
  readonly author: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly commands: readonly Command[]
}

/** The one that writes. Runs in the worker; tests may run it in their own thread. */
export class Writer {
  readonly db: Database
  readonly #layout: Layout
  readonly #files: AssetFiles
  readonly #log: Log
  readonly #checkpoint: IdleCheckpoint

  private constructor(db: Database, at: Layout, log: Log) {
    this.db = db
    this.#layout = at
    this.#files = new AssetFiles(at.assets)
    this.#log = log
    this.#checkpoint = new IdleCheckpoint(() => db.pragma('wal_checkpoint(TRUNCATE)'), log)
  }

  /** The caller holds the lock. Throws FailureError or what the driver says. */
  static async open(start: WriterStart, log: Log, migrations: readonly Migration[] = MIGRATIONS): Promise<Writer> {
    const at = layout(start.dir)
    if (start.create) await found(at, start, start.create, migrations)
    const db = openWriteConnection(at.database, 'open')
    try {
      const writer = new Writer(db, at, log)
      writer.#check(start.unclean)
      // Ours by its mark, but never finished or emptied: making tables in it would only hide that.
      if (versionOf(db) === 0) throw new FailureError('ARCHIVE_DAMAGED', { what: 'database' })
      await migrate(db, { migrations, backup: (from) => backupBeforeMigration(db, at, from, start.at) })
      writer.#files.sweep()
      return writer
    } catch (error) {
      db.close()
      throw error
    }
  }

  #check(unclean: boolean): void {
    const size = Number(this.db.pragma('page_count', { simple: true })) * 4096
    if (!unclean && size > CHECKED_SIZE) return
    const complaint = firstComplaint(this.db, 'quick_check')
    if (complaint === null) return
    this.#log({ level: 'error', event: 'archive-damaged', trace: complaint })
    throw new FailureError('ARCHIVE_DAMAGED', { what: 'database' })
  }

  /** All commands or none. Throws; a FailureError names the `command` it arose in. */
  batch(batch: Batch): Outcome[] {
    const placed = new Map<number, PutAsset & { created: boolean }>()
    try {
      batch.commands.forEach((command, index) => {
        if (command.do === 'put-asset') {
          placed.set(
            index,
            within(index, () => ({ ...this.#files.place(command.source), added: false })),
          )
        }
      })
      const outcomes = inTransaction(this.db, () => this.#write(batch, placed))
      this.#checkpoint.wrote()
      return outcomes
    } catch (error) {
      this.#takeBack([...placed.values()].filter((asset) => asset.created).map((asset) => asset.hash))
      throw error
    }
  }

  #write(batch: Batch, placed: ReadonlyMap<number, PutAsset>): Outcome[] {
    const checks: (() => void)[] = []
    const outcomes = batch.commands.map((command, index) =>
      within(index, () =>
        this.#one(command, batch, placed.get(index), (check) => {
          checks.push(() => within(index, check))
        }),
      ),
    )
    // Only now, so that the commands of a batch may refer to each other in any order.
    for (const check of checks) check()
    return outcomes
  }

  #one(command: Command, batch: Batch, placed: PutAsset | undefined, later: (check: () => void) => void): Outcome {
    const { author, at } = batch
    switch (command.do) {
      case 'save':
        return this.#save(
          command.kind,
          command.value,
          command.baseRevision,
          { author, at, reason: command.reason },
          later,
        )
      case 'restore': {
        const old = revisionAt(this.db, kindOf(command.kind), command.id, command.revision)
        return this.#save(command.kind, old.value, command.baseRevision, { author, at, reason: command.reason }, later)
      }
      case 'put-asset': {
        const { hash, size } = placed!
        return { hash, size, added: recordAsset(this.db, { hash, size }, author, at) }
      }
      case 'record-import': {
        const record = recordImport(this.db, command.import, author, at)
        later(() => {
          this.#mustHave({ kind: 'asset', id: record.original })
          for (const id of record.articles) this.#mustHave({ kind: 'article', id })
        })
        return record
      }
      default:
        throw badRequest('do', 'unknown')
    }
  }

  #save(
    name: EntityName,
    raw: Entities[EntityName],
    base: number | null,
    writing: { author: string; at: string; reason: string },
    later: (check: () => void) => void,
  ) {
    const kind = kindOf(name)
    const { saved, value } = saveRevision(this.db, kind, raw, base, writing)
    later(() => {
      for (const reference of kind.references(value)) this.#mustHave(reference)
      const clash = kind.clash?.(this.db, value)
      if (clash) throw new FailureError(clash.code, clash.details)
    })
    return saved
  }

  #mustHave(reference: Reference): void {
    if (!has(this.db, reference)) throw new FailureError('NOT_FOUND', { what: reference.kind, id: reference.id })
  }

  /** Removes files that came with a batch that failed. One too many is only a note to `verify`, one too few is loss. */
  #takeBack(hashes: readonly string[]): void {
    for (const hash of hashes) {
      try {
        if (sql(this.db, 'SELECT 1 FROM assets WHERE hash = ?').get(hash) === undefined) this.#files.remove(hash)
      } catch (error) {
        this.#log({ level: 'warn', event: 'asset-left-behind', details: toFailure(error, { asset: hash }).details })
      }
    }
  }

  backup(to: string, at: string): Promise<BackupReport> {
    return backupArchive(this.db, this.#layout, this.#files, to, at)
  }

  asset(hash: string) {
    return assetOf(this.db, hash)
  }

  /** Everything committed goes from the WAL into the database, so that deleted or old text lingers nowhere. */
  close(): void {
    this.#checkpoint.stop()
    try {
      this.db.pragma('optimize')
      this.db.pragma('wal_checkpoint(TRUNCATE)')
    } catch (error) {
      // Nothing is lost: the WAL is read at the next opening.
      this.#log({ level: 'warn', event: 'archive-not-tidied', details: toFailure(error).details })
    } finally {
      this.db.close()
    }
  }
}

/** Makes the database beside its place and moves it there whole: a folder holds a complete archive or none. */
async function found(
  at: Layout,
  start: WriterStart,
  create: { readonly id: string; readonly author: string },
  migrations: readonly Migration[],
): Promise<void> {
  for (const file of unfinishedFiles(at.unfinished)) rmSync(file, { force: true })
  mkdirSync(at.assets, { recursive: true })
  const db = openWriteConnection(at.unfinished, 'create')
  try {
    await migrate(db, {
      migrations,
      backup: async () => {},
      found: () =>
        db
          .prepare('INSERT INTO archive (only, id, created_at, created_by) VALUES (1, ?, ?, ?)')
          .run(create.id, start.at, create.author),
    })
  } finally {
    db.close()
  }
  if (existsSync(at.database)) throw badRequest('dir', 'archive-exists')
  renameSync(at.unfinished, at.database)
  syncFolder(at.dir)
}

/** Adds the command's place to whatever goes wrong in it. */
function within<T>(command: number, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const failure = toFailure(error)
    throw new FailureError(failure.code, { ...failure.details, command }, { cause: error })
  }
}
