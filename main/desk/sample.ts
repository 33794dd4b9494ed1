import { readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Archive, assetHash, type Command } from '#main/archive/index.ts'
import { proofPicture, readPicture } from '#main/pictures/index.ts'
import { writeFiles } from '#main/printing/index.ts'
import { readSampleIssue } from '#resources/sample/issue/sample-issue.ts'
import { copyfitLine, warningLine } from '#shared/contract/compose-sentences.ts'
import { fail, ok, type Result } from '#shared/contract/failure.ts'
import type { UiLanguage } from '#shared/contract/sentences.ts'
import { broadsheet, Page, type Picture } from '#shared/edition/index.ts'
import { type ComposedEdition, composeEdition } from './compose-edition.ts'
import { loadEdition } from './edition.ts'
import { type ExportReport, exportEdition, pictureShelf, shippedProfile } from './export-edition.ts'
import { findingLine, guardLine } from './export-words.ts'
import { type Outside, withArchive } from './with-archive.ts'

const ISSUE = new URL('../../resources/sample/issue/', import.meta.url)
/** Enough to read the text of a broadsheet on a screen. */
const PREVIEW_DPI = 144
const REASON = 'sample issue'

export interface SampleReport extends ExportReport {
  readonly archive: string
  readonly date: string
  readonly pages: ComposedEdition['composed']['pages']
}

/** The sample is the same whoever makes it and whenever: its clock stands still and its ids are counted. */
export function sampleOutside(): Outside {
  let id = 0
  return {
    clock: { now: () => Date.UTC(2026, 4, 11, 14) },
    ids: { next: () => `sample-${++id}` },
    author: '样刊',
  }
}

/**
 * Makes the sample: a fresh archive under `out/archive`, filled with the shipped issue, composed and exported beside
 * it: PDFs, a PNG of each page, the report. An archive of an earlier run is replaced once the new one is complete;
 * anything else standing there is left alone: ARCHIVE_NOT_AN_ARCHIVE.
 */
export async function makeSample(
  out: string,
  producer: string,
  language: UiLanguage,
  progress: (step: 'archive' | 'compose' | 'export' | 'preview') => void,
): Promise<Result<SampleReport>> {
  const archive = join(out, 'archive')
  const fresh = join(out, 'archive.new')
  const outside = sampleOutside()
  progress('archive')
  const standing = await removable(archive, outside)
  if (!standing.ok) return standing
  await rm(fresh, { recursive: true, force: true })
  let made = false
  try {
    const result = await withArchive(fresh, 'create', outside, async (open) => {
      const filled = await fillArchive(open)
      return filled.ok ? printSample(open, filled.value, { out, archive, producer, language, progress }) : filled
    })
    made = result.ok
    if (!result.ok) return result
    await rm(archive, { recursive: true, force: true })
    await rename(fresh, archive)
    return result
  } finally {
    if (!made) await rm(fresh, { recursive: true, force: true })
  }
}

/** Whether the place is free, or an archive that may be replaced; one in use, newer or of others may not. */
async function removable(dir: string, outside: Outside): Promise<Result<void>> {
  const opened = await withArchive(dir, 'open', outside, async () => ok(undefined))
  const free = !opened.ok && (opened.failure.code === 'ARCHIVE_NOT_FOUND' || opened.failure.code === 'ARCHIVE_DAMAGED')
  return free ? ok(undefined) : opened
}

/** Writes the shipped issue with its pictures into an archive; gives its date. */
export async function fillArchive(archive: Archive): Promise<Result<string>> {
  const { sample, articles } = readSampleIssue()
  const save = { do: 'save', baseRevision: null, reason: REASON } as const
  const commands: Command[] = [
    { ...save, kind: 'publication', value: { ...broadsheet(), ...sample.publication } },
    { ...save, kind: 'issue', value: sample.issue },
  ]
  for (const picture of sample.pictures) {
    const bytes = await readFile(new URL(picture.file, ISSUE))
    const facts = await readPicture({ bytes, name: picture.file })
    if (!facts.ok) return facts
    const { id, caption, photographer, credit } = picture
    const value: Picture = {
      schema: 1,
      id,
      asset: assetHash(bytes),
      fileName: picture.file.split('/').at(-1) ?? picture.file,
      pixels: { width: facts.value.width, height: facts.value.height },
      caption,
      photographer,
      credit,
    }
    commands.push({ do: 'put-asset', source: bytes }, { ...save, kind: 'picture', value })
  }
  for (const article of articles.values()) commands.push({ ...save, kind: 'article', value: article })
  for (const { articles: articleIds, placements, rules, ...page } of sample.pages) {
    const value = Page.parse({
      ...page,
      schema: 1,
      id: `${sample.issue.id}-${page.number}`,
      issueId: sample.issue.id,
      articleIds,
      placements: placements ?? [],
      rules: rules ?? [],
    })
    commands.push({ ...save, kind: 'page', value })
  }
  const written = await archive.batch(commands)
  return written.ok ? ok(sample.issue.date) : written
}

