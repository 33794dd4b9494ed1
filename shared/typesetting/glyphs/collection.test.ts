import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collectionOf, fontOf, named, smallFont, tablesOf } from '../testing/font-files.ts'
import { faces, singleFace } from './collection.ts'
import { FONT_FAULTS } from './font-bytes.ts'
import { createHarfbuzzGlyphs } from './harfbuzz.ts'

const require = createRequire(import.meta.url)
const file = (path: string) => readFileSync(require.resolve(`@expo-google-fonts/${path}`))
const SONG = smallFont(file('noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'), 260)
const HEI = smallFont(file('noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'), 200)

const refusal = (bytes: Uint8Array, index = 0) => {
  const made = singleFace(bytes, index, '来样')
  return made.ok ? 'taken' : [made.failure.code, made.failure.details.font, made.failure.details.reason].join(' ')
}
const refused = (reason: string) => `FONT_BROKEN 来样 ${reason}`
const changed = (tag: string, change: (view: DataView) => void, font = SONG): Uint8Array => {
  const tables = tablesOf(font)
  change(new DataView(tables.get(tag)!.buffer))
  return fontOf(tables)
}
const without = (tag: string): Uint8Array => {
  const tables = tablesOf(SONG)
  tables.delete(tag)
  return fontOf(tables)
}
/** Place of a table's record in the directory of a single font. */
const record = (bytes: Uint8Array, tag: string): number => {
  for (let at = 12; ; at += 16) if (String.fromCharCode(...bytes.subarray(at, at + 4)) === tag) return at
}

describe('faces of a font file', () => {
  test('a single font is one face, with weight and kind', () => {
    const found = faces(HEI)
    expect(found.ok && found.value).toMatchObject([
      { index: 0, family: 'Noto Sans SC', weight: 700, kind: 'sans', outlines: 'truetype', variable: false, fsType: 0 },
    ])
  })
  test('a collection lists each face', () => {
    const found = faces(collectionOf([SONG, HEI]))
    expect(found.ok && found.value.map(({ index, family }) => [index, family])).toEqual([
      [0, 'Noto Serif SC'],
      [1, 'Noto Sans SC'],
    ])
  })
  test('Chinese family names are read, mainland before Taiwan, and tell the kind', () => {
    const both = faces(
      named(SONG, [
        [1, 0x0404, '方正細黑一'],
        [1, 0x0804, '方正细黑一'],
        [1, 0x0409, 'FZXiHeiI'],
      ]),
    )
    expect(both.ok && both.value[0]).toMatchObject({ family: 'FZXiHeiI', chineseFamily: '方正细黑一', kind: 'sans' })
    const chinese = faces(named(SONG, [[1, 0x0804, '报宋']]))
    expect(chinese.ok && chinese.value[0]).toMatchObject({ family: '报宋', chineseFamily: '报宋', kind: 'serif' })
  })
  test('a name table that lies about its strings costs the names, not the font', () => {
    const found = faces(changed('name', (view) => view.setUint16(4, 0xfff0)))
    expect(found.ok && found.value[0]!.family).toBe('')
  })
})

