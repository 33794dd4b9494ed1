/**
 * Where a line of text may break: the Unicode line breaking algorithm (UAX #14, Unicode 17.0.0) from tables of our own,
 * so that the same page breaks the same way on every machine.
 */
import { CLASS_MASK, CLASS_NAMES, type LineBreakClass } from './classes.ts'
import * as rules from './rules.ts'
import { packedValue, type Tailoring } from './tables.ts'

export type { LineBreakClass } from './classes.ts'
export { MAY_BREAK, MUST_BREAK, NO_BREAK } from './rules.ts'
export type { SmallKana, Tailoring } from './tables.ts'

/**
 * The Line_Break property of a code point, as Unicode 17 has it: nothing resolved, nothing tailored.
 *
 * @param codePoint an integer from 0 to 0x10FFFF; a surrogate is `SG`. Anything else is a RangeError.
 */
export function lineBreakClass(codePoint: number): LineBreakClass {
  if (!Number.isInteger(codePoint) || codePoint < 0 || codePoint > 0x10ffff) {
    throw new RangeError(`${codePoint} is not a code point`)
  }
  return CLASS_NAMES[packedValue(codePoint) & CLASS_MASK]!
}

/**
 * Break opportunities of a text by the rules LB1 to LB31: for every UTF-16 offset from 0 to the text's length, `NO_BREAK`
 * (0), `MAY_BREAK` (1) or `MUST_BREAK` (2) before that offset. The end of a text that is not empty is `MUST_BREAK` (LB3);
 * offset 0 never breaks (LB2). Letters of South-East Asian scripts that need a dictionary (SA) are taken as AL (LB1).
 * Takes time in proportion to the text's length, whatever the text.
 *
 * @param into where to write, if it has at least `text.length + 1` places; what lies behind those is left alone. Without
 *   it, or if it is too short, a new array of `text.length + 1` places is made.
 * @returns the array written to.
 */
export function breakOpportunities(text: string, into?: Uint8Array, tailoring?: Tailoring): Uint8Array {
  return rules.breakOpportunities(text, into, tailoring)
}
