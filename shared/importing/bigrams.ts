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
