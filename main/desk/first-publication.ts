import type { Archive } from '#main/archive/index.ts'
import { ok, type Result } from '#shared/contract/failure.ts'
import { broadsheet, type Publication } from '#shared/edition/index.ts'

/** A publication and the revision it was read at; null: it is not in the archive yet. */
export interface FoundPublication {
  readonly value: Publication
  readonly revision: number | null
}

/** The archive's first publication; in an archive that has none yet, the shipped broadsheet. */
export async function firstPublication(archive: Archive): Promise<Result<FoundPublication>> {
  const known = await archive.publications.list({ limit: 1 })
  return known.ok ? ok(known.value[0] ?? { value: broadsheet(), revision: null }) : known
}
