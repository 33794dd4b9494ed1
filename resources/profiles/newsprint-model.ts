/**
 * Coldset offset on newsprint as a printing model: what colour a mixture of cyan, magenta, yellow and black dots gives.
 * Everything the profile says about the press comes from the figures in this file.
 */

/** CIE L*a*b*, D50, 2°. */
export type Lab = readonly [L: number, a: number, b: number]
export type Xyz = readonly [X: number, Y: number, Z: number]
/** Dot areas of the printing plate, 0 … 1. */
export type Cmyk = readonly [c: number, m: number, y: number, k: number]

export const D50: Xyz = [0.9642, 1, 0.8249]

/**
 * Aim values in L*a*b*, 45/0, on black backing; bit 0 cyan, 1 magenta, 2 yellow, 3 black.
 *
 * Source of the paper, the four solids and the overprints of two and three chromatic inks: ISO 12647-3:2005, kept in
 * ISO 12647-3:2013, as the trade quotes them. The standard's own text was not at hand: the figures stand as commonly
 * cited, and they agree with the measured set Ifra26S (2004, white backing) within what the backing explains: paper
 * there 85/1/5, cyan 59/-24/-27, magenta 56/48/1, yellow 80/-1/62, black 37/1/4.
 *
 * The overprints with black are not given by the standard one by one. Those here are our rounding of how such prints
 * measure, Ifra26S among them: a chromatic ink over black darkens it by a few L* and keeps about a quarter of its hue,
 * yellow lies on black and lightens it.
 */
export const AIMS: readonly Lab[] = [
  [82, 0, 3], // paper
  [57, -23, -27], // C
  [54, 44, -2], // M
  [41, 7, -22], // CM
  [78, -3, 58], // Y
  [53, -34, 17], // CY
  [52, 41, 25], // MY
  [40, 0, 1], // CMY
  [36, 1, 4], // K
  [34, -5, -4], // CK
  [33, 12, 3], // MK
  [31, 3, -5], // CMK
  [39, 0, 14], // YK
  [36, -10, 6], // CYK
  [35, 13, 9], // MYK
  [31, 0, 1], // CMYK
]

/**
 * Tone value increase in hundredths of the area at plate dots of 0, 10 … 100 %. The standard gives one figure, 26 % in
 * the middle tones (40 and 50 %); the run of the curve beside it is ours, falling off as newsprint ramps do.
 */
export const DOT_GAIN: readonly number[] = [0, 11, 19, 24, 26, 26, 24, 20, 14, 7, 0]

/**
 * Yule–Nielsen factor: light that enters paper beside a dot and leaves through it. 1 would be dots as paint on glass;
 * newsprint scatters much. 2 keeps the arithmetic to square roots, and fits mixed tints better than 1.
 */
const YULE_NIELSEN = 2

const labInverse = (t: number): number => (t > 6 / 29 ? t * t * t : ((t - 4 / 29) * 108) / 841)
const labForward = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : (t * 841) / 108 + 4 / 29)

export const labToXyz = ([L, a, b]: Lab): Xyz => {
  const y = (L + 16) / 116
  return [labInverse(y + a / 500) * D50[0], labInverse(y) * D50[1], labInverse(y - b / 200) * D50[2]]
}

export const xyzToLab = ([X, Y, Z]: Xyz): Lab => {
  const x = labForward(X / D50[0])
  const y = labForward(Y / D50[1])
  const z = labForward(Z / D50[2])
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** The paper as measured; the profile's white point. */
export const PAPER: Xyz = labToXyz(AIMS[0]!)

/** The primaries relative to the paper, 1 = paper, as roots of the Yule–Nielsen factor. */
const ROOTS: readonly (readonly number[])[] = AIMS.map((aim) =>
  labToXyz(aim).map((value, i) => (value / PAPER[i]!) ** (1 / YULE_NIELSEN)),
)

/** Monotone cubic through points at equal distances on 0 … 1 (Fritsch–Carlson). */
const monotoneCurve = (values: readonly number[]): ((t: number) => number) => {
  const steps = values.length - 1
  const slopes = values.slice(1).map((value, i) => (value - values[i]!) * steps)
  const tangents = values.map((_, i) => {
    const before = slopes[Math.max(0, i - 1)]!
    const after = slopes[Math.min(steps - 1, i)]!
    return before * after <= 0 ? 0 : (2 * before * after) / (before + after)
  })
  return (t) => {
    const at = Math.min(steps - 1, Math.max(0, Math.floor(t * steps)))
    const u = t * steps - at
    const v = 1 - u
    const rise = (tangents[at]! * v - tangents[at + 1]! * u) / steps
    return v * values[at]! + u * values[at + 1]! + u * v * (rise + (values[at + 1]! - values[at]!) * (u - v))
  }
}

const murrayDavies = monotoneCurve(DOT_GAIN.map((gain, i) => (i * 10 + gain) / 100))

/** Which of X, Y, Z an ink absorbs and so is judged by: cyan X, magenta Y, yellow Z, black Y. */
const JUDGED_BY = [0, 1, 2, 1] as const

/**
 * Area the dot of one ink takes up in the model's own mixing, 0 … 1, for a dot on the plate, 0 … 1, such that the
 * ramp of that ink alone, measured the usual way (Murray–Davies), shows the dot gain above.
 */
export const modelArea = (ink: 0 | 1 | 2 | 3, dot: number): number => {
  const channel = JUDGED_BY[ink]
  const solid = ROOTS[1 << ink]![channel]!
  const light = 1 - murrayDavies(dot) * (1 - solid ** YULE_NIELSEN)
  return (1 - light ** (1 / YULE_NIELSEN)) / (1 - solid)
}

const CURVE_STEPS = 4096
const CURVES = ([0, 1, 2, 3] as const).map((ink) =>
  Float64Array.from({ length: CURVE_STEPS + 1 }, (_, i) => modelArea(ink, i / CURVE_STEPS)),
)

/** Inverse of `modelArea`: the plate dot that prints this area. */
export const plateDot = (ink: 0 | 1 | 2 | 3, area: number): number => {
  const curve = CURVES[ink]!
  let low = 0
  let high = CURVE_STEPS
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (curve[middle]! <= area) low = middle
    else high = middle
  }
  const span = curve[high]! - curve[low]!
  const part = span > 0 ? (area - curve[low]!) / span : 0
  return (low + Math.min(1, Math.max(0, part))) / CURVE_STEPS
}

/**
 * Colour of model areas (c, m, y, k), 0 … 1, as XYZ relative to the paper (paper = D50): the sixteen overprints of
 * Neugebauer in Demichel's shares.
 */
export const areasToXyz = (c: number, m: number, y: number, k: number): Xyz => {
  const sum = [0, 0, 0]
  for (let i = 0; i < 16; i++) {
    const share = (i & 1 ? c : 1 - c) * (i & 2 ? m : 1 - m) * (i & 4 ? y : 1 - y) * (i & 8 ? k : 1 - k)
    if (share === 0) continue
    const root = ROOTS[i]!
    sum[0]! += share * root[0]!
    sum[1]! += share * root[1]!
    sum[2]! += share * root[2]!
  }
  return [D50[0] * sum[0]! ** YULE_NIELSEN, D50[1] * sum[1]! ** YULE_NIELSEN, D50[2] * sum[2]! ** YULE_NIELSEN]
}

/** Colour of plate dots relative to the paper: paper is 100, 0, 0. */
export const dotsToLab = ([c, m, y, k]: Cmyk): Lab =>
  xyzToLab(areasToXyz(modelArea(0, c), modelArea(1, m), modelArea(2, y), modelArea(3, k)))
