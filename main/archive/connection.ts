import type BetterSqlite3 from 'better-sqlite3'
import { FailureError } from '#shared/contract/failure.ts'
import { type Database, loadDriver } from './driver.ts'
import { APPLICATION_ID } from './layout.ts'

/** How long a statement waits for another process's lock before it fails with SQLITE_BUSY, in ms. */
export const BUSY_TIMEOUT = 5000

/** The connection that writes. There is one per archive, owned by the writer. */
export function openWriteConnection(file: string, mode: 'create' | 'open'): Database {
  const db = new (loadDriver())(file, { fileMustExist: mode === 'open', timeout: BUSY_TIMEOUT })
  try {
    if (mode === 'create') db.pragma(`application_id = ${APPLICATION_ID}`)
    harden(db)
    if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal') throw new FailureError('ARCHIVE_READ_ONLY')
    // Set, though FULL is SQLite's own default: this build falls back to NORMAL after the first write in WAL mode,
    // and an editor's last saved sentence must survive the plug being pulled.
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** A connection that cannot write; it sees every commit made before each of its own statements. */
export function openReadConnection(file: string): Database {
  const db = new (loadDriver())(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT })
  try {
    harden(db)
    db.pragma('query_only = ON')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Archives may come from elsewhere: their schema is not trusted, their pages are checked while being read. */
function harden(db: Database): void {
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
}

/**
 * All or nothing. Unlike the driver's own wrapper it never lets a failing ROLLBACK hide what went wrong first.
 * `work` must be synchronous.
 */
export function inTransaction<T>(db: Database, work: () => T): T {
  db.exec('BEGIN IMMEDIATE')
  try {
    const value = work()
    if (value instanceof Promise) throw new TypeError('a transaction cannot wait')
    db.exec('COMMIT')
    return value
  } catch (error) {
    try {
      // SQLite rolls back by itself on a full disk.
      if (db.inTransaction) db.exec('ROLLBACK')
    } catch {
      // The first error is the one to tell.
    }
    throw error
  }
}

type Statement = BetterSqlite3.Statement<unknown[]>
const prepared = new WeakMap<Database, Map<string, Statement>>()

/** Prepares a statement once per connection. */
export function sql(db: Database, text: string): Statement {
  const statements = prepared.get(db) ?? new Map<string, Statement>()
  prepared.set(db, statements)
  const statement = statements.get(text) ?? db.prepare(text)
  statements.set(text, statement)
  return statement
}

/** Asks SQLite about its own pages; the first complaint, or null. `quick` leaves out what needs the indexes read twice. */
export function firstComplaint(db: Database, check: 'quick_check' | 'integrity_check'): string | null {
  const said = db.pragma(`${check}(1)`, { simple: true })
  return said === 'ok' ? null : String(said)
}
