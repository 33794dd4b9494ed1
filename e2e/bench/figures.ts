// Time and memory of composition itself: eight pages, cost by length, what eight pages hold.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { composeIssue, type IssueInput } from '#shared/typesetting/compose.ts'
import { createSetter } from '#shared/typesetting/flow/setter.ts'
import type { GlyphSource } from '#shared/typesetting/glyph-source.ts'
import { composeParagraph } from '#shared/typesetting/inline/index.ts'
import { BODY_INLINE } from '#shared/typesetting/inline/types.ts'
import { ROOT } from './copy.ts'
import { median, row, timed } from './print.ts'

/** 8 pages with a setter that remembers nothing: the process's first time, and the median of all. */
export async function composeFigures(input: IssueInput, glyphs: GlyphSource): Promise<void> {
  const pages = input.pages.length
  const runs: number[] = []
  for (let i = 0; i < 15; i++) runs.push((await timed(() => composeIssue(input, glyphs, createSetter(glyphs)))).ms)
  row(`compose ${pages} pages, nothing cached, first run`, runs[0]!)
  row(`compose ${pages} pages, nothing cached, median of ${runs.length}`, median(runs), 'target 150')
}

const SIZES = [1_000, 5_000, 20_000, 100_000, 500_000]
const MEASURE = 13_000

/** Cost of setting text at 13 em by its length: ordinary paragraphs, and all of it as one paragraph. */
export function linearFigures(paragraphs: readonly string[], glyphs: GlyphSource): void {
  const style = { ...BODY_INLINE, font: 'serif-400' }
  const ways: [string, (text: readonly string[]) => readonly string[]][] = [
    ['paragraphs as they are', (texts) => texts],
    ['one paragraph of all', (texts) => [texts.join('')]],
  ]
  // The shortest text comes first: without this it would be measured while its code is still being compiled.
  for (const text of upTo(paragraphs, 100_000)) composeParagraph(glyphs, text, style, MEASURE)
  for (const [name, shape] of ways) {
    const costs = SIZES.map((size) => {
      const texts = shape(upTo(paragraphs, size))
      const times: number[] = []
      for (let i = 0; i < repeats(size); i++) {
        const start = performance.now()
        for (const text of texts) composeParagraph(glyphs, text, style, MEASURE)
        times.push(performance.now() - start)
      }
      return (median(times) * 1000) / size
    })
    const each = SIZES.map((size, i) => `${size / 1000}k ${costs[i]!.toFixed(2)}`).join('  ')
    console.log(`µs a character at 13 em, ${name.padEnd(33)} ${each}`)
    const slope = logSlope(
      SIZES,
      costs.map((cost, i) => cost * SIZES[i]!),
    )
    row('  slope of time over length, log–log (1 is linear)', slope, '', '', 3)
  }
}

/** Enough that the shortest text is measured well above the clock's grain and after warming up. */
const repeats = (size: number): number => Math.max(5, Math.min(101, Math.round(200_000 / size)))

function upTo(paragraphs: readonly string[], size: number): string[] {
  const texts: string[] = []
  for (let left = size, i = 0; left > 0; i++) {
    const text = paragraphs[i % paragraphs.length]!.slice(0, left)
    texts.push(text)
    left -= text.length
  }
  return texts
}

/** Least-squares slope through (log x, log y). */
export function logSlope(xs: readonly number[], ys: readonly number[]): number {
  const lx = xs.map(Math.log)
  const ly = ys.map(Math.log)
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
  const [mx, my] = [mean(lx), mean(ly)]
  const over = lx.reduce((sum, x, i) => sum + (x - mx) * (ly[i]! - my), 0)
  return over / lx.reduce((sum, x) => sum + (x - mx) ** 2, 0)
}

/** What memory-child.ts tells, in bytes. */
export interface MemoryReport {
  readonly fonts: number
  readonly held: number
  readonly resident: number
  readonly peak: number
}

/** Memory the composed pages hold, measured in a process of its own after garbage collection. */
export function memoryFigures(): void {
  const child = join(ROOT, 'e2e/bench/memory-child.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', child], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`memory child ended with ${status}: ${stderr}`)
  const { fonts, held, resident, peak } = JSON.parse(stdout) as MemoryReport
  const mb = (bytes: number) => Math.round(bytes / 1e6)
  const note = `target 250; fonts and program before it ${mb(fonts)}, resident grew by ${mb(resident)}, peak resident ${mb(peak)}`
  row('memory the composed pages and their caches hold', held / 1e6, note, 'MB')
}
