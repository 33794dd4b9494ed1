import { describe, expect, it } from 'vitest'
import { bylineAtEnd, readByline } from './bylines.ts'
import { jumpAtHead, jumpAtTail, jumpLine } from './jumps.ts'
import { isDatedLead, isFurniture, isNumbered, isRecentLead, isWireLead } from './leads.ts'
import { creditAtEnd, isCreditLine, opensAsCaption, pictureLabel } from './pictures.ts'
import { isSourceLine, sourceAtEnd } from './sources.ts'

describe('jump lines', () => {
  it('are read in all their forms', () => {
    const forms: [string, 'from' | 'to', number][] = [
      ['（上接第1版）', 'from', 1],
      ['(上接1版)', 'from', 1],
      ['（上接A2版）', 'from', 2],
      ['上接第一版', 'from', 1],
      ['【紧接第十二版】', 'from', 12],
      ['（上接第1版《把港口做强》）', 'from', 1],
      ['（接头版）', 'from', 1],
      ['（下转第3版）', 'to', 3],
      ['(下转 3 版)', 'to', 3],
      ['▶下转第03版', 'to', 3],
      ['（转第四版）', 'to', 4],
      ['（下转B4版·要闻）', 'to', 4],
    ]
    for (const [line, direction, page] of forms) expect(jumpLine(line), line).toMatchObject({ direction, page })
  })

  it('are no jump lines when the text only speaks of pages', () => {
    for (const line of ['详见第3版', '第3版', '下转弯处有家店', '报道刊于第3版。', '上接千年文脉'])
      expect(jumpLine(line), line).toBeNull()
  })

  it('are found on a headline and at either end of a paragraph', () => {
    expect(jumpAtHead('（上接第1版）货船靠岸。')).toMatchObject({ page: 1, to: 7 })
    expect(jumpAtTail('货船靠岸（下转第2版）')).toMatchObject({ page: 2, from: 4, direction: 'to' })
    expect(jumpAtTail('货船靠岸。下转第2版')).toMatchObject({ page: 2, from: 5 })
    expect(jumpAtTail('把港口做强 （上接第1版）')).toMatchObject({ page: 1, direction: 'from' })
    expect(jumpAtTail('船票可改签下转第2版')).toBeNull()
  })
})

describe('bylines', () => {
  it('are sure with a mark or a job', () => {
    for (const line of [
      '■ 大港集团董事长 林远',
      '□本报记者 张三',
      '本报记者 张三 通讯员 李四 王五',
      '记者张三',
      '本报记者　张　宇',
      '中国港口报记者 马小帅 发自 上海',
      '○文/图 本报记者 谢知秋',
      '文/张三',
      '（本报记者 张三）',
      '本报评论员',
      '本报讯（记者 张三）',
      '▲ 欧阳明',
    ]) {
      expect(readByline(line)?.certainty, line).toBe('sure')
    }
  })

  it('are likely for a post or a bare name', () => {
    for (const line of ['市商务局局长 王建国', '张三', '滨海市贸促会 王磊', '■ 省商务厅']) {
      expect(readByline(line)?.certainty, line).toBe('likely')
    }
  })

  it('lose their mark and brackets', () => {
    const within = (line: string) => line.slice(readByline(line)!.from, readByline(line)!.to)
    expect(within('■ 大港集团董事长 林远')).toBe('大港集团董事长 林远')
    expect(within('（本报记者 张三）')).toBe('本报记者 张三')
  })

  it('are not headlines, sentences or credits', () => {
    for (const line of [
      '记者走基层 港口看变化',
      '本报记者从港口获悉，船到了。',
      '勇立潮头 再启新程',
      '新华社记者 程远 摄',
      '■ 一张网连通三座码头',
      '本报讯（记者 何雨桐）5',
    ]) {
      expect(readByline(line), line).toBeNull()
    }
  })

  it('are found at the end of an article', () => {
    expect(bylineAtEnd('船到了。（记者 张三）')).toBe(4)
    expect(bylineAtEnd('船到了。（孙 磊）')).toBe(4)
    expect(bylineAtEnd('船到了（记者说）')).toBe(-1)
    expect(bylineAtEnd('船到了。（作者系工程师）')).toBe(-1)
    expect(bylineAtEnd('船到了。（见图）')).toBe(-1)
  })
})

