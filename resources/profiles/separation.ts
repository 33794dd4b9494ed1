import { areasToXyz, type Cmyk, D50, type Lab, modelArea, plateDot, type Xyz, xyzToLab } from './newsprint-model.ts'

/**
 * Which mixture of inks to print for a colour. Four inks make three dimensions, so one choice is free: how much black.
 * Newspapers choose much and early (heavy grey component replacement): colour register on a web press wanders, black
 * ink dries and is cheap, and greys stay grey.
 */

/** Sum of the four dots never exceeded, 0 … 4. A point under 220 %, so that rounding to 8 bits stays within it. */
export const INK_LIMIT = 2.19

type Inks = [number, number, number, number]

/** Lightness a ramp of black alone gives, for finding the black of a grey. */
const BLACK_RAMP: readonly number[] = Array.from({ length: 257 }, (_, i) => xyzToLab(areasToXyz(0, 0, 0, i / 256))[0])

/** Area of black that alone gives a lightness; 1 where even solid black is lighter. */
const blackFor = (lightness: number): number => {
  if (lightness >= BLACK_RAMP[0]!) return 0
  if (lightness <= BLACK_RAMP[256]!) return 1
  let at = 0
  while (BLACK_RAMP[at + 1]! > lightness) at++
  return (at + (BLACK_RAMP[at]! - lightness) / (BLACK_RAMP[at]! - BLACK_RAMP[at + 1]!)) / 256
}

/**
 * Black wished for: in greys nearly all that can do the work, from the first tenth of the tone scale on; fading as
 * chroma grows, since black in a clean colour only dirties it.
 */
const wishedBlack = ([L, a, b]: Lab): number => {
  const full = blackFor(L)
  const chroma = Math.sqrt(a * a + b * b)
  const grey = 1 / (1 + (chroma / 22) ** 2)
  return full * (0.86 + 0.14 * full) * (0.25 + 0.75 * grey)
}

/** Sum of dots over the ink limit. A dot is never larger on the plate than in print, so few mixtures need looking up. */
const excess = (areas: Inks): number => {
  if (areas[0] + areas[1] + areas[2] + areas[3] <= INK_LIMIT) return 0
  const dots = plateDot(0, areas[0]) + plateDot(1, areas[1]) + plateDot(2, areas[2]) + plateDot(3, areas[3])
  return Math.max(0, dots - INK_LIMIT)
}

const RESIDUALS = 8

/**
 * How far a mixture is from the colour asked for, as residuals to be squared and summed: lightness, hue and chroma
 * (chroma counts least, so that what the press cannot print loses colour before it changes hue), the wish for black,
 * the ink limit, and a touch of thrift on each colour ink that settles what is left open.
 */
const residuals = (areas: Inks, target: Lab, black: number, out: Float64Array): void => {
  const [L, a, b] = xyzToLab(areasToXyz(...areas))
  const chroma = Math.sqrt(target[1] * target[1] + target[2] * target[2])
  // Around grey there is no hue; weights turn from round to oriented as the colour leaves grey.
  const along = 1 - 0.45 * Math.min(1, chroma / 60)
  const across = 1 + 0.5 * Math.min(1, chroma / 60)
  const ua = chroma > 0 ? target[1] / chroma : 1
  const ub = chroma > 0 ? target[2] / chroma : 0
  const da = a - target[1]
  const db = b - target[2]
  out[0] = L - target[0]
  out[1] = along * (da * ua + db * ub)
  out[2] = across * (db * ua - da * ub)
  out[3] = 1.5 * (areas[3] - black)
  out[4] = 400 * excess(areas)
  out[5] = 0.05 * areas[0]
  out[6] = 0.05 * areas[1]
  out[7] = 0.05 * areas[2]
}

const square = (values: Float64Array): number => {
  let sum = 0
  for (const value of values) sum += value * value
  return sum
}

