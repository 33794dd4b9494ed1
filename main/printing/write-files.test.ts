import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FileCalls, writeFiles } from './write-files.ts'

let folder: string
beforeEach(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), 'banxin-out-'))
})
afterEach(() => fs.rm(folder, { recursive: true, force: true }))

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const PAGES = [
  { name: 'page-1.pdf', bytes: bytes('first page') },
  { name: 'page-2.pdf', bytes: bytes('second page') },
]
const errno = (code: string): Error => Object.assign(new Error(code), { code })

/** A disk that fails at the n-th call of one kind. */
function failing(call: 'rename' | 'writeFile' | 'open' | 'mkdir', at: number, code: string): FileCalls {
  let calls = 0
  const trip = (): void => {
    if (++calls === at) throw errno(code)
  }
  return {
    ...fs,
    mkdir: (async (...args: Parameters<typeof fs.mkdir>) => {
      if (call === 'mkdir') trip()
      return fs.mkdir(...args)
    }) as typeof fs.mkdir,
    rename: async (from, to) => {
      if (call === 'rename') trip()
      return fs.rename(from, to)
    },
    open: async (...args: Parameters<typeof fs.open>) => {
      if (call === 'open') trip()
      const handle = await fs.open(...args)
      if (call !== 'writeFile') return handle
      return new Proxy(handle, {
        get: (target, key) => {
          if (key === 'writeFile')
            return async (data: Uint8Array) => {
              // A full disk takes part of the file first.
              await target.write(data.subarray(0, 3))
              trip()
              await target.writeFile(data)
            }
          const value = Reflect.get(target, key, target)
          return typeof value === 'function' ? value.bind(target) : value
        },
      })
    },
  }
}

test('all files of an export get their names, in folders made for them', async () => {
  const out = join(folder, 'a', 'b')
  const result = await writeFiles(out, PAGES)
  expect(result).toEqual({ ok: true, value: PAGES.map((page) => join(out, page.name)) })
  expect((await fs.readdir(out)).sort()).toEqual(['page-1.pdf', 'page-2.pdf'])
  expect(await fs.readFile(join(out, 'page-2.pdf'), 'utf8')).toBe('second page')
})

test('a second export takes the place of the first and leaves nothing beside it', async () => {
  await writeFiles(folder, PAGES)
  await writeFiles(folder, [{ name: 'page-1.pdf', bytes: bytes('new') }])
  expect(await fs.readFile(join(folder, 'page-1.pdf'), 'utf8')).toBe('new')
  expect((await fs.readdir(folder)).sort()).toEqual(['page-1.pdf', 'page-2.pdf'])
})

test('a disk that fills up at the second page leaves no page, and the old ones untouched', async () => {
  await fs.writeFile(join(folder, 'page-1.pdf'), 'old')
  const result = await writeFiles(folder, PAGES, { fs: failing('writeFile', 2, 'ENOSPC') })
  expect(result).toMatchObject({
    ok: false,
    failure: { code: 'DISK_FULL', details: { path: join(folder, 'page-2.pdf') } },
  })
  expect(await fs.readdir(folder)).toEqual(['page-1.pdf'])
  expect(await fs.readFile(join(folder, 'page-1.pdf'), 'utf8')).toBe('old')
})

test.each([1, 2, 3])('when renaming fails at step %i, what stood there stands again', async (step) => {
  await fs.writeFile(join(folder, 'page-1.pdf'), 'old')
  const result = await writeFiles(folder, PAGES, { fs: failing('rename', step, 'EACCES') })
  expect(result).toMatchObject({ ok: false, failure: { code: 'OUTPUT_NOT_WRITABLE' } })
  expect(await fs.readdir(folder)).toEqual(['page-1.pdf'])
  expect(await fs.readFile(join(folder, 'page-1.pdf'), 'utf8')).toBe('old')
})

test('a folder nobody may write to is named', async () => {
  const result = await writeFiles(folder, PAGES, { fs: failing('open', 1, 'EACCES') })
  expect(result).toMatchObject({ ok: false, failure: { code: 'OUTPUT_NOT_WRITABLE' } })
  expect(await fs.readdir(folder)).toEqual([])
})

test('a file where the folder should be', async () => {
  await fs.writeFile(join(folder, 'out'), 'a file')
  const result = await writeFiles(join(folder, 'out'), PAGES)
  expect(result).toMatchObject({ ok: false, failure: { code: 'OUTPUT_NOT_WRITABLE' } })
  expect(await fs.readFile(join(folder, 'out'), 'utf8')).toBe('a file')
})

test.skipIf(process.platform !== 'linux')('a place that takes no folders is told, and at once', async () => {
  const result = await writeFiles('/proc/banxin/press', PAGES)
  expect(result).toMatchObject({ ok: false, failure: { code: 'OUTPUT_NOT_WRITABLE' } })
})

test('folders made on the way are gone again when a later one cannot be made', async () => {
  const result = await writeFiles(join(folder, 'a', 'b', 'c'), PAGES, { fs: failing('mkdir', 3, 'EACCES') })
  expect(result).toMatchObject({ ok: false, failure: { code: 'OUTPUT_NOT_WRITABLE' } })
  expect(await fs.readdir(folder)).toEqual([])
})

test('a folder where a page should be is not harmed', async () => {
  await fs.mkdir(join(folder, 'page-2.pdf'))
  const result = await writeFiles(folder, PAGES)
  expect(result).toMatchObject({ ok: false, failure: { code: 'OUTPUT_NOT_WRITABLE' } })
  expect(await fs.readdir(folder)).toEqual(['page-2.pdf'])
})

test('a cancelled export leaves nothing, not even the folder made for it', async () => {
  const out = join(folder, 'new')
  const result = await writeFiles(out, PAGES, { signal: AbortSignal.abort() })
  expect(result).toEqual({ ok: false, failure: { code: 'CANCELLED', details: {} } })
  expect(await fs.readdir(folder)).toEqual([])
})
