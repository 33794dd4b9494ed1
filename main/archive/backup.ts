import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { constants, copyFile } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { FailureError } from '#shared/contract/failure.ts'
import { AssetFiles, assetPath, syncFolder } from './asset-files.ts'
import { canonicalJson } from './canonical-json.ts'
import { firstComplaint, openReadConnection } from './connection.ts'
import type { Database } from './driver.ts'
import { badRequest } from './errors.ts'
import { inspectFolder, type Layout, layout } from './layout.ts'
import { versionOf } from './migrations/migrate.ts'
import { type AssetRow, allAssets } from './repositories/assets.ts'
import type { BackupReport, Problem } from './types.ts'

/** Copies kept of the time before migrations. */
export const BACKUPS_KEPT = 3

const syncFile = (path: string): void => {
  const fd = openSync(path, 'r+')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/**
 * Copies the database through SQLite's own backup, from the connection that writes (another one's writes would make
 * it start again), and opens the copy to see that it is sound. The copy is one file, without a WAL.
 */
async function copyDatabase(db: Database, file: string): Promise<{ version: number; assets: AssetRow[] | null }> {
  await db.backup(file)
  const copy = openReadConnection(file)
  let seen: { version: number; assets: AssetRow[] | null }
  try {
    if (firstComplaint(copy, 'integrity_check') !== null) throw new FailureError('ARCHIVE_DAMAGED', { what: 'copy' })
    const hasAssets = copy.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'assets'").get() !== undefined
    seen = { version: versionOf(copy), assets: hasAssets ? allAssets(copy) : null }
  } finally {
    copy.close()
  }
  for (const side of ['-wal', '-shm']) rmSync(file + side, { force: true })
  syncFile(file)
  return seen
}

/** A copy of the database inside the archive before it is changed; the newest three are kept. */
export async function backupBeforeMigration(db: Database, at: Layout, from: number, now: string): Promise<void> {
  mkdirSync(at.backups, { recursive: true })
  const name = `archive-${String(from).padStart(4, '0')}-${now.replaceAll(/[^0-9]/g, '')}.db`
  const part = join(at.backups, `${name}.part`)
  rmSync(part, { force: true })
  try {
    await copyDatabase(db, part)
    renameSync(part, join(at.backups, name))
    syncFolder(at.backups)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
  const old = readdirSync(at.backups)
    .filter((file) => file.startsWith('archive-') && file.endsWith('.db'))
    .sort(byTime)
    .slice(0, -BACKUPS_KEPT)
  for (const file of old) rmSync(join(at.backups, file), { force: true })
}

const timeIn = (name: string): string => name.split('-')[2] ?? ''
const byTime = (a: string, b: string): number => (timeIn(a) < timeIn(b) ? -1 : timeIn(a) > timeIn(b) ? 1 : 0)

/**
 * Copies database and assets into a new folder that is itself an archive, with a `manifest.json` of what is in it.
 * It is made beside its place and renamed when it is whole and synced. Assets that the archive has lost are listed,
 * not fatal: who is losing files needs the copy most. Throws BAD_REQUEST when `to` is taken or inside the archive.
 */
export async function backupArchive(
  db: Database,
  at: Layout,
  files: AssetFiles,
  to: string,
  now: string,
): Promise<BackupReport> {
  const target = resolve(to)
  const inside = relative(resolve(at.dir), target)
  if (inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside)) {
    throw badRequest('to', 'inside-archive')
  }
  const before = inspectFolder(target)
  if (before !== 'absent' && !(before === 'empty' && readdirSync(target).length === 0)) {
    throw badRequest('to', 'not-empty')
  }
  mkdirSync(dirname(target), { recursive: true })
  const part = join(dirname(target), `.${basename(target)}.part`)
  rmSync(part, { recursive: true, force: true })
  try {
    const report = await fill(db, files, layout(part), now)
    if (before === 'empty') rmdirSync(target)
    renameSync(part, target)
    syncFolder(dirname(target))
    return { ...report, to: target }
  } catch (error) {
    rmSync(part, { recursive: true, force: true })
    throw error
  }
}

async function fill(db: Database, files: AssetFiles, to: Layout, now: string): Promise<BackupReport> {
  mkdirSync(to.assets, { recursive: true })
  const { version, assets } = await copyDatabase(db, to.database)
  const copied: AssetRow[] = []
  const problems: Problem[] = []
  const copies = new AssetFiles(to.assets)
  for (const asset of assets ?? []) {
    const path = assetPath(to.assets, asset.hash)
    mkdirSync(dirname(path), { recursive: true })
    try {
      await copyFile(assetPath(files.root, asset.hash), path, constants.COPYFILE_FICLONE)
    } catch (error) {
      const lost = await files.examine(asset)
      if (lost === null) throw error
    }
    const wrong = await copies.examine(asset)
    if (wrong === null) {
      chmodSync(path, 0o644)
      syncFile(path)
      chmodSync(path, 0o444)
      copied.push(asset)
    } else {
      rmSync(path, { force: true })
      problems.push({ code: wrong, what: 'asset', id: asset.hash })
    }
  }
  const manifest = { archiveVersion: version, at: now, assets: copied, missing: problems.map((problem) => problem.id) }
  writeFileSync(join(to.dir, 'manifest.json'), `${canonicalJson(manifest)}\n`)
  syncFile(join(to.dir, 'manifest.json'))
  for (const folder of readdirSync(to.assets)) syncFolder(join(to.assets, folder))
  syncFolder(to.assets)
  syncFolder(to.dir)
  const bytes = copied.reduce((sum, asset) => sum + asset.size, statSync(to.database).size)
  return { to: to.dir, assets: copied.length, bytes, problems }
}
