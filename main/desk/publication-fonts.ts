import type { Archive } from '#main/archive/index.ts'
import { fail, ok, type Result } from '#shared/contract/failure.ts'
import type { PublicationFont } from '#shared/edition/fonts.ts'
import type { Publication } from '#shared/edition/index.ts'
import { type BlockStyle, fontsOf, stylesOf } from '#shared/edition/styles.ts'
import type { FontKey } from '#shared/typesetting/glyph-source.ts'
import { faces, singleFace } from '#shared/typesetting/glyphs/collection.ts'
import type { FontFile } from '#shared/typesetting/glyphs/harfbuzz.ts'
import { shippedFont, shippedLike } from './fonts.ts'

/** A font of the publication, taken from the archive and checked: a single font file. */
export interface HouseFont extends FontFile {
  /** The shipped font that helps out where this one lacks a character. */
  readonly like: FontKey
}

/** Faces already taken from their files, by asset and face: a desk composes again and again with the same few. */
const shelf = new Map<string, Omit<HouseFont, 'key'>>()

/** Fails with FONT_BROKEN naming the font by its key, or as assets do. */
export async function readHouseFont(archive: Archive, font: PublicationFont): Promise<Result<HouseFont>> {
  const { key, asset, face } = font
  const place = `${asset} ${face}`
  const known = shelf.get(place)
  if (known) return ok({ key, ...known })
  const file = await archive.assets.get(asset)
  if (!file.ok) return file
  const single = singleFace(file.value, face, key)
  if (!single.ok) return single
  const listed = faces(single.value, key)
  if (!listed.ok) return listed
  const { kind, weight } = listed.value[0]!
  const read = { bytes: single.value, like: shippedLike(kind, weight) }
  shelf.set(place, read)
  return ok({ key, ...read })
}

/**
 * Reads the fonts of a publication that its styles name. Fails with FONT_BROKEN {font, style, reason: 'unknown-key'}
 * where a style names a font that is neither among them nor shipped, or as `readHouseFont`.
 */
export async function readHouseFonts(archive: Archive, publication: Publication): Promise<Result<HouseFont[]>> {
  const unknown = unknownFont(publication)
  if (unknown) return fail('FONT_BROKEN', { ...unknown, reason: 'unknown-key' })
  const named = new Set(fontsOf(publication))
  const fonts: HouseFont[] = []
  for (const font of publication.fonts ?? []) {
    if (!named.has(font.key)) continue
    const read = await readHouseFont(archive, font)
    if (!read.ok) return read
    fonts.push(read.value)
  }
  return ok(fonts)
}

/** The first style that names a font nobody has. */
export function unknownFont(publication: Publication): { style: string; font: FontKey } | undefined {
  const own = new Set((publication.fonts ?? []).map(({ key }) => key))
  for (const style of stylesOf(publication).values()) {
    const font = [...facesOf(style), ...(style.text.fallback ?? [])].find(
      (key) => !own.has(key) && shippedFont(key) === undefined,
    )
    if (font !== undefined) return { style: style.name, font }
  }
  return undefined
}

/** Fonts a style is meant to be set in, without those that only help out. */
export const facesOf = ({ text, dropCap }: BlockStyle): FontKey[] =>
  [text.font, text.bold, dropCap?.font].filter((font) => font !== undefined)

/**
 * The publication with the last resort at the end of each style's chain: where a font of the house lacks a character,
 * and every fallback the style names lacks it too, the shipped font most like it stands in, so that only what no font
 * has is missing on the page. Styles in shipped fonts stay as they are.
 */
export function withLastResort(publication: Publication, fonts: readonly HouseFont[]): Publication {
  if (fonts.length === 0) return publication
  const like = new Map(fonts.map((font) => [font.key, font.like]))
  const chain = (name: string): { fallback: string[] } | undefined => {
    const style = stylesOf(publication).get(name)
    const last = style ? facesOf(style).flatMap((font) => like.get(font) ?? []) : []
    return last.length > 0 ? { fallback: [...new Set([...(style?.text.fallback ?? []), ...last])] } : undefined
  }
  const extended = <T extends object>(entries: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, { ...entry, ...chain(name) }]))
  return {
    ...publication,
    styles: extended(publication.styles) as Publication['styles'],
    ...(publication.paragraphStyles ? { paragraphStyles: extended(publication.paragraphStyles) } : {}),
  }
}
