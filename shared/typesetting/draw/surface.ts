/**
 * Where a page is drawn: the few calls of a canvas' 2D context that drawing needs, so that one piece of code paints
 * the editor's canvas, the thumbnails and the PNG. `P` is the host's path object, `I` its image object; a browser's
 * `CanvasRenderingContext2D` with `Path2D` fits as it is.
 */
export interface Surface<P, I> {
  fillStyle: unknown
  globalAlpha: number
  globalCompositeOperation: string
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void
  fillRect(x: number, y: number, width: number, height: number): void
  fill(path: P): void
  drawImage(image: I, x: number, y: number, width: number, height: number): void
}

/** A colour of the screen, sRGB, 0 … 255 each. */
export interface Rgb {
  readonly r: number
  readonly g: number
  readonly b: number
}

export const PAPER_WHITE: Rgb = { r: 255, g: 255, b: 255 }

export const cssColour = (rgb: Rgb): string => `rgb(${rgb.r}, ${rgb.g}, ${rgb.b})`
