import { describe, expect, it } from 'vitest'
import { cleanCharacters } from './clean.ts'
import { applyRepairs, Journal } from './repairs.ts'
import { changeTracked, editOf, sliceTracked, track } from './tracked-text.ts'

const clean = (text: string) => {
  const journal = new Journal()
  return { text: cleanCharacters(track(text), journal).text, kinds: journal.drafts.map(({ kind }) => kind), journal }
}

describe('single characters', () => {
  it('without ink go, look-alikes and accents are made one', () => {
    expect(clean('港\u200b口\u0001\ufeff')).toMatchObject({ text: '港口', kinds: ['invisible', 'invisible'] })
    expect(clean('⼤港')).toMatchObject({ text: '大港', kinds: ['look-alike'] })
    expect(clean('cafe\u0301')).toMatchObject({ text: 'café', kinds: ['composed'] })
  })

  it('that carry meaning stay', () => {
    for (const text of ['①㎡℃', '１２Ａ', '港\u3000口\u00a0岸\t\r\n', '👨\u200d🌾', '葛\u{e0100}'])
      expect(clean(text).text, text).toBe(text)
  })

  it('a soft hyphen at a line’s end is left for the joining of lines', () => {
    expect(clean('in\u00adter\u00ad\nnational').text).toBe('inter\u00ad\nnational')
  })

  it('are put down so that the original gives the same text', () => {
    const original = '⼤\u200b港cafe\u0301'
    expect(applyRepairs(original, clean(original).journal.drafts)).toBe(clean(original).text)
  })
})

describe('tracked text', () => {
  it('knows the original through several changes', () => {
    const first = changeTracked(track('他--说"好"'), [{ from: 1, to: 3, text: '——' }])
    const second = changeTracked(sliceTracked(first, 3, 7), [{ from: 1, to: 2, text: '“' }])
    expect(second.text).toBe('说“好"')
    expect(editOf(second, { from: 3, to: 4, text: '”' })).toEqual({ start: 6, end: 7, text: '”' })
    expect(editOf(second, { from: 1, to: 2, text: '' })).toEqual({ start: 4, end: 5, text: '' })
  })
})
