import { FailureError, fail, ok, type Result } from '#shared/contract/failure.ts'
import type { FontKey } from '#shared/typesetting/glyph-source.ts'
import { embeddingRefusal, type FontFile, readFont } from './sfnt.ts'
import { type LoadedFace, Subsetter } from './subset.ts'

/** The fonts of an export, open and ready to be cut. */
export interface FontShelf {
  /** Throws FailureError FONT_BROKEN when the shelf has no such font. */
  get(key: FontKey): ShelfFont
  has(key: FontKey): boolean
  /** Gives the fonts' memory back. The shelf is of no use afterwards. */
  release(): void
}

export interface ShelfFont {
  readonly key: FontKey
  readonly file: FontFile
  readonly face: LoadedFace
}

/**
 * Opens fonts (single OpenType or TrueType files) for embedding. Fails with FONT_BROKEN or, where a font's owner
 * forbids it (OS/2 fsType), FONT_EMBEDDING_FORBIDDEN. Keep the shelf for all pages of an export.
 */
export async function openFonts(
  fonts: Iterable<readonly [key: FontKey, bytes: Uint8Array]>,
): Promise<Result<FontShelf>> {
  const files: [FontKey, FontFile][] = []
  for (const [key, bytes] of fonts) {
    const font = readFont(bytes, key)
    if (!font.ok) return font
    const refusal = embeddingRefusal(font.value.fsType)
    if (refusal) {
      const { postScriptName, fsType } = font.value
      return fail('FONT_EMBEDDING_FORBIDDEN', { font: key, name: postScriptName, fsType, reason: refusal })
    }
    files.push([key, font.value])
  }
  const subsetter = await Subsetter.start()
  const shelf = new Map<FontKey, ShelfFont>()
  const release = (): void => {
    for (const font of shelf.values()) font.face.release()
    shelf.clear()
  }
  try {
    for (const [key, file] of files) shelf.set(key, { key, file, face: subsetter.load(file, key) })
  } catch (error) {
    release()
    if (error instanceof FailureError) return { ok: false, failure: error.failure }
    throw error
  }
  return ok({
    get: (key) => {
      const font = shelf.get(key)
      if (!font) throw new FailureError('FONT_BROKEN', { font: key })
      return font
    },
    has: (key) => shelf.has(key),
    release,
  })
}
