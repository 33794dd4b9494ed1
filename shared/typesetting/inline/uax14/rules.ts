/** The rules LB2 to LB31 of UAX #14 (Unicode 17), in the annex's order, for one place in the text at a time. */
import {
  AK,
  AL,
  AL_CIRCLE,
  AP,
  AS,
  B2,
  BA,
  BB,
  BK,
  CB,
  CL,
  CLASS_MASK,
  CM,
  CP,
  CR,
  EAST_ASIAN,
  EB,
  EM,
  EX,
  GL,
  H2,
  H3,
  HH,
  HL,
  HY,
  ID,
  ID_PICT,
  IN,
  IS,
  JL,
  JT,
  JV,
  LF,
  NL,
  NS,
  NU,
  OP,
  PO,
  PR,
  QU,
  QU_PF,
  QU_PI,
  RI,
  SOT,
  SP,
  SY,
  VF,
  VI,
  WJ,
  XX_PICT,
  ZW,
  ZWJ,
} from './classes.ts'
import { resolvedPlane, type Tailoring } from './tables.ts'

/** What may happen before an offset. */
export const NO_BREAK = 0
export const MAY_BREAK = 1
export const MUST_BREAK = 2

/** One bit for each group of classes the rules speak of, so that a rule asks once. */
const traits = new Uint32Array(CLASS_MASK + 1)
let groups = 0
function group(...members: readonly number[]): number {
  const bit = 1 << groups++
  for (const member of members) traits[member]! |= bit
  return bit
}

const HARD = group(BK, CR, LF, NL)
const NEVER_BEGINS = group(BK, CR, LF, NL, SP, ZW)
const TAKES_NO_MARKS = group(SOT, BK, CR, LF, NL, SP, ZW)
const MARK = group(CM, ZWJ)
const GLUED_NOT_AFTER = group(SP, BA, HY, HH)
const CLOSES = group(CL, CP, EX, SY)
const BEFORE_OPENING_QUOTE = group(SOT, BK, CR, LF, NL, OP, QU, QU_PI, QU_PF, GL, SP, ZW)
const AFTER_CLOSING_QUOTE = group(SP, GL, WJ, CL, QU, QU_PI, QU_PF, CP, EX, IS, SY, BK, CR, LF, NL, ZW, SOT)
const QUOTE = group(QU, QU_PI, QU_PF)
const BEFORE_INITIAL_HYPHEN = group(SOT, BK, CR, LF, NL, SP, ZW, CB, GL)
const HYPHEN = group(HY, HH)
const ALPHABETIC = group(AL, AL_CIRCLE, XX_PICT, HL)
const WORD = group(AL, AL_CIRCLE, XX_PICT, HL, NU)
const CLINGS = group(BA, HH, HY, NS)
const IDEOGRAPHIC = group(ID, ID_PICT, EB, EM)
const AFFIX = group(PR, PO)
const HANGUL = group(JL, JV, JT, H2, H3)
const AKSARA = group(AK, AL_CIRCLE, AS)
const AKSARA_BASE = group(AK, AL_CIRCLE)
const EMOJI_BASE = group(EB, ID_PICT, XX_PICT)

/** What the last character that is no space leaves open across spaces: `X SP*` of LB8 and LB14 to LB17. */
const AFTER_NOTHING = 0
const AFTER_ZW = 1
const AFTER_OP = 2
const AFTER_OPENING_QUOTE = 3
const AFTER_CLOSE = 4
const AFTER_B2 = 5

/** Where LB25's number stands: inside `NU (SY|IS)*`, or behind that and one closing mark. */
const NO_NUMBER = 0
const IN_NUMBER = 1
const NUMBER_CLOSED = 2

const HAN = ID | EAST_ASIAN
const APOSTROPHE = 0x2019

function has(packed: number, bits: number): boolean {
  return (traits[packed & CLASS_MASK]! & bits) !== 0
}

/** A walk over one text. What is behind is carried forward, so that no text makes it look back twice. */
class Walk {
  readonly text: string
  readonly tailoring: Tailoring
  readonly plane0: Uint8Array
  /** The last character with its marks (LB9), and the one before. */
  before = SOT
  beforeThat = SOT
  afterJoiner = false
  pending = AFTER_NOTHING
  number = NO_NUMBER
  oddFlags = false

  constructor(text: string, tailoring: Tailoring) {
    this.text = text
    this.tailoring = tailoring
    this.plane0 = resolvedPlane(0, tailoring)
  }

  /** The resolved value at an offset; SOT past the end, which no rule mistakes for a character. */
  at(offset: number): number {
    if (offset >= this.text.length) return SOT
    const unit = this.text.charCodeAt(offset)
    if ((unit & 0xf800) !== 0xd800) return this.plane0[unit]!
    const codePoint = this.text.codePointAt(offset)!
    return resolvedPlane(codePoint >>> 16, this.tailoring)[codePoint & 0xffff]!
  }

