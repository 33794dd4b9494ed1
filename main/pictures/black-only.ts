import { labValues, openTransform } from '#shared/colour/index.ts'

const ramps = new WeakMap<Uint8Array, Promise<Uint8Array>>()

const lightnessToLight = (L: number): number => (L > 8 ? ((L + 16) / 116) ** 3 : (L * 27) / 24389)
const greyToLight = (grey: number): number => {
  const value = grey / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

const build = async (profile: Uint8Array): Promise<Uint8Array> => {
  const toLab = await openTransform({
    from: profile,
    fromFormat: 'cmyk',
    to: 'lab',
    toFormat: 'lab',
    intent: 'relative',
    exact: true,
  })
  const lab = labValues(toLab.applySync(Uint8Array.from({ length: 1024 }, (_, i) => (i % 4 === 3 ? i >> 2 : 0))))
  toLab.close()
  const light = Array.from({ length: 256 }, (_, k) => lightnessToLight(lab[3 * k]!))
  const darkest = light[255]!
  let black = 255
  return Uint8Array.from({ length: 256 }, (_, grey) => {
    const wanted = greyToLight(grey) * (1 - darkest) + darkest
    // The ramp darkens with ink, so the answer only ever falls as grey rises.
    while (black > 0 && Math.abs(light[black - 1]! - wanted) <= Math.abs(light[black]! - wanted)) black--
    return black
  })
}

/**
 * Black ink for each grey of sRGB, 0 … 255: the ramp of black alone has the lightness of the grey, with the ramp's
 * solid standing for black (black point compensation). A black-and-white photograph is printed so, in one ink.
 */
export const blackForGrey = (profile: Uint8Array): Promise<Uint8Array> => {
  const known = ramps.get(profile) ?? build(profile)
  ramps.set(profile, known)
  return known
}
