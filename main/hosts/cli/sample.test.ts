import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { banxin, type Ran, temporaryFolder } from './testing/banxin.ts'

const out = join(temporaryFolder(), 'sample')
let first: Ran

const hashes = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(out)
      .filter((name) => name !== 'archive')
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(out, name)))
          .digest('hex'),
      ]),
  )

beforeAll(async () => {
  first = await banxin(['sample', '--out', out])
})

describe('npm run sample', () => {
  test('makes an archive, a PDF and a picture of each page, the issue as one file, and a report', () => {
    expect([first.exit, first.stderr]).toEqual([0, ''])
    expect(readdirSync(out).sort()).toEqual([
      '20260512-01.pdf',
      '20260512-01.png',
      '20260512-02.pdf',
      '20260512-02.png',
      '20260512-issue.pdf',
      'archive',
      'report.json',
      'report.txt',
    ])
  })

  test('nothing is overset, nothing blocks, and every story is whole in the files', () => {
    const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as {
      pages: { page: number; copyfit: { oversetLines: number }[] }[]
      preflight: { severity: string }[]
      tailGuard: { articleId: string; ok: boolean; printed: number; overset: number }[]
    }
    expect(report.pages.map(({ page }) => page)).toEqual([1, 2])
    expect(
      report.pages.flatMap(({ copyfit }) => copyfit.map(({ oversetLines }) => oversetLines)).every((n) => n === 0),
    ).toBe(true)
    expect(report.preflight.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(report.tailGuard.every(({ ok, overset }) => ok && overset === 0)).toBe(true)
    // The story that jumps is counted over both its pages.
    expect(report.tailGuard.find(({ articleId }) => articleId === 'jump-certificates')!.printed).toBeGreaterThan(1900)
  })

  test('a second run over the first gives the same bytes', async () => {
    const before = hashes()
    const again = await banxin(['sample', '--out', out])
    expect(again.exit).toBe(0)
    expect(hashes()).toEqual(before)
    expect(again.stdout).toBe(first.stdout)
  })

  test('the archive is a whole one', async () => {
    expect((await banxin(['verify', '--archive', join(out, 'archive')])).exit).toBe(0)
  })

  test('a folder of other things in the archive’s place is left alone', async () => {
    const elsewhere = join(temporaryFolder(), 'mine')
    mkdirSync(join(elsewhere, 'archive'), { recursive: true })
    writeFileSync(join(elsewhere, 'archive', 'letter.txt'), 'x')
    const { exit, stderr } = await banxin(['sample', '--out', elsewhere])
    expect([exit, stderr]).toEqual([2, expect.stringMatching(/is not a Banxin archive/)])
    expect(readdirSync(elsewhere)).toEqual(['archive'])
  })
})

/** Judges that are not ours, where they are installed. */
function judge(tool: string, args: readonly string[]): string | undefined {
  const ran = spawnSync(tool, args, { encoding: 'utf8' })
  if (ran.error !== undefined) {
    console.log(`skipped: ${tool} is not installed`)
    return undefined
  }
  expect(ran.status).toBe(0)
  return ran.stdout
}

describe('seen by others', () => {
  const page = (name: string) => join(out, name)
  test('qpdf finds no fault in the files', ({ skip }) => {
    for (const name of ['20260512-01.pdf', '20260512-02.pdf', '20260512-issue.pdf']) {
      if (judge('qpdf', ['--check', page(name)]) === undefined) skip('qpdf is not installed')
    }
  })
  test('poppler finds every font embedded, subset and with its text', ({ skip }) => {
    const fonts = judge('pdffonts', [page('20260512-issue.pdf')])
    if (fonts === undefined) skip('pdffonts is not installed')
    const rows = fonts!.trim().split('\n').slice(2)
    expect(rows.length).toBeGreaterThan(2)
    for (const row of rows) expect(row).toMatch(/yes yes yes/)
  })
  test('Ghostscript finds no cyan, magenta or yellow on the page of text', ({ skip }) => {
    const ink = judge('gs', ['-q', '-o', '-', '-sDEVICE=inkcov', '-dUseTrimBox', page('20260512-02.pdf')])
    if (ink === undefined) skip('gs is not installed')
    expect(ink!.trim().split(/\s+/).slice(0, 3).map(Number)).toEqual([0, 0, 0])
  })
  test('pdftotext reads the lead’s first words and both jump lines', ({ skip }) => {
    const one = judge('pdftotext', ['-raw', page('20260512-01.pdf'), '-'])
    const two = judge('pdftotext', ['-raw', page('20260512-02.pdf'), '-'])
    if (one === undefined || two === undefined) skip('pdftotext is not installed')
    expect(one!.replace(/\s/g, '')).toContain('一座港口如何把时间还给货主')
    expect(one!.replace(/\s/g, '')).toContain('（下转第2版）')
    expect(two!.replace(/\s/g, '')).toContain('（上接第1版）')
  })
})
