import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { installed, judge } from '#main/printing/test-tools.ts'
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

describe('seen by others', () => {
  const file = (name: string) => readFileSync(join(out, name))
  test.skipIf(!installed('qpdf'))('qpdf finds no fault in the files', () => {
    for (const name of ['20260512-01.pdf', '20260512-02.pdf', '20260512-issue.pdf']) {
      expect(judge('qpdf', ['--check', 'FILE'], file(name))).toContain('No syntax or stream encoding errors found')
    }
  })
  test.skipIf(!installed('pdffonts'))('poppler finds every font embedded, subset and with its text', () => {
    const rows = judge('pdffonts', ['FILE'], file('20260512-issue.pdf')).trim().split('\n').slice(2)
    expect(rows.length).toBeGreaterThan(2)
    for (const row of rows) expect(row).toMatch(/yes yes yes/)
  })
  test.skipIf(!installed('gs'))('Ghostscript finds no cyan, magenta or yellow on the page of text', () => {
    const ink = judge('gs', ['-q', '-o', '-', '-sDEVICE=inkcov', '-dUseTrimBox', 'FILE'], file('20260512-02.pdf'))
    expect(ink.trim().split(/\s+/).slice(0, 3).map(Number)).toEqual([0, 0, 0])
  })
  test.skipIf(!installed('pdftotext'))('pdftotext reads the lead’s first words and both jump lines', () => {
    const text = (name: string) => judge('pdftotext', ['-raw', 'FILE', '-'], file(name)).replace(/\s/g, '')
    expect(text('20260512-01.pdf')).toContain('一座港口如何把时间还给货主')
    expect(text('20260512-01.pdf')).toContain('（下转第2版）')
    expect(text('20260512-02.pdf')).toContain('（上接第1版）')
  })
})