describe('one face as a font of its own', () => {
  test('a face of a collection sets like the font it came from', () => {
    const made = singleFace(collectionOf([SONG, HEI]), 1)
    if (!made.ok) throw new Error(made.failure.code)
    const glyphs = createHarfbuzzGlyphs([
      { key: 'face', bytes: made.value },
      { key: 'hei', bytes: HEI },
    ])
    const shaped = glyphs.shape('face', 'AVA 12', 'en')
    expect(shaped).toEqual(glyphs.shape('hei', 'AVA 12', 'en'))
    expect(shaped.every(({ gid }) => gid > 0)).toBe(true)
    expect(glyphs.outline('face', shaped[0]!.gid)).toBe(glyphs.outline('hei', shaped[0]!.gid))
  })
  test('it is the same file every time, and a single font stays one', () => {
    const once = singleFace(SONG)
    expect(once).toEqual(singleFace(collectionOf([HEI, SONG]), 1))
    expect(once.ok && singleFace(once.value)).toEqual(once)
  })
  test('the sum of a whole font is the one the standard asks for (14496-22, head)', () => {
    const made = singleFace(SONG)
    const view = new DataView(made.ok ? made.value.buffer : new ArrayBuffer(0))
    let sum = 0
    for (let at = 0; at < view.byteLength; at += 4) sum = (sum + view.getUint32(at)) | 0
    expect(sum >>> 0).toBe(0xb1b0afba)
  })
  test('a variable font comes out as its default, without axes', () => {
    const tables = tablesOf(SONG)
    tables.set('fvar', new Uint8Array(20))
    const variable = fontOf(tables)
    const made = singleFace(variable)
    expect(faces(variable)).toMatchObject({ value: [{ variable: true }] })
    expect(made.ok && faces(made.value)).toMatchObject({ value: [{ variable: false }] })
  })
  test.skipIf(!existsSync('/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc'))(
    'a real collection with CFF outlines gives its mainland face (needs fonts-noto-cjk)',
    () => {
      const bytes = readFileSync('/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc')
      const found = faces(bytes)
      const index = found.ok ? found.value.findIndex(({ family }) => family === 'Noto Serif CJK SC') : -1
      const made = singleFace(bytes, index)
      if (!made.ok) throw new Error(String(made.failure.details.reason))
      const glyphs = createHarfbuzzGlyphs([{ key: 'cff', bytes: made.value }])
      expect(glyphs.advance('cff', glyphs.glyph('cff', 0x7248))).toBe(1000)
      expect(glyphs.outline('cff', glyphs.glyph('cff', 0x7248)).length).toBeGreaterThan(100)
    },
  )
})

describe('files that are refused, and why', () => {
  const text = (of: string) => new TextEncoder().encode(of)
  test.each([
    ['nothing in it', new Uint8Array(), 'empty'],
    ['a text file', text('这不是字体文件，只是一段文字。'), 'not-a-font'],
    ['four bytes', text('OTTO'), 'not-a-font'],
    ['a web font', text('wOFF........................'), 'web-font'],
    ['a compressed web font', text('wOF2........................'), 'web-font'],
    ['a PostScript Type 1 font', text('%!PS-AdobeFont-1.0: Old'), 'type1'],
    ['a font cut off in its tables', SONG.slice(0, SONG.length >> 1), 'truncated'],
    ['a font cut off in its directory', SONG.slice(0, 40), 'truncated'],
    ['no character map', without('cmap'), 'table-missing'],
    ['no metrics', without('hmtx'), 'table-missing'],
    ['pictures of letters instead of outlines', without('glyf'), 'no-outlines'],
    ['an em of nothing', changed('head', (view) => view.setUint16(18, 0)), 'table-bad'],
    ['more glyphs than outlines', changed('maxp', (view) => view.setUint16(4, 65_535)), 'table-bad'],
    ['more metrics than glyphs', changed('hhea', (view) => view.setUint16(34, 65_535)), 'table-bad'],
    ['an outline outside its table', changed('loca', (view) => view.setUint32(20, 0x7fffffff)), 'table-bad'],
    ['outlines out of order', changed('loca', (view) => view.setUint32(4, view.byteLength * 9)), 'table-bad'],
    ['a character map without end', changed('cmap', (view) => view.setUint32(24, 0xffffffff)), 'table-bad'],
    ['characters out of order', changed('cmap', (view) => view.setUint32(40, 1)), 'table-bad'],
    ['a character map of its own symbols', changed('cmap', (view) => view.setUint16(6, 0)), 'no-unicode'],
  ])('%s', (_, bytes, reason) => {
    expect(refusal(bytes)).toBe(refused(reason))
  })
  test('a face the collection does not have', () => {
    expect(refusal(collectionOf([SONG, HEI]), 2)).toBe(refused('no-such-face'))
  })
  test('two tables in one place, and a table over the directory', () => {
    const twice = SONG.slice()
    const view = new DataView(twice.buffer)
    view.setUint32(record(twice, 'hmtx') + 8, view.getUint32(record(twice, 'glyf') + 8))
    expect(refusal(twice)).toBe(refused('overlap'))
    const over = SONG.slice()
    new DataView(over.buffer).setUint32(record(over, 'post') + 8, 0)
    expect(refusal(over)).toBe(refused('overlap'))
    const double = SONG.slice()
    double.set(double.slice(record(double, 'name'), record(double, 'name') + 4), record(double, 'post'))
    expect(refusal(double)).toBe(refused('overlap'))
  })
  test('widths for glyphs that are not there', () => {
    const tables = tablesOf(changed('hhea', (view) => view.setUint16(34, 300)))
    tables.set('hmtx', new Uint8Array(1200))
    expect(refusal(fontOf(tables))).toBe(refused('table-bad'))
  })
  test('a collection of itself, and one of four thousand million faces', () => {
    const cyclic = collectionOf([SONG])
    new DataView(cyclic.buffer).setUint32(12, 0)
    expect(refusal(cyclic)).toBe(refused('not-a-font'))
    const endless = collectionOf([SONG])
    new DataView(endless.buffer).setUint32(8, 0xffffffff)
    expect(refusal(endless)).toBe(refused('not-a-font'))
  })
  test('a glyph made of itself, and one that doubles at every step', () => {
    const composed = (parts: (gid: number) => readonly number[], count: number): Uint8Array => {
      const size = 10 + 2 * 6
      const tables = tablesOf(SONG)
      const glyf = new DataView(new ArrayBuffer(count * size))
      const loca = new DataView(tables.get('loca')!.buffer)
      for (let gid = 0; gid < 261; gid++) loca.setUint32(4 * gid, Math.min(gid, count) * size)
      for (let gid = 0; gid < count; gid++) {
        glyf.setInt16(gid * size, -1)
        parts(gid).forEach((part, i) => {
          glyf.setUint16(gid * size + 10 + 6 * i, i === 0 ? 0x22 : 2)
          glyf.setUint16(gid * size + 12 + 6 * i, part)
        })
      }
      tables.set('glyf', new Uint8Array(glyf.buffer))
      return fontOf(tables)
    }
    expect(refusal(composed((gid) => [gid, gid], 1))).toBe(refused('table-bad'))
    expect(refusal(composed((gid) => [(gid + 1) % 3, 200], 3))).toBe(refused('table-bad'))
    expect(refusal(composed((gid) => [gid + 1, gid + 1], 14))).toBe(refused('table-bad'))
    expect(refusal(composed((gid) => [gid + 1, gid + 1], 4))).toBe('taken')
  })
})

