import { z } from 'zod'
import { type Failure, type FailureCode, FailureError, type Result } from '#shared/contract/failure.ts'
import type { Log } from './types.ts'

const BY_CODE: ReadonlyArray<readonly [RegExp, FailureCode]> = [
  // SQLite says IOERR_WRITE when a quota, not the disk, is used up, and IOERR_SHMSIZE when the WAL's index finds no room.
  [/^(SQLITE_FULL|SQLITE_IOERR_WRITE|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT|EFBIG)$/, 'DISK_FULL'],
  [/^SQLITE_(BUSY|LOCKED)/, 'ARCHIVE_IN_USE'],
  [/^SQLITE_(CORRUPT|NOTADB|FORMAT|IOERR_(READ|SHORT_READ|DATA|CORRUPTFS))/, 'ARCHIVE_DAMAGED'],
  // CANTOPEN is how a folder we may not write to shows: the WAL's index file cannot be made.
  [/^SQLITE_(READONLY|PERM|AUTH|CANTOPEN)/, 'ARCHIVE_READ_ONLY'],
  [/^(EACCES|EPERM|EROFS)$/, 'ARCHIVE_READ_ONLY'],
]

export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** A request that cannot be carried out as it stands: `field` and `reason` for machines, `what` for the sentence. */
export const badRequest = (field: string, reason: string, cause?: unknown): FailureError =>
  new FailureError('BAD_REQUEST', { what: `${field}: ${reason}`, field, reason }, { cause })

/** Turns whatever was thrown inside this room into a failure. `details` fill what the error itself does not say. */
export function toFailure(error: unknown, details: Failure['details'] = {}): Failure {
  if (error instanceof FailureError) {
    return { code: error.failure.code, details: { ...details, ...error.failure.details } }
  }
  if (error instanceof z.ZodError) {
    const issue = error.issues[0]
    const { failure } = badRequest(issue?.path.join('.') ?? '', issue?.code ?? 'invalid')
    return { code: failure.code, details: { ...details, ...failure.details } }
  }
  const code = errorCode(error)
  const known = BY_CODE.find(([pattern]) => pattern.test(code))
  const cause = code || (error instanceof Error ? error.name : typeof error)
  return known
    ? { code: known[1], details: { ...details, cause } }
    : { code: 'INTERNAL', details: { ...details, error: cause } }
}

export const traceOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)

/** Runs one call of the room's face: what it throws becomes a failure; what nobody foresaw is also logged. */
export async function attempt<T>(
  work: () => T | Promise<T>,
  details: Failure['details'],
  log: Log | undefined,
): Promise<Result<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    const failure = toFailure(error, details)
    if (failure.code === 'INTERNAL') log?.({ level: 'error', event: 'archive-call-failed', trace: traceOf(error) })
    return { ok: false, failure }
  }
}
