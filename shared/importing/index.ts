export { type Account, accountFor } from './account.ts'
export {
  type DecodedText,
  type DecodeOptions,
  decodeText,
  MAX_TEXT_BYTES,
  readEncodingName,
  type TextDecoding,
  type TextEncoding,
} from './decode.ts'
export {
  acceptRepairs,
  type ImportedArticle,
  type ImportedBlock,
  type ImportedPage,
  importPage,
  type Piece,
  refuseRepairs,
} from './import-page.ts'
export { renderPage } from './render.ts'
export { applyRepairs, type PieceRole, REPAIR_KINDS, type Repair, type RepairKind } from './repairs.ts'
export { type ArticleReport, charactersOf, reportArticle, reportPage, toArticle } from './report.ts'
export type { Edit } from './tracked-text.ts'
