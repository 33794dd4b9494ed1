import { describe, expect, it } from 'vitest'
import { readLines } from './lines.ts'
import { joinWrappedLines } from './wrap.ts'

const units = (text: string) => joinWrappedLines(readLines(text)).map((unit) => unit.text)

describe('lines', () => {
  it('know their indent, the blank lines above and their place, whatever the line ends', () => {
    const lines = readLines('标题\r\n\r\n　　正文 \r尾\f页')
    expect(lines.map(({ text, indent, gap }) => [text, indent, gap])).toEqual([
      ['标题', 0, 0],
      ['正文', 4, 1],
      ['尾', 0, 0],
      ['页', 0, 1],
    ])
    expect(lines.map(({ from, to }) => [from, to])).toEqual([
      [0, 2],
      [8, 10],
      [12, 13],
      [14, 15],
    ])
  })
})

describe('column lines', () => {
  it('are joined to paragraphs that begin with an indent; headings stay apart', () => {
    expect(
      units(
        '渔港开了早市\n　　天还没亮，渔港的早市就\n开了张。一筐筐小黄鱼从船\n上抬下来，买主早已等在岸\n边。\n　　摊主老黄说，他守这个\n摊位二十年了。\n早市有了新规矩\n　　秤要准，鱼要鲜。',
      ),
    ).toEqual([
      '渔港开了早市',
      '天还没亮，渔港的早市就开了张。一筐筐小黄鱼从船上抬下来，买主早已等在岸边。',
      '摊主老黄说，他守这个摊位二十年了。',
      '早市有了新规矩',
      '秤要准，鱼要鲜。',
    ])
  })

  it('are not joined where each line is a paragraph', () => {
    const paragraphs = [
      '渔港开了早市',
      '天还没亮，早市就开了张。',
      '一筐筐小黄鱼从船上抬下来，买主早已等在岸边，开价的声音此起彼伏。',
      '老黄守着摊位。',
    ]
    expect(units(paragraphs.join('\n'))).toEqual(paragraphs)
  })

  it('carry Latin words over with their blank or without their hyphen', () => {
    const text =
      '　　展台上最醒目的是一行英文Smart\nLogistics，旁边是一台interna-\ntional大赛的获奖样机，参观者\n排着队等着上手试一试。'
    expect(units(text)).toEqual([
      '展台上最醒目的是一行英文Smart Logistics，旁边是一台international大赛的获奖样机，参观者排着队等着上手试一试。',
    ])
  })

  it('do not swallow a byline or a jump line', () => {
    const text =
      '　　船队一早出港，傍晚归航\n，满舱的鱼货压得船舷低低\n的。\n（下转第3版）\n本报记者 张三\n　　第二天，船队又出发了。'
    expect(units(text).slice(1, 3)).toEqual(['（下转第3版）', '本报记者 张三'])
  })
})
