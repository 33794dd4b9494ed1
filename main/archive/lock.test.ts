import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FailureError } from '#shared/contract/failure.ts'
import { type Holder, type Machine, takeLock, thisMachine } from './lock.ts'
import { openArchive } from './open.ts'
import { aFolder, answerOf, failureOf, freshArchive, opened, optionsFor } from './testing/newsroom.ts'

const since = '2026-05-12T08:00:00.000Z'

/** A computer on which the processes given run, each since the time given. */
const machine = (pid: number, running: Record<number, string>, host = 'desk'): Machine => ({
  host,
  pid,
  started: (asked) => running[asked] ?? null,
})

const refusal = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    if (error instanceof FailureError) return error.failure
    throw error
  }
  return null
}

const leave = (dir: string, holder: Holder) => {
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, `${holder.pid}-left.json`), JSON.stringify(holder))
}

describe('the lock of an archive', () => {
  test('says who holds it: process, computer, since when', () => {
    const dir = join(aFolder(), 'lock')
    const lock = takeLock(dir, since)
    const [file] = readdirSync(dir)
    expect(JSON.parse(readFileSync(join(dir, file!), 'utf8'))).toMatchObject({
      pid: process.pid,
      host: hostname(),
      since,
    })
    lock.release()
    expect(existsSync(dir)).toBe(false)
  })

  test('is refused while another process holds it, and free when that one gives it back', () => {
    const dir = join(aFolder(), 'lock')
    const running = { 10: 'a', 20: 'b' }
    const first = takeLock(dir, since, machine(10, running))
    expect(refusal(() => takeLock(dir, since, machine(20, running)))).toEqual({
      code: 'ARCHIVE_IN_USE',
      details: { pid: 10, host: 'desk', since },
    })
    expect(readdirSync(dir)).toHaveLength(1)
    first.release()
    expect(takeLock(dir, since, machine(20, running)).unclean).toBe(false)
  })

  test('of a process that is dead is taken over, and the opening counts as after a crash', () => {
    const dir = join(aFolder(), 'lock')
    leave(dir, { pid: 10, host: 'desk', started: 'a', since })
    expect(takeLock(dir, since, machine(20, { 20: 'b' })).unclean).toBe(true)
    expect(readdirSync(dir)).toHaveLength(1)
  })

  test('of a dead process whose number another one bears now is taken over', () => {
    const dir = join(aFolder(), 'lock')
    leave(dir, { pid: 10, host: 'desk', started: 'boot:100', since })
    expect(takeLock(dir, since, machine(20, { 20: 'b', 10: 'boot:999' })).unclean).toBe(true)
  })

  test('of another computer is never taken over', () => {
    const dir = join(aFolder(), 'lock')
    leave(dir, { pid: 10, host: 'elsewhere', started: 'a', since })
    expect(refusal(() => takeLock(dir, since, machine(20, { 20: 'b' })))).toMatchObject({
      details: { host: 'elsewhere' },
    })
  })

  test('where start times cannot be known, a living process of that number counts as the holder', () => {
    const dir = join(aFolder(), 'lock')
    leave(dir, { pid: 10, host: 'desk', started: '', since })
    expect(refusal(() => takeLock(dir, since, machine(20, { 10: '', 20: '' })))).toMatchObject({
      code: 'ARCHIVE_IN_USE',
    })
  })

  test('torn by a power cut keeps nobody out', () => {
    const dir = join(aFolder(), 'lock')
    mkdirSync(dir)
    writeFileSync(join(dir, '7-torn.json'), '{"pid":')
    expect(takeLock(dir, since).unclean).toBe(true)
  })

  test('is never given to two, whoever comes at whatever moment of the other', () => {
    const running = { 10: 'a', 20: 'b' }
    for (const moment of [0, 1, 2]) {
      const dir = join(aFolder(), 'lock')
      leave(dir, { pid: 5, host: 'desk', started: 'dead', since })
      let asked = 0
      const won: number[] = []
      const slow: Machine = {
        ...machine(10, running),
        started(pid) {
          // Asked about itself before its file is written, about others after: the second comes in between.
          if (asked++ === moment && refusal(() => takeLock(dir, since, machine(20, running))) === null) won.push(20)
          return machine(10, running).started(pid)
        },
      }
      if (refusal(() => takeLock(dir, since, slow)) === null) won.push(10)
      expect(won.length, `moment ${moment}`).toBeLessThanOrEqual(1)
    }
  })

  test('a process that runs is told from one that has ended', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] })
    await once(child, 'spawn')
    expect(thisMachine.started(child.pid!)).not.toBeNull()
    expect(thisMachine.started(process.pid)).not.toBe(thisMachine.started(child.pid!))
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(thisMachine.started(child.pid!)).toBeNull()
  })
})

describe('an archive in use', () => {
  test('is refused to a second opener with the name of the first, then opens when closed', async () => {
    const { archive, dir } = await freshArchive()
    expect(failureOf(await openArchive(optionsFor(dir)))).toMatchObject({
      code: 'ARCHIVE_IN_USE',
      details: { pid: process.pid, host: hostname(), path: dir },
    })
    // The refused one has taken nothing away from the first.
    expect(answerOf(await archive.articles.list())).toEqual([])
    await archive.close()
    await opened(dir, { mode: 'open' })
  })

  test('is refused to another program too', async () => {
    const { dir } = await freshArchive()
    const child = spawn(process.execPath, [join(import.meta.dirname, 'testing', 'child.ts'), 'write', dir, 'r'])
    const said: Buffer[] = []
    child.stdout.on('data', (bytes: Buffer) => said.push(bytes))
    expect(await once(child, 'close')).toEqual([1, null])
    expect(Buffer.concat(said).toString()).toMatch(new RegExp(`^failed ARCHIVE_IN_USE .*"pid":${process.pid}`))
  })

  test('that a program forgets to close does not keep the program running, nor the archive locked', async () => {
    const dir = join(aFolder(), 'archive')
    const child = spawn(process.execPath, [join(import.meta.dirname, 'testing', 'child.ts'), 'forget', dir, 'r'])
    expect(await once(child, 'exit')).toEqual([0, null])
    expect(answerOf(await (await opened(dir)).imports.list())).toHaveLength(1)
  })

  test('left by a program that was killed opens and is looked over', async () => {
    const { archive, dir, at } = await freshArchive()
    await archive.close()
    leave(at.locks, { pid: 2 ** 22 - 1, host: hostname(), started: 'boot:1', since })
    const events: string[] = []
    await opened(dir, { log: (entry) => events.push(entry.event) })
    expect(events).toContain('archive-not-closed-last-time')
  })
})
