import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { FailureError } from '#shared/contract/failure.ts'
import type { FontKey } from '#shared/typesetting/glyph-source.ts'
import type { FontFile } from '#shared/typesetting/glyphs/harfbuzz.ts'

const WEIGHTS: Readonly<Record<string, string>> = {
  '400': '400Regular',
  '500': '500Medium',
  '700': '700Bold',
  '900': '900Black',
}
const FAMILIES: Readonly<Record<string, { readonly folder: string; readonly file: string }>> = {
  serif: { folder: 'noto-serif-sc', file: 'NotoSerifSC' },
  sans: { folder: 'noto-sans-sc', file: 'NotoSansSC' },
}

const require = createRequire(import.meta.url)

/** File of a font that comes with the program, by the key stylesheets use (`serif-400`); undefined for other keys. */
export function shippedFont(key: FontKey): string | undefined {
  const [family = '', weight = '', ...more] = key.split('-')
  if (more.length > 0 || !Object.hasOwn(FAMILIES, family) || !Object.hasOwn(WEIGHTS, weight)) return undefined
  const found = FAMILIES[family]!
  const named = WEIGHTS[weight]!
  return require.resolve(`@expo-google-fonts/${found.folder}/${named}/${found.file}_${named}.ttf`)
}

/** Keys of the fonts that come with the program. */
export const SHIPPED_FONTS: readonly FontKey[] = Object.keys(FAMILIES).flatMap((family) =>
  Object.keys(WEIGHTS).map((weight) => `${family}-${weight}`),
)

/** The shipped font nearest to another one: of its kind, and of the weight closest to its own. */
export function shippedLike(kind: 'serif' | 'sans', weight: number): FontKey {
  const distance = (each: string) => Math.abs(Number(each) - weight)
  const nearest = Object.keys(WEIGHTS).reduce((best, each) => (distance(each) < distance(best) ? each : best))
  return `${kind}-${nearest}`
}

/** Fonts already read: they are large, and every composition of a session uses the same few. */
const shelf = new Map<FontKey, Promise<FontFile>>()

/**
 * Reads fonts that come with the program, each once in the life of the process. Throws FailureError FONT_BROKEN naming
 * the font that is not there.
 */
export async function readShippedFonts(keys: Iterable<FontKey>): Promise<FontFile[]> {
  return Promise.all([...new Set(keys)].map((key) => shelf.get(key) ?? read(key)))
}

async function fileOf(key: FontKey): Promise<Uint8Array> {
  const path = shippedFont(key)
  if (path === undefined) throw new FailureError('FONT_BROKEN', { font: key })
  return readFile(path)
}

function read(key: FontKey): Promise<FontFile> {
  const reading = fileOf(key).then(
    (bytes) => ({ key, bytes }),
    (cause) => {
      // A font may be put back while the program runs: the failure is not remembered.
      shelf.delete(key)
      throw new FailureError('FONT_BROKEN', { font: key }, { cause })
    },
  )
  shelf.set(key, reading)
  return reading
}

/** Begins to read fonts that will be wanted soon; what fails now fails again, and is told, when they are wanted. */
export function expectFonts(keys: Iterable<FontKey>): void {
  readShippedFonts(keys).catch(() => undefined)
}
