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
  const [family = '', weight = ''] = key.split('-')
  const found = FAMILIES[family]
  const named = WEIGHTS[weight]
  if (found === undefined || named === undefined) return undefined
  return require.resolve(`@expo-google-fonts/${found.folder}/${named}/${found.file}_${named}.ttf`)
}

/** Reads fonts that come with the program. Throws FailureError FONT_BROKEN naming the font that is not there. */
export async function readShippedFonts(keys: Iterable<FontKey>): Promise<FontFile[]> {
  return Promise.all(
    [...new Set(keys)].map(async (key) => {
      try {
        return { key, bytes: await readFile(shippedFont(key) ?? key) }
      } catch (cause) {
        throw new FailureError('FONT_BROKEN', { font: key }, { cause })
      }
    }),
  )
}
