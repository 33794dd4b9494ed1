import { FailureError } from '#shared/contract/failure.ts'
import { sql } from '../connection.ts'
import type { Database } from '../driver.ts'

export interface AssetRow {
  readonly hash: string
  /** Bytes. */
  readonly size: number
}

/** Must run inside a transaction, after the file is in its place. false: it was recorded already. */
export function recordAsset(db: Database, asset: AssetRow, author: string, at: string): boolean {
  return (
    sql(db, 'INSERT INTO assets (hash, size, author, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING').run(
      asset.hash,
      asset.size,
      author,
      at,
    ).changes > 0
  )
}

/** NOT_FOUND. */
export function assetOf(db: Database, hash: string): AssetRow {
  const row = sql(db, 'SELECT hash, size FROM assets WHERE hash = ?').get(hash) as AssetRow | undefined
  if (!row) throw new FailureError('NOT_FOUND', { what: 'asset', id: hash })
  return row
}

export const allAssets = (db: Database): AssetRow[] =>
  sql(db, 'SELECT hash, size FROM assets ORDER BY hash').all() as AssetRow[]
