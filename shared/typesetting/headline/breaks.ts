import { isWideSpace } from '../flow/setter.ts'
import { budoux, type Phrases } from './phrases/index.ts'
import { WORDS } from './words.ts'

/** A place where a row of a headline may end. Costs are in characters of unevenness it is worth avoiding. */
export interface Break {
  /** UTF-16 offset at which the next row begins; a space before it is swallowed. */
  readonly at: number
  /** Offset at which this row's type ends. */
  readonly until: number
  readonly cost: number
}

/** How often two characters stand together in the article: 贸易 in a trade story is a word, and is not torn apart. */
export type Cohesion = (pair: string) => number

/** What is known of a headline besides its text. */
export interface BreakEvidence {
  /** Default: BudouX. */
  readonly phrases?: Phrases
  readonly together?: Cohesion
  /** 人名、机构名: words that are never broken. */
  readonly names?: readonly string[]
}

const AT_SPACE = 0
const AFTER_MARK = 1
/** Added to every other place where the headline has spaces of its own. */
const SPACED = 6
/** Between two phrases told apart surely, and doubtfully. */
const SURE = 1
const DOUBTFUL = 8
/** Strength from which a place is sure. */
const SURE_STRENGTH = 1000
/** No phrase ends there: only where the headline fits in no other way. */
export const TORN = 40
/** A word of one character left at a row's edge. */
const LONE_WORD = 3
/** A row that ends with 的 leaves its noun to the next. */
const AFTER_PARTICLE = 3
/** Between a figure with its measure word and the noun it counts: 一座|城. */
const AFTER_COUNT = 3
/** Inside a short title or quotation. */
const IN_QUOTES = 6
const LONGEST_QUOTE = 12
/** Most that is added for tearing two characters apart that stand together elsewhere. */
const WORD = 10

const NEVER_FIRST = /[、，。：；！？）》〉」』】〕”’…—～·％%℃]/
const NEVER_LAST = /[（《〈「『【〔“‘—]/
const MARK = /[、，。：；！？）》〉」』】〕”’]/
const LATIN = /[0-9A-Za-z.%‰+\-/]/
/** Words that lean on what stands before them, and on what comes after, when they are words of their own. */
const LEANS_BACK = /[的地得了着过们吗呢吧啊之者等性化式]/
const LEANS_ON = /[在与和及或向为让使将把被对从以由给按据跟至到于同因当不未再更最很太越每各该本这那其所第比并且而]/
const NUMERAL = /[0-9０-９一二三四五六七八九十百千万亿两几数半多余]/
const COUNTED =
  /^(?:小时|分钟|平方公里|平方千米|平方米|立方米|公[里斤顷分]|海里|毫米|厘米|千[米克瓦]|周[年岁]?|[美欧日港]元|标箱|摄氏|人次|辆次)/
/** After one of these a noun follows that belongs to the figure: 一座|城. */
const COUNTS_NOUN = /[个名家位条项座件辆艘架张支台只头枚份种类批场间户]/
const MEASURE =
  /[个名家位人年月日天时分秒次届件条项种类批辆艘架座所期轮度层倍成万亿元吨米里亩斤克升户村省市县国岁号楼版页字句篇本部场站届站点张台只头枚份]/
const QUOTES: Readonly<Record<string, string>> = { '《': '》', '“': '”', '「': '」', '（': '）', '【': '】' }

/**
 * Places where a headline may be broken, cheapest where its own spaces are, then after marks, then between phrases. A
 * place inside a phrase costs `TORN`; numbers, their measure words, Latin words and listed names are never broken.
 */
