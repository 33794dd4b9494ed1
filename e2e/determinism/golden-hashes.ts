// What the golden pages are known by: a hash each, and two figures that hint at what has changed.
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { canonicalJson } from '#main/archive/canonical-json.ts'
import { rasterPage } from '#main/printing/raster/index.ts'
import type { ComposedPage } from '#shared/typesetting/compose.ts'
import type { DisplayList } from '#shared/typesetting/display-list.ts'
import { createHarfbuzzGlyphs } from '#shared/typesetting/glyphs/harfbuzz.ts'
import { allFonts, sampleEdition } from './sample-edition.ts'
import { composeNamed, composeSample, type Sheet } from './sheets.ts'

const GOLDEN = new URL('golden.json', import.meta.url)

const Golden = z.record(
  z.string(),
  z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), items: z.int(), glyphs: z.int() }),
)
export type Golden = z.infer<typeof Golden>

export interface GoldenPages {
  readonly golden: Golden
  /** A page as PNG, pictures as grey stand-ins; undefined where there is no such page. */
  draw(name: string): Promise<Uint8Array> | undefined
}

/** Enough to see where things stand. */
const LOOK_DPI = 110

/** Composes the golden pages now: each page of the sample, then the named ones. */
export async function composeGolden(): Promise<GoldenPages> {
  const sample = await sampleEdition()
  const outlines = createHarfbuzzGlyphs(await allFonts(sample))
  const lists = new Map([...composeSample(sample, outlines), ...composeNamed(outlines)].flatMap(displayList))
  return {
    golden: Object.fromEntries([...lists].map(([name, list]) => [name, entry(list)])),
    draw(name) {
      const list = lists.get(name)
      return list && rasterPage(list, { dpi: LOOK_DPI, outlines })
    },
  }
}

function entry(list: DisplayList): Golden[string] {
  const glyphs = list.items.reduce((sum, item) => sum + (item.kind === 'glyphs' ? item.glyphs.length : 0), 0)
  const sha256 = createHash('sha256').update(canonicalJson(list)).digest('hex')
  return { sha256, items: list.items.length, glyphs }
}

const displayList = ({ name, value }: Sheet): [string, DisplayList][] =>
  isPage(value) ? [[name, value.displayList]] : []

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

/** What has become of each page that is not what it was, by name. */
export function changes(before: Golden, now: Golden): Map<string, string> {
  const changed = new Map<string, string>()
  for (const name of new Set([...Object.keys(before), ...Object.keys(now)])) {
    const [was, is] = [before[name], now[name]]
    if (was?.sha256 === is?.sha256) continue
    if (!was || !is) changed.set(name, was ? 'is no longer composed' : 'is new')
    else if (was.glyphs === is.glyphs && was.items === is.items)
      changed.set(name, 'as many glyphs, elsewhere or others')
    else changed.set(name, `glyphs ${was.glyphs} → ${is.glyphs}, items ${was.items} → ${is.items}`)
  }
  return changed
}
