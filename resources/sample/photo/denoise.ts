/** Takes the noise of few samples out of the light and leaves edges of colour, form and depth alone. */

import { PIXEL, PIXEL_STRIDE } from './pixel.ts'

const KERNEL = [1 / 16, 1 / 4, 3 / 8, 1 / 4, 1 / 16] as const

/**
 * À-trous wavelet filter over one kind of light, guided by colour, normal, depth and the light's own variance.
 * Writes the result back. `light` and `noise` are offsets into a pixel; `tolerance` is in standard deviations.
 */
function smooth(
  pixels: Float32Array,
  width: number,
  height: number,
  light: number,
  noise: number,
  passes: number,
  tolerance: number,
): void {
  const n = width * height
  let from = new Float32Array(n * 4)
  let to = new Float32Array(n * 4)
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < 3; c++) from[i * 4 + c] = pixels[i * PIXEL_STRIDE + light + c]!
  }
  spreadVariance(pixels, from, width, height, noise)
  for (let pass = 0; pass < passes; pass++) {
    const step = 1 << pass
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const i = y * width + x
        const g = i * PIXEL_STRIDE
        const r0 = from[i * 4]!
        const g0 = from[i * 4 + 1]!
        const b0 = from[i * 4 + 2]!
        const level = (r0 + g0 + b0) / 3
        const scale = 1 / (tolerance * Math.sqrt(from[i * 4 + 3]!) + 1e-3 + level * 0.004)
        const z = pixels[g + PIXEL.depth]!
        // How fast depth changes here, so that a floor seen at a low angle still counts as one surface.
        const right = x + 1 < width ? g + PIXEL_STRIDE : g - PIXEL_STRIDE
        const below = y + 1 < height ? g + width * PIXEL_STRIDE : g - width * PIXEL_STRIDE
        const zx = Math.min(Math.abs(pixels[right + PIXEL.depth]! - z), z * 0.05)
        const zy = Math.min(Math.abs(pixels[below + PIXEL.depth]! - z), z * 0.05)
        let sum = 0
        let sr = 0
        let sg = 0
        let sb = 0
        let sv = 0
        for (let ky = -2; ky <= 2; ky++) {
          const yy = y + ky * step
          if (yy < 0 || yy >= height) continue
          for (let kx = -2; kx <= 2; kx++) {
            const xx = x + kx * step
            if (xx < 0 || xx >= width) continue
            const j = yy * width + xx
            const h = j * PIXEL_STRIDE
            let d =
              Math.abs(pixels[h + PIXEL.depth]! - z) /
              (z * 0.006 + 1.5 * (Math.abs(kx) * zx + Math.abs(ky) * zy) * step)
            if (d > 5) continue
            const n0 = pixels[h + 9]! - pixels[g + 9]!
            const n1 = pixels[h + 10]! - pixels[g + 10]!
            const n2 = pixels[h + 11]! - pixels[g + 11]!
            const c0 = pixels[h + 6]! - pixels[g + 6]!
            const c1 = pixels[h + 7]! - pixels[g + 7]!
            const c2 = pixels[h + 8]! - pixels[g + 8]!
            const r = from[j * 4]!
            const gg = from[j * 4 + 1]!
            const b = from[j * 4 + 2]!
            d += (n0 * n0 + n1 * n1 + n2 * n2) * 22 + (c0 * c0 + c1 * c1 + c2 * c2) * 160
            d += Math.abs((r + gg + b) / 3 - level) * scale
            if (d > 6) continue
            const w = KERNEL[kx + 2]! * KERNEL[ky + 2]! * Math.exp(-d)
            sum += w
            sr += w * r
            sg += w * gg
            sb += w * b
            sv += w * w * from[j * 4 + 3]!
          }
        }
        to[i * 4] = sr / sum
        to[i * 4 + 1] = sg / sum
        to[i * 4 + 2] = sb / sum
        to[i * 4 + 3] = sv / (sum * sum)
      }
    }
    const swap = from
    from = to
    to = swap
  }
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < 3; c++) pixels[i * PIXEL_STRIDE + light + c] = from[i * 4 + c]!
  }
}

/** A few samples say little about a pixel's own variance: average it over the neighbours. */
function spreadVariance(pixels: Float32Array, into: Float32Array, width: number, height: number, noise: number): void {
  const reach = 2
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0
      let count = 0
      for (let yy = Math.max(0, y - reach); yy <= Math.min(height - 1, y + reach); yy++) {
        for (let xx = Math.max(0, x - reach); xx <= Math.min(width - 1, x + reach); xx++) {
          sum += pixels[(yy * width + xx) * PIXEL_STRIDE + noise]!
          count++
        }
      }
      into[(y * width + x) * 4 + 3] = sum / count
    }
  }
}

/** Removes a single pixel far brighter than all around it, which no filter by variance can judge. */
function tameFireflies(pixels: Float32Array, width: number, height: number, light: number): void {
  const out = new Float32Array(width * height)
  const level = (i: number): number => {
    const at = i * PIXEL_STRIDE + light
    return pixels[at]! + pixels[at + 1]! + pixels[at + 2]!
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let first = 0
      let second = 0
      for (let yy = Math.max(0, y - 1); yy <= Math.min(height - 1, y + 1); yy++) {
        for (let xx = Math.max(0, x - 1); xx <= Math.min(width - 1, x + 1); xx++) {
          if (xx === x && yy === y) continue
          const v = level(yy * width + xx)
          if (v > first) {
            second = first
            first = v
          } else if (v > second) second = v
        }
      }
      const own = level(y * width + x)
      out[y * width + x] = own > second * 1.15 ? (second * 1.15 + 1e-6) / (own + 1e-6) : 1
    }
  }
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) pixels[i * PIXEL_STRIDE + light + c]! *= out[i]!
  }
}

/** Cleans a whole frame and returns its light, three linear numbers a pixel. */
export function denoise(pixels: Float32Array, width: number, height: number, passes: number): Float32Array {
  tameFireflies(pixels, width, height, PIXEL.matte)
  tameFireflies(pixels, width, height, PIXEL.gloss)
  if (passes > 0) {
    smooth(pixels, width, height, PIXEL.matte, PIXEL.matteNoise, passes, 4.5)
    smooth(pixels, width, height, PIXEL.gloss, PIXEL.glossNoise, passes, 4)
  }
  const out = new Float32Array(width * height * 3)
  for (let i = 0; i < width * height; i++) {
    const at = i * PIXEL_STRIDE
    for (let c = 0; c < 3; c++) {
      out[i * 3 + c] = pixels[at + c]! * Math.max(0.004, pixels[at + PIXEL.colour + c]!) + pixels[at + PIXEL.gloss + c]!
    }
  }
  return despeckle(out, width, height)
}

/** Brings single pixels back between their neighbours' second darkest and second brightest; edges too sparse for the filter. */
function despeckle(light: Float32Array, width: number, height: number): Float32Array {
  const out = light.slice()
  const around = new Float64Array(8)
  for (let y = 1; y + 1 < height; y++) {
    for (let x = 1; x + 1 < width; x++) {
      for (let c = 0; c < 3; c++) {
        const i = (y * width + x) * 3 + c
        let k = 0
        for (let ky = -1; ky <= 1; ky++) {
          for (let kx = -1; kx <= 1; kx++) {
            if (kx !== 0 || ky !== 0) around[k++] = light[i + (ky * width + kx) * 3]!
          }
        }
        around.sort()
        out[i] = Math.max(around[1]!, Math.min(around[6]!, light[i]!))
      }
    }
  }
  return out
}
