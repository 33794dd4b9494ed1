// Automatic make-up: where the articles of a page go when nobody has placed them.
import type { Article } from '../document/article.ts'
import type { Page, Picture, Placement } from '../edition/issue.ts'
import type { Publication } from '../edition/publication.ts'
import type { Setter } from '../typesetting/flow/setter.ts'
import type { GlyphSource } from '../typesetting/glyph-source.ts'
import { composeHead, ladderBelow } from '../typesetting/page/head.ts'
import { type Desk, openDesk } from '../typesetting/page/sheet.ts'
import { type Leaf, measureLeaf } from './leaf.ts'
import { assign, type Layout, layouts } from './tree.ts'

export interface PlanInput {
  readonly publication: Publication
  /** Its placements are not looked at; its masthead is. */
  readonly page: Page
  /** In order of weight: the first is the lead. */
  readonly articles: readonly Article[]
  readonly pictures: readonly Picture[]
}

/** Fewest lines of text an article is given when the page is full. */
const LEAST_TEXT = 16
/** Largest headline under the lead's, as a share of it. */
const BEHIND_LEAD = 0.9
/** Share of the page's lines that may be lost to bad shapes before an article is left out instead. */
const CROWDED = 0.07
/** Most articles a page is searched for; newspapers carry 6 to 12. */
const MOST_ARTICLES = 24

/**
 * A plain make-up of one page from really composed lengths: blocks over whole columns by straight cuts, in reading
 * order, the lead first and widest, pictures taking up the slack. Where the copy is too long the last article that
 * still finds a place is overset and those after it stay unplaced. Pass the setter that will compose the page.
 */
export function planPage(input: PlanInput, glyphs: GlyphSource, setter?: Setter): Placement[] {
  const { publication, page, pictures } = input
  const issue = { schema: 1 as const, id: '-', publicationId: publication.id, date: '2000-01-01', number: 0 }
  const desk = openDesk({ publication, issue, pages: [page], articles: input.articles, pictures }, glyphs, setter)
  const { format } = desk.grid
  const lines = format.lines - page.mastheadLines
  const room = lines * format.columns
  const leaves: Leaf[] = []
  let area = 0
  for (const article of input.articles.slice(0, MOST_ARTICLES)) {
    const leaf = measureLeaf(desk, article, leaves.length === 0)
    leaves.push(leaf)
    area += leaf.textLines
    if (area > room) break
  }
  const found = search(desk, leaves, lines)
  if (!found) return []
  const placements: Placement[] = []
  const height = Math.min(lines, Math.max(found.layout.most, found.layout.least))
  const whole = { column: 0, line: page.mastheadLines, columns: format.columns, lines: height }
  assign(found.layout, whole, desk.house.blockGapLines, (index, block, shape) => {
    const { article } = found.leaves[index]!
    const { picture } = shape
    if (!picture) {
      placements.push({ articleId: article.id, block })
      return
    }
    const spare = Math.floor(((block.lines - shape.least) * block.columns) / picture.area.columns)
    const area = { ...picture.area, lines: picture.area.lines + Math.max(0, Math.min(picture.grow, spare)) }
    placements.push({ articleId: article.id, block, picture: { pictureId: picture.pictureId, area } })
  })
  return placements.map((placement, i) =>
    i === 0 ? placement : stepBack(desk, found.leaves, placements[0]!, placement),
  )
}

/** No headline is as large as the lead's. */
function stepBack(desk: Desk, leaves: readonly Leaf[], lead: Placement, placement: Placement): Placement {
  const size = (of: Placement, first: boolean) => {
    const { article } = leaves.find((leaf) => leaf.article.id === of.articleId)!
    const spec = { width: desk.grid.span(of.block.columns), pitch: desk.grid.pitch, lead: first, continuation: false }
    return composeHead(desk.setter, desk.publication, article, spec).size
  }
  const most = ladderBelow(desk.house.headlineLadder, size(lead, true) * BEHIND_LEAD)
  return size(placement, false) > most ? { ...placement, headlineSize: most } : placement
}

interface Found {
  readonly layout: Layout
  readonly leaves: readonly Leaf[]
}

/**
 * The best layout of as many articles as the page takes in good shape. Copy that fits is taken whole, at any price;
 * where it is too long, the last article is cut down as far as it must be, and articles are left out rather than all
 * of them set as ribbons.
 */
function search(desk: Desk, leaves: readonly Leaf[], lines: number): Found | undefined {
  const crowded = lines * desk.grid.format.columns * CROWDED
  const loss = ({ layout }: Found) => layout.cost + foot(layout, lines)
  let fallback: Found | undefined
  for (let count = leaves.length; count > 0; count--) {
    const some = leaves.slice(0, count)
    const layout = choose(desk, some, lines)
    const whole = layout && { layout, leaves: some }
    if (whole && count === leaves.length) return whole
    for (const found of [whole, shorten(desk, some, lines, crowded)]) {
      if (!found) continue
      if (loss(found) < crowded) return found
      if (!fallback || loss(found) < loss(fallback)) fallback = found
    }
  }
  return fallback
}

/** The longest text of the last article that leaves the page a layout. */
function shorten(desk: Desk, leaves: readonly Leaf[], lines: number, crowded: number): Found | undefined {
  const last = leaves.at(-1)!
  const attempt = (text: number): Found | undefined => {
    const some = [...leaves.slice(0, -1), last.clipped(text)]
    const layout = choose(desk, some, lines)
    return layout && { layout, leaves: some }
  }
  let low = Math.min(LEAST_TEXT, last.textLines)
  let high = last.textLines
  let best = attempt(low)
  const bearable = Math.max(best?.layout.cost ?? 0, crowded)
  while (best && high - low > 2) {
    const middle = (low + high) >> 1
    const tried = attempt(middle)
    if (tried && tried.layout.cost <= bearable) {
      best = tried
      low = middle
    } else high = middle
  }
  return best
}

/** Lines of all columns left free at the foot of the page. */
const foot = (layout: Layout, lines: number): number => Math.max(0, lines - layout.most) * layout.columns

/** The layout with least cost, what it leaves free at the foot of the page included. */
function choose(desk: Desk, leaves: readonly Leaf[], lines: number): Layout | undefined {
  const { columns } = desk.grid.format
  let best: Layout | undefined
  let least = Number.POSITIVE_INFINITY
  for (const layout of layouts(leaves, columns, desk.house.blockGapLines, lines)) {
    const cost = layout.cost + foot(layout, lines)
    if (cost < least) {
      least = cost
      best = layout
    }
  }
  return best
}
