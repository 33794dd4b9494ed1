import { crc32 } from 'node:zlib'

const SIGNATURE_AND_HEADER = 8 + 25

/**
 * The same PNG with its resolution written in (chunk pHYs, ISO/IEC 15948 §11.3.5.3), so that it opens at the page's
 * true size. `dpi` is dots per inch; `png` must be a PNG as encoders write it, header chunk first.
 */
export const withDensity = (png: Uint8Array, dpi: number): Uint8Array => {
  const perMetre = Math.round(dpi / 0.0254)
  const chunk = Buffer.alloc(21)
  chunk.writeUInt32BE(9, 0)
  chunk.write('pHYs', 4, 'latin1')
  chunk.writeUInt32BE(perMetre, 8)
  chunk.writeUInt32BE(perMetre, 12)
  chunk.writeUInt8(1, 16)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 17)), 17)
  return Buffer.concat([png.subarray(0, SIGNATURE_AND_HEADER), chunk, png.subarray(SIGNATURE_AND_HEADER)])
}
