// No page changes its look without somebody having meant it.
import { expect, test } from 'vitest'
import { changes, composeGolden, type Golden, readGolden } from './golden-hashes.ts'

test('the sample and the named pages are composed as when they were last found good', async () => {
  const { golden } = await composeGolden()
  const changed = [...changes(await readGolden(), golden)].map(([name, what]) => `${name}: ${what}`)
  if (changed.length === 0) return
  expect.fail(
    `${changed.join('\n')}\nIf nobody meant that, a change to composition has side effects. If somebody did: run ` +
      '`npm run golden`, look at the changed pages in out/golden, and commit golden.json.',
  )
})

test('a change is told by what is left of the page', () => {
  const page = (sha256: string, glyphs: number): Golden[string] => ({ sha256, items: 9, glyphs })
  const before = { moved: page('a', 5), longer: page('b', 5), gone: page('c', 5), same: page('d', 5) }
  const now = { moved: page('x', 5), longer: page('y', 7), same: page('d', 5), fresh: page('e', 5) }
  expect([...changes(before, now)]).toEqual([
    ['moved', 'as many glyphs, elsewhere or others'],
    ['longer', 'glyphs 5 → 7, items 9 → 9'],
    ['gone', 'is no longer composed'],
    ['fresh', 'is new'],
  ])
})
