import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chineseDate, chineseWeekday, isCalendarDate, weekday } from './dates.ts'
import { BROADSHEET, broadsheet, TABLOID, tabloid } from './defaults.ts'
import { footprint, Issue, Page, Placement } from './issue.ts'
import { articleChains, jumps } from './jumps.ts'
import { Publication } from './publication.ts'
import { checkIssue } from './rules.ts'

const place = (articleId: string, column: number, line: number, columns: number, lines: number): Placement => ({
  articleId,
  block: { column, line, columns, lines },
})
const page = (number: number, placements: Placement[], mastheadLines = 0): Page => ({
  schema: 1,
  id: `p${number}`,
  issueId: 'i',
  number,
  section: '要闻',
  editors: '',
  mastheadLines,
  placements,
  rules: [],
})
const issue = (date = '2026-05-12'): Issue => ({ schema: 1, id: 'i', publicationId: 'p', date, number: 1286 })

describe('dates as printed', () => {
  test('2026-05-12 is 2026年5月12日 星期二', () => {
    expect(`${chineseDate('2026-05-12')} ${chineseWeekday('2026-05-12')}`).toBe('2026年5月12日 星期二')
  })

  test('weekdays agree with the calendar from 1900 to 2199', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_567, max: 84_000 }), (day) => {
        const date = new Date(day * 86_400_000)
        expect(weekday(date.toISOString().slice(0, 10))).toBe(date.getUTCDay())
      }),
    )
  })

  test('29 February is a date in leap years only', () => {
    expect(['2024-02-29', '2026-02-29', '2100-02-29', '2000-02-29'].map(isCalendarDate)).toEqual([
      true,
      false,
      false,
      true,
    ])
  })
})

describe('jumps', () => {
  test('a story on pages 1 and 4 jumps from 1 to 4, whatever order the pages come in', () => {
    const pages = [page(4, [place('a', 0, 0, 4, 40)]), page(1, [place('b', 0, 0, 3, 9), place('a', 0, 20, 4, 40)])]
    expect(jumps(pages)).toEqual([{ articleId: 'a', from: 1, to: 4 }])
    expect(articleChains(pages).get('a')).toEqual([
      { page: 1, placement: 1 },
      { page: 4, placement: 0 },
    ])
  })

  test('two frames on one page are a chain, not a jump', () => {
    expect(jumps([page(2, [place('a', 0, 0, 2, 40), place('a', 4, 0, 2, 40)])])).toEqual([])
  })
})

describe('rules of an issue', () => {
  const codes = (pages: Page[], of = issue()) => checkIssue(of, pages, BROADSHEET).map((finding) => finding.code)

  test('a sound issue has no findings', () => {
    expect(codes([page(1, [place('a', 0, 12, 8, 50)], 12), page(2, [])])).toEqual([])
  })

  test('each fault is named', () => {
    expect(codes([page(1, [place('a', 5, 0, 4, 9)])])).toEqual(['BLOCK_OUTSIDE_TYPE_AREA'])
    expect(codes([page(1, [place('a', 0, 4, 4, 9)], 12)])).toEqual(['BLOCK_UNDER_MASTHEAD'])
    expect(codes([page(1, [place('a', 0, 0, 4, 9), place('b', 3, 8, 2, 9)])])).toEqual(['BLOCKS_OVERLAP'])
    expect(codes([page(1, []), page(1, [])])).toEqual(['PAGE_NUMBER_TWICE'])
    expect(codes([page(1, []), page(3, [])])).toEqual(['PAGE_NUMBER_MISSING'])
    expect(codes([page(1, [])], issue('2026-02-30'))).toEqual(['DATE_IMPOSSIBLE'])
  })

  test('blocks that touch do not overlap', () => {
    expect(codes([page(1, [place('a', 0, 0, 4, 9), place('b', 4, 0, 4, 9), place('c', 0, 9, 8, 9)])])).toEqual([])
  })
})

describe('articles that are no rectangle', () => {
  const strip = (column: number, line: number, lines: number) => ({ column, line, lines })
  const shaped = { ...place('a', 0, 0, 3, 40), shape: [strip(0, 0, 40), strip(1, 0, 20), strip(2, 0, 20)] }
  const codes = (...placements: Placement[]) =>
    checkIssue(issue(), [page(1, placements)], BROADSHEET).map(({ code }) => code)

  test('an L leaves its corner to another article', () => {
    expect(codes(shaped, place('b', 1, 20, 2, 20))).toEqual([])
    expect(codes(shaped, place('b', 1, 19, 2, 20))).toEqual(['BLOCKS_OVERLAP'])
  })

  test('a frame off the page is named, and one under the masthead', () => {
    const frames = [{ column: 6, line: 0, columns: 3, lines: 9, textColumns: 2 }]
    expect(codes({ ...place('a', 0, 0, 8, 9), frames })).toEqual(['BLOCK_OUTSIDE_TYPE_AREA'])
  })

  test('a box may stand inside the text that runs around it, and nowhere else', () => {
    const inner = place('b', 2, 10, 2, 10)
    const outer = place('a', 0, 0, 6, 40)
    expect(codes({ ...outer, insets: [{ kind: 'article', articleId: 'b' }] }, inner)).toEqual([])
    expect(codes(inner, { ...outer, insets: [{ kind: 'article', articleId: 'b' }] })).toEqual([])
    expect(codes(outer, inner)).toEqual(['BLOCKS_OVERLAP'])
  })

  test('placements written before have no shape and are read unchanged', () => {
    const old = { articleId: 'a', block: { column: 0, line: 0, columns: 3, lines: 40 }, columns: 2, boxed: true }
    expect(Placement.parse(old)).toEqual(old)
    expect(footprint(old)).toEqual([old.block])
  })

  test('an inset of a kind nobody knows, or of no size, is refused', () => {
    const area = { left: 0, line: 0, width: 20, lines: 5 }
    const parse = (inset: unknown) => Placement.safeParse({ ...place('a', 0, 0, 3, 40), insets: [inset] }).success
    expect(parse({ kind: 'space', area })).toBe(true)
    expect(parse({ kind: 'advert', area })).toBe(false)
    expect(parse({ kind: 'space', area: { ...area, width: 0 } })).toBe(false)
  })
})

describe('the shipped publications', () => {
  test('pass their own schema', () => {
    expect(Publication.parse(broadsheet())).toEqual(broadsheet())
    expect(Publication.parse(tabloid())).toEqual(tabloid())
    expect(Page.parse(page(1, []))).toEqual(page(1, []))
    expect(Issue.parse(issue())).toEqual(issue())
  })

  test.each([BROADSHEET, TABLOID])('the type area of $name stands in the middle of the trim', (format) => {
    const characters = format.columns * (format.charactersPerColumn + 1) - 1
    const width = characters * format.bodySize
    expect(Math.abs(format.trim.width - width - 2 * format.typeArea.x)).toBeLessThanOrEqual(1)
    expect(format.typeArea.y + format.lines * format.linePitch).toBeLessThan(format.trim.height - 40_000)
  })
})
