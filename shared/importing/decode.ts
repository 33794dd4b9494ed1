/**
 * shared/importing turns the raw text of a newspaper page, as it comes out of a PDF or a wire file, into articles with
 * their parts, and says of every change it makes what it was, so that a person can refuse it.
 */
import { fail, ok, type Result } from '../contract/failure.ts'

/** The encodings copy comes in. GBK and GB2312 are read as their superset GB18030. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

/**
 * Turns bytes into text; the platform's decoder stands behind it. It is strict: null for the first byte sequence that
 * the encoding does not have. Bytes come without a byte order mark.
 */
export interface TextDecoding {
  decode(bytes: Uint8Array, encoding: TextEncoding): string | null
}

export interface DecodeOptions {
  /** Read as this and nothing else: what “reopen as …” and `--encoding` ask for. */
  readonly encoding?: TextEncoding
  /** Largest file taken, in bytes. */
  readonly maxBytes?: number
}

export interface DecodedText {
  readonly text: string
  readonly encoding: TextEncoding
  /** How the encoding was found. */
  readonly by: 'mark' | 'content' | 'request'
}

/** A page of text is some 40 kB; ten thousand pages are a mistake. */
export const MAX_TEXT_BYTES = 16 * 1024 * 1024

const LABELS: Readonly<Record<string, TextEncoding>> = {
  utf8: 'utf-8',
  unicode: 'utf-16le',
  utf16: 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  ucs2: 'utf-16le',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  cp936: 'gb18030',
  ms936: 'gb18030',
  ansi: 'gb18030',
  euccn: 'gb18030',
}

/** The encoding a person means by a name, in any of its spellings; null for one that is not read. */
export const readEncodingName = (name: string): TextEncoding | null =>
  LABELS[name.toLowerCase().replace(/[^a-z0-9]/g, '')] ?? null

/** First bytes of files people drop by mistake. */
const SIGNATURES: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46, 0x2d], // PDF
  [0x50, 0x4b, 0x03, 0x04], // zip: docx, wps, ofd
  [0xd0, 0xcf, 0x11, 0xe0], // OLE: doc, old wps
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x1f, 0x8b],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x52, 0x61, 0x72, 0x21],
]

const startsWith = (bytes: Uint8Array, signature: readonly number[]) =>
  bytes.length >= signature.length && signature.every((byte, i) => bytes[i] === byte)

function byteOrderMark(bytes: Uint8Array): { encoding: TextEncoding; length: number } | null {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return { encoding: 'utf-8', length: 3 }
  if (startsWith(bytes, [0xff, 0xfe])) return { encoding: 'utf-16le', length: 2 }
  if (startsWith(bytes, [0xfe, 0xff])) return { encoding: 'utf-16be', length: 2 }
  // GB18030 writes U+FEFF as these four; some editors do put it first.
  if (startsWith(bytes, [0x84, 0x31, 0x95, 0x33])) return { encoding: 'gb18030', length: 4 }
  return null
}

/** Control characters that text files do hold: tab, line ends, form feed, the DOS end-of-file. */
const isTextControl = (byte: number) => (byte >= 0x09 && byte <= 0x0d) || byte === 0x1a

interface ByteCensus {
  readonly controls: number
  readonly nuls: number
}

function census(bytes: Uint8Array): ByteCensus {
  let controls = 0
  let nuls = 0
  for (const byte of bytes) {
    if (byte >= 0x20 && byte !== 0x7f) continue
    if (byte === 0) nuls++
    else if (!isTextControl(byte)) controls++
  }
  return { controls, nuls }
}

/** Whether text read on trial looks like copy: Han, their marks, ASCII text, and next to nothing else. */
function looksLikeCopy(text: string): boolean {
  let strange = 0
  let total = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    total++
    const usual =
      (unit >= 0x20 && unit < 0x7f) ||
      (unit >= 0x09 && unit <= 0x0d) ||
      (unit >= 0x4e00 && unit <= 0x9fa5) ||
      (unit >= 0x2000 && unit <= 0x206f) ||
      (unit >= 0x2190 && unit <= 0x26ff) ||
      (unit >= 0x3000 && unit <= 0x30ff) ||
      (unit >= 0xff00 && unit <= 0xffef) ||
      (unit >= 0xa1 && unit <= 0x17f)
    if (!usual) strange++
  }
  return total > 0 && strange <= total * 0.05
}

/**
 * UTF-16 without a mark is taken only when it can be nothing else: an even number of bytes, zero bytes (ASCII and line
 * ends put them on one side of the pairs; 一 is U+4E00 and puts some on the other), and text that reads as copy one way
 * round and not the other.
 */
