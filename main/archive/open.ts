import { mkdirSync, rmdirSync, rmSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { FailureError, type Result } from '#shared/contract/failure.ts'
import { archiveOver } from './archive.ts'
import { openReadConnection } from './connection.ts'
import { checkRuntime, type Database } from './driver.ts'
import { attempt, badRequest } from './errors.ts'
import { inspectFolder, layout, unfinishedFiles } from './layout.ts'
import { type Lock, takeLock } from './lock.ts'
import type { Archive, Log, OpenOptions, VerifyReport } from './types.ts'
import { WriterClient } from './writer-client.ts'

/**
 * Opens an archive, or makes one. Failures: NODE_TOO_OLD; ARCHIVE_NOT_FOUND, ARCHIVE_NOT_AN_ARCHIVE (`path`);
 * ARCHIVE_NEWER (`archiveVersion`, `programVersion`); ARCHIVE_IN_USE (`pid`, `host`, `since`); ARCHIVE_DAMAGED;
 * ARCHIVE_READ_ONLY; DISK_FULL; BAD_REQUEST with `reason: archive-exists` when `create` finds one. Every failure's
 * details hold the `path`. A folder that is refused is left as it was.
 */
export function openArchive(options: OpenOptions): Promise<Result<Archive>> {
  return attempt(() => open(options), { path: options.dir }, options.log)
}

async function open(options: OpenOptions): Promise<Archive> {
  const log: Log = options.log ?? (() => {})
  const tooOld = checkRuntime({ node: process.versions.node, napi: process.versions.napi ?? '0' })
  if (tooOld) throw new FailureError(tooOld.code, tooOld.details)
  const at = layout(options.dir)
  const since = new Date(options.clock.now()).toISOString()
  const create = mustCreate(options)
  const madeFolder = create && mkdirSync(options.dir, { recursive: true }) !== undefined

  let lock: Lock | undefined
  try {
    lock = takeLock(at.locks, since)
    if (lock.unclean) log({ level: 'warn', event: 'archive-not-closed-last-time', details: { path: options.dir } })
    // Asked again with the lock in hand: another program may have made the archive in between.
    const make = create && mustCreate(options)
    const writer = await WriterClient.open(
      {
        dir: options.dir,
        create: make ? { id: options.ids.next(), author: options.author } : null,
        at: since,
        unclean: lock.unclean,
      },
      log,
    )
    let reader: Database | undefined
    try {
      reader = openReadConnection(at.database)
      const { release } = lock
      return archiveOver({ options, writer, reader, verify: () => verifyInWorker(options.dir), release })
    } catch (error) {
      reader?.close()
      await writer.close().catch(() => {})
      throw error
    }
  } catch (error) {
    lock?.release()
    if (create) tidyAfterFailedCreation(options.dir, madeFolder)
    throw error
  }
}

/** Whether an archive is to be made; throws when the folder does not allow what was asked. */
function mustCreate(options: OpenOptions): boolean {
  const path = options.dir
  switch (inspectFolder(path)) {
    case 'absent':
      if (options.mode === 'open') throw new FailureError('ARCHIVE_NOT_FOUND', { path })
      return true
    case 'empty':
      if (options.mode === 'open') throw new FailureError('ARCHIVE_NOT_AN_ARCHIVE', { path })
      return true
    case 'archive':
      if (options.mode === 'create') throw badRequest('dir', 'archive-exists')
      return false
    case 'damaged':
      throw new FailureError('ARCHIVE_DAMAGED', { path, what: 'database' })
    case 'other':
      throw new FailureError('ARCHIVE_NOT_AN_ARCHIVE', { path })
  }
}

function tidyAfterFailedCreation(dir: string, madeFolder: boolean): void {
  const at = layout(dir)
  try {
    if (inspectFolder(dir) !== 'empty') return
    for (const file of unfinishedFiles(at.unfinished)) rmSync(file, { force: true })
    rmSync(at.assets, { recursive: true, force: true })
    if (madeFolder) rmdirSync(dir)
  } catch {
    // Remains are no harm: the folder still counts as empty. The first error is the one to tell.
  }
}

function verifyInWorker(dir: string): Promise<VerifyReport> {
  const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), { workerData: dir })
  return new Promise((resolve, reject) => {
    worker.once('message', (result: Result<VerifyReport>) => {
      if (result.ok) resolve(result.value)
      else reject(new FailureError(result.failure.code, result.failure.details))
    })
    worker.once('error', reject)
    worker.once('exit', () => reject(new FailureError('INTERNAL', { error: 'verify-stopped' })))
  })
}
