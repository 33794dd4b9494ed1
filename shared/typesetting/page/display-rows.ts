import { type Article, blockText } from '../../document/article.ts'
import type { TextStyle } from '../../edition/publication.ts'
import type { Setter } from '../flow/setter.ts'
import { isWideSpace } from '../flow/setter.ts'
import type { SetLine } from '../inline/types.ts'

/** Cost of breaking a headline in front of a character, or no break at all. Units: characters of unevenness. */
const AT_SPACE = 0
const AFTER_MARK = 1
const AFTER_PARTICLE = 3
const ELSEWHERE = 5
/** Most that is added for tearing two characters apart that stand together elsewhere. */
const WORD = 8

const NEVER_FIRST = /[、，。：；！？）》〉」』】〕”’…—～·％%℃亿万元年月日个们的了吗呢吧]/
const NEVER_LAST = /[（《〈「『【〔“‘—]/
const MARK = /[、，。：；！？）》〉」』】〕”’]/
const PARTICLE = /[的地得和与及向在为让将把被对从以是更再并]/
const LATIN = /[0-9A-Za-z.%‰+\-/]/

interface Break {
  /** Offset at which the next row begins; a space before it is swallowed. */
  readonly at: number
  /** Offset at which this row's type ends. */
  readonly until: number
  readonly cost: number
}

/** How often two characters stand together in the article: 贸易 in a trade story is a word, and is not torn apart. */
export type Cohesion = (pair: string) => number

/** Counts are kept for as long as the article lives: it is asked again for every width a head is tried at. */
const counted = new WeakMap<Article, Cohesion>()

export function cohesionIn(article: Article): Cohesion {
  const known = counted.get(article)
  if (known) return known
  const counts = new Map<string, number>()
  let text: string | undefined
  const cohesion: Cohesion = (pair) => {
    const before = counts.get(pair)
    if (before !== undefined) return before
    text ??= article.body.map(blockText).join('\n')
    let count = 0
    for (let at = text.indexOf(pair); at >= 0; at = text.indexOf(pair, at + 1)) count++
    counts.set(pair, count)
    return count
  }
  counted.set(article, cohesion)
  return cohesion
}

/** Places where a headline may be broken: at its own spaces, after marks and particles, else between two characters. */
export function headlineBreaks(text: string, together: Cohesion = () => 0): Break[] {
  const breaks: Break[] = []
  for (let i = 1; i < text.length; i++) {
    const before = text[i - 1]!
    const after = text[i]!
    if (isWideSpace(text, i)) continue
    if (before === ' ' || before === '　') {
      let until = i - 1
      while (until > 0 && (text[until - 1] === ' ' || text[until - 1] === '　')) until--
      breaks.push({ at: i, until, cost: isWideSpace(text, i - 1) ? AT_SPACE : ELSEWHERE })
      continue
    }
    if (after === ' ' || (LATIN.test(before) && LATIN.test(after)) || isLowSurrogate(after)) continue
    if (NEVER_FIRST.test(after) || NEVER_LAST.test(before)) continue
    const cost = MARK.test(before) ? AFTER_MARK : PARTICLE.test(before) ? AFTER_PARTICLE : ELSEWHERE
    const word = cost > AFTER_MARK ? Math.min(WORD, Math.log2(1 + together(before + after)) * 1.5) : 0
    breaks.push({ at: i, until: i, cost: cost + word })
  }
  return breaks
}

/**
 * Breaks a text into so many rows, as even as sense allows, and sets each. Widths are in 1/1000 em of the style's
 * size, so the answer holds for every size. Fewer rows come back where the text has too few places to break.
 */
export function displayRows(
  setter: Setter,
  text: string,
  style: TextStyle,
  count: number,
  together?: Cohesion,
): SetLine[] {
  if (text.length === 0) return []
  const whole = setter.row(text, style)
  if (count <= 1) return [whole]
  // Where each offset stands in the unbroken line: row widths by subtraction, no setting needed to compare.
  const position = new Float64Array(text.length + 1).fill(-1)
  for (const glyph of whole.glyphs) if (position[glyph.offset]! < 0) position[glyph.offset] = glyph.x
  position[text.length] = whole.width
  for (let i = text.length - 1; i >= 0; i--) if (position[i]! < 0) position[i] = position[i + 1]!

  const places: Break[] = [{ at: 0, until: 0, cost: 0 }, ...headlineBreaks(text, together)]
  const end: Break = { at: text.length, until: text.length, cost: 0 }
  const ideal = whole.width / count
  const waste = (from: Break, to: Break) => {
    const off = (position[to.until]! - position[from.at]! - ideal) / 1000
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
  if (last < 0) return displayRows(setter, text, style, count - 1, together)
  const chosen: Break[] = [places[last]!]
  for (let row = back.length - 1; row >= 0; row--) {
    last = back[row]![last]!
    chosen.unshift(places[last]!)
  }
  const cuts = [...chosen, end]
  return cuts.slice(1).map((to, i) => {
    const from = cuts[i]!
    // The row's own offsets run on to the next row, so that a swallowed space belongs to the row it ends.
    return { ...setter.row(text, style, from.at, to.until), end: to.at }
  })
}

/** Width of the widest row, 1/1000 em. */
export const widest = (rows: readonly SetLine[]): number => rows.reduce((most, row) => Math.max(most, row.width), 0)

const isLowSurrogate = (char: string): boolean => char >= '\udc00' && char <= '\udfff'
