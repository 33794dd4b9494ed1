import { firstTables } from './0010-first-tables.ts'
import type { Migration } from './migrate.ts'

/** All migrations in order. One that has been in anybody's hands is never edited again. */
export const MIGRATIONS: readonly Migration[] = [firstTables]

/** The version of the archives this program writes. */
export const ARCHIVE_VERSION = MIGRATIONS.at(-1)!.version
