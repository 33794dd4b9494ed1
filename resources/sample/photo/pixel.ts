/** What is known of a pixel while and after its rays are followed. */

/** Numbers kept for each pixel. Sums over the samples until `averaged` divides them. */
export const PIXEL = {
  /** Light scattered by the body colour, r g b. */
  matte: 0,
  /** Light mirrored, glowing or in the air, r g b. */
  gloss: 3,
  colour: 6,
  normal: 9,
  depth: 12,
  matteNoise: 13,
  glossNoise: 14,
} as const
export const PIXEL_STRIDE = 15

/** Turns sums into means, the matte light into light per colour, and squares into the variance of the mean. */
export function averaged(sums: Float32Array, samples: number): Float32Array {
  const pixels = new Float32Array(sums)
  for (let at = 0; at < pixels.length; at += PIXEL_STRIDE) finishPixel(pixels, at, samples)
  return pixels
}

function finishPixel(pixels: Float32Array, at: number, samples: number): void {
  for (let i = 0; i < PIXEL_STRIDE; i++) pixels[at + i]! /= samples
  for (let c = 0; c < 3; c++) pixels[at + c]! /= Math.max(0.004, pixels[at + PIXEL.colour + c]!)
  const variance = (light: number, square: number): number => {
    const mean = (pixels[at + light]! + pixels[at + light + 1]! + pixels[at + light + 2]!) / 3
    return Math.max(0, pixels[at + square]! - mean * mean) / samples
  }
  pixels[at + PIXEL.matteNoise] = variance(PIXEL.matte, PIXEL.matteNoise)
  pixels[at + PIXEL.glossNoise] = variance(PIXEL.gloss, PIXEL.glossNoise)
}
