import { Table } from '../glyphs/font-bytes.ts'
import { readDirectories, writeFont } from '../glyphs/font-directory.ts'

/** For tests: the tables of a single font, to be changed and written again. */
export function tablesOf(font: Uint8Array): Map<string, Uint8Array> {
  return new Map([...readDirectories(font)[0]!].map(([tag, table]) => [tag, table.bytes.slice()]))
}

export const fontOf = (tables: ReadonlyMap<string, Uint8Array>): Uint8Array =>
  writeFont(new Map([...tables].map(([tag, bytes]) => [tag, new Table(tag, bytes)])))

/** For tests: the first glyphs of a TrueType font, so that a test can go through its bytes a thousand times. */
export function smallFont(font: Uint8Array, glyphCount: number): Uint8Array {
  const tables = tablesOf(font)
  const view = (tag: string) => {
    const bytes = tables.get(tag)!
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }
  const long = view('head').getUint16(50) === 1
  const end = long ? view('loca').getUint32(4 * glyphCount) : 2 * view('loca').getUint16(2 * glyphCount)
  const groups = groupsOf(view('cmap')).filter(([, , gid]) => gid < glyphCount)
  const kept = groups.map(([first, last, gid]) => [first, Math.min(last, first + glyphCount - 1 - gid), gid])
  const cmap = new DataView(new ArrayBuffer(12 + 16 + 12 * kept.length))
  cmap.setUint16(2, 1)
  cmap.setUint16(4, 3)
  cmap.setUint16(6, 10)
  cmap.setUint32(8, 12)
  cmap.setUint16(12, 12)
  cmap.setUint32(16, 16 + 12 * kept.length)
  cmap.setUint32(24, kept.length)
  kept.forEach((group, i) => {
    group.forEach((value, j) => {
      cmap.setUint32(28 + 12 * i + 4 * j, value)
    })
  })
  view('maxp').setUint16(4, glyphCount)
  view('hhea').setUint16(34, glyphCount)
  tables.set('cmap', new Uint8Array(cmap.buffer))
  tables.set('loca', tables.get('loca')!.slice(0, (glyphCount + 1) * (long ? 4 : 2)))
  tables.set('glyf', tables.get('glyf')!.slice(0, end))
  tables.set('hmtx', tables.get('hmtx')!.slice(0, 4 * glyphCount))
  const few = ['cmap', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'name', 'OS/2', 'post']
  return fontOf(new Map([...tables].filter(([tag]) => few.includes(tag))))
}

function groupsOf(cmap: DataView): [number, number, number][] {
  for (let i = 0; i < cmap.getUint16(2); i++) {
    const at = cmap.getUint32(8 + 8 * i)
    if (cmap.getUint16(at) !== 12) continue
    return Array.from({ length: cmap.getUint32(at + 12) }, (_, g) => {
      const group = at + 16 + 12 * g
      return [cmap.getUint32(group), cmap.getUint32(group + 4), cmap.getUint32(group + 8)]
    })
  }
  throw new Error('the font has no cmap of format 12')
}

/** For tests: names of a font, each `[id, Windows language, text]`. */
export function named(font: Uint8Array, names: readonly (readonly [number, number, string])[]): Uint8Array {
  const tables = tablesOf(font)
  const strings = names.map(([, , text]) => text).join('')
  const table = new DataView(new ArrayBuffer(6 + 12 * names.length + 2 * strings.length))
  table.setUint16(2, names.length)
  table.setUint16(4, 6 + 12 * names.length)
  let at = 0
  names.forEach(([id, language, text], i) => {
    const fields = [3, 1, language, id, 2 * text.length, 2 * at]
    fields.forEach((value, j) => {
      table.setUint16(6 + 12 * i + 2 * j, value)
    })
    at += text.length
  })
  for (let i = 0; i < strings.length; i++) table.setUint16(6 + 12 * names.length + 2 * i, strings.charCodeAt(i))
  tables.set('name', new Uint8Array(table.buffer))
  return fontOf(tables)
}

/** For tests: a font with another OS/2 fsType. */
export function licensed(font: Uint8Array, fsType: number): Uint8Array {
  const tables = tablesOf(font)
  const os2 = tables.get('OS/2')!
  new DataView(os2.buffer).setUint16(8, fsType)
  return fontOf(tables)
}

/** For tests: several fonts as one collection, each with its own tables. */
export function collectionOf(fonts: readonly Uint8Array[]): Uint8Array {
  const header = 12 + 4 * fonts.length
  const bytes = new Uint8Array(header + fonts.reduce((sum, font) => sum + font.length, 0))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x74746366)
  view.setUint32(4, 0x00010000)
  view.setUint32(8, fonts.length)
  let at = header
  fonts.forEach((font, i) => {
    bytes.set(font, at)
    view.setUint32(12 + 4 * i, at)
    for (let t = 0; t < view.getUint16(at + 4); t++) {
      const offset = at + 12 + 16 * t + 8
      view.setUint32(offset, view.getUint32(offset) + at)
    }
    at += font.length
  })
  return bytes
}
