import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { FailureError } from '#shared/contract/failure.ts'
import { inTransaction, openWriteConnection } from '../connection.ts'
import { loadDriver } from '../driver.ts'
import { openArchive } from '../open.ts'
import { aFolder, failureOf, freshArchive, optionsFor } from '../testing/newsroom.ts'
import { Writer } from '../writer.ts'
import { firstTables } from './0010-first-tables.ts'
import { ARCHIVE_VERSION, MIGRATIONS } from './index.ts'
import { type Migration, migrate, versionOf } from './migrate.ts'

const hash = (digit: string) => digit.repeat(64)

function emptyDatabase() {
  const db = openWriteConnection(join(aFolder(), 'test.db'), 'create')
  onTestFinished(() => void db.close())
  return db
}

const addColumn: Migration = {
  version: 20,
  name: 'add-stage',
  up: (db) => void db.exec("ALTER TABLE articles ADD COLUMN stage TEXT NOT NULL DEFAULT '初稿'"),
}
const broken: Migration = {
  version: 30,
  name: 'broken',
  up(db) {
    db.exec('CREATE TABLE half (x INTEGER) STRICT')
    db.exec('SELECT nonsense')
  },
}
const noBackup = async () => {}

describe('migrations', () => {
  test('are numbered by tens, rising, in files of their number', () => {
    const files = readdirSync(import.meta.dirname).filter((name) => /^\d/.test(name) && !name.includes('.test.'))
    expect(files).toEqual(MIGRATIONS.map((m) => `${String(m.version).padStart(4, '0')}-${m.name}.ts`))
    MIGRATIONS.forEach((migration, index) => {
      expect(migration.version % 10).toBe(0)
      expect(migration.version).toBeGreaterThan(MIGRATIONS[index - 1]?.version ?? 0)
    })
    expect(ARCHIVE_VERSION).toBe(MIGRATIONS.at(-1)?.version)
  })

  test('run once, all pending ones together', async () => {
    const db = emptyDatabase()
    expect(await migrate(db, { migrations: [firstTables, addColumn], backup: noBackup })).toBe(0)
    expect(versionOf(db)).toBe(20)
    expect(await migrate(db, { migrations: [firstTables, addColumn], backup: noBackup })).toBe(20)
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
  })

  test('when one fails, none has happened and foreign keys are on again', async () => {
    const db = emptyDatabase()
    await migrate(db, { migrations: [firstTables], backup: noBackup })
    const columns = () => db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all('articles')
    const before = columns()
    const failing = migrate(db, { migrations: [firstTables, addColumn, broken], backup: noBackup })
    await expect(failing).rejects.toThrow(/nonsense/)
    expect(versionOf(db)).toBe(10)
    expect(columns()).toEqual(before)
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
  })

  test('that would leave a reference broken are taken back', async () => {
    const db = emptyDatabase()
    const orphan: Migration = {
      version: 20,
      name: 'orphan',
      up: (at) => void at.exec("INSERT INTO issues (id, publication_id, date) VALUES ('i', 'nowhere', '2026-05-12')"),
    }
    await expect(migrate(db, { migrations: [firstTables, orphan], backup: noBackup })).rejects.toThrow(FailureError)
    expect(versionOf(db)).toBe(0)
  })

  test('do not begin when the backup before them fails', async () => {
    const db = emptyDatabase()
    await migrate(db, { migrations: [firstTables], backup: noBackup })
    const backup = () => Promise.reject(new FailureError('DISK_FULL'))
    await expect(migrate(db, { migrations: [firstTables, addColumn], backup })).rejects.toThrow('DISK_FULL')
    expect(versionOf(db)).toBe(10)
  })

  test('of an archive copy its database first, and the three newest copies are kept', async () => {
    const { archive, dir, at } = await freshArchive()
    await archive.close()
    const open = (migrations: readonly Migration[], second: number) =>
      Writer.open({ dir, create: null, at: `2026-05-12T09:00:0${second}.000Z`, unclean: false }, () => {}, [
        firstTables,
        ...migrations,
      ])
    const steps: Migration[] = []
    for (const second of [1, 2, 3, 4]) {
      const version = 10 + second * 10
      steps.push({ version, name: 's', up: (db) => void db.exec(`CREATE TABLE t${version} (x INTEGER) STRICT`) })
      const writer = await open(steps, second)
      writer.close()
    }
    expect(readdirSync(at.backups).sort()).toEqual([
      'archive-0020-20260512090002000.db',
      'archive-0030-20260512090003000.db',
      'archive-0040-20260512090004000.db',
    ])
    const copy = new (loadDriver())(join(at.backups, 'archive-0040-20260512090004000.db'), { readonly: true })
    onTestFinished(() => void copy.close())
    expect(versionOf(copy)).toBe(40)
    expect(copy.prepare('SELECT count(*) FROM archive').pluck().get()).toBe(1)
    // And an older program is told.
    expect(failureOf(await openArchive(optionsFor(dir)))).toMatchObject({
      code: 'ARCHIVE_NEWER',
      details: { archiveVersion: 50, programVersion: ARCHIVE_VERSION },
    })
  })
})