interface Printing {
  readonly out: string
  readonly archive: string
  readonly producer: string
  readonly language: UiLanguage
  readonly progress: (step: 'archive' | 'compose' | 'export' | 'preview') => void
}

async function printSample(archive: Archive, date: string, printing: Printing): Promise<Result<SampleReport>> {
  printing.progress('compose')
  const edition = await loadEdition(archive, date)
  if (!edition.ok) return edition
  const composed = await composeEdition(edition.value)
  if (!composed.ok) return composed
  printing.progress('export')
  const { out, producer } = printing
  const exported = await exportEdition({ archive, composed: composed.value, standard: 'x4', out, producer })
  if (!exported.ok) return exported
  printing.progress('preview')
  const previews = await previewPages(archive, composed.value)
  if (!previews.ok) return previews
  const report: SampleReport = {
    ...exported.value,
    archive: printing.archive,
    date,
    pages: composed.value.composed.pages,
  }
  const written = await writeFiles(out, [
    ...previews.value,
    { name: 'report.json', bytes: Buffer.from(`${JSON.stringify(reportJson(report), null, 2)}\n`) },
    { name: 'report.txt', bytes: Buffer.from(reportText(report, printing.language)) },
  ])
  return written.ok ? ok({ ...report, files: [...report.files, ...written.value] }) : written
}

/** A PNG of each page as it will look in print. */
export async function previewPages(
  archive: Archive,
  { composed, glyphs, edition }: ComposedEdition,
): Promise<Result<{ name: string; bytes: Uint8Array }[]>> {
  // Loaded only where pages are drawn: the canvas is a large library.
  const { rasterPage } = await import('#main/printing/raster/index.ts')
  const profile = await shippedProfile()
  const pictures = pictureShelf(archive, profile)
  const files: { name: string; bytes: Uint8Array }[] = []
  for (const { page, displayList } of composed.pages) {
    const bytes = await rasterPage(displayList, {
      dpi: PREVIEW_DPI,
      outlines: glyphs,
      pictures: async (placed, size) => proofPicture(await pictures(placed), size, profile.icc, placed.crop),
    })
    files.push({ name: `${edition.issue.date.replaceAll('-', '')}-${String(page).padStart(2, '0')}.png`, bytes })
  }
  return files.length > 0 ? ok(files) : fail('PAGE_EMPTY', { page: 0 })
}

const reportJson = ({ date, pages, preflight, tailGuard }: SampleReport) => ({
  date,
  pages: pages.map(({ page, copyfit, warnings }) => ({ page, copyfit, warnings })),
  preflight,
  tailGuard,
})

/** The report as a person reads it: copyfit of each article, preflight, tail guard. */
export function reportText(report: SampleReport, language: UiLanguage): string {
  const zh = language === 'zh-CN'
  const lines: string[] = []
  for (const { page, copyfit, warnings } of report.pages) {
    lines.push(zh ? `第${page}版` : `Page ${page}`)
    for (const fit of copyfit) lines.push(`  ${copyfitLine(fit, language)}`)
    for (const warning of warnings) lines.push(`  ! ${warningLine(warning, language)}`)
  }
  lines.push(zh ? '印前检查' : 'Preflight')
  for (const finding of report.preflight) lines.push(`  ${findingLine(finding, language)}`)
  if (report.preflight.length === 0) lines.push(zh ? '  没有问题' : '  nothing found')
  lines.push(zh ? '掉尾核对' : 'Tail guard')
  for (const article of report.tailGuard) lines.push(`  ${guardLine(article, language)}`)
  return `${lines.join('\n')}\n`
}
