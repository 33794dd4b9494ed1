import { z } from 'zod'
import { FailureError } from '#shared/contract/failure.ts'
import { canonicalJson } from '../canonical-json.ts'
import { sql } from '../connection.ts'
import type { Database } from '../driver.ts'
import { ASSET_HASH, sha256 } from '../hash.ts'
import type { StoredImport } from '../types.ts'

/** What is kept of an import: the untouched original and what was made of it. */
export const ImportRecord = z.strictObject({
  id: z.string().min(1),
  /** Asset with the original's bytes. */
  original: z.string().regex(ASSET_HASH),
  fileName: z.string(),
  /** As found or as told: utf-8, gb18030, … */
  encoding: z.string(),
  /** Each repair made on the text, as the importing room describes it; any JSON. */
  repairs: z.array(z.json()),
  /** Ids of the articles it became, in order. */
  articles: z.array(z.string().min(1)),
})
export interface ImportRecord {
  readonly id: string
  readonly original: string
  readonly fileName: string
  readonly encoding: string
  readonly repairs: readonly unknown[]
  readonly articles: readonly string[]
}

export interface ImportRow {
  readonly id: string
  readonly content: string
  readonly original: string
  readonly hash: string
  readonly author: string
  readonly at: string
}

export const hashOfImport = (row: Pick<ImportRow, 'content' | 'author' | 'at'>): string =>
  sha256(canonicalJson({ content: sha256(row.content), author: row.author, at: row.at }))

/** Must run inside a transaction; what it refers to is checked when the batch is done. */
export function recordImport(db: Database, raw: unknown, author: string, at: string): StoredImport {
  const record = ImportRecord.parse(raw)
  if (sql(db, 'SELECT 1 FROM imports WHERE id = ?').get(record.id)) {
    throw new FailureError('CONFLICT', { what: 'import', id: record.id, baseRevision: 0, currentRevision: 1 })
  }
  const content = canonicalJson(record)
  sql(
    db,
    `INSERT INTO imports (id, original, content, hash, author, at)
     VALUES (@id, @original, @content, @hash, @author, @at)`,
  ).run({ id: record.id, original: record.original, content, hash: hashOfImport({ content, author, at }), author, at })
  record.articles.forEach((article, position) => {
    sql(db, 'INSERT INTO import_articles (import_id, position, article_id) VALUES (?, ?, ?)').run(
      record.id,
      position,
      article,
    )
  })
  return { ...record, author, at }
}

function read(row: ImportRow): StoredImport {
  try {
    return { ...ImportRecord.parse(JSON.parse(row.content)), author: row.author, at: row.at }
  } catch (error) {
    throw new FailureError('ARCHIVE_DAMAGED', { what: 'import', id: row.id }, { cause: error })
  }
}

/** NOT_FOUND. */
export function importOf(db: Database, id: string): StoredImport {
  const row = sql(db, 'SELECT * FROM imports WHERE id = ?').get(id) as ImportRow | undefined
  if (!row) throw new FailureError('NOT_FOUND', { what: 'import', id })
  return read(row)
}

export const listImports = (db: Database): StoredImport[] =>
  (sql(db, 'SELECT * FROM imports ORDER BY seq').all() as ImportRow[]).map(read)

export const importsOfArticle = (db: Database, articleId: string): StoredImport[] =>
  (
    sql(
      db,
      `SELECT * FROM imports WHERE id IN (SELECT import_id FROM import_articles WHERE article_id = ?) ORDER BY seq`,
    ).all(articleId) as ImportRow[]
  ).map(read)
