// What tests of shaped articles look at: one page composed, its runs in lines and characters of the grid.
import type { Article } from '../../document/article.ts'
import { broadsheet } from '../../edition/defaults.ts'
import type { InsetArea, Placement } from '../../edition/issue.ts'
import { type ComposedIssue, composeIssue } from '../compose.ts'
import type { GlyphRun, Rect } from '../display-list.ts'
import { gridOf } from '../page/grid.ts'
import { solidSquares } from '../testing/solid-squares.ts'
import { article, copy, issue, page, paragraph, words } from './test-copy.ts'

export const glyphs = solidSquares()
export const publication = broadsheet()
export const grid = gridOf(publication.format)
export const EM = grid.em

export const compose = (placements: Placement[], ...articles: Article[]) =>
  composeIssue({ publication, issue, pages: [page(2, placements)], articles, pictures: [] }, glyphs)
export const runs = (composed: ComposedIssue, id = 'a', part = 'body'): GlyphRun[] =>
  composed.pages
    .flatMap(({ displayList }) => displayList.items)
    .filter((item) => item.kind === 'glyphs')
    .filter((run) => run.origin?.articleId === id && run.origin.part === part)
export const lineOf = (run: GlyphRun) => (run.y - grid.baseline(0)) / grid.pitch
export const columnOf = (run: GlyphRun) => Math.floor((run.x - grid.x(0)) / (14 * EM))
/** Characters from the type area's left edge to where a run begins and to where its last glyph ends. */
export const from = (run: GlyphRun) => (run.x - grid.x(0)) / EM
export const to = (run: GlyphRun) => (run.x + run.xs.at(-1)! - grid.x(0)) / EM + 1
export const rectOf = ({ left, line, width, lines }: InsetArea, column = 0, top = 0): Rect => ({
  x: grid.x(column) + (left * EM) / 2,
  y: grid.y(top + line),
  width: (width * EM) / 2,
  height: lines * grid.pitch,
})
/** Texts that print on a rectangle, the em box of each glyph taken for its ink. */
export const touching = (of: readonly GlyphRun[], { x, y, width, height }: Rect): string[] =>
  of
    .filter(
      (run) =>
        run.y + 0.12 * run.size > y &&
        run.y - 0.88 * run.size < y + height &&
        run.xs.some((dx) => run.x + dx + run.size > x + 1 && run.x + dx < x + width - 1),
    )
    .map((run) => run.text)
export const texts = (of: readonly GlyphRun[]) => of.map((run) => run.text)

export const long = (count: number, more: Partial<Article> = {}) => article('a', { body: copy(count), ...more })
export const solid = (count: number) => article('a', { body: [paragraph(words(count))], headline: '' })
