import type { TextStyle } from '../../edition/publication.ts'
import type { Setter } from '../flow/setter.ts'
import type { SetLine } from '../inline/types.ts'
import { type Break, TORN } from './breaks.ts'

/** A headline parted into rows. */
export interface Rows {
  readonly sets: readonly SetLine[]
  /** What the breaks cost: unevenness and torn phrases, in squared characters. */
  readonly cost: number
  /** A row ends inside a phrase. */
  readonly torn: boolean
}

/**
 * Parts a text into so many rows, as even as sense allows, and sets each. Widths are in 1/1000 em of the style's size,
 * so the answer holds for every size; no row is wider than `limit`. Undefined where the text has too few places to
 * break, or none that keep the limit.
 */
export function rowsOf(
  setter: Setter,
  text: string,
  style: TextStyle,
  count: number,
  breaks: readonly Break[],
  limit = Number.POSITIVE_INFINITY,
): Rows | undefined {
  if (text.length === 0) return count === 1 ? { sets: [], cost: 0, torn: false } : undefined
  const whole = setter.row(text, style)
  if (count <= 1) return whole.width <= limit ? { sets: [whole], cost: 0, torn: false } : undefined
  // Where each offset stands in the unbroken line: row widths by subtraction, no setting needed to compare.
  const position = new Float64Array(text.length + 1).fill(-1)
  for (const glyph of whole.glyphs) if (position[glyph.offset]! < 0) position[glyph.offset] = glyph.x
  position[text.length] = whole.width
  for (let i = text.length - 1; i >= 0; i--) if (position[i]! < 0) position[i] = position[i + 1]!

  const places: Break[] = [{ at: 0, until: 0, cost: 0 }, ...breaks]
  const end: Break = { at: text.length, until: text.length, cost: 0 }
  const ideal = whole.width / count
  const waste = (from: Break, to: Break): number => {
    const width = position[to.until]! - position[from.at]!
    // A row of one character is no row. 孤字
    if (width > limit || to.until - from.at < 2) return Number.POSITIVE_INFINITY
    const off = (width - ideal) / 1000
    return off * off + to.cost * to.cost
  }
  const n = places.length
  let cost = new Float64Array(n).fill(Number.POSITIVE_INFINITY)
  cost[0] = 0
  const back: Int32Array[] = []
  for (let row = 1; row < count; row++) {
    const next = new Float64Array(n).fill(Number.POSITIVE_INFINITY)
    const from = new Int32Array(n).fill(-1)
    for (let j = row; j < n; j++) {
      for (let i = row - 1; i < j; i++) {
        if (cost[i] === Number.POSITIVE_INFINITY) continue
        const c = cost[i]! + waste(places[i]!, places[j]!)
        if (c < next[j]!) {
          next[j] = c
          from[j] = i
        }
      }
    }
    cost = next
    back.push(from)
  }
  let last = -1
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < n; i++) {
    const c = cost[i]! + waste(places[i]!, end)
    if (c < least) {
      least = c
      last = i
    }
  }
  if (last < 0) return undefined
  const chosen: Break[] = [places[last]!]
  for (let row = back.length - 1; row >= 0; row--) {
    last = back[row]![last]!
    chosen.unshift(places[last]!)
  }
  const cuts = [...chosen, end]
  const sets = cuts.slice(1).map((to, i) => {
    const from = cuts[i]!
    // The row's own offsets run on to the next row, so that a swallowed space belongs to the row it ends.
    return { ...setter.row(text, style, from.at, to.until), end: to.at }
  })
  return { sets, cost: least, torn: chosen.some((each) => each.cost >= TORN) }
}

/** Width of the widest row, 1/1000 em. */
export const widest = (rows: readonly SetLine[]): number => rows.reduce((most, row) => Math.max(most, row.width), 0)

/** A row with so many 1/1000 em more (or less) between its characters; its edges keep their place. */
export function tracked(row: SetLine, tracking: number): SetLine {
  if (tracking === 0 || row.glyphs.length < 2) return row
  const last = row.glyphs.length - 1
  return {
    ...row,
    width: row.width + tracking * last,
    glyphs: row.glyphs.map((glyph, i) => ({
      ...glyph,
      x: glyph.x + tracking * i,
      advance: glyph.advance + (i < last ? tracking : 0),
    })),
  }
}
