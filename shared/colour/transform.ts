/// <reference path="./lcms-wasm.d.ts" />
/** Colour between ICC profiles, by Little CMS (WASM): the one place that knows it. */
import { instantiate, type Lcms } from 'lcms-wasm'
import { FailureError } from '../contract/failure.ts'

/** Pixels in memory: 8 bits a channel, interleaved; `lab` is three 64-bit floats. CMYK 255 is a solid. */
export type PixelFormat = 'gray' | 'rgb' | 'cmyk' | 'lab'

/** An ICC profile's bytes, or one of the two spaces that need none. */
export type ColourSpace = Uint8Array | 'srgb' | 'lab'

export type Intent = 'perceptual' | 'relative' | 'saturation' | 'absolute'

export interface TransformSpec {
  readonly from: ColourSpace
  readonly fromFormat: PixelFormat
  readonly to: ColourSpace
  readonly toFormat: PixelFormat
  readonly intent: Intent
  /** Black point compensation; only `relative` asks for it, `perceptual` has its own. */
  readonly blackPoint?: boolean
  /** Compute each pixel through the full chain of tables instead of a combined one: exact and slow, for measuring. */
  readonly exact?: boolean
}

/** Format words of Little CMS: colour space, channels, bytes a channel, floating point. */
const FORMATS: Readonly<Record<PixelFormat, number>> = {
  gray: (3 << 16) | (1 << 3) | 1,
  rgb: (4 << 16) | (3 << 3) | 1,
  cmyk: (6 << 16) | (4 << 3) | 1,
  lab: (1 << 22) | (10 << 16) | (3 << 3),
}
const BYTES: Readonly<Record<PixelFormat, number>> = { gray: 1, rgb: 3, cmyk: 4, lab: 24 }
const SPACES: Readonly<Record<PixelFormat, string>> = { gray: 'GRAY', rgb: 'RGB', cmyk: 'CMYK', lab: 'Lab' }
const INTENTS: Readonly<Record<Intent, number>> = { perceptual: 0, relative: 1, saturation: 2, absolute: 3 }
const NO_OPTIMIZE = 0x0100
const BLACK_POINT = 0x2000

/** Pixels handed to WASM at a time: bounds its memory, 12 MB for the widest format. */
const CHUNK = 1 << 18

let engine: Promise<Lcms> | undefined

const load = (): Promise<Lcms> => {
  engine ??= instantiate()
  return engine
}

const withProfile = (lcms: Lcms, space: ColourSpace): number => {
  if (space === 'srgb') return lcms._cmsCreate_sRGBProfile()
  if (space === 'lab') return lcms.cmsCreateLab4Profile(null)
  // Little CMS copies what it is given, so the block can go at once.
  const pointer = lcms._malloc(space.length)
  lcms.HEAPU8.set(space, pointer)
  const profile = lcms._cmsOpenProfileFromMem(pointer, space.length)
  lcms._free(pointer)
  return profile
}

/** A prepared conversion. Keep it for many pictures; `close` gives its memory back. */
export class Transform {
  private readonly lcms: Lcms
  private readonly spec: TransformSpec
  private handle: number

  constructor(lcms: Lcms, spec: TransformSpec) {
    this.lcms = lcms
    this.spec = spec
    const profiles: number[] = []
    try {
      for (const [space, format] of [
        [spec.from, spec.fromFormat],
        [spec.to, spec.toFormat],
      ] as const) {
        const profile = withProfile(lcms, space)
        if (profile === 0) throw new FailureError('PROFILE_BROKEN', { reason: 'unreadable' })
        profiles.push(profile)
        const is = lcms.cmsGetColorSpaceASCII(profile)
        if (is !== SPACES[format])
          throw new FailureError('PROFILE_BROKEN', { reason: 'colour space', space: is ?? '?' })
      }
      const flags = (spec.blackPoint === true ? BLACK_POINT : 0) | (spec.exact === true ? NO_OPTIMIZE : 0)
      const [from, to] = profiles as [number, number]
      this.handle = lcms._cmsCreateTransform(
        from,
        FORMATS[spec.fromFormat],
        to,
        FORMATS[spec.toFormat],
        INTENTS[spec.intent],
        flags,
      )
      if (this.handle === 0) throw new FailureError('PROFILE_BROKEN', { reason: 'tables' })
    } finally {
      for (const profile of profiles) lcms._cmsCloseProfile(profile)
    }
  }

  /**
   * Converts whole pixels; `after` is awaited between chunks of a quarter million, so that a thread can breathe. With
   * `into` the result is written there.
   */
  async apply(pixels: Uint8Array, after?: () => Promise<void>, into?: Uint8Array): Promise<Uint8Array> {
    const { fromFormat, toFormat } = this.spec
    const count = pixels.length / BYTES[fromFormat]
    const result = into ?? new Uint8Array(count * BYTES[toFormat])
    for (let at = 0; at < count; at += CHUNK) {
      const size = Math.min(CHUNK, count - at)
      this.chunk(pixels, result, at, size)
      if (after !== undefined && at + size < count) await after()
    }
    return result
  }

  /** The same at once, for a few pixels. */
  applySync(pixels: Uint8Array): Uint8Array {
    const count = pixels.length / BYTES[this.spec.fromFormat]
    const result = new Uint8Array(count * BYTES[this.spec.toFormat])
    for (let at = 0; at < count; at += CHUNK) this.chunk(pixels, result, at, Math.min(CHUNK, count - at))
    return result
  }

  private chunk(pixels: Uint8Array, result: Uint8Array, at: number, size: number): void {
    if (this.handle === 0) throw new FailureError('INTERNAL', { reason: 'transform closed' })
    const { lcms } = this
    const wide = BYTES[this.spec.fromFormat]
    const broad = BYTES[this.spec.toFormat]
    const from = lcms._malloc(size * wide)
    const to = lcms._malloc(size * broad)
    try {
      if (from === 0 || to === 0) throw new FailureError('INTERNAL', { reason: 'memory' })
      lcms.HEAPU8.set(pixels.subarray(at * wide, (at + size) * wide), from)
      lcms._cmsDoTransform(this.handle, from, to, size)
      result.set(lcms.HEAPU8.subarray(to, to + size * broad), at * broad)
    } finally {
      lcms._free(from)
      lcms._free(to)
    }
  }

  close(): void {
    if (this.handle !== 0) this.lcms._cmsDeleteTransform(this.handle)
    this.handle = 0
  }
}

/** Prepares a conversion. Throws FailureError PROFILE_BROKEN where a profile cannot be read or is of another space. */
export const openTransform = async (spec: TransformSpec): Promise<Transform> => {
  const lcms = await load()
  try {
    return new Transform(lcms, spec)
  } catch (error) {
    if (error instanceof FailureError) throw error
    // A profile that makes the library itself fall over is broken; the next caller gets a fresh one.
    engine = undefined
    throw new FailureError('PROFILE_BROKEN', { reason: 'tables' }, { cause: error })
  }
}

/** L*a*b* triples as the bytes format `lab` takes, and back. */
export const labBytes = (values: ArrayLike<number>): Uint8Array => new Uint8Array(Float64Array.from(values).buffer)
export const labValues = (bytes: Uint8Array): Float64Array => new Float64Array(bytes.slice().buffer)
