import { HAN, isDigitUnit, isLetterUnit } from '../text/index.ts'
import { bylineAtEnd } from './grammar/bylines.ts'
import { jumpAtTail } from './grammar/jumps.ts'
import { creditAtEnd } from './grammar/pictures.ts'
import { sourceAtEnd } from './grammar/sources.ts'

/** Closing quotes and brackets that may follow a sentence's stop. */
const CLOSERS = /[”’"'）)》】」』\]〉]+$/
const OPENERS = '“‘（(《【「『〈'
const CLOSING_OF: Readonly<Record<string, string>> = {
  '”': '“',
  '’': '‘',
  '）': '（',
  ')': '（',
  '》': '《',
  '】': '【',
  '」': '「',
  '』': '『',
  '〉': '〈',
}
/** Words a Chinese clause does not end with. */
const BOUND =
  /(?:[的和与及或而但在对将把被让向为从于由则即且并以使令因若虽据其该本各每此这那]|以及|并且|通过|根据|关于|包括|实现)$/

/** How much of a text's end is looked at. */
const REACH = 240

/** Whether a text ends as a paragraph may: a stop, with or without closers behind it, or a source, byline or jump line. */
export function endsClosed(text: string): boolean {
  const tail = text.slice(-REACH)
  if (/[。！？!?…；;：:．]$/.test(tail)) return true
  const bare = tail.replace(CLOSERS, '')
  if (bare.length < tail.length && /[。！？!?…；;.]$/.test(bare)) return true
  if (/\.$/.test(tail)) return true
  return sourceAtEnd(tail) >= 0 || bylineAtEnd(tail) >= 0 || jumpAtTail(tail) !== null || creditAtEnd(tail) >= 0
}

/** Whether a quote, bracket or book title was opened near the end and not closed. */
export function leavesOpen(text: string): boolean {
  const stack: string[] = []
  for (const mark of text.slice(-REACH)) {
    const normal = mark === '(' ? '（' : mark
    if (OPENERS.includes(normal)) stack.push(normal)
    else if (CLOSING_OF[mark] !== undefined && stack.at(-1) === CLOSING_OF[mark]) stack.pop()
  }
  return stack.length > 0
}

/** Whether a text ends with a comma, 、 or dash: the sentence goes on. */
export const endsWithComma = (text: string): boolean => /[，,、—]$/.test(text)

/** Whether a text ends with a word that needs another behind it. */
export const endsBound = (text: string): boolean => BOUND.test(text.slice(-4))

const FRAGMENT = new RegExp(
  `^[”’）)》】」』，,、。；;：:！？!?%％]|^[${HAN}A-Za-z0-9]{1,2}[，,、。；;）)”》]|^[${HAN}]{3}[。；]`,
  'u',
)
/** A short opening clause is no fragment: 对此，… 如今，… */
const OPENING =
  /^(?:对此|如今|今年|去年|此外|同时|目前|当前|其中|然而|不过|但是|而且|因此|为此|至此|例如|比如|首先|其次|再次|最后|随后|接着|当天|当日|次日|会上|会后|据悉|总之|近日|日前|近年|未来|今后|下午|上午|晚上|昨日|今日|早在|诚然|毕竟|其实|当然|所以|可见|另外|再者|于是|那么|是的|一是|二是|三是|四是|五是|六是|其一|其二|其三|清晨|傍晚|凌晨|午后|入夜|春天|夏天|秋天|冬天|[一二三四五六七八九十]{1,2}、|\d{1,2}[、.])/

/** Whether a text begins in mid-sentence: a closing mark first, or a first clause of one or two characters. */
/** Whether a text begins with the short clause that opens a paragraph: 去年，… 记者获悉，… */
export const opensWithClause = (text: string): boolean =>
  (OPENING.test(text) && /^.{2,4}[，,]/.test(text)) || /^.{0,4}[年月日天时后前中间来内初底末春夏秋冬][，,]/.test(text)

export const beginsMidSentence = (text: string): boolean => {
  const head = text.slice(0, 8)
  return FRAGMENT.test(head) && !OPENING.test(head)
}

/** What stands between two lines when they become one: nothing, or the blank between two Latin words. */
export function seam(before: string, after: string): { readonly drop: number; readonly blank: string } {
  const last = before.charCodeAt(before.length - 1)
  const first = after.charCodeAt(0)
  if ((last === 0x2d || last === 0x2010) && isLetterUnit(before.charCodeAt(before.length - 2)) && isLower(first)) {
    return { drop: 1, blank: '' }
  }
  // 记者 张三|通讯员 李四: the blank between names went with the line's end.
  const names =
    (/^(?:记者|通讯员|摄)/.test(after) && /(?:记者|通讯员).{1,12}$/.test(before.slice(-20))) ||
    /(?:记者|通讯员)$/.test(before)
  if (names && leavesOpen(before)) {
    return { drop: 0, blank: ' ' }
  }
  if (isLetterUnit(last) && isLetterUnit(first)) {
    const word = /[!-~]+$/.exec(before.slice(-80))?.[0] ?? ''
    return { drop: 0, blank: /[/@]|www\./.test(word) ? '' : ' ' }
  }
  if (/[A-Za-z0-9][,.;:!?)]$/.test(before.slice(-2)) && (isLetterUnit(first) || isDigitUnit(first))) {
    // An English sentence goes on; a figure (1,|200) does not get a blank.
    return { drop: 0, blank: /\d[,.:]$/.test(before.slice(-2)) && isDigitUnit(first) ? '' : ' ' }
  }
  return { drop: 0, blank: '' }
}

const isLower = (unit: number) => unit >= 0x61 && unit <= 0x7a
