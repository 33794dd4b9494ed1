import { readFile } from 'node:fs/promises'
import type { Archive } from '#main/archive/index.ts'
import { type PreparedPicture, preparePicture } from '#main/pictures/index.ts'
import {
  type Expected,
  type Finding,
  type FontShelf,
  type GuardedArticle,
  type GuardThread,
  type OutputFile,
  type OutputProfile,
  openFonts,
  type PrintedPdf,
  preflight,
  renderPdf,
  type Standard,
  startGuard,
  tailLost,
  writeFiles,
} from '#main/printing/index.ts'
import { type Failure, FailureError, fail, ok, type Result } from '#shared/contract/failure.ts'
import { type Article, partText } from '#shared/document/article.ts'
import { unaccounted } from '#shared/typesetting/accounted.ts'
import type { ComposedPage } from '#shared/typesetting/compose.ts'
import type { PlacedPicture } from '#shared/typesetting/display-list.ts'
import type { ComposedEdition } from './compose-edition.ts'

export interface ExportRequest {
  readonly archive: Archive
  readonly composed: ComposedEdition
  /** Page numbers; absent: all, and the issue as one file too. */
  readonly pages?: readonly number[]
  readonly standard: Standard
  /** Folder; made when it is not there. */
  readonly out: string
  readonly producer: string
  readonly progress?: (line: { readonly page: number; readonly of: number }) => void
  readonly signal?: AbortSignal
  /** A tail guard started beforehand, the caller's to close; absent: one is started for this export. */
  readonly guarding?: GuardThread
}

export interface ExportReport {
  /** Paths written; empty when something blocked. */
  readonly files: readonly string[]
  readonly preflight: readonly Finding[]
  readonly tailGuard: readonly (GuardedArticle & { readonly overset: number })[]
}

/**
 * What stopped an export, for one sentence: the first story that differs from the archive, else the number of preflight
 * errors; undefined when nothing did.
 */
export function exportBlocked({ preflight: findings, tailGuard }: ExportReport): Failure | undefined {
  const lost = tailLost(tailGuard)
  if (lost !== undefined) return lost
  const errors = findings.filter(({ severity }) => severity === 'error').length
  return errors === 0 ? undefined : fail('PREFLIGHT_BLOCKED', { errors }).failure
}

/** Prepared pictures by placement, so that a picture is converted once for page and issue file. */
export type PictureShelf = (placed: PlacedPicture) => Promise<PreparedPicture>

const PROFILE = new URL('../../resources/profiles/banxin-newsprint.icc', import.meta.url)

/** The newsprint condition that comes with the program. Throws FailureError PROFILE_BROKEN when it is not there. */
export async function shippedProfile(): Promise<OutputProfile> {
  try {
    return {
      icc: await readFile(PROFILE),
      identifier: 'IFRA26',
      registry: 'http://www.color.org',
      condition: 'Coldset offset on newsprint, ISO 12647-3, 26 % dot gain',
      info: 'Banxin newsprint, total ink 220 %',
    }
  } catch (cause) {
    throw new FailureError('PROFILE_BROKEN', { file: 'banxin-newsprint.icc' }, { cause })
  }
}

/** Pictures of the archive, converted for their placed size; each conversion is done once. */
export function pictureShelf(archive: Archive, profile: OutputProfile, signal?: AbortSignal): PictureShelf {
  const prepared = new Map<string, Promise<PreparedPicture>>()
  const prepare = async (placed: PlacedPicture): Promise<PreparedPicture> => {
    const bytes = await archive.assets.get(placed.asset)
    if (!bytes.ok) throw new FailureError(bytes.failure.code, bytes.failure.details)
    const result = await preparePicture({
      picture: { bytes: bytes.value, name: placed.pictureId },
      crop: placed.crop,
      size: placed.rect,
      profile: profile.icc,
      ...(signal === undefined ? {} : { signal }),
    })
    if (!result.ok) throw new FailureError(result.failure.code, result.failure.details)
    return result.value
  }
  return (placed) => {
    const key = JSON.stringify([placed.asset, placed.crop, placed.rect.width, placed.rect.height])
    let found = prepared.get(key)
    if (found === undefined) {
      found = prepare(placed)
      prepared.set(key, found)
    }
    return found
  }
}

/**
 * Exports pages press-ready: writes each file in memory, reads it back, checks it, and only then puts all files into
 * the folder, or none. Blocking findings are no failure: they come back with `files` empty. Fails with PAGE_NOT_FOUND,
 * PAGE_EMPTY, DISK_FULL, OUTPUT_NOT_WRITABLE, CANCELLED, or as pictures and fonts do.
 */
export async function exportEdition(request: ExportRequest): Promise<Result<ExportReport>> {
  const { composed, edition, fonts } = request.composed
  const wanted = choosePages(composed.pages, request.pages, edition.issue.date)
  if (!wanted.ok) return wanted
  const shelf = await openFonts(fonts.map(({ key, bytes }) => [key, bytes] as const))
  if (!shelf.ok) return shelf
  const guarding = request.guarding ?? startGuard()
  try {
    return await run(request, wanted.value, shelf.value, guarding)
  } catch (error) {
    if (error instanceof FailureError) return { ok: false, failure: error.failure }
    throw error
  } finally {
    shelf.value.release()
    if (request.guarding === undefined) await guarding.close()
  }
}

