import type { DisplayItem, DisplayList, GlyphRun, Ink, MissingGlyph, PlacedPicture, Rect } from '../display-list.ts'
import type { FontKey, GlyphSource } from '../glyph-source.ts'
import type { InkColour } from './ink-colour.ts'
import { missingGlyphStrokes } from './missing-glyph.ts'
import { cssColour, PAPER_WHITE, type Rgb, type Surface } from './surface.ts'

/** What drawing needs to know of fonts. A `GlyphSource` is one. */
export type Outlines = Pick<GlyphSource, 'facts' | 'outline'>

/** Paths of glyphs already made, in the font's own units, y upwards. Keep it as long as the fonts live. */
export type PathCache<P> = Map<FontKey, Map<number, P>>

export interface DrawOptions<P, I> {
  /** Device pixels per 1/1000 pt. */
  readonly scale: number
  /** Where the trim's upper left corner falls, in device pixels. Default 0, 0. */
  readonly left?: number
  readonly top?: number
  readonly outlines: Outlines
  /** A path from SVG path data: `(d) => new Path2D(d)`. */
  readonly makePath: (svg: string) => P
  readonly paths: PathCache<P>
  readonly inkColour: InkColour
  /** The picture, already cropped to what the page shows; undefined draws a grey stand-in with a cross. */
  readonly picture: (item: PlacedPicture) => I | undefined
  /** Paper to lay under everything, as the eye sees it. Default white: colours are shown relative to the paper. */
  readonly paper?: Rgb
}

/** A picture that is not there yet: light grey, its diagonals a little darker. */
const STAND_IN: Ink = { c: 0, m: 0, y: 0, k: 120 }
const STAND_IN_CROSS: Ink = { c: 0, m: 0, y: 0, k: 350 }

/** A line thinner than a pixel fades, but never below this, so that no rule of the page is lost on the screen. */
const FAINTEST_RULE = 0.45

const isBlack = (ink: Ink): boolean => ink.k === 1000 && ink.c === 0 && ink.m === 0 && ink.y === 0

/**
 * One edge pair of a fill in device pixels: edges on whole pixels, so that two fills that meet leave no seam, and a
 * thin rule keeps its own weight, rounded, wherever on the page it stands.
 */
const snap = (from: number, length: number): { readonly at: number; readonly size: number; readonly cover: number } => {
  if (length <= 0) return { at: Math.round(from), size: 0, cover: 0 }
  if (length >= 4) {
    const at = Math.round(from)
    return { at, size: Math.round(from + length) - at, cover: 1 }
  }
  const size = Math.max(1, Math.round(length))
  return { at: Math.round(from + (length - size) / 2), size, cover: Math.min(1, Math.max(FAINTEST_RULE, length)) }
}

class Painter<P, I> {
  private readonly surface: Surface<P, I>
  private readonly options: DrawOptions<P, I>
  private readonly left: number
  private readonly top: number

  constructor(surface: Surface<P, I>, options: DrawOptions<P, I>) {
    this.surface = surface
    this.options = options
    this.left = options.left ?? 0
    this.top = options.top ?? 0
  }

  item(item: DisplayItem): void {
    switch (item.kind) {
      case 'glyphs':
        this.glyphs(item)
        break
      case 'fill':
        this.fill(item.rect, item.ink)
        break
      case 'picture':
        this.picture(item)
        break
      case 'missing':
        this.missing(item)
        break
    }
  }

  /** The paper's tint goes over the finished page, as light falls through the ink onto the paper. */
  paper(rect: Rect): void {
    const { paper } = this.options
    if (paper === undefined || (paper.r === 255 && paper.g === 255 && paper.b === 255)) return
    this.surface.globalCompositeOperation = 'multiply'
    this.surface.fillStyle = cssColour(paper)
    this.box(rect)
    this.surface.globalCompositeOperation = 'source-over'
  }

  sheet(rect: Rect): void {
    this.surface.fillStyle = cssColour(PAPER_WHITE)
    this.box(rect)
  }

  private box(rect: Rect): void {
    const { scale } = this.options
    const x = snap(this.left + rect.x * scale, rect.width * scale)
    const y = snap(this.top + rect.y * scale, rect.height * scale)
    if (x.size === 0 || y.size === 0) return
    this.surface.setTransform(1, 0, 0, 1, 0, 0)
    this.surface.globalAlpha = x.cover * y.cover
    this.surface.fillRect(x.at, y.at, x.size, y.size)
    this.surface.globalAlpha = 1
  }

