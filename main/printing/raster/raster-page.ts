import { type Canvas, createCanvas, ImageData, Path2D } from '@napi-rs/canvas'
import { FailureError } from '#shared/contract/failure.ts'
import type { DisplayList, PlacedPicture } from '#shared/typesetting/display-list.ts'
import {
  drawPage,
  type InkColour,
  type Outlines,
  type PathCache,
  type Rgb,
  type Surface,
  simpleInkColour,
} from '#shared/typesetting/draw/index.ts'
import { withDensity } from './png-density.ts'

/** Pixels of a picture as the page shows it: cropped, sRGB, 3 or 4 bytes a pixel, rows from the top. */
export interface RasterPicture {
  readonly width: number
  readonly height: number
  readonly channels: 3 | 4
  readonly data: Uint8Array
}

export interface RasterOptions {
  /** Dots per inch, 18 … 1200. */
  readonly dpi: number
  /** The fonts of the page: any `GlyphSource`. */
  readonly outlines: Outlines
  /**
   * The pixels of a placed picture, cropped; `size` is how many the raster has room for. Undefined where there is
   * none: a grey stand-in is drawn. Default: none.
   */
  readonly pictures?: (
    item: PlacedPicture,
    size: { readonly width: number; readonly height: number },
  ) => RasterPicture | undefined | Promise<RasterPicture | undefined>
  /** Default: the simple newsprint model of `shared/typesetting/draw`. */
  readonly inkColour?: InkColour
  /** Colour of the paper. Default white, everything shown relative to the paper. */
  readonly paper?: Rgb
  /** Show the bleed around the trim too. Default false. */
  readonly bleed?: boolean
}

const MILLI_PER_INCH = 72_000
/** A broadsheet at 600 dpi with room to spare; a canvas of four bytes a pixel must stay under what Skia addresses. */
const MOST_PIXELS = 256_000_000

/** Path objects of the fonts in use. Fonts differ by hash, so a cache is kept per source of outlines. */
const caches = new WeakMap<Outlines, PathCache<Path2D>>()

const toCanvas = (picture: RasterPicture): Canvas => {
  const { width, height, channels, data } = picture
  const rgba = new Uint8ClampedArray(width * height * 4)
  for (let from = 0, to = 0; to < rgba.length; from += channels, to += 4) {
    rgba[to] = data[from]!
    rgba[to + 1] = data[from + 1]!
    rgba[to + 2] = data[from + 2]!
    rgba[to + 3] = channels === 4 ? data[from + 3]! : 255
  }
  const canvas = createCanvas(width, height)
  canvas.getContext('2d').putImageData(new ImageData(rgba, width, height), 0, 0)
  return canvas
}

/**
 * A page as PNG: what the press will show, drawn from the same display list as the PDF. Same list, fonts and pictures
 * give the same bytes. Pixel size is the trim (or bleed) size × dpi / 72 pt, rounded. Throws FailureError BAD_REQUEST
 * for a resolution out of range or a raster over 256 million pixels.
 */
export const rasterPage = async (list: DisplayList, options: RasterOptions): Promise<Uint8Array> => {
  const { dpi } = options
  const scale = dpi / MILLI_PER_INCH
  const edge = options.bleed === true ? list.bleed : 0
  const area = { x: -edge, y: -edge, width: list.trim.width + 2 * edge, height: list.trim.height + 2 * edge }
  const width = Math.max(1, Math.round(area.width * scale))
  const height = Math.max(1, Math.round(area.height * scale))
  if (!(dpi >= 18 && dpi <= 1200) || width * height > MOST_PIXELS) throw new FailureError('BAD_REQUEST', { dpi })

  const images = new Map<PlacedPicture, Canvas>()
  for (const item of list.items) {
    if (item.kind !== 'picture' || options.pictures === undefined) continue
    const room = {
      width: Math.max(1, Math.round(item.rect.width * scale)),
      height: Math.max(1, Math.round(item.rect.height * scale)),
    }
    const pixels = await options.pictures(item, room)
    if (pixels !== undefined) images.set(item, toCanvas(pixels))
  }

  let paths = caches.get(options.outlines)
  if (paths === undefined) {
    paths = new Map()
    caches.set(options.outlines, paths)
  }
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.imageSmoothingQuality = 'high'
  drawPage<Path2D, Canvas>(
    context as unknown as Surface<Path2D, Canvas>,
    list,
    {
      scale,
      left: edge * scale,
      top: edge * scale,
      outlines: options.outlines,
      makePath: (svg) => new Path2D(svg),
      paths,
      inkColour: options.inkColour ?? simpleInkColour,
      picture: (item) => images.get(item),
      ...(options.paper === undefined ? {} : { paper: options.paper }),
    },
    area,
  )
  return withDensity(await canvas.encode('png'), dpi)
}
