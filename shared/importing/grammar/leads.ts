import { BLANK } from '../../text/index.ts'

const AGENCY =
  /^(?:据)?(?:本[报刊网台]|新华社|中新社|中新网|新华网|人民网|央视|[\u4e00-\u9fff]{2,8}(?:日报|晚报|晨报|时报|商报|都市报|通讯社))[^。！？，,]{0,18}?(?:讯|电|消息|报道)(?![\u4e00-\u9fff]{0,2}业)|^本报(?:综合)?(?:讯|消息)|^[(（](?:本报|记者|通讯员)/
const DATED =
  /^(?:\d{4}年)?\d{1,2}月(?:\d{1,2}|[上中下])(?:日|旬|号)|^\d{1,2}日(?:至|[,，上下晚在从])|^[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日/
const RECENT =
  /^(?:近日|日前|昨日|昨天|前天|今天|今日|近期|目前|连日来|记者从|记者(?:昨日|日前|近日|获悉|了解到)|据悉|据了解|截至|最近)/
const REPORTED = /记者.{0,20}(?:获悉|了解到)|(?:近日|日前)[,，]/

/** 电头: 本报讯, 新华社北京5月4日电. An article's text begins so. */
export const isWireLead = (text: string): boolean => AGENCY.test(text.slice(0, 48))
/** 5月4日，…: an event told from its date. */
export const isDatedLead = (text: string): boolean => DATED.test(text.slice(0, 24))
/** 近日, 日前, 记者从…获悉: an event told as news. */
export const isRecentLead = (text: string): boolean =>
  RECENT.test(text.slice(0, 12)) || REPORTED.test(text.slice(0, 60))

/** 一、 （一） 1. 第一章 at the head of a heading. */
export const isNumbered = (text: string): boolean =>
  /^(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[、.．](?!\d)|第[一二三四五六七八九十]{1,3}[章节部回]|[①-⑳]|之[一二三四五六七八九十]\b)/.test(
    text,
  )

/** What the editors' and proofreaders' names, the date and the page's own name look like at its edge. */
export const isFurniture = (line: string): boolean =>
  line.length <= 60 &&
  (/^(?:(?:本版|本期|值班|责任|执行|版面)?(?:责任)?(?:编辑|责编|美编|主编|校对|版式|组版|排版|编审|检校|终审)[\s\u3000]*[:：/／\s\u3000][\s\u3000]*\S{2,12}[\s\u3000]*)+(?:(?:电话|邮箱|E-?mail|电邮)[:：].*)?$/i.test(
    line,
  ) ||
    /^\d{4}年\d{1,2}月\d{1,2}日[\s\u3000]*(?:星期[一二三四五六日天])?(?:[\s\u3000]*第?[\dA-Z]{1,4}[期版])?$/.test(
      line,
    ) ||
    new RegExp(`^第?[${BLANK}]*[A-Z]?\\d{1,3}[${BLANK}]*版$`).test(line))
