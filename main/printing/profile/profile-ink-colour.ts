import { openTransform } from '#shared/colour/index.ts'
import type { Ink } from '#shared/typesetting/display-list.ts'
import type { InkColour, Rgb } from '#shared/typesetting/draw/index.ts'

/**
 * Colours of page inks by the press' own profile, for a proof: relative to the paper, the press' black as black (the
 * way pictures are proofed, so that type and picture agree). The paper comes with it, as it looks beside a white
 * screen; give it to the raster to see the page on newsprint. Throws FailureError PROFILE_BROKEN.
 */
export const profileInkColour = async (
  profile: Uint8Array,
): Promise<{ readonly inkColour: InkColour; readonly paper: Rgb }> => {
  const spec = { from: profile, fromFormat: 'cmyk', to: 'srgb', toFormat: 'rgb' } as const
  const transform = await openTransform({ ...spec, intent: 'relative', blackPoint: true, exact: true })
  const absolute = await openTransform({ ...spec, intent: 'absolute', exact: true })
  const [r, g, b] = absolute.applySync(Uint8Array.of(0, 0, 0, 0)) as unknown as [number, number, number]
  absolute.close()
  const byte = (thousandths: number) => Math.round((Math.min(1000, Math.max(0, thousandths)) * 255) / 1000)
  const known = new Map<number, Rgb>()
  const inkColour = (ink: Ink): Rgb => {
    const dots = Uint8Array.of(byte(ink.c), byte(ink.m), byte(ink.y), byte(ink.k))
    const key = new DataView(dots.buffer).getUint32(0)
    const found = known.get(key)
    if (found !== undefined) return found
    const [red, green, blue] = transform.applySync(dots) as unknown as [number, number, number]
    const colour = { r: red, g: green, b: blue }
    known.set(key, colour)
    return colour
  }
  return { inkColour, paper: { r, g, b } }
}
