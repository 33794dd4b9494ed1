import { type Finding, type GuardedArticle, preflightSentence } from '#main/printing/index.ts'
import { PART_NAMES } from '#shared/contract/compose-sentences.ts'
import type { UiLanguage } from '#shared/contract/sentences.ts'

/** A preflight finding as a person reads it. */
export function findingLine(finding: Finding, language: UiLanguage): string {
  const grave = finding.severity === 'error'
  const label = language === 'en' ? (grave ? 'ERROR' : 'warning') : grave ? '错误' : '提醒'
  return `${label} ${finding.rule}  ${preflightSentence(finding, language)}`
}

/** The tail guard's answer for one article. */
export function guardLine(article: GuardedArticle & { readonly overset: number }, language: UiLanguage): string {
  const { headline, ok, printed, overset, place } = article
  if (language === 'en') {
    const over = overset > 0 ? `, ${overset} overset` : ''
    return ok
      ? `tail ok  ${printed} characters${over}  ${headline}`
      : `TAIL LOST  ${headline}: "${place?.expected}" expected, "${place?.found}" found (page ${place?.page}, ${place?.part}, from ${place?.offset})`
  }
  const over = overset > 0 ? `，溢文 ${overset} 字` : ''
  return ok
    ? `尾字无误  印出 ${printed} 字${over}  ${headline}`
    : `掉尾  ${headline}：应为“${place?.expected}”，实为“${place?.found}”（第${place?.page}版，${place === undefined ? '' : PART_NAMES[place.part][language]}第 ${place?.offset} 字起）`
}
