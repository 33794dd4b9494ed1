import { createHash } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { FailureError } from '#shared/contract/failure.ts'
import { errorCode } from './errors.ts'
import { ASSET_HASH, sha256 } from './hash.ts'
import type { AssetRow } from './repositories/assets.ts'
import type { AssetSource, Note, ProblemCode } from './types.ts'

const INCOMING = '.incoming'
const CHUNK = 1 << 20

/** `assets/ab/ab12…`: 256 folders, so that no folder grows past what file managers bear. */
export const assetPath = (root: string, hash: string): string => join(root, hash.slice(0, 2), hash)

/** Makes a rename or a new name in a folder outlast a power cut. Windows has no such call and needs none. */
export function syncFolder(dir: string): void {
  if (process.platform === 'win32') return
  const fd = openSync(dir, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/**
 * The files of the assets folder, named by the SHA-256 of their bytes. A file stands under its name only when it is
 * whole and on disk: it is written beside, synced, renamed.
 */
export class AssetFiles {
  readonly root: string
  #arrivals = 0

  constructor(root: string) {
    this.root = root
  }

  /** Clears what a killed program left unfinished. Only for who holds the archive. */
  sweep(): void {
    rmSync(join(this.root, INCOMING), { recursive: true, force: true })
  }

  /**
   * Puts a file in its place. `created`: it was not there, or was there damaged.
   * Throws FILE_NOT_FOUND or FILE_UNREADABLE for a source path, otherwise what the file system says.
   */
  place(source: AssetSource): AssetRow & { created: boolean } {
    const dir = join(this.root, INCOMING)
    mkdirSync(dir, { recursive: true })
    const part = join(dir, `${this.#arrivals++}.part`)
    try {
      const asset = typeof source === 'string' ? copyFrom(source, part) : writeBytes(source, part)
      const path = assetPath(this.root, asset.hash)
      if (examineSync(path, asset) === null) return { ...asset, created: false }
      const newFolder = mkdirSync(dirname(path), { recursive: true }) !== undefined
      chmodSync(part, 0o444)
      // A damaged file is replaced; Windows does not rename over one that is read-only.
      if (process.platform === 'win32') this.remove(asset.hash)
      renameSync(part, path)
      syncFolder(dirname(path))
      if (newFolder) syncFolder(this.root)
      return { ...asset, created: true }
    } finally {
      discard(part)
    }
  }

  /** Takes a file away again that nothing refers to. */
  remove(hash: string): void {
    const path = assetPath(this.root, hash)
    if (process.platform === 'win32' && existsSync(path)) chmodSync(path, 0o666)
    rmSync(path, { force: true })
  }

  /** The bytes; ASSET_MISSING, ASSET_DAMAGED. */
  async read(asset: AssetRow): Promise<Uint8Array> {
    const bytes = await readFile(assetPath(this.root, asset.hash)).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') throw new FailureError('ASSET_MISSING', { asset: asset.hash })
      throw error
    })
    if (bytes.length !== asset.size || sha256(bytes) !== asset.hash) {
      throw new FailureError('ASSET_DAMAGED', { asset: asset.hash })
    }
    return bytes
  }

  /** The path of a file that is there in its full size; ASSET_MISSING, ASSET_DAMAGED. */
  async locate(asset: AssetRow): Promise<string> {
    const path = assetPath(this.root, asset.hash)
    const found = await stat(path).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') throw new FailureError('ASSET_MISSING', { asset: asset.hash })
      throw error
    })
    if (found.size !== asset.size) throw new FailureError('ASSET_DAMAGED', { asset: asset.hash })
    return path
  }

  /** What is wrong with an asset's file, reading all of it; null: nothing. */
  async examine(asset: AssetRow): Promise<ProblemCode | null> {
    const path = assetPath(this.root, asset.hash)
    try {
      if ((await stat(path)).size !== asset.size) return 'ASSET_WRONG_SIZE'
      const hash = createHash('sha256')
      for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
      return hash.digest('hex') === asset.hash ? null : 'ASSET_DAMAGED'
    } catch (error) {
      return errorCode(error) === 'ENOENT' ? 'ASSET_MISSING' : 'ASSET_DAMAGED'
    }
  }

  /** Files that no row of the database accounts for. */
  strays(known: ReadonlySet<string>): Note[] {
    if (!existsSync(this.root)) return []
    const notes: Note[] = []
    for (const folder of readdirSync(this.root, { withFileTypes: true })) {
      if (folder.name === INCOMING) continue
      if (!folder.isDirectory()) {
        notes.push({ code: 'STRANGE_FILE', what: folder.name })
        continue
      }
      for (const name of readdirSync(join(this.root, folder.name)).sort()) {
        const inPlace = ASSET_HASH.test(name) && name.startsWith(folder.name)
        if (!inPlace) notes.push({ code: 'STRANGE_FILE', what: `${folder.name}/${name}` })
        else if (!known.has(name)) notes.push({ code: 'ORPHAN_ASSET', what: name })
      }
    }
    return notes.sort((a, b) => (a.what < b.what ? -1 : 1))
  }
}

function discard(part: string): void {
  try {
    rmSync(part, { force: true })
  } catch {
    // It is swept at the next opening; what went wrong first is the error to tell.
  }
}

function writeBytes(bytes: Uint8Array, part: string): AssetRow {
  const fd = openSync(part, 'wx')
  try {
    writeAll(fd, bytes)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  return { hash: sha256(bytes), size: bytes.length }
}

/** Copies and hashes in one pass, so that the hash is that of the copy even if the source is written to meanwhile. */
function copyFrom(source: string, part: string): AssetRow {
  const from = openSource(source)
  try {
    const to = openSync(part, 'wx')
    try {
      const hash = createHash('sha256')
      const chunk = Buffer.allocUnsafe(CHUNK)
      let size = 0
      for (;;) {
        const got = readSource(from, chunk, source)
        if (got === 0) break
        const bytes = chunk.subarray(0, got)
        hash.update(bytes)
        writeAll(to, bytes)
        size += got
      }
      fsyncSync(to)
      return { hash: hash.digest('hex'), size }
    } finally {
      closeSync(to)
    }
  } finally {
    closeSync(from)
  }
}

function openSource(source: string): number {
  try {
    // Asked first: opening a named pipe would wait for ever.
    if (!statSync(source).isFile()) throw new FailureError('FILE_UNREADABLE', { file: basename(source) })
    return openSync(source, 'r')
  } catch (error) {
    if (error instanceof FailureError) throw error
    const code = errorCode(error) === 'ENOENT' ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE'
    throw new FailureError(code, { file: basename(source) }, { cause: error })
  }
}

function readSource(fd: number, chunk: Buffer, source: string): number {
  try {
    return readSync(fd, chunk, 0, chunk.length, null)
  } catch (error) {
    throw new FailureError('FILE_UNREADABLE', { file: basename(source) }, { cause: error })
  }
}

function writeAll(fd: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done)
}

function examineSync(path: string, asset: AssetRow): ProblemCode | null {
  try {
    if (statSync(path).size !== asset.size) return 'ASSET_WRONG_SIZE'
    const fd = openSync(path, 'r')
    try {
      const hash = createHash('sha256')
      const chunk = Buffer.allocUnsafe(CHUNK)
      for (let got = readSync(fd, chunk); got > 0; got = readSync(fd, chunk)) hash.update(chunk.subarray(0, got))
      return hash.digest('hex') === asset.hash ? null : 'ASSET_DAMAGED'
    } finally {
      closeSync(fd)
    }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 'ASSET_MISSING'
    throw error
  }
}
