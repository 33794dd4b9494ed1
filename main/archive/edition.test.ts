import { describe, expect, test } from 'vitest'
import { answerOf, expectSound, failureOf, freshArchive } from './testing/newsroom.ts'
import { anArticle, anIssue, aPage, aPicture, aPublication } from './testing/samples.ts'
import type { Archive } from './types.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

async function withIssue(archive: Archive): Promise<void> {
  answerOf(
    await archive.batch([
      // Children before parents on purpose: the order inside a batch is free.
      { do: 'save', kind: 'page', value: aPage('p2', 'i1', 2), baseRevision: null, reason: '' },
      { do: 'save', kind: 'page', value: aPage('p1', 'i1', 1, ['a1']), baseRevision: null, reason: '' },
      { do: 'save', kind: 'article', value: anArticle('a1'), baseRevision: null, reason: '' },
      { do: 'save', kind: 'issue', value: anIssue('i1', '2026-05-12'), baseRevision: null, reason: '' },
      { do: 'save', kind: 'publication', value: aPublication(), baseRevision: null, reason: '' },
    ]),
  )
}

describe('an issue and its pages', () => {
  test('an issue is found by its date and its pages by their numbers', async () => {
    const { archive } = await freshArchive()
    await withIssue(archive)
    expect(answerOf(await archive.issues.ofDate('2026-05-12')).id).toBe('i1')
    expect(answerOf(await archive.issues.ofDate('2026-05-12', 'paper')).id).toBe('i1')
    expect(answerOf(await archive.pages.ofIssue('i1')).map((page) => page.value.number)).toEqual([1, 2])
    expect(answerOf(await archive.pages.ofNumber('i1', 2)).id).toBe('p2')
    expect(failureOf(await archive.pages.ofNumber('i1', 7))).toEqual({
      code: 'PAGE_NOT_FOUND',
      details: { page: 7, date: '2026-05-12' },
    })
    expect(failureOf(await archive.issues.ofDate('2026-05-13'))).toMatchObject({ code: 'ISSUE_NOT_FOUND' })
    expect(failureOf(await archive.issues.ofDate('2026-05-12', 'other'))).toMatchObject({ code: 'ISSUE_NOT_FOUND' })
    await expectSound(archive)
  })

  test('when two papers have an issue of a date, the paper must be named', async () => {
    const { archive } = await freshArchive()
    await withIssue(archive)
    await archive.publications.save({ publication: aPublication('evening'), baseRevision: null, reason: '' })
    await archive.issues.save({ issue: anIssue('i2', '2026-05-12', 'evening'), baseRevision: null, reason: '' })
    expect(failureOf(await archive.issues.ofDate('2026-05-12'))).toMatchObject({ details: { reason: 'several' } })
    expect(answerOf(await archive.issues.ofDate('2026-05-12', 'evening')).id).toBe('i2')
  })

  test('page numbers and dates are not given twice, but two pages may change places', async () => {
    const { archive } = await freshArchive()
    await withIssue(archive)
    const third = await archive.pages.save({ page: aPage('p3', 'i1', 2), baseRevision: null, reason: '' })
    expect(failureOf(third)).toMatchObject({ code: 'BAD_REQUEST', details: { what: 'page.number: taken (2)' } })
    const again = await archive.issues.save({ issue: anIssue('i9', '2026-05-12'), baseRevision: null, reason: '' })
    expect(failureOf(again)).toMatchObject({ code: 'BAD_REQUEST', details: { field: 'issue.date' } })
    answerOf(
      await archive.batch([
        { do: 'save', kind: 'page', value: aPage('p1', 'i1', 2, ['a1']), baseRevision: 1, reason: '换版' },
        { do: 'save', kind: 'page', value: aPage('p2', 'i1', 1), baseRevision: 1, reason: '换版' },
      ]),
    )
    expect(answerOf(await archive.pages.ofIssue('i1')).map((page) => page.id)).toEqual(['p2', 'p1'])
    await expectSound(archive)
  })

  test('a page cannot place an article or picture, nor belong to an issue, that is not there', async () => {
    const { archive } = await freshArchive()
    await withIssue(archive)
    const page = aPage('p1', 'i1', 1, ['a1', 'ghost'])
    expect(failureOf(await archive.pages.save({ page, baseRevision: 1, reason: '' }))).toEqual({
      code: 'NOT_FOUND',
      details: { what: 'article', id: 'ghost' },
    })
    const waiting = { ...aPage('p1', 'i1', 1, ['a1']), articleIds: ['a1', 'ghost'] }
    expect(failureOf(await archive.pages.save({ page: waiting, baseRevision: 1, reason: '' })).code).toBe('NOT_FOUND')
    const [placement] = aPage('p1', 'i1', 1, ['a1']).placements
    const pictured = { ...placement!, picture: { pictureId: 'ghost', area: placement!.block } }
    const withPicture = { ...aPage('p1', 'i1', 1), placements: [pictured] }
    expect(failureOf(await archive.pages.save({ page: withPicture, baseRevision: 1, reason: '' }))).toMatchObject({
      details: { what: 'picture', id: 'ghost' },
    })
    const lost = await archive.pages.save({ page: aPage('p8', 'i8', 1), baseRevision: null, reason: '' })
    expect(failureOf(lost)).toMatchObject({ code: 'NOT_FOUND', details: { what: 'issue', id: 'i8' } })
    expect(answerOf(await archive.pages.revisions('p1'))).toHaveLength(1)
  })

  test('make-up has revisions like an article', async () => {
    const { archive } = await freshArchive()
    await withIssue(archive)
    answerOf(await archive.pages.save({ page: aPage('p1', 'i1', 1), baseRevision: 1, reason: '撤稿' }))
    const restored = await archive.pages.restore({ id: 'p1', revision: 1, baseRevision: 2, reason: '恢复' })
    expect(answerOf(restored)).toMatchObject({ revision: 3 })
    expect(answerOf(await archive.pages.get('p1')).value.placements).toHaveLength(1)
  })

  test('a picture needs its file in the archive', async () => {
    const { archive } = await freshArchive()
    const { hash } = answerOf(await archive.assets.put(bytes('raster')))
    answerOf(await archive.pictures.save({ picture: aPicture('x1', hash), baseRevision: null, reason: '' }))
    const picture = aPicture('x2', '0'.repeat(64))
    const refused = await archive.pictures.save({ picture, baseRevision: null, reason: '' })
    expect(failureOf(refused)).toEqual({ code: 'NOT_FOUND', details: { what: 'asset', id: '0'.repeat(64) } })
    expect(answerOf(await archive.pictures.list()).map((stored) => stored.id)).toEqual(['x1'])
  })
})

