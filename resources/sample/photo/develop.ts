/** From light to a photograph: glare, fall-off to the corners, film curve, grain, sRGB. */

import { createStream } from './chance.ts'

export interface Development {
  /** Factor on the light before the film curve. */
  readonly exposure: number
  /** Standard deviation of the grain in the mid-tones, in steps of 255. */
  readonly grain: number
}

/** Box blur along one direction, in place. */
function blurLine(
  data: Float32Array,
  start: number,
  stride: number,
  count: number,
  reach: number,
  work: Float32Array,
): void {
  let sum = 0
  for (let i = -reach; i <= reach; i++) sum += data[start + Math.max(0, Math.min(count - 1, i)) * stride]!
  for (let i = 0; i < count; i++) {
    work[i] = sum / (2 * reach + 1)
    sum += data[start + Math.min(count - 1, i + reach + 1) * stride]! - data[start + Math.max(0, i - reach) * stride]!
  }
  for (let i = 0; i < count; i++) data[start + i * stride] = work[i]!
}

function blur(data: Float32Array, width: number, height: number, reach: number): void {
  const work = new Float32Array(Math.max(width, height))
  for (let pass = 0; pass < 3; pass++) {
    for (let c = 0; c < 3; c++) {
      for (let y = 0; y < height; y++) blurLine(data, y * width * 3 + c, 3, width, reach, work)
      for (let x = 0; x < width; x++) blurLine(data, x * 3 + c, width * 3, height, reach, work)
    }
  }
}

/** Light scattered in the lens round whatever is bright. */
function addGlare(light: Float32Array, width: number, height: number): void {
  for (const [share, knee, reach] of [
    [0.1, 2.2, 0.004],
    [0.07, 1.6, 0.022],
  ] as const) {
    const bright = new Float32Array(light.length)
    for (let i = 0; i < light.length; i++) bright[i] = Math.max(0, Math.min(9, light[i]!) - knee)
    blur(bright, width, height, Math.max(1, Math.round(reach * width)))
    for (let i = 0; i < light.length; i++) light[i]! += bright[i]! * share * 2
  }
}

/** A film-like curve: open shadows, straight middle, long shoulder. 0.18 goes to about 0.18, 6 to about 1. */
export function filmCurve(x: number): number {
  const a = 2.3
  const b = 0.06
  const c = 2.05
  const d = 0.52
  const e = 0.13
  const v = Math.max(0, x)
  return Math.min(1, (v * (a * v + b)) / (v * (c * v + d) + e))
}

function toSrgb(x: number): number {
  return x <= 0.0031308 ? x * 12.92 : 1.055 * x ** (1 / 2.4) - 0.055
}

/** A paper grade harder: darkens below the middle, lightens above, keeps both ends. */
function contrast(x: number): number {
  return x + 0.5 * (x * x * (3 - 2 * x) - x)
}

/** Eight-bit sRGB pixels of a frame of light. */
export function develop(light: Float32Array, width: number, height: number, how: Development): Uint8Array {
  addGlare(light, width, height)
  const out = new Uint8Array(width * height * 3)
  const random = createStream(90210)
  // Grain is a little larger than a pixel: blend white noise with the row above and the pixel before.
  const above = new Float32Array(width)
  for (let y = 0; y < height; y++) {
    let before = 0
    for (let x = 0; x < width; x++) {
      const i = (y * width + x) * 3
      const rx = (x / width - 0.5) * 2
      const ry = ((y / height - 0.5) * 2 * height) / width
      const gain = how.exposure / (1 + 0.16 * (rx * rx + ry * ry)) ** 2
      const r = light[i]! * gain
      const g = light[i + 1]! * gain
      const b = light[i + 2]! * gain
      const white = random() + random() + random() - 1.5
      const speck = white * 1.25 + before * 0.35 + above[x]! * 0.35
      before = white
      above[x] = white
      // Bright colours lose some saturation on their way to white, as on film.
      const y0 = 0.2126 * r + 0.7152 * g + 0.0722 * b
      const pale = Math.min(0.6, y0 * 0.05)
      for (let c = 0; c < 3; c++) {
        const v = c === 0 ? r : c === 1 ? g : b
        const toned = contrast(toSrgb(filmCurve(v + (y0 - v) * pale)))
        const grain = how.grain * speck * 1.6 * (0.35 + toned * (1 - toned) * 2.6)
        out[i + c] = Math.max(0, Math.min(255, Math.round(toned * 247 + 5 + grain)))
      }
    }
  }
  return out
}
