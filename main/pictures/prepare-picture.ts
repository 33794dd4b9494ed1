import sharp from 'sharp'
import { openTransform, profileFacts, type Transform } from '#shared/colour/index.ts'
import { FailureError, fail, ok, type Result } from '#shared/contract/failure.ts'
import { blackForGrey } from './black-only.ts'
import { cmykTiff } from './cmyk-tiff.ts'
import { breathe, clampInk, type InkFigures, measureInk } from './ink.ts'
import { type OpenPicture, openPicture, type PictureFile } from './read-picture.ts'

/** A part of a picture in 1/10000 of its upright width and height. Fractions are welcome. */
export interface PictureArea {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface PrepareRequest {
  readonly picture: PictureFile
  /** What the page shows of it. */
  readonly crop: PictureArea
  /** How large that part is printed, in 1/1000 pt. */
  readonly size: { readonly width: number; readonly height: number }
  /** Resolution wanted on paper. A picture with more is reduced, one with less left as it is. Default 200. */
  readonly ppi?: number
  /** The press' profile: CMYK, output. */
  readonly profile: Uint8Array
  /** Most ink in percent, 100 … 400. Default 220. */
  readonly inkLimit?: number
  readonly signal?: AbortSignal
}

/** A picture ready to print: CMYK JPEG, inverted as Adobe writes them, no profile inside. */
export interface PreparedPicture {
  readonly jpeg: Uint8Array
  readonly width: number
  readonly height: number
  /** The part of the picture the JPEG shows: the crop, widened to whole pixels of the source. */
  readonly shows: PictureArea
  /** Resolution on paper, the lower of across and down: of the JPEG, and of the source before it was reduced. */
  readonly effectivePpi: number
  readonly sourcePpi: number
  /** Measured on the JPEG as written, since compression adds ink. */
  readonly ink: InkFigures
}

const MILLI_PER_INCH = 72_000
const MILLI_PER_MM = 72_000 / 25.4
const QUALITY = 93
/** JPEG overshoots a little at placed sizes; pixels are held this much under the limit before. */
const JPEG_MARGIN = 3
/** Best code tables save a fifth of the file but hold 16 bytes a pixel meanwhile: above 12 megapixels too much. */
const OPTIMISED_UP_TO = 48_000_000
/** Noise in the deepest shadows overshoots more; then it is held lower and written again, this often at most. */
const MOST_PASSES = 4

type Pixels = { readonly data: Uint8Array; readonly width: number; readonly height: number }

const fromSrgb = new WeakMap<Uint8Array, Promise<Transform>>()

const toInks = (profile: Uint8Array, from: Uint8Array | 'srgb', fromFormat: 'rgb' | 'cmyk'): Promise<Transform> =>
  openTransform({ from, fromFormat, to: profile, toFormat: 'cmyk', intent: 'relative', blackPoint: true })

/** Where the crop falls on the source, in whole pixels, outwards. */
const pixelCrop = (crop: PictureArea, width: number, height: number) => {
  const left = Math.min(width - 1, Math.max(0, Math.floor((crop.x * width) / 10_000 + 1e-6)))
  const top = Math.min(height - 1, Math.max(0, Math.floor((crop.y * height) / 10_000 + 1e-6)))
  const right = Math.min(width, Math.max(left + 1, Math.ceil(((crop.x + crop.width) * width) / 10_000 - 1e-6)))
  const bottom = Math.min(height, Math.max(top + 1, Math.ceil(((crop.y + crop.height) * height) / 10_000 - 1e-6)))
  return { left, top, width: right - left, height: bottom - top }
}

const toBytes = (words: Buffer): Uint8Array => {
  const bytes = new Uint8Array(words.length >> 1)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Math.round((words[2 * i]! + 256 * words[2 * i + 1]!) / 257)
  return bytes
}

const decode = async (
  source: OpenPicture,
  region: ReturnType<typeof pixelCrop>,
  size: { readonly width: number; readonly height: number },
  ownColour: boolean,
): Promise<Pixels> => {
  const { mode } = source.facts
  let image = source.decoder({ ignoreIcc: ownColour }).autoOrient().extract(region)
  if (size.width !== region.width || size.height !== region.height) {
    image = image.resize(size.width, size.height, { fit: 'fill', kernel: 'lanczos3' })
  }
  if (mode === 'cmyk') image = image.removeAlpha().pipelineColourspace('cmyk').toColourspace('cmyk')
  else {
    image = image.flatten({ background: '#ffffff' }).toColourspace(mode === 'gray' ? 'b-w' : 'srgb')
  }
  // Inks of 16 bits come as they are, and are rounded here: the decoder would cut them off at 255.
  const deep = source.deep && mode === 'cmyk'
  const raw = await image.raw({ depth: deep ? 'ushort' : 'uchar' }).toBuffer()
  const data = deep ? toBytes(raw) : raw
  const channels = mode === 'cmyk' ? 4 : mode === 'gray' ? 1 : 3
  if (data.length !== size.width * size.height * channels) {
    throw new FailureError('PICTURE_UNREADABLE', { file: source.name, reason: 'channels' })
  }
  return { data, ...size }
}

/** The embedded profile, where it is one for the pixels the file has. */
const embedded = (source: OpenPicture): Uint8Array | undefined => {
  if (source.icc === undefined) return undefined
  const space = profileFacts(source.icc)?.space
  return (source.facts.mode === 'rgb' && space === 'RGB') || (source.facts.mode === 'cmyk' && space === 'CMYK')
    ? source.icc
    : undefined
}

const same = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0

/**
 * Converts decoded pixels into the press' inks. A colour picture goes through its own profile or sRGB; a grey one is
 * black only; inks that are already the press' own, or that name no press, are left alone: converting twice would
 * shift them.
 */
const separate = async (
  source: OpenPicture,
  pixels: Pixels,
  icc: Uint8Array | undefined,
  profile: Uint8Array,
  into: Uint8Array,
): Promise<void> => {
  const { mode } = source.facts
  if (mode === 'gray') {
    const black = await blackForGrey(profile)
    for (let i = 0; i < pixels.data.length; i++) into[4 * i + 3] = black[pixels.data[i]!]!
    return
  }
  if (mode === 'cmyk' && (icc === undefined || same(icc, profile))) {
    into.set(pixels.data)
    return
  }
  if (icc !== undefined) {
    const transform = await toInks(profile, icc, mode)
    try {
      await transform.apply(pixels.data, breathe, into)
    } finally {
      transform.close()
    }
    return
  }
  const known = fromSrgb.get(profile) ?? toInks(profile, 'srgb', 'rgb')
  fromSrgb.set(profile, known)
  const transform = await known
  await transform.apply(pixels.data, breathe, into)
}

/** An embedded profile that Little CMS cannot use is as good as none. */
const usable = async (icc: Uint8Array | undefined, mode: 'rgb' | 'cmyk' | 'gray', profile: Uint8Array) => {
  if (icc === undefined || mode === 'gray') return undefined
  try {
    const transform = await toInks(profile, icc, mode)
    transform.close()
    return icc
  } catch {
    return undefined
  }
}

const asCmyk = (file: Uint8Array) => sharp(file, { limitInputPixels: false }).pipelineColourspace('cmyk')

const encode = (tiff: Buffer): Promise<Buffer> =>
  asCmyk(tiff)
    .toColourspace('cmyk')
    .jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4', optimiseCoding: tiff.length <= OPTIMISED_UP_TO })
    .toBuffer()

const prepare = async (request: PrepareRequest, source: OpenPicture): Promise<PreparedPicture> => {
  const { crop, size, profile, ppi = 200, inkLimit = 220, signal } = request
  const stop = () => {
    if (signal?.aborted) throw new FailureError('CANCELLED')
  }
  const region = pixelCrop(crop, source.facts.width, source.facts.height)
  const shows: PictureArea = {
    x: (region.left * 10_000) / source.facts.width,
    y: (region.top * 10_000) / source.facts.height,
    width: (region.width * 10_000) / source.facts.width,
    height: (region.height * 10_000) / source.facts.height,
  }
  // The pixels shown reach a little beyond the crop; their printed size grows with them.
  const printed = { width: (size.width * shows.width) / crop.width, height: (size.height * shows.height) / crop.height }
  const fit = (have: number, milli: number) => Math.max(1, Math.min(have, Math.round((milli * ppi) / MILLI_PER_INCH)))
  const target = { width: fit(region.width, printed.width), height: fit(region.height, printed.height) }

  const resolution = (have: { readonly width: number; readonly height: number }) =>
    Math.min((have.width * MILLI_PER_INCH) / printed.width, (have.height * MILLI_PER_INCH) / printed.height)

  const icc = await usable(embedded(source), source.facts.mode, profile)
  stop()
  const tiff = cmykTiff(target.width, target.height)
  await separate(
    source,
    // Held by nobody else, so that its memory is free again before the JPEG is written.
    await decode(source, region, target, icc !== undefined || source.facts.mode === 'cmyk'),
    icc,
    profile,
    tiff.pixels,
  )
  stop()
  const perMillimetre = {
    x: (target.width / printed.width) * MILLI_PER_MM,
    y: (target.height / printed.height) * MILLI_PER_MM,
  }
  let margin = JPEG_MARGIN
  for (let pass = 1; ; pass++) {
    await clampInk(tiff.pixels, Math.max(100, inkLimit - margin))
    stop()
    const jpeg = await encode(tiff.file)
    stop()
    const written = await asCmyk(jpeg).toColourspace('cmyk').raw().toBuffer()
    const ink = await measureInk(written, target.width, target.height, perMillimetre, inkLimit)
    if (ink.maximum <= inkLimit || pass === MOST_PASSES) {
      return { jpeg, ...target, shows, effectivePpi: resolution(target), sourcePpi: resolution(region), ink }
    }
    margin += ink.maximum - inkLimit + 1
    stop()
  }
}

/**
 * Makes a picture ready for the press: cropped, upright, at the resolution wanted, in the press' inks and within its
 * ink limit. The same picture and request give the same bytes. Work goes in chunks, so that the thread can do other
 * things in between; memory stays under 400 MB for a photograph of 24 megapixels.
 *
 * Fails with FILE_NOT_FOUND, FILE_UNREADABLE, PICTURE_UNREADABLE, PICTURE_TOO_LARGE, PROFILE_BROKEN, BAD_REQUEST
 * (a crop or size that is nothing) or CANCELLED.
 */
export const preparePicture = async (request: PrepareRequest): Promise<Result<PreparedPicture>> => {
  const { crop, size, inkLimit = 220, ppi = 200 } = request
  const good =
    crop.width > 0 && crop.height > 0 && size.width > 0 && size.height > 0 && inkLimit >= 100 && inkLimit <= 400
  if (!good || !(ppi >= 20 && ppi <= 2400)) return fail('BAD_REQUEST', { what: 'picture' })
  if (profileFacts(request.profile)?.space !== 'CMYK') return fail('PROFILE_BROKEN', { file: '' })
  const opened = await openPicture(request.picture)
  if (!opened.ok) return opened
  try {
    return ok(await prepare(request, opened.value))
  } catch (error) {
    if (error instanceof FailureError) return { ok: false, failure: error.failure }
    return fail('PICTURE_UNREADABLE', { file: opened.value.name, reason: 'damaged' })
  }
}