describe('a batch', () => {
  test('one bad command and nothing of the batch is kept, its files neither', async () => {
    const { archive } = await freshArchive()
    const failed = await archive.batch([
      { do: 'put-asset', source: bytes('original') },
      { do: 'save', kind: 'article', value: anArticle('a1'), baseRevision: null, reason: '' },
      { do: 'save', kind: 'article', value: anArticle('a2'), baseRevision: 5, reason: '' },
    ])
    expect(failureOf(failed)).toMatchObject({ code: 'CONFLICT', details: { command: 2, id: 'a2' } })
    expect(answerOf(await archive.articles.list())).toEqual([])
    const report = answerOf(await archive.verify())
    expect(report).toMatchObject({ ok: true, notes: [], checked: { articles: 0, revisions: 0, assets: 0 } })
  })

  test('a reference that nothing in the batch fulfils fails it, naming the command', async () => {
    const { archive } = await freshArchive()
    const failed = await archive.batch([
      { do: 'save', kind: 'publication', value: aPublication(), baseRevision: null, reason: '' },
      { do: 'save', kind: 'page', value: aPage('p1', 'nowhere', 1), baseRevision: null, reason: '' },
    ])
    expect(failureOf(failed)).toMatchObject({ code: 'NOT_FOUND', details: { command: 1, id: 'nowhere' } })
    expect(answerOf(await archive.publications.list())).toEqual([])
  })

  test('its outcomes come in the order of its commands', async () => {
    const { archive } = await freshArchive()
    const [asset, article] = answerOf(
      await archive.batch([
        { do: 'put-asset', source: bytes('original') },
        { do: 'save', kind: 'article', value: anArticle('a1'), baseRevision: null, reason: '' },
      ]),
    )
    expect(asset).toMatchObject({ size: 8, added: true })
    expect(article).toMatchObject({ id: 'a1', revision: 1 })
    expect(answerOf(await archive.batch([]))).toEqual([])
  })

  test('an unknown command or kind is refused', async () => {
    const { archive } = await freshArchive()
    expect(failureOf(await archive.batch([{ do: 'drop' } as never]))).toMatchObject({ code: 'BAD_REQUEST' })
    const odd = { do: 'save', kind: '__proto__', value: {}, baseRevision: null, reason: '' } as never
    expect(failureOf(await archive.batch([odd])).code).toBe('BAD_REQUEST')
  })
})

describe('an import', () => {
  test('keeps the untouched original, the encoding, the repairs and which articles came of it', async () => {
    const { archive } = await freshArchive()
    await archive.articles.save({ article: anArticle('a1'), baseRevision: null, reason: '导入' })
    const original = new Uint8Array([0xb0, 0xe6, 0xd0, 0xc4])
    const repairs = [{ kind: 'full-width', before: ',', after: '，' }]
    const recorded = answerOf(
      await archive.imports.record({ original, fileName: '来稿.txt', encoding: 'gb18030', repairs, articles: ['a1'] }),
    )
    expect(answerOf(await archive.imports.get(recorded.id))).toEqual(recorded)
    expect(recorded).toMatchObject({ fileName: '来稿.txt', encoding: 'gb18030', repairs, articles: ['a1'] })
    expect(answerOf(await archive.assets.get(recorded.original))).toEqual(Buffer.from(original))
    expect(answerOf(await archive.imports.ofArticle('a1'))).toEqual([recorded])
    expect(answerOf(await archive.imports.list())).toEqual([recorded])
    expect(failureOf(await archive.imports.get('none')).code).toBe('NOT_FOUND')
    await expectSound(archive)
  })

  test('of an article that is not there leaves nothing behind', async () => {
    const { archive } = await freshArchive()
    const refused = await archive.imports.record({
      original: bytes('x'),
      fileName: 'x.txt',
      encoding: 'utf-8',
      repairs: [],
      articles: ['ghost'],
    })
    expect(failureOf(refused)).toMatchObject({ code: 'NOT_FOUND', details: { what: 'article', id: 'ghost' } })
    expect(answerOf(await archive.imports.list())).toEqual([])
    expect(answerOf(await archive.verify())).toMatchObject({ ok: true, notes: [], checked: { assets: 0 } })
  })
})
