import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openReadConnection, openWriteConnection } from './connection.ts'
import { checkRuntime, loadDriver } from './driver.ts'
import { APPLICATION_ID } from './layout.ts'
import { ARCHIVE_VERSION } from './migrations/index.ts'
import { openArchive } from './open.ts'
import { aFolder, answerOf, expectSound, failureOf, freshArchive, opened, optionsFor } from './testing/newsroom.ts'
import { anArticle } from './testing/samples.ts'

describe('opening an archive', () => {
  test('a folder that is not there is made, or missed, as asked', async () => {
    const dir = join(aFolder(), 'deep', 'archive')
    expect(failureOf(await openArchive(optionsFor(dir, { mode: 'open' })))).toEqual({
      code: 'ARCHIVE_NOT_FOUND',
      details: { path: dir },
    })
    expect(existsSync(dir)).toBe(false)
    const archive = await opened(dir, { mode: 'create' })
    expect(archive.id).toBe('id-1')
    await archive.close()
    expect(readdirSync(dir).sort()).toEqual(['archive.db', 'assets'])
    expect((await opened(dir, { mode: 'openOrCreate' })).id).toBe('id-1')
  })

  test('creating over an archive is refused and leaves it as it was', async () => {
    const { archive, dir } = await freshArchive()
    await archive.articles.save({ article: anArticle('a1'), baseRevision: null, reason: '' })
    await archive.close()
    expect(failureOf(await openArchive(optionsFor(dir, { mode: 'create' })))).toMatchObject({
      code: 'BAD_REQUEST',
      details: { reason: 'archive-exists', path: dir },
    })
    expect(answerOf(await (await opened(dir)).articles.list())).toHaveLength(1)
  })

  test('a folder of other things is refused and nothing is put into it', async () => {
    const dir = aFolder()
    writeFileSync(join(dir, 'letters.txt'), 'x')
    for (const mode of ['open', 'create', 'openOrCreate'] as const) {
      expect(failureOf(await openArchive(optionsFor(dir, { mode })))).toEqual({
        code: 'ARCHIVE_NOT_AN_ARCHIVE',
        details: { path: dir },
      })
    }
    expect(readdirSync(dir)).toEqual(['letters.txt'])
  })

  test('an empty folder is no archive to open but one to create in', async () => {
    const dir = aFolder()
    expect(failureOf(await openArchive(optionsFor(dir, { mode: 'open' }))).code).toBe('ARCHIVE_NOT_AN_ARCHIVE')
    await opened(dir, { mode: 'create' })
  })

  test('a file in place of a folder is no archive', async () => {
    const file = join(aFolder(), 'archive')
    writeFileSync(file, 'x')
    expect(failureOf(await openArchive(optionsFor(file))).code).toBe('ARCHIVE_NOT_AN_ARCHIVE')
  })

  test("another program's SQLite file is refused and not touched", async () => {
    const dir = aFolder()
    const file = join(dir, 'archive.db')
    const other = new (loadDriver())(file)
    other.exec('CREATE TABLE bookmarks (url TEXT)')
    other.close()
    const before = readFileSync(file)
    expect(failureOf(await openArchive(optionsFor(dir))).code).toBe('ARCHIVE_NOT_AN_ARCHIVE')
    expect(readFileSync(file)).toEqual(before)
    expect(readdirSync(dir)).toEqual(['archive.db'])
  })

  test('an archive of a newer program is refused with both versions and not touched', async () => {
    const { archive, dir, at } = await freshArchive()
    await archive.close()
    const db = new (loadDriver())(at.database)
    db.pragma('user_version = 990')
    db.close()
    const before = readFileSync(at.database)
    expect(failureOf(await openArchive(optionsFor(dir)))).toEqual({
      code: 'ARCHIVE_NEWER',
      details: { path: dir, archiveVersion: 990, programVersion: ARCHIVE_VERSION },
    })
    expect(readFileSync(at.database)).toEqual(before)
    expect(existsSync(at.locks)).toBe(false)
  })

  test('a creation that was cut short can be made again', async () => {
    const dir = aFolder()
    mkdirSync(join(dir, 'assets'))
    writeFileSync(join(dir, 'archive.db.new'), 'half')
    const archive = await opened(dir, { mode: 'create' })
    await expectSound(archive)
  })
})

