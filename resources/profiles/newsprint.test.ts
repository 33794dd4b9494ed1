import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { type ColourSpace, type Intent, labBytes, labValues, openTransform } from '#shared/colour/index.ts'
import { buildNewsprint } from './build-newsprint.ts'
import { AIMS, dotsToLab, labToXyz, modelArea, PAPER, plateDot, xyzToLab } from './newsprint-model.ts'

const shipped = readFileSync(join(import.meta.dirname, 'banxin-newsprint.icc'))

/** Every sRGB colour in steps of four, and every grey. */
const cube = Uint8Array.from({ length: 64 ** 3 * 3 }, (_, i) => {
  const pixel = Math.floor(i / 3)
  return Math.round((255 * ((pixel >> (6 * (2 - (i % 3)))) & 63)) / 63)
})
const greys = Uint8Array.from({ length: 256 * 3 }, (_, i) => Math.floor(i / 3))

const INTENTS: readonly (readonly [Intent, boolean])[] = [
  ['perceptual', false],
  ['relative', false],
  ['relative', true],
  ['saturation', false],
]

const separated = async (pixels: Uint8Array, intent: Intent, blackPoint: boolean, profile: ColourSpace = shipped) => {
  const transform = await openTransform({
    from: 'srgb',
    fromFormat: 'rgb',
    to: profile,
    toFormat: 'cmyk',
    intent,
    blackPoint,
  })
  const inks = transform.applySync(pixels)
  transform.close()
  return inks
}

const mostInk = (inks: Uint8Array): number => {
  let most = 0
  for (let i = 0; i < inks.length; i += 4) most = Math.max(most, inks[i]! + inks[i + 1]! + inks[i + 2]! + inks[i + 3]!)
  return most / 2.55
}

/** L*a*b* of CMYK bytes relative to the paper, or of CMYK from L*a*b*, through every table in full. */
const between = async (from: 'cmyk' | 'lab', intent: Intent, profile: ColourSpace = shipped) =>
  openTransform({
    from: from === 'cmyk' ? profile : 'lab',
    fromFormat: from,
    to: from === 'cmyk' ? 'lab' : profile,
    toFormat: from === 'cmyk' ? 'lab' : 'cmyk',
    intent,
    exact: true,
  })

/** ΔE*ab of two lists of L*a*b* triples. */
const differences = (one: Float64Array, other: Float64Array): number[] =>
  Array.from({ length: one.length / 3 }, (_, i) =>
    Math.hypot(one[3 * i]! - other[3 * i]!, one[3 * i + 1]! - other[3 * i + 1]!, one[3 * i + 2]! - other[3 * i + 2]!),
  ).sort((a, b) => a - b)
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

test('the model gives the aim values back, and 26 % dot gain in the middle tones', () => {
  AIMS.forEach((aim, i) => {
    const solid = dotsToLab([i & 1 ? 1 : 0, i & 2 ? 1 : 0, i & 4 ? 1 : 0, i & 8 ? 1 : 0])
    const absolute = xyzToLab(labToXyz(solid).map((v, n) => (v * PAPER[n]!) / [0.9642, 1, 0.8249][n]!) as never)
    absolute.forEach((value, n) => {
      expect(value).toBeCloseTo(aim[n]!, 6)
    })
  })
  const black = (dot: number) => labToXyz(dotsToLab([0, 0, 0, dot]))[1]
  for (const dot of [0.4, 0.5]) expect((1 - black(dot)) / (1 - black(1)) - dot).toBeCloseTo(0.26, 6)
})

test('printed area and plate dot are each other’s inverse, and a dot never shrinks in print', () => {
  for (const ink of [0, 1, 2, 3] as const)
    for (let dot = 0; dot <= 1; dot += 1 / 64) {
      expect(plateDot(ink, modelArea(ink, dot))).toBeCloseTo(dot, 4)
      expect(modelArea(ink, dot)).toBeGreaterThanOrEqual(dot - 1e-9)
    }
})

test('the shipped profile is what the script builds, byte for byte', () => {
  expect(Buffer.compare(buildNewsprint(), shipped)).toBe(0)
  expect(shipped.length).toBeLessThan(400_000)
})

test('it is an output profile of version 2, CMYK to Lab, with every table an output profile needs', () => {
  expect(shipped.readUInt32BE(0)).toBe(shipped.length)
  expect(shipped[8]).toBe(2)
  expect(shipped.toString('latin1', 12, 24)).toBe('prtrCMYKLab ')
  expect(shipped.toString('latin1', 36, 40)).toBe('acsp')
  const tags = Array.from({ length: shipped.readUInt32BE(128) }, (_, i) =>
    shipped.toString('latin1', 132 + 12 * i, 136 + 12 * i),
  )
  const needed = ['desc', 'cprt', 'wtpt', 'A2B0', 'A2B1', 'A2B2', 'B2A0', 'B2A1', 'B2A2', 'gamt']
  expect(tags.toSorted()).toEqual(needed.toSorted())
})

