import type { Result } from '#shared/contract/failure.ts'
import type { Article } from '#shared/document/article.ts'
import type { Issue, Page, Picture } from '#shared/edition/issue.ts'
import type { Publication } from '#shared/edition/publication.ts'
import type { ImportRecord } from './repositories/imports.ts'

/** Where the time comes from: milliseconds since 1970-01-01 UTC. `Date` itself is one. */
export interface Clock {
  now(): number
}

/** Where new ids come from. Two calls never give the same. */
export interface Ids {
  next(): string
}

/** One line of the program's log. `details` may name files and ids, never text of an article. */
export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error'
  readonly event: string
  readonly details?: Readonly<Record<string, string | number>>
  /** For us, not for the screen: another program's message with its stack. */
  readonly trace?: string
}
export type Log = (entry: LogEntry) => void

/** What the archive keeps with revisions, by name. */
export interface Entities {
  article: Article
  page: Page
  issue: Issue
  publication: Publication
  picture: Picture
}
export type EntityName = keyof Entities

/** What is known of one revision without its content. */
export interface RevisionEntry {
  readonly id: string
  /** Counted from 1. */
  readonly revision: number
  /** SHA-256 of the content's canonical JSON, hex: equal content, equal hash, whoever wrote it. */
  readonly contentHash: string
  /** SHA-256 over content hash, parent's hash, author, time and reason: the link of the chain. */
  readonly hash: string
  readonly author: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly reason: string
}

/** A revision with its content, validated and brought up to the present schema. */
export interface Stored<T> extends RevisionEntry {
  readonly value: T
}

/** Answer to a save or a restore. */
export interface Saved extends RevisionEntry {
  /** false: the content was already the newest revision's, nothing was written. */
  readonly changed: boolean
}

export interface PutAsset {
  /** SHA-256 of the bytes, hex: the asset's name from now on. */
  readonly hash: string
  /** Bytes. */
  readonly size: number
  /** false: the archive had it already. */
  readonly added: boolean
}

/** Bytes, or the path of a file to copy from. */
export type AssetSource = Uint8Array | string

/** `baseRevision` is the revision the change was made on; null: it must not exist yet. */
type SaveCommandOf<K extends EntityName> = {
  readonly do: 'save'
  readonly kind: K
  readonly value: Entities[K]
  readonly baseRevision: number | null
  readonly reason: string
}
export type SaveCommand = { [K in EntityName]: SaveCommandOf<K> }[EntityName]

export interface RestoreCommand {
  readonly do: 'restore'
  readonly kind: EntityName
  readonly id: string
  /** The old revision whose content becomes the newest one's. */
  readonly revision: number
  readonly baseRevision: number
  readonly reason: string
}

export interface PutAssetCommand {
  readonly do: 'put-asset'
  readonly source: AssetSource
}

export interface RecordImportCommand {
  readonly do: 'record-import'
  readonly import: ImportRecord
}

/** One write. The commands of a batch may refer to each other in any order. */
export type Command = SaveCommand | RestoreCommand | PutAssetCommand | RecordImportCommand

export type OutcomeOf<C extends Command> = C extends SaveCommand | RestoreCommand
  ? Saved
  : C extends PutAssetCommand
    ? PutAsset
    : StoredImport
export type Outcome = Saved | PutAsset | StoredImport

/** An import as it was recorded. */
export interface StoredImport extends ImportRecord {
  readonly author: string
  readonly at: string
}

export interface ListRange {
  /** Only what was created after the thing with this id. */
  readonly after?: string
  readonly limit?: number
}

/** Calls shared by everything that has revisions. Failures of all: ARCHIVE_DAMAGED when what is stored does not hold. */
export interface Revisioned<K extends EntityName> {
  /** The newest revision; NOT_FOUND. */
  get(id: string): Promise<Result<Stored<Entities[K]>>>
  /** The newest revision of each, in the order asked; NOT_FOUND names the first that is missing. */
  getMany(ids: readonly string[]): Promise<Result<readonly Stored<Entities[K]>[]>>
  /** Newest revisions, in order of creation. */
  list(range?: ListRange): Promise<Result<readonly Stored<Entities[K]>[]>>
  /**
   * Writes a new revision, unless the content is already the newest one's. CONFLICT with `currentRevision`,
   * `currentAuthor` and `currentAt` when `baseRevision` is no longer the newest; NOT_FOUND when it refers to something
   * the archive does not have; BAD_REQUEST when it does not satisfy the schema.
   */
  save(
    input: { readonly [N in K]: Entities[N] } & { readonly baseRevision: number | null; readonly reason: string },
  ): Promise<Result<Saved>>
  /** All revisions, oldest first; NOT_FOUND. */
  revisions(id: string): Promise<Result<readonly RevisionEntry[]>>
  /** One revision with its content; NOT_FOUND. */
  revision(id: string, revision: number): Promise<Result<Stored<Entities[K]>>>
  /** Makes the content of an old revision the newest one; the history stays. CONFLICT, NOT_FOUND. */
  restore(input: Omit<RestoreCommand, 'do' | 'kind'>): Promise<Result<Saved>>
}

