import { z } from 'zod'

/**
 * Every way a call across a boundary can fail. The union is closed: a new code needs a sentence in both
 * languages (`sentences.ts`), which the type checker demands.
 */
export const FAILURE_CODES = [
  // files brought in from outside
  'FILE_NOT_FOUND',
  'FILE_UNREADABLE',
  'FILE_EMPTY',
  'FILE_BINARY',
  'FILE_TOO_LARGE',
  'ENCODING_UNKNOWN',
  'ENCODING_MISMATCH',
  'NO_ARTICLES_FOUND',
  'COPY_NOT_ACCOUNTED_FOR',
  // archive
  'ARCHIVE_NOT_FOUND',
  'ARCHIVE_NOT_AN_ARCHIVE',
  'ARCHIVE_NEWER',
  'ARCHIVE_IN_USE',
  'ARCHIVE_DAMAGED',
  'ARCHIVE_READ_ONLY',
  'DISK_FULL',
  'CONFLICT',
  'NOT_FOUND',
  'ASSET_MISSING',
  'ASSET_DAMAGED',
  // edition and composition
  'ISSUE_NOT_FOUND',
  'PAGE_NOT_FOUND',
  'PAGE_EMPTY',
  'STYLE_UNKNOWN',
  'STYLE_CYCLE',
  'FONT_BROKEN',
  'FONT_EMBEDDING_FORBIDDEN',
  'FONT_KEY_BAD',
  'FONT_KEY_TAKEN',
  // pictures and print
  'PICTURE_UNREADABLE',
  'PICTURE_TOO_LARGE',
  'PROFILE_BROKEN',
  'OUTPUT_NOT_WRITABLE',
  'PREFLIGHT_BLOCKED',
  'TAIL_LOST',
  // use
  'BAD_REQUEST',
  'CANCELLED',
  'NODE_TOO_OLD',
  'INTERNAL',
] as const

export const FailureCode = z.enum(FAILURE_CODES)
export type FailureCode = z.infer<typeof FailureCode>

/** An error as a value: a code for machines, flat details that fill the sentence a person reads. */
export interface Failure {
  readonly code: FailureCode
  /** Safe to show: names, numbers, paths the user gave. Never a stack or another program's message in full. */
  readonly details: Readonly<Record<string, string | number>>
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

export const fail = (code: FailureCode, details: Failure['details'] = {}): { ok: false; failure: Failure } => ({
  ok: false,
  failure: { code, details },
})

/** For code that must unwind (transactions, workers): carries a failure through `throw`; caught at the boundary. */
export class FailureError extends Error {
  override readonly name = 'FailureError'
  readonly failure: Failure

  constructor(code: FailureCode, details: Failure['details'] = {}, options?: ErrorOptions) {
    super(code, options)
    this.failure = { code, details }
  }
}
