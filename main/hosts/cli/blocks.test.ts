import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Archive, openArchive } from '#main/archive/index.ts'
import { type Article, type Block, partText } from '#shared/document/article.ts'
import { broadsheet } from '#shared/edition/defaults.ts'
import type { Page } from '#shared/edition/index.ts'
import type { ParagraphStyle } from '#shared/edition/styles.ts'
import { banxinJson, temporaryFolder } from './testing/banxin.ts'

const folder = temporaryFolder()
const dir = join(folder, 'archive')
const DATE = '2026-05-12'

const paragraph = (text: string, style?: string): Block => ({
  type: 'paragraph',
  runs: [{ text }],
  ...(style ? { style } : {}),
})
const item = (text: string): Block => ({ type: 'list-item', marker: 'chinese', runs: [{ text }] })
const rows = [
  ['品种', '货量（吨）', '增长'],
  ['冷冻虾', '1280.5', '12.4%'],
  ['鲜活贝类', '96', '8%'],
  ['加工鱼片', '20431.25', '-3.1%'],
]

const article: Article = {
  schema: 1,
  id: 'night-ships',
  kind: 'article',
  slug: '夜航船',
  kicker: '',
  headline: '夜航船靠岸',
  deck: '',
  byline: '本报记者 顾南',
  body: [
    paragraph(
      '清晨五点半，三号泊位的桥吊把最后一只冷藏箱放上甲板，检验员收起单子，对讲机里传来开船的口令。',
      'drop-cap',
    ),
    {
      type: 'paragraph',
      runs: [
        { text: '镇上的' },
        { text: '蚝', marks: { ruby: 'háo' } },
        { text: '田和船坞相邻，' },
        { text: '先装船、后算账', marks: { emphasis: true } },
        { text: '是几代人的规矩，H' },
        { text: '2', marks: { script: 'sub' } },
        { text: 'S不得检出。' },
      ],
    },
    {
      type: 'quotation',
      runs: [{ text: '货走得快不快，不在船，在岸上的人肯不肯多走几步，单子早到一刻钟，箱子就早走一个钟头。' }],
    },
    { type: 'subhead', level: 2, runs: [{ text: '夜班怎么办' }] },
    item('货主在装船前一天把单证传到窗口，夜班当场核对，缺项的当夜补齐。'),
    item('查验完毕即时放行，结果同时发给船方。'),
    {
      type: 'table',
      headerRows: 1,
      columns: [{ align: 'start' }, { align: 'decimal' }, { align: 'decimal' }],
      rows: rows.map((row) => row.map((text) => ({ runs: [{ text }] }))),
    },
    paragraph('咨询窗口\t二号楼东侧，工作日八点到十八点', 'listing'),
    { type: 'verse', runs: [{ text: '潮来船不等，灯下数归人。' }] },
    { type: 'signature', runs: [{ text: '东港口岸夜班组' }] },
  ],
  source: '（来源：本报）',
  caption: '',
  credit: '',
  jumpFrom: null,
  jumpTo: null,
  pictures: [],
}

const page = (number: number, block: Page['placements'][number]['block'], columns: number): Page => ({
  schema: 1,
  id: `p${number}`,
  issueId: 'i',
  number,
  section: '口岸',
  editors: '',
  mastheadLines: 0,
  placements: [{ articleId: article.id, block, columns }],
  articleIds: [article.id],
  rules: [],
})

async function fill(archive: Archive): Promise<void> {
  const listing: ParagraphStyle = { basedOn: 'body', indent: 0, hang: 5000, tabs: [{ at: 5000, align: 'start' }] }
  const save = { do: 'save', baseRevision: null, reason: '' } as const
  const written = await archive.batch([
    { ...save, kind: 'publication', value: { ...broadsheet(), id: 'paper', paragraphStyles: { listing } } },
    { ...save, kind: 'issue', value: { schema: 1, id: 'i', publicationId: 'paper', date: DATE, number: 1 } },
    { ...save, kind: 'article', value: article },
    { ...save, kind: 'page', value: page(2, { column: 0, line: 0, columns: 2, lines: 16 }, 2) },
    { ...save, kind: 'page', value: page(3, { column: 0, line: 0, columns: 4, lines: 40 }, 2) },
  ])
  expect(written).toMatchObject({ ok: true })
}

interface Exported {
  readonly files: readonly string[]
  readonly preflight: readonly { readonly severity: string; readonly message: string }[]
  readonly tailGuard: readonly { readonly ok: boolean; readonly printed: number; readonly overset: number }[]
}

describe('an article of every kind of block', () => {
  beforeAll(async () => {
    let count = 0
    const opened = await openArchive({
      dir,
      mode: 'openOrCreate',
      clock: { now: () => Date.UTC(2026, 4, 12) },
      ids: { next: () => `id-${++count}` },
      author: '编辑甲',
    })
    if (!opened.ok) throw new Error(opened.failure.code)
    await fill(opened.value)
    await opened.value.close()
  })

  test('is printed to the last letter, jump and all: the tail guard finds the archive’s text in the file', async () => {
    const out = join(folder, 'out')
    const { exit, json } = await banxinJson<Exported>('export', '--archive', dir, '--issue', DATE, '--out', out)
    expect(json).toMatchObject({ files: expect.anything() })
    expect(json.preflight.filter(({ severity }) => severity === 'error')).toEqual([])
    const letters = [article.headline, article.byline, partText(article, 'body'), article.source]
      .join('')
      .replace(/\s/g, '')
    expect(json.tailGuard).toEqual([expect.objectContaining({ ok: true, overset: 0, printed: letters.length })])
    expect(exit).toBe(0)
    expect(readFileSync(json.files[0]!).subarray(0, 5).toString()).toBe('%PDF-')
  })
})