export interface Pages extends Revisioned<'page'> {
  /** By page number. */
  ofIssue(issueId: string): Promise<Result<readonly Stored<Page>[]>>
  /** PAGE_NOT_FOUND. */
  ofNumber(issueId: string, number: number): Promise<Result<Stored<Page>>>
}

export interface Issues extends Revisioned<'issue'> {
  /** ISSUE_NOT_FOUND; BAD_REQUEST when several publications have an issue of that date and none is named. */
  ofDate(date: string, publicationId?: string): Promise<Result<Stored<Issue>>>
}

export interface Assets {
  /** FILE_NOT_FOUND, FILE_UNREADABLE for the source; DISK_FULL, ARCHIVE_READ_ONLY for the archive. */
  put(source: AssetSource): Promise<Result<PutAsset>>
  /** The bytes, checked against their hash: NOT_FOUND, ASSET_MISSING, ASSET_DAMAGED. */
  get(hash: string): Promise<Result<Uint8Array>>
  /** The file, for a reader that wants a path: NOT_FOUND, ASSET_MISSING, ASSET_DAMAGED (wrong size). Read-only. */
  path(hash: string): Promise<Result<string>>
  has(hash: string): Promise<Result<boolean>>
}

export interface Imports {
  /**
   * Records what was imported, together with the untouched original, in one transaction. To write the articles in
   * the same transaction use `batch` with `put-asset` and `record-import`.
   */
  record(
    input: Omit<ImportRecord, 'id' | 'original'> & { readonly original: Uint8Array },
  ): Promise<Result<StoredImport>>
  get(id: string): Promise<Result<StoredImport>>
  /** In order of time. */
  list(): Promise<Result<readonly StoredImport[]>>
  /** The imports an article came from. */
  ofArticle(articleId: string): Promise<Result<readonly StoredImport[]>>
}

export const PROBLEM_CODES = [
  'DATABASE_DAMAGED',
  'SCHEMA_CHANGED',
  'REFERENCE_BROKEN',
  'REVISION_CHANGED',
  'REVISION_MISSING',
  'REVISION_UNREADABLE',
  'CHAIN_BROKEN',
  'HEAD_WRONG',
  'IMPORT_CHANGED',
  'ASSET_MISSING',
  'ASSET_WRONG_SIZE',
  'ASSET_DAMAGED',
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]

export interface Problem {
  readonly code: ProblemCode
  /** What it concerns: article, page, …, asset, database. */
  readonly what: string
  readonly id?: string
  readonly revision?: number
  /** A few words for the log and the support desk, e.g. what SQLite said. */
  readonly detail?: string
}

export interface Note {
  readonly code: 'ORPHAN_ASSET' | 'STRANGE_FILE'
  readonly what: string
}

/** `ok` is true when there are no problems; notes are no problems. */
export interface VerifyReport {
  readonly ok: boolean
  readonly checked: Readonly<Record<'articles' | 'pages' | 'issues' | 'publications' | 'pictures', number>> & {
    readonly revisions: number
    readonly imports: number
    readonly assets: number
    readonly assetBytes: number
  }
  readonly problems: readonly Problem[]
  readonly notes: readonly Note[]
}

export interface BackupReport {
  /** The folder: itself an archive that can be opened. */
  readonly to: string
  readonly assets: number
  /** Of database and assets. */
  readonly bytes: number
  /** Assets that could not be taken along because the archive itself lacks them. */
  readonly problems: readonly Problem[]
}

/** An open archive. Calls may be made at any time and in any number; writes are done one after the other. */
export interface Archive {
  readonly dir: string
  /** The archive's own id, given when it was created. */
  readonly id: string
  readonly articles: Revisioned<'article'>
  readonly pages: Pages
  readonly issues: Issues
  readonly publications: Revisioned<'publication'>
  readonly pictures: Revisioned<'picture'>
  readonly assets: Assets
  readonly imports: Imports
  /** Many writes in one transaction: all or nothing. A failure's details name the `command` by its place, from 0. */
  batch<const C extends readonly Command[]>(commands: C): Promise<Result<{ readonly [I in keyof C]: OutcomeOf<C[I]> }>>
  /** Everything is read and recomputed; writes may go on meanwhile. */
  verify(): Promise<Result<VerifyReport>>
  /** A copy of the whole archive in a folder that must not exist yet or be empty; writes may go on meanwhile. */
  backup(to: string): Promise<Result<BackupReport>>
  /** Waits for what was asked, then gives the archive free. May be called twice. */
  close(): Promise<Result<void>>
}

export interface OpenOptions {
  /** The archive's folder. */
  readonly dir: string
  /** `create` refuses a folder with anything in it; `openOrCreate` one that has something else in it. */
  readonly mode: 'create' | 'open' | 'openOrCreate'
  readonly clock: Clock
  readonly ids: Ids
  /** Stands in every revision written through this opening. */
  readonly author: string
  readonly log?: Log
}
