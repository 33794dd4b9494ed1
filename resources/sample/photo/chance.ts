/** Chance without surprise: hashes, noise and low-discrepancy numbers that are the same on every run and machine. */

/** Mixes 32 bits well enough that neighbouring pixels share nothing. */
export function hash32(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return (h ^ (h >>> 16)) >>> 0
}

/** A number in [0, 1) that belongs to a lattice point. */
export function latticeValue(x: number, y: number, z: number): number {
  return hash32(Math.imul(x, 73856093) ^ Math.imul(y, 19349663) ^ Math.imul(z, 83492791)) / 4294967296
}

/** Smooth value noise in [0, 1]. */
export function noise(x: number, y: number, z: number): number {
  const xi = Math.floor(x)
  const yi = Math.floor(y)
  const zi = Math.floor(z)
  const fx = x - xi
  const fy = y - yi
  const fz = z - zi
  const u = fx * fx * (3 - 2 * fx)
  const v = fy * fy * (3 - 2 * fy)
  const w = fz * fz * (3 - 2 * fz)
  const x00 = latticeValue(xi, yi, zi) * (1 - u) + latticeValue(xi + 1, yi, zi) * u
  const x10 = latticeValue(xi, yi + 1, zi) * (1 - u) + latticeValue(xi + 1, yi + 1, zi) * u
  const x01 = latticeValue(xi, yi, zi + 1) * (1 - u) + latticeValue(xi + 1, yi, zi + 1) * u
  const x11 = latticeValue(xi, yi + 1, zi + 1) * (1 - u) + latticeValue(xi + 1, yi + 1, zi + 1) * u
  return (x00 * (1 - v) + x10 * v) * (1 - w) + (x01 * (1 - v) + x11 * v) * w
}

/** Three octaves of noise, mean 0.5. */
export function roughNoise(x: number, y: number, z: number): number {
  return (
    noise(x, y, z) * 0.57 +
    noise(x * 2.03 + 7.1, y * 2.03, z * 2.03) * 0.29 +
    noise(x * 4.1, y * 4.1 + 3.3, z * 4.1) * 0.14
  )
}

/** A seeded stream of numbers in [0, 1) (mulberry32). */
export function createStream(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** How many dimensions of a sample are spread evenly over the samples of a pixel. */
export const SPREAD_DIMENSIONS = 12

/** Steps of the additive recurrence R_d (the generalised golden ratio), one per dimension. */
export const SPREAD_STEPS: Float64Array = (() => {
  let phi = 1.1
  for (let i = 0; i < 60; i++) phi = (1 + phi) ** (1 / (SPREAD_DIMENSIONS + 1))
  const steps = Float64Array.from({ length: SPREAD_DIMENSIONS }, (_, i) => (1 / phi) ** (i + 1))
  // The first two place the sample in its pixel; edges are only as clean as these two are even in the plane.
  steps[0] = 0.7548776662466927
  steps[1] = 0.5698402909980532
  return steps
})()
