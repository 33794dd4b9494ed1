/// <reference path="./hyphen.d.ts" />
import english from 'hyphen/en-us/index.js'

/** Shorter words are never parted. */
const LEAST = 6
/** Letters that stay together before and after a break. */
const BEFORE = 2
const AFTER = 3

const known = new Map<string, readonly number[]>()
const SOFT = '\u00ad'

/**
 * Where a Latin word may be parted with a hyphen: offsets in the word, rising. By the American English patterns of TeX.
 * Abbreviations and names with capitals inside (RCEP, iPhone) are never parted.
 */
export function hyphenOffsets(word: string): readonly number[] {
  if (word.length < LEAST || !/^[A-Za-z][a-z]+$/.test(word)) return []
  let found = known.get(word)
  if (found === undefined) {
    const offsets: number[] = []
    let at = 0
    for (const letter of english.hyphenateSync(word)) {
      if (letter === SOFT) {
        if (at >= BEFORE && word.length - at >= AFTER) offsets.push(at)
      } else at++
    }
    found = offsets
    known.set(word, found)
  }
  return found
}
