import { open } from 'node:fs/promises'
import { fail, ok, type Result } from '#shared/contract/failure.ts'

/**
 * Reads a file the user named, asking its size first. Fails with FILE_NOT_FOUND or FILE_UNREADABLE naming `file`, and
 * with what `tooLarge` answers when it has more than `most` bytes.
 */
export async function readUserFile(
  path: string,
  file: string,
  most: number,
  tooLarge: (bytes: number) => ReturnType<typeof fail>,
): Promise<Result<Uint8Array>> {
  try {
    const handle = await open(path, 'r')
    try {
      const stat = await handle.stat()
      if (!stat.isFile()) return fail('FILE_UNREADABLE', { file })
      if (stat.size > most) return tooLarge(stat.size)
      return ok(await handle.readFile())
    } finally {
      await handle.close()
    }
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
    return fail(missing ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE', { file })
  }
}