  /** Code units of the character at an offset. */
  width(offset: number): number {
    return this.text.codePointAt(offset)! > 0xffff ? 2 : 1
  }

  /** The first offset from here that holds no combining mark (LB9). */
  pastMarks(offset: number): number {
    let at = offset
    while (has(this.at(at), MARK)) at += this.width(at)
    return at
  }

  /** A ’ here stands between two letters or figures of an alphabet; the right one begins at `next`. */
  joinsLetters(next: number): boolean {
    return has(this.before, WORD) && has(this.at(this.pastMarks(next)), WORD)
  }

  /** Takes the character in, whose break has been judged. */
  take(current: number): void {
    const kind = current & CLASS_MASK
    if (kind !== SP) this.pending = this.leaves(kind)
    if (kind === NU) this.number = IN_NUMBER
    else if (this.number === IN_NUMBER && (kind === CL || kind === CP)) this.number = NUMBER_CLOSED
    else if (this.number !== IN_NUMBER || (kind !== SY && kind !== IS)) this.number = NO_NUMBER
    this.oddFlags = kind === RI && !this.oddFlags
    this.beforeThat = this.before
    this.before = current
  }

  leaves(kind: number): number {
    if (kind === ZW) return AFTER_ZW
    if (kind === OP) return AFTER_OP
    if (kind === QU_PI) return has(this.before, BEFORE_OPENING_QUOTE) ? AFTER_OPENING_QUOTE : AFTER_NOTHING
    if (kind === CL || kind === CP) return AFTER_CLOSE
    return kind === B2 ? AFTER_B2 : AFTER_NOTHING
  }

  /** May a line break before this character, whose marks begin at `next`? */
  judge(current: number, next: number): number {
    const { before, beforeThat } = this
    const last = before & CLASS_MASK
    const kind = current & CLASS_MASK
    const lastIs = traits[last]!
    const kindIs = traits[kind]!

    if (last === SOT) return NO_BREAK // LB2
    if ((lastIs & HARD) !== 0) return last === CR && kind === LF ? NO_BREAK : MUST_BREAK // LB4, LB5
    if ((kindIs & NEVER_BEGINS) !== 0) return NO_BREAK // LB6, LB7
    if (this.pending === AFTER_ZW) return MAY_BREAK // LB8
    if (this.afterJoiner) return NO_BREAK // LB8a
    if (last === WJ || kind === WJ || last === GL) return NO_BREAK // LB11, LB12
    if (kind === GL && (lastIs & GLUED_NOT_AFTER) === 0) return NO_BREAK // LB12a
    if ((kindIs & CLOSES) !== 0) return NO_BREAK // LB13
    if (this.pending === AFTER_OP || this.pending === AFTER_OPENING_QUOTE) return NO_BREAK // LB14, LB15a
    if (kind === QU_PF && has(this.at(this.pastMarks(next)), AFTER_CLOSING_QUOTE)) return NO_BREAK // LB15b
    if (kind === IS) {
      // LB15c, LB15d
      return last === SP && (this.at(this.pastMarks(next)) & CLASS_MASK) === NU ? MAY_BREAK : NO_BREAK
    }
    if (kind === NS && this.pending === AFTER_CLOSE) return NO_BREAK // LB16
    if (kind === B2 && this.pending === AFTER_B2) return NO_BREAK // LB17
    if (last === SP) return MAY_BREAK // LB18

    if ((kindIs & QUOTE) !== 0) {
      if (kind !== QU_PI) return NO_BREAK // LB19
      if ((before & EAST_ASIAN) === 0) return NO_BREAK // LB19a
      if ((this.at(this.pastMarks(next)) & EAST_ASIAN) === 0) return NO_BREAK
    }
    if ((lastIs & QUOTE) !== 0) {
      if (last !== QU_PF) return NO_BREAK // LB19
      if ((current & EAST_ASIAN) === 0 || (beforeThat & EAST_ASIAN) === 0) return NO_BREAK // LB19a
    }
    if (last === CB || kind === CB) return MAY_BREAK // LB20
    if ((lastIs & HYPHEN) !== 0) {
      if ((kindIs & ALPHABETIC) !== 0 && has(beforeThat, BEFORE_INITIAL_HYPHEN)) return NO_BREAK // LB20a
      if ((beforeThat & CLASS_MASK) === HL && kind !== HL) return NO_BREAK // LB21a
    }
    if ((kindIs & CLINGS) !== 0 || last === BB) return NO_BREAK // LB21
    if (last === SY && kind === HL) return NO_BREAK // LB21b
    if (kind === IN) return NO_BREAK // LB22
    return this.judgeWord(current, next)
  }

