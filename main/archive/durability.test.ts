import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, test } from 'vitest'
import { loadDriver } from './driver.ts'
import { layout } from './layout.ts'
import { versionOf } from './migrations/migrate.ts'
import { aFolder, answerOf, expectSound, freshArchive, opened } from './testing/newsroom.ts'
import { anArticle } from './testing/samples.ts'
import type { Archive, Command } from './types.ts'
import { Writer } from './writer.ts'

const CHILD = join(import.meta.dirname, 'testing', 'child.ts')

/** Runs the child until it has said so many lines, kills it there and then, and returns all it managed to say. */
async function killedAfter(lines: number, task: string, dir: string, round = 'r'): Promise<string[]> {
  const child = spawn(process.execPath, [CHILD, task, dir, round], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const said: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line)
    // The child does not wait for this: it is somewhere in the next write when it dies.
    if (said.length === lines) child.kill('SIGKILL')
  }
  expect(await ended).toEqual([null, 'SIGKILL'])
  expect(said.filter((line) => line.startsWith('failed'))).toEqual([])
  return said
}

/** Numbers that look random and are the same in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state % below
  }
}

const sound = async (archive: Archive) => {
  const report = answerOf(await archive.verify())
  expect(report.problems).toEqual([])
  // A file that was in its place before the row was committed is allowed, and named; anything else would be strange.
  expect(report.notes.filter((note) => note.code !== 'ORPHAN_ASSET')).toEqual([])
  return report
}

describe('a program that is killed', () => {
  test('while it writes loses nothing it had promised and leaves nothing half done', async () => {
    const dir = join(aFolder(), 'archive')
    const random = seeded(20260512)
    const promised: string[] = []
    for (let round = 0; round < 5; round++) {
      promised.push(...(await killedAfter(1 + random(40), 'write', dir, `r${round}`)))
      const archive = await opened(dir, { mode: 'open' })
      await sound(archive)
      for (const line of promised) {
        const [what, id, revision] = line.split(' ') as [string, string, string]
        if (what === 'import') expect(answerOf(await archive.imports.get(id)).articles).toHaveLength(2)
        else expect(answerOf(await archive.articles.get(id)).revision).toBe(Number(revision))
      }
      // Articles come in twos with their import; one alone would be half a batch.
      const [articles, imports] = [await archive.articles.list(), await archive.imports.list()]
      expect(answerOf(articles)).toHaveLength(answerOf(imports).length * 2)
      expect(readdirSync(layout(dir).locks)).toHaveLength(1)
      await archive.close()
    }
    expect(promised.length).toBeGreaterThan(20)
  })

  test('inside a backup leaves whole backups or none, and the archive as it was', async () => {
    const dir = join(aFolder(), 'archive')
    const said = await killedAfter(2, 'backup', dir)
    const archive = await opened(dir, { mode: 'open' })
    await sound(archive)
    const copies = readdirSync(join(dir, '..')).filter((name) => name.startsWith('copy-'))
    expect(copies).toEqual(expect.arrayContaining(said.map((line) => line.split(' ')[1])))
    for (const name of copies) await sound(await opened(join(dir, '..', name), { mode: 'open' }))
    const next = join(dir, '..', `copy-${copies.length}`)
    answerOf(await archive.backup(next))
  })

  test('inside a migration leaves the archive as it was before, and the copy made first', async () => {
    const { archive, dir, at } = await freshArchive()
    await archive.articles.save({ article: anArticle('a1'), baseRevision: null, reason: '' })
    await archive.close()
    expect(await killedAfter(1, 'migrate', dir)).toEqual(['inside'])
    expect(readdirSync(at.backups)).toHaveLength(1)
    const again = await opened(dir, { mode: 'open' })
    await expectSound(again)
    expect(answerOf(await again.articles.list())).toHaveLength(1)
    const copy = new (loadDriver())(join(at.backups, readdirSync(at.backups)[0]!), { readonly: true })
    expect(versionOf(copy)).toBe(10)
    copy.close()
  })

  test('inside the making of an archive leaves no archive, and it can be made again', async () => {
    const dir = aFolder()
    expect(await killedAfter(1, 'create', dir)).toEqual(['inside'])
    expect(existsSync(join(dir, 'archive.db'))).toBe(false)
    await expectSound(await opened(dir, { mode: 'create' }))
  })
})

describe('a full disk', () => {
  test('as SQLite sees it: the save fails as a whole, what was there stays, and with room again it goes on', async () => {
    const { archive, dir } = await freshArchive()
    await archive.articles.save({ article: anArticle('a0'), baseRevision: null, reason: '' })
    await archive.close()
    const writer = await Writer.open({ dir, create: null, at: '2026', unclean: false }, () => {})
    const batch = (count: number): Command[] => [
      { do: 'put-asset', source: new Uint8Array(100).fill(count) },
      ...Array.from(
        { length: count },
        (_, index): Command => ({
          do: 'save',
          kind: 'article',
          value: anArticle(`n${index}`, { slug: '字'.repeat(3000) }),
          baseRevision: null,
          reason: '',
        }),
      ),
    ]
    const write = (count: number) => writer.batch({ author: '甲', at: '2026', commands: batch(count) })
    const pages = Number(writer.db.pragma('page_count', { simple: true }))
    writer.db.pragma(`max_page_count = ${pages + 20}`)
    expect(() => write(50)).toThrow('DISK_FULL')
    expect(writer.db.inTransaction).toBe(false)
    expect(writer.db.prepare('SELECT count(*) FROM articles').pluck().get()).toBe(1)
    expect(writer.db.prepare('SELECT count(*) FROM assets').pluck().get()).toBe(0)
    writer.db.pragma('max_page_count = 1000000')
    expect(write(50)).toHaveLength(51)
    writer.close()
    await expectSound(await opened(dir))
  })

  test('as the system tells it: refused by name, everything promised is there afterwards', async (context) => {
    if (process.platform === 'win32') context.skip('no limit on file sizes can be set on Windows')
    const dir = join(aFolder(), 'archive')
    const command = 'ulimit -f 2000 && exec "$0" "$@"'
    const child = spawn('sh', ['-c', command, process.execPath, CHILD, 'fill', dir, 'f'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const said: string[] = []
    for await (const line of createInterface({ input: child.stdout })) said.push(line)
    expect(said[0]).toBe('asset DISK_FULL')
    const promised = said.filter((line) => line.startsWith('import'))
    expect(promised.length).toBeGreaterThan(5)
    expect(said.filter((line) => line.startsWith('failed'))).toEqual(Array(3).fill('failed DISK_FULL'))
    expect(said).toContain('reads true')
    expect(said).toContain('closed true')
    const archive = await opened(dir, { mode: 'open' })
    await expectSound(archive)
    for (const line of promised) answerOf(await archive.imports.get(line.split(' ')[1]!))
    expect(answerOf(await archive.imports.list())).toHaveLength(promised.length)
  })
})
