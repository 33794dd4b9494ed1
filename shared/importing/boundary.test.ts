import { describe, expect, it } from 'vitest'
import { pairSet } from './bigrams.ts'
import { isParallel, type TitleGroup, weighBoundary } from './boundary.ts'

const above = '渔港的早市搬到了新址，摊主们有了顶棚和冷柜，买鱼的人不再怕下雨。镇里说，早市还要办成夜市。'

const group = (title: string, below: string, more: Partial<TitleGroup> = {}): TitleGroup => ({
  lines: [title],
  gap: 1,
  usualGap: 1,
  byline: false,
  jumpFrom: false,
  label: false,
  below,
  bare: false,
  above: {
    closed: false,
    picture: false,
    continued: false,
    headline: '渔港早市搬新家',
    hasByline: false,
    subheads: [],
    lastParagraph: above,
    pairs: pairSet(above),
    paragraphs: 3,
    characters: 300,
  },
  later: [],
  closings: 0,
  openEnds: 0,
  ...more,
})

const isNew = (title: TitleGroup) => weighBoundary(title).score > 0
const plain = '早市的摊主们有了顶棚，也有了新规矩，买鱼的人越来越多。'

describe('a title under text begins a new article', () => {
  it('when the text below opens as news or repeats the title', () => {
    expect(isNew(group('山村通了客运班车', '本报讯 昨日清晨，首班车开进山村。'))).toBe(true)
    expect(isNew(group('山村小学添新图书室', '山村小学的新图书室里摆着两千册新书，孩子们挤在书架前。'))).toBe(true)
  })

  it('when the article above is over, or a byline or 上接 line follows', () => {
    expect(isNew(group('守摊人', plain, { above: { ...group('', '').above, closed: true } }))).toBe(true)
    expect(isNew(group('守摊人', plain, { byline: true }))).toBe(true)
    expect(isNew(group('守摊人', plain, { jumpFrom: true }))).toBe(true)
  })

  it('when it is set apart by more blank lines than paragraphs are', () => {
    expect(isNew(group('山村里的读书人', plain, { gap: 3 }))).toBe(true)
  })
})

describe('a title under text is a subhead', () => {
  it('when the text goes on with what it was about', () => {
    expect(isNew(group('新规矩', plain))).toBe(false)
  })

  it('when it is numbered or made like the others', () => {
    expect(isNew(group('二、立规矩', '近日，镇里定了新规矩。'))).toBe(false)
    const subheads = ['搬进新家 风雨不愁']
    expect(isNew(group('立下规矩 买卖不忧', plain, { above: { ...group('', '').above, subheads } }))).toBe(false)
  })

  it('knows headings made alike', () => {
    expect(isParallel('搬进新家 风雨不愁', '立下规矩 买卖不忧')).toBe(true)
    expect(isParallel('搬进新家 风雨不愁', '立下规矩买卖不忧')).toBe(false)
    expect(isParallel('一、搬家', '三、立下新的规矩')).toBe(true)
  })
})
