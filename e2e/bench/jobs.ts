// Whole jobs, from process start to files on disk: our commands, and the same text through Typst in the same run.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { shippedFont } from '#main/desk/fonts.ts'
import { importIntoArchive, withArchive } from '#main/desk/index.ts'
import { ARTICLE_PARTS, type Article, blockText } from '#shared/document/article.ts'
import { articlesByPage, type Copy, ROOT, vary } from './copy.ts'
import { DATE } from './issue.ts'
import { median, row } from './print.ts'
import { findTypst } from './typst.ts'

const RUNS = 5
const CLI = join(ROOT, 'main/hosts/cli/banxin.js')
const child = (name: string): string => join(ROOT, 'e2e/bench', name)

export async function jobFigures(copy: Copy): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'banxin-bench-'))
  try {
    const archive = join(folder, 'archive')
    await fillArchive(archive, copy)
    const run = runner(folder)
    const all = ['--archive', archive, '--issue', DATE]
    const { pages } = copy
    const numbers = Array.from({ length: pages }, (_, at) => at + 2).join(',')
    const out = ['--out', join(folder, 'out')]
    const compose = repeat(3, () => run(CLI, ['compose', ...all]).ms)
    row(`banxin compose, ${pages} pages, whole process`, median(compose))
    const issue = repeat(3, () => run(CLI, ['export', ...all, ...out]).ms)
    row('banxin export, the same and the issue as one file too', median(issue))
    sideBySide(copy, folder, run, () => run(CLI, ['export', ...all, '--pages', numbers, ...out]).ms)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The same text three ways, turn by turn, so that the machine's moods meet all alike. */
function sideBySide(copy: Copy, folder: string, run: Runner, exportPages: () => number): void {
  const byPage = articlesByPage(copy)
  const ours = join(folder, 'articles.json')
  const theirs = join(folder, 'paragraphs.json')
  writeFileSync(ours, JSON.stringify(byPage))
  writeFileSync(theirs, JSON.stringify(byPage.map((articles) => articles.flatMap(textsOf))))
  const typst = findTypst()
  const [ourPdf, theirPdf] = [join(folder, 'ours.pdf'), join(folder, 'typst.pdf')]
  const print = () => run(child('print-child.ts'), [ours, ourPdf])
  const typeset = () => run(child('typst-child.ts'), [theirs, dirname(shippedFont('serif-400')!), theirPdf])
  const rounds: { typst: Told | undefined; print: Told; export: number }[] = []
  for (let i = 0; i <= RUNS; i++) {
    rounds.push({ typst: typst && typeset(), print: print(), export: exportPages() })
    // The first round fills the compile caches and the system's file cache and is not counted.
    if (i === 0) rounds.length = 0
  }
  const { pages } = copy
  console.log(`\nWhole job, process start to PDF on disk, ${pages} pages, median of ${RUNS} in turns`)
  const base = typst && median(rounds.map((round) => round.typst!.ms))
  const ratio = (ms: number) => (base === undefined ? '' : `${(ms / base).toFixed(2)} × Typst; `)
  const about = (told: readonly Told[], file: string) =>
    `processor ${median(told.map(({ cpu }) => cpu)).toFixed(0)} ms, ${told[0]!.pages} pages, ${(statSync(file).size / 1e6).toFixed(1)} MB`
  if (typst && base !== undefined) {
    const told = rounds.map((round) => round.typst!)
    row(`  ${typst.name}: all as body text, one font`, base, about(told, theirPdf))
  } else console.log(`  ${NO_TYPST}`)
  const printed = rounds.map((round) => round.print)
  const ms = median(printed.map((told) => told.ms))
  row('  ours: make-up, composition, one PDF/X-4, unchecked', ms, ratio(ms) + about(printed, ourPdf))
  const exported = median(rounds.map((round) => round.export))
  const note = 'reads the archive, writes a file a page, preflight and tail guard read every file back'
  row('  banxin export', exported, ratio(exported) + note)
}

export const NO_TYPST = 'Typst is not installed on this machine (npm i brings it): nothing is printed beside ours.'

const textsOf = (article: Article): string[] =>
  ARTICLE_PARTS.flatMap((part) => (part === 'body' ? article.body.map(blockText) : article[part])).filter(
    (text) => text !== '',
  )

/** Wall-clock time of a process and, where it tells, its processor time and the pages it wrote. */
interface Told {
  readonly ms: number
  readonly pages: number
  readonly cpu: number
}
type Runner = (script: string, args: readonly string[]) => Told

/** Starts a script in a process of its own; compiled code is kept from run to run, as the command line keeps its own. */
function runner(folder: string): Runner {
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') }
  return (script, args) => {
    const start = performance.now()
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', env })
    const ms = performance.now() - start
    if (status !== 0) throw new Error(`${script} ${args[0]} ended with ${status}: ${stderr}`)
    const told = script === CLI ? { pages: 0, cpu: 0 } : (JSON.parse(stdout) as { pages: number; cpu: number })
    return { ms, ...told }
  }
}

const repeat = (times: number, work: () => number): number[] => Array.from({ length: times }, work)

async function fillArchive(dir: string, { raw, pages }: Copy): Promise<void> {
  let id = 0
  const outside = { clock: { now: () => 0 }, ids: { next: () => `id-${++id}` }, author: 'bench' }
  const filled = await withArchive(dir, 'create', outside, async (archive) => {
    for (let page = 2; page < pages + 2; page++) {
      // Long lines only: what makes a headline or a byline is not to change.
      const lines = raw.split('\n').map((line) => (line.length > 40 ? vary(line, page) : line))
      const text = lines.join('\n')
      const bytes = new TextEncoder().encode(text)
      const file = { fileName: 'page.txt', bytes, text, encoding: 'utf-8', by: 'content' } as const
      const done = await importIntoArchive(archive, { file, date: DATE, page }, outside)
      if (!done.ok) return done
    }
    return { ok: true, value: undefined }
  })
  if (!filled.ok) throw new Error(filled.failure.code)
}
