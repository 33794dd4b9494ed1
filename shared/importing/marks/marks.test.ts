import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Journal, type PieceRole } from '../repairs.ts'
import { track } from '../tracked-text.ts'
import { repairMarks } from './index.ts'

const repaired = (text: string, role: PieceRole = 'paragraph') => repairMarks(track(text), role, new Journal()).text

const becomes = (cases: readonly (readonly [string, string])[], role?: PieceRole) => {
  for (const [from, to] of cases) expect(repaired(from, role), from).toBe(to)
}
const stays = (cases: readonly string[], role?: PieceRole) => {
  for (const text of cases) expect(repaired(text, role), text).toBe(text)
}

describe('half-width marks in Chinese', () => {
  it('become full-width beside Han, quotes, figures and foreign names', () => {
    becomes([
      ['船到了,货齐了;人呢?快来!说明:好.', '船到了，货齐了；人呢？快来！说明：好。'],
      ['“通关”,“物流”', '“通关”，“物流”'],
      ['增长12.5%,达到3.4万吨.', '增长12.5%，达到3.4万吨。'],
      ['自RCEP生效以来,用CE,再用UL.', '自RCEP生效以来，用CE，再用UL。'],
      ['参展的有ABB,KUKA等.', '参展的有ABB，KUKA等。'],
      ['说罢.他走了.', '说罢。他走了。'],
    ])
  })

  it('stay in figures, times, ratios, addresses, names of files', () => {
    stays([
      '货值1,260.5万元，15:40开船，比分3:2，构建“1+5+10”格局',
      '见https://a.example.cn/x?y=1,2:3和info@b.example.com，文件为plan.v2.docx',
      '按第3.2.1条，2.0版',
      '1.加强领导',
      '弗兰克.罗斯来访。',
    ])
  })

  it('stay in Latin sentences, inside Chinese quotes too', () => {
    stays(['Hello, world. It works: yes!', '他说“Hello, world.”然后走了。', '牌上写着“Ready, set, go!”。'])
  })

  it('take brackets by the pair', () => {
    becomes([
      ['中国(滨海)港', '中国（滨海）港'],
      ['组织(UFI)认证', '组织（UFI）认证'],
      ['国(境)外(含港(澳)地区)', '国（境）外（含港（澳）地区）'],
      ['（前全后半)', '（前全后半）'],
      ['(1)加强', '（1）加强'],
    ])
    stays(['函数f(x)和Ca(OH)2', 'ABB (Paris) Ltd.'])
  })
})

describe('quotation marks', () => {
  it('are paired, double outside and single inside', () => {
    becomes([
      ['他说:"好,走吧."', '他说：“好，走吧。”'],
      ['"数字"与"实体"', '“数字”与“实体”'],
      ['"他说\'慢走\'，就走了"', '“他说‘慢走’，就走了”'],
      ['“前弯后直"的', '“前弯后直”的'],
      ['＂全角＂引号', '“全角”引号'],
    ])
  })

  it('leave apostrophes, inches and Latin text alone', () => {
    stays(["经理John O'Neil说don't，'90s的事", '装了12"屏', '"Hello" she said', "Workers' Day是节日"])
  })

  it('a lone mark turns only when its neighbours leave no doubt', () => {
    becomes([['他说："今天要装十船，明天更多。', '他说：“今天要装十船，明天更多。']])
    stays(['甲"乙丙'])
  })
})

describe('dashes and dots', () => {
  it('of two ems in place of hyphens, lines and dots', () => {
    becomes([
      ['结果--出人意料──真的...', '结果——出人意料——真的……'],
      ['等等。。。', '等等……'],
      ['还有…', '还有……'],
    ])
  })

  it('leave single dashes, hyphens and rules', () => {
    stays(['中国—中亚', 'COVID-19疫情', '前言..........3', '参加者5-10人', '用 --all参数'])
  })
})

describe('blanks', () => {
  it('that a PDF left in running text go', () => {
    becomes([
      ['2026 年 5 月 4 日，在 RCEP 框架下', '2026年5月4日，在RCEP框架下'],
      ['今 年 以 来，外 贸 稳', '今年以来，外贸稳'],
      ['会议 ，很好 。', '会议，很好。'],
      ['港口\u00a0建设', '港口建设'],
    ])
  })

  it('that mean something stay', () => {
    stays([
      '以“科技赋能 智护创新”为主题',
      '本报讯（记者 张三 通讯员 李四）近日',
      '本报讯 昨日开港。',
      'New York Times报道',
      '勇立潮头 再启新程。过去一年，全市外贸稳中有进。',
      '获奖名单：王小明 李大海 赵春生 陈立',
    ])
    stays(['笃行实干 启新程', '笃行实干　启新程'], 'headline')
    stays(['新华社记者 程远 摄'], 'credit')
  })
})

describe('laws', () => {
  it('repairs made once are enough', () => {
    const text = fc.string({ unit: fc.constantFrom(...'港口说好的,.:;!?()"-…“”（），。 　12ab'), maxLength: 80 })
    fc.assert(
      fc.property(text, (copy) => {
        const once = repaired(copy)
        const ink = (line: string) => line.replace(/[^\p{L}\p{N}]/gu, '')
        expect(ink(once)).toBe(ink(copy))
      }),
      { numRuns: 500 },
    )
  })
})
