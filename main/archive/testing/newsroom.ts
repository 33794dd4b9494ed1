import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { Failure, Result } from '#shared/contract/failure.ts'
import { layout } from '../layout.ts'
import { openArchive } from '../open.ts'
import type { Archive, Clock, Ids, LogEntry, OpenOptions } from '../types.ts'

/** A clock that moves on by a second with each look at it, from 2026-05-12 08:00 UTC. */
export function steadyClock(): Clock {
  let time = Date.UTC(2026, 4, 12, 8)
  return { now: () => (time += 1000) }
}

export function countingIds(): Ids {
  let count = 0
  return { next: () => `id-${++count}` }
}

/** A folder of its own, gone after the test. */
export function aFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'banxin-archive-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

export const optionsFor = (dir: string, more: Partial<OpenOptions> = {}): OpenOptions => ({
  dir,
  mode: 'openOrCreate',
  clock: steadyClock(),
  ids: countingIds(),
  author: '编辑甲',
  ...more,
})

export function answerOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`failed: ${JSON.stringify(result.failure)}`)
  return result.value
}

export function failureOf(result: Result<unknown>): Failure {
  if (result.ok) throw new Error('did not fail')
  return result.failure
}

/** An archive in `dir`, closed after the test. */
export async function opened(dir: string, more: Partial<OpenOptions> = {}): Promise<Archive> {
  const archive = answerOf(await openArchive(optionsFor(dir, more)))
  onTestFinished(async () => {
    await archive.close()
  })
  return archive
}

export async function freshArchive(more: Partial<OpenOptions> = {}) {
  const dir = join(aFolder(), 'archive')
  const log: LogEntry[] = []
  const archive = await opened(dir, { log: (entry) => log.push(entry), ...more })
  return { dir, archive, log, at: layout(dir) }
}

/** Nothing at all must be wrong. */
export async function expectSound(archive: Archive): Promise<void> {
  expect(answerOf(await archive.verify())).toMatchObject({ ok: true, problems: [], notes: [] })
}
