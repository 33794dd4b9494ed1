// The shipped sample as an edition, by the way every edition takes: through an archive.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readShippedFonts } from '#main/desk/fonts.ts'
import { type Edition, loadEdition, withArchive } from '#main/desk/index.ts'
import { fillArchive, sampleOutside } from '#main/desk/sample.ts'
import { FailureError } from '#shared/contract/failure.ts'
import { broadsheet } from '#shared/edition/index.ts'
import type { FontFile } from '#shared/typesetting/glyphs/harfbuzz.ts'
import { GALLEY_FONTS } from './sheets.ts'

export async function sampleEdition(): Promise<Edition> {
  const folder = await mkdtemp(join(tmpdir(), 'banxin-sample-'))
  try {
    const edition = await withArchive(join(folder, 'archive'), 'create', sampleOutside(), async (archive) => {
      const filled = await fillArchive(archive)
      return filled.ok ? loadEdition(archive, filled.value) : filled
    })
    if (!edition.ok) throw new FailureError(edition.failure.code, edition.failure.details)
    return edition.value
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Every font anything here is set in. */
export function allFonts(sample: Edition): Promise<FontFile[]> {
  const styles = [sample.publication, broadsheet()].flatMap(({ styles }) => Object.values(styles))
  return readShippedFonts([...styles.flatMap(({ font, fallback }) => [font, ...(fallback ?? [])]), ...GALLEY_FONTS])
}
