/** The printing room: display lists become press-ready PDF files. This file spells PDF's objects (ISO 32000-1, 7.3). */

/** A PDF object already in its file spelling. */
export type Pdf = string

/** 1/1000 pt as a PDF number in pt, exact, without trailing zeros. */
export function pt(milli: number): Pdf {
  return decimal(milli, 3)
}

/** `units` of 10^-places as a PDF number, exact. */
export function decimal(units: number, places: number): Pdf {
  const sign = units < 0 ? '-' : ''
  const size = Math.abs(units)
  const scale = 10 ** places
  const whole = Math.floor(size / scale)
  const rest = size - whole * scale
  if (rest === 0) return sign + whole
  let digits = String(rest).padStart(places, '0')
  while (digits.endsWith('0')) digits = digits.slice(0, -1)
  return `${sign}${whole === 0 ? '' : whole}.${digits}`
}

export function name(text: string): Pdf {
  let out = '/'
  for (const byte of Buffer.from(text, 'utf8')) {
    const regular = byte > 0x20 && byte < 0x7f && !'()<>[]{}/%#'.includes(String.fromCharCode(byte))
    out += regular ? String.fromCharCode(byte) : `#${byte.toString(16).padStart(2, '0')}`
  }
  return out
}

/** A text string (7.9.2.2): ASCII as it is, everything else as UTF-16BE. */
export function text(value: string): Pdf {
  if (/^[\x20-\x7e]*$/.test(value)) return `(${value.replace(/[\\()]/g, '\\$&')})`
  return `<FEFF${utf16Hex(value)}>`
}

/** UTF-16BE code units as upper-case hex, as ToUnicode and text strings want them. */
export function utf16Hex(value: string): string {
  let out = ''
  for (let i = 0; i < value.length; i++) out += hex4(value.charCodeAt(i))
  return out
}

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).toUpperCase().padStart(2, '0'))

export const hex4 = (code: number): string => `${HEX[(code >> 8) & 0xff]}${HEX[code & 0xff]}`

export const ref = (id: number): Pdf => `${id} 0 R`

export const array = (items: readonly Pdf[]): Pdf => `[${items.join(' ')}]`

/** A dictionary; entries that are undefined are left out. Keys are ASCII names without the slash. */
export function dict(entries: Readonly<Record<string, Pdf | undefined>>): Pdf {
  let out = '<<'
  for (const [key, value] of Object.entries(entries)) {
    if (value === undefined) continue
    out += `/${key}${/^[/[(<]/.test(value) ? '' : ' '}${value}`
  }
  return `${out}>>`
}
