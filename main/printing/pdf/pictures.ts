import { FailureError } from '#shared/contract/failure.ts'
import type { PlacedPicture } from '#shared/typesetting/display-list.ts'

/** Part of a source picture in 1/10000 of its width and height; fractions are welcome. */
export interface PictureArea {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Total ink C+M+Y+K of a converted picture at its printed size, in percent of one full ink. */
export interface PictureInk {
  /** Heaviest pixel. */
  readonly maximum: number
  /** Heaviest mean of any 15 × 15 mm square (of the whole picture where it is smaller). */
  readonly window: number
  /** Square millimetres of paper whose pixels are over the profile's limit. */
  readonly overLimitArea: number
}

/** A picture ready to print: CMYK JPEG in the output profile's inks, inverted as Adobe writes them, no profile inside. */
export interface PreparedPicture {
  readonly jpeg: Uint8Array
  readonly width: number
  readonly height: number
  /** The part of the source that the JPEG shows. It must cover the placement's crop. */
  readonly shows: PictureArea
  readonly ink: PictureInk
}

/** Gives the picture of a placement, converted for its printed size. May throw FailureError. */
export type PictureSource = (placed: PlacedPicture, page: number) => Promise<PreparedPicture>

/** Whether a JPEG is what `PreparedPicture` says; throws PICTURE_UNREADABLE when not. */
export function checkJpeg(prepared: PreparedPicture, placed: PlacedPicture): void {
  const frame = jpegFrame(prepared.jpeg)
  const covers =
    prepared.shows.x <= placed.crop.x + 1e-6 &&
    prepared.shows.y <= placed.crop.y + 1e-6 &&
    prepared.shows.x + prepared.shows.width >= placed.crop.x + placed.crop.width - 1e-6 &&
    prepared.shows.y + prepared.shows.height >= placed.crop.y + placed.crop.height - 1e-6
  const good =
    frame?.components === 4 && frame.adobe && frame.width === prepared.width && frame.height === prepared.height
  if (!good || !covers || placed.crop.width <= 0 || placed.crop.height <= 0) {
    throw new FailureError('PICTURE_UNREADABLE', { file: placed.pictureId })
  }
}

/** Size and inks from a JPEG's frame header (ITU-T T.81, B.2.2), and whether Adobe's marker stands before it. */
export function jpegFrame(
  bytes: Uint8Array,
): { width: number; height: number; components: number; adobe: boolean } | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let adobe = false
  for (let at = 2; at + 10 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xee && Buffer.from(bytes.subarray(at + 4, at + 9)).toString('latin1') === 'Adobe') adobe = true
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7), components: bytes[at + 9]!, adobe }
    }
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}
