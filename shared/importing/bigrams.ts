import { isHanUnit } from '../text/index.ts'

/** Pairs of neighbouring Han characters as one number each: the nearest thing to words without a dictionary. */
export function* hanPairs(text: string, from = 0, to = text.length): Generator<number> {
  for (let i = from; i + 1 < to; i++) {
    const first = text.charCodeAt(i)
    const second = text.charCodeAt(i + 1)
    if (isHanUnit(first) && isHanUnit(second)) yield first * 0x10000 + second
  }
}

/** The pairs of a text, each once. Blanks inside are passed over, so that a pause does not hide what follows. */
export const pairSet = (text: string): Set<number> => new Set(hanPairs(text))

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
  for (const { text } of units) for (const pair of hanPairs(text)) pairs.add(pair)
  return pairs
}

/** Whether the two Han that would meet if `after` followed `before` stand side by side elsewhere on the page. */
export function isKnownSeam(pairs: ReadonlySet<number>, before: string, after: string): boolean {
  const last = before.charCodeAt(before.length - 1)
  const first = after.charCodeAt(0)
  return isHanUnit(last) && isHanUnit(first) && pairs.has(last * 0x10000 + first)
}
