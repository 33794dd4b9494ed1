import { BrokenFont, Table } from './font-bytes.ts'

/** Largest file taken in: twice the largest Chinese collection in use. */
const MOST_BYTES = 256 << 20
const MOST_FACES = 256
const MOST_TABLES = 64

const TRUETYPE = 0x00010000
const APPLE = 0x74727565 // true
const CFF = 0x4f54544f // OTTO
const COLLECTION = 0x74746366 // ttcf

/** Tables of one face by tag, each inside the file, none twice, none over another. */
export type Tables = ReadonlyMap<string, Table>

/**
 * Reads which faces a file has and where their tables lie (ISO/IEC 14496-22, 4.4 and 4.6). Throws BrokenFont. Tables
 * may be shared between the faces of a collection, never within one face.
 */
export function readDirectories(bytes: Uint8Array): Tables[] {
  const kind = kindOf(bytes)
  const file = new Table('', bytes)
  try {
    if (kind !== COLLECTION) return [directory(file, 0)]
    const version = file.u16(4)
    const count = file.u32(8)
    if ((version !== 1 && version !== 2) || count === 0 || count > MOST_FACES) throw new BrokenFont('not-a-font')
    return Array.from({ length: count }, (_, i) => {
      const at = file.u32(12 + 4 * i)
      const own = file.u32(at)
      // A collection inside a collection would go round for ever.
      if (own !== TRUETYPE && own !== APPLE && own !== CFF) throw new BrokenFont('not-a-font')
      return directory(file, at)
    })
  } catch (error) {
    // A number that lies outside the file itself: the rest of the file is not there.
    if (error instanceof BrokenFont && error.details.table === '') throw new BrokenFont('truncated')
    throw error
  }
}

function kindOf(bytes: Uint8Array): number {
  if (bytes.length === 0) throw new BrokenFont('empty')
  if (bytes.length > MOST_BYTES) throw new BrokenFont('too-large')
  const first = String.fromCharCode(...bytes.subarray(0, 4))
  if (first === 'wOFF' || first === 'wOF2') throw new BrokenFont('web-font')
  if (first.startsWith('%!') || first.startsWith('\x80\x01') || first === 'typ1') throw new BrokenFont('type1')
  if (bytes.length < 12) throw new BrokenFont('not-a-font')
  const kind = new Table('', bytes).u32(0)
  if (kind !== TRUETYPE && kind !== APPLE && kind !== CFF && kind !== COLLECTION) throw new BrokenFont('not-a-font')
  return kind
}

function directory(file: Table, at: number): Tables {
  const count = file.u16(at + 4)
  if (count === 0 || count > MOST_TABLES) throw new BrokenFont('not-a-font')
  const end = at + 12 + 16 * count
  file.need(at, end - at)
  const tables = new Map<string, Table>()
  const places: { tag: string; from: number; to: number }[] = [{ tag: '', from: at, to: end }]
  for (let i = 0; i < count; i++) {
    const record = at + 12 + 16 * i
    const tag = String.fromCharCode(...file.bytes.subarray(record, record + 4))
    const from = file.u32(record + 8)
    const length = file.u32(record + 12)
    file.need(from, length)
    if (tables.has(tag)) throw new BrokenFont('overlap', tag.trim())
    tables.set(tag, new Table(tag, file.bytes.subarray(from, from + length)))
    if (length > 0) places.push({ tag, from, to: from + length })
  }
  places.sort((a, b) => a.from - b.from)
  places.forEach(({ tag, from }, i) => {
    if (i > 0 && from < places[i - 1]!.to) throw new BrokenFont('overlap', (tag || places[i - 1]!.tag).trim())
  })
  return tables
}

/** Writes tables as a font file of one face: directory by tag, sums as ISO/IEC 14496-22, 4.5 wants them. */
export function writeFont(tables: Tables): Uint8Array {
  const entries = [...tables].sort(([a], [b]) => (a < b ? -1 : 1))
  let length = 12 + 16 * entries.length
  for (const [, table] of entries) length += (table.length + 3) & ~3
  const bytes = new Uint8Array(length)
  const view = new DataView(bytes.buffer)
  const log = Math.floor(Math.log2(entries.length))
  view.setUint32(0, tables.has('CFF ') ? CFF : TRUETYPE)
  view.setUint16(4, entries.length)
  view.setUint16(6, 16 << log)
  view.setUint16(8, log)
  view.setUint16(10, 16 * entries.length - (16 << log))
  let at = 12 + 16 * entries.length
  let head = 0
  entries.forEach(([tag, table], i) => {
    const record = 12 + 16 * i
    bytes.set(table.bytes, at)
    if (tag === 'head') {
      head = at
      view.setUint32(at + 8, 0)
    }
    for (let j = 0; j < 4; j++) bytes[record + j] = tag.charCodeAt(j)
    view.setUint32(record + 4, sum(view, at, table.length))
    view.setUint32(record + 8, at)
    view.setUint32(record + 12, table.length)
    at += (table.length + 3) & ~3
  })
  if (tables.has('head')) view.setUint32(head + 8, (0xb1b0afba - sum(view, 0, length)) >>> 0)
  return bytes
}

function sum(view: DataView, from: number, length: number): number {
  let total = 0
  for (let at = from, end = from + ((length + 3) & ~3); at < end; at += 4) total = (total + view.getUint32(at)) | 0
  return total >>> 0
}
