import { type Archive, type Clock, type Ids, type OpenOptions, openArchive } from '#main/archive/index.ts'
import type { Result } from '#shared/contract/failure.ts'

/** What the core is given of the outside world. */
export interface Outside {
  readonly clock: Clock
  readonly ids: Ids
  /** Who writes. */
  readonly author: string
}

/**
 * Opens an archive for one piece of work and closes it whatever happens; the work's own failure is never masked by
 * one of closing.
 */
export async function withArchive<T>(
  dir: string,
  mode: OpenOptions['mode'],
  outside: Outside,
  work: (archive: Archive) => Promise<Result<T>>,
): Promise<Result<T>> {
  const opened = await openArchive({ dir, mode, ...outside })
  if (!opened.ok) return opened
  let result: Result<T>
  try {
    result = await work(opened.value)
  } catch (error) {
    await opened.value.close()
    throw error
  }
  const closed = await opened.value.close()
  return result.ok && !closed.ok ? closed : result
}
