import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { FailureError } from '#shared/contract/failure.ts'
import { canonicalJson } from './canonical-json.ts'
import { inTransaction } from './connection.ts'
import type { Database } from './driver.ts'
import { attempt, toFailure } from './errors.ts'

const coded = (code: string) => Object.assign(new Error('told by another program at /some/path'), { code })

describe('what goes wrong in the archive', () => {
  test.each([
    ['SQLITE_FULL', 'DISK_FULL'],
    ['SQLITE_IOERR_WRITE', 'DISK_FULL'],
    ['SQLITE_IOERR_SHMSIZE', 'DISK_FULL'],
    ['ENOSPC', 'DISK_FULL'],
    ['EDQUOT', 'DISK_FULL'],
    ['SQLITE_BUSY', 'ARCHIVE_IN_USE'],
    ['SQLITE_BUSY_SNAPSHOT', 'ARCHIVE_IN_USE'],
    ['SQLITE_CORRUPT', 'ARCHIVE_DAMAGED'],
    ['SQLITE_CORRUPT_VTAB', 'ARCHIVE_DAMAGED'],
    ['SQLITE_NOTADB', 'ARCHIVE_DAMAGED'],
    ['SQLITE_IOERR_SHORT_READ', 'ARCHIVE_DAMAGED'],
    ['SQLITE_READONLY', 'ARCHIVE_READ_ONLY'],
    ['SQLITE_READONLY_DBMOVED', 'ARCHIVE_READ_ONLY'],
    ['EACCES', 'ARCHIVE_READ_ONLY'],
    ['EROFS', 'ARCHIVE_READ_ONLY'],
  ])('%s is told as %s, without the other program’s words', (code, told) => {
    expect(toFailure(coded(code), { path: 'x' })).toEqual({ code: told, details: { path: 'x', cause: code } })
  })

  test('a failure keeps its own details over those around it', () => {
    const error = new FailureError('NOT_FOUND', { id: 'a', path: 'inner' })
    expect(toFailure(error, { path: 'outer' })).toEqual({ code: 'NOT_FOUND', details: { id: 'a', path: 'inner' } })
  })

  test('a value that does not satisfy its schema names the field', () => {
    const parsed = z.object({ runs: z.array(z.object({ text: z.string() })) }).safeParse({ runs: [{ text: 1 }] })
    expect(toFailure(parsed.error)).toEqual({
      code: 'BAD_REQUEST',
      details: { what: 'runs.0.text: invalid_type', field: 'runs.0.text', reason: 'invalid_type' },
    })
  })

  test('what nobody foresaw is INTERNAL, and the log has where', async () => {
    const log: unknown[] = []
    const result = await attempt(
      () => Promise.reject(new RangeError('oops')),
      {},
      (entry) => log.push(entry),
    )
    expect(result).toEqual({ ok: false, failure: { code: 'INTERNAL', details: { error: 'RangeError' } } })
    expect(log).toMatchObject([{ level: 'error', trace: expect.stringContaining('oops') }])
  })

  test('a rollback that fails too does not hide the first error', () => {
    const db = {
      inTransaction: true,
      exec(text: string) {
        if (text === 'ROLLBACK') throw new Error('second')
      },
    } as unknown as Database
    const work = () => {
      throw new Error('first')
    }
    expect(() => inTransaction(db, work)).toThrow('first')
  })
})

describe('canonical JSON', () => {
  test('is the same for the same content, whatever the order it was written in', () => {
    expect(canonicalJson({ b: [1, { d: null, c: '版' }], a: true, left: undefined })).toBe(
      '{"a":true,"b":[1,{"c":"版","d":null}]}',
    )
    expect(canonicalJson({ é: 1, e: 2, 𠮷: 3, '\ue000': 4 })).toBe('{"e":2,"é":1,"𠮷":3,"\ue000":4}')
  })

  test('refuses what JSON would drop or change in silence', () => {
    for (const value of [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      1n,
      () => 1,
      Symbol('x'),
      new Date(0),
      new Map(),
      undefined,
    ]) {
      expect(() => canonicalJson({ value: [value] })).toThrow(TypeError)
    }
  })
})
