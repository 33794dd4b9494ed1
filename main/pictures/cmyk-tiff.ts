/**
 * CMYK pixels in a wrapper that the JPEG encoder's library takes as CMYK: handed over bare, it takes four channels for
 * red, green, blue and transparency. TIFF 6.0, uncompressed, little-endian.
 */

const ENTRIES = 10
const IFD = 8
const BITS = IFD + 2 + 12 * ENTRIES + 4

const SHORT = 3
const LONG = 4

/** Rows to a strip: the reader holds one strip at a time. */
const STRIP = 64

/** A TIFF with room for the pixels, to be filled through `pixels` (C, M, Y, K a pixel; 255 is a solid). */
export const cmykTiff = (width: number, height: number): { readonly file: Buffer; readonly pixels: Buffer } => {
  const strips = Math.ceil(height / STRIP)
  const rowBytes = width * 4
  const offsets = BITS + 8
  const counts = offsets + 4 * strips
  const start = counts + 4 * strips
  const file = Buffer.alloc(start + rowBytes * height)
  file.write('II*\0', 0, 'latin1')
  file.writeUInt32LE(IFD, 4)
  file.writeUInt16LE(ENTRIES, IFD)
  const stripBytes = (strip: number) => Math.min(STRIP, height - strip * STRIP) * rowBytes
  const entries: readonly (readonly [number, number, number, number])[] = [
    [256, LONG, 1, width],
    [257, LONG, 1, height],
    [258, SHORT, 4, BITS],
    [259, SHORT, 1, 1], // no compression
    [262, SHORT, 1, 5], // separated
    // One value stands in the entry itself, several at an offset.
    [273, LONG, strips, strips === 1 ? start : offsets],
    [277, SHORT, 1, 4],
    [278, LONG, 1, STRIP],
    [279, LONG, strips, strips === 1 ? stripBytes(0) : counts],
    [332, SHORT, 1, 1], // inks are CMYK
  ]
  entries.forEach(([tag, type, count, value], i) => {
    const at = IFD + 2 + 12 * i
    file.writeUInt16LE(tag, at)
    file.writeUInt16LE(type, at + 2)
    file.writeUInt32LE(count, at + 4)
    file.writeUInt32LE(value, at + 8)
  })
  for (let i = 0; i < 4; i++) file.writeUInt16LE(8, BITS + 2 * i)
  for (let strip = 0; strip < strips; strip++) {
    file.writeUInt32LE(start + strip * STRIP * rowBytes, offsets + 4 * strip)
    file.writeUInt32LE(stripBytes(strip), counts + 4 * strip)
  }
  return { file, pixels: file.subarray(start) }
}
