import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Article, type Block, LIST_MARKERS, type Marks, partText, type Run } from '../../document/article.ts'
import { broadsheet } from '../../edition/defaults.ts'
import { Publication } from '../../edition/publication.ts'
import { composeIssue } from '../compose.ts'
import { flowItems } from '../flow/items.ts'
import { createSetter } from '../flow/setter.ts'
import { article, issue, page, place } from '../flow/test-copy.ts'
import { squareGlyphs } from '../testing/square-glyphs.ts'
import { unknownStyles } from './index.ts'

const glyphs = squareGlyphs()
const setter = createSetter(glyphs)
const paper = Publication.parse({
  ...broadsheet(),
  paragraphStyles: {
    cap: { basedOn: 'drop-cap', dropCap: { lines: 3 } },
    tabbed: {
      basedOn: 'body',
      hang: 3000,
      tabs: [
        { at: 4000, align: 'start' },
        { at: 9000, align: 'decimal' },
        { at: 13_000, align: 'end' },
      ],
    },
    ruled: { basedOn: 'table', rules: 'grid', left: 500 },
    letter: { basedOn: 'quotation', left: 3000, right: 2000, hang: 1000 },
  },
})

const marks: fc.Arbitrary<Marks> = fc.oneof(
  fc.constant({}),
  fc.constantFrom<Marks>(
    { bold: true },
    { emphasis: true },
    { script: 'super' },
    { ruby: 'hǎo' },
    { bold: true, ruby: 'chuáncāng' },
  ),
)
const run = (pattern: RegExp): fc.Arbitrary<Run> => fc.record({ text: fc.stringMatching(pattern), marks })
const runs = fc.array(run(/^[桥吊冷藏箱夜航，。“”（）0-9A-Za-z \t]{0,40}$/), { maxLength: 4 })
const cell = fc.record({ runs: fc.array(run(/^[桥吊冷藏箱，0-9.A-Z ]{0,12}$/), { maxLength: 2 }) })
const style = fc.constantFrom(undefined, 'cap', 'drop-cap', 'tabbed', 'letter', 'missing')
const styled = (block: object, name: string | undefined) => ({ ...block, ...(name ? { style: name } : {}) }) as Block

const text = fc
  .tuple(fc.constantFrom('paragraph', 'paragraph', 'quotation', 'verse', 'signature', 'subhead'), runs, style)
  .map(([type, copy, name]) => styled({ type, runs: copy }, name))
const item = fc
  .tuple(fc.constantFrom(...LIST_MARKERS), fc.integer({ min: 1, max: 4 }), runs, style)
  .map(([marker, level, copy, name]) => styled({ type: 'list-item', marker, level, runs: copy }, name))
const table = fc
  .integer({ min: 1, max: 5 })
  .chain((columns) =>
    fc
      .tuple(
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 12 }),
        fc.array(
          fc.record(
            { width: fc.integer({ min: 1, max: 20_000 }), align: fc.constantFrom('start', 'center', 'end', 'decimal') },
            { requiredKeys: ['align'] },
          ),
          { minLength: columns, maxLength: columns },
        ),
        fc.integer({ min: 0, max: 2 }),
        fc.constantFrom(undefined, 'ruled'),
      )
      .map(([rows, cols, headerRows, name]) => styled({ type: 'table', rows, columns: cols, headerRows }, name)),
  )
const body = fc.array(
  fc.oneof({ weight: 4, arbitrary: text }, { weight: 2, arbitrary: item }, { weight: 1, arbitrary: table }),
  { maxLength: 10 },
)
const frame = fc.tuple(
  fc.integer({ min: 0, max: 7 }),
  fc.integer({ min: 1, max: 8 }),
  fc.integer({ min: 3, max: 60 }),
  fc.integer({ min: 1, max: 6 }),
)

const isLetter = (char: string) => !/\s/.test(char)

