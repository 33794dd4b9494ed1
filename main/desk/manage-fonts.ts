import { basename } from 'node:path'
import { type Archive, assetHash } from '#main/archive/index.ts'
import { openFonts } from '#main/printing/index.ts'
import { type Failure, FailureError, fail, ok, type Result } from '#shared/contract/failure.ts'
import { FontName, type PublicationFont } from '#shared/edition/fonts.ts'
import { BUILT_IN_STYLES, type ParagraphStyle, stylesOf } from '#shared/edition/styles.ts'
import { StyleRole } from '#shared/edition/text-style.ts'
import type { FontKey } from '#shared/typesetting/glyph-source.ts'
import { type FaceInfo, faces, singleFace } from '#shared/typesetting/glyphs/collection.ts'
import { createHarfbuzzGlyphs } from '#shared/typesetting/glyphs/harfbuzz.ts'
import { firstPublication } from './first-publication.ts'
import { SHIPPED_FONTS, shippedFont } from './fonts.ts'
import { facesOf, readHouseFont } from './publication-fonts.ts'
import { readUserFile } from './read-file.ts'

/** Larger files are refused before they are read. */
const MOST_BYTES = 256 << 20

export interface FontRequest {
  readonly file: string
  readonly key: FontKey
  /** Face of a collection; needed where the file has several. */
  readonly face?: number
  /** Puts the font in the place of another of the same key. */
  readonly replace?: boolean
}

export interface FontAdded {
  readonly faces: readonly FaceInfo[]
  /** Null: the file has several faces and none was chosen; nothing was written. */
  readonly added: (PublicationFont & { readonly covered: Coverage; readonly variable: boolean }) | null
}

/** How many characters of GB/T 2312 a font has: level 1 (3755 characters in daily use) and level 2 (3008 rarer ones). */
export interface Coverage {
  readonly level1: number
  readonly level2: number
}
export const GB2312 = { level1: 3755, level2: 3008 } as const

/** A font of the publication as it is found in the archive. */
export interface FontEntry extends PublicationFont {
  /** Styles set in it. */
  readonly styles: readonly string[]
  readonly faces: readonly FaceInfo[]
  /** 'allowed', or why the owner keeps it out of a PDF. */
  readonly embedding: string
  readonly covered: Coverage
  /** What is wrong with the font; then nothing else is known of it. */
  readonly problem?: Failure
}

/**
 * Puts a font file into the archive and the publication. Fails with FILE_NOT_FOUND, FILE_UNREADABLE, FONT_BROKEN with
 * its reason, FONT_EMBEDDING_FORBIDDEN, CONFLICT with `currentAuthor` where somebody changed the publication meanwhile,
 * FONT_KEY_BAD or FONT_KEY_TAKEN, or as the archive does. A font that cannot be printed is never stored.
 */
export async function addFont(archive: Archive, request: FontRequest): Promise<Result<FontAdded>> {
  const { key, face } = request
  if (!FontName.safeParse(key).success || shippedFont(key) !== undefined) return fail('FONT_KEY_BAD', { font: key })
  const font = basename(request.file)
  const bytes = await readUserFile(request.file, font, MOST_BYTES, () =>
    fail('FONT_BROKEN', { font: font, reason: 'too-large' }),
  )
  if (!bytes.ok) return bytes
  const listed = faces(bytes.value, font)
  if (!listed.ok) return listed
  if (face === undefined && listed.value.length > 1) return ok({ faces: listed.value, added: null })
  const single = singleFace(bytes.value, face ?? 0, font)
  if (!single.ok) return single
  const printable = await tryPrinting(font, single.value)
  if (!printable.ok) return printable
  const publication = await firstPublication(archive)
  if (!publication.ok) return publication
  const { value, revision } = publication.value
  const chosen = listed.value[face ?? 0]!
  const entry: PublicationFont = { key, asset: assetHash(bytes.value), face: chosen.index, name: nameOf(chosen, font) }
  const before = value.fonts?.find((other) => other.key === key)
  const same = before?.asset === entry.asset && before.face === entry.face
  if (before && !same && request.replace !== true) return fail('FONT_KEY_TAKEN', { font: key, name: before.name })
  const fonts = before
    ? value.fonts!.map((other) => (other === before ? entry : other))
    : [...(value.fonts ?? []), entry]
  const written = await archive.batch([
    { do: 'put-asset', source: bytes.value },
    { do: 'save', kind: 'publication', value: { ...value, fonts }, baseRevision: revision, reason: `字体 ${key}` },
  ])
  if (!written.ok) return written
  return ok({
    faces: listed.value,
    added: { ...entry, covered: coverage(single.value), variable: chosen.variable },
  })
}

/** The fonts of the publication, in the order they were added; broken or lost ones with their problem. */
export async function listFonts(
  archive: Archive,
): Promise<Result<{ fonts: readonly FontEntry[]; shipped: readonly FontKey[] }>> {
  const publication = await firstPublication(archive)
  if (!publication.ok) return publication
  const { value } = publication.value
  const fonts: FontEntry[] = []
  for (const font of value.fonts ?? []) {
    const styles = [...stylesOf(value).values()]
      .filter((style) => facesOf(style).includes(font.key))
      .map((style) => style.name)
    const looked = await look(archive, font)
    const nothing = { faces: [], embedding: '', covered: { level1: 0, level2: 0 } }
    fonts.push({ ...font, styles, ...(looked.ok ? looked.value : { ...nothing, problem: looked.failure }) })
  }
  return ok({ fonts, shipped: SHIPPED_FONTS })
}

