import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { assetPath } from './asset-files.ts'
import { assetHash } from './hash.ts'
import { aFolder, answerOf, expectSound, failureOf, freshArchive } from './testing/newsroom.ts'

const photo = new TextEncoder().encode('a photograph of an industrial robot line')

const unfinished = (assets: string): string[] => {
  const dir = join(assets, '.incoming')
  return existsSync(dir) ? readdirSync(dir) : []
}

describe('a file in the archive', () => {
  test('is named by its hash, stands in a folder of its first two digits and is read-only', async () => {
    const { archive, at } = await freshArchive()
    const put = answerOf(await archive.assets.put(photo))
    expect(put).toEqual({ hash: assetHash(photo), size: photo.length, added: true })
    const path = answerOf(await archive.assets.path(put.hash))
    expect(path).toBe(join(at.assets, put.hash.slice(0, 2), put.hash))
    expect(statSync(path).mode & 0o222).toBe(0)
    expect(answerOf(await archive.assets.get(put.hash))).toEqual(Buffer.from(photo))
    expect(answerOf(await archive.assets.has(put.hash))).toBe(true)
    expect(unfinished(at.assets)).toEqual([])
    await expectSound(archive)
  })

  test('given as a path is copied; the source may go afterwards', async () => {
    const { archive } = await freshArchive()
    const source = join(aFolder(), 'robots.jpg')
    const large = new Uint8Array(3_000_001).map((_, index) => index % 251)
    writeFileSync(source, large)
    const put = answerOf(await archive.assets.put(source))
    rmSync(source)
    expect(put).toMatchObject({ hash: assetHash(large), size: large.length })
    expect(answerOf(await archive.assets.get(put.hash))).toEqual(Buffer.from(large))
  })

  test('brought twice is kept once', async () => {
    const { archive } = await freshArchive()
    await archive.assets.put(photo)
    expect(answerOf(await archive.assets.put(photo))).toMatchObject({ added: false })
    expect(answerOf(await archive.verify()).checked.assets).toBe(1)
  })

  test('an empty file is a file', async () => {
    const { archive } = await freshArchive()
    const { hash } = answerOf(await archive.assets.put(new Uint8Array()))
    expect(answerOf(await archive.assets.get(hash))).toHaveLength(0)
  })

  test('lost or damaged, is named when asked for, and mended by bringing it again', async () => {
    const { archive, at } = await freshArchive()
    const { hash } = answerOf(await archive.assets.put(photo))
    const path = assetPath(at.assets, hash)
    chmodSync(path, 0o644)

    writeFileSync(
      path,
      photo.map((byte, index) => (index === 5 ? byte ^ 1 : byte)),
    )
    expect(failureOf(await archive.assets.get(hash))).toEqual({ code: 'ASSET_DAMAGED', details: { asset: hash } })
    truncateSync(path, 3)
    expect(failureOf(await archive.assets.path(hash))).toEqual({ code: 'ASSET_DAMAGED', details: { asset: hash } })
    rmSync(path)
    expect(failureOf(await archive.assets.get(hash))).toEqual({ code: 'ASSET_MISSING', details: { asset: hash } })
    expect(failureOf(await archive.assets.path(hash))).toEqual({ code: 'ASSET_MISSING', details: { asset: hash } })

    answerOf(await archive.assets.put(photo))
    expect(answerOf(await archive.assets.get(hash))).toEqual(Buffer.from(photo))
    await expectSound(archive)
  })

  test('unknown to the archive is not found, whatever is asked for by that name', async () => {
    const { archive } = await freshArchive()
    for (const hash of ['0'.repeat(64), '../../../etc/passwd', '']) {
      expect(failureOf(await archive.assets.get(hash)).code).toBe('NOT_FOUND')
      expect(failureOf(await archive.assets.path(hash)).code).toBe('NOT_FOUND')
      expect(answerOf(await archive.assets.has(hash))).toBe(false)
    }
  })

  test('a source that is missing, or a folder, is named and leaves nothing behind', async () => {
    const { archive, at } = await freshArchive()
    const dir = aFolder()
    expect(failureOf(await archive.assets.put(join(dir, 'none.jpg')))).toEqual({
      code: 'FILE_NOT_FOUND',
      details: { file: 'none.jpg' },
    })
    mkdirSync(join(dir, 'folder'))
    expect(failureOf(await archive.assets.put(join(dir, 'folder')))).toMatchObject({ code: 'FILE_UNREADABLE' })
    expect(unfinished(at.assets)).toEqual([])
    await expectSound(archive)
  })

  test('that cannot be moved to its place leaves neither part nor record', async () => {
    const { archive, at } = await freshArchive()
    const hash = assetHash(photo)
    // A file where its folder would have to be.
    writeFileSync(join(at.assets, hash.slice(0, 2)), '')
    const failed = await archive.assets.put(photo)
    expect(failed.ok).toBe(false)
    expect(unfinished(at.assets)).toEqual([])
    expect(answerOf(await archive.assets.has(hash))).toBe(false)
    expect(readFileSync(join(at.assets, hash.slice(0, 2)))).toHaveLength(0)
  })
})