describe('every block', () => {
  test('every letter is in exactly one run with its own origin, or in the overset, through jumps into other columns', () => {
    fc.assert(
      fc.property(body, fc.array(frame, { minLength: 1, maxLength: 3 }), (blocks, frames) => {
        const subject = Article.parse(article('a', { body: blocks, source: '（来源：本报）' }))
        const pages = frames.map(([column, columns, lines, inner], i) =>
          page(i + 1, [place('a', [column, 0, Math.min(columns, 8 - column), lines], { columns: inner })]),
        )
        const composed = composeIssue({ publication: paper, issue, pages, articles: [subject], pictures: [] }, glyphs)
        const whole = partText(subject, 'body')
        const seen = new Uint8Array(whole.length)
        for (const { displayList } of composed.pages) {
          let last = -1
          for (const each of displayList.items) {
            if ((each.kind !== 'glyphs' && each.kind !== 'missing') || each.origin?.part !== 'body') continue
            const { start } = each.origin
            expect(whole.slice(start, start + each.text.length)).toBe(each.text)
            // Drawn in reading order: the tail guard reads the page as it was drawn.
            expect(start).toBeGreaterThan(last)
            last = start
            for (let i = 0; i < each.text.length; i++) if (isLetter(each.text[i]!)) seen[start + i]!++
          }
        }
        const booked = new Int8Array(whole.length).fill(-1)
        for (const { part, start, end, page: on } of composed.stretches) {
          if (part === 'body') booked.fill(on === null ? 0 : 1, start, end)
        }
        for (let i = 0; i < whole.length; i++) if (isLetter(whole[i]!)) expect([i, seen[i]]).toEqual([i, booked[i]])
      }),
      { numRuns: 200 },
    )
  })

  test('stands inside its column', () => {
    fc.assert(
      fc.property(body, fc.integer({ min: 8, max: 30 }), (blocks, characters) => {
        const subject = Article.parse(article('a', { body: blocks }))
        const width = characters * 9000
        for (const flowed of flowItems(setter, paper, subject, width)) {
          expect(flowed.lines).toBeGreaterThan(0)
          for (const rule of flowed.rules ?? []) {
            expect([rule.x >= 0, rule.x + rule.width <= width]).toEqual([true, true])
          }
          if (flowed.kind !== 'text') continue
          for (const { set, place: room, style: type, line } of flowed.rows) {
            expect(line ?? 0).toBeLessThan(flowed.lines)
            if (room) expect([room.x >= 0, room.x + room.width <= width + 1]).toEqual([true, true])
            // A single letter or gloss wider than its cell stands out; nothing else does.
            if (set.glyphs.filter((glyph) => glyph.advance > 0).length > 3 && !set.extras)
              expect((set.width * type.size) / 1000).toBeLessThanOrEqual((room?.width ?? width) + type.size)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  test('goes on from any of its lines as it would have gone on', () => {
    fc.assert(
      fc.property(body, fc.nat(60), (blocks, at) => {
        const subject = Article.parse(article('a', { body: blocks }))
        const items = flowItems(setter, paper, subject, 117_000)
        const from = items[at % Math.max(1, items.length)]?.cursor
        if (!from) return
        const rest = flowItems(setter, paper, subject, 117_000, from)
        const letters = (of: typeof items) =>
          of
            .flatMap(({ rows }) =>
              rows.flatMap(({ part, set, text: own }) => (part ? own.slice(set.start, set.end) : '')),
            )
            .join('')
        expect(letters(rest)).toBe(letters(items.slice(at % items.length)))
      }),
      { numRuns: 200 },
    )
  })
})

test('styles an article asks for in vain are all named', () => {
  fc.assert(
    fc.property(body, (blocks) => {
      const subject = article('a', { body: blocks })
      const missing = blocks.some((block) => block.style === 'missing')
      expect(unknownStyles(paper, subject)).toEqual(missing ? ['missing'] : [])
    }),
  )
})
