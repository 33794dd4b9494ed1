import { createRequire } from 'node:module'
import type BetterSqlite3 from 'better-sqlite3'
import { type Failure, FailureError } from '#shared/contract/failure.ts'

export type Database = BetterSqlite3.Database

const NODE_NEEDED = '22.14.0'
const NAPI_NEEDED = 10

const olderThan = (version: string, needed: string): boolean => {
  const [a, b] = [version, needed].map((text) => text.split('.').map(Number)) as [number[], number[]]
  for (let i = 0; i < b.length; i++) if ((a[i] ?? 0) !== b[i]) return (a[i] ?? 0) < b[i]!
  return false
}

/**
 * The SQLite driver ends the process with a crash on a Node whose N-API is too old, so this is asked first.
 * NODE_TOO_OLD with both versions.
 */
export function checkRuntime(versions: { readonly node: string; readonly napi?: string }): Failure | null {
  const napi = Number(versions.napi ?? 0)
  if (!olderThan(versions.node, NODE_NEEDED) && napi >= NAPI_NEEDED) return null
  return { code: 'NODE_TOO_OLD', details: { found: versions.node, needed: NODE_NEEDED } }
}

let driver: typeof BetterSqlite3 | undefined

/** The driver, loaded on first use and only on a Node that can carry it; throws FailureError NODE_TOO_OLD. */
export function loadDriver(): typeof BetterSqlite3 {
  if (driver) return driver
  const tooOld = checkRuntime({ node: process.versions.node, napi: process.versions.napi ?? '0' })
  if (tooOld) throw new FailureError(tooOld.code, tooOld.details)
  driver = createRequire(import.meta.url)('better-sqlite3') as typeof BetterSqlite3
  return driver
}
