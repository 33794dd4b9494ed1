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

/** The pairs of all running text of a page. */
export function pagePairs(units: readonly { readonly text: string }[]): Set<number> {
  const pairs = new Set<number>()
  for (const { text } of units) addPairs(pairs, text)
  return pairs
}

/** Whether the two Han that would meet if `after` followed `before` stand side by side elsewhere on the page. */
export function isKnownSeam(pairs: ReadonlySet<number>, before: string, after: string): boolean {
  const last = before.charCodeAt(before.length - 1)
  const first = after.charCodeAt(0)
  return isHanUnit(last) && isHanUnit(first) && pairs.has(last * 0x10000 + first)
}