/** Solves a small symmetric positive system in place (Cholesky); rows of `frozen` inks are left out. */
const solve = (matrix: Float64Array, right: Float64Array, frozen: readonly boolean[]): Inks => {
  const n = 4
  const lower = new Float64Array(16)
  for (let i = 0; i < n; i++) {
    if (frozen[i]) {
      lower[i * n + i] = 1
      continue
    }
    for (let j = 0; j <= i; j++) {
      if (frozen[j] && i !== j) continue
      let sum = matrix[i * n + j]!
      for (let k = 0; k < j; k++) sum -= lower[i * n + k]! * lower[j * n + k]!
      lower[i * n + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[j * n + j]!
    }
  }
  const x: Inks = [0, 0, 0, 0]
  for (let i = 0; i < n; i++) {
    let sum = frozen[i] ? 0 : right[i]!
    for (let k = 0; k < i; k++) sum -= lower[i * n + k]! * x[k]!
    x[i] = sum / lower[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i]!
    for (let k = i + 1; k < n; k++) sum -= lower[k * n + i]! * x[k]!
    x[i] = sum / lower[i * n + i]!
  }
  return x
}

/** Damped Gauss–Newton (Levenberg–Marquardt) within 0 … 1, an ink at its end held there while it would leave. */
const descend = (from: Inks, target: Lab, black: number): { readonly areas: Inks; readonly error: number } => {
  let areas: Inks = [...from]
  const here = new Float64Array(RESIDUALS)
  const there = new Float64Array(RESIDUALS)
  const jacobian = new Float64Array(RESIDUALS * 4)
  residuals(areas, target, black, here)
  let error = square(here)
  let damping = 1e-2
  const step = 1e-4
  for (let round = 0; round < 40; round++) {
    for (let ink = 0; ink < 4; ink++) {
      const moved: Inks = [...areas]
      const way = areas[ink]! > 0.5 ? -step : step
      moved[ink] = areas[ink]! + way
      residuals(moved, target, black, there)
      for (let r = 0; r < RESIDUALS; r++) jacobian[r * 4 + ink] = (there[r]! - here[r]!) / way
    }
    const normal = new Float64Array(16)
    const gradient = new Float64Array(4)
    for (let r = 0; r < RESIDUALS; r++) {
      for (let i = 0; i < 4; i++) {
        gradient[i]! -= jacobian[r * 4 + i]! * here[r]!
        for (let j = 0; j <= i; j++) normal[i * 4 + j]! += jacobian[r * 4 + i]! * jacobian[r * 4 + j]!
      }
    }
    const frozen = areas.map((area, i) => (area <= 0 && gradient[i]! < 0) || (area >= 1 && gradient[i]! > 0))
    let better = false
    for (let tries = 0; tries < 8 && !better; tries++) {
      const damped = normal.slice()
      for (let i = 0; i < 4; i++) damped[i * 5]! += damping * (1 + damped[i * 5]!)
      const move = solve(damped, gradient, frozen)
      const next = areas.map((area, i) => Math.min(1, Math.max(0, area + move[i]!))) as Inks
      residuals(next, target, black, there)
      const found = square(there)
      if (found < error) {
        const gain = error - found
        areas = next
        here.set(there)
        error = found
        damping = Math.max(1e-9, damping / 5)
        better = true
        if (gain < 1e-9 * (1 + error)) return { areas, error }
      } else damping *= 6
    }
    if (!better) break
  }
  return { areas, error }
}

/** Scales the colour inks down where the sum of dots is over the limit. Black stays: it carries the drawing. */
export const limitInk = (dots: Cmyk): Cmyk => {
  const [c, m, y, k] = dots
  const colour = c + m + y
  if (colour + k <= INK_LIMIT) return dots
  const part = (INK_LIMIT - k) / colour
  return [c * part, m * part, y * part, k]
}

/**
 * The inks for a colour, as model areas: the nearest the press can print within the ink limit, with heavy black.
 * `near` is the answer for a neighbouring colour, to start from.
 */
export const separate = (target: Lab, near?: Cmyk): Cmyk => {
  if (target[0] >= 100 && Math.abs(target[1]) < 1e-6 && Math.abs(target[2]) < 1e-6) return [0, 0, 0, 0]
  const black = wishedBlack(target)
  const starts: Inks[] = [[0.3, 0.3, 0.3, black]]
  if (near !== undefined) starts.unshift([...near])
  let best: { readonly areas: Inks; readonly error: number } | undefined
  for (const start of starts) {
    const found = descend(start, target, black)
    if (best === undefined || found.error < best.error - 1e-6) best = found
  }
  const limited = limitInk(best!.areas.map((area, i) => plateDot(i as 0 | 1 | 2 | 3, area)) as unknown as Cmyk)
  return limited.map((dot, i) => modelArea(i as 0 | 1 | 2 | 3, dot)) as unknown as Cmyk
}

/** Lightness, relative to the paper, of the darkest neutral within the ink limit. */
export const darkestNeutral = (): number => {
  let printable = 100
  let not = 0
  while (printable - not > 0.01) {
    const L = (printable + not) / 2
    const got = xyzToLab(areasToXyz(...separate([L, 0, 0])))
    if (Math.hypot(got[0] - L, got[1], got[2]) < 0.5) printable = L
    else not = L
  }
  return printable
}

/** What the colorimetric intent asks: the colour itself, shadows the press cannot reach cut off at its black. */
export const colorimetric = ([L, a, b]: Lab, blackL: number): Lab => [Math.max(L, blackL), a, b]

/**
 * What the perceptual intent asks of the press for a colour seen: black is lifted to the press' black linearly in
 * light, as black point compensation does, and strong chroma is bent so that steps between strong colours survive.
 */
export const perceptual = (xyz: Xyz, blackY: number): Lab => {
  const lifted = xyz.map((value, i) => value * (1 - blackY) + blackY * D50[i]!) as unknown as Xyz
  const [L, a, b] = xyzToLab(lifted)
  const chroma = Math.sqrt(a * a + b * b)
  const KNEE = 30
  const ROOM = 55
  if (chroma <= KNEE) return [L, a, b]
  const bent = KNEE + ((chroma - KNEE) * ROOM) / (ROOM + chroma - KNEE)
  return [L, (a * bent) / chroma, (b * bent) / chroma]
}
