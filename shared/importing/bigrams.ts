import { isHanUnit } from '../text/index.ts'

/**
 * Adds the pairs of neighbouring Han characters of a text to a set, each as one number: the nearest thing to words
 * without a dictionary.
 */
export function addPairs(pairs: Set<number>, text: string, to = text.length): void {
  let before = 0
  const end = Math.min(to, text.length)
  for (let i = 0; i < end; i++) {
    const unit = text.charCodeAt(i)
    const han = isHanUnit(unit)
    if (han && before !== 0) pairs.add(before * 0x10000 + unit)
    before = han ? unit : 0
  }
}

/** The pairs of a text, each once. */
export function pairSet(text: string): Set<number> {
  const pairs = new Set<number>()
  addPairs(pairs, text)
  return pairs
}

/** How many of the pairs of `of` occur in `within`, 0–1. */
export function shareOf(of: ReadonlySet<number>, within: ReadonlySet<number>): number {
  if (of.size === 0) return 0
  let found = 0
  for (const pair of of) if (within.has(pair)) found++
  return found / of.size
}

/** Which Han stand side by side on a page, by twos and by threes. */
export interface PagePairs {
  readonly twos: ReadonlySet<number>
  readonly threes: ReadonlySet<number>
}

export function pagePairs(units: readonly { readonly text: string }[]): PagePairs {
  const twos = new Set<number>()
  const threes = new Set<number>()
  for (const { text } of units) {
    let first = 0
    let second = 0
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      const third = isHanUnit(unit) ? unit : 0
      if (third !== 0 && second !== 0) {
        twos.add(second * 0x10000 + third)
        if (first !== 0) threes.add((first * 0x10000 + second) * 0x10000 + third)
      }
      first = third === 0 ? 0 : second
      second = third
    }
  }
  return { twos, threes }
}

/**
 * How well the Han that would meet if `after` followed `before` are known as neighbours on the page: 0 not at all, 1 the
 * two at the seam, 2 three across it, which is as good as a word.
 */
export function seamKnown({ twos, threes }: PagePairs, before: string, after: string): 0 | 1 | 2 {
  const [w, x] = [before.charCodeAt(before.length - 2), before.charCodeAt(before.length - 1)]
  const [y, z] = [after.charCodeAt(0), after.charCodeAt(1)]
  const key = (a: number, b: number, c: number) => (a * 0x10000 + b) * 0x10000 + c
  if (threes.has(key(w, x, y)) || threes.has(key(x, y, z))) return 2
  return twos.has(x * 0x10000 + y) ? 1 : 0
}
