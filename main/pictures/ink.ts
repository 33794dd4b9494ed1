import { setImmediate } from 'node:timers/promises'

/** Lets other work of the thread have its turn. */
export const breathe = async (): Promise<void> => {
  await setImmediate()
}

/** Pixels worked on between two breaths: some tens of milliseconds. */
const BREATH = 1 << 19

/** A limit in percent as a sum of bytes. The small part makes up for 2.55 not being a binary number. */
const asBytes = (percent: number): number => Math.floor(percent * 2.55 + 1e-6)

/** What the inks of a picture add up to on paper. */
export interface InkFigures {
  /** Heaviest pixel, C + M + Y + K in percent. */
  readonly maximum: number
  /** Heaviest mean of any 15 × 15 mm square, in percent; of the whole picture where it is smaller. */
  readonly window: number
  /** Share of pixels over the limit, 0 … 1. */
  readonly shareOverLimit: number
  /** The same in square millimetres of paper. */
  readonly overLimitArea: number
}

/**
 * Holds every pixel to an ink limit, in place: where C + M + Y + K is over it, the colour inks are scaled down in
 * proportion and black stays. `limit` in percent, 100 … 400; pixels of four bytes, 255 a solid.
 */
export const clampInk = async (pixels: Uint8Array, limit: number): Promise<void> => {
  const most = asBytes(limit)
  for (let from = 0; from < pixels.length; from += 4 * BREATH) {
    if (from > 0) await breathe()
    const to = Math.min(pixels.length, from + 4 * BREATH)
    for (let at = from; at < to; at += 4) {
      const colour = pixels[at]! + pixels[at + 1]! + pixels[at + 2]!
      const black = pixels[at + 3]!
      if (colour + black <= most) continue
      const part = Math.max(0, most - black) / colour
      pixels[at] = Math.floor(pixels[at]! * part)
      pixels[at + 1] = Math.floor(pixels[at + 1]! * part)
      pixels[at + 2] = Math.floor(pixels[at + 2]! * part)
    }
  }
}

/** Measures a picture's inks. `perMillimetre` is pixels to the millimetre of paper, across and down. */
export const measureInk = async (
  pixels: Uint8Array,
  width: number,
  height: number,
  perMillimetre: { readonly x: number; readonly y: number },
  limit: number,
): Promise<InkFigures> => {
  const wide = Math.min(width, Math.max(1, Math.round(15 * perMillimetre.x)))
  const high = Math.min(height, Math.max(1, Math.round(15 * perMillimetre.y)))
  // Totals of the rows the window covers, the oldest overwritten.
  const rows = new Uint16Array(width * high)
  const columns = new Float64Array(width)
  const most = asBytes(limit)
  let maximum = 0
  let over = 0
  let heaviest = 0
  for (let y = 0; y < height; y++) {
    if (y > 0 && (y * width) % BREATH < width) await breathe()
    const row = y * width
    const slot = (y % high) * width
    for (let x = 0; x < width; x++) {
      const at = (row + x) * 4
      const total = pixels[at]! + pixels[at + 1]! + pixels[at + 2]! + pixels[at + 3]!
      if (total > maximum) maximum = total
      if (total > most) over++
      columns[x]! += total - rows[slot + x]!
      rows[slot + x] = total
    }
    if (y < high - 1) continue
    let sum = 0
    for (let x = 0; x < width; x++) {
      sum += columns[x]!
      if (x >= wide) sum -= columns[x - wide]!
      if (x >= wide - 1 && sum > heaviest) heaviest = sum
    }
  }
  return {
    maximum: (maximum * 100) / 255,
    window: heaviest / (wide * high) / 2.55,
    shareOverLimit: over / (width * height),
    overLimitArea: over / (perMillimetre.x * perMillimetre.y),
  }
}
