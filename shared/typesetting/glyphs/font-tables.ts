import { BrokenFont, type Table } from './font-bytes.ts'
import type { Tables } from './font-directory.ts'

/** Parts a glyph may be put together from, through all levels, and how deep they may nest. */
const MOST_PARTS = 2000
const MOST_NESTED = 16
const MOST_CMAPS = 64

/**
 * Checks that the tables a line of type is set and drawn from agree with one another and stay inside themselves, before
 * any other program is given them. Throws BrokenFont.
 */
export function checkTables(tables: Tables): void {
  if (!tables.has('glyf') && !tables.has('CFF ')) throw new BrokenFont('no-outlines')
  const head = need(tables, 'head', 54)
  const unitsPerEm = head.u16(18)
  if (head.u32(12) !== 0x5f0f3cf5 || unitsPerEm < 16 || unitsPerEm > 16_384) head.bad()
  const maxp = need(tables, 'maxp', 6)
  const glyphCount = maxp.u16(4)
  if (glyphCount === 0) maxp.bad()
  const hhea = need(tables, 'hhea', 36)
  const hmtx = need(tables, 'hmtx', 4)
  const metrics = hhea.u16(34)
  if (metrics === 0 || metrics > glyphCount) hhea.bad()
  hmtx.need(0, 4 * metrics)
  const os2 = tables.get('OS/2')
  if (os2) os2.need(0, os2.u16(0) >= 2 ? 90 : 68)
  tables.get('post')?.need(0, 32)
  checkCmap(need(tables, 'cmap', 4))
  const cff = tables.get('CFF ')
  if (cff) checkCff(cff, glyphCount)
  else checkGlyf(need(tables, 'loca', 4), tables.get('glyf')!, head.u16(50), glyphCount)
}

function need(tables: Tables, tag: string, length: number): Table {
  const table = tables.get(tag)
  if (table === undefined) throw new BrokenFont('table-missing', tag)
  table.need(0, length)
  return table
}

/** Formats 4 and 12 are what everything here reads; one of them must be for Unicode (ISO/IEC 14496-22, 5.2.1). */
function checkCmap(cmap: Table): void {
  const count = cmap.u16(2)
  if (count > MOST_CMAPS) cmap.bad()
  let unicode = false
  const seen = new Set<number>()
  for (let i = 0; i < count; i++) {
    const platform = cmap.u16(4 + 8 * i)
    const encoding = cmap.u16(6 + 8 * i)
    const at = cmap.u32(8 + 8 * i)
    const format = cmap.u16(at)
    if (format !== 4 && format !== 12) continue
    unicode ||= platform === 0 || (platform === 3 && (encoding === 1 || encoding === 10))
    if (seen.has(at)) continue
    seen.add(at)
    if (format === 12) checkGroups(cmap, at)
    else checkSegments(cmap, at)
  }
  if (!unicode) throw new BrokenFont('no-unicode')
}

function checkGroups(cmap: Table, at: number): void {
  const count = cmap.u32(at + 12)
  let before = -1
  for (let i = 0, group = at + 16; i < count; i++, group += 12) {
    const first = cmap.u32(group)
    const last = cmap.u32(group + 4)
    if (first <= before || last < first || last > 0x10ffff) cmap.bad()
    before = last
  }
}

function checkSegments(cmap: Table, at: number): void {
  const twice = cmap.u16(at + 6)
  if (twice === 0 || twice % 2 !== 0) cmap.bad()
  cmap.need(at + 14, 4 * twice + 2)
  for (let i = 0; i < twice; i += 2) {
    const last = cmap.u16(at + 14 + i)
    const first = cmap.u16(at + 16 + twice + i)
    const rangeAt = at + 16 + 3 * twice + i
    const range = cmap.u16(rangeAt)
    // The segment that ends the list often points nowhere; it stands for U+FFFF, which is no character.
    if (first > last || range === 0 || first === 0xffff) continue
    cmap.need(rangeAt + range, 2 * (last - first) + 2)
  }
}

