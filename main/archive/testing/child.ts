import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { assetHash } from '../hash.ts'
import { firstTables } from '../migrations/0010-first-tables.ts'
import type { Migration } from '../migrations/migrate.ts'
import { openArchive } from '../open.ts'
import type { Archive } from '../types.ts'
import { Writer } from '../writer.ts'
import { anArticle } from './samples.ts'

// A program of its own for the tests that kill it or take its room away. It says on standard output what it has
// been promised is kept, one thing a line, after the promise.

const [task, dir, round] = process.argv.slice(2) as [string, string, string]
const say = (line: string): void => void writeSync(1, `${line}\n`)
const text = (length: number, seed: number): string =>
  Array.from({ length }, (_, index) => String.fromCodePoint(0x4e00 + ((index * 7919 + seed * 104729) % 20_000))).join(
    '',
  )

const open = async (): Promise<Archive> => {
  let count = 0
  const ids = { next: () => `${round}-id-${++count}` }
  const opened = await openArchive({ dir, mode: 'openOrCreate', clock: Date, ids, author: round })
  if (opened.ok) return opened.value
  say(`failed ${opened.failure.code} ${JSON.stringify(opened.failure.details)}`)
  process.exit(1)
}

/** One arrival: an original, the two articles made of it, the record of it, all in one batch. */
const arrive = (archive: Archive, number: number) => {
  const id = `${round}-${number}`
  const original = new TextEncoder().encode(text(600, number) + id)
  const body = [{ type: 'paragraph' as const, runs: [{ text: text(900, number) }] }]
  return archive.batch([
    { do: 'put-asset', source: original },
    { do: 'save', kind: 'article', value: anArticle(`${id}a`, { body }), baseRevision: null, reason: '导入' },
    { do: 'save', kind: 'article', value: anArticle(`${id}b`, { body }), baseRevision: null, reason: '导入' },
    {
      do: 'record-import',
      import: {
        id: `${id}m`,
        original: assetHash(original),
        fileName: 'a.txt',
        encoding: 'utf-8',
        repairs: [],
        articles: [`${id}a`, `${id}b`],
      },
    },
  ])
}

const endless = (version: number): Migration => ({
  version,
  name: 'endless',
  up(db) {
    db.exec('CREATE TABLE endless (x TEXT) STRICT')
    const insert = db.prepare('INSERT INTO endless VALUES (?)')
    for (let i = 0; ; i++) {
      insert.run(text(2000, i))
      if (i === 2000) say('inside')
    }
  },
})

switch (task) {
  case 'write': {
    const archive = await open()
    for (let i = 0; ; i++) {
      const done = await arrive(archive, i)
      say(done.ok ? `import ${round}-${i}m` : `failed ${done.failure.code}`)
      const id = `${round}-${i}a`
      const changed = await archive.articles.save({ article: anArticle(id), baseRevision: 1, reason: '改' })
      say(changed.ok ? `revision ${id} 2` : `failed ${changed.failure.code}`)
    }
  }
  case 'backup': {
    const archive = await open()
    for (let i = 0; i < 40; i++) await arrive(archive, i)
    for (let i = 0; ; i++) {
      const done = await archive.backup(join(dir, '..', `copy-${i}`))
      say(done.ok ? `backup copy-${i}` : `failed ${done.failure.code}`)
    }
  }
  case 'migrate':
    await Writer.open({ dir, create: null, at: '2026', unclean: false }, () => {}, [firstTables, endless(20)])
    break
  case 'create': {
    const create = { id: 'x', author: round }
    await Writer.open({ dir, create, at: '2026', unclean: false }, () => {}, [firstTables, endless(20)])
    break
  }
  case 'forget': {
    const archive = await open()
    await arrive(archive, 0)
    say('forgotten')
    break
  }
  case 'fill': {
    // Under a limit on the size of files, the end of a disk as the system itself tells it.
    const archive = await open()
    const tooLarge = await archive.assets.put(new Uint8Array(8 << 20))
    say(`asset ${tooLarge.ok ? 'ok' : tooLarge.failure.code}`)
    let failures = 0
    for (let i = 0; failures < 3 && i < 10_000; i++) {
      const done = await arrive(archive, i)
      if (done.ok) say(`import ${round}-${i}m`)
      else {
        failures++
        say(`failed ${done.failure.code}`)
      }
    }
    say(`reads ${(await archive.articles.list({ limit: 1 })).ok}`)
    const closed = await archive.close()
    say(`closed ${closed.ok}`)
    break
  }
}
