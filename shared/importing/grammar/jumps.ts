import { BLANK, readNumeral } from '../../text/index.ts'

/** A jump line: where it lies in the text, which way it points, and the page. */
export interface Jump {
  readonly direction: 'from' | 'to'
  readonly page: number
  readonly from: number
  readonly to: number
}

const S = `[${BLANK}]*`
const DECOR = `[▶►▷▸→◆◇★☆■□▲△●○>＞↘↓${BLANK}]*`
/** 第3版, 3版, A2版, 第三版, 头版; a section name or headline may follow. */
const PAGE = `(?:第${S})?(?:[A-Za-zＡ-Ｚ]${S})?([0-9０-９]{1,3}|[〇零一二三四五六七八九十]{1,3}|头)(?:[、,，和－—-][0-9A-Z一二三四五六七八九十]{1,3})*${S}版`
const FROM = `(?:本?文?上接|紧接|文接|上文接|续接|承接|接上)`
const TO = `(?:本?文?下转|文转|转至|转接|下接|续转|转续)`
const TAIL = `[^()（）\\[\\]【】。！？]{0,24}`
const OPEN = `[(（\\[【〔]`
const CLOSE = `[)）\\]】〕]`

const patterns = (words: string, shortWords: string) => ({
  whole: new RegExp(
    `^${DECOR}(?:${OPEN}${S}(?:${words}|${shortWords})${S}${PAGE}${TAIL}${CLOSE}|${words}${S}${PAGE}${TAIL})${DECOR}$`,
  ),
  head: new RegExp(`^${DECOR}${OPEN}${S}(?:${words}|${shortWords})${S}${PAGE}${TAIL}${CLOSE}`),
  headBare: new RegExp(`^${DECOR}${words}${S}${PAGE}(?=[${BLANK}:：])`),
  tail: new RegExp(`(?:${DECOR}${OPEN}${S}(?:${words}|${shortWords})${S}${PAGE}${TAIL}${CLOSE})${DECOR}$`),
  tailBare: new RegExp(`(?<=[。！？!?”…）)${BLANK}])${DECOR}${words}${S}${PAGE}${DECOR}$`),
})

const FORMS = { from: patterns(FROM, '接|续'), to: patterns(TO, '转|接') }
/** No jump line is longer, so only so much of a text's ends is looked at. */
const REACH = 60

function read(direction: Jump['direction'], match: RegExpExecArray | null, offset: number): Jump | null {
  if (!match) return null
  const number = match.slice(1).find((group) => group !== undefined)!
  const page = number === '头' ? 1 : readNumeral(number)
  return page === null || page === 0
    ? null
    : { direction, page, from: offset + match.index, to: offset + match.index + match[0].length }
}

/** A line that is a jump line and nothing else: （上接第1版）, 下转3版, （上接A2版）. */
export function jumpLine(line: string): Jump | null {
  if (line.length > REACH) return null
  return read('from', FORMS.from.whole.exec(line), 0) ?? read('to', FORMS.to.whole.exec(line), 0)
}

/** A jump line at the head of a paragraph or headline. Only 上接 stands there. */
export function jumpAtHead(text: string): Jump | null {
  const head = text.slice(0, REACH)
  return read('from', FORMS.from.head.exec(head), 0) ?? read('from', FORMS.from.headBare.exec(head), 0)
}

/** A jump line at the end of a paragraph or headline. */
export function jumpAtTail(text: string): Jump | null {
  const offset = Math.max(0, text.length - REACH)
  const tail = text.slice(offset)
  for (const direction of ['to', 'from'] as const) {
    const { tail: bracketed, tailBare } = FORMS[direction]
    const jump = read(direction, bracketed.exec(tail) ?? tailBare.exec(tail), offset)
    if (jump) return jump
  }
  return null
}