function choosePages(
  all: readonly ComposedPage[],
  numbers: readonly number[] | undefined,
  date: string,
): Result<readonly ComposedPage[]> {
  const chosen: ComposedPage[] = []
  for (const number of numbers ?? all.map(({ page }) => page)) {
    const page = all.find((candidate) => candidate.page === number)
    if (page === undefined) return fail('PAGE_NOT_FOUND', { date, page: number })
    if (!chosen.includes(page)) chosen.push(page)
  }
  const empty = chosen.find((page) =>
    page.displayList.items.every((item) => item.kind !== 'picture' && !('origin' in item)),
  )
  return empty === undefined ? ok(chosen) : fail('PAGE_EMPTY', { page: empty.page })
}

async function run(
  request: ExportRequest,
  pages: readonly ComposedPage[],
  fonts: FontShelf,
  guarding: GuardThread,
): Promise<Result<ExportReport>> {
  const { composed, edition } = request.composed
  const profile = await shippedProfile()
  const pictures = pictureShelf(request.archive, profile, request.signal)
  const expected = expectedText(request.composed)
  const stamp = edition.issue.date.replaceAll('-', '')
  const whole = request.pages === undefined && pages.length > 1
  const jobs = [
    ...pages.map((page) => ({ pages: [page], name: `${stamp}-${String(page.page).padStart(2, '0')}.pdf` })),
    ...(whole ? [{ pages, name: `${stamp}-issue.pdf` }] : []),
  ]
  const files: OutputFile[] = []
  const written: { job: (typeof jobs)[number]; pdf: PrintedPdf; reading: Promise<GuardedArticle[]> }[] = []
  const findings = new Map<string, Finding>()
  const guarded = new Map<string, GuardedArticle>()
  for (const [index, job] of jobs.entries()) {
    if (request.signal?.aborted === true) return fail('CANCELLED')
    request.progress?.({ page: index + 1, of: jobs.length })
    const pdf = await renderPdf({
      pages: job.pages.map((page) => ({
        list: page.displayList,
        pageLine: {
          font: edition.publication.styles.folio?.font ?? edition.publication.styles.body!.font,
          text: `${edition.publication.name}  ${edition.issue.date}  第${page.page}版`,
        },
      })),
      fonts,
      pictures,
      profile,
      document: {
        title: `${edition.publication.name} ${edition.issue.date} ${job.pages.map((page) => `第${page.page}版`).join(' ')}`,
        // The file's date is the issue's: the same pages give the same bytes whenever they are written.
        created: `${edition.issue.date}T00:00:00+08:00`,
        producer: request.producer,
      },
      standard: request.standard,
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    })
    if (!pdf.ok) return pdf
    const { bytes, pages: numbers, stories } = pdf.value
    const reading = guarding.guard({ pdf: bytes, pages: numbers, stories, expected })
    // Read back while the next file is written; a rejection waits for its turn below.
    reading.catch(() => undefined)
    written.push({ job, pdf: pdf.value, reading })
    files.push({ name: job.name, bytes })
  }
  for (const { job, pdf, reading } of written) {
    const articles = await reading
    for (const article of articles) {
      const known = guarded.get(article.articleId)
      if (known === undefined) {
        guarded.set(article.articleId, article)
        continue
      }
      // A jumping story counts what each of its pages prints; the issue file prints the same once more.
      const printed = known.printed + (job.pages.length === 1 ? article.printed : 0)
      guarded.set(article.articleId, { ...(known.ok ? article : known), printed })
    }
    const numbers = new Set(job.pages.map((page) => page.page))
    const found = preflight({
      lists: job.pages.map((page) => page.displayList),
      copyfit: job.pages.flatMap((page) => page.copyfit),
      warnings: composed.pages.flatMap((page) => page.warnings).filter((warning) => numbers.has(warning.page)),
      fonts: new Map(request.composed.fonts.map(({ key, bytes }) => [key, bytes])),
      printed: { pdf, icc: profile.icc, guarded: articles },
    })
    // The issue file repeats what its pages were found to have.
    for (const finding of found) findings.set(JSON.stringify(finding), finding)
  }
  // Text that composition lost sight of is on no page and in no overset: no file can show it missing.
  for (const { articleId, part, offset, text } of unaccounted(edition.articles, composed.stretches)) {
    const headline = nameOf(edition.articles.find((article) => article.id === articleId)!)
    const place = { part, page: 0, offset, expected: text, found: '' }
    guarded.set(articleId, { articleId, headline, ok: false, printed: guarded.get(articleId)?.printed ?? 0, place })
  }
  const report = {
    preflight: [...findings.values()],
    tailGuard: [...guarded.values()].map((article) => ({
      ...article,
      overset: oversetOf(request.composed, article.articleId),
    })),
  }
  if (exportBlocked({ files: [], ...report }) !== undefined) return ok({ files: [], ...report })
  const put = await writeFiles(request.out, files, request.signal === undefined ? {} : { signal: request.signal })
  return put.ok ? ok({ files: put.value, ...report }) : put
}

/** The archive's own text of every stretch that is to be printed; what composition reported as overset is left out. */
function expectedText({ composed, edition }: ComposedEdition): Expected[] {
  const articles = new Map(edition.articles.map((article) => [article.id, article]))
  return composed.stretches.flatMap(({ articleId, part, start, end, page }) => {
    const article = articles.get(articleId)
    if (article === undefined || page === null) return []
    return {
      articleId,
      headline: nameOf(article),
      part,
      page,
      text: partText(article, part).slice(start, end),
      start,
      end,
    }
  })
}

const nameOf = (article: Article): string => article.headline || article.slug || article.id

const oversetOf = ({ composed }: ComposedEdition, articleId: string): number =>
  composed.stretches
    .filter((stretch) => stretch.articleId === articleId && stretch.page === null)
    .reduce((sum, { start, end }) => sum + end - start, 0)
