import { type Boundaries, BREAK, GAP } from './breaks.ts'
import { C, type CharClass, hasBlank } from './classes.ts'
import type { Prepared } from './prepare.ts'

/** A word space may shrink to 1/4 em and grow to 1/2 em; the Chinese–Latin gap to 1/8 and 1/3. CLREQ, JLREQ 3.8. */
export const SPACE_MIN = 250
export const SPACE_MAX = 500
export const AUTOSPACE_MIN = 125
export const AUTOSPACE_MAX = 333

/** Shrink steps in CLREQ's order; step 1 is the mark at the line's end and start, all or nothing. */
export const SHRINK = { edge: 1, space: 2, interpunct: 3, bracket: 4, pause: 5, autospace: 6, stop: 7 } as const
export const SHRINK_STEPS = 8

/** Which shrink step a cluster's blank belongs to; 0 for none. */
export function shrinkStep(charClass: number, pairs: Prepared['style']['pairs']): number {
  switch (charClass) {
    case C.interpunct:
      return SHRINK.interpunct
    case C.open:
    case C.close:
      return SHRINK.bracket
    case C.pause:
      return SHRINK.pause
    case C.stop:
      // Kaiming keeps 。？！ at a full em: that is what the style is for.
      return pairs === 'kaiming' ? 0 : SHRINK.stop
    case C.space:
      return SHRINK.space
    default:
      return 0
  }
}

/**
 * The paragraph as sums from its start, so that any line is measured in constant time: width, what each shrink step
 * can give, what each stretch step can take. A line is the clusters a … b−1, spaces at its end not counted.
 */
export class LineModel {
  readonly prepared: Prepared
  readonly boundaries: Boundaries
  /** Sum of cells and of the gaps before them. */
  readonly width: Int32Array
  /** Shrinkable amounts of steps 2–7, one array a step. */
  readonly shrink: readonly Int32Array[]
  /** Sum of all of them. */
  readonly shrinkAll: Int32Array
  /** Stretchable amounts of word spaces and of Chinese–Latin gaps. */
  readonly spaceRoom: Int32Array
  readonly autospaceRoom: Int32Array
  /** Numbers of word spaces, Chinese–Latin gaps, Han–Han gaps, gaps that touch a mark. */
  readonly spaces: Int32Array
  readonly autospaces: Int32Array
  readonly openGaps: Int32Array
  readonly markGaps: Int32Array
  /** Entry b: end of the line's visible clusters when it breaks before b. */
  readonly visible: Int32Array

  constructor(prepared: Prepared, boundaries: Boundaries) {
    this.prepared = prepared
    this.boundaries = boundaries
    const { n, cell, gap, charClass, blankLeft, blankRight, style } = prepared
    const sums = () => new Int32Array(n + 1)
    this.width = sums()
    const shrink = Array.from({ length: SHRINK_STEPS }, sums)
    this.shrink = shrink
    this.shrinkAll = sums()
    this.spaceRoom = sums()
    this.autospaceRoom = sums()
    this.spaces = sums()
    this.autospaces = sums()
    this.openGaps = sums()
    this.markGaps = sums()
    this.visible = sums()
    const amount = new Int32Array(SHRINK_STEPS)
    for (let i = 0; i < n; i++) {
      const c = charClass[i]!
      amount.fill(0)
      const step = shrinkStep(c, style.pairs)
      if (step === SHRINK.space) amount[step] = Math.max(0, cell[i]! - SPACE_MIN)
      else if (step !== 0) amount[step] = blankLeft[i]! + blankRight[i]!
      if (gap[i]! > 0) amount[SHRINK.autospace] = Math.max(0, gap[i]! - AUTOSPACE_MIN)
      let all = 0
      for (let s = 2; s < SHRINK_STEPS; s++) {
        shrink[s]![i + 1] = shrink[s]![i]! + amount[s]!
        all += amount[s]!
      }
      this.shrinkAll[i + 1] = this.shrinkAll[i]! + all
      this.width[i + 1] = this.width[i]! + cell[i]! + gap[i]!
      const kind = boundaries.kind[i]!
      const isSpace = c === C.space
      this.spaceRoom[i + 1] = this.spaceRoom[i]! + (isSpace ? Math.max(0, SPACE_MAX - cell[i]!) : 0)
      this.spaces[i + 1] = this.spaces[i]! + (isSpace ? 1 : 0)
      const auto = kind === GAP.autospace
      this.autospaceRoom[i + 1] = this.autospaceRoom[i]! + (auto ? Math.max(0, AUTOSPACE_MAX - gap[i]!) : 0)
      this.autospaces[i + 1] = this.autospaces[i]! + (auto ? 1 : 0)
      this.openGaps[i + 1] = this.openGaps[i]! + (kind === GAP.open ? 1 : 0)
      this.markGaps[i + 1] = this.markGaps[i]! + (kind === GAP.mark ? 1 : 0)
    }
    for (let b = 1; b <= n; b++) {
      let end = b
      while (end > 0 && charClass[end - 1] === C.space) end--
      this.visible[b] = end
    }
  }

