/** What the printing room offers: display lists to press-ready files, and the proof that they are. */

export { type Expected, type GuardedArticle, type GuardRequest, guard, type LostPlace, tailLost } from './guard.ts'
export { type FontShelf, openFonts } from './pdf/font-shelf.ts'
export type { DocumentFacts, Standard } from './pdf/metadata.ts'
export type { StoryMark } from './pdf/page-content.ts'
export type { PictureArea, PictureInk, PictureSource, PreparedPicture } from './pdf/pictures.ts'
export { type OutputProfile, type PdfRequest, type PrintedPdf, type PrintPage, renderPdf } from './pdf/render.ts'
