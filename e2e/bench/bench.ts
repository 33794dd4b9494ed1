// `npm run bench`: how long the main jobs take on this machine. Figures are medians; nothing here passes or fails.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readShippedFonts } from '#main/desk/fonts.ts'
import { importIntoArchive, withArchive } from '#main/desk/index.ts'
import { rawPage } from '#main/hosts/cli/testing/raw-page.ts'
import { broadsheet } from '#shared/edition/index.ts'
import { importPage, toArticle } from '#shared/importing/index.ts'
import { planPage } from '#shared/makeup/index.ts'
import { composeIssue } from '#shared/typesetting/compose.ts'
import { createSetter } from '#shared/typesetting/flow/setter.ts'
import { createHarfbuzzGlyphs } from '#shared/typesetting/glyphs/harfbuzz.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const REAL = join(ROOT, '../shared/real/trade-news-page.txt')
const CHARACTERS = 54_000
const DATE = '2026-05-12'

/** The real page where it is at hand, else copy of the shipped sample. */
function pageText(): { text: string; name: string } {
  if (existsSync(REAL)) return { text: readFileSync(REAL, 'utf8'), name: 'real page' }
  const ids = ['lead-ports', 'second-warehouses', 'brief-driverless-trucks', 'brief-exhibitions']
  return { text: rawPage(ids, false), name: 'sample copy' }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!

function row(what: string, milliseconds: number, note = ''): void {
  console.log(`${what.padEnd(58)} ${milliseconds.toFixed(0).padStart(7)} ms  ${note}`)
}

async function timed<T>(work: () => T | Promise<T>): Promise<{ value: T; ms: number }> {
  const start = performance.now()
  const value = await work()
  return { value, ms: performance.now() - start }
}

async function main(): Promise<void> {
  const { text, name } = pageText()
  const imported = await timed(() => importPage(text, { page: 1 }))
  const perPage = imported.value.articles.reduce(
    (sum, article) => sum + article.body.reduce((all, block) => all + block.text.length, 0),
    0,
  )
  const pages = Math.max(1, Math.round(CHARACTERS / perPage))
  console.log(`${name}, ${pages} × ${perPage} characters of body; Node ${process.versions.node}\n`)
  row('import of one page, first run', imported.ms)

  const publication = broadsheet()
  const fonts = await timed(async () =>
    createHarfbuzzGlyphs(await readShippedFonts(Object.values(publication.styles).map((style) => style.font))),
  )
  const glyphs = fonts.value
  for (const style of Object.values(publication.styles)) glyphs.facts(style.font)
  row('fonts read and opened', fonts.ms)

  const issue = { schema: 1 as const, id: 'bench', publicationId: publication.id, date: DATE, number: 1 }
  const articles = Array.from({ length: pages }, (_, page) =>
    imported.value.articles.map((article, at) => ({ ...toArticle(article, `${page}-${at}`), jumpFrom: null })),
  )
  const blank = (number: number) => ({
    schema: 1 as const,
    id: `page-${number}`,
    issueId: issue.id,
    number,
    section: '',
    editors: '',
    mastheadLines: 0,
    placements: [],
    rules: [],
  })
  const plan = await timed(() => {
    const setter = createSetter(glyphs)
    return articles.map((own, at) => ({
      ...blank(at + 1),
      placements: planPage({ publication, page: blank(at + 1), articles: own, pictures: [] }, glyphs, setter),
    }))
  })
  row(`default plan of ${pages} pages`, plan.ms)
  const input = { publication, issue, pages: plan.value, articles: articles.flat(), pictures: [] }
  const runs: number[] = []
  for (let i = 0; i < 7; i++) runs.push((await timed(() => composeIssue(input, glyphs, createSetter(glyphs)))).ms)
  row(`compose ${pages} pages, nothing cached, first run`, runs[0]!)
  row(`compose ${pages} pages, nothing cached, median of ${runs.length}`, median(runs), 'target of this stage 500')

  await wholeProcess(text, pages)
}

/** The command line from start to files, on an archive made beforehand. */
async function wholeProcess(text: string, pages: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'banxin-bench-'))
  try {
    const dir = join(folder, 'archive')
    let id = 0
    const outside = { clock: { now: () => 0 }, ids: { next: () => `id-${++id}` }, author: 'bench' }
    const bytes = new TextEncoder().encode(text)
    const file = { fileName: 'page.txt', bytes, text, encoding: 'utf-8', by: 'content' } as const
    const filled = await withArchive(dir, 'create', outside, async (archive) => {
      for (let page = 2; page < pages + 2; page++) {
        const done = await importIntoArchive(archive, { file, date: DATE, page }, outside)
        if (!done.ok) return done
      }
      return { ok: true, value: undefined }
    })
    if (!filled.ok) throw new Error(filled.failure.code)
    const cli = join(ROOT, 'main/hosts/cli/banxin.js')
    const all = ['--archive', dir, '--issue', DATE]
    const run = (args: readonly string[]): number => {
      const start = performance.now()
      const { status, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' })
      if (status !== 0) throw new Error(`${args[0]} ended with ${status}: ${stderr}`)
      return performance.now() - start
    }
    const thrice = (args: readonly string[]) => median([run(args), run(args), run(args)])
    row(`banxin compose, ${pages} pages, whole process`, thrice(['compose', ...all]))
    const numbers = Array.from({ length: pages }, (_, at) => at + 2).join(',')
    const out = ['--out', join(folder, 'out')]
    row(
      `banxin export, ${pages} pages, whole process`,
      thrice(['export', ...all, '--pages', numbers, ...out]),
      'target of this stage 3000',
    )
    row('  the same and the issue as one file too', thrice(['export', ...all, ...out]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

await main()
