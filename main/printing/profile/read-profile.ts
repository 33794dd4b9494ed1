import { openTransform, profileFacts } from '#shared/colour/index.ts'
import { FailureError, fail, ok, type Result } from '#shared/contract/failure.ts'

/** What a press' profile is, and how much ink it asks for. */
export interface PressProfile {
  readonly description: string
  /** e.g. `2.4`. PDF/X-1a takes version 2 only. */
  readonly version: string
  /**
   * Most ink, C + M + Y + K in percent, that it asks for over 64 × 64 × 64 colours of sRGB: with its perceptual intent,
   * and with relative colorimetric and black point compensation, the way pictures are converted.
   */
  readonly inkMaximum: { readonly perceptual: number; readonly relative: number }
}

/** Header, tags and the smallest tables do not fit in less. */
const LEAST_BYTES = 1024
const MOST_BYTES = 64 << 20

const STEPS = 64

const cube = (): Uint8Array => {
  const level = (i: number) => Math.round((i * 255) / (STEPS - 1))
  const colours = new Uint8Array(STEPS ** 3 * 3)
  let at = 0
  for (let r = 0; r < STEPS; r++)
    for (let g = 0; g < STEPS; g++)
      for (let b = 0; b < STEPS; b++) {
        colours[at++] = level(r)
        colours[at++] = level(g)
        colours[at++] = level(b)
      }
  return colours
}

const mostInk = async (profile: Uint8Array, colours: Uint8Array, intent: 'perceptual' | 'relative') => {
  const transform = await openTransform({
    from: 'srgb',
    fromFormat: 'rgb',
    to: profile,
    toFormat: 'cmyk',
    intent,
    blackPoint: intent === 'relative',
  })
  const inks = transform.applySync(colours)
  transform.close()
  let most = 0
  for (let i = 0; i < inks.length; i += 4) most = Math.max(most, inks[i]! + inks[i + 1]! + inks[i + 2]! + inks[i + 3]!)
  return most / 2.55
}

/**
 * Reads a profile that someone wants to print with. Fails with PROFILE_BROKEN, its `reason` one of `unreadable`,
 * `class` (not an output profile), `colour space` (not CMYK) or `tables` (no conversion into ink, or back). `name` is
 * what a person knows the file by.
 */
export const readProfile = async (bytes: Uint8Array, name = ''): Promise<Result<PressProfile>> => {
  const refuse = (reason: string) => fail('PROFILE_BROKEN', { file: name, reason })
  if (bytes.length < LEAST_BYTES || bytes.length > MOST_BYTES) return refuse('unreadable')
  const facts = profileFacts(bytes)
  if (facts === undefined) return refuse('unreadable')
  if (facts.deviceClass !== 'prtr') return refuse('class')
  if (facts.space !== 'CMYK') return refuse('colour space')
  try {
    const back = await openTransform({
      from: bytes,
      fromFormat: 'cmyk',
      to: 'srgb',
      toFormat: 'rgb',
      intent: 'relative',
      blackPoint: true,
    })
    back.close()
    const colours = cube()
    return ok({
      description: facts.description === '' ? name : facts.description,
      version: facts.version,
      inkMaximum: {
        perceptual: await mostInk(bytes, colours, 'perceptual'),
        relative: await mostInk(bytes, colours, 'relative'),
      },
    })
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'PROFILE_BROKEN') return refuse('tables')
    throw error
  }
}
