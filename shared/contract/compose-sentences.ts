import type { ArticlePart } from '../document/article.ts'
import type { ComposeWarning, ComposeWarningCode, Copyfit } from '../typesetting/report.ts'
import { fill, type UiLanguage, type Words } from './sentences.ts'

/** Parts of an article by their names in the trade. */
export const PART_NAMES: Readonly<Record<ArticlePart, Words>> = {
  kicker: { 'zh-CN': '引题', en: 'kicker' },
  headline: { 'zh-CN': '主题', en: 'headline' },
  deck: { 'zh-CN': '副题', en: 'deck' },
  byline: { 'zh-CN': '署名', en: 'byline' },
  body: { 'zh-CN': '正文', en: 'body' },
  source: { 'zh-CN': '来源', en: 'source' },
  caption: { 'zh-CN': '图片说明', en: 'caption' },
  credit: { 'zh-CN': '图片署名', en: 'credit' },
}

const WARNINGS: Readonly<Record<ComposeWarningCode, Words>> = {
  OVERSET: {
    'zh-CN': '《{headline}》溢文 {lines} 行 {characters} 字',
    en: '"{headline}" is overset by {lines} lines, {characters} characters',
  },
  UNDERSET: {
    'zh-CN': '《{headline}》欠文 {lines} 行，约 {characters} 字',
    en: '"{headline}" is underset by {lines} lines, about {characters} characters',
  },
  MISSING_GLYPH: {
    'zh-CN': '字体里没有“{character}”（U+{codePoint}），版面上以方框标出',
    en: 'no font has "{character}" (U+{codePoint}); a box stands in its place',
  },
  GLYPH_SUBSTITUTED: {
    'zh-CN': '《{headline}》有 {count} 字是字体 {font} 没有的，改用了 {instead}：{characters}',
    en: 'the font {font} lacks {count} characters of "{headline}"; {instead} stands in: {characters}',
  },
  HEADLINE_TOO_LONG: { 'zh-CN': '标题《{headline}》排不下', en: 'the headline "{headline}" does not fit' },
  PART_TOO_LONG: { 'zh-CN': '图片说明多出 {lines} 行排不下', en: 'the caption has {lines} lines too many' },
  PART_NOT_PLACED: {
    'zh-CN': '《{headline}》有 {characters} 字（{part}）没有版位',
    en: '{characters} characters of "{headline}" ({part}) have no place on the page',
  },
  LOOSE_LINE: { 'zh-CN': '有一行字距过松', en: 'a line is set very loose' },
  PICTURE_MISSING: { 'zh-CN': '《{headline}》的图片还没有来', en: 'the picture of "{headline}" is not there yet' },
  PICTURE_LOW_RESOLUTION: {
    'zh-CN': '图片 {picture} 按印刷尺寸只有 {ppi} ppi',
    en: 'the picture {picture} has only {ppi} ppi at its printed size',
  },
  ARTICLE_NOT_PLACED: { 'zh-CN': '《{headline}》还没有上版', en: '"{headline}" is not on any page' },
  ARTICLE_MISSING: {
    'zh-CN': '版位上的稿件不在资料库里（第 {column} 栏第 {line} 行）',
    en: 'the article placed at column {column}, line {line} is not in the archive',
  },
  FRAME_OUTSIDE_TYPE_AREA: {
    'zh-CN': '有稿件超出版心（第 {column} 栏第 {line} 行起）',
    en: 'a block reaches outside the type area (from column {column}, line {line})',
  },
  JUMP_BROKEN: { 'zh-CN': '《{headline}》转版不完整', en: 'the jump of "{headline}" leads nowhere' },
  PAGE_NOT_FULL: {
    'zh-CN': '版面没有排满，还可排约 {characters} 字',
    en: 'the page is not full; about {characters} characters more would fit',
  },
}

/** A warning as a person reads it. */
export function warningLine({ code, details }: ComposeWarning, language: UiLanguage): string {
  const part = PART_NAMES[details.part as ArticlePart]?.[language]
  return fill(WARNINGS[code][language], part === undefined ? details : { ...details, part })
}

/** 溢欠 of one article. */
export function copyfitLine(fit: Copyfit, language: UiLanguage): string {
  const { headline, oversetLines, oversetCharacters, undersetLines, undersetCharacters } = fit
  const zh = language === 'zh-CN'
  if (oversetLines > 0) {
    return zh
      ? `溢 ${oversetLines} 行 ${oversetCharacters} 字  ${headline}`
      : `+${oversetLines} lines, ${oversetCharacters} characters over  ${headline}`
  }
  if (undersetLines > 0) {
    return zh
      ? `欠 ${undersetLines} 行 ${undersetCharacters} 字  ${headline}`
      : `-${undersetLines} lines, ${undersetCharacters} characters short  ${headline}`
  }
  return zh ? `正好  ${headline}` : `fits  ${headline}`
}
