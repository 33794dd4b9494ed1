// The desk: where the rooms of main are joined into what a newsroom does with the program.

export { preflightSentence, startGuard } from '#main/printing/index.ts'
export { type ComposedEdition, composeEdition, expectComposition } from './compose-edition.ts'
export { type Edition, loadEdition } from './edition.ts'
export { type ExportReport, type ExportRequest, exportBlocked, exportEdition } from './export-edition.ts'
export { findingLine, guardLine } from './export-words.ts'
export { printGalley } from './galley-proof.ts'
export { type ImportOutcome, importIntoArchive, type PageImport, readPage } from './import-page.ts'
export {
  addFont,
  type Coverage,
  type FontAdded,
  type FontEntry,
  type FontRequest,
  listFonts,
  type StyleFont,
  useFont,
} from './manage-fonts.ts'
export { type HouseFont, readHouseFonts } from './publication-fonts.ts'
export { makeSample, reportText, type SampleReport } from './sample.ts'
export { readTextFile, type TextFile } from './text-file.ts'
export { type Outside, withArchive } from './with-archive.ts'
