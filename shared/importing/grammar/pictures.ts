import { BLANK, HAN } from '../../text/index.ts'
import { closeSpreadNames, isName } from './names.ts'

const LABEL = new RegExp(
  `^[【\\[(（■◆▲●★☆□◇|｜${BLANK}]*(?:图片新闻|新闻图片|图片报道|图片故事|图片特写|图片专题|图说新闻|图文新闻|图说|摄影报道|摄影新闻|新闻摄影|看图说话)[${BLANK}]*[】\\])）|｜]?[${BLANK}]*[:：·]?[${BLANK}]*`,
)

/** 图片新闻 at the head of a line: how much of the line is the label; 0 when there is none. */
export function pictureLabel(line: string): number {
  const match = LABEL.exec(line.slice(0, 40))
  if (!match) return 0
  const rest = line.slice(match[0].length)
  // 图片新闻大赛揭晓 is a headline that begins with the same words.
  const apart = /[^\p{L}\p{N}]$/u.test(match[0]) || /^[【[(（]/.test(line)
  return rest === '' || apart ? match[0].length : 0
}

const WORK = '(?:摄影报道|摄影并报道|摄影|供图|图并文|图/文|文/图|摄|图|提供)'
const AGENCY = '(?:新华社|中新社|新华网|人民网|央视网|中新网|本报|人民图片|东方[ＩI][ＣC])'
const LIBRARY =
  /^(?:本报)?(?:资料(?:图片|图|照片)?|人民视觉|视觉中国|图片由.{2,24}提供|图片来源[:：].{1,24}|图[/／].{2,16})$/
const ISSUED = new RegExp(`^${AGENCY}(?:发|供|供图|发布)(?:[${BLANK}]*[(（][^()（）]{1,24}[)）])?$`)
const BY = new RegExp(`^(.{2,36}?)[${BLANK}]*${WORK}$`)
const STOPS = /[。；！？，,;!?“”"]/

/** Whether a stretch of text is a photographer's or agency's credit, in or without brackets. */
function isCredit(stretch: string): boolean {
  const bracketed = /^[(（【](.*)[)）】]$/.exec(stretch)
  const text = (bracketed?.[1] ?? stretch).trim()
  if (text.length < 2 || text.length > 44 || STOPS.test(text)) return false
  if (ISSUED.test(text) || LIBRARY.test(text)) return true
  // 某某摄（人民视觉）: the agency behind the photographer.
  const by = BY.exec(text.replace(/[(（][^()（）]{2,12}[)）]$/, ''))
  if (!by) return false
  const words = closeSpreadNames(by[1]!.replace(/^[^\p{L}]+/u, ''))
    .split(new RegExp(`[${BLANK}、/／()（）:：]+`))
    .filter((word) => word !== '')
  if (/记者|通讯员|摄影师|新华社|中新社|本报|特约/.test(by[1]!)) return words.length <= 10
  if (/提供$/.test(text) && !/^(?:图片?|照片|由)/.test(text)) return false
  if (/(?:供图|提供)$/.test(text)) return new RegExp(`^[${HAN}A-Za-z0-9·${BLANK}、]{2,24}$`, 'u').test(by[1]!)
  return (
    words.length > 0 && words.length <= 6 && words.every((word) => isName(word) || /(?:社|网|报|视觉|图片)$/.test(word))
  )
}

/** Whether a line is a credit and nothing else: 新华社记者 某某 摄, （某某 供图）, 新华社发（某某 摄）. */
export const isCreditLine = (line: string): boolean => line.length <= 48 && isCredit(line)

const BRACKET_AT_END = new RegExp(`(?:(?:新华社|中新社|本报|人民图片)(?:发|供))?[${BLANK}]*[(（][^()（）]{2,44}[)）]$`)

/** A credit at the end of a caption: where it begins, or -1. */
export function creditAtEnd(text: string): number {
  const offset = Math.max(0, text.length - 56)
  const tail = text.slice(offset)
  const bracket = BRACKET_AT_END.exec(tail)
  if (bracket && offset + bracket.index > 0 && isCredit(bracket[0].trim())) return offset + bracket.index
  const stop = Math.max(...['。', '！', '？', '”', '）', '…'].map((mark) => tail.lastIndexOf(mark)))
  if (stop < 0 || stop === tail.length - 1) return -1
  const rest = tail.slice(stop + 1)
  const blank = rest.length - rest.trimStart().length
  return isCredit(rest.trim()) ? offset + stop + 1 + blank : -1
}

const CAPTION = new RegExp(
  `^[${BLANK}]*(?:[▲▼△▽↑↓←→◀▶][${BLANK}]*|(?:[上下左右]图(?![书形案纸景谋])|图[①-⑳一二三四五六七八九十\\d]|图为|图中|图片为|小图|大图|题图|压题图片)[${BLANK}:：，,为]?|[(（][上下左右]?图[)）])`,
)

/** Whether a paragraph opens as a caption does: 图为 …, 上图：…, ▲…. */
export const opensAsCaption = (text: string): boolean => CAPTION.test(text.slice(0, 12))

/** Whether a paragraph explains a picture somewhere in it. */
export const explainsPicture = (text: string): boolean =>
  opensAsCaption(text) || /[。！？]图[为片①]|这是.{2,30}拍摄|[。！？](?:上|下|左|右)图/.test(text)