describe('sources', () => {
  it('are lines of their own or in brackets behind the last sentence', () => {
    for (const line of [
      '（来源：新港网）',
      '来源:新港网',
      '(据新华社电)',
      '（摘编自《新港日报》）',
      '（综合新华社、新港网消息）',
      '（来源：某某（北京）公司）',
    ]) {
      expect(isSourceLine(line), line).toBe(true)
    }
    expect(sourceAtEnd('船到了。(来源:新港网)')).toBe(4)
    expect(sourceAtEnd('吞吐量创新高（来源：港务局）')).toBe(6)
  })

  it('are not asides', () => {
    expect(sourceAtEnd('船到了。（据介绍）')).toBe(-1)
    expect(sourceAtEnd('船到了（据说是）')).toBe(-1)
    expect(isSourceLine('来源于生活的灵感，高于生活。')).toBe(false)
  })
})

describe('pictures', () => {
  it('know their label', () => {
    expect(pictureLabel('图片新闻')).toBe(4)
    expect(pictureLabel('【图片新闻】春茶采摘忙')).toBe(6)
    expect(pictureLabel('图片新闻 春茶采摘忙')).toBe(5)
    expect(pictureLabel('图片新闻大赛揭晓')).toBe(0)
  })

  it('know a credit', () => {
    for (const line of [
      '新华社记者 程远 摄',
      '（王磊 摄）',
      '新华社发（王磊 摄）',
      '王健民摄（人民视觉）',
      '市文旅局供图',
      '本报记者 张三 摄影报道',
      '人民视觉',
      '资料图片',
    ]) {
      expect(isCreditLine(line), line).toBe(true)
    }
    for (const line of [
      '图片由大家拍摄，很好',
      '为高质量发展和高水平开放提供',
      '全市开展航拍',
      '他喜欢摄影',
      '本报记者 张三',
    ])
      expect(isCreditLine(line), line).toBe(false)
  })

  it('find a credit behind the caption', () => {
    expect(creditAtEnd('茶农采茶。新华社记者 程远 摄')).toBe(5)
    expect(creditAtEnd('茶农采茶。（王磊 摄）')).toBe(5)
    expect(creditAtEnd('茶农采茶。新华社发（王磊 摄）')).toBe(5)
    expect(creditAtEnd('茶农采茶。他在摄')).toBe(-1)
  })

  it('know how a caption opens', () => {
    for (const text of ['图为茶农采茶。', '上图：茶农采茶。', '▲茶农采茶。'])
      expect(opensAsCaption(text), text).toBe(true)
    for (const text of ['图书馆开放。', '企图', '上图书馆去']) expect(opensAsCaption(text), text).toBe(false)
  })
})

describe('openings', () => {
  it('of news, dates, numbered headings and page furniture', () => {
    for (const text of ['本报讯 昨日', '新华社北京5月4日电 记者', '本报北京5月12日电（记者 张三）', '滨海日报讯'])
      expect(isWireLead(text), text).toBe(true)
    for (const text of ['本报记者走进港口', '新华社区的居民', '电报大楼']) expect(isWireLead(text), text).toBe(false)
    expect(isDatedLead('5月4日，开幕')).toBe(true)
    expect(isDatedLead('5月的港口')).toBe(false)
    expect(isRecentLead('记者从市商务局获悉，')).toBe(true)
    for (const text of ['一、合规关', '（二）物流关', '1.立标准', '第三章 总则'])
      expect(isNumbered(text), text).toBe(true)
    for (const text of ['1.2亿件', '一张网', '十年磨剑']) expect(isNumbered(text), text).toBe(false)
    for (const text of ['责任编辑：王小丽 美编：李强', '2026年5月12日 星期二', '第3版', '校对 张三'])
      expect(isFurniture(text), text).toBe(true)
    for (const text of ['编辑部搬家', '2026年5月12日，开幕。']) expect(isFurniture(text), text).toBe(false)
  })
})
