import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { banxin, banxinJson, temporaryFolder } from './testing/banxin.ts'
import { rawPage } from './testing/raw-page.ts'

const folder = temporaryFolder()
const archive = join(folder, 'archive')
const DATE = '2026-05-12'
const PAGE = ['second-warehouses', 'brief-driverless-trucks', 'brief-exhibitions']

interface Imported {
  readonly articles: readonly {
    readonly id: string
    readonly kind: string
    readonly headline: string
    readonly subheads: readonly string[]
    readonly source: string
    readonly paragraphs: readonly string[]
    readonly repairs: readonly { readonly kind: string; readonly before: string; readonly after: string }[]
  }[]
}
interface Exported {
  readonly files: readonly string[]
  readonly preflight: readonly {
    readonly rule: string
    readonly severity: string
    readonly page: number
    readonly message: string
  }[]
  readonly tailGuard: readonly {
    readonly articleId: string
    readonly ok: boolean
    readonly printed: number
    readonly overset: number
  }[]
}

const page = join(folder, 'page.txt')
writeFileSync(page, rawPage(PAGE))

const into = (dir: string, file: string, number = 2) =>
  banxinJson<Imported>('import', file, '--archive', dir, '--issue', DATE, '--page', String(number))

describe('from raw text to a press-ready page', () => {
  test('a dry run shows the articles and writes nothing', async () => {
    const { exit, json } = await banxinJson<Imported>(
      'import',
      page,
      '--archive',
      archive,
      '--issue',
      DATE,
      '--page',
      '2',
      '--dry-run',
    )
    expect(exit).toBe(0)
    expect(json.articles).toHaveLength(3)
    expect(existsSync(archive)).toBe(false)
  })

  test('the page is split, repaired, kept, composed and exported', async () => {
    const imported = await into(archive, page)
    expect(imported.exit).toBe(0)
    const [lead, brief] = imported.json.articles
    expect(imported.json.articles.map(({ subheads }) => subheads.length)).toEqual([2, 0, 0])
    expect(lead!.repairs.some(({ kind }) => kind === 'column-cut')).toBe(true)
    expect(lead!.paragraphs.join('')).not.toMatch(/\p{Script=Han}[,;:?]\p{Script=Han}/u)
    expect(brief!.source).toMatch(/^（.*）$/)

    const composed = await banxinJson<{
      pages: { page: number; copyfit: { articleId: string; oversetLines: number }[] }[]
    }>('compose', '--archive', archive, '--issue', DATE)
    expect(composed.json.pages.map((one) => one.page)).toEqual([2])
    expect(composed.json.pages[0]!.copyfit.map(({ oversetLines }) => oversetLines)).toEqual([0, 0, 0])

    const out = join(folder, 'press')
    const exported = await banxinJson<Exported>('export', '--archive', archive, '--issue', DATE, '--out', out)
    expect(exported.exit).toBe(0)
    expect(exported.json.preflight.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(exported.json.tailGuard.map(({ ok }) => ok)).toEqual([true, true, true])
    expect(readdirSync(out)).toEqual(['20260512-02.pdf'])
    const bytes = readFileSync(join(out, '20260512-02.pdf'))
    await banxin(['export', '--archive', archive, '--issue', DATE, '--out', out])
    expect(readFileSync(join(out, '20260512-02.pdf')).equals(bytes)).toBe(true)

    const verified = await banxinJson<{ ok: boolean; checked: { articles: number } }>('verify', '--archive', archive)
    expect([verified.exit, verified.json.ok, verified.json.checked.articles]).toEqual([0, true, 3])
  })

  test('PDF/X-1a comes from the same pages', async () => {
    const out = join(folder, 'x1a')
    const { exit, json } = await banxinJson<Exported>(
      'export',
      '--archive',
      archive,
      '--issue',
      DATE,
      '--pages',
      '2',
      '--standard',
      'x1a',
      '--out',
      out,
    )
    expect(exit).toBe(0)
    expect(readFileSync(json.files[0]!).subarray(0, 8).toString()).toBe('%PDF-1.4')
  })

  test('a second page of the issue makes a file of the whole issue too', async () => {
    const brief = join(folder, 'page-3.txt')
    writeFileSync(brief, rawPage(['brief-bearings', 'brief-fishing-harbour']))
    await into(archive, brief, 3)
    const { json } = await banxinJson<Exported>(
      'export',
      '--archive',
      archive,
      '--issue',
      DATE,
      '--out',
      join(folder, 'two'),
    )
    expect(json.files.map((file) => file.split('/').at(-1))).toEqual([
      '20260512-02.pdf',
      '20260512-03.pdf',
      '20260512-issue.pdf',
    ])
  })
})

describe('what blocks and what only warns', () => {
  test('copy too long for its page is placed, its overset counted, and the export warns', async () => {
    const dir = join(folder, 'long')
    const long = join(folder, 'long.txt')
    writeFileSync(
      long,
      rawPage(
        Array.from({ length: 9 }, () => 'second-warehouses'),
        false,
      ),
    )
    await into(dir, long)
    const { exit, json } = await banxinJson<Exported>(
      'export',
      '--archive',
      dir,
      '--issue',
      DATE,
      '--out',
      join(folder, 'long-out'),
    )
    const overset = json.preflight.filter(({ rule }) => rule === 'H02')
    expect([exit, overset.length > 0, overset.every(({ severity }) => severity === 'warning')]).toEqual([0, true, true])
    expect(json.tailGuard.some((article) => article.ok && article.overset > 0)).toBe(true)
  })

  test('a character no font has is named, drawn as a box, and stops the export', async () => {
    const dir = join(folder, 'missing')
    const strange = join(folder, 'strange.txt')
    writeFileSync(strange, rawPage(['brief-exhibitions']).replace('记者从', '记者\u{2A6D6}从'))
    await into(dir, strange)
    const out = join(folder, 'missing-out')
    const { exit, json, stderr } = await banxinJson<Exported>('export', '--archive', dir, '--issue', DATE, '--out', out)
    expect(exit).toBe(1)
    expect(json.files).toEqual([])
    expect(json.preflight.find(({ rule }) => rule === 'H01')).toMatchObject({ severity: 'error', page: 2 })
    expect(json.preflight.find(({ rule }) => rule === 'H01')!.message).toContain('\u{2A6D6}')
    expect(stderr).toMatch(/^Nothing was exported/)
    expect(existsSync(out)).toBe(false)
  })

  test('an issue, a page or an archive that is not there is wrong use', async () => {
    const compose = (...args: string[]) => banxin(['compose', ...args])
    expect((await compose('--archive', archive, '--issue', '2026-05-13')).stderr).toBe(
      'The archive has no issue of 2026-05-13; check the date (as in 2026-05-12).\n',
    )
    expect((await compose('--archive', archive, '--issue', DATE, '--page', '9')).stderr).toBe(
      'The issue of 2026-05-12 has no page 9.\n',
    )
    const nowhere = await compose('--archive', join(folder, 'nowhere'), '--issue', DATE)
    expect([nowhere.exit, nowhere.stderr]).toEqual([2, expect.stringMatching(/^There is no archive at /)])
    expect((await compose('--archive', archive, '--issue', '2026-02-30')).exit).toBe(2)
  })

  test('a folder with other things in it is left alone', async () => {
    const photos = join(folder, 'photos')
    mkdirSync(photos)
    writeFileSync(join(photos, 'a.jpg'), 'x')
    const { exit, stderr } = await banxin(['import', page, '--archive', photos, '--issue', DATE, '--page', '1'])
    expect([exit, stderr]).toEqual([2, expect.stringMatching(/is not a Banxin archive and nothing in it was touched/)])
    expect(readdirSync(photos)).toEqual(['a.jpg'])
  })
})
