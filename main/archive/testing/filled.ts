import { assetHash } from '../hash.ts'
import type { Archive, Command } from '../types.ts'
import { answerOf } from './newsroom.ts'
import { anArticle, anIssue, aPage, aPicture, aPublication } from './samples.ts'

export const RASTER = new TextEncoder().encode('a raster of the robot line')
export const ORIGINAL = new TextEncoder().encode('新码头今天开港')

const made = { do: 'save', baseRevision: null } as const
const rewritten = (base: number, deck: string): Command[] => [
  { do: 'save', kind: 'article', value: anArticle('a1', { deck }), baseRevision: base, reason: deck },
]

/** A small issue in three batches: two pages, two articles one of which has three revisions, a picture, an import. */
export const FILLING: readonly (readonly Command[])[] = [
  [
    { do: 'put-asset', source: RASTER },
    { do: 'put-asset', source: ORIGINAL },
    { ...made, kind: 'publication', value: aPublication(), reason: '建报' },
    { ...made, kind: 'issue', value: anIssue('i1', '2026-05-12'), reason: '建期' },
    { ...made, kind: 'picture', value: aPicture('x1', assetHash(RASTER)), reason: '来图' },
    { ...made, kind: 'article', value: anArticle('a1'), reason: '来稿' },
    { ...made, kind: 'article', value: anArticle('a2', { pictures: ['x1'] }), reason: '来稿' },
    { ...made, kind: 'page', value: aPage('p1', 'i1', 1, ['a1', 'a2']), reason: '组版' },
    { ...made, kind: 'page', value: aPage('p2', 'i1', 2), reason: '组版' },
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
  ],
  rewritten(1, '二稿'),
  rewritten(2, '三稿'),
]

export async function fill(archive: Archive): Promise<void> {
  for (const commands of FILLING) answerOf(await archive.batch(commands))
}
