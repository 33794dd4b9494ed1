import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { FailureError } from '#shared/contract/failure.ts'
import type { Article } from '#shared/document/article.ts'
import { loadDriver } from './driver.ts'
import { layout } from './layout.ts'
import { fill } from './testing/filled.ts'
import { aFolder, answerOf, expectSound, freshArchive, opened } from './testing/newsroom.ts'
import { anArticle } from './testing/samples.ts'
import { verifyArchive } from './verify.ts'
import { Writer } from './writer.ts'
import { WriterClient } from './writer-client.ts'

const start = (dir: string, create = false) => ({
  dir,
  create: create ? { id: 'x', author: '甲' } : null,
  at: '2026-05-12T08:00:00.000Z',
  unclean: false,
})

/** Every table's rows, in order. */
function contents(dir: string): Record<string, unknown[]> {
  const db = new (loadDriver())(layout(dir).database, { readonly: true })
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all() as string[]
  const rows = tables.map((name) => [name, db.prepare(`SELECT * FROM ${name}`).all()])
  db.close()
  return Object.fromEntries(rows)
}

describe('the writer', () => {
  test('with the same clock and ids writes the same archive again', async () => {
    const once = async () => {
      const { archive, dir } = await freshArchive()
      await fill(archive)
      await archive.imports.record({
        original: new Uint8Array([1]),
        fileName: '',
        encoding: '',
        repairs: [],
        articles: [],
      })
      await archive.close()
      return contents(dir)
    }
    const first = await once()
    expect(first.article_revisions).toHaveLength(4)
    expect(await once()).toEqual(first)
  })

  test('keeps every history that a newsroom can make of saves, late saves and restores', async () => {
    const dir = join(aFolder(), 'archive')
    await opened(dir).then((archive) => archive.close())
    const writer = await Writer.open(start(dir), () => {})
    onTestFinished(() => writer.close())
    let run = 0
    const step = fc.record({
      article: fc.integer({ min: 0, max: 2 }),
      deck: fc.string({ unit: 'binary', maxLength: 6 }),
      base: fc.integer({ min: -1, max: 0 }),
      restore: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        run++
        const model = new Map<string, Article[]>()
        for (const { article, deck, base, restore } of steps) {
          const id = `${run}-${article}`
          const history = model.get(id) ?? []
          const baseRevision = history.length + base || null
          const value = restore === null ? anArticle(id, { deck }) : history[restore - 1]
          const command =
            restore === null
              ? ({ do: 'save', kind: 'article', value: value!, baseRevision, reason: deck } as const)
              : ({
                  do: 'restore',
                  kind: 'article',
                  id,
                  revision: restore,
                  baseRevision: baseRevision ?? 0,
                  reason: '',
                } as const)
          const right =
            value !== undefined && (baseRevision ?? 0) === history.length && (restore === null || history.length > 0)
          let failure: string | null = null
          try {
            writer.batch({ author: '甲', at: '2026', commands: [command] })
          } catch (error) {
            failure = (error as FailureError).failure.code
          }
          expect(failure === null).toBe(right)
          if (!right || value === undefined) continue
          const newest = history.at(-1)
          if (JSON.stringify(newest) !== JSON.stringify(value)) model.set(id, [...history, value])
        }
        for (const [id, history] of model) {
          const kept = writer.db
            .prepare('SELECT content FROM article_revisions WHERE id = ? ORDER BY revision')
            .pluck()
            .all(id) as string[]
          expect(kept.map((text) => JSON.parse(text) as unknown)).toEqual(history)
        }
      }),
      { seed: 12, numRuns: 60 },
    )
    expect((await verifyArchive(dir)).problems).toEqual([])
  })
})

describe('the thread of the writer', () => {
  test('answers a failure as data and tells the log where it arose', async () => {
    const { archive, dir } = await freshArchive()
    await archive.close()
    const log: unknown[] = []
    const client = await WriterClient.open(start(dir), (entry) => log.push(entry))
    const nonsense = { author: '甲', at: '2026', commands: null } as never
    await expect(client.call('batch', nonsense)).rejects.toMatchObject({
      failure: { code: 'INTERNAL', details: { error: 'TypeError' } },
    })
    expect(log).toMatchObject([{ event: 'archive-writer-failed', trace: expect.stringContaining('writer.ts') }])
    // One bad request does not end it.
    expect(await client.call('batch', { author: '甲', at: '2026', commands: [] })).toEqual([])
    await client.close()
    await expect(client.call('batch', { author: '甲', at: '2026', commands: [] })).rejects.toMatchObject({
      failure: { details: { error: 'writer-stopped' } },
    })
  })

  test('does what was asked before it closes', async () => {
    const { archive, dir } = await freshArchive()
    const saves = Array.from({ length: 20 }, (_, index) =>
      archive.articles.save({ article: anArticle(`a${index}`), baseRevision: null, reason: '' }),
    )
    const backup = archive.backup(join(aFolder(), 'copy'))
    const closed = archive.close()
    for (const save of await Promise.all(saves)) answerOf(save)
    answerOf(await backup)
    answerOf(await closed)
    const again = await opened(dir)
    expect(answerOf(await again.articles.list())).toHaveLength(20)
    await expectSound(again)
  })

  test('finishes a backup that is under way when it is told to close', async () => {
    const { archive, dir } = await freshArchive()
    await fill(archive)
    await archive.close()
    const client = await WriterClient.open(start(dir), () => {})
    const backup = client.call('backup', { to: join(aFolder(), 'copy'), at: '2026' })
    await client.close()
    expect(await backup).toMatchObject({ assets: 2, problems: [] })
  })

  test('is not closed under a verification', async () => {
    const { archive } = await freshArchive()
    const done: string[] = []
    const verified = archive.verify().then(() => done.push('verified'))
    const closed = archive.close().then(() => done.push('closed'))
    await Promise.all([verified, closed])
    expect(done).toEqual(['verified', 'closed'])
  })

  test('takes saves of one article one after the other: of two on the same revision, one is a conflict', async () => {
    const { archive } = await freshArchive()
    await archive.articles.save({ article: anArticle('a'), baseRevision: null, reason: '' })
    const both = await Promise.all(
      ['甲', '乙'].map((deck) =>
        archive.articles.save({ article: anArticle('a', { deck }), baseRevision: 1, reason: '' }),
      ),
    )
    expect(both.map((result) => (result.ok ? 'saved' : result.failure.code))).toEqual(['saved', 'CONFLICT'])
  })

  test('that cannot open says why and is gone', async () => {
    const opening = WriterClient.open(start(join(aFolder(), 'none')), () => {})
    await expect(opening).rejects.toBeInstanceOf(FailureError)
  })
})
