import { expect, test } from 'vitest'
import { RULES } from './preflight/rules.ts'
import { preflightSentence } from './preflight-sentences.ts'

const sentenceOf = (rule: keyof typeof RULES, details: Record<string, string | number>, language: 'zh-CN' | 'en') => {
  const [severity, code] = RULES[rule]
  return preflightSentence({ rule, severity, code, page: 3, details }, language)
}

test('every rule has a whole sentence in both languages', () => {
  for (const rule of Object.keys(RULES) as (keyof typeof RULES)[]) {
    const chinese = sentenceOf(rule, {}, 'zh-CN')
    const english = sentenceOf(rule, {}, 'en')
    expect(chinese, rule).toMatch(/\p{Script=Han}.*。$/su)
    expect(english, rule).toMatch(/^(?!.*\p{Script=Han}).*\.$/su)
    expect(`${chinese}${english}`, rule).not.toMatch(/[{}]/)
  }
})

test('overset says which article, how many lines and characters', () => {
  const details = { headline: '北港夜航恢复', lines: 3, characters: 31 }
  expect(sentenceOf('H02', details, 'zh-CN')).toBe('《北港夜航恢复》溢文 3 行 31 字，没有排上，请删减或扩版位。')
  expect(sentenceOf('H02', details, 'en')).toContain('"北港夜航恢复" is overset by 3 lines, 31 characters')
})

test('a missing character is named with its code point and its article', () => {
  const details = { headline: '北港夜航恢复', character: '𰻝', codePoint: 'U+30EDD' }
  expect(sentenceOf('H01', details, 'zh-CN')).toBe(
    '第3版《北港夜航恢复》里的“𰻝”（U+30EDD）字体里没有，请换字或换字体。',
  )
})
