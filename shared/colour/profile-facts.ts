/** What an ICC profile says of itself in its header and description (ICC.1:2001-04 §6.1, §6.5.17; ICC.1:2022 §7.2). */
export interface ProfileFacts {
  /** Signature of the class: `prtr` output, `mntr` display, `scnr` input, `link`, `spac`, `abst`, `nmcl`. */
  readonly deviceClass: string
  /** Device colour space, e.g. `CMYK`, `RGB`, `GRAY`. */
  readonly space: string
  /** Profile connection space: `Lab` or `XYZ`. */
  readonly connection: string
  /** e.g. `2.4`. */
  readonly version: string
  readonly description: string
}

const ascii = (bytes: Uint8Array, from: number, to: number): string => {
  let text = ''
  for (let i = from; i < to && i < bytes.length; i++) text += String.fromCharCode(bytes[i]!)
  return text
}

/** Printable text only: the description is shown to people and comes from outside. */
const clean = (text: string): string =>
  [...text]
    .filter((character) => character >= ' ' && character !== '\u007f')
    .join('')
    .trim()
    .slice(0, 200)

const describe = (bytes: Uint8Array, view: DataView): string => {
  const count = Math.min(view.getUint32(128), 100)
  for (let i = 0; i < count; i++) {
    const entry = 132 + 12 * i
    if (entry + 12 > bytes.length) break
    if (ascii(bytes, entry, entry + 4) !== 'desc') continue
    const at = view.getUint32(entry + 4)
    const end = Math.min(bytes.length, at + view.getUint32(entry + 8))
    if (at + 12 > end) return ''
    const type = ascii(bytes, at, at + 4)
    if (type === 'desc') return clean(ascii(bytes, at + 12, Math.min(end, at + 12 + view.getUint32(at + 8))))
    if (type !== 'mluc' || at + 28 > end) return ''
    // The first name of several languages will do.
    const length = view.getUint32(at + 20)
    const from = at + view.getUint32(at + 24)
    let text = ''
    for (let j = from; j + 1 < Math.min(end, from + length); j += 2) text += String.fromCharCode(view.getUint16(j))
    return clean(text)
  }
  return ''
}

/** Reads a profile's header; undefined for what is no ICC profile. Nothing is said about its tables. */
export const profileFacts = (bytes: Uint8Array): ProfileFacts | undefined => {
  if (bytes.length < 132 || ascii(bytes, 36, 40) !== 'acsp') return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint32(0) > bytes.length) return undefined
  return {
    deviceClass: clean(ascii(bytes, 12, 16)),
    space: clean(ascii(bytes, 16, 20)),
    connection: clean(ascii(bytes, 20, 24)),
    version: `${bytes[8]}.${bytes[9]! >> 4}`,
    description: describe(bytes, view),
  }
}