describe('hostile bytes', () => {
  /** Sets, measures and draws with the font; what HarfBuzz cannot make sense of must still be an answer. */
  const useIt = (bytes: Uint8Array): void => {
    const glyphs = createHarfbuzzGlyphs([{ key: 'x', bytes }])
    const { glyphCount } = glyphs.facts('x')
    for (const { gid } of glyphs.shape('x', 'AVfi，。12', 'zh-CN', ['halt=1'])) {
      glyphs.inkBox('x', gid)
      glyphs.outline('x', gid)
    }
    for (const gid of [0, 1, 77, glyphCount - 1, 65_535]) {
      glyphs.advance('x', gid)
      glyphs.outline('x', gid)
    }
    glyphs.glyph('x', 0x10ffff)
  }
  const places = (bytes: Uint8Array) => {
    const spots: fc.Arbitrary<number>[] = [fc.nat(12 + 16 * 10)]
    for (const tag of ['cmap', 'head', 'hhea', 'maxp', 'loca', 'glyf', 'hmtx', 'name', 'OS/2', 'post']) {
      const at = new DataView(bytes.buffer).getUint32(record(bytes, tag) + 8)
      spots.push(fc.nat(60).map((beyond) => at + beyond))
    }
    return fc.oneof(...spots)
  }
  test('changed bytes anywhere in a font are refused with a reason, or set and drawn all the same', () => {
    const byte = fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.nat(255))
    const changes = fc.array(fc.tuple(places(SONG), byte), { minLength: 1, maxLength: 6 })
    let taken = 0
    fc.assert(
      fc.property(changes, (list) => {
        const bytes = SONG.slice()
        for (const [at, value] of list) bytes[at] = value
        const made = singleFace(bytes)
        faces(bytes)
        if (made.ok) {
          taken++
          useIt(made.value)
        } else expect(FONT_FAULTS).toContain(made.failure.details.reason)
      }),
      { numRuns: 400 },
    )
    // Changes that only ever were refused would have tried nothing.
    expect(taken).toBeGreaterThan(20)
  })
  test('a collection cut off anywhere is refused, or the face that is whole is given', () => {
    const whole = collectionOf([HEI, SONG])
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(1), (length, index) => {
        expect(refusal(whole.slice(0, length), index)).toMatch(/^FONT_BROKEN/)
      }),
      { numRuns: 100 },
    )
  })
})
