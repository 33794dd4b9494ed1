/** What the shapes are made of. Colours are linear sRGB reflectances. */

export const SURFACE = {
  floor: 0,
  robotPaint: 1,
  blackPlastic: 2,
  castMetal: 3,
  darkSteel: 4,
  rubber: 5,
  copper: 6,
  carBody: 7,
  safetyYellow: 8,
  workBlue: 9,
  workNavy: 10,
  skin: 11,
  helmet: 12,
  shoe: 13,
  wall: 14,
  roof: 15,
  truss: 16,
  strip: 17,
  sky: 18,
  cabinet: 19,
  red: 20,
  reflective: 21,
  screen: 22,
  fence: 23,
  duct: 24,
  signBlue: 25,
  white: 26,
  hair: 27,
  aluminium: 28,
  fixture: 29,
  hazard: 30,
  lampGreen: 31,
  glove: 32,
  robotArm: 33,
  spark: 34,
  board: 35,
} as const

/** Eight numbers a surface: red, green, blue, roughness, metal (0–1), coat (1 = lacquered), glow, grime. */
export const SURFACE_STRIDE = 8

const TABLE: Readonly<Record<keyof typeof SURFACE, readonly number[]>> = {
  floor: [0.2, 0.222, 0.222, 0.2, 0, 1, 0, 0],
  robotPaint: [0.8, 0.185, 0.01, 0.3, 0, 1, 0, 1],
  robotArm: [0.8, 0.185, 0.01, 0.3, 0, 1, 0, 1],
  blackPlastic: [0.022, 0.023, 0.025, 0.42, 0, 1, 0, 0.5],
  castMetal: [0.46, 0.46, 0.45, 0.42, 1, 0, 0, 0.5],
  darkSteel: [0.11, 0.115, 0.12, 0.45, 0, 1, 0, 1],
  rubber: [0.018, 0.018, 0.019, 0.55, 0, 1, 0, 0.4],
  copper: [0.72, 0.36, 0.2, 0.35, 1, 0, 0, 0.6],
  carBody: [0.56, 0.575, 0.585, 0.27, 0, 1, 0, 0.25],
  safetyYellow: [0.78, 0.48, 0.02, 0.38, 0, 1, 0, 1],
  workBlue: [0.03, 0.085, 0.27, 0.85, 0, 0, 0, 0.7],
  workNavy: [0.021, 0.045, 0.125, 0.85, 0, 0, 0, 0.7],
  skin: [0.52, 0.29, 0.2, 0.5, 0, 1, 0, 0.2],
  helmet: [0.8, 0.8, 0.78, 0.22, 0, 1, 0, 0.05],
  shoe: [0.025, 0.022, 0.02, 0.5, 0, 1, 0, 0.6],
  wall: [0.52, 0.56, 0.58, 0.6, 0, 0, 0, 0.3],
  roof: [0.42, 0.45, 0.47, 0.6, 0, 0, 0, 0],
  truss: [0.46, 0.5, 0.52, 0.5, 0, 1, 0, 0.2],
  strip: [0.8, 0.8, 0.8, 0.6, 0, 0, 30, 0],
  sky: [0.7, 0.7, 0.7, 0.6, 0, 0, 9, 0],
  cabinet: [0.6, 0.61, 0.59, 0.4, 0, 1, 0, 0.3],
  red: [0.5, 0.02, 0.018, 0.35, 0, 1, 0, 0],
  reflective: [0.6, 0.62, 0.62, 0.5, 0, 0, 0, 0.2],
  screen: [0.05, 0.09, 0.13, 0.2, 0, 1, 0.9, 0],
  fence: [0.05, 0.05, 0.055, 0.5, 0, 1, 0, 0],
  duct: [0.55, 0.56, 0.56, 0.38, 1, 0, 0, 0.2],
  signBlue: [0.02, 0.09, 0.36, 0.4, 0, 1, 0, 0],
  white: [0.72, 0.72, 0.7, 0.45, 0, 1, 0, 0.1],
  hair: [0.012, 0.01, 0.009, 0.5, 0, 1, 0, 0],
  aluminium: [0.7, 0.71, 0.72, 0.38, 1, 0, 0, 0.2],
  fixture: [0.5, 0.52, 0.53, 0.5, 0, 1, 0, 0],
  hazard: [0.7, 0.45, 0.02, 0.4, 0, 1, 0, 0.6],
  lampGreen: [0.05, 0.6, 0.15, 0.3, 0, 1, 2.5, 0],
  spark: [1, 0.62, 0.25, 0.6, 0, 0, 14, 0],
  board: [0.012, 0.012, 0.013, 0.35, 0, 1, 0, 0],
  glove: [0.6, 0.6, 0.57, 0.85, 0, 0, 0, 0.4],
}

/** The table as the renderer reads it, by surface number. */
export function surfaceTable(): Float32Array {
  const out = new Float32Array(Object.keys(SURFACE).length * SURFACE_STRIDE)
  for (const [name, values] of Object.entries(TABLE)) {
    out.set(values, SURFACE[name as keyof typeof SURFACE] * SURFACE_STRIDE)
  }
  return out
}
