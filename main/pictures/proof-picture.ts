import sharp from 'sharp'
import { openTransform, type Transform } from '#shared/colour/index.ts'
import { breathe } from './ink.ts'
import type { PictureArea, PreparedPicture } from './prepare-picture.ts'

/** sRGB pixels, three bytes each, rows from the top. */
export interface ProofPixels {
  readonly width: number
  readonly height: number
  readonly channels: 3
  readonly data: Uint8Array
}

const onScreen = new WeakMap<Uint8Array, Promise<Transform>>()

const toScreen = (profile: Uint8Array): Promise<Transform> => {
  const known =
    onScreen.get(profile) ??
    openTransform({
      from: profile,
      fromFormat: 'cmyk',
      to: 'srgb',
      toFormat: 'rgb',
      intent: 'relative',
      blackPoint: true,
    })
  onScreen.set(profile, known)
  return known
}

/**
 * A prepared picture as it will look in print, shown relative to the paper and with the press' black as black: made
 * from the very JPEG that goes into the page, at the number of pixels asked for. With `crop` (1/10000 of the source)
 * only that part is shown; it must lie in what the JPEG shows.
 */
export const proofPicture = async (
  prepared: Pick<PreparedPicture, 'jpeg' | 'width' | 'height' | 'shows'>,
  size: { readonly width: number; readonly height: number },
  profile: Uint8Array,
  crop: PictureArea = prepared.shows,
): Promise<ProofPixels> => {
  const { shows } = prepared
  const across = prepared.width / shows.width
  const down = prepared.height / shows.height
  const left = Math.max(0, Math.round((crop.x - shows.x) * across))
  const top = Math.max(0, Math.round((crop.y - shows.y) * down))
  const inks = await sharp(prepared.jpeg, { limitInputPixels: false })
    .pipelineColourspace('cmyk')
    .extract({
      left,
      top,
      width: Math.max(1, Math.min(prepared.width - left, Math.round(crop.width * across))),
      height: Math.max(1, Math.min(prepared.height - top, Math.round(crop.height * down))),
    })
    .resize(size.width, size.height, { fit: 'fill', kernel: 'lanczos3' })
    .toColourspace('cmyk')
    .raw()
    .toBuffer()
  const data = await (await toScreen(profile)).apply(inks, breathe)
  return { ...size, channels: 3, data }
}
