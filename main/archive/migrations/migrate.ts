import { FailureError } from '#shared/contract/failure.ts'
import { inTransaction } from '../connection.ts'
import type { Database } from '../driver.ts'

export interface Migration {
  /** A multiple of ten, rising; becomes the database's user_version. */
  readonly version: number
  readonly name: string
  /** Runs inside the one transaction of all pending migrations, with foreign keys not enforced until its end. */
  readonly up: (db: Database) => void
}

export interface MigrateOptions {
  readonly migrations: readonly Migration[]
  /** Called before anything is changed when the database already holds something. */
  readonly backup: (fromVersion: number) => Promise<void>
  /** Runs inside the same transaction, after the migrations, on a database that was empty. */
  readonly found?: (db: Database) => void
}

export const versionOf = (db: Database): number => Number(db.pragma('user_version', { simple: true }))

/**
 * Brings a database up to the newest version: all pending migrations or none. Returns the version found.
 * Throws FailureError ARCHIVE_NEWER with both versions when the database was made by a later program.
 */
export async function migrate(db: Database, options: MigrateOptions): Promise<number> {
  const found = versionOf(db)
  const newest = options.migrations.at(-1)?.version ?? 0
  if (found > newest) throw new FailureError('ARCHIVE_NEWER', { archiveVersion: found, programVersion: newest })
  const pending = options.migrations.filter((migration) => migration.version > found)
  if (pending.length === 0) return found
  if (found > 0) await options.backup(found)
  // Inside a transaction this pragma does nothing, so it stands before BEGIN; rebuilding a table needs it.
  db.pragma('foreign_keys = OFF')
  try {
    inTransaction(db, () => {
      for (const migration of pending) migration.up(db)
      if (found === 0) options.found?.(db)
      const broken = db.pragma('foreign_key_check') as { table: string }[]
      if (broken[0]) throw new FailureError('ARCHIVE_DAMAGED', { what: broken[0].table, reason: 'reference' })
      db.pragma(`user_version = ${newest}`)
    })
  } finally {
    db.pragma('foreign_keys = ON')
  }
  db.pragma('optimize')
  return found
}