function unmarkedUtf16(bytes: Uint8Array, { nuls }: ByteCensus, decoding: TextDecoding): DecodedText | null {
  if (bytes.length % 2 !== 0 || nuls === 0) return null
  const fitting = (['utf-16le', 'utf-16be'] as const).flatMap((encoding): DecodedText[] => {
    const text = decoding.decode(bytes, encoding)
    return text !== null && !hasNul(text) && looksLikeCopy(text) ? [{ text, encoding, by: 'content' }] : []
  })
  return fitting.length === 1 ? fitting[0]! : null
}

/**
 * GB18030 has an answer for nearly any bytes, so that Big5, Shift_JIS or Latin-1 would come in as rare characters
 * nobody wrote. Real copy is made of the characters of GB 2312 level 1 (lead bytes B0–D7) and its marks (A1–A9).
 */
function isPlausibleGb(bytes: Uint8Array): boolean {
  let usual = 0
  let rare = 0
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i]!
    if (lead < 0x80) {
      i++
      continue
    }
    const trail = bytes[i + 1] ?? 0
    if (trail >= 0x30 && trail <= 0x39) {
      rare++
      i += 4
      continue
    }
    const common = trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa9) || (lead >= 0xb0 && lead <= 0xd7))
    if (common) usual++
    else rare++
    i += 2
  }
  // A name of rare characters alone is possible in a file of a few words; a third of a page is not.
  return rare <= 2 || rare <= (usual + rare) * 0.34
}

const REPLACEMENT = /\ufffd/

/**
 * Reads the bytes of a text file: byte order mark, else strict UTF-8, else GB18030; UTF-16 without a mark when safe.
 * The mark is not part of the text. Line ends stay as they are.
 *
 * Fails with FILE_EMPTY (no bytes, or nothing but blanks), FILE_TOO_LARGE {bytes, limit}, FILE_BINARY,
 * ENCODING_UNKNOWN, and ENCODING_MISMATCH {encoding} when the asked-for or marked encoding does not fit the bytes.
 */
export function decodeText(
  bytes: Uint8Array,
  decoding: TextDecoding,
  options: DecodeOptions = {},
): Result<DecodedText> {
  const limit = options.maxBytes ?? MAX_TEXT_BYTES
  if (bytes.length === 0) return fail('FILE_EMPTY')
  if (bytes.length > limit) return fail('FILE_TOO_LARGE', { bytes: bytes.length, limit })
  if (SIGNATURES.some((signature) => startsWith(bytes, signature))) return fail('FILE_BINARY')

  const mark = byteOrderMark(bytes)
  if (options.encoding !== undefined) {
    const body = mark?.encoding === options.encoding ? bytes.subarray(mark.length) : bytes
    const text = mark && mark.encoding !== options.encoding ? null : decoding.decode(body, options.encoding)
    if (text === null || hasNul(text)) return fail('ENCODING_MISMATCH', { encoding: options.encoding })
    return withText({ text, encoding: options.encoding, by: 'request' })
  }
  if (mark) {
    const text = decoding.decode(bytes.subarray(mark.length), mark.encoding)
    if (text === null) return fail('ENCODING_MISMATCH', { encoding: mark.encoding })
    if (hasNul(text)) return fail('FILE_BINARY')
    return withText({ text, encoding: mark.encoding, by: 'mark' })
  }

  const counted = census(bytes)
  const utf16 = unmarkedUtf16(bytes, counted, decoding)
  if (utf16) return withText(utf16)
  if (counted.nuls > 0 || counted.controls > Math.max(2, bytes.length / 100)) {
    return fail('FILE_BINARY')
  }
  const utf8 = decoding.decode(bytes, 'utf-8')
  if (utf8 !== null) return withText({ text: utf8, encoding: 'utf-8', by: 'content' })
  const gb = decoding.decode(bytes, 'gb18030')
  if (gb === null || REPLACEMENT.test(gb) || !isPlausibleGb(bytes)) return fail('ENCODING_UNKNOWN')
  return withText({ text: gb, encoding: 'gb18030', by: 'content' })
}

const hasNul = (text: string) => text.includes('\0')

/** A file of blanks holds no copy; a page that says nothing is the same as no page. */
const withText = (decoded: DecodedText): Result<DecodedText> =>
  /[^\s\ufeff\u200b]/u.test(decoded.text) ? ok(decoded) : fail('FILE_EMPTY')
