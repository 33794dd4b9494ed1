import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breakOpportunities, lineBreakClass, type Tailoring } from './index.ts'
import { referenceBreaks } from './reference.test-helper.ts'
import { packedValue } from './tables.ts'

/** The text with a stroke wherever a line may break and two where it must, the end left out. */
function cut(text: string, tailoring?: Tailoring): string {
  const breaks = breakOpportunities(text, undefined, tailoring)
  let shown = ''
  for (let n = 0; n < text.length; n++) shown += '|'.repeat(breaks[n]!) + text[n]
  return shown
}

/** Up to three code points of every kind the tables tell apart. */
const samples = (() => {
  const byValue = new Map<number, string[]>()
  for (let codePoint = 0; codePoint < 0x110000; codePoint++) {
    const of = byValue.get(packedValue(codePoint)) ?? []
    if (of.length < 3) byValue.set(packedValue(codePoint), [...of, String.fromCodePoint(codePoint)])
  }
  return [...byValue.values()]
})()
const anyKind = fc.constantFrom(...samples).chain((kind) => fc.constantFrom(...kind))
const anyText = fc.string({ unit: anyKind, maxLength: 12 })
const anyUnits = fc.array(fc.oneof(fc.nat(0xffff), fc.integer({ min: 0xd800, max: 0xdfff })), { maxLength: 20 })

describe('the class of a character', () => {
  it.each([
    ['中', 'ID'],
    ['，', 'CL'],
    ['“', 'QU'],
    ['々', 'NS'],
    ['ァ', 'CJ'],
    ['…', 'IN'],
    ['—', 'B2'],
    ['·', 'AI'],
    ['（', 'OP'],
    [')', 'CP'],
    ['%', 'PO'],
    ['￥', 'PR'],
    ['5', 'NU'],
    ['A', 'AL'],
    ['\u3000', 'BA'],
    ['\u2010', 'HH'],
    ['-', 'HY'],
    ['ก', 'SA'],
    ['𠮷', 'ID'],
    ['\u{3134f}', 'ID'],
    ['\u{1fffd}', 'ID'],
    ['\u{1f3fb}', 'EM'],
    ['\ue000', 'XX'],
    ['\u{10ffff}', 'XX'],
    ['\u25cc', 'AL'],
    ['가', 'H2'],
    ['각', 'H3'],
  ])('of %s is %s', (character, name) => {
    expect(lineBreakClass(character.codePointAt(0)!)).toBe(name)
  })

  it('of a lone surrogate is SG, and what is no code point has none', () => {
    expect(lineBreakClass(0xd800)).toBe('SG')
    for (const wrong of [-1, 0x110000, 1.5, Number.NaN]) expect(() => lineBreakClass(wrong)).toThrow(RangeError)
  })
})

describe('where a line of news may break', () => {
  it('breaks between ideographs and never before a stop', () => {
    expect(cut('新华社北京电，今日。')).toBe('新|华|社|北|京|电，|今|日。')
    expect(cut('他说：（笑）好')).toBe('他|说：|（笑）|好')
  })

  it('keeps the two halves of a dash and of an ellipsis together, and with what goes before', () => {
    expect(cut('等等——再来')).toBe('等|等|——|再|来')
    expect(cut('等等……再来')).toBe('等|等……|再|来')
  })

  it('keeps figures with their signs', () => {
    expect(cut('增长12.5%，共￥3,000元')).toBe('增|长|12.5%，|共|￥3,000|元')
    expect(cut('(12)% $(.5) -3')).toBe('(12)% |$(.5) |-3')
  })

  it('breaks a Latin line at spaces and hyphens, not at apostrophes', () => {
    expect(cut("don't well-known a/b")).toBe("don't |well-|known |a/|b")
  })

  it('keeps any hyphen that begins a word with the word, and one behind Hebrew with what follows', () => {
    expect(cut('–a \u2010b 中–c')).toBe('–a |\u2010b |中–|c')
    expect(cut('א\u05be中 א\u05beב')).toBe('א\u05be中 |א\u05be|ב')
  })

  it('must break behind a line end, once for CR LF', () => {
    expect(cut('甲\r\n乙\n丙\u2028丁')).toBe('甲\r\n||乙\n||丙\u2028||丁')
  })

  it('treats an ideograph outside the first plane as any other', () => {
    expect(cut('吉𠮷野家')).toBe('吉|𠮷|野|家')
  })

  it('keeps flags, families and skin tones whole', () => {
    expect(cut('🇨🇳🇫🇷中👩‍👧中👍🏽')).toBe('🇨🇳|🇫🇷|中|👩‍👧|中|👍🏽')
    expect(cut('中\u200d中中')).toBe('中\u200d中|中')
  })
})