test.each(INTENTS)('no colour asks for more than 220 % ink: %s, black point %s', async (intent, blackPoint) => {
  expect(mostInk(await separated(cube, intent, blackPoint))).toBeLessThanOrEqual(220)
})

test.each(INTENTS)('white paper gets no ink: %s, black point %s', async (intent, blackPoint) => {
  expect([...(await separated(Uint8Array.of(255, 255, 255), intent, blackPoint))]).toEqual([0, 0, 0, 0])
})

test.each(INTENTS)(
  'greys darken step by step and are carried by black: %s, black point %s',
  async (intent, blackPoint) => {
    const inks = await separated(greys, intent, blackPoint)
    const back = await between('cmyk', 'relative')
    const lab = labValues(back.applySync(inks))
    for (let grey = 1; grey < 256; grey++) {
      expect(inks[4 * grey + 3]!).toBeLessThanOrEqual(inks[4 * grey - 1]!)
      // A step of one in 8-bit black is a quarter of a lightness unit: less than that is rounding.
      expect(lab[3 * grey]!).toBeGreaterThan(lab[3 * grey - 3]! - 0.3)
    }
    for (let grey = 128; grey < 250; grey++) {
      const [c, m, y, k] = inks.subarray(4 * grey, 4 * grey + 4) as unknown as [number, number, number, number]
      expect(k).toBeGreaterThan(2 * (c + m + y))
    }
    const cast = (grey: number) => Math.hypot(lab[3 * grey + 1]!, lab[3 * grey + 2]!)
    for (let grey = 60; grey < 256; grey++) expect(cast(grey)).toBeLessThan(1.5)
  },
)

test('a colour the press can print comes back as itself', async () => {
  const toLab = await between('cmyk', 'relative')
  const toInk = await between('lab', 'relative')
  const mixtures: number[] = []
  for (let c = 0; c <= 255; c += 51)
    for (let m = 0; m <= 255; m += 51)
      for (let y = 0; y <= 255; y += 51)
        for (let k = 0; k <= 204; k += 51) if (c + m + y + k <= 2.1 * 255) mixtures.push(c, m, y, k)
  const wanted = labValues(toLab.applySync(Uint8Array.from(mixtures)))
  const got = labValues(toLab.applySync(toInk.applySync(labBytes(wanted))))
  const off = differences(wanted, got)
  console.log(
    `newsprint round trip, ${off.length} mixtures: mean ΔE ${mean(off).toFixed(2)}, ` +
      `p95 ${off[Math.floor(off.length * 0.95)]!.toFixed(2)}, max ${off.at(-1)!.toFixed(2)}`,
  )
  expect(mean(off)).toBeLessThan(0.6)
  expect(off.at(-1)).toBeLessThan(3.5)
})

test('the tables follow the model closely', async () => {
  const toLab = await between('cmyk', 'relative')
  const dots: number[] = []
  for (let i = 0; i < 500; i++) dots.push((i * 37) % 256, (i * 91) % 256, (i * 151) % 256, (i * 211) % 256)
  const model = Array.from({ length: 500 }, (_, i) =>
    dotsToLab(dots.slice(4 * i, 4 * i + 4).map((dot) => dot / 255) as never),
  ).flat()
  const off = differences(labValues(toLab.applySync(Uint8Array.from(dots))), Float64Array.from(model))
  expect(mean(off)).toBeLessThan(0.3)
  expect(off.at(-1)).toBeLessThan(1.5)
})

let peer: Buffer | undefined
beforeAll(() => {
  const found = ['/usr/share/color/icc/', '/usr/share/color/icc/icc-profiles/', '/usr/share/color/icc/IFRA/']
    .map((folder) => `${folder}WAN-IFRAnewspaper26v5.icc`)
    .find((file) => existsSync(file))
  if (found !== undefined) peer = readFileSync(found)
})

test('it agrees with WAN-IFRAnewspaper26v5 where that is installed', async (context) => {
  if (peer === undefined) {
    console.log('skipped: WAN-IFRAnewspaper26v5.icc is not installed (Debian non-free, package icc-profiles)')
    return context.skip()
  }
  const patches: number[] = []
  for (const c of [0, 102, 255])
    for (const m of [0, 102, 255]) for (const y of [0, 102, 255]) for (const k of [0, 51, 153]) patches.push(c, m, y, k)
  const inks = Uint8Array.from(patches)
  const ours = labValues((await between('cmyk', 'relative')).applySync(inks))
  const theirs = labValues((await between('cmyk', 'relative', peer)).applySync(inks))
  const off = differences(ours, theirs)
  console.log(`against WAN-IFRAnewspaper26v5: mean ΔE ${mean(off).toFixed(2)}, max ${off.at(-1)!.toFixed(2)}`)
  expect(mean(off)).toBeLessThan(4)
})
