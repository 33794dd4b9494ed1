import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeText, readEncodingName, type TextDecoding, type TextEncoding } from './decode.ts'

const platform: TextDecoding = {
  decode(bytes, encoding) {
    try {
      return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
    } catch {
      return null
    }
  },
}

const decode = (bytes: readonly number[] | Uint8Array, options?: Parameters<typeof decodeText>[2]) =>
  decodeText(Uint8Array.from(bytes), platform, options)

/** Text, or the failure's code. */
const read = (bytes: readonly number[] | Uint8Array, options?: Parameters<typeof decodeText>[2]) => {
  const result = decode(bytes, options)
  return result.ok ? result.value.text : result.failure.code
}

const utf8 = (text: string) => [...new TextEncoder().encode(text)]
const utf16 = (text: string, little: boolean) =>
  [...text].flatMap((character) => {
    const unit = character.charCodeAt(0)
    return little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255]
  })

/** 测试 and a sentence of 28 characters in GBK, written out so that no encoder is needed. */
const TEST = [0xb2, 0xe2, 0xca, 0xd4]

describe('decoding a file of copy', () => {
  it('reads four bytes of GBK right', () => {
    expect(decode(TEST)).toEqual({ ok: true, value: { text: '测试', encoding: 'gb18030', by: 'content' } })
  })

  it('reads GBK with ASCII and line ends between', () => {
    expect(read([0x32, 0x30, 0x32, 0x36, ...TEST, 0x0d, 0x0a, ...TEST, 0xa1, 0xa3])).toBe('2026测试\r\n测试。')
  })

  it('reads four-byte GB18030 in the midst of common characters', () => {
    expect(read([...TEST, ...TEST, 0x95, 0x32, 0x82, 0x36, ...TEST])).toBe('测试测试𠀀测试')
  })

  it('takes UTF-8 before GB18030, with and without mark', () => {
    expect(read(utf8('版心'))).toBe('版心')
    const marked = decode([0xef, 0xbb, 0xbf, ...utf8('版心')])
    expect(marked).toEqual({ ok: true, value: { text: '版心', encoding: 'utf-8', by: 'mark' } })
  })

  it('takes UTF-16 by its mark', () => {
    expect(read([0xff, 0xfe, ...utf16('版心', true)])).toBe('版心')
    expect(read([0xfe, 0xff, ...utf16('版心', false)])).toBe('版心')
  })

  it('takes UTF-16 without a mark when line ends and figures give it away', () => {
    const copy = '港口一季度\r\n吞吐量增长8.6%。\r\n'
    expect(decode(utf16(copy, true))).toMatchObject({ ok: true, value: { text: copy, encoding: 'utf-16le' } })
    expect(decode(utf16(copy, false))).toMatchObject({ ok: true, value: { text: copy, encoding: 'utf-16be' } })
  })

  it('obeys a forced encoding and says so when it does not fit', () => {
    expect(read(TEST, { encoding: 'gb18030' })).toBe('测试')
    expect(decode(TEST, { encoding: 'utf-8' })).toEqual({
      ok: false,
      failure: { code: 'ENCODING_MISMATCH', details: { encoding: 'utf-8' } },
    })
    expect(read([0xef, 0xbb, 0xbf, ...utf8('版')], { encoding: 'gb18030' })).toBe('ENCODING_MISMATCH')
    expect(read([0xff, 0xfe, 0x48], {})).toBe('ENCODING_MISMATCH')
  })

  it('refuses bytes that are neither UTF-8 nor GB18030', () => {
    expect(read([...TEST, 0xff, 0xff, 0x41])).toBe('ENCODING_UNKNOWN')
    expect(read([...TEST, 0xb2])).toBe('ENCODING_UNKNOWN')
  })

  it('does not pass off Big5 or Latin-1 as rare characters', () => {
    // 今天的新聞報導說港口很忙 in Big5
    const big5 = [0xa4, 0xb5, 0xa4, 0xd1, 0xaa, 0xba, 0xb7, 0x73, 0xbb, 0x44, 0xb3, 0xf8, 0xbe, 0xc9, 0xbb, 0xa1]
    const more = [0xb4, 0xe4, 0xa4, 0x66, 0xab, 0xdc, 0xa6, 0xa3, 0xb3, 0x6f, 0xa6, 0x7e, 0xad, 0x70, 0xb5, 0x65]
    expect(read([...big5, ...more])).toBe('ENCODING_UNKNOWN')
    const latin = [...'le caf'].map((c) => c.charCodeAt(0)).concat([0xe9, 0x20])
    expect(read(latin)).toBe('ENCODING_UNKNOWN')
  })

  it('refuses what is no text', () => {
    expect(read([])).toBe('FILE_EMPTY')
    expect(read(utf8(' \r\n\u3000\t'))).toBe('FILE_EMPTY')
    expect(read([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])).toBe('FILE_BINARY')
    expect(read(utf8('%PDF-1.7\n版心'))).toBe('FILE_BINARY')
    expect(read([1, 2, 3, 0, 0, 7, 9, 0])).toBe('FILE_BINARY')
    expect(read([0x41, 1, 2, 3, 4, 5, 6, 0x42])).toBe('FILE_BINARY')
  })

  it('refuses a file too large before reading it', () => {
    expect(decode(TEST, { maxBytes: 3 })).toEqual({
      ok: false,
      failure: { code: 'FILE_TOO_LARGE', details: { bytes: 4, limit: 3 } },
    })
  })

  it('knows encodings by the names people use', () => {
    const names: [string, TextEncoding | null][] = [
      ['UTF8', 'utf-8'],
      ['gbk', 'gb18030'],
      ['GB_2312', 'gb18030'],
      ['utf-16 BE', 'utf-16be'],
      ['big5', null],
    ]
    for (const [name, encoding] of names) expect(readEncodingName(name), name).toBe(encoding)
  })

  it('reads back whatever was written as UTF-8, and never throws on any bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const result = decode([0xef, 0xbb, 0xbf, ...utf8(text)])
        if (result.ok) expect(result.value.text).toBe(text)
      }),
    )
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void decode(bytes)))
  })
})