describe('quotation marks set the Chinese way', () => {
  const chinese = { cjQuotes: true }

  it('open and close like brackets, between ideographs on either side', () => {
    expect(cut('推进“双碳”目标')).toBe('推|进|“双|碳”|目|标')
    expect(cut('推进“双碳”目标', chinese)).toBe('推|进|“双|碳”|目|标')
    expect(cut('用AI“写”稿', chinese)).toBe('用|AI|“写”|稿')
    expect(cut('用AI“写”稿')).toBe('用|AI“写”|稿')
    expect(cut('‘新’字', chinese)).toBe('‘新’|字')
  })

  it('leave the apostrophe of a foreign word alone', () => {
    expect(cut('看O’Neil的don’t', chinese)).toBe('看|O’Neil|的|don’t')
    expect(cut('他说‘OK’好', chinese)).toBe('他|说|‘OK’|好')
  })
})

describe('small kana', () => {
  it('begin no line when strict, and may when normal or loose', () => {
    expect(cut('ファー', { cj: 'strict' })).toBe('ファー')
    expect(cut('ファー')).toBe('ファー')
    expect(cut('ファー', { cj: 'normal' })).toBe('フ|ァ|ー')
    expect(cut('ファー', { cj: 'loose' })).toBe('フ|ァ|ー')
  })

  it('only loose lets a line begin with an iteration mark, and none with a stop', () => {
    expect(cut('人々。', { cj: 'normal' })).toBe('人々。')
    expect(cut('人々。', { cj: 'loose' })).toBe('人|々。')
  })

  it('leaves one tailoring out of the next call', () => {
    breakOpportunities('“ァ”', undefined, { cjQuotes: true, cj: 'loose' })
    expect(cut('用AI“写”稿ァ')).toBe('用|AI“写”|稿ァ')
  })
})

describe('the array', () => {
  it('is the one handed in where it is long enough, every place up to the end written', () => {
    const into = new Uint8Array(8).fill(9)
    expect(breakOpportunities('中\u0301𠮷a', into)).toBe(into)
    expect([...into]).toEqual([0, 0, 1, 0, 1, 2, 9, 9])
  })

  it('is a new one where it is too short, and has one place for no text', () => {
    const into = new Uint8Array(2)
    expect(breakOpportunities('中文', into)).not.toBe(into)
    expect([...breakOpportunities('')]).toEqual([0])
  })
})

describe('laws', () => {
  it('the walk agrees with the rules said as patterns', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect([...breakOpportunities(text)]).toEqual(referenceBreaks(text))
      }),
      { numRuns: 2000 },
    )
  })

  const tailorings: fc.Arbitrary<Tailoring> = fc.record({
    cjQuotes: fc.boolean(),
    cj: fc.constantFrom('strict', 'normal', 'loose'),
  })

  it('no break ever falls inside a surrogate pair, whatever the code units', () => {
    fc.assert(
      fc.property(anyUnits, tailorings, (units, tailoring) => {
        const text = String.fromCharCode(...units)
        const breaks = breakOpportunities(text, undefined, tailoring)
        expect(breaks.length).toBe(text.length + 1)
        for (let n = 1; n < text.length; n++) {
          if (text.codePointAt(n - 1)! > 0xffff) expect(breaks[n]).toBe(0)
        }
      }),
    )
  })

  it('no break before a mark, a stop, a closing bracket or a space, but behind a space or a line end', () => {
    const never = new Set(['CM', 'ZWJ', 'CL', 'CP', 'EX', 'SY', 'SP', 'ZW', 'WJ'])
    const open = new Set(['SP', 'ZW', 'BK', 'CR', 'LF', 'NL'])
    fc.assert(
      fc.property(anyText, tailorings, (text, tailoring) => {
        const breaks = breakOpportunities(text, undefined, tailoring)
        let offset = 0
        let last = 'BK'
        for (const character of text) {
          const kind = lineBreakClass(character.codePointAt(0)!)
          if (never.has(kind) && !open.has(last)) expect(breaks[offset], `${last} ${kind}`).toBe(0)
          last = kind
          offset += character.length
        }
      }),
      { numRuns: 500 },
    )
  })

  it('a line end parts the text: what stands on either side is judged alone', () => {
    fc.assert(
      fc.property(anyText, anyText, (left, right) => {
        const whole = [...breakOpportunities(`${left}\n${right}`)]
        expect(whole.slice(0, left.length)).toEqual([...breakOpportunities(left)].slice(0, left.length))
        const behind = whole.slice(left.length + 1)
        expect(behind[0]).toBe(2)
        if (right !== '') expect(behind.slice(1)).toEqual([...breakOpportunities(right)].slice(1))
      }),
      { numRuns: 500 },
    )
  })
})
