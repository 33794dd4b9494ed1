import { isBlankUnit, isDigitUnit, isLetterUnit } from '../../text/index.ts'
import type { Change } from '../tracked-text.ts'
import { hasHan } from './context.ts'

const DOUBLE = /["＂]/
const SINGLE = /['＇]/

type Lean = 'open' | 'close' | 'either'

/** What a straight quote's neighbours say about its direction. */
function leanOf(text: string, at: number): Lean {
  const before = text[at - 1]
  const after = text[at + 1]
  const opensAfter = before === undefined || isBlankUnit(before.charCodeAt(0)) || /[：:，,、（(《“‘—；;]/.test(before)
  const closesBefore =
    after === undefined || isBlankUnit(after.charCodeAt(0)) || /[，。、；：！？,.;:!?）)》”’]/.test(after)
  if (opensAfter && !closesBefore) return 'open'
  if (closesBefore && !opensAfter) return 'close'
  return /[。！？，!?…]/.test(before ?? '') ? 'close' : 'either'
}

/**
 * Straight quotation marks of Chinese paragraphs, paired to curly ones: each pair one repair. Marks that find no partner
 * turn only when their neighbours leave no doubt. Latin paragraphs, apostrophes, feet and inches are left.
 */
export function curlyQuotes(text: string): Change[][] {
  if (!/["'＂＇]/.test(text) || !hasHan(text)) return []
  return [
    ...pairUp(text, DOUBLE, '“', '”', () => true),
    ...pairUp(text, SINGLE, '‘', '’', (at) => !isApostrophe(text, at)),
  ]
}

/** don't, workers', '90s, 5'10: not a quotation mark. */
function isApostrophe(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1)
  const after = text.charCodeAt(at + 1)
  const wordBefore = isLetterUnit(before) || isDigitUnit(before)
  const wordAfter = isLetterUnit(after) || isDigitUnit(after)
  if (wordBefore && wordAfter) return true
  if (isDigitUnit(after) && /^'\d0s/.test(text.slice(at, at + 4))) return true
  return wordBefore && !hasPartnerBefore(text, at)
}

/** Whether an opening single quote stands before `at` with no Han between: 'Made in China' inside Chinese. */
function hasPartnerBefore(text: string, at: number): boolean {
  for (let i = at - 1; i >= 0 && at - i < 200; i--) {
    if (!SINGLE.test(text[i]!)) continue
    return !(isLetterUnit(text.charCodeAt(i - 1)) || isDigitUnit(text.charCodeAt(i - 1)))
  }
  return false
}

function pairUp(text: string, kind: RegExp, left: string, right: string, counts: (at: number) => boolean): Change[][] {
  const repairs: Change[][] = []
  // With an odd number one has lost its partner, and the neighbours decide which.
  const odd = [...text].filter((mark) => kind.test(mark)).length % 2 === 1
  // What is open: a straight quote at a position, or a curly one that needs a straight partner.
  let open: { at: number; curly: boolean } | null = null
  const change = (at: number, mark: string): Change => ({ from: at, to: at + 1, text: mark })
  const leave = (at: number) => {
    if (leanOf(text, at) === 'open' && hasHan(text[at + 1] ?? '')) repairs.push([change(at, left)])
    else if (leanOf(text, at) === 'close' && hasHan(text[at - 1] ?? '')) repairs.push([change(at, right)])
  }
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]!
    if (mark === left) {
      open = { at, curly: true }
    } else if (mark === right) {
      if (open && !open.curly) repairs.push([change(open.at, left)])
      open = null
    } else if (kind.test(mark) && counts(at)) {
      // 12" is a size, unless a quotation waits for its end.
      if (!open && isDigitUnit(text.charCodeAt(at - 1)) && leanOf(text, at) !== 'open') continue
      if (!open) {
        if (leanOf(text, at) === 'close') leave(at)
        else open = { at, curly: false }
      } else if (odd && !open.curly && leanOf(text, at) === 'open') {
        leave(open.at)
        open = { at, curly: false }
      } else {
        repairs.push(open.curly ? [change(at, right)] : [change(open.at, left), change(at, right)])
        open = null
      }
    }
  }
  if (open && !open.curly) leave(open.at)
  return repairs
}
