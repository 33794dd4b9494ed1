import { BLANK, HAN, widthOf } from '../../text/index.ts'
import { closeSpreadNames, isName } from './names.ts'

/** Marks papers set before a byline. */
const MARKS = '■□▲△▼▽◆◇●○◎★☆〇◢◤▶►|｜'
const LEADING_MARK = new RegExp(`^[${MARKS}][${BLANK}]*`)

const JOB =
  '(?:(?:特约|特邀|见习|实习|首席|高级|资深|驻[\\p{L}]{1,6}?|融媒体?|全媒体?|新媒体|记者站)*(?:记者|通讯员|评论员|撰稿人|观察员|特派员|实习生|摄影师)|特约撰稿|作者|撰稿|编译|整理|采写)'
/** 本报, 某某日报, 新华社, 本报记者站: the house before the job. */
const HOUSE = `(?:本[报刊网台社]|[${HAN}]{1,8}?(?:报|社|网|台|刊|传媒|集团|客户端|中心))`
const WITH_JOB = new RegExp(`^(?:${HOUSE})?${JOB}`, 'u')
/** 文/图, 图/, 撰文, 摄影 as the label of a name. */
const LABEL = /^(?:[文图摄]{1,2}(?:[/／、&][文图摄]{1,2})?|撰文|摄影|供图|图片|文字)$/
/** What may close a byline: 报道, 摄影报道, 北京报道, 文/图, 发自 …. */
const CLOSING = new RegExp(
  `^(?:[${HAN}]{0,4}(?:摄影)?报道|[文图摄](?:[/／][文图摄])?|整理|采写|综合|发自|北京|上海|广州|深圳)$`,
  'u',
)
const POST =
  /(?:书记|主任|局长|会长|秘书长|院长|教授|研究员|主席|部长|市长|县长|区长|处长|司长|厅长|董事长|经理|总裁|行长|校长|所长|博士|委员|代表|理事|总监|科长|站长|社长|总编辑|主编|编辑|顾问|院士|工程师|律师|专员|参赞|大使|领事|干部|作家|学者)$/
const OFFICE =
  /(?:局|厅|委|会|社|院|部|处|中心|公司|办公?室?|大学|学院|集团|报|网|所|署|司|馆|协会|政府|银行|课题组|调研组)$/
const SENTENCE = /[。；！？，,;!?“”"《》]/

export interface Byline {
  /** Where the byline's text lies in the line, without its mark or brackets. */
  readonly from: number
  readonly to: number
  /** `sure` anywhere; `likely` only under a headline and before the text. */
  readonly certainty: 'sure' | 'likely'
}

type Word = 'name' | 'job' | 'label' | 'closing' | 'post' | 'other'

function sortWord(word: string): Word[] {
  if (isName(word)) return ['name']
  const job = WITH_JOB.exec(word)
  if (job) {
    const rest = word.slice(job[0].length).replace(/^[:：/／]/, '')
    if (rest === '') return ['job']
    // 本报记者张三李四: names run together behind the job.
    if (isName(rest) || (rest.length <= 8 && rest.length % 2 === 0 && isName(rest.slice(0, 2)))) return ['job', 'name']
    const named = /^(.{2,4}?)(?:报道|摄影报道|摄|文)$/u.exec(rest)
    if (named && isName(named[1]!)) return ['job', 'name']
    return ['other']
  }
  if (LABEL.test(word)) return ['label']
  const slash = /^([文图摄影撰/／]{1,5})[/／:：](.{2,4})$/u.exec(word) ?? null
  if (slash && isName(slash[2]!)) return ['label', 'name']
  const after = /^(.{2,4})[/／]([文图摄影]{1,3}(?:[/／][文图摄])?)$/u.exec(word)
  if (after && isName(after[1]!)) return ['name', 'label']
  if (CLOSING.test(word)) return ['closing']
  if (POST.test(word)) return ['post']
  return ['other']
}

/** What a line's words say about it as a byline; null when they say nothing. */
function judge(text: string): Byline['certainty'] | null {
  const words = closeSpreadNames(text)
    .split(new RegExp(`[${BLANK}、()（）]+|(?<=[:：])`, 'u'))
    .map((word) => word.replace(/[:：]$/, ''))
    .filter((word) => word !== '')
  if (words.length === 0 || words.length > 14) return null
  if (/^本[报刊网]?(?:特约)?(?:评论员|编辑部)(?:文章)?$/.test(text)) return 'sure'
  const sorts = words.flatMap(sortWord)
  const names = sorts.filter((sort) => sort === 'name').length
  if (names === 0) return null
  const jobs = sorts.some((sort) => sort === 'job' || sort === 'label')
  const others = sorts.filter((sort) => sort === 'other').length
  if (jobs && others <= 1 && sorts[0] !== 'other') return 'sure'
  if (jobs && sorts[0] === 'other' && others === 1 && sorts.length <= 4) return 'likely'
  if (sorts.includes('post') && sorts.at(-1) === 'name' && others <= 1) return 'likely'
  if (others === 0) return 'likely'
  // 某市贸促会 某某: an office and the person who writes from it.
  return others === 1 && sorts.length === 2 && sorts[1] === 'name' && words[0]!.length >= 4 ? 'likely' : null
}

/** Reads a whole line as a byline, whatever mark or bracket it wears. Photographers' lines (… 摄) are no bylines. */
export function readByline(line: string): Byline | null {
  if (line.length > 60 || widthOf(line) > 80 || /摄[)）]?$/.test(line)) return null
  const mark = LEADING_MARK.exec(line)?.[0].length ?? 0
  const bracketed = /^[(（【[].*[)）】\]]$/.test(line.slice(mark))
  const from = mark + (bracketed ? 1 : 0)
  const to = line.length - (bracketed ? 1 : 0)
  const text = line.slice(from, to).trim()
  if (SENTENCE.test(text)) return null
  const opened = /^本[报刊网]讯[ \u3000]*[(（]?(?=.{0,4}(?:记者|通讯员)[^()（）]*[)）]?(?:报道)?$)/.exec(text)
  const certainty = judge(opened ? text.slice(opened[0].length).replace(/[)）]$/, '') : text)
  if (certainty === null) {
    // ■ 某省商务厅: an office signs. It is one only where a byline stands; ■ heads sections too.
    const office = mark > 0 && OFFICE.test(text) && widthOf(text) <= 40
    return office ? { from, to, certainty: 'likely' } : null
  }
  // A mark, or brackets round a name, make a likely byline a sure one.
  return { from, to, certainty: mark > 0 || bracketed ? 'sure' : certainty }
}

/** （记者 张三） at the end of an article: where the bracket begins, or -1. */
export function bylineAtEnd(text: string): number {
  const match = /[(（][^()（）]{2,60}[)）]$/.exec(text.slice(-64))
  if (!match) return -1
  const start = Math.max(0, text.length - 64) + match.index
  if (start === 0) return -1
  const inside = match[0].slice(1, -1).trim()
  if (/摄$|^(?:作者(?:系|单位|为|：系))/.test(inside) || SENTENCE.test(inside)) return -1
  return judge(inside) !== null && /[。！？!?.”’"》）)…]$/.test(text.slice(0, start).trimEnd()) ? start : -1
}
