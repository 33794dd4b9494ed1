/** The line breaking properties decoded: one byte a code point, a plane at a time, when first asked for. */
import { AI, AL, CJ, CL, CM, EAST_ASIAN, ID, NS, OP, SA, SA_CM, SG, XX } from './classes.ts'
import { PALETTE, PLANES, SYMBOLS } from './data.ts'

const PLANE_SIZE = 0x10000
const DIGIT_ZERO = 0x30
const DIGIT_NINE = 0x39

const planes: (Uint8Array | undefined)[] = []
let runsOfPlanes: readonly string[] | undefined

function decode(runs: string): Uint8Array {
  const valueFor = new Uint8Array(0x80)
  for (let n = 0; n < PALETTE.length; n++) valueFor[SYMBOLS.charCodeAt(n)] = PALETTE[n]!
  const values = new Uint8Array(PLANE_SIZE)
  let codePoint = 0
  for (let at = 0; at < runs.length; ) {
    const value = valueFor[runs.charCodeAt(at++)]!
    let count = 0
    for (; at < runs.length; at++) {
      const digit = runs.charCodeAt(at)
      if (digit < DIGIT_ZERO || digit > DIGIT_NINE) break
      count = count * 10 + digit - DIGIT_ZERO
    }
    const end = codePoint + (count === 0 ? 1 : count)
    values.fill(value, codePoint, end)
    codePoint = end
  }
  return values
}

/** The packed values of one plane, 0 to 16. */
export function planeTable(plane: number): Uint8Array {
  const known = planes[plane]
  if (known !== undefined) return known
  runsOfPlanes ??= PLANES.split(' ')
  const table = decode(runsOfPlanes[plane]!)
  planes[plane] = table
  return table
}

/** The packed value of a code point, 0 to 0x10FFFF. */
export function packedValue(codePoint: number): number {
  return planeTable(codePoint >>> 16)[codePoint & 0xffff]!
}

/** How small kana and the long-vowel mark (CJ) are taken, after the values of CSS `line-break`. */
export type SmallKana = 'strict' | 'normal' | 'loose'

/** Ways in which the default algorithm may be bent, as UAX #14 section 8 allows. */
export type Tailoring = {
  /**
   * Curly quotation marks as Chinese sets them: “ and ‘ open (OP), ” and ’ close (CL), all of them wide. A ’ between
   * two letters or figures of an alphabet stays the apostrophe it is.
   */
  readonly cjQuotes?: boolean
  /**
   * CJ: `strict` (the default, as LB1 has it) takes it as NS, `normal` and `loose` as ID; `loose` also lets a line
   * begin with the iteration marks 々 〻 ゝ ゞ ヽ ヾ. The further leave CSS gives `loose` (before ！ or inside ……) is not
   * taken: no Chinese page wants it.
   */
  readonly cj?: SmallKana
}

const ITERATION_MARKS = [0x3005, 0x303b, 0x309d, 0x309e, 0x30fd, 0x30fe]

/** LB1: what each packed value stands for once ambiguous classes are settled. */
function resolution(cj: SmallKana): Uint8Array {
  const to = new Uint8Array(0x100)
  for (let packed = 0; packed < 0x100; packed++) to[packed] = packed
  const settle = (from: number, as: number): void => {
    to[from] = as
    to[from | EAST_ASIAN] = as | EAST_ASIAN
  }
  for (const from of [AI, SG, XX, SA]) settle(from, AL)
  settle(SA_CM, CM)
  settle(CJ, cj === 'strict' ? NS : ID)
  return to
}

const resolvedPlanes = new Map<string, Map<number, Uint8Array>>()

/** A plane's table with LB1 and the tailoring already applied; kept, so asking again costs nothing. */
export function resolvedPlane(plane: number, tailoring: Tailoring): Uint8Array {
  const cj = tailoring.cj ?? 'strict'
  const cjQuotes = tailoring.cjQuotes ?? false
  const key = cjQuotes ? `${cj} quotes` : cj
  const ofTailoring = resolvedPlanes.get(key) ?? new Map<number, Uint8Array>()
  resolvedPlanes.set(key, ofTailoring)
  const known = ofTailoring.get(plane)
  if (known !== undefined) return known

  const to = resolution(cj)
  const table = planeTable(plane).map((packed) => to[packed]!)
  if (plane === 0) {
    if (cj === 'loose') for (const mark of ITERATION_MARKS) table[mark] = ID | EAST_ASIAN
    if (cjQuotes) {
      table[0x2018] = table[0x201c] = OP | EAST_ASIAN
      table[0x2019] = table[0x201d] = CL | EAST_ASIAN
    }
  }
  ofTailoring.set(plane, table)
  return table
}
