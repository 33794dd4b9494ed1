import { fail, ok, type Result } from '#shared/contract/failure.ts'

/** What the PDF needs to know of a font file; lengths in 1/1000 em unless said otherwise. */
export interface FontFile {
  readonly bytes: Uint8Array
  readonly flavour: 'truetype' | 'cff'
  readonly postScriptName: string
  readonly glyphCount: number
  readonly box: readonly [number, number, number, number]
  readonly ascent: number
  readonly descent: number
  readonly capHeight: number
  readonly italicAngle: number
  readonly variable: boolean
  /** OS/2 fsType: the owner's word on embedding. */
  readonly fsType: number
  table(tag: string): Uint8Array | undefined
  advance(gid: number): number
  /** Glyph of a code point by the font's cmap; 0 when it has none. */
  glyph(codePoint: number): number
}

/**
 * Reads the tables of an OpenType or TrueType file. `name` is how a failure calls the font.
 * Fails with FONT_BROKEN; whether it may be embedded is asked by `embeddingRefusal`.
 */
export function readFont(bytes: Uint8Array, name: string): Result<FontFile> {
  try {
    return ok(parse(bytes))
  } catch {
    return fail('FONT_BROKEN', { font: name })
  }
}

/** Why a font's fsType keeps it out of a PDF (OpenType, OS/2: fsType), or undefined when it may be embedded. */
export function embeddingRefusal(fsType: number): 'restricted' | 'no-subsetting' | 'bitmap-only' | undefined {
  // Of several usage bits the least restrictive counts, so only the bare "restricted" bit forbids.
  if ((fsType & 0x000f) === 0x0002) return 'restricted'
  if (fsType & 0x0100) return 'no-subsetting'
  if (fsType & 0x0200) return 'bitmap-only'
  return undefined
}

function parse(bytes: Uint8Array): FontFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kind = view.getUint32(0)
  if (kind !== 0x00010000 && kind !== 0x4f54544f && kind !== 0x74727565) throw new Error('not a single font')
  const tables = new Map<string, { at: number; length: number }>()
  for (let i = 0, count = view.getUint16(4); i < count; i++) {
    const record = 12 + 16 * i
    const at = view.getUint32(record + 8)
    const length = view.getUint32(record + 12)
    if (at + length > bytes.length) throw new Error('a table runs past the end')
    tables.set(tag(view, record), { at, length })
  }
  const need = (key: string): number => {
    const found = tables.get(key)
    if (!found) throw new Error(`no ${key}`)
    return found.at
  }
  const head = need('head')
  const hhea = need('hhea')
  const hmtx = need('hmtx')
  const unitsPerEm = view.getUint16(head + 18)
  if (unitsPerEm === 0) throw new Error('no em')
  const em = (units: number): number => Math.round((units * 1000) / unitsPerEm)
  const glyphCount = view.getUint16(need('maxp') + 4)
  const metrics = view.getUint16(hhea + 34)
  if (metrics === 0 || tables.get('hmtx')!.length < 4 * metrics) throw new Error('short hmtx')
  const os2 = tables.get('OS/2')
  const post = tables.get('post')
  const flavour = tables.has('CFF ') ? 'cff' : 'truetype'
  if (flavour === 'truetype') need('glyf')
  const ascent = em(view.getInt16(hhea + 4))
  return {
    bytes,
    flavour,
    postScriptName: postScriptName(view, tables.get('name')),
    glyphCount,
    box: [36, 38, 40, 42].map((at) => em(view.getInt16(head + at))) as [number, number, number, number],
    ascent,
    descent: em(view.getInt16(hhea + 6)),
    // Version 2 of OS/2 is the first with a cap height.
    capHeight: os2 && view.getUint16(os2.at) >= 2 ? em(view.getInt16(os2.at + 88)) : ascent,
    italicAngle: post ? view.getInt32(post.at + 4) / 65536 : 0,
    variable: tables.has('fvar'),
    fsType: os2 ? view.getUint16(os2.at + 8) : 0,
    table: (key) => {
      const found = tables.get(key)
      return found && bytes.subarray(found.at, found.at + found.length)
    },
    advance: (gid) => em(view.getUint16(hmtx + 4 * Math.min(gid, metrics - 1))),
    glyph: cmap(view, tables.get('cmap')?.at),
  }
}

const tag = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3))

function postScriptName(view: DataView, table: { at: number; length: number } | undefined): string {
  if (!table) return 'Font'
  const strings = table.at + view.getUint16(table.at + 4)
  for (let i = 0, count = view.getUint16(table.at + 2); i < count; i++) {
    const record = table.at + 6 + 12 * i
    if (view.getUint16(record + 6) !== 6) continue
    let text = ''
    const at = strings + view.getUint16(record + 10)
    // The name is ASCII; in a two-byte encoding every other byte is zero.
    for (let j = 0, length = view.getUint16(record + 8); j < length; j++) {
      const byte = view.getUint8(at + j)
      if (byte !== 0) text += String.fromCharCode(byte)
    }
    const clean = text.replace(/[^A-Za-z0-9_.-]/g, '')
    if (clean !== '') return clean.slice(0, 63)
  }
  return 'Font'
}

/** Formats 4 and 12 cover every Unicode font in use; the one with more code points wins. */
function cmap(view: DataView, at: number | undefined): (codePoint: number) => number {
  if (at === undefined) return () => 0
  let four: number | undefined
  let twelve: number | undefined
  for (let i = 0, count = view.getUint16(at + 2); i < count; i++) {
    const sub = at + view.getUint32(at + 4 + 8 * i + 4)
    const format = view.getUint16(sub)
    if (format === 12) twelve = sub
    else if (format === 4) four = sub
  }
  if (twelve !== undefined) return (codePoint) => lookup12(view, twelve, codePoint)
  if (four !== undefined) return (codePoint) => (codePoint > 0xffff ? 0 : lookup4(view, four, codePoint))
  return () => 0
}

function lookup12(view: DataView, at: number, codePoint: number): number {
  let low = 0
  let high = view.getUint32(at + 12) - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const group = at + 16 + 12 * middle
    if (codePoint < view.getUint32(group)) high = middle - 1
    else if (codePoint > view.getUint32(group + 4)) low = middle + 1
    else return view.getUint32(group + 8) + codePoint - view.getUint32(group)
  }
  return 0
}

function lookup4(view: DataView, at: number, codePoint: number): number {
  const twice = view.getUint16(at + 6)
  for (let i = 0; i < twice; i += 2) {
    if (view.getUint16(at + 14 + i) < codePoint) continue
    const start = view.getUint16(at + 16 + twice + i)
    if (start > codePoint) return 0
    const delta = view.getUint16(at + 16 + 2 * twice + i)
    const rangeAt = at + 16 + 3 * twice + i
    const range = view.getUint16(rangeAt)
    if (range === 0) return (codePoint + delta) & 0xffff
    const gid = view.getUint16(rangeAt + range + 2 * (codePoint - start))
    return gid === 0 ? 0 : (gid + delta) & 0xffff
  }
  return 0
}