  /** LB23 to LB31: what holds words, numbers, syllables and emoji together. */
  judgeWord(current: number, next: number): number {
    const { before } = this
    const last = before & CLASS_MASK
    const kind = current & CLASS_MASK
    const lastIs = traits[last]!
    const kindIs = traits[kind]!

    if ((lastIs & ALPHABETIC) !== 0) {
      if ((kindIs & (ALPHABETIC | AFFIX)) !== 0 || kind === NU) return NO_BREAK // LB23, LB24, LB28
    } else if ((kindIs & ALPHABETIC) !== 0) {
      if (last === NU || (lastIs & AFFIX) !== 0 || last === IS) return NO_BREAK // LB23, LB24, LB29
    }
    if (last === PR && (kindIs & IDEOGRAPHIC) !== 0) return NO_BREAK // LB23a
    if (kind === PO && (lastIs & IDEOGRAPHIC) !== 0) return NO_BREAK
    if (this.holdsNumber(last, kind, next)) return NO_BREAK // LB25
    if (last === JL && (kindIs & HANGUL) !== 0 && kind !== JT) return NO_BREAK // LB26
    if ((last === JV || last === H2) && (kind === JV || kind === JT)) return NO_BREAK
    if ((last === JT || last === H3) && kind === JT) return NO_BREAK
    if ((kind === PO && (lastIs & HANGUL) !== 0) || (last === PR && (kindIs & HANGUL) !== 0)) return NO_BREAK // LB27
    if (this.holdsAksara(last, kind, next)) return NO_BREAK // LB28a
    if (kind === OP && (current & EAST_ASIAN) === 0 && ((lastIs & ALPHABETIC) !== 0 || last === NU)) return NO_BREAK // LB30
    if (last === CP && (before & EAST_ASIAN) === 0 && ((kindIs & ALPHABETIC) !== 0 || kind === NU)) return NO_BREAK
    if (kind === RI && last === RI && this.oddFlags) return NO_BREAK // LB30a
    if (kind === EM && (lastIs & EMOJI_BASE) !== 0) return NO_BREAK // LB30b
    return MAY_BREAK // LB31
  }

  holdsNumber(last: number, kind: number, next: number): boolean {
    if (kind === PO || kind === PR) return this.number !== NO_NUMBER
    if (kind === NU) {
      return this.number === IN_NUMBER || last === PO || last === PR || last === HY || last === IS
    }
    if (kind !== OP || (last !== PO && last !== PR)) return false
    const inside = this.pastMarks(next)
    const first = this.at(inside) & CLASS_MASK
    if (first === NU) return true
    return first === IS && (this.at(this.pastMarks(inside + this.width(inside))) & CLASS_MASK) === NU
  }

  holdsAksara(last: number, kind: number, next: number): boolean {
    if (last === AP) return has(kind, AKSARA)
    if (last === VI) return has(kind, AKSARA_BASE) && has(this.beforeThat, AKSARA)
    if (!has(last, AKSARA)) return false
    if (kind === VF || kind === VI) return true
    return has(kind, AKSARA) && (this.at(this.pastMarks(next)) & CLASS_MASK) === VF
  }
}

/** See index.ts. */
export function breakOpportunities(text: string, into?: Uint8Array, tailoring: Tailoring = {}): Uint8Array {
  const length = text.length
  const breaks = into !== undefined && into.length > length ? into : new Uint8Array(length + 1)
  const walk = new Walk(text, tailoring)
  const plane0 = walk.plane0
  const cjQuotes = tailoring.cjQuotes === true

  for (let offset = 0; offset < length; ) {
    const unit = text.charCodeAt(offset)
    let current = plane0[unit]!
    if (current === HAN && walk.before === HAN && !walk.afterJoiner) {
      // Most of a Chinese page: nothing but LB31 can apply between two ideographs.
      let at = offset
      do breaks[at++] = MAY_BREAK
      while (at < length && plane0[text.charCodeAt(at)] === HAN)
      offset = at
      walk.beforeThat = HAN
      continue
    }
    let next = offset + 1
    if ((unit & 0xf800) === 0xd800) {
      current = walk.at(offset)
      next = offset + walk.width(offset)
    }
    const joiner = (current & CLASS_MASK) === ZWJ
    if (has(current, MARK)) {
      if (!has(walk.before, TAKES_NO_MARKS)) {
        breaks.fill(NO_BREAK, offset, next) // LB9
        walk.afterJoiner = joiner
        offset = next
        continue
      }
      current = AL // LB10
    } else if (cjQuotes && unit === APOSTROPHE && walk.joinsLetters(next)) {
      current = QU_PF
    }
    breaks[offset] = walk.judge(current, next)
    if (next > offset + 1) breaks[offset + 1] = NO_BREAK
    walk.take(current)
    walk.afterJoiner = joiner
    offset = next
  }
  breaks[length] = length === 0 ? NO_BREAK : MUST_BREAK // LB3
  return breaks
}