async function look(
  archive: Archive,
  font: PublicationFont,
): Promise<Result<Pick<FontEntry, 'faces' | 'embedding' | 'covered'>>> {
  const file = await archive.assets.get(font.asset)
  if (!file.ok) return file
  const listed = faces(file.value, font.key)
  if (!listed.ok) return listed
  const single = await readHouseFont(archive, font)
  if (!single.ok) return single
  const printable = await tryPrinting(font.key, single.value.bytes)
  if (!printable.ok && printable.failure.code !== 'FONT_EMBEDDING_FORBIDDEN') return printable
  const embedding = printable.ok ? 'allowed' : String(printable.failure.details.reason)
  return ok({ faces: listed.value, embedding, covered: coverage(single.value.bytes) })
}

export interface StyleFont {
  readonly key: FontKey
  /** A role, or a paragraph style of the publication. */
  readonly style: string
  /** Fonts asked in turn where the style's own lacks a character; absent: as it was. */
  readonly fallback?: readonly FontKey[]
}

/**
 * Sets a style in another font, as a new revision of the publication. Answers the font it had. Fails with FONT_BROKEN
 * {font, style, reason: 'unknown-key'} for a font nobody has, NOT_FOUND for such a style, or as the archive does.
 */
export async function useFont(archive: Archive, { key, style, fallback }: StyleFont): Promise<Result<StyleFont>> {
  const publication = await firstPublication(archive)
  if (!publication.ok) return publication
  const { value, revision } = publication.value
  const own = new Set(value.fonts?.map((font) => font.key))
  for (const font of [key, ...(fallback ?? [])]) {
    if (!own.has(font) && shippedFont(font) === undefined)
      return fail('FONT_BROKEN', { font, style, reason: 'unknown-key' })
  }
  const before = stylesOf(value).get(style)
  if (before === undefined) return fail('NOT_FOUND', { id: style, reason: 'style' })
  const change = { font: key, ...(fallback ? { fallback: [...fallback] } : {}) }
  const role = StyleRole.safeParse(style)
  const { paragraphStyles = {} } = value
  const changed = role.success
    ? { ...value, styles: { ...value.styles, [role.data]: { ...value.styles[role.data], ...change } } }
    : {
        ...value,
        paragraphStyles: { ...paragraphStyles, [style]: { ...(paragraphStyles[style] ?? builtIn(style)), ...change } },
      }
  const saved = await archive.publications.save({
    publication: changed,
    baseRevision: revision,
    reason: `${style} 改用 ${key}`,
  })
  return saved.ok ? ok({ key: before.text.font, style, fallback: before.text.fallback ?? [] }) : saved
}

/** Cuts one character out of the font as an export would. Fails with FONT_BROKEN or FONT_EMBEDDING_FORBIDDEN. */
async function tryPrinting(font: string, bytes: Uint8Array): Promise<Result<void>> {
  const shelf = await openFonts([[font, bytes]])
  if (!shelf.ok) return shelf
  try {
    shelf.value.get(font).face.subset([0, 1])
    return ok(undefined)
  } catch (error) {
    if (error instanceof FailureError) return { ok: false, failure: error.failure }
    throw error
  } finally {
    shelf.value.release()
  }
}

const builtIn = (style: string): ParagraphStyle => ({
  ...new Map(Object.entries<ParagraphStyle>(BUILT_IN_STYLES)).get(style),
})

/** What a person calls the face: its Chinese name where it has one. */
const nameOf = ({ chineseFamily, family, fullName, style }: FaceInfo, file: string): string =>
  (chineseFamily === '' || chineseFamily === family ? fullName || file : `${chineseFamily} ${style}`).trim()

/** Characters of both levels, as GB 18030 has them: rows 16 to 55 and 56 to 87 (GB/T 2312). */
function gb2312(): { level1: string[]; level2: string[] } {
  const decoder = new TextDecoder('gb18030')
  const rows = (first: number, last: number) => {
    const bytes: number[] = []
    for (let row = first; row <= last; row++) {
      // Row 55 ends with its 89th character.
      for (let cell = 1; cell <= (row === 55 ? 89 : 94); cell++) bytes.push(0xa0 + row, 0xa0 + cell)
    }
    return [...decoder.decode(Uint8Array.from(bytes))]
  }
  return { level1: rows(16, 55), level2: rows(56, 87) }
}

function coverage(font: Uint8Array): Coverage {
  const glyphs = createHarfbuzzGlyphs([{ key: 'font', bytes: font }])
  const count = (characters: readonly string[]) =>
    characters.filter((character) => glyphs.glyph('font', character.codePointAt(0)!) !== 0).length
  const { level1, level2 } = gb2312()
  return { level1: count(level1), level2: count(level2) }
}
