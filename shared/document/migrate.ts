import { fail, ok, type Result } from '../contract/failure.ts'
import { ARTICLE_SCHEMA, Article } from './article.ts'

/** Turns an article's JSON of one schema version into the next; it may trust that version's shape and nothing more. */
export type MigrationStep = (article: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>

/** How versions are brought up: the step under `n` makes `n + 1` of `n`. Version 1 is the first that was ever written. */
export interface MigrationPath {
  readonly current: number
  readonly steps: Readonly<Record<number, MigrationStep>>
}

const PATH: MigrationPath = { current: ARTICLE_SCHEMA, steps: {} }

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Brings an article's JSON of any older version to the current one, unvalidated. Fails with ARCHIVE_NEWER {schema,
 * current} for a version this program does not know yet, BAD_REQUEST {field, reason} for what is no article.
 */
export function migrateArticle(json: unknown, path: MigrationPath = PATH): Result<Record<string, unknown>> {
  if (!isRecord(json)) return fail('BAD_REQUEST', { field: 'article', reason: 'not-an-object' })
  const { schema } = json
  if (typeof schema !== 'number' || !Number.isInteger(schema) || schema < 1) {
    return fail('BAD_REQUEST', { field: 'schema', reason: 'not-a-version' })
  }
  if (schema > path.current) return fail('ARCHIVE_NEWER', { schema, current: path.current })
  let article: Readonly<Record<string, unknown>> = json
  for (let version = schema; version < path.current; version++) {
    const step = path.steps[version]
    if (!step) return fail('BAD_REQUEST', { field: 'schema', reason: `no-step-from-${version}` })
    article = { ...step(article), schema: version + 1 }
  }
  return ok({ ...article })
}

/**
 * Reads an article from JSON of any version: migrated, then held against the schema; unknown fields are refused. Fails as
 * {@link migrateArticle} does, and with BAD_REQUEST naming the first field that does not fit.
 */
export function parseArticle(json: unknown): Result<Article> {
  const migrated = migrateArticle(json)
  if (!migrated.ok) return migrated
  const parsed = Article.safeParse(migrated.value)
  if (parsed.success) return ok(parsed.data)
  const issue = parsed.error.issues[0]!
  return fail('BAD_REQUEST', { field: issue.path.join('.') || 'article', reason: issue.code })
}
