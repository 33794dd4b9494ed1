import type { GridRect } from '../edition/issue.ts'
import type { Leaf, Shape } from './leaf.ts'

/** A part of the page divided by straight cuts: one article, two parts one above the other, or side by side. */
export type Cut =
  | { readonly kind: 'leaf'; readonly leaf: number; readonly shape: Shape }
  | { readonly kind: 'stack'; readonly upper: Layout; readonly lower: Layout }
  | { readonly kind: 'beside'; readonly left: Layout; readonly right: Layout }

/** A way to set a run of articles at one width. Heights in lines; `cost` in lines of one column. */
export interface Layout {
  readonly columns: number
  readonly least: number
  readonly most: number
  readonly cost: number
  readonly cut: Cut
}

/** How many ways are kept for every run of articles and width. */
const KEPT = 5
/** Two headlines side by side at one height 碰题. */
const HEADLINES_MEET = 9

/**
 * The best ways to lay out articles from the first to the last, in reading order, for every width: guillotine cuts,
 * every run of articles solved once. Articles keep their order: above before below, left before right.
 */
export function layouts(leaves: readonly Leaf[], columns: number, gap: number, limit: number): Layout[] {
  const table = new Map<number, Layout[]>()
  const key = (from: number, to: number, width: number) => (from * 64 + to) * 32 + width
  for (let length = 1; length <= leaves.length; length++) {
    for (let from = 0; from + length <= leaves.length; from++) {
      for (let width = 1; width <= columns; width++) {
        const found: Layout[] = []
        if (length === 1) {
          for (const shape of leaves[from]!.shapes(width)) {
            const { least, most, cost } = shape
            found.push({ columns: width, least, most, cost, cut: { kind: 'leaf', leaf: from, shape } })
          }
        }
        for (let split = from + 1; split < from + length; split++) {
          for (const upper of table.get(key(from, split, width))!) {
            for (const lower of table.get(key(split, from + length, width))!) found.push(stack(upper, lower, gap))
          }
          for (let left = 1; left < width; left++) {
            for (const a of table.get(key(from, split, left))!) {
              for (const b of table.get(key(split, from + length, width - left))!) found.push(beside(a, b))
            }
          }
        }
        table.set(key(from, from + length, width), best(found, limit))
      }
    }
  }
  return table.get(key(0, leaves.length, columns)) ?? []
}

const stack = (upper: Layout, lower: Layout, gap: number): Layout => ({
  columns: upper.columns,
  least: upper.least + gap + lower.least,
  most: upper.most + gap + lower.most,
  cost: upper.cost + lower.cost,
  cut: { kind: 'stack', upper, lower },
})

function beside(left: Layout, right: Layout): Layout {
  const least = Math.max(left.least, right.least)
  const hole = (layout: Layout) => Math.max(0, least - layout.most) * layout.columns
  const meet = headed(left) && headed(right) ? HEADLINES_MEET : 0
  return {
    columns: left.columns + right.columns,
    least,
    most: Math.max(least, Math.min(left.most, right.most)),
    cost: left.cost + right.cost + hole(left) + hole(right) + meet,
    cut: { kind: 'beside', left, right },
  }
}

/** Whether a headline stands at the top of a part, at the edge where a neighbour could meet it. */
function headed(layout: Layout): boolean {
  const { cut } = layout
  if (cut.kind === 'stack') return headed(cut.upper)
  if (cut.kind === 'beside') return headed(cut.left) || headed(cut.right)
  return cut.shape.headline
}

/** The cheapest ways, no two of one height range; ways taller than the page are no ways. */
function best(found: Layout[], limit: number): Layout[] {
  const sorted = found.filter((layout) => layout.least <= limit).sort((a, b) => a.cost - b.cost || a.least - b.least)
  const kept: Layout[] = []
  for (const layout of sorted) {
    if (kept.some((other) => other.least <= layout.least && other.most >= layout.most)) continue
    kept.push(layout)
    if (kept.length === KEPT) break
  }
  const lowest = sorted.reduce<Layout | undefined>(
    (low, each) => (!low || each.least < low.least ? each : low),
    undefined,
  )
  if (lowest && !kept.includes(lowest)) kept.push(lowest)
  return kept
}

/** Gives every article its rectangle: spare lines go where they can be used, in proportion. */
export function assign(
  layout: Layout,
  rect: GridRect,
  gap: number,
  place: (leaf: number, rect: GridRect, shape: Shape) => void,
): void {
  const { cut } = layout
  if (cut.kind === 'leaf') {
    place(cut.leaf, rect, cut.shape)
    return
  }
  if (cut.kind === 'beside') {
    const { left, right } = cut
    assign(left, { ...rect, columns: left.columns }, gap, place)
    assign(right, { ...rect, column: rect.column + left.columns, columns: right.columns }, gap, place)
    return
  }
  const { upper, lower } = cut
  const spare = rect.lines - layout.least
  const free = [upper.most - upper.least, lower.most - lower.least] as const
  const total = free[0] + free[1]
  const share = total > 0 ? Math.min(free[0], Math.round((spare * free[0]) / total)) : 0
  const lines = upper.least + share
  assign(upper, { ...rect, lines }, gap, place)
  assign(lower, { ...rect, line: rect.line + lines + gap, lines: rect.lines - lines - gap }, gap, place)
}
