import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { assetPath } from './asset-files.ts'
import { assetHash } from './hash.ts'
import { fill, RASTER } from './testing/filled.ts'
import { aFolder, answerOf, expectSound, failureOf, freshArchive, opened } from './testing/newsroom.ts'
import { anArticle } from './testing/samples.ts'

describe('a backup', () => {
  test('is an archive with the same content that opens by itself', async () => {
    const { archive } = await freshArchive()
    await fill(archive)
    const to = join(aFolder(), 'copies', 'may')
    const made = answerOf(await archive.backup(to))
    expect(made).toMatchObject({ to, assets: 2, problems: [] })
    expect(readdirSync(to).sort()).toEqual(['archive.db', 'assets', 'manifest.json'])
    const manifest = JSON.parse(readFileSync(join(to, 'manifest.json'), 'utf8')) as { assets: unknown[] }
    expect(manifest.assets).toContainEqual({ hash: assetHash(RASTER), size: RASTER.length })
    const copy = await opened(to, { mode: 'open' })
    expect(copy.id).toBe(archive.id)
    await expectSound(copy)
    expect(answerOf(await copy.articles.revisions('a1'))).toEqual(answerOf(await archive.articles.revisions('a1')))
  })

  test('has everything that was saved before it was asked for, with saving going on', async () => {
    const { archive } = await freshArchive()
    await fill(archive)
    const to = join(aFolder(), 'copy')
    const running = archive.backup(to)
    for (let i = 0; i < 20; i++) {
      answerOf(await archive.articles.save({ article: anArticle(`n${i}`), baseRevision: null, reason: '' }))
    }
    answerOf(await running)
    const copy = await opened(to, { mode: 'open' })
    await expectSound(copy)
    const kept = answerOf(await copy.articles.list()).map((stored) => stored.id)
    expect(kept).toEqual(expect.arrayContaining(['a1', 'a2']))
    expect(answerOf(await archive.articles.list())).toHaveLength(22)
  })

  test('goes into a new or empty folder outside the archive, and nowhere else', async () => {
    const { archive, dir } = await freshArchive()
    const taken = aFolder()
    writeFileSync(join(taken, 'letters.txt'), '')
    expect(failureOf(await archive.backup(taken)).details).toMatchObject({ reason: 'not-empty' })
    for (const inside of [dir, join(dir, 'copy'), join(dir, 'assets', 'copy')]) {
      expect(failureOf(await archive.backup(inside)).details).toMatchObject({ reason: 'inside-archive' })
    }
    const empty = join(aFolder(), 'empty')
    mkdirSync(empty)
    answerOf(await archive.backup(empty))
    expect(failureOf(await archive.backup(empty)).details).toMatchObject({ reason: 'not-empty' })
    expect(readdirSync(taken)).toEqual(['letters.txt'])
    answerOf(await archive.backup(`${dir}-beside`))
  })

  test('of an archive that has lost a file takes all the rest and says what is missing', async () => {
    const { archive, at } = await freshArchive()
    await fill(archive)
    const path = assetPath(at.assets, assetHash(RASTER))
    chmodSync(path, 0o644)
    rmSync(path)
    const to = join(aFolder(), 'copy')
    const made = answerOf(await archive.backup(to))
    expect(made).toMatchObject({ assets: 1, problems: [{ code: 'ASSET_MISSING', id: assetHash(RASTER) }] })
    expect(JSON.parse(readFileSync(join(to, 'manifest.json'), 'utf8'))).toMatchObject({ missing: [assetHash(RASTER)] })
  })

  test('that cannot be finished leaves nothing', async () => {
    const { archive } = await freshArchive()
    await fill(archive)
    const parent = join(aFolder(), 'file')
    writeFileSync(parent, '')
    expect((await archive.backup(join(parent, 'copy'))).ok).toBe(false)
    const there = join(aFolder(), 'there')
    // What an earlier, killed backup left in the way is cleared.
    mkdirSync(join(there, '..', '.there.part', 'assets'), { recursive: true })
    answerOf(await archive.backup(there))
    expect(existsSync(join(there, '..', '.there.part'))).toBe(false)
  })
})
