/** Header and table directory of a font: the directory carries a checksum of every table. */
const DIRECTORY = 4096
/** Behind it, one word in so many is read: fonts of 15 MB are opened at every start. */
const STRIDE = 16

/**
 * A 64-bit fingerprint of a font's bytes, as 16 hex digits: of its length, its table directory with the checksums of
 * all tables, and every 16th word of the rest. It tells two fonts apart and is the same on every machine; it is no
 * defence against somebody who wants two fonts to collide.
 */
export function fingerprint(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let a = 0x811c9dc5 ^ bytes.length
  let b = 0x9e3779b9
  const last = bytes.length - 4
  for (let at = 0; at <= last; at += at < DIRECTORY ? 4 : 4 * STRIDE) {
    const word = view.getUint32(at)
    a = Math.imul(a ^ word, 0x01000193)
    b = Math.imul((b ^ word) + (a >>> 15), 0x85ebca6b)
  }
  for (let at = bytes.length & ~3; at < bytes.length; at++) a = Math.imul(a ^ bytes[at]!, 0x01000193)
  a = Math.imul(a ^ (a >>> 16), 0x7feb352d)
  b = Math.imul(b ^ (b >>> 13) ^ a, 0xc2b2ae35)
  const hex = (n: number) => (n >>> 0).toString(16).padStart(8, '0')
  return hex(a ^ (a >>> 15)) + hex(b ^ (b >>> 16))
}
