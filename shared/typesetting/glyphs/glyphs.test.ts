import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { FailureError } from '../../contract/failure.ts'
import { fingerprint } from './fingerprint.ts'
import { createHarfbuzzGlyphs } from './harfbuzz.ts'

const require = createRequire(import.meta.url)
const SONG = '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'
const bytes = readFileSync(require.resolve(SONG))
const glyphs = createHarfbuzzGlyphs([{ key: 'song', bytes }])

describe('the shipped text face', () => {
  test('has every character of GB 2312 and draws Han on the em square', () => {
    for (const character of '贸易观察报一丁龘〇') {
      const gid = glyphs.glyph('song', character.codePointAt(0)!)
      expect(gid).toBeGreaterThan(0)
      expect(glyphs.advance('song', gid)).toBe(1000)
    }
  })
  test('joins —— into one glyph of two em when the text is Chinese', () => {
    expect(glyphs.shape('song', '——', 'zh-CN')).toMatchObject([{ cluster: 0, advance: 2000 }])
  })
  test('tells which half of a mark is blank', () => {
    const half = (mark: string) => glyphs.shape('song', mark, 'zh-CN', ['halt=1'])[0]!
    expect([half('，').advance, half('，').dx, half('（').advance, half('（').dx]).toEqual([500, 0, 500, -500])
  })
  test('kerns Latin and gives one cluster a letter', () => {
    const shaped = glyphs.shape('song', 'AV', 'zh-CN')
    expect(shaped.map(({ cluster }) => cluster)).toEqual([0, 1])
    expect(shaped[0]!.advance).toBeLessThan(glyphs.advance('song', glyphs.glyph('song', 0x41)))
  })
  test('its tables agree with its answers once asked', () => {
    const gid = glyphs.glyph('song', 0x4e2d)
    glyphs.advance('song', gid)
    const { glyphs: map, advances } = glyphs.tables('song')
    expect([map[0x4e2d], advances[gid]]).toEqual([gid, 1000])
  })
})

test('a broken font is refused by name', () => {
  const broken = createHarfbuzzGlyphs([{ key: 'torn', bytes: bytes.subarray(0, 2000) }])
  expect(() => broken.facts('torn')).toThrow(FailureError)
  try {
    broken.facts('torn')
  } catch (error) {
    expect((error as FailureError).failure).toEqual({ code: 'FONT_BROKEN', details: { font: 'torn' } })
  }
})

test('a font with one table changed has another fingerprint', () => {
  const changed = Uint8Array.from(bytes)
  changed[40]! ^= 1
  expect(fingerprint(bytes)).toMatch(/^[0-9a-f]{16}$/)
  expect(fingerprint(changed)).not.toBe(fingerprint(bytes))
})
