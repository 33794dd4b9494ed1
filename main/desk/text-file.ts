import { basename } from 'node:path'
import { fail, ok, type Result } from '#shared/contract/failure.ts'
import {
  type DecodedText,
  decodeText,
  MAX_TEXT_BYTES,
  readEncodingName,
  type TextDecoding,
} from '#shared/importing/decode.ts'
import { readUserFile } from './read-file.ts'

/** The platform's decoders behind the importing room's interface: strict, null for bytes the encoding has not. */
export const platformDecoding: TextDecoding = {
  decode(bytes, encoding) {
    try {
      return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
    } catch {
      return null
    }
  },
}

export interface TextFile extends DecodedText {
  readonly fileName: string
  readonly bytes: Uint8Array
}

const MEGABYTE = 1024 * 1024

/**
 * Reads a text file of any encoding the newsroom meets. Fails with FILE_NOT_FOUND, FILE_UNREADABLE, FILE_TOO_LARGE
 * (before reading it), FILE_EMPTY, FILE_BINARY, ENCODING_UNKNOWN, ENCODING_MISMATCH; BAD_REQUEST for an encoding
 * nobody knows. All name the file.
 */
export async function readTextFile(path: string, encodingName?: string): Promise<Result<TextFile>> {
  const file = basename(path)
  const encoding = encodingName === undefined ? undefined : readEncodingName(encodingName)
  if (encoding === null) return fail('ENCODING_UNKNOWN', { file, encoding: encodingName ?? '' })
  const read = await readUserFile(path, file, MAX_TEXT_BYTES, (bytes) =>
    fail('FILE_TOO_LARGE', {
      file,
      megabytes: Math.ceil(bytes / MEGABYTE),
      limit: Math.floor(MAX_TEXT_BYTES / MEGABYTE),
    }),
  )
  if (!read.ok) return read
  const decoded = decodeText(read.value, platformDecoding, encoding === undefined ? {} : { encoding })
  if (!decoded.ok) return { ok: false, failure: { ...decoded.failure, details: { file, ...decoded.failure.details } } }
  return ok({ ...decoded.value, fileName: file, bytes: read.value })
}
