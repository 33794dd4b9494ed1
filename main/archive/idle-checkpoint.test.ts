import { statSync } from 'node:fs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { IDLE, IdleCheckpoint } from './idle-checkpoint.ts'
import { freshArchive } from './testing/newsroom.ts'
import { anArticle } from './testing/samples.ts'
import { Writer } from './writer.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

test('the WAL is emptied half a minute after the last write, not while writing goes on', async () => {
  vi.useRealTimers()
  const { archive, dir, at } = await freshArchive()
  await archive.close()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const writer = await Writer.open({ dir, create: null, at: '2026', unclean: false }, () => {})
  const wal = () => statSync(`${at.database}-wal`).size
  const write = (id: string) =>
    writer.batch({
      author: '甲',
      at: '2026',
      commands: [{ do: 'save', kind: 'article', value: anArticle(id), baseRevision: null, reason: '' }],
    })
  write('a')
  vi.advanceTimersByTime(IDLE - 1)
  write('b')
  vi.advanceTimersByTime(IDLE - 1)
  expect(wal()).toBeGreaterThan(0)
  vi.advanceTimersByTime(1)
  expect(wal()).toBe(0)
  writer.close()
})

test('one that fails is logged and harms nothing', () => {
  const log: string[] = []
  const checkpoint = new IdleCheckpoint(
    () => {
      throw new Error('busy')
    },
    (entry) => log.push(entry.event),
  )
  checkpoint.wrote()
  vi.advanceTimersByTime(IDLE)
  expect(log).toEqual(['checkpoint-failed'])
})
