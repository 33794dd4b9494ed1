/** The archive: everything the newsroom ever wrote, kept in one folder. The only room that knows SQLite. */
export { assetHash } from './hash.ts'
export { ARCHIVE_VERSION } from './migrations/index.ts'
export { openArchive } from './open.ts'
export { ImportRecord } from './repositories/imports.ts'
export type {
  Archive,
  AssetSource,
  Assets,
  BackupReport,
  Clock,
  Command,
  Entities,
  EntityName,
  Ids,
  Imports,
  Issues,
  ListRange,
  Log,
  LogEntry,
  Note,
  OpenOptions,
  Outcome,
  OutcomeOf,
  Pages,
  Problem,
  ProblemCode,
  PutAsset,
  RecordImportCommand,
  RevisionEntry,
  Revisioned,
  SaveCommand,
  Saved,
  Stored,
  StoredImport,
  VerifyReport,
} from './types.ts'
