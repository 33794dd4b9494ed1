import { C, hasBlank, isIdeograph } from './classes.ts'
import type { Clusters } from './clusters.ts'
import type { InlineStyle } from './types.ts'

/** What trimming and gaps look at and change: clusters measured along the line, whichever way the line runs. */
export type Measured = Pick<
  Clusters,
  'n' | 'offset' | 'charClass' | 'cell' | 'dx' | 'blankLeft' | 'blankRight' | 'scale'
>

/** Marks the style halves alone: CLREQ "Punctuation Width", and the house styles named after it. */
function halvedAlone(style: InlineStyle, charClass: number): boolean {
  if (style.pairs === 'banjiao') return hasBlank(charClass as never) && charClass !== C.interpunct
  if (style.pairs === 'kaiming') return charClass === C.open || charClass === C.close || charClass === C.pause
  return false
}

/**
 * Trims the blanks that the pair style takes away whatever the line. CLREQ "Compression of Punctuation Marks":
 * of two adjacent marks, 1.5 em in principle (gb15), 1 em by style (gb10); the blank on the side away from the
 * enclosed text goes.
 */
export function trimMarks(clusters: Measured, style: InlineStyle, pairLeft: Int32Array, pairRight: Int32Array): void {
  if (style.pairs === 'none') {
    clusters.blankLeft.fill(0)
    clusters.blankRight.fill(0)
    return
  }
  const { charClass, blankLeft, blankRight } = clusters
  const takeLeft = (i: number, pair: Int32Array | null) => {
    const blank = blankLeft[i]!
    if (blank === 0) return
    clusters.cell[i]! -= blank
    clusters.dx[i]! -= blank
    blankLeft[i] = 0
    if (pair !== null) pair[i]! += blank
  }
  const takeRight = (i: number, pair: Int32Array | null) => {
    const blank = blankRight[i]!
    if (blank === 0) return
    clusters.cell[i]! -= blank
    blankRight[i] = 0
    if (pair !== null) pair[i]! += blank
  }
  for (let i = 0; i < clusters.n; i++) {
    if (!halvedAlone(style, charClass[i]!)) continue
    takeLeft(i, null)
    takeRight(i, null)
  }
  const tight = style.pairs === 'gb10'
  for (let i = 0; i + 1 < clusters.n; i++) {
    const first = charClass[i]!
    const second = charClass[i + 1]!
    const firstMark = hasBlank(first as never) || first === C.ideographicSpace
    if (!firstMark || !hasBlank(second as never)) continue
    if (second === C.open) {
      takeLeft(i + 1, pairLeft)
      if (tight) {
        if (first === C.open) takeLeft(i, pairLeft)
        else takeRight(i, pairRight)
      }
    } else if (first !== C.open && first !== C.ideographicSpace) {
      takeRight(i, pairRight)
      if (tight) takeRight(i + 1, pairRight)
      // A mark that stands in the middle of its square loses what faces its neighbour.
      if (blankLeft[i + 1]! > 0) takeLeft(i + 1, pairLeft)
    }
  }
}

/** CLREQ "Mixed text composition": a gap between Han and Latin letters or digits, none where a space or mark stands. */
export function gaps(text: string, clusters: Measured, style: InlineStyle): Int32Array {
  const gap = new Int32Array(clusters.n + 1)
  if (style.autospace === 0) return gap
  const { charClass, offset, scale } = clusters
  for (let i = 1; i < clusters.n; i++) {
    // Super- and subscripts stand close to what they belong to.
    if (scale[i] !== scale[i - 1]) continue
    const first = charClass[i - 1]!
    const second = charClass[i]!
    if (first === C.latin ? second === C.han : first === C.han && second === C.latin) {
      const han = first === C.han ? offset[i - 1]! : offset[i]!
      if (isIdeograph(text.codePointAt(han)!)) gap[i] = style.autospace
    }
  }
  return gap
}
