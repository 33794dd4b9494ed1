// Where a phrase of Chinese ends and the next begins: what a headline's rows are broken by.
import { BASE, GROUPS } from './model.ts'

/** Knows the places between words and phrases of a text. */
export interface Phrases {
  /**
   * How surely a phrase or word ends before each UTF-16 offset: above 0 more likely than not, about 1000 and more
   * surely; below 0 inside a word. Entries 0 and text.length are 0.
   */
  strengths(text: string): Int32Array
}

interface Group {
  readonly from: number
  readonly to: number
  readonly weights: ReadonlyMap<string, number>
}

/** Unpacked at the first headline, not at the program's start. */
let groups: readonly Group[] | undefined

const unpack = (): readonly Group[] =>
  GROUPS.map(({ from, to, weights }) => {
    const map = new Map<string, number>()
    for (let at = 0; at < weights.length; ) {
      const end = weights.indexOf(';', at + to - from)
      map.set(weights.slice(at, at + to - from), Number.parseInt(weights.slice(at + to - from, end), 36))
      at = end + 1
    }
    return { from, to, weights: map }
  })

/** BudouX with its Simplified Chinese model: the sum of what the six characters around a place say. */
export const budoux: Phrases = {
  strengths(text) {
    groups ??= unpack()
    const strengths = new Int32Array(text.length + 1)
    for (let i = 1; i < text.length; i++) {
      let sum = BASE
      for (const { from, to, weights } of groups) {
        if (i + to <= 0) continue
        sum += weights.get(text.slice(Math.max(0, i + from), i + to)) ?? 0
      }
      // A half point more or less decides nothing, and whole numbers are the same everywhere.
      strengths[i] = sum > 0 ? Math.ceil(sum) : Math.floor(sum)
    }
    return strengths
  },
}
