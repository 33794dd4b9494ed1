/**
 * Builds the newsprint profile that the program ships: `node resources/profiles/build-newsprint.ts` writes
 * `banxin-newsprint.icc` beside this file. The same source gives the same bytes.
 */
import { writeFileSync } from 'node:fs'
import { descriptionTag, lut8Tag, lut16Tag, outputProfile, type Tag, textTag, xyzTag } from './icc-writer.ts'
import { areasToXyz, type Cmyk, type Lab, labToXyz, modelArea, PAPER, plateDot, xyzToLab } from './newsprint-model.ts'
import { colorimetric, darkestNeutral, perceptual, separate } from './separation.ts'

const A2B_GRID = 9
const B2A_GRID = 25
const GAMUT_GRID = 17
const CURVE = 257

const to16 = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 65535)
const curve = (of: (t: number) => number): Uint16Array =>
  Uint16Array.from({ length: CURVE }, (_, i) => to16(of(i / (CURVE - 1))))
const straight = Uint16Array.of(0, 65535)

/** L*a*b* in 16 bits as version 2 has it: L* 100 is 0xFF00, a* and b* are 256ths from -128 (ICC.1:2001-04, A.4). */
const labWords = ([L, a, b]: Lab): [number, number, number] => {
  const word = (value: number) => Math.min(65535, Math.max(0, Math.round(value)))
  return [word((L * 65280) / 100), word((a + 128) * 256), word((b + 128) * 256)]
}

/** Plate dots to colour. The curves hold the dot gain, so that a coarse grid of printed areas is enough. */
const deviceToLab = (): Buffer => {
  const grid = new Uint16Array(A2B_GRID ** 4 * 3)
  const area = (i: number) => i / (A2B_GRID - 1)
  let at = 0
  for (let c = 0; c < A2B_GRID; c++)
    for (let m = 0; m < A2B_GRID; m++)
      for (let y = 0; y < A2B_GRID; y++)
        for (let k = 0; k < A2B_GRID; k++) {
          grid.set(labWords(xyzToLab(areasToXyz(area(c), area(m), area(y), area(k)))), at)
          at += 3
        }
  return lut16Tag({
    inputs: 4,
    outputs: 3,
    gridPoints: A2B_GRID,
    inputTables: ([0, 1, 2, 3] as const).map((ink) => curve((dot) => modelArea(ink, dot))),
    grid,
    outputTables: [straight, straight, straight],
  })
}

/**
 * Input curves of the way back: L* 100 falls on the last grid plane, so that paper gets no ink at all, and a*, b* 0 on
 * the middle one, with the planes closer together around grey, where the eye sees most and newsprint can follow.
 * Colours darker than the press' black all end in it, so a colorimetric table spends few planes on them: `foot` of
 * them lie below `knee` (L* / 100), the last of these at the knee itself.
 */
interface Planes {
  readonly knee: number
  readonly foot: number
}

const lightnessCurve = ({ knee, foot }: Planes): ((t: number) => number) => {
  const share = foot / (B2A_GRID - 1)
  return (t) => {
    const L = (t * 65535) / 65280
    return L <= knee ? (L * share) / knee : share + ((L - knee) * (1 - share)) / (1 - knee)
  }
}
const lightnessOf = (plane: number, { knee, foot }: Planes): number =>
  100 * (plane <= foot ? (plane * knee) / foot : knee + ((plane - foot) * (1 - knee)) / (B2A_GRID - 1 - foot))

const STRETCH = 0.95
const chromaCurve = (t: number): number => {
  const x = 2 * t - 1
  return (1 + x * (1 + STRETCH - STRETCH * Math.abs(x))) / 2
}
const chromaCurveInverse = (t: number): number => {
  const x = Math.abs(2 * t - 1)
  const root = (1 + STRETCH - Math.sqrt((1 + STRETCH) ** 2 - 4 * STRETCH * x)) / (2 * STRETCH)
  return (1 + Math.sign(2 * t - 1) * root) / 2
}

