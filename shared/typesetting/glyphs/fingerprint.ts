/**
 * A 64-bit fingerprint of a font's bytes, as 16 hex digits. It tells two fonts apart and is the same on every
 * machine; it is no defence against somebody who wants two fonts to collide.
 */
export function fingerprint(bytes: Uint8Array): string {
  const whole = bytes.length & ~3
  // A view of 32-bit words needs alignment; fonts read from files are aligned, slices of bundles may not be.
  const words =
    bytes.byteOffset % 4 === 0
      ? new Int32Array(bytes.buffer, bytes.byteOffset, whole / 4)
      : new Int32Array(bytes.slice(0, whole).buffer)
  let a = 0x811c9dc5 ^ bytes.length
  let b = 0x9e3779b9
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    a = Math.imul(a ^ word, 0x01000193)
    b = Math.imul((b ^ word) + ((a >>> 15) | 0), 0x85ebca6b)
  }
  for (let i = whole; i < bytes.length; i++) a = Math.imul(a ^ bytes[i]!, 0x01000193)
  a = Math.imul(a ^ (a >>> 16), 0x7feb352d)
  b = Math.imul(b ^ (b >>> 13) ^ a, 0xc2b2ae35)
  const hex = (n: number) => (n >>> 0).toString(16).padStart(8, '0')
  return hex(a ^ (a >>> 15)) + hex(b ^ (b >>> 16))
}
