import { isDigitUnit, isHanUnit, isLetterUnit } from '../../text/index.ts'
import type { Change } from '../tracked-text.ts'
import { hasHan, inStretches, protectedStretches, sideAfter, sideBefore } from './context.ts'

const FULL: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！', '.': '。' }

/** Half-width stops and commas that belong to Chinese text, each with its full-width form (GB/T 15834). */
export function fullWidthMarks(text: string): Change[] {
  if (!hasHan(text)) return []
  const isProtected = inStretches(protectedStretches(text))
  const stopsAreHalf = usesHalfWidthStops(text)
  const changes: Change[] = []
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]!
    const full = FULL[mark]
    if (full === undefined || isProtected(at)) continue
    const chinese = mark === '.' ? isChineseStop(text, at, stopsAreHalf) : isChineseMark(text, at)
    if (chinese) changes.push({ from: at, to: at + 1, text: full })
  }
  return changes
}

/** Whether , ; : ? or ! belongs to Chinese: by its left side first, else by what follows. */
function isChineseMark(text: string, at: number): boolean {
  const before = sideBefore(text, at)
  if (before === 'edge') return false
  if (before === 'chinese') return !endsLatinQuotation(text, at)
  const after = sideAfter(text, at + 1)
  if (after === 'chinese') return !endsLatinQuotation(text, at)
  const word = latinRunBefore(text, at)
  // At a text's end, or before a closing quote: Latin when a Latin sentence ends here, Chinese behind a single word.
  if (after === 'edge') return word.behindHan && word.words <= 1
  // ABB,KUKA: letters on both sides without a blank, in the midst of Chinese.
  return (
    text[at] === ',' &&
    word.behindHan &&
    word.words <= 1 &&
    isLetterUnit(text.charCodeAt(at - 1)) &&
    isLetterUnit(text.charCodeAt(at + 1)) &&
    /^[A-Za-z]+[\u4e00-\u9fff，。、]/.test(text.slice(at + 1, at + 40))
  )
}

/** Whether a dot is a Chinese full stop. */
function isChineseStop(text: string, at: number, stopsAreHalf: boolean): boolean {
  const before = text.charCodeAt(at - 1)
  const next = text[at + 1]
  if (next === '.' || text[at - 1] === '.') return false
  const ends = next === undefined || /[ \t\u00a0\u3000”’"'）)》】]/.test(next)
  if (isHanUnit(before) || /[”’）》】%％)"]/.test(text[at - 1] ?? '')) {
    if (sideBefore(text, at) !== 'chinese' && !/[%％]/.test(text[at - 1]!)) return false
    if (ends) return true
    // 弗兰克.罗斯: a dot between Han is a name's unless the paragraph closes its sentences with dots.
    return stopsAreHalf && !isInName(text, at)
  }
  if (!ends || next === ' ') return false
  const word = latinRunBefore(text, at)
  return (
    word.behindHan &&
    word.words <= 1 &&
    !/(?:Inc|Co|Ltd|Corp|No|St|Dr|Mr|Ms|Jr|etc|vs|(?<![A-Za-z])[A-Z])$/.test(text.slice(Math.max(0, at - 6), at))
  )
}

/** Whether a paragraph ends its sentences with half-width dots: one stands where only a full stop can. */
const usesHalfWidthStops = (text: string): boolean =>
  /[\u4e00-\u9fff%”）)》]\.(?:["'”’)）\s]|$)/.test(text) || (text.length > 40 && !text.includes('。'))

/** Characters that transliterate foreign names and little else. */
const TRANSLITERATION =
  /^[阿埃艾爱安奥巴班邦贝本比宾伯博布查楚达戴丹道德迪杜多厄恩尔法菲费芬佛夫弗福盖戈格古哈汉赫华基吉加杰金卡凯坎康考科克肯库拉莱兰劳勒雷里利丽列林琳龙卢鲁路伦罗洛马玛迈麦曼梅蒙米密莫姆穆娜纳南内尼妮诺欧帕佩彭皮普奇乔切琼若萨赛桑森沙莎山舍斯史思司丝苏索塔泰坦汤唐特提汀图托瓦万旺威韦维沃乌西希锡夏肖谢辛休雅亚扬耶伊依因尤约泽詹珍朱茱兹佐翁特姬娅翰逊柯顿默]+$/

function isInName(text: string, at: number): boolean {
  const before = /[\u4e00-\u9fff]{1,4}$/.exec(text.slice(Math.max(0, at - 4), at))?.[0] ?? ''
  const after = /^[\u4e00-\u9fff]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0] ?? ''
  return TRANSLITERATION.test(before.slice(-2)) && TRANSLITERATION.test(after.slice(0, 2))
}

/** The Latin text that ends at a mark: how many words, and whether Chinese stands right before it. */
function latinRunBefore(text: string, at: number): { words: number; behindHan: boolean } {
  let start = at
  while (start > 0 && at - start < 400) {
    const unit = text.charCodeAt(start - 1)
    const latin =
      (unit > 0x20 && unit < 0x7f && unit !== 0x22) || isLetterUnit(unit) || unit === 0x20 || unit === 0x2019
    if (!latin) break
    start--
  }
  const run = text.slice(start, at).trim()
  const before = text[start - 1]
  // Behind an opening quote the run is a quotation of its own.
  const behindHan = before !== undefined && !/["“‘]/.test(before)
  const words = run.split(/\s+/).filter((word) => /[A-Za-z0-9%]/.test(word)).length
  return { words, behindHan }
}

/** “Hello, world!” 他说: a stop inside Latin quotation marks is the quotation's. */
function endsLatinQuotation(text: string, at: number): boolean {
  return /["”]/.test(text[at + 1] ?? '') &&
    (isLetterUnit(text.charCodeAt(at - 1)) || isDigitUnit(text.charCodeAt(at - 1)))
    ? latinRunBefore(text, at).words > 1
    : false
}

/** A pair of brackets that becomes full-width: one repair. A bracket without its partner comes alone. */
export function fullWidthBrackets(text: string): Change[][] {
  if (!/[()]/.test(text) || !hasHan(text)) return []
  const open: number[] = []
  const repairs: Change[][] = []
  const change = (at: number): Change => ({ from: at, to: at + 1, text: text[at] === '(' ? '（' : '）' })
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]!
    if (mark === '(' || mark === '（') open.push(at)
    if (mark !== ')' && mark !== '）') continue
    const start = open.pop()
    if (start === undefined) {
      if (mark === ')' && sideBefore(text, at) === 'chinese') repairs.push([change(at)])
      continue
    }
    const half = [start, at].filter((position) => text[position] === '(' || text[position] === ')')
    if (half.length === 0) continue
    if (half.length === 1 || areChinese(text, start, at)) repairs.push(half.map(change))
  }
  for (const at of open) if (text[at] === '(' && sideBefore(text, at) === 'chinese') repairs.push([change(at)])
  return repairs
}

/** Brackets are Chinese by what they hold or hang on; UFI (Paris), f(x), Ca(OH)2 are not. */
function areChinese(text: string, start: number, end: number): boolean {
  if (hasHan(text.slice(start + 1, end))) return true
  const before = sideBefore(text, start)
  return before === 'chinese' || (before === 'edge' && sideAfter(text, end + 1) === 'chinese')
}