export function headlineBreaks(text: string, evidence: BreakEvidence = {}): Break[] {
  const { together, names = [], phrases = budoux } = evidence
  const strengths = phrases.strengths(text)
  const held = heldTogether(text, [...names, ...WORDS], strengths)
  const spaced = [...text].some((_, i) => isWideSpace(text, i)) ? SPACED : 0
  const quoted = insideQuotes(text)
  const breaks: Break[] = []
  for (let i = 1; i < text.length; i++) {
    const before = text[i - 1]!
    const after = text[i]!
    if (held[i] === 1 || isWideSpace(text, i)) continue
    if (before === ' ' || before === '　') {
      let until = i - 1
      while (until > 0 && (text[until - 1] === ' ' || text[until - 1] === '　')) until--
      breaks.push({ at: i, until, cost: isWideSpace(text, i - 1) ? AT_SPACE : DOUBTFUL })
      continue
    }
    if (after === ' ' || (LATIN.test(before) && LATIN.test(after)) || isLowSurrogate(after)) continue
    if (NEVER_FIRST.test(after) || NEVER_LAST.test(before)) continue
    if (NUMERAL.test(before) && (MEASURE.test(after) || NUMERAL.test(after))) continue
    if (MARK.test(before)) {
      breaks.push({ at: i, until: i, cost: AFTER_MARK + (quoted[i] === 1 ? IN_QUOTES : 0) })
      continue
    }
    breaks.push({
      at: i,
      until: i,
      cost: betweenWords(text, i, strengths, together) + spaced + (quoted[i] === 1 ? IN_QUOTES : 0),
    })
  }
  return breaks
}

function betweenWords(text: string, i: number, strengths: Int32Array, together: Cohesion | undefined): number {
  const strength = strengths[i]!
  if (strength <= 0) return TORN
  const before = text[i - 1]!
  const after = text[i]!
  // A character between two boundaries is a word by itself.
  const aloneBefore = i === 1 || strengths[i - 1]! > 0
  const aloneAfter = i + 1 >= text.length || strengths[i + 1]! > 0
  if (after === '的' || (aloneAfter && LEANS_BACK.test(after))) return TORN
  if (aloneBefore && LEANS_ON.test(before)) return TORN
  let cost = DOUBTFUL + (SURE - DOUBTFUL) * Math.min(1, strength / SURE_STRENGTH)
  if (before === '的') cost += AFTER_PARTICLE
  // A preposition or a conjunction opens a phrase: the best place there is without a mark.
  else if (aloneAfter && LEANS_ON.test(after)) cost -= 1
  else cost += (aloneAfter ? LONE_WORD : 0) + (aloneBefore ? LONE_WORD : 0)
  if (i > 1 && COUNTS_NOUN.test(before) && NUMERAL.test(text[i - 2]!)) cost += AFTER_COUNT
  const count = together?.(before + after) ?? 0
  return Math.min(TORN, cost + Math.min(WORD, Math.log2(1 + count) * 3))
}

/** Strength of a place beside a known word, where the phrase model sees none. */
const BESIDE_WORD = 1000

/** 1 at every offset inside a known word or a figure's unit. A word's edges are places between words: strengths say so. */
function heldTogether(text: string, words: readonly string[], strengths: Int32Array): Uint8Array {
  const held = new Uint8Array(text.length + 1)
  const edges: number[] = []
  for (const word of words) {
    if (word.length < 2) continue
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      held.fill(1, at + 1, at + word.length)
      edges.push(at, at + word.length)
    }
  }
  for (const at of edges) {
    if (held[at] === 0 && at > 0 && at < text.length) strengths[at] = Math.max(strengths[at]!, BESIDE_WORD)
  }
  for (let i = 1; i < text.length; i++) {
    const unit = NUMERAL.test(text[i - 1]!) && COUNTED.exec(text.slice(i))
    if (unit) held.fill(1, i, i + unit[0].length)
  }
  for (let i = 1; i < text.length; i++) if (held[i] === 1) strengths[i] = Math.min(strengths[i]!, -1)
  return held
}

/** 1 at every offset inside brackets or quotation marks short enough to stand on one row. */
function insideQuotes(text: string): Uint8Array {
  const inside = new Uint8Array(text.length + 1)
  for (let i = 0; i < text.length; i++) {
    const close = QUOTES[text[i]!]
    if (close === undefined) continue
    const end = text.indexOf(close, i)
    if (end > i && end - i - 1 <= LONGEST_QUOTE) inside.fill(1, i + 1, end + 1)
  }
  return inside
}

const isLowSurrogate = (char: string): boolean => char >= '\udc00' && char <= '\udfff'
