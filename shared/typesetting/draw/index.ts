export { type DrawOptions, drawPage, type Outlines, type PathCache } from './draw-page.ts'
export { type InkColour, simpleInkColour } from './ink-colour.ts'
export { missingGlyphStrokes } from './missing-glyph.ts'
export { cssColour, PAPER_WHITE, type Rgb, type Surface } from './surface.ts'