const gridLab = (planes: Planes, L: number, a: number, b: number): Lab => {
  const chroma = (i: number) => (chromaCurveInverse(i / (B2A_GRID - 1)) * 65535) / 256 - 128
  const middle = (B2A_GRID - 1) / 2
  return [lightnessOf(L, planes), a === middle ? 0 : chroma(a), b === middle ? 0 : chroma(b)]
}

/** Colour to plate dots; the grid holds printed areas, the output curves turn them into dots of the plate. */
const labToDevice = (planes: Planes, asked: (lab: Lab) => Lab): Buffer => {
  const grid = new Uint16Array(B2A_GRID ** 3 * 4)
  for (let L = 0; L < B2A_GRID; L++)
    for (let a = 0; a < B2A_GRID; a++) {
      let near: Cmyk | undefined
      for (let b = 0; b < B2A_GRID; b++) {
        const inks = separate(asked(gridLab(planes, L, a, b)), near)
        near = inks
        grid.set(inks.map(to16), ((L * B2A_GRID + a) * B2A_GRID + b) * 4)
      }
    }
  return lut16Tag({
    inputs: 3,
    outputs: 4,
    gridPoints: B2A_GRID,
    inputTables: [curve(lightnessCurve(planes)), curve(chromaCurve), curve(chromaCurve)],
    grid,
    outputTables: ([0, 1, 2, 3] as const).map((ink) => curve((area) => plateDot(ink, area))),
  })
}

/** Which colours the press cannot print: 0 where it can, else how far it is off, in 1/4 of a ΔE*ab. */
const gamut = (): Buffer => {
  const grid = new Uint8Array(GAMUT_GRID ** 3)
  let at = 0
  for (let L = 0; L < GAMUT_GRID; L++)
    for (let a = 0; a < GAMUT_GRID; a++)
      for (let b = 0; b < GAMUT_GRID; b++) {
        const span = (i: number) => (i * 255) / (GAMUT_GRID - 1)
        const wanted: Lab = [(span(L) * 100) / 255, span(a) - 128, span(b) - 128]
        const got = xyzToLab(areasToXyz(...separate(wanted)))
        const off = Math.hypot(got[0] - wanted[0], got[1] - wanted[1], got[2] - wanted[2])
        grid[at++] = off < 2 ? 0 : Math.min(255, Math.round(off * 4))
      }
  return lut8Tag(3, 1, GAMUT_GRID, grid)
}

/** The profile's bytes. */
export const buildNewsprint = (): Buffer => {
  const blackL = darkestNeutral()
  const blackY = labToXyz([blackL, 0, 0])[1]
  const tags: Tag[] = [
    { signatures: ['desc'], data: descriptionTag('Banxin newsprint, coldset, 26 % dot gain, 220 % ink') },
    {
      signatures: ['cprt'],
      data: textTag(
        'Copyright 2026 The Banxin authors. MIT License: may be used, embedded, exchanged and altered freely. ' +
          'Computed from aim values of ISO 12647-3 with a Yule-Nielsen Neugebauer model, not from measured prints.',
      ),
    },
    { signatures: ['wtpt'], data: xyzTag(PAPER) },
    { signatures: ['A2B0', 'A2B1', 'A2B2'], data: deviceToLab() },
    { signatures: ['B2A1'], data: labToDevice({ knee: blackL / 100, foot: 3 }, (lab) => colorimetric(lab, blackL)) },
    {
      signatures: ['B2A0', 'B2A2'],
      data: labToDevice({ knee: 0.5, foot: (B2A_GRID - 1) / 2 }, (lab) => perceptual(labToXyz(lab), blackY)),
    },
    { signatures: ['gamt'], data: gamut() },
  ]
  return outputProfile(tags, [2026, 1, 1])
}

if (import.meta.main) writeFileSync(new URL('banxin-newsprint.icc', import.meta.url), buildNewsprint())
