import { basename, dirname } from 'node:path'
import { openFonts, renderPdf, writeFiles } from '#main/printing/index.ts'
import { FailureError, ok, type Result } from '#shared/contract/failure.ts'
import { type GalleyProof, proofGalley } from '#shared/typesetting/galley-proof.ts'
import { createHarfbuzzGlyphs, type FontFile } from '#shared/typesetting/glyphs/harfbuzz.ts'
import { shippedProfile } from './export-edition.ts'

/** Proofs carry no date of their own: the same copy gives the same bytes. */
const UNDATED = '2000-01-01T00:00:00+00:00'

/** Writes a galley proof as PDF. Fails with FONT_BROKEN, OUTPUT_NOT_WRITABLE, DISK_FULL. */
export async function printGalley(
  proof: GalleyProof & { readonly fonts: readonly FontFile[]; readonly path: string; readonly producer: string },
): Promise<Result<string>> {
  const lists = proofGalley(proof, createHarfbuzzGlyphs(proof.fonts))
  const shelf = await openFonts(proof.fonts.map(({ key, bytes }) => [key, bytes] as const))
  if (!shelf.ok) return shelf
  try {
    const pdf = await renderPdf({
      pages: lists.map((list) => ({ list })),
      fonts: shelf.value,
      pictures: () => Promise.reject(new FailureError('INTERNAL', { error: 'a galley has no pictures' })),
      profile: await shippedProfile(),
      document: { title: proof.title, created: UNDATED, producer: proof.producer },
      standard: 'x4',
    })
    if (!pdf.ok) return pdf
    const written = await writeFiles(dirname(proof.path), [{ name: basename(proof.path), bytes: pdf.value.bytes }])
    return written.ok ? ok(proof.path) : written
  } finally {
    shelf.value.release()
  }
}
