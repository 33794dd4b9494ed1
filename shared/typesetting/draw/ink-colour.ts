import type { Ink } from '../display-list.ts'
import type { Rgb } from './surface.ts'

/** How an ink mixture looks on the screen with the paper shown white. Channels are integers, 0 … 255. */
export type InkColour = (ink: Ink) => Rgb

/**
 * Paper and the overprints of cyan, magenta and yellow on newsprint in linear sRGB, 1 = paper. Bit 0 cyan, bit 1
 * magenta, bit 2 yellow. Derived from the ISO 12647-3 aim values that `resources/profiles` lists, shown relative to
 * the paper and with the darkest overprint taken as black. What lies outside sRGB stays so here: cut off before
 * mixing, tints of cyan would turn to lilac.
 */
const SOLIDS: readonly (readonly [number, number, number])[] = [
  [1, 1, 1],
  [-0.131, 0.432, 0.81],
  [0.89, 0.077, 0.34],
  [0.057, 0.069, 0.327],
  [1.093, 0.867, 0.021],
  [-0.058, 0.367, 0.092],
  [0.869, 0.06, 0.036],
  [0.068, 0.071, 0.076],
]

/** What a solid of black lets through. Neutral and a little darker than measured, so that text reads as ink. */
const BLACK_SOLID = 0.016

/** Printed area of a halftone: newspaper dots grow by a quarter of the area in the middle tones. */
const printedArea = (thousandths: number): number => {
  const open = 1 - Math.min(1000, Math.max(0, thousandths)) / 1000
  return 1 - open * open
}

const encode = (linear: number): number => {
  const value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055
  return Math.round(255 * Math.min(1, Math.max(0, value)))
}

/**
 * Colour of an ink mixture by a small model: Demichel's share of every overprint of cyan, magenta and yellow, mixed in
 * linear light, with black laid over it. For the working screen and previews; a proof asks the press' profile.
 */
export const simpleInkColour: InkColour = (ink) => {
  const c = printedArea(ink.c)
  const m = printedArea(ink.m)
  const y = printedArea(ink.y)
  const through = 1 - printedArea(ink.k) * (1 - BLACK_SOLID)
  const sum = [0, 0, 0]
  for (let i = 0; i < 8; i++) {
    const share = (i & 1 ? c : 1 - c) * (i & 2 ? m : 1 - m) * (i & 4 ? y : 1 - y)
    const solid = SOLIDS[i]!
    for (let channel = 0; channel < 3; channel++) sum[channel]! += share * solid[channel]!
  }
  return { r: encode(sum[0]! * through), g: encode(sum[1]! * through), b: encode(sum[2]! * through) }
}
