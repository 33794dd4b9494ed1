import { C, isMark } from './classes.ts'
import { hyphenOffsets } from './hyphens.ts'
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

/** May a line break here? */
export const BREAK = {
  no: 0,
  yes: 1,
  /** Inside a Latin word, with a hyphen. */
  hyphen: 2,
} as const

export interface Boundaries {
  /** Entry i: may a line break before cluster i? One of BREAK. */
  readonly legal: Uint8Array
  /** Entry i: what may be stretched before cluster i, one of GAP. */
  readonly kind: Uint8Array
}

/**
 * Finds where lines may break and what may be stretched. `opportunities` are those of UAX #14 by UTF-16 offset; they
 * rule everything that is not Chinese. Where a mark of the Han square stands on either side, CLREQ's level rules.
 */
export function boundaries(prepared: Prepared, opportunities: Uint8Array): Boundaries {
  const { n, charClass, offset, text, gap } = prepared
  const { level } = prepared.style
  const legal = new Uint8Array(n + 1)
  const kind = new Uint8Array(n + 1)
  legal[n] = 1
  for (let i = 1; i < n; i++) {
    const before = charClass[i - 1]!
    const after = charClass[i]!
    const allowedByUnicode = (opportunities[offset[i]!] ?? 0) > 0
    if (before === C.han && after === C.han) {
      // Iteration marks, small kana and the like stand on the Han square and still may not begin a line.
      legal[i] = allowedByUnicode || level === 'none' ? 1 : 0
      kind[i] = GAP.open
      continue
    }
    if (isMark(before as never) || isMark(after as never)) {
      if (insidePair(prepared, i)) continue
      const byLevel = mayStart(after, text.codePointAt(offset[i]!)!, level) && mayEnd(before, level)
      // Western signs keep to their neighbours beside a Chinese mark too: “( is not parted from what it opens.
      const bySigns = allowedByUnicode || (before !== C.sign && after !== C.sign)
      legal[i] = byLevel && bySigns && after !== C.space ? 1 : 0
      kind[i] = joins(before) || joins(after) ? GAP.closed : GAP.mark
      continue
    }
    legal[i] = allowedByUnicode && after !== C.space && after !== C.ideographicSpace ? 1 : 0
    if (before === C.space || after === C.space) kind[i] = GAP.space
    else if (gap[i]! > 0) kind[i] = GAP.autospace
    else if (onSquare(before) || onSquare(after)) kind[i] = legal[i] === 1 ? GAP.open : GAP.closed
    else kind[i] = GAP.closed
  }
  partWords(prepared, legal)
  keepTogether(prepared, legal, kind)
  return { legal, kind }
}

/** Connectors and solidi keep their distance from both sides. CLREQ: avoid adding space around them. */
const joins = (charClass: number): boolean =>
  charClass === C.connector || charClass === C.solidus || charClass === C.interpunct

const onSquare = (charClass: number): boolean => charClass === C.han || charClass === C.ideographicSpace

/** In a run of …… or of dashes, boundaries inside a pair are closed; those between pairs are not. CLREQ. */
function insidePair(prepared: Prepared, i: number): boolean {
  const { charClass, offset, text } = prepared
  const c = charClass[i]!
  if ((c !== C.ellipsis && c !== C.dash) || charClass[i - 1] !== c) return false
  if (text.charCodeAt(offset[i]!) !== text.charCodeAt(offset[i - 1]!)) return false
  // A joined —— is one cluster of two characters: after it a new pair begins.
  let run = 0
  for (let j = i - 1; j >= 0 && charClass[j] === c && offset[j + 1]! - offset[j]! === 1; j--) run++
  return run % 2 === 1
}

const SOFT_HYPHEN = 0xad

/** Lets lines break inside Latin words: where the copy has a soft hyphen, and where the patterns allow one. */
function partWords({ n, charClass, offset, text }: Prepared, legal: Uint8Array): void {
  for (let i = 0; i < n; ) {
    if (charClass[i] !== C.latin) {
      if (text.charCodeAt(offset[i]!) === SOFT_HYPHEN && i + 1 < n) legal[i + 1] = BREAK.hyphen
      i++
      continue
    }
    let end = i + 1
    while (end < n && charClass[end] === C.latin) end++
    const word = text.slice(offset[i]!, offset[end]!)
    let at = i
    for (const hyphen of hyphenOffsets(word)) {
      while (at < end && offset[at]! < offset[i]! + hyphen) at++
      // A ligature over the hyphen's place keeps the word whole there.
      if (offset[at] === offset[i]! + hyphen && legal[at] === BREAK.no) legal[at] = BREAK.hyphen
    }
    i = end
  }
}

/** Names of the house's list, glossed words, and scripts with what they belong to: no break, no space inside. */
function keepTogether({ n, offset, text, scale, spans, style }: Prepared, legal: Uint8Array, kind: Uint8Array): void {
  const close = (i: number) => {
    legal[i] = BREAK.no
    kind[i] = GAP.closed
  }
  for (let i = 1; i < n; i++) if (scale[i] !== scale[i - 1] && scale[i]! < 1000) close(i)
  for (const { start, end, ruby } of spans) if (ruby.length > 0) for (let i = start + 1; i < end; i++) close(i)
  for (const name of style.names ?? []) {
    if (name.length < 2) continue
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      for (let i = 1; i < n; i++) if (offset[i]! > at && offset[i]! < at + name.length) legal[i] = BREAK.no
    }
  }
}
