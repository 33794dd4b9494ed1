/**
 * CMYK pixels in a wrapper that the JPEG encoder's library takes as CMYK: handed over bare, it takes four channels for
 * red, green, blue and transparency. TIFF 6.0, uncompressed, one strip, little-endian.
 */

const ENTRIES = 10
const IFD = 8
const BITS = IFD + 2 + 12 * ENTRIES + 4
const PIXELS = BITS + 8

const SHORT = 3
const LONG = 4

/** A TIFF with room for the pixels, to be filled through `pixels` (C, M, Y, K a pixel; 255 is a solid). */
export const cmykTiff = (width: number, height: number): { readonly file: Buffer; readonly pixels: Buffer } => {
  const size = width * height * 4
  const file = Buffer.alloc(PIXELS + size)
  file.write('II*\0', 0, 'latin1')
  file.writeUInt32LE(IFD, 4)
  file.writeUInt16LE(ENTRIES, IFD)
  const entries: readonly (readonly [number, number, number, number])[] = [
    [256, LONG, 1, width],
    [257, LONG, 1, height],
    [258, SHORT, 4, BITS],
    [259, SHORT, 1, 1], // no compression
    [262, SHORT, 1, 5], // separated
    [273, LONG, 1, PIXELS],
    [277, SHORT, 1, 4],
    [278, LONG, 1, height],
    [279, LONG, 1, size],
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
  return { file, pixels: file.subarray(PIXELS) }
}
