import { isBlankUnit, isFullMarkUnit, isHanUnit, isWideUnit } from '../../text/index.ts'

/** What stands beside a mark, as far as its width is concerned. */
export type Side = 'chinese' | 'latin' | 'edge'

const CURLY = /[“”‘’]/
const BRACKET = /[()[\]"']/

function sideOfUnit(text: string, at: number): Side {
  const unit = text.charCodeAt(at)
  if (isHanUnit(unit) || isFullMarkUnit(unit) || isWideUnit(unit)) return 'chinese'
  // Low surrogate of a Han character of planes 2 and 3.
  if (unit >= 0xdc00 && unit <= 0xdfff && at > 0 && isHanUnit(text.charCodeAt(at - 1))) return 'chinese'
  return 'latin'
}

/** What stands before `at`, blanks, quotes and half-width brackets passed over. */
export function sideBefore(text: string, at: number): Side {
  for (let i = at - 1; i >= 0; i--) {
    if (isBlankUnit(text.charCodeAt(i)) || CURLY.test(text[i]!) || BRACKET.test(text[i]!)) continue
    return sideOfUnit(text, i)
  }
  return 'edge'
}

/** What stands at or after `at`, blanks and opening quotes passed over. A closing mark ends the search: an edge. */
export function sideAfter(text: string, at: number): Side {
  for (let i = at; i < text.length; i++) {
    const character = text[i]!
    if (isBlankUnit(text.charCodeAt(i)) || character === '“' || character === '‘' || character === '(') continue
    if (/[”’"')\]]/.test(character)) return 'edge'
    return sideOfUnit(text, i)
  }
  return 'edge'
}

/**
 * Stretches in which marks mean something else: web and mail addresses, file names, decimals, thousands, times, ratios,
 * chemical and function brackets. As [from, to) in order, not overlapping.
 */
const PROTECTED =
  /(?:https?|ftp):\/\/[!-~]*[A-Za-z0-9/=_#-]|www\.[!-~]*[A-Za-z0-9/=_-]|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:[.:,]\d+)+|[A-Za-z0-9_-]{1,80}(?:\.[A-Za-z0-9_-]{1,80}){1,20}|\.(?:[A-Za-z]{1,5}|\d+)(?![A-Za-z])(?<=[A-Za-z\s.]\.\w+)/g

export function protectedStretches(text: string): (readonly [number, number])[] {
  return /[.:@,]/.test(text)
    ? [...text.matchAll(PROTECTED)].map((match) => [match.index, match.index + match[0].length])
    : []
}

/** A test for positions, asked in rising order. */
export function inStretches(stretches: readonly (readonly [number, number])[]): (at: number) => boolean {
  let next = 0
  return (at) => {
    while (next < stretches.length && stretches[next]![1] <= at) next++
    return next < stretches.length && at >= stretches[next]![0]
  }
}

const HAN_ANYWHERE = /[\u3400-\u9fff]|[\ud840-\ud88d][\udc00-\udfff]/
export const hasHan = (text: string): boolean => HAN_ANYWHERE.test(text)
