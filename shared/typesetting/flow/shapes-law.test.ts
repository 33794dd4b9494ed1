import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { composeIssue } from '../compose.ts'
import { lostLetters } from '../testing/letters.ts'
import { article, issue, page, paragraph, place, subhead } from './test-copy.ts'
import { glyphs, lineOf, publication, touching } from './test-look.ts'

describe('the law over all shapes', () => {
  const text = fc.stringMatching(/^[桥吊冷藏箱夜航，。“”（）0-9A-Za-z ]{0,60}$/).map((each) => each.trim())
  const block = fc.oneof(
    { weight: 5, arbitrary: text.map((each) => paragraph(each + each)) },
    { weight: 1, arbitrary: fc.stringMatching(/^[订单从哪里来 ]{1,30}$/).map((each) => subhead(each.trim() || '来')) },
  )
  const anyArticle = fc.record({
    headline: text,
    byline: text,
    body: fc.array(block, { maxLength: 16 }),
    source: text,
    caption: text,
    credit: text,
    pictures: fc.constantFrom<string[]>([], ['robot'], ['crane', 'robot']),
  })
  const area = fc.record({
    left: fc.nat(60),
    line: fc.nat(30),
    width: fc.integer({ min: 1, max: 50 }),
    lines: fc.integer({ min: 1, max: 14 }),
  })
  const wrap = { beside: fc.constantFrom('wider', 'left', 'right', 'both', 'none' as const), gap: fc.nat(3) }
  const inset = fc.oneof(
    fc.record(
      { kind: fc.constant('picture' as const), pictureId: fc.constantFrom('robot', 'crane'), area, ...wrap },
      { requiredKeys: ['kind', 'pictureId', 'area'] },
    ),
    fc.record({ kind: fc.constant('space' as const), area, ...wrap }, { requiredKeys: ['kind', 'area'] }),
    fc.record(
      { kind: fc.constant('quote' as const), text: fc.constant('少等一天'), area },
      { requiredKeys: ['kind', 'text', 'area'] },
    ),
  )
  const strip = fc.record({ column: fc.nat(7), line: fc.nat(30), lines: fc.integer({ min: 1, max: 30 }) })
  const more = fc.record(
    {
      headAt: fc.constantFrom('above', 'left', 'right', 'middle' as const),
      headArea: area,
      headColumns: fc.integer({ min: 1, max: 4 }),
      headLines: fc.integer({ min: 1, max: 10 }),
      columns: fc.integer({ min: 1, max: 5 }),
      remainder: fc.constantFrom('gutters', 'first', 'last' as const),
      boxed: fc.boolean(),
      balanced: fc.boolean(),
      insets: fc.array(inset, { maxLength: 2 }),
      shape: fc.array(strip, { minLength: 1, maxLength: 5 }),
    },
    { requiredKeys: [] },
  )
  const anyPlacement = fc
    .tuple(fc.nat(7), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 50 }), more)
    .map(([column, columns, lines, rest]) => place('a', [column, 0, Math.min(columns, 8 - column), lines], rest))

  test('every letter is in one run or overset, the body stands on the grid and never on an inset', () => {
    fc.assert(
      fc.property(anyArticle, fc.array(anyPlacement, { minLength: 1, maxLength: 3 }), (parts, placements) => {
        const subject = article('a', parts)
        const pages = placements.map((each, i) => page(i + 1, [each]))
        const set = composeIssue({ publication, issue, pages, articles: [subject], pictures: [] }, glyphs)
        expect(lostLetters(subject, set)).toEqual([])
        for (const { displayList } of set.pages) {
          const pictures = displayList.items.flatMap((item) =>
            item.kind === 'fill' && item.ink.k === 60 ? [item.rect] : [],
          )
          for (const item of displayList.items) {
            if (item.kind !== 'glyphs' || (item.origin?.part !== 'body' && item.origin?.part !== 'source')) continue
            if (item.origin.part === 'body' && item.font === publication.styles.body.font)
              expect(Number.isInteger(lineOf(item))).toBe(true)
            for (const picture of pictures) expect(touching([item], picture)).toEqual([])
          }
        }
      }),
      { numRuns: 100 },
    )
  })
})