  /** Width of clusters a … end−1 as a line of their own, every blank at its edges kept. `end` is a visible end. */
  natural(a: number, end: number): number {
    if (end <= a) return 0
    const { gap, pairLeft, pairRight } = this.prepared
    const hyphen = this.boundaries.legal[end] === BREAK.hyphen ? this.prepared.hyphen.advance : 0
    return this.width[end]! - this.width[a]! - gap[a]! + pairLeft[a]! + pairRight[end - 1]! + hyphen
  }

  /** What word spaces and Chinese–Latin gaps take before any other gap is stretched. */
  roomBeforeGaps(a: number, end: number): number {
    return this.spaceRoom[end]! - this.spaceRoom[a]! + this.autospaceRoom[end]! - this.autospaceRoom[a + 1]!
  }

  /** Blank at the line's start that may go, all or nothing. */
  startTrim(a: number): number {
    const { charClass, blankLeft, pairLeft } = this.prepared
    return charClass[a] === C.open ? blankLeft[a]! + pairLeft[a]! : 0
  }

  /** Blank of the mark at the line's end that may go, all or nothing. GB/T 15834 5.1.10. */
  endTrim(end: number): number {
    const { charClass, blankRight, pairRight } = this.prepared
    const c = charClass[end - 1]!
    return c === C.close || c === C.pause || c === C.stop ? blankRight[end - 1]! + pairRight[end - 1]! : 0
  }

  /** Cell of a 、，。 that may hang outside the measure: one only, not in a row of marks. CLREQ "Hanging punctuation". */
  hanging(a: number, end: number): number {
    const { charClass, cell, offset, pairRight, style, text } = this.prepared
    const last = end - 1
    if (style.hang !== true || last <= a || !'、，。'.includes(text[offset[last]!]!)) return 0
    return hasBlank(charClass[last - 1]! as CharClass) ? 0 : cell[last]! + pairRight[last]!
  }

  /** What step 2–7 can give on the line; the blanks at the very edges belong to step 1 and are left out. */
  room(step: number, a: number, end: number): number {
    const sums = this.shrink[step]!
    const { charClass, blankLeft, blankRight, style } = this.prepared
    let room = sums[end]! - sums[a]!
    if (step === SHRINK.autospace) room -= sums[a + 1]! - sums[a]!
    else {
      if (step === SHRINK.bracket && charClass[a] === C.open) room -= blankLeft[a]! + blankRight[a]!
      const last = end - 1
      const c = charClass[last]!
      if (last > a || c !== C.open) {
        if ((c === C.close || c === C.pause || c === C.stop) && shrinkStep(c, style.pairs) === step) {
          room -= blankLeft[last]! + blankRight[last]!
        }
      }
    }
    return room
  }

  /** No line of these clusters can give more than this, edges included. */
  mostRoom(a: number, end: number): number {
    return (
      this.shrinkAll[end]! - this.shrinkAll[a]! + this.startTrim(a) + Math.max(this.endTrim(end), this.hanging(a, end))
    )
  }
}
