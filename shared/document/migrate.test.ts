import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Article, partText } from './article.ts'
import { migrateArticle, parseArticle } from './migrate.ts'

const article: Article = {
  schema: 1,
  id: 'a1',
  kind: 'article',
  slug: '港口',
  kicker: '',
  headline: '港口一季度开门红',
  deck: '',
  byline: '',
  body: [
    { type: 'subhead', runs: [{ text: '货畅其流' }] },
    { type: 'paragraph', runs: [{ text: '码头上' }, { text: '一片繁忙。', marks: { bold: true } }] },
  ],
  source: '',
  caption: '',
  credit: '',
  jumpFrom: null,
  jumpTo: 3,
  pictures: [],
}

describe('reading an article from JSON', () => {
  it('takes an article of the current version as it is', () => {
    const read = parseArticle(JSON.parse(JSON.stringify(article)))
    expect(read).toEqual({ ok: true, value: article })
    expect(read.ok && partText(read.value, 'body')).toBe('货畅其流\n码头上一片繁忙。')
  })

  it('refuses an article of a newer program, and says which versions', () => {
    expect(parseArticle({ ...article, schema: 2 })).toEqual({
      ok: false,
      failure: { code: 'ARCHIVE_NEWER', details: { schema: 2, current: 1 } },
    })
  })

  it('names the first field that does not fit', () => {
    const wrong = { ...article, body: [{ type: 'paragraph', runs: [{ text: 7 }] }] }
    expect(parseArticle(wrong)).toMatchObject({
      failure: { code: 'BAD_REQUEST', details: { field: 'body.0.runs.0.text' } },
    })
    expect(parseArticle({ ...article, jumpTo: 0 })).toMatchObject({ failure: { details: { field: 'jumpTo' } } })
  })

  it('refuses unknown fields and missing versions', () => {
    expect(parseArticle({ ...article, colour: 'red' }).ok).toBe(false)
    for (const schema of [undefined, 0, 1.5, '1', null]) {
      expect(parseArticle({ ...article, schema })).toMatchObject({ failure: { details: { field: 'schema' } } })
    }
  })

  it('brings older versions up one step after another', () => {
    const path = {
      current: 3,
      steps: {
        1: (old: Readonly<Record<string, unknown>>) => ({ ...old, deck: old.subtitle }),
        2: (old: Readonly<Record<string, unknown>>) => ({ ...old, deck: `${String(old.deck)}！` }),
      },
    }
    expect(migrateArticle({ schema: 1, subtitle: '副题' }, path)).toEqual({
      ok: true,
      value: { schema: 3, subtitle: '副题', deck: '副题！' },
    })
    expect(migrateArticle({ schema: 2, deck: '副题' }, path)).toMatchObject({ value: { schema: 3, deck: '副题！' } })
    expect(migrateArticle({ schema: 1 }, { current: 2, steps: {} }).ok).toBe(false)
  })

  it('reads blocks of every kind, and their plain text: cells joined by tabs, rows by line ends, no markers', () => {
    const cells = (...texts: string[]) => texts.map((text) => ({ runs: [{ text }] }))
    const body = [
      { type: 'quotation', runs: [{ text: '货畅其流' }] },
      {
        type: 'list-item',
        marker: 'chinese',
        level: 2,
        runs: [{ text: '验' }, { text: '货', marks: { ruby: 'huò' } }],
      },
      {
        type: 'table',
        headerRows: 1,
        columns: [{ align: 'start', width: 4000 }, { align: 'decimal' }],
        rows: [cells('品种', '吨'), cells('虾', '')],
      },
      { type: 'verse', runs: [{ text: '潮来' }], style: 'poem' },
      { type: 'signature', runs: [{ text: '夜班组' }] },
    ]
    const read = parseArticle({ ...article, body })
    expect(read).toEqual({ ok: true, value: { ...article, body } })
    expect(read.ok && partText(read.value, 'body')).toBe('货畅其流\n验货\n品种\t吨\n虾\t\n潮来\n夜班组')
  })

  it('refuses a table whose rows are not all as long, and cells with tabs or line ends in them', () => {
    const table = (...rows: string[][]) => ({
      ...article,
      body: [
        {
          type: 'table',
          headerRows: 0,
          columns: [{ align: 'start' }, { align: 'end' }],
          rows: rows.map((row) => row.map((text) => ({ runs: [{ text }] }))),
        },
      ],
    })
    expect(parseArticle(table(['甲', '乙'], ['丙', '丁'])).ok).toBe(true)
    expect(parseArticle(table(['甲', '乙'], ['丙']))).toMatchObject({ failure: { details: { field: 'body.0.rows' } } })
    expect(parseArticle(table(['甲\t乙', '丙'])).ok).toBe(false)
    expect(parseArticle(table(['甲\n乙', '丙'])).ok).toBe(false)
  })

  it('answers any JSON with an article or a failure, never a throw', () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => void parseArticle(json)))
    fc.assert(
      fc.property(fc.record({ schema: fc.constant(1), body: fc.jsonValue(), id: fc.jsonValue() }), (json) => {
        expect(parseArticle(json).ok).toBe(false)
      }),
    )
  })
})
