import { ARTICLE_PARTS } from '../document/article.ts'
import { footprint, type Page } from '../edition/issue.ts'
import { articleChains } from '../edition/jumps.ts'
import { insideTypeArea } from '../edition/rules.ts'
import type { DisplayList } from './display-list.ts'
import { notPlaced } from './flow/account.ts'
import { composeArticle } from './flow/chain.ts'
import type { Setter } from './flow/setter.ts'
import type { GlyphSource } from './glyph-source.ts'
import { drawFolio, drawMasthead } from './page/furniture.ts'
import type { Grid } from './page/grid.ts'
import { articleRules, handRule } from './page/rules.ts'
import { type Desk, type IssueInput, openDesk, type Sheet } from './page/sheet.ts'
import type { Adjustment, ComposeWarning, Copyfit, Stretch } from './report.ts'

export type { IssueInput } from './page/sheet.ts'

/** A composed page. */
export interface ComposedPage {
  readonly page: number
  readonly displayList: DisplayList
  readonly copyfit: readonly Copyfit[]
  readonly warnings: readonly ComposeWarning[]
  /** What composition changed of its own accord to fill the page. */
  readonly adjustments: readonly Adjustment[]
}

export interface ComposedIssue {
  readonly pages: readonly ComposedPage[]
  /** Where every letter of every article is: on which page, or overset (`page` null). */
  readonly stretches: readonly Stretch[]
}

/**
 * Composes pages of an issue: pure and deterministic, all lengths integers of 1/1000 pt. Articles are composed along
 * their chains, so a jump knows where it goes on; hand in all pages a jumping article stands on. An article placed
 * nowhere is overset as a whole and warned of on the first page. Styles missing from the publication throw.
 */
export function composeIssue(input: IssueInput, glyphs: GlyphSource, setter?: Setter): ComposedIssue {
  const desk = openDesk(input, glyphs, setter)
  const chains = articleChains(input.pages)
  for (const sheet of desk.sheets.values()) drawFurniture(desk, sheet)
  const first = desk.sheets.values().next().value
  for (const article of input.articles) {
    const stops = chains.get(article.id)
    if (stops) {
      composeArticle(desk, article, stops)
      continue
    }
    for (const part of ARTICLE_PARTS) notPlaced(desk, undefined, article, part)
    const details = { headline: article.headline || article.slug }
    first?.warnings.push({ code: 'ARTICLE_NOT_PLACED', page: first.page.number, articleId: article.id, details })
  }
  return { pages: [...desk.sheets.values()].map((sheet) => finish(desk, sheet)), stretches: desk.ledger.stretches() }
}

/**
 * One page of an issue. Only articles that stand on it are composed, each along its whole chain. Undefined where the
 * issue has no such page.
 */
export function composePage(
  input: IssueInput,
  number: number,
  glyphs: GlyphSource,
  setter?: Setter,
): ComposedPage | undefined {
  const wanted = input.pages.find((page) => page.number === number)
  if (!wanted) return undefined
  const standing = new Set(wanted.placements.map((placement) => placement.articleId))
  const articles = input.articles.filter((article) => standing.has(article.id))
  const pageCount = input.pageCount ?? input.pages.length
  return composeIssue({ ...input, articles, pageCount }, glyphs, setter).pages.find((page) => page.page === number)
}

function drawFurniture(desk: Desk, sheet: Sheet): void {
  const { grid, house } = desk
  const { page, painter } = sheet
  if (page.mastheadLines > 0) drawMasthead(desk, sheet)
  else drawFolio(desk, sheet)
  const ink = { c: 0, m: 0, y: 0, k: 1000 }
  for (const rule of articleRules(grid, page.placements, house.articleRule)) painter.fill(rule, ink)
  for (const rule of page.rules) painter.fill(handRule(grid, rule, house.articleRule), ink)
  const known = new Set(desk.input.articles.map((article) => article.id))
  for (const placement of page.placements) {
    const { articleId, block } = placement
    const details = { column: block.column, line: block.line, columns: block.columns, lines: block.lines }
    const warn = (code: 'FRAME_OUTSIDE_TYPE_AREA' | 'ARTICLE_MISSING') =>
      sheet.warnings.push({ code, page: page.number, articleId, details })
    if (!footprint(placement).every((rect) => insideTypeArea(rect, grid.format))) warn('FRAME_OUTSIDE_TYPE_AREA')
    if (!known.has(articleId)) warn('ARTICLE_MISSING')
  }
  const { lines, foot } = openFoot(page, grid)
  if (lines >= FOOT_LINES) {
    const details = { lines: foot, characters: lines * grid.format.charactersPerColumn }
    const at = { x: grid.typeArea.x, y: grid.y(grid.format.lines - foot) }
    sheet.warnings.push({ code: 'PAGE_NOT_FULL', page: page.number, details, at })
  }
}

/** Column lines left free at the foot of a page before anybody is told. */
const FOOT_LINES = 24

/** Free lines under the lowest block of each column: all of them together, and the deepest. */
function openFoot(page: Page, grid: Grid): { lines: number; foot: number } {
  let lines = 0
  let foot = 0
  for (let column = 0; column < grid.format.columns; column++) {
    const ends = page.placements
      .flatMap(footprint)
      .filter((rect) => rect.column <= column && column < rect.column + rect.columns)
      .map((rect) => rect.line + rect.lines)
    const free = grid.format.lines - Math.max(page.mastheadLines, ...ends)
    lines += Math.max(0, free)
    foot = Math.max(foot, free)
  }
  return { lines, foot }
}

function finish(desk: Desk, sheet: Sheet): ComposedPage {
  const { grid, setter } = desk
  const { page, painter } = sheet
  const keys = new Set<string>()
  for (const item of painter.items) if (item.kind === 'glyphs') keys.add(item.font)
  for (const lost of painter.missing) {
    const codePoint = lost.text.codePointAt(0) ?? 0
    const details = { character: lost.text, codePoint: codePoint.toString(16).toUpperCase().padStart(4, '0') }
    const articleId = lost.origin ? { articleId: lost.origin.articleId } : {}
    const at = { x: lost.rect.x, y: lost.rect.y }
    sheet.warnings.push({ code: 'MISSING_GLYPH', page: page.number, ...articleId, details, at })
  }
  const displayList: DisplayList = {
    version: 1,
    page: page.number,
    trim: grid.format.trim,
    bleed: grid.format.bleed,
    typeArea: grid.typeArea,
    fonts: [...keys].sort().map((key) => ({ key, hash: setter.glyphs.facts(key).hash })),
    items: painter.items,
  }
  const { copyfit, warnings, adjustments } = sheet
  return { page: page.number, displayList, copyfit, warnings, adjustments }
}
