/**
 * The head of each glyph of a TrueType program — number of contours and bounding box — as one word per glyph:
 * enough to tell whether a code draws the glyph it should. Undefined for fonts with other outlines.
 */
export function outlineHeads(bytes: Uint8Array): ((gid: number) => string) | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tables = new Map<string, number>()
  for (let i = 0, count = view.getUint16(4); i < count; i++) {
    const record = 12 + 16 * i
    tables.set(Buffer.from(bytes.subarray(record, record + 4)).toString('latin1'), view.getUint32(record + 8))
  }
  const [head, loca, glyf, maxp] = ['head', 'loca', 'glyf', 'maxp'].map((tag) => tables.get(tag))
  if (head === undefined || loca === undefined || glyf === undefined || maxp === undefined) return undefined
  const glyphs = view.getUint16(maxp + 4)
  const long = view.getInt16(head + 50) === 1
  const offset = (gid: number): number => (long ? view.getUint32(loca + 4 * gid) : 2 * view.getUint16(loca + 2 * gid))
  return (gid) => {
    if (gid >= glyphs) return 'none'
    const from = offset(gid)
    if (from === offset(gid + 1)) return 'blank'
    return [0, 2, 4, 6, 8].map((at) => view.getInt16(glyf + from + at)).join(' ')
  }
}