describe('0010 first tables', () => {
  async function tables() {
    const db = emptyDatabase()
    await migrate(db, { migrations: [firstTables], backup: noBackup })
    const add = (revision: number, own: string, parent: string | null) =>
      db
        .prepare(
          `INSERT INTO article_revisions (id, revision, content, content_hash, parent_hash, hash, author, at, reason)
           VALUES ('a', ?, '{}', ?, ?, ?, '甲', '2026', '')`,
        )
        .run(revision, own, parent, own)
    db.exec("INSERT INTO articles (id) VALUES ('a')")
    add(1, hash('1'), null)
    return { db, add }
  }

  test('a revision can be added only right after the newest one, carrying its hash', async () => {
    const { db, add } = await tables()
    expect(() => add(3, hash('3'), hash('1'))).toThrow(/follows the newest/)
    expect(() => add(2, hash('2'), hash('9'))).toThrow(/follows the newest/)
    expect(() => add(1, hash('2'), null)).toThrow(/follows the newest/)
    add(2, hash('2'), hash('1'))
    expect(db.prepare("SELECT revision FROM articles WHERE id = 'a'").pluck().get()).toBe(2)
  })

  test('nobody can rewrite or delete history, not even by replacing', async () => {
    const { db } = await tables()
    expect(() => db.exec("UPDATE article_revisions SET content = '[]'")).toThrow(/never changed/)
    expect(() => db.exec('DELETE FROM article_revisions')).toThrow(/never deleted/)
    expect(() => db.exec('REPLACE INTO article_revisions SELECT * FROM article_revisions')).toThrow(
      /follows the newest/,
    )
    expect(() => db.exec("DELETE FROM articles WHERE id = 'a'")).toThrow(/FOREIGN KEY/)
    for (const table of ['page', 'issue', 'publication', 'picture']) {
      const triggers = db
        .prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?")
        .pluck()
        .get(`${table}_revisions`)
      expect([table, triggers]).toEqual([table, 4])
    }
  })

  test('assets and imports are never changed or deleted', async () => {
    const { db } = await tables()
    db.exec(`INSERT INTO assets VALUES ('${hash('a')}', 1, '甲', '2026')`)
    db.exec(`INSERT INTO imports (id, original, content, hash, author, at)
      VALUES ('m', '${hash('a')}', '{}', '${hash('b')}', '甲', '2026')`)
    db.exec("INSERT INTO import_articles VALUES ('m', 0, 'a')")
    for (const table of ['assets', 'imports', 'import_articles']) {
      expect(() => db.exec(`DELETE FROM ${table}`)).toThrow(/never deleted/)
    }
    expect(() => db.exec('UPDATE assets SET size = 2')).toThrow(/never changed/)
    expect(() => db.exec("UPDATE imports SET author = '乙'")).toThrow(/never changed/)
    expect(() => db.exec("INSERT INTO assets VALUES ('../x', 1, '甲', '2026')")).toThrow(/CHECK/)
  })

  test('what a page or picture belongs to must be there when the transaction ends', async () => {
    const { db } = await tables()
    expect(() =>
      inTransaction(db, () => db.exec("INSERT INTO pages (id, issue_id, number) VALUES ('p', 'nowhere', 1)")),
    ).toThrow(/FOREIGN KEY/)
    expect(db.inTransaction).toBe(false)
    expect(() => db.exec("INSERT INTO article_revisions (id) VALUES ('ghost')")).toThrow()
    const content = "INSERT INTO imports (id, original, content, hash, author, at) VALUES ('m', 'x', '{', 'y', '', '')"
    expect(() => db.exec(content)).toThrow(/json_valid/)
  })
})
