/**
 * Character code of each glyph of a bare CFF table when it stands in a PDF under CIDFontType0: the charset's CID in a
 * CID-keyed font, the glyph number itself in any other (ISO 32000-1, 9.7.4.2; Adobe Technical Note 5176).
 */
export function cffCodes(cff: Uint8Array, glyphCount: number): (gid: number) => number {
  const view = new DataView(cff.buffer, cff.byteOffset, cff.byteLength)
  const names = index(view, view.getUint8(2))
  const top = index(view, names.end)
  const first = top.items[0]
  if (!first) throw new Error('no top dictionary')
  const facts = topFacts(view, first[0], first[1])
  if (!facts.cidKeyed) return (gid) => gid
  return charset(view, facts.charset, glyphCount)
}

function index(view: DataView, at: number): { items: [number, number][]; end: number } {
  const count = view.getUint16(at)
  if (count === 0) return { items: [], end: at + 2 }
  const size = view.getUint8(at + 2)
  const offset = (i: number): number => {
    let value = 0
    for (let j = 0; j < size; j++) value = value * 256 + view.getUint8(at + 3 + i * size + j)
    return value
  }
  const data = at + 2 + (count + 1) * size
  const items: [number, number][] = []
  for (let i = 0; i < count; i++) items.push([data + offset(i), data + offset(i + 1)])
  return { items, end: data + offset(count) }
}

function topFacts(view: DataView, from: number, to: number): { cidKeyed: boolean; charset: number } {
  let cidKeyed = false
  let charsetAt = 0
  let last = 0
  for (let at = from; at < to; ) {
    const b0 = view.getUint8(at)
    if (b0 === 12) {
      if (view.getUint8(at + 1) === 30) cidKeyed = true
      at += 2
    } else if (b0 <= 21) {
      if (b0 === 15) charsetAt = last
      at += 1
    } else if (b0 === 28) {
      last = view.getInt16(at + 1)
      at += 3
    } else if (b0 === 29) {
      last = view.getInt32(at + 1)
      at += 5
    } else if (b0 === 30) {
      at += 1
      while ((view.getUint8(at) & 0x0f) !== 0x0f && view.getUint8(at) >> 4 !== 0x0f) at += 1
      at += 1
    } else if (b0 <= 246) {
      last = b0 - 139
      at += 1
    } else {
      const b1 = view.getUint8(at + 1)
      last = b0 <= 250 ? (b0 - 247) * 256 + b1 + 108 : -(b0 - 251) * 256 - b1 - 108
      at += 2
    }
  }
  return { cidKeyed, charset: charsetAt }
}

function charset(view: DataView, at: number, glyphCount: number): (gid: number) => number {
  const cids = new Uint16Array(glyphCount)
  const format = view.getUint8(at)
  let read = at + 1
  if (format === 0) {
    for (let gid = 1; gid < glyphCount; gid++, read += 2) cids[gid] = view.getUint16(read)
  } else {
    for (let gid = 1; gid < glyphCount; ) {
      const first = view.getUint16(read)
      const left = format === 1 ? view.getUint8(read + 2) : view.getUint16(read + 2)
      read += format === 1 ? 3 : 4
      for (let i = 0; i <= left && gid < glyphCount; i++) cids[gid++] = first + i
    }
  }
  return (gid) => cids[gid] ?? 0
}
