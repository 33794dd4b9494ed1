import { assetHash } from '../hash.ts'
import type { Archive } from '../types.ts'
import { answerOf } from './newsroom.ts'
import { anArticle, anIssue, aPage, aPicture, aPublication } from './samples.ts'

export const RASTER = new TextEncoder().encode('a raster of the robot line')
export const ORIGINAL = new TextEncoder().encode('新码头今天开港')

/** A small issue: two pages, two articles one of which has three revisions, a picture, an import. */
export async function fill(archive: Archive): Promise<void> {
  answerOf(
    await archive.batch([
      { do: 'put-asset', source: RASTER },
      { do: 'put-asset', source: ORIGINAL },
      { do: 'save', kind: 'publication', value: aPublication(), baseRevision: null, reason: '建报' },
      { do: 'save', kind: 'issue', value: anIssue('i1', '2026-05-12'), baseRevision: null, reason: '建期' },
      { do: 'save', kind: 'picture', value: aPicture('x1', assetHash(RASTER)), baseRevision: null, reason: '来图' },
      { do: 'save', kind: 'article', value: anArticle('a1'), baseRevision: null, reason: '来稿' },
      { do: 'save', kind: 'article', value: anArticle('a2', { pictures: ['x1'] }), baseRevision: null, reason: '来稿' },
      { do: 'save', kind: 'page', value: aPage('p1', 'i1', 1, ['a1', 'a2']), baseRevision: null, reason: '组版' },
      { do: 'save', kind: 'page', value: aPage('p2', 'i1', 2), baseRevision: null, reason: '组版' },
      {
        do: 'record-import',
        import: {
          id: 'm1',
          original: assetHash(ORIGINAL),
          fileName: '来稿.txt',
          encoding: 'utf-8',
          repairs: [{ kind: 'joined', before: '今\n天', after: '今天' }],
          articles: ['a1'],
        },
      },
    ]),
  )
  for (const [base, deck] of [
    [1, '二稿'],
    [2, '三稿'],
  ] as const) {
    answerOf(await archive.articles.save({ article: anArticle('a1', { deck }), baseRevision: base, reason: deck }))
  }
}
