import { describe, expect, it } from 'vitest'
import { readTitle } from './titles.ts'

describe('the lines of a title', () => {
  it('one line is the headline', () => {
    expect(readTitle(['货船首航远洋'])).toEqual(['headline'])
  })

  it('kicker, headline, deck', () => {
    expect(readTitle(['全市外贸工作会议强调', '稳住基本盘 拓展新空间', '今年前四个月进出口增长8.2%'])).toEqual([
      'kicker',
      'headline',
      'deck',
    ])
  })

  it('a dash or a report’s ending makes a deck', () => {
    expect(readTitle(['一座老港的新生', '——滨海港数字化转型纪实'])).toEqual(['headline', 'deck'])
    expect(readTitle(['一座老港的新生', '滨海港自动化码头投产一周年见闻'])).toEqual(['headline', 'deck'])
  })

  it('an occasion, a speaker or a series makes a kicker', () => {
    expect(readTitle(['市领导在港口调研时强调', '抓紧抓实项目建设'])).toEqual(['kicker', 'headline'])
    expect(readTitle(['“一线看外贸”系列报道之三', '订单从哪里来'])).toEqual(['kicker', 'headline'])
  })

  it('lines of one length, or a line that cannot stand alone, are one headline', () => {
    expect(readTitle(['让一线职工唱主角', '请身边榜样上讲台'])).toEqual(['headline', 'headline'])
    expect(readTitle(['我国外贸企业今年首次参加的', '国际展会开幕'])).toEqual(['headline', 'headline'])
    expect(readTitle(['“数字引擎', '推动”老港转身'])).toEqual(['headline', 'headline'])
  })

  it('never gives a line no part, however many there are', () => {
    const roles = readTitle(Array.from({ length: 40 }, (_, i) => `第${i}行标题`))
    expect(roles).toHaveLength(40)
    expect(roles).toContain('headline')
  })
})
