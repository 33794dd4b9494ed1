import { C, isMark } from './classes.ts'
import type { Prepared } from './prepare.ts'
import type { ProhibitionLevel } from './types.ts'

/** CLREQ "Prohibition Rules for Line Start": may a mark of this class begin a line? `cp` tells ？！ from 。 */
function mayStart(charClass: number, cp: number, level: ProhibitionLevel): boolean {
  if (level === 'none') return true
  switch (charClass) {
    case C.close:
    case C.pause:
      return false
    case C.stop:
      // JLREQ's very loose level for newspapers lets ！ and ？ begin a line; brackets, 。 and ， never do.
      return level === 'newspaper' && cp !== 0x3002
    case C.interpunct:
    case C.connector:
    case C.solidus:
      return level === 'newspaper'
    case C.dash:
    case C.ellipsis:
      return level !== 'strict'
    default:
      return true
  }
}

/** CLREQ "Prohibition Rules for Line End": may a mark of this class end a line? */
function mayEnd(charClass: number, level: ProhibitionLevel): boolean {
  if (level === 'none') return true
  if (charClass === C.open) return false
  if (charClass === C.solidus) return level !== 'gb' && level !== 'strict'
  return true
}

/** What stands between two clusters, for breaking and for justification. */
export const GAP = {
  /** Nothing may be put here: inside a unit, beside a connector. */
  closed: 0,
  /** Beside a word space, which itself gives. */
  space: 1,
  /** Han against Latin. */
  autospace: 2,
  /** Han against Han: takes what is left over. */
  open: 3,
  /** Touching a mark: JLREQ would rather not; used when nothing else is there. */
  mark: 4,
} as const

export interface Boundaries {
  /** Entry i: may a line break before cluster i? 0 no, 1 yes. */
  readonly legal: Uint8Array
  /** Entry i: what may be stretched before cluster i, one of GAP. */
  readonly kind: Uint8Array
}

/**
 * Finds where lines may break and what may be stretched. `opportunities` are those of UAX #14 by UTF-16 offset; they
 * rule everything that is not Chinese. Where a mark of the Han square stands on either side, CLREQ's level rules.
 */
export function boundaries(prepared: Prepared, opportunities: Uint8Array): Boundaries {
  const { n, charClass, offset, text, gap, style } = prepared
  const legal = new Uint8Array(n + 1)
  const kind = new Uint8Array(n + 1)
  legal[n] = 1
  for (let i = 1; i < n; i++) {
    const before = charClass[i - 1]!
    const after = charClass[i]!
    if (before === C.han && after === C.han) {
      legal[i] = 1
      kind[i] = GAP.open
      continue
    }
    const unit =
      before === after &&
      (before === C.ellipsis || before === C.dash) &&
      isSecondOfPair(charClass, i) &&
      text.charCodeAt(offset[i]!) === text.charCodeAt(offset[i - 1]!)
    if (unit) continue
    const marks = isMark(before as never) || isMark(after as never)
    if (marks) {
      const allowed =
        mayStart(after, text.codePointAt(offset[i]!)!, style.level) &&
        mayEnd(before, style.level) &&
        after !== C.space &&
        !(before === C.space && !mayStart(after, text.codePointAt(offset[i]!)!, style.level))
      // Western signs keep to their neighbours by UAX #14 even beside a Chinese mark: “$ is not parted from a number.
      legal[i] = allowed ? 1 : 0
      kind[i] = joins(before) || joins(after) ? GAP.closed : GAP.mark
      continue
    }
    legal[i] = after === C.space || after === C.ideographicSpace ? 0 : (opportunities[offset[i]!] ?? 0) > 0 ? 1 : 0
    if (before === C.space || after === C.space) kind[i] = GAP.space
    else if (gap[i]! > 0) kind[i] = GAP.autospace
    else if (before === C.han || after === C.han || before === C.ideographicSpace || after === C.ideographicSpace)
      kind[i] = legal[i] === 1 ? GAP.open : GAP.closed
    else kind[i] = GAP.closed
  }
  return { legal, kind }
}

/** Connectors and solidi keep their distance from both sides. CLREQ: avoid adding space around them. */
const joins = (charClass: number): boolean =>
  charClass === C.connector || charClass === C.solidus || charClass === C.interpunct

/** In a run of …… or of single dashes, boundaries inside a pair are closed; those between pairs are open. */
function isSecondOfPair(charClass: Uint8Array, i: number): boolean {
  let run = 0
  for (let j = i - 1; j >= 0 && charClass[j] === charClass[i]; j--) run++
  return run % 2 === 1
}
