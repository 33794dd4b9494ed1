import { FailureError, fail, type Result } from '#shared/contract/failure.ts'
import { AssetFiles } from './asset-files.ts'
import type { Database } from './driver.ts'
import { attempt, errorCode } from './errors.ts'
import { sha256 } from './hash.ts'
import { layout } from './layout.ts'
import { articles } from './repositories/articles.ts'
import { assetOf } from './repositories/assets.ts'
import type { EntityKind } from './repositories/entity.ts'
import { importOf, importsOfArticle, listImports } from './repositories/imports.ts'
import { issueOfDate, issues } from './repositories/issues.ts'
import { has } from './repositories/kinds.ts'
import { pageOfNumber, pages, pagesOfIssue } from './repositories/pages.ts'
import { pictures } from './repositories/pictures.ts'
import { publications } from './repositories/publications.ts'
import { listNewest, newestOf, revisionAt, revisionsOf } from './repositories/revisions.ts'
import type {
  Archive,
  Assets,
  Command,
  Entities,
  EntityName,
  Imports,
  OpenOptions,
  Outcome,
  PutAsset,
  Revisioned,
  Saved,
  StoredImport,
  VerifyReport,
} from './types.ts'
import type { WriterClient } from './writer-client.ts'

export interface Parts {
  readonly options: OpenOptions
  readonly writer: WriterClient
  readonly reader: Database
  readonly verify: () => Promise<VerifyReport>
  readonly release: () => void
}

/**
 * The face of an open archive over its parts. Reads go straight to a connection in this thread: they are looked up by
 * key and take tens of microseconds, less than a message to another thread and back. What reads everything (`verify`,
 * later search) has a thread of its own.
 */
export function archiveOver(parts: Parts): Archive {
  const { options, writer, reader } = parts
  const { dir, clock, ids, author, log } = options
  const now = () => new Date(clock.now()).toISOString()
  const id = archiveId(reader)
  const files = new AssetFiles(layout(dir).assets)
  let closing: Promise<Result<void>> | undefined

  /** What befalls the archive as a whole is told with its path. */
  const named = <T>(result: Result<T>): Result<T> =>
    result.ok || !/^(ARCHIVE_|DISK_FULL)/.test(result.failure.code)
      ? result
      : fail(result.failure.code, { ...result.failure.details, path: dir })

  const running = new Set<Promise<unknown>>()
  const call = <T>(work: () => T | Promise<T>): Promise<Result<T>> => {
    if (closing) return Promise.resolve(fail('INTERNAL', { error: 'archive-closed' }))
    const answer = attempt(work, {}, log).then(named)
    running.add(answer)
    void answer.then(() => running.delete(answer))
    return answer
  }

  const write = (commands: readonly Command[]): Promise<Outcome[]> =>
    writer.call('batch', { author, at: now(), commands })

  /** A single command has no place among others to be named by. */
  const writeOne = async <T extends Outcome>(command: Command): Promise<T> => {
    try {
      return (await write([command]))[0] as T
    } catch (error) {
      if (!(error instanceof FailureError)) throw error
      const { command: _place, ...details } = error.failure.details
      throw new FailureError(error.failure.code, details, { cause: error })
    }
  }

  const revisioned = <K extends EntityName>(kind: EntityKind<K>): Revisioned<K> => ({
    get: (id) => call(() => newestOf(reader, kind, id)),
    getMany: (ids) => call(() => ids.map((id) => newestOf(reader, kind, id))),
    list: (range) => call(() => listNewest(reader, kind, range)),
    revisions: (id) => call(() => revisionsOf(reader, kind, id)),
    revision: (id, revision) => call(() => revisionAt(reader, kind, id, revision)),
    save: ({ baseRevision, reason, ...named }) =>
      call(() => {
        const value = (named as unknown as Record<K, Entities[K]>)[kind.name]
        return writeOne<Saved>({ do: 'save', kind: kind.name, value, baseRevision, reason } as Command)
      }),
    restore: (input) => call(() => writeOne<Saved>({ ...input, do: 'restore', kind: kind.name })),
  })

  const assets: Assets = {
    put: (source) => call(() => writeOne<PutAsset>({ do: 'put-asset', source })),
    get: (hash) => call(() => files.read(assetOf(reader, hash))),
    path: (hash) => call(() => files.locate(assetOf(reader, hash))),
    has: (hash) => call(() => has(reader, { kind: 'asset', id: hash })),
  }

  const imports: Imports = {
    record: (input) =>
      call(async () => {
        const record = { ...input, id: ids.next(), original: sha256(input.original) }
        const outcomes = await write([
          { do: 'put-asset', source: input.original },
          { do: 'record-import', import: record },
        ])
        return outcomes[1] as StoredImport
      }),
    get: (id) => call(() => importOf(reader, id)),
    list: () => call(() => listImports(reader)),
    ofArticle: (articleId) => call(() => importsOfArticle(reader, articleId)),
  }

  const close = async (): Promise<Result<void>> => {
    await Promise.all(running)
    // Before the writer, which as the last connection puts the WAL away.
    reader.close()
    const closed = named(await attempt(() => writer.close(), {}, log))
    // Whatever the writer said, nothing may stay locked.
    parts.release()
    return closed
  }

  return {
    dir,
    id,
    articles: revisioned(articles),
    pages: {
      ...revisioned(pages),
      ofIssue: (issueId) => call(() => pagesOfIssue(reader, issueId)),
      ofNumber: (issueId, number) => call(() => pageOfNumber(reader, issueId, number)),
    },
    issues: {
      ...revisioned(issues),
      ofDate: (date, publicationId) => call(() => issueOfDate(reader, date, publicationId)),
    },
    publications: revisioned(publications),
    pictures: revisioned(pictures),
    assets,
    imports,
    batch: ((commands: readonly Command[]) => call(() => write(commands))) as unknown as Archive['batch'],
    verify: () => call(parts.verify),
    backup: (to) => call(() => writer.call('backup', { to, at: now() })),
    close: () => (closing ??= close()),
  }
}

function archiveId(reader: Database): string {
  try {
    const id = reader.prepare('SELECT id FROM archive').pluck().get()
    if (typeof id === 'string') return id
  } catch (error) {
    // SQLITE_ERROR: there is no such table. Anything else speaks for itself.
    if (errorCode(error) !== 'SQLITE_ERROR') throw error
  }
  throw new FailureError('ARCHIVE_DAMAGED', { what: 'archive' })
}
