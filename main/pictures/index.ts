/** The picture room: what a picture file holds, and making it ready for the press and for the proof. */
export type { InkFigures } from './ink.ts'
export { type PictureArea, type PreparedPicture, type PrepareRequest, preparePicture } from './prepare-picture.ts'
export { type ProofPixels, proofPicture } from './proof-picture.ts'
export { type PictureFacts, type PictureFile, type PictureMode, readPicture } from './read-picture.ts'
