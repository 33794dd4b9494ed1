import { describe, expect, it } from 'vitest'
import { classify } from './classify.ts'
import { healCuts } from './heal.ts'
import { readLines } from './lines.ts'
import { joinWrappedLines } from './wrap.ts'

const texts = (...paragraphs: string[]) =>
  healCuts(classify(joinWrappedLines(readLines(paragraphs.join('\n\n'))))).map(({ unit }) => unit.text)

const long = '入夏以来，渔港的早市一天比一天热闹，买鱼的人从四面八方赶来，摊主们天不亮就把冰块铺好'

describe('a paragraph cut by a column’s end', () => {
  it('is joined in mid-word, behind a comma, inside a figure and inside brackets', () => {
    expect(texts(`${long}，等着第一批渔`, '船靠岸。')).toEqual([`${long}，等着第一批渔船靠岸。`])
    expect(texts(`${long}，`, '等着第一批渔船靠岸。')).toHaveLength(1)
    expect(texts(`${long}，一早上能卖出1`, '200多斤。')).toHaveLength(1)
    expect(texts(`${long}（有的`, '还带着自家的秤）。')).toHaveLength(1)
  })

  it('is joined when the cut leaves a short head or a short tail', () => {
    expect(texts('小镇不大。', '去年，镇上的鱼', '市改了名，生意却没有变。')).toEqual([
      '小镇不大。',
      '去年，镇上的鱼市改了名，生意却没有变。',
    ])
    expect(texts(`${long}，一直忙到晌`, '午。')).toHaveLength(1)
  })

  it('is joined over several columns', () => {
    expect(texts(`${long}，等着第一批渔`, `船靠岸，${long}，再等第二`, '批。')).toHaveLength(1)
  })
})

describe('what is left apart', () => {
  it('true paragraphs, even when the first ends with a closing quote or a colon', () => {
    expect(texts(`${long}。`, `${long}。`)).toHaveLength(2)
    expect(texts(`${long}，老黄说：“赶早。”`, '第二天他又来了。')).toHaveLength(2)
    expect(texts(`${long}，规矩有三条：`, '第一条，秤要准。')).toHaveLength(2)
  })

  it('headings, above and below', () => {
    expect(texts('渔港早市开张', `${long}。`)).toHaveLength(2)
    expect(texts(`${long}。`, '老摊主 新规矩', `${long}。`)).toHaveLength(3)
    expect(texts(`${long}，等着第一批渔`, '老摊主 新规矩', `${long}。`)).toHaveLength(3)
  })

  it('a paragraph that lacks its stop, when the next opens a story', () => {
    expect(texts(`${long}，一直忙到晌午`, '本报讯 昨日，渔港的早市搬了家。')).toHaveLength(2)
  })
})