describe('a damaged archive', () => {
  const damaged = async (damage: (file: string) => void) => {
    const { archive, dir, at } = await freshArchive()
    for (let i = 0; i < 40; i++) {
      await archive.articles.save({ article: anArticle(`a${i}`), baseRevision: null, reason: '' })
    }
    await archive.close()
    damage(at.database)
    const size = statSync(at.database).size
    const failure = failureOf(await openArchive(optionsFor(dir)))
    expect(statSync(at.database).size).toBe(size)
    return failure
  }
  const overwrite = (offset: number, length: number) => (file: string) => {
    const fd = openSync(file, 'r+')
    writeSync(fd, Buffer.alloc(length, 0xa5), 0, length, offset)
    closeSync(fd)
  }

  test('with pages written over is refused as damaged', async () => {
    expect((await damaged(overwrite(4096 * 3, 4096 * 8))).code).toBe('ARCHIVE_DAMAGED')
  })

  test('with its first bytes gone is refused as damaged, not as foreign', async () => {
    expect((await damaged(overwrite(0, 100))).code).toBe('ARCHIVE_DAMAGED')
  })

  test('with its tables gone is refused as damaged', async () => {
    const failure = await damaged((file) => {
      const db = new (loadDriver())(file)
      db.pragma('foreign_keys = OFF')
      db.exec('DROP TABLE archive')
      db.close()
    })
    expect(failure).toMatchObject({ code: 'ARCHIVE_DAMAGED', details: { what: 'archive' } })
  })

  test('marked as ours but never filled is refused as damaged', async () => {
    const dir = aFolder()
    const db = new (loadDriver())(join(dir, 'archive.db'))
    db.pragma(`application_id = ${APPLICATION_ID}`)
    db.close()
    expect(failureOf(await openArchive(optionsFor(dir))).code).toBe('ARCHIVE_DAMAGED')
    const after = new (loadDriver())(join(dir, 'archive.db'), { readonly: true })
    onTestFinished(() => void after.close())
    expect(after.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()).toBe(0)
  })
})

describe('an archive that may not be written', () => {
  test('is refused as read-only', async (context) => {
    if (process.platform === 'win32') context.skip('folders have no write bit on Windows')
    const { archive, dir } = await freshArchive()
    await archive.close()
    const root = process.getuid?.() === 0
    if (root) {
      // root may write anywhere, so the test looks at it as somebody else.
      for (const path of [join(dir, '..'), dir]) chmodSync(path, 0o755)
      chownSync(join(dir, '..'), 65534, 65534)
      process.seteuid!(65534)
      onTestFinished(() => process.seteuid!(0))
    } else {
      chmodSync(dir, 0o555)
      onTestFinished(() => chmodSync(dir, 0o755))
    }
    const result = await openArchive(optionsFor(dir))
    if (root) process.seteuid!(0)
    expect(failureOf(result)).toMatchObject({ code: 'ARCHIVE_READ_ONLY', details: { path: dir } })
  })
})

describe('the settings of the database', () => {
  const setting = (db: ReturnType<typeof openWriteConnection>, name: string) => db.pragma(name, { simple: true })

  test('of the writer, read back before and after its first write', async () => {
    const { archive, at } = await freshArchive()
    await archive.close()
    const db = openWriteConnection(at.database, 'open')
    onTestFinished(() => void db.close())
    const expected = {
      journal_mode: 'wal',
      synchronous: 2,
      foreign_keys: 1,
      busy_timeout: 5000,
      trusted_schema: 0,
      cell_size_check: 1,
      application_id: APPLICATION_ID,
      user_version: ARCHIVE_VERSION,
    }
    for (const [name, value] of Object.entries(expected)) expect([name, setting(db, name)]).toEqual([name, value])
    db.exec("UPDATE archive SET created_by = 'x'")
    expect(setting(db, 'synchronous')).toBe(2)
    expect(Buffer.from(readFileSync(at.database).subarray(68, 72)).toString('latin1')).toBe('BANX')
  })

  test('of readers, who cannot write', async () => {
    const { archive, at } = await freshArchive()
    await archive.close()
    const db = openReadConnection(at.database)
    onTestFinished(() => void db.close())
    expect(setting(db, 'query_only')).toBe(1)
    expect(setting(db, 'trusted_schema')).toBe(0)
    expect(setting(db, 'cell_size_check')).toBe(1)
    expect(setting(db, 'busy_timeout')).toBe(5000)
    expect(() => db.exec('DELETE FROM archive')).toThrow(/readonly/)
  })

  test('every table is strict, and JSON that is none is refused', async () => {
    const { archive, at } = await freshArchive()
    await archive.close()
    const db = openWriteConnection(at.database, 'open')
    onTestFinished(() => void db.close())
    const loose = db
      .prepare("SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'")
      .all()
    expect(loose).toEqual([])
    expect(() => db.exec("INSERT INTO articles (id, revision) VALUES ('x', 'many')")).toThrow(/cannot store TEXT/)
  })
})

describe('the Node this runs on', () => {
  test('is refused with both versions when the driver would crash on it', () => {
    const needed = '22.14.0'
    expect(checkRuntime({ node: '20.19.4', napi: '9' })).toEqual({
      code: 'NODE_TOO_OLD',
      details: { found: '20.19.4', needed },
    })
    expect(checkRuntime({ node: '22.13.1', napi: '9' })?.code).toBe('NODE_TOO_OLD')
    expect(checkRuntime({ node: '22.14.0', napi: '9' })?.code).toBe('NODE_TOO_OLD')
    expect(checkRuntime({ node: '23.0.0' })?.code).toBe('NODE_TOO_OLD')
    for (const node of ['22.14.0', '22.20.1', '24.0.0', '100.1.0'])
      expect(checkRuntime({ node, napi: '10' })).toBeNull()
  })
})
