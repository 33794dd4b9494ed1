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
    placements.push({ articleId: article.id, block, ...(shape.picture ? { picture: shape.picture } : {}) })
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

/** The best layout of as many articles as the page takes, the last of them cut down as far as it must be. */
function search(
  desk: Desk,
  leaves: readonly Leaf[],
  lines: number,
): { layout: Layout; leaves: readonly Leaf[] } | undefined {
  const room = lines * desk.grid.format.columns
  let fallback: { layout: Layout; leaves: readonly Leaf[] } | undefined
  for (let count = leaves.length; count > 0; count--) {
    const whole = leaves.slice(0, count)
    const layout = choose(desk, whole, lines)
    if (layout && (count === leaves.length || layout.cost < room * CROWDED)) return { layout, leaves: whole }
    const last = whole[count - 1]!
    const clipped = (text: number) => [...whole.slice(0, -1), measureLeaf(desk, last.article, count === 1, text)]
    // The longest text of the last article that leaves the page a layout.
    let low = Math.min(LEAST_TEXT, last.textLines)
    let chosen = clipped(low)
    let best = choose(desk, chosen, lines)
    if (!best) continue
    // Where the copy is too long in any case, fewer articles in good shape rather than all of them as ribbons.
    if (best.cost >= room * CROWDED) {
      if (!fallback || best.cost < fallback.layout.cost) fallback = { layout: best, leaves: chosen }
      continue
    }
    let high = last.textLines
    while (high - low > 2) {
      const middle = (low + high) >> 1
      const tried = clipped(middle)
      const layout = choose(desk, tried, lines)
      if (layout && layout.cost < room * CROWDED) {
        best = layout
        chosen = tried
        low = middle
      } else high = middle
    }
    return { layout: best, leaves: chosen }
  }
  return fallback
}

/** The layout with least cost, what it leaves free at the foot of the page included. */
function choose(desk: Desk, leaves: readonly Leaf[], lines: number): Layout | undefined {
  const { columns } = desk.grid.format
  let best: Layout | undefined
  let least = Number.POSITIVE_INFINITY
  for (const layout of layouts(leaves, columns, desk.house.blockGapLines, lines)) {
    const cost = layout.cost + Math.max(0, lines - layout.most) * columns
    if (cost < least) {
      least = cost
      best = layout
    }
  }
  return best
}