/** Outlines in order and inside their table; parts of a glyph never lead back to it (ISO/IEC 14496-22, 5.3.3). */
function checkGlyf(loca: Table, glyf: Table, long: number, glyphCount: number): void {
  if (long > 1) throw new BrokenFont('table-bad', 'head')
  const start = (gid: number) => (long === 1 ? loca.u32(4 * gid) : 2 * loca.u16(2 * gid))
  loca.need(0, (glyphCount + 1) * (long === 1 ? 4 : 2))
  // What is too short for a glyph's header draws nothing; old tools leave such crumbs.
  const isComposite = (gid: number) => start(gid + 1) - start(gid) >= 10 && glyf.i16(start(gid)) < 0
  const composite: number[] = []
  for (let gid = 0; gid < glyphCount; gid++) {
    const from = start(gid)
    const to = start(gid + 1)
    if (to < from || to > glyf.length) loca.bad()
    if (isComposite(gid)) composite.push(gid)
  }
  const parts = new Int32Array(glyphCount)
  const open = new Set<number>()
  const count = (gid: number): number => {
    if (gid >= glyphCount || open.has(gid) || open.size > MOST_NESTED) return glyf.bad()
    const known = parts[gid]!
    if (known > 0) return known
    const from = start(gid)
    let sum = 1
    if (isComposite(gid)) {
      open.add(gid)
      for (const part of partsOf(glyf, from + 10, start(gid + 1))) {
        sum += count(part)
        if (sum > MOST_PARTS) glyf.bad()
      }
      open.delete(gid)
    }
    parts[gid] = sum
    return sum
  }
  for (const gid of composite) count(gid)
}

function partsOf(glyf: Table, from: number, to: number): number[] {
  const gids: number[] = []
  for (let at = from, flags = 0x20; (flags & 0x20) !== 0; ) {
    if (at + 4 > to) glyf.bad()
    flags = glyf.u16(at)
    gids.push(glyf.u16(at + 2))
    const scale = flags & 8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0
    at += 4 + (flags & 1 ? 4 : 2) + scale
    if (at > to) glyf.bad()
  }
  return gids
}

/** Header, lists and the outlines' count of a CFF table (Adobe Technical Note 5176, 5 to 10). */
function checkCff(cff: Table, glyphCount: number): void {
  if (cff.u8(0) !== 1) cff.bad()
  const names = list(cff, cff.u8(2))
  const tops = list(cff, names.end)
  const strings = list(cff, tops.end)
  list(cff, strings.end)
  if (tops.count === 0) cff.bad()
  const top = dictionary(cff, tops.first, tops.firstEnd)
  const outlines = top.get(17)
  if (outlines === undefined || list(cff, outlines).count !== glyphCount) cff.bad()
  const charset = top.get(15) ?? 0
  if (charset > 2 || charset < 0) cff.need(charset, 1)
  const faces = top.get(0xc24)
  if (faces !== undefined) list(cff, faces)
  const select = top.get(0xc25)
  if (select !== undefined) cff.need(select, 1)
}

function list(cff: Table, at: number): { count: number; first: number; firstEnd: number; end: number } {
  const count = cff.u16(at)
  if (count === 0) return { count, first: at + 2, firstEnd: at + 2, end: at + 2 }
  const size = cff.u8(at + 2)
  if (size < 1 || size > 4) cff.bad()
  const offset = (i: number): number => {
    let value = 0
    for (let j = 0; j < size; j++) value = value * 256 + cff.u8(at + 3 + i * size + j)
    return value
  }
  const data = at + 2 + (count + 1) * size
  let before = offset(0)
  if (before !== 1) cff.bad()
  for (let i = 1; i <= count; i++) {
    const next = offset(i)
    if (next < before) cff.bad()
    before = next
  }
  cff.need(data, before)
  return { count, first: data + 1, firstEnd: data + offset(1), end: data + before }
}

/** Last operand of each operator; two-byte operators are 0xc00 and the second byte. */
function dictionary(cff: Table, from: number, to: number): Map<number, number> {
  const found = new Map<number, number>()
  let last = 0
  for (let at = from; at < to; ) {
    const b0 = cff.u8(at)
    if (b0 <= 21) {
      found.set(b0 === 12 ? 0xc00 | cff.u8(at + 1) : b0, last)
      at += b0 === 12 ? 2 : 1
    } else if (b0 === 28) {
      last = cff.i16(at + 1)
      at += 3
    } else if (b0 === 29) {
      last = cff.i32(at + 1)
      at += 5
    } else if (b0 === 30) {
      do at += 1
      while ((cff.u8(at) & 0x0f) !== 0x0f && cff.u8(at) >> 4 !== 0x0f)
      at += 1
    } else if (b0 <= 246) {
      last = b0 - 139
      at += 1
    } else {
      last = b0 <= 250 ? (b0 - 247) * 256 + cff.u8(at + 1) + 108 : -(b0 - 251) * 256 - cff.u8(at + 1) - 108
      at += 2
    }
  }
  return found
}