  private fill(rect: Rect, ink: Ink): void {
    this.ink(ink)
    this.box(rect)
    this.surface.globalCompositeOperation = 'source-over'
  }

  /** Full black overprints on the press, so here it multiplies; every other mixture knocks out what lies under it. */
  private ink(ink: Ink): void {
    this.surface.globalCompositeOperation = isBlack(ink) ? 'multiply' : 'source-over'
    this.surface.fillStyle = cssColour(this.options.inkColour(ink))
  }

  private glyphs(run: GlyphRun): void {
    const { scale, outlines } = this.options
    this.ink(run.ink)
    const unit = (run.size * scale) / outlines.facts(run.font).unitsPerEm
    // Columns of the matrix: where the glyph's x axis and its upward y axis point on the page.
    const [a, b, c, d] = run.turn === 90 ? [0, unit, unit, 0] : [unit, 0, 0, -unit]
    for (let i = 0; i < run.glyphs.length; i++) {
      const path = this.path(run.font, run.glyphs[i]!)
      if (path === undefined) continue
      const x = this.left + (run.x + (run.xs[i] ?? 0)) * scale
      const y = this.top + (run.y + (run.ys?.[i] ?? 0)) * scale
      this.surface.setTransform(a, b, c, d, x, y)
      this.surface.fill(path)
    }
    this.surface.setTransform(1, 0, 0, 1, 0, 0)
    this.surface.globalCompositeOperation = 'source-over'
  }

  private path(font: FontKey, gid: number): P | undefined {
    const { paths, outlines, makePath } = this.options
    let known = paths.get(font)
    if (known === undefined) {
      known = new Map()
      paths.set(font, known)
    }
    const path = known.get(gid)
    if (path !== undefined) return path
    const svg = outlines.outline(font, gid)
    if (svg === '') return undefined
    const made = makePath(svg)
    known.set(gid, made)
    return made
  }

  private picture(item: PlacedPicture): void {
    const { scale } = this.options
    const image = this.options.picture(item)
    if (image !== undefined) {
      const x = snap(this.left + item.rect.x * scale, item.rect.width * scale)
      const y = snap(this.top + item.rect.y * scale, item.rect.height * scale)
      if (x.size > 0 && y.size > 0) this.surface.drawImage(image, x.at, y.at, x.size, y.size)
      return
    }
    this.fill(item.rect, STAND_IN)
    const { x, y, width, height } = item.rect
    const half = Math.min(width, height) / 400
    const corner = (px: number, py: number) => `${px} ${py}`
    const right = x + width
    const foot = y + height
    this.figure(
      `M${corner(x, y + half)}L${corner(x + half, y)}L${corner(right, foot - half)}L${corner(right - half, foot)}Z` +
        `M${corner(x, foot - half)}L${corner(x + half, foot)}L${corner(right, y + half)}L${corner(right - half, y)}Z`,
      STAND_IN_CROSS,
    )
  }

  private missing(item: MissingGlyph): void {
    for (const rect of missingGlyphStrokes(item.rect)) this.fill(rect, item.ink)
  }

  /** A path in page units. */
  private figure(svg: string, ink: Ink): void {
    const { scale } = this.options
    this.ink(ink)
    this.surface.setTransform(scale, 0, 0, scale, this.left, this.top)
    this.surface.fill(this.options.makePath(svg))
    this.surface.setTransform(1, 0, 0, 1, 0, 0)
  }
}

/**
 * Draws a page as the press will show it: every item of the display list in painting order, glyphs as filled outlines,
 * never by a text call of the host. The sheet is cleared to paper inside `area` (default the trim); the surface must
 * come with no transform, full alpha and `source-over`, and is left so.
 */
export const drawPage = <P, I>(
  surface: Surface<P, I>,
  list: DisplayList,
  options: DrawOptions<P, I>,
  area: Rect = { x: 0, y: 0, ...list.trim },
): void => {
  const painter = new Painter(surface, options)
  painter.sheet(area)
  for (const item of list.items) painter.item(item)
  painter.paper(area)
}
