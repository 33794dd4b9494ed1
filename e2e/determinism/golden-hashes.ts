// What the golden pages are known by: a hash each, and two figures that hint at what has changed.
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { canonicalJson } from '#main/archive/canonical-json.ts'
import type { ComposedPage } from '#shared/typesetting/compose.ts'
import { createHarfbuzzGlyphs } from '#shared/typesetting/glyphs/harfbuzz.ts'
import { allFonts, sampleEdition } from './sample-edition.ts'
import { composeNamed, composeSample, type Sheet } from './sheets.ts'

const GOLDEN = new URL('golden.json', import.meta.url)

const Golden = z.record(
  z.string(),
  z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), items: z.int(), glyphs: z.int() }),
)
export type Golden = z.infer<typeof Golden>

/** Composes the golden pages now: each page of the sample, then the named ones. */
export async function composeGolden(): Promise<Golden> {
  const sample = await sampleEdition()
  const glyphs = createHarfbuzzGlyphs(await allFonts(sample))
  return Object.fromEntries([...composeSample(sample, glyphs), ...composeNamed(glyphs)].flatMap(entry))
}

function entry({ name, value }: Sheet): [string, Golden[string]][] {
  if (!isPage(value)) return []
  const { items } = value.displayList
  const glyphs = items.reduce((sum, item) => sum + (item.kind === 'glyphs' ? item.glyphs.length : 0), 0)
  const sha256 = createHash('sha256').update(canonicalJson(value.displayList)).digest('hex')
  return [[name, { sha256, items: items.length, glyphs }]]
}

const isPage = (value: unknown): value is ComposedPage =>
  typeof value === 'object' && value !== null && 'displayList' in value

/** The hashes that were last found good; none where nobody has yet. */
export async function readGolden(): Promise<Golden> {
  const text = await readFile(GOLDEN, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}'
    throw error
  })
  return Golden.parse(JSON.parse(text))
}

export async function writeGolden(golden: Golden): Promise<void> {
  await writeFile(GOLDEN, `${JSON.stringify(golden, null, 2)}\n`)
}

/** A line for each page that is not what it was. */
export function changes(before: Golden, now: Golden): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].flatMap((name) => {
    const [was, is] = [before[name], now[name]]
    if (was?.sha256 === is?.sha256) return []
    if (!was || !is) return [`${name}: ${was ? 'is no longer composed' : 'is new'}`]
    if (was.glyphs === is.glyphs && was.items === is.items) return [`${name}: same glyphs and items, elsewhere`]
    return [`${name}: glyphs ${was.glyphs} → ${is.glyphs}, items ${was.items} → ${is.items}`]
  })
}
