import { randomBytes } from 'node:crypto'
import * as nodeFs from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type FailureCode, FailureError, ok, type Result } from '#shared/contract/failure.ts'

/** The calls of node:fs/promises that writing needs; tests put a full disk here. */
export type FileCalls = Pick<typeof nodeFs, 'mkdir' | 'open' | 'rename' | 'rm' | 'stat'>

export interface OutputFile {
  /** Path below the output folder. */
  readonly name: string
  readonly bytes: Uint8Array
}

const CODES: Readonly<Record<string, FailureCode>> = {
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
  EFBIG: 'DISK_FULL',
  EACCES: 'OUTPUT_NOT_WRITABLE',
  EPERM: 'OUTPUT_NOT_WRITABLE',
  EROFS: 'OUTPUT_NOT_WRITABLE',
  ENOTDIR: 'OUTPUT_NOT_WRITABLE',
  EISDIR: 'OUTPUT_NOT_WRITABLE',
  EEXIST: 'OUTPUT_NOT_WRITABLE',
  ENAMETOOLONG: 'OUTPUT_NOT_WRITABLE',
  EINVAL: 'OUTPUT_NOT_WRITABLE',
  ENOENT: 'OUTPUT_NOT_WRITABLE',
  EBUSY: 'OUTPUT_NOT_WRITABLE',
  EMFILE: 'OUTPUT_NOT_WRITABLE',
}

/**
 * Makes a folder and those above it, telling `made` of each. Step by step, because Node's own recursive mkdir never
 * returns where a file system keeps saying ENOENT to a folder whose parent exists.
 */
async function makeFolders(path: string, fs: FileCalls, made: (folder: string) => void): Promise<void> {
  const exists = async () => (await fs.stat(path).catch(() => undefined))?.isDirectory() === true
  if (await exists()) return
  const parent = dirname(path)
  if (parent !== path) await makeFolders(parent, fs, made)
  try {
    await fs.mkdir(path)
    made(path)
  } catch (error) {
    // Somebody else made it in between: that is as good.
    if (!(await exists())) throw error
  }
}

/**
 * Writes all files of an export or none: everything goes to temporary names first and is flushed, then takes its name;
 * what stood there before is put back if anything goes wrong. Fails with DISK_FULL, OUTPUT_NOT_WRITABLE or CANCELLED.
 * Answers the paths written, in the order given.
 */
export async function writeFiles(
  folder: string,
  files: readonly OutputFile[],
  options: { readonly signal?: AbortSignal; readonly fs?: FileCalls } = {},
): Promise<Result<string[]>> {
  const fs = options.fs ?? nodeFs
  const undo: (() => Promise<unknown>)[] = []
  // Not part of any output: only keeps two exports into one folder apart.
  const token = randomBytes(6).toString('hex')
  const heed = (): void => {
    if (options.signal?.aborted) throw new FailureError('CANCELLED')
  }
  let current = folder
  try {
    const planned = files.map(({ name, bytes }) => ({ path: join(folder, name), bytes }))
    for (const { path } of [{ path: join(folder, 'x') }, ...planned]) {
      current = dirname(path)
      await makeFolders(dirname(path), fs, (made) => undo.push(() => fs.rm(made, { recursive: true, force: true })))
    }
    const ready: { path: string; temporary: string; old: string }[] = []
    for (const { path, bytes } of planned) {
      heed()
      current = path
      const temporary = `${path}.${token}.part`
      undo.push(() => fs.rm(temporary, { force: true }))
      const handle = await fs.open(temporary, 'wx')
      try {
        await handle.writeFile(bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
      ready.push({ path, temporary, old: `${path}.${token}.old` })
    }
    heed()
    for (const { path, temporary, old } of ready) {
      current = path
      const standing = await fs.stat(path).catch(() => undefined)
      if (standing && !standing.isFile()) throw new FailureError('OUTPUT_NOT_WRITABLE', { path })
      if (standing) {
        await fs.rename(path, old)
        undo.push(() => fs.rename(old, path))
      } else {
        undo.push(() => fs.rm(path, { force: true }))
      }
      await fs.rename(temporary, path)
    }
    // Past this point the export stands; an old file that will not go away does no harm.
    for (const { old } of ready) await fs.rm(old, { force: true }).catch(() => undefined)
    return ok(planned.map(({ path }) => path))
  } catch (error) {
    for (const step of undo.reverse()) await step().catch(() => undefined)
    if (error instanceof FailureError) return { ok: false, failure: error.failure }
    const cause = (error as NodeJS.ErrnoException).code ?? ''
    const code = CODES[cause]
    if (!code) throw error
    return { ok: false, failure: { code, details: { path: current, cause } } }
  }
}
