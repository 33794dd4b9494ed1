import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chineseDate, chineseWeekday, isCalendarDate, weekday } from './dates.ts'
import { BROADSHEET, broadsheet, TABLOID, tabloid } from './defaults.ts'
import { Issue, Page, type Placement } from './issue.ts'
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
