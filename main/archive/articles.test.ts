import { describe, expect, test } from 'vitest'
import { answerOf, expectSound, failureOf, freshArchive, opened } from './testing/newsroom.ts'
import { anArticle } from './testing/samples.ts'

describe('an article in the archive', () => {
  test('what was written is read back, with author, time and reason', async () => {
    const { archive } = await freshArchive()
    const article = anArticle('a1')
    const saved = answerOf(await archive.articles.save({ article, baseRevision: null, reason: '来稿' }))
    expect(saved).toMatchObject({ id: 'a1', revision: 1, changed: true, author: '编辑甲', reason: '来稿' })
    const stored = answerOf(await archive.articles.get('a1'))
    expect(stored.value).toEqual(article)
    expect(stored).toMatchObject({ revision: 1, author: '编辑甲', reason: '来稿', contentHash: saved.contentHash })
    expect(stored.at).toMatch(/^2026-05-12T08:00:\d\d\.000Z$/)
    await expectSound(archive)
  })

  test('each save is a new revision and every old one can still be read', async () => {
    const { archive } = await freshArchive()
    const first = anArticle('a1')
    const second = anArticle('a1', { headline: '新码头昨天开港' })
    await archive.articles.save({ article: first, baseRevision: null, reason: '来稿' })
    answerOf(await archive.articles.save({ article: second, baseRevision: 1, reason: '改主题' }))
    expect(answerOf(await archive.articles.get('a1')).value).toEqual(second)
    expect(answerOf(await archive.articles.revision('a1', 1)).value).toEqual(first)
    const history = answerOf(await archive.articles.revisions('a1'))
    expect(history.map((entry) => [entry.revision, entry.reason])).toEqual([
      [1, '来稿'],
      [2, '改主题'],
    ])
    expect(new Set(history.map((entry) => entry.hash)).size).toBe(2)
  })

  test('a save on an old revision is a conflict that names the newest, and nothing is written', async () => {
    const { archive } = await freshArchive()
    await archive.articles.save({ article: anArticle('a1'), baseRevision: null, reason: '来稿' })
    await archive.articles.save({ article: anArticle('a1', { deck: '二' }), baseRevision: 1, reason: '二' })
    const late = await archive.articles.save({
      article: anArticle('a1', { deck: '三' }),
      baseRevision: 1,
      reason: '三',
    })
    expect(failureOf(late)).toMatchObject({
      code: 'CONFLICT',
      details: { what: 'article', id: 'a1', baseRevision: 1, currentRevision: 2, currentAuthor: '编辑甲' },
    })
    expect(answerOf(await archive.articles.revisions('a1'))).toHaveLength(2)
    const twice = await archive.articles.save({ article: anArticle('a1'), baseRevision: null, reason: '又一次' })
    expect(failureOf(twice)).toMatchObject({ code: 'CONFLICT', details: { currentRevision: 2 } })
    const early = await archive.articles.save({ article: anArticle('a9'), baseRevision: 4, reason: '' })
    expect(failureOf(early)).toMatchObject({ code: 'CONFLICT', details: { baseRevision: 4, currentRevision: 0 } })
  })

  test('saving what is already the newest text writes nothing', async () => {
    const { archive } = await freshArchive()
    await archive.articles.save({ article: anArticle('a1'), baseRevision: null, reason: '来稿' })
    const again = answerOf(await archive.articles.save({ article: anArticle('a1'), baseRevision: 1, reason: '再存' }))
    expect(again).toMatchObject({ revision: 1, changed: false, reason: '来稿' })
    expect(answerOf(await archive.articles.revisions('a1'))).toHaveLength(1)
  })

  test('restoring an old revision adds one with the same content hash', async () => {
    const { archive } = await freshArchive()
    const first = answerOf(
      await archive.articles.save({ article: anArticle('a1'), baseRevision: null, reason: '来稿' }),
    )
    await archive.articles.save({ article: anArticle('a1', { deck: '错' }), baseRevision: 1, reason: '改错了' })
    const restored = answerOf(
      await archive.articles.restore({ id: 'a1', revision: 1, baseRevision: 2, reason: '恢复第1稿' }),
    )
    expect(restored).toMatchObject({ revision: 3, contentHash: first.contentHash })
    expect(restored.hash).not.toBe(first.hash)
    expect(answerOf(await archive.articles.get('a1')).value.deck).toBe('')
    const gone = await archive.articles.restore({ id: 'a1', revision: 9, baseRevision: 3, reason: '' })
    expect(failureOf(gone)).toMatchObject({ code: 'NOT_FOUND', details: { what: 'article', id: 'a1', revision: 9 } })
    await expectSound(archive)
  })

  test('articles are listed in the order they came, in parts if asked', async () => {
    const { archive } = await freshArchive()
    for (const id of ['c', 'a', 'b'])
      await archive.articles.save({ article: anArticle(id), baseRevision: null, reason: '' })
    await archive.articles.save({ article: anArticle('c', { deck: '新' }), baseRevision: 1, reason: '' })
    const ids = async (range = {}) => answerOf(await archive.articles.list(range)).map((stored) => stored.id)
    expect(await ids()).toEqual(['c', 'a', 'b'])
    expect(await ids({ limit: 2 })).toEqual(['c', 'a'])
    expect(await ids({ after: 'c', limit: 1 })).toEqual(['a'])
    expect(answerOf(await archive.articles.getMany(['b', 'c'])).map((stored) => stored.value.id)).toEqual(['b', 'c'])
    expect(failureOf(await archive.articles.getMany(['b', 'x']))).toMatchObject({
      code: 'NOT_FOUND',
      details: { id: 'x' },
    })
  })

  test('what is not an article is refused and named', async () => {
    const { archive } = await freshArchive()
    const article = { ...anArticle('a1'), headline: 7 } as never
    const refused = await archive.articles.save({ article, baseRevision: null, reason: '' })
    expect(failureOf(refused)).toMatchObject({ code: 'BAD_REQUEST', details: { field: 'article.headline' } })
    const withFunction = { ...anArticle('a1'), slug: () => '' } as never
    const notData = await archive.articles.save({ article: withFunction, baseRevision: null, reason: '' })
    expect(failureOf(notData)).toMatchObject({ code: 'BAD_REQUEST', details: { reason: 'not-data' } })
    expect(failureOf(await archive.articles.get('a1')).code).toBe('NOT_FOUND')
  })

  test('an article with a picture the archive does not have is refused', async () => {
    const { archive } = await freshArchive()
    const refused = await archive.articles.save({
      article: anArticle('a1', { pictures: ['p9'] }),
      baseRevision: null,
      reason: '',
    })
    expect(failureOf(refused)).toEqual({ code: 'NOT_FOUND', details: { what: 'picture', id: 'p9' } })
    expect(answerOf(await archive.articles.list())).toEqual([])
  })

  test('text with quotes, rare characters, lone surrogates and control characters comes back the same', async () => {
    const { archive, dir } = await freshArchive()
    const runs = [{ text: '“𠮷”\u0000\ud800é\u2028\\"' }]
    const article = anArticle('a1', { body: [{ type: 'paragraph', runs }] })
    answerOf(await archive.articles.save({ article, baseRevision: null, reason: '' }))
    await archive.close()
    const again = await opened(dir)
    expect(answerOf(await again.articles.get('a1')).value).toEqual(article)
    await expectSound(again)
  })

  test('a call on a closed archive fails, and closing twice is no harm', async () => {
    const { archive } = await freshArchive()
    answerOf(await archive.close())
    answerOf(await archive.close())
    expect(failureOf(await archive.articles.list())).toMatchObject({ details: { error: 'archive-closed' } })
  })
})
