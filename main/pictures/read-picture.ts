import { open } from 'node:fs/promises'
import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp'
import { profileFacts } from '#shared/colour/index.ts'
import { fail, ok, type Result } from '#shared/contract/failure.ts'

/** A picture file: where it lies, or its bytes and the name a person knows it by. */
export type PictureFile = { readonly file: string } | { readonly bytes: Uint8Array; readonly name?: string }

export type PictureMode = 'rgb' | 'cmyk' | 'gray'

/** What a picture file holds. Pixels are counted as the picture stands upright. */
export interface PictureFacts {
  readonly format: PictureFormat
  readonly width: number
  readonly height: number
  readonly mode: PictureMode
  /** EXIF orientation, 1 … 8; 1 where the file says nothing. */
  readonly orientation: number
  /** Name of the embedded colour profile; null without one. */
  readonly profile: string | null
  readonly alpha: boolean
  /** Frames or pages in the file; only the first is used. */
  readonly frames: number
}

export type PictureFormat = 'jpeg' | 'png' | 'tiff' | 'webp' | 'gif' | 'avif'

/** A scan of a whole broadsheet at 400 ppi and every camera there is stay under this; a decompression bomb does not. */
export const MOST_PIXELS = 160_000_000
const MOST_BYTES = 1 << 30

export const nameOf = (picture: PictureFile): string =>
  'file' in picture ? (picture.file.split(/[\\/]/).at(-1) ?? picture.file) : (picture.name ?? '')

/**
 * The format by the file's first bytes. Nothing else reaches the decoder: SVG and PDF are programs to be run, not
 * pixels, and what is unknown stays outside.
 */
const sniff = (head: Uint8Array): PictureFormat | undefined => {
  const text = (from: number, to: number) => String.fromCharCode(...head.subarray(from, to))
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'jpeg'
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(text(0, 4))) return 'tiff'
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp'
  if (text(0, 6) === 'GIF87a' || text(0, 6) === 'GIF89a') return 'gif'
  if (text(4, 8) === 'ftyp' && ['avif', 'avis'].includes(text(8, 12))) return 'avif'
  return undefined
}

/** An opened picture: its facts, and a decoder that starts afresh at each call. */
export interface OpenPicture {
  readonly name: string
  readonly facts: PictureFacts
  /** The embedded profile's bytes. */
  readonly icc: Uint8Array | undefined
  /** Whether its channels have 16 bits. */
  readonly deep: boolean
  decoder(options?: SharpOptions): Sharp
}

const head = async (picture: PictureFile): Promise<{ readonly bytes: Uint8Array; readonly size: number }> => {
  if ('bytes' in picture) return { bytes: picture.bytes.subarray(0, 16), size: picture.bytes.length }
  const handle = await open(picture.file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0)
    return { bytes: buffer.subarray(0, bytesRead), size: (await handle.stat()).size }
  } finally {
    await handle.close()
  }
}

const modeOf = (metadata: Metadata): PictureMode => {
  if (metadata.space === 'cmyk') return 'cmyk'
  return metadata.space === 'b-w' || metadata.space === 'grey16' || metadata.space === 'multiband' ? 'gray' : 'rgb'
}

/**
 * Opens a picture and reads its header. Fails with FILE_NOT_FOUND, PICTURE_UNREADABLE (empty, of a format that is not
 * a picture's, header damaged) or PICTURE_TOO_LARGE.
 */
export const openPicture = async (picture: PictureFile): Promise<Result<OpenPicture>> => {
  const name = nameOf(picture)
  let format: PictureFormat | undefined
  try {
    const { bytes, size } = await head(picture)
    format = sniff(bytes)
    if (size > MOST_BYTES) return fail('PICTURE_TOO_LARGE', { file: name, width: '?', height: '?' })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE'
    return fail(code, { file: name })
  }
  if (format === undefined) return fail('PICTURE_UNREADABLE', { file: name, reason: 'format' })

  const source = 'file' in picture ? picture.file : picture.bytes
  const decoder = (options: SharpOptions = {}): Sharp =>
    sharp(source, { failOn: 'error', limitInputPixels: MOST_PIXELS, sequentialRead: true, pages: 1, ...options })
  let metadata: Metadata
  try {
    // The limit is ours to check here: libvips would answer with a sentence, not with the size.
    metadata = await decoder({ limitInputPixels: false }).metadata()
  } catch {
    return fail('PICTURE_UNREADABLE', { file: name, reason: 'header' })
  }
  const { width, height } = metadata.autoOrient
  if (!(width > 0 && height > 0)) return fail('PICTURE_UNREADABLE', { file: name, reason: 'header' })
  if (width * height > MOST_PIXELS) return fail('PICTURE_TOO_LARGE', { file: name, width, height })
  const icc = metadata.icc
  return ok({
    name,
    icc,
    deep: metadata.depth === 'ushort',
    decoder,
    facts: {
      format,
      width,
      height,
      mode: modeOf(metadata),
      orientation: metadata.orientation ?? 1,
      profile: icc === undefined ? null : (profileFacts(icc)?.description ?? null),
      alpha: metadata.hasAlpha ?? false,
      frames: metadata.pages ?? 1,
    },
  })
}

/**
 * Reads what a picture is and makes sure that it can be decoded to its last row. Fails with FILE_NOT_FOUND,
 * PICTURE_UNREADABLE (empty, damaged, cut off, SVG or another format that is not a picture's) or PICTURE_TOO_LARGE.
 */
export const readPicture = async (picture: PictureFile | Uint8Array): Promise<Result<PictureFacts>> => {
  const opened = await openPicture(picture instanceof Uint8Array ? { bytes: picture } : picture)
  if (!opened.ok) return opened
  try {
    // Small, so that JPEG decodes at an eighth; every row of the file is still read.
    await opened.value.decoder().resize(64, 64, { fit: 'inside' }).raw().toBuffer()
  } catch {
    return fail('PICTURE_UNREADABLE', { file: opened.value.name, reason: 'damaged' })
  }
  return ok(opened.value.facts)
}
