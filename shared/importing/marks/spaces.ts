import { BLANK, isDigitUnit, isFullMarkUnit, isHanUnit, isLetterUnit } from '../../text/index.ts'
import { isWireLead } from '../grammar/leads.ts'
import type { Change } from '../tracked-text.ts'

const RUN = new RegExp(`[${BLANK}]+`, 'gu')
const CREDITED = /记者|通讯员|作者|摄|供图|[文图][/／]|实习生|编辑/

/** How a part treats blanks: running text has none between Han; titles and names have them for a reason. */
export type SpaceHabit = 'running' | 'kept'

/**
 * Blanks that a PDF or a web page left in Chinese text. Kept: the pause inside a quoted slogan or title, the blank
 * between names, between Latin words, behind 第一章. In titles and names only runs of blanks become one.
 */
export function strayBlanks(text: string, habit: SpaceHabit): Change[] {
  const changes: Change[] = []
  const list = habit === 'running' && isNameList(text)
  for (const match of text.matchAll(RUN)) {
    const from = match.index
    const to = from + match[0].length
    if (from === 0 || to === text.length) continue
    const wanted = habit === 'kept' || list ? keptBlank(text, from, to) : runningBlank(text, from, to)
    if (wanted !== match[0]) changes.push({ from, to, text: wanted })
  }
  return changes
}

/** One blank of the sort that stood there; a no-break or fixed blank becomes plain. */
function oneBlank(text: string, from: number, to: number): string {
  return text.slice(from, to).includes('\u3000') ? '\u3000' : ' '
}

/** In titles and names: one blank, and none beside a full-width mark's own white. */
const keptBlank = (text: string, from: number, to: number): string => oneBlank(text, from, to)

const isWord = (unit: number) => isLetterUnit(unit) || isDigitUnit(unit)

function runningBlank(text: string, from: number, to: number): string {
  const before = text.charCodeAt(from - 1)
  const after = text.charCodeAt(to)
  if (isFullMarkUnit(before) || isFullMarkUnit(after)) return inCredit(text, from, to) ? oneBlank(text, from, to) : ''
  const chineseBefore = isHanish(before)
  const chineseAfter = isHanish(after)
  if (!chineseBefore && !chineseAfter) return ' '
  if (!isHanUnit(before) || !isHanUnit(after)) {
    // 2026 年, RCEP 框架: the gap is the composition's business, unless a Latin mark or quote makes it uncertain.
    return (chineseBefore && (isWord(after) || chineseAfter)) ||
      (chineseAfter && (isWord(before) || /[%％℃]/.test(text[from - 1]!)))
      ? keepsApart(text, from, to)
        ? oneBlank(text, from, to)
        : ''
      : ' '
  }
  return keepsApart(text, from, to) ? oneBlank(text, from, to) : ''
}

const isHanish = (unit: number): boolean =>
  isHanUnit(unit) || (unit >= 0xdc00 && unit <= 0xdfff) || /[“”‘’]/.test(String.fromCharCode(unit))

/** Whether a blank between Han has a reason. */
function keepsApart(text: string, from: number, to: number): boolean {
  return (
    isPauseInQuotation(text, from, to) ||
    isRunInHeading(text, from, to) ||
    inCredit(text, from, to) ||
    isOrdinal(text, from) ||
    isBehindDateline(text, from)
  )
}

const OPENERS: Readonly<Record<string, string>> = { '“': '”', '《': '》', '‘': '’', '「': '」', '【': '】' }
/** Longest slogan or title looked through for its quotes. */
const QUOTATION = 60

/** “科学普及 人人受益”: a pause between halves of three or more characters, in quotes or a book title. */
function isPauseInQuotation(text: string, from: number, to: number): boolean {
  let start = from - 1
  while (
    start >= 0 &&
    from - start < QUOTATION &&
    OPENERS[text[start]!] === undefined &&
    !/[。；，”》’」】]/.test(text[start]!)
  )
    start--
  const close = OPENERS[text[start] ?? '']
  if (close === undefined) return false
  let end = to
  while (end < text.length && end - to < QUOTATION && text[end] !== close && !/[。；，]/.test(text[end]!)) end++
  if (text[end] !== close) return false
  const halves = text.slice(start + 1, end).split(new RegExp(`[${BLANK}]+`, 'u'))
  return halves.every((half) => half.length >= 2) && halves.some((half) => half.length >= 3)
}

/** 勇立潮头 再启新程。 at the head of a paragraph: a heading run in with its text. */
function isRunInHeading(text: string, from: number, to: number): boolean {
  if (from > 14) return false
  const first = text.slice(0, from)
  const second = /^[\u4e00-\u9fff]{4,14}(?=[。：])/.exec(text.slice(to))?.[0]
  return /^[\u4e00-\u9fff]{4,14}$/.test(first) && second !== undefined
}

/** 记者 张三 通讯员 李四, （某某 摄）: blanks between names. */
function inCredit(text: string, from: number, to: number): boolean {
  if (/(?:记者|通讯员|作者|实习生|编辑|摄影)$/.test(text.slice(Math.max(0, from - 4), from))) return true
  if (/^(?:记者|通讯员|摄|报道|文|图)/.test(text.slice(to, to + 3))) return true
  const near = Math.max(0, from - 40)
  const within = text.slice(near, from)
  const at = Math.max(within.lastIndexOf('（'), within.lastIndexOf('('))
  if (at < 0) return false
  const open = near + at
  const close = /[)）]/.exec(text.slice(open, open + 60))
  return close !== null && open + close.index >= to && CREDITED.test(text.slice(open, open + close.index))
}

/** 第一章 总则, 第三条 …. */
const isOrdinal = (text: string, from: number): boolean =>
  /第[一二三四五六七八九十百\d]{1,4}[章节条款部回篇]$/.test(text.slice(Math.max(0, from - 8), from))

/** 本报讯 …: the blank that sets a dateline without brackets apart. */
const isBehindDateline = (text: string, from: number): boolean =>
  from < 28 && isWireLead(text) && /(?:讯|电|消息)$/.test(text.slice(0, from))

/** A paragraph that is a list of names or items set apart by blanks, without a stop among them. */
function isNameList(text: string): boolean {
  const words = text.split(new RegExp(`[${BLANK}]+`, 'u'))
  if (words.length < 4 || /[。，,]/.test(text)) return false
  return words.slice(1).every((word) => word.length >= 2 && word.length <= 6)
}
