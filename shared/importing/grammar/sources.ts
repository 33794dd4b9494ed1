/** Words that open a source line. */
const OPENING =
  '(?:(?:本文|文章|稿件|图片|资料|内容|图文)?来源(?:于|自)?|据|摘编自?|摘自|摘选自|节选自|选自|转自|转载自?|原载(?:于)?|刊载于|编译自|综合自?|本报综合|原题|载)'
/** Sources that are named without a word before them. */
const HOUSES = '(?:新华社|中新社|新华网|人民网|中新网|央视网|人民日报|光明日报|经济日报|本报综合(?:报道|消息)?)'

const BRACKETED = new RegExp(
  `^[(（\\[【][\\s\\u3000]*(?:${OPENING}[\\s\\u3000]*[:：]?[\\s\\u3000]*\\S.{0,60}|综合.{2,40}(?:消息|报道)|新华社供本报(?:专稿|特稿)|${HOUSES}(?:.{0,16}[讯电])?)[)）\\]】]$`,
)
const BARE =
  /^(?:(?:本文|文章|稿件|图片)?来源[\s\u3000]*[:：][\s\u3000]*\S.{0,40}|据新华社.{0,20}电|(?:摘自|摘编自|转自|原载)[《：:].{1,40})$/
/** 据介绍, 据统计: a phrase of the text, not a source. */
const PHRASE = /^[(（\s\u3000]*据(?:介绍|统计|悉|了解|此|称|测算|报道|初步|不完全)/
/** What must name its source in so many words when no full stop comes before it. */
const NAMED = /^[(（[【\s\u3000]*(?:(?:本文|文章|稿件|图片)?来源|摘编|摘自|转自|转载|原载|选自)/

/** Whether a line is a source line and nothing else: （来源：…）, （据新华社电）, 来源：…. */
export const isSourceLine = (line: string): boolean =>
  line.length <= 80 && ((BRACKETED.test(line) && !PHRASE.test(line)) || BARE.test(line))

/** A source in brackets at the end of a paragraph: where its bracket begins, or -1. */
export function sourceAtEnd(text: string): number {
  const offset = Math.max(0, text.length - 80)
  const tail = text.slice(offset)
  // One level of brackets inside is allowed: （来源：某某（北京）公司）.
  const match = /[(（](?:[^()（）]|[(（][^()（）]*[)）])*[)）]$/.exec(tail)
  if (!match) return -1
  const start = offset + match.index
  const before = text.slice(0, start).trimEnd()
  if (before === '' || !isSourceLine(match[0])) return -1
  return NAMED.test(match[0]) || /[。！？!?.”’"》）)…]$/.test(before) ? start : -1
}
