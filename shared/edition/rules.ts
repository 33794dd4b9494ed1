import { isCalendarDate } from './dates.ts'
import { footprint, type GridRect, type Issue, type Page, type Placement } from './issue.ts'
import type { PageFormat } from './publication.ts'

export const ISSUE_FINDINGS = [
  'DATE_IMPOSSIBLE',
  'PAGE_NUMBER_TWICE',
  'PAGE_NUMBER_MISSING',
  'BLOCK_OUTSIDE_TYPE_AREA',
  'BLOCKS_OVERLAP',
  'BLOCK_UNDER_MASTHEAD',
] as const
export type IssueFindingCode = (typeof ISSUE_FINDINGS)[number]

/** Something wrong with the plan of an issue, before any composition. */
export interface IssueFinding {
  readonly code: IssueFindingCode
  readonly page: number
  /** Articles concerned, where there are any. */
  readonly articleIds: readonly string[]
}

/** Whether two rectangles of the grid share a cell. */
export const overlaps = (a: GridRect, b: GridRect): boolean =>
  a.column < b.column + b.columns &&
  b.column < a.column + a.columns &&
  a.line < b.line + b.lines &&
  b.line < a.line + a.lines

/** Whether a rectangle lies wholly on the grid of the format. */
export const insideTypeArea = (rect: GridRect, format: PageFormat): boolean =>
  rect.column + rect.columns <= format.columns && rect.line + rect.lines <= format.lines

/** Rules every issue keeps: pages numbered 1, 2, 3 …; blocks on the grid, below the masthead and apart. */
export function checkIssue(issue: Issue, pages: readonly Page[], format: PageFormat): IssueFinding[] {
  const findings: IssueFinding[] = []
  if (!isCalendarDate(issue.date)) findings.push({ code: 'DATE_IMPOSSIBLE', page: 0, articleIds: [] })
  const numbers = pages.map((page) => page.number).sort((a, b) => a - b)
  numbers.forEach((number, i) => {
    if (number === numbers[i - 1]) findings.push({ code: 'PAGE_NUMBER_TWICE', page: number, articleIds: [] })
    else if (number > (numbers[i - 1] ?? 0) + 1)
      findings.push({ code: 'PAGE_NUMBER_MISSING', page: number - 1, articleIds: [] })
  })
  for (const page of pages) findings.push(...checkPage(page, format))
  return findings
}

function checkPage(page: Page, format: PageFormat): IssueFinding[] {
  const findings: IssueFinding[] = []
  page.placements.forEach((placement, i) => {
    const { articleId } = placement
    const rects = footprint(placement)
    if (!rects.every((rect) => insideTypeArea(rect, format)))
      findings.push({ code: 'BLOCK_OUTSIDE_TYPE_AREA', page: page.number, articleIds: [articleId] })
    if (rects.some((rect) => rect.line < page.mastheadLines))
      findings.push({ code: 'BLOCK_UNDER_MASTHEAD', page: page.number, articleIds: [articleId] })
    for (const other of page.placements.slice(i + 1)) {
      if (standsInside(placement, other) || standsInside(other, placement)) continue
      if (rects.some((rect) => footprint(other).some((each) => overlaps(rect, each))))
        findings.push({ code: 'BLOCKS_OVERLAP', page: page.number, articleIds: [articleId, other.articleId] })
    }
  })
  return findings
}

/** Whether the text of one placement runs around another by design. */
const standsInside = (inner: Placement, outer: Placement): boolean =>
  outer.insets?.some((inset) => inset.kind === 'article' && inset.articleId === inner.articleId) ?? false
