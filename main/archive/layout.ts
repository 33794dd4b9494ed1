import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { errorCode } from './errors.ts'

/** Where things are in an archive's folder. */
export const layout = (dir: string) => ({
  dir,
  database: join(dir, 'archive.db'),
  /** A database being made; renamed when whole. */
  unfinished: join(dir, 'archive.db.new'),
  assets: join(dir, 'assets'),
  /** Copies made before migrations. */
  backups: join(dir, 'backups'),
  locks: join(dir, 'lock'),
})
export type Layout = ReturnType<typeof layout>

/** `damaged`: an archive by its folder, but its database does not even begin as one. */
export type FolderState = 'absent' | 'empty' | 'archive' | 'damaged' | 'other'

/** "BANX". Marks the file as ours for SQLite and for `file(1)`. */
export const APPLICATION_ID = 0x42414e58

const MAGIC = 'SQLite format 3\0'
// What a creation that was cut short leaves behind.
const REMAINS = new Set(['lock', 'assets', ...unfinishedFiles('archive.db.new')])

/** A database file with all that SQLite may have put beside it. */
export function unfinishedFiles(database: string): string[] {
  return ['', '-journal', '-wal', '-shm'].map((side) => database + side)
}

/** Looks without touching: no file is made, no database opened. */
export function inspectFolder(dir: string): FolderState {
  const at = layout(dir)
  let names: string[]
  try {
    names = readdirSync(dir)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 'absent'
    if (errorCode(error) === 'ENOTDIR') return 'other'
    throw error
  }
  if (!names.includes('archive.db')) {
    return names.every((name) => REMAINS.has(name)) && (names.length === 0 || !hasFiles(at.assets)) ? 'empty' : 'other'
  }
  if (!statSync(at.database).isFile()) return 'other'
  const header = readHeader(at.database)
  if (header.magic !== MAGIC) return existsSync(at.assets) ? 'damaged' : 'other'
  return header.applicationId === APPLICATION_ID ? 'archive' : 'other'
}

const hasFiles = (dir: string): boolean =>
  existsSync(dir) && readdirSync(dir, { recursive: true, withFileTypes: true }).some((entry) => entry.isFile())

function readHeader(file: string) {
  const header = Buffer.alloc(100)
  const fd = openSync(file, 'r')
  try {
    readSync(fd, header, 0, header.length, 0)
  } finally {
    closeSync(fd)
  }
  // SQLite file format §1.3: application id at offset 68, big-endian.
  return { magic: header.toString('latin1', 0, 16), applicationId: header.readInt32BE(68) }
}
