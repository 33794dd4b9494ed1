import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { breakOpportunities } from './index.ts'

type Case = { readonly text: string; readonly breaks: readonly number[]; readonly notation: string }

/** Unicode 17 lets LB20a hold Hebrew letters too, so these four no longer break where Unicode 16 published a break. */
const CHANGED_IN_17 = ['× 002D ÷ 05D0 ÷', '× 002D × 0308 ÷ 05D0 ÷', '× 2010 ÷ 05D0 ÷', '× 2010 × 0308 ÷ 05D0 ÷']

function published(notation: string): Case {
  const parts = notation.split(' ')
  const breaks: number[] = []
  let text = ''
  for (let n = 0; n + 1 < parts.length; n += 2) {
    const character = String.fromCodePoint(Number.parseInt(parts[n + 1]!, 16))
    breaks.push(parts[n] === '÷' ? 1 : 0, ...Array<number>(character.length - 1).fill(0))
    text += character
  }
  return { text, breaks: [...breaks, 1], notation }
}

function readCases(): Case[] {
  const file = readFileSync(new URL('./line-break-test-16.txt', import.meta.url), 'utf8')
  const lines = file.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const samples = lines[0]!.split(' ')
  const cases: string[] = []
  for (const [n, left] of samples.entries()) {
    for (const [m, right] of samples.entries()) {
      const forms = [[], ['0020'], ['0308'], ['0308', '0020']]
      for (const [form, middle] of forms.entries()) {
        const bits = Number.parseInt(lines[n + 1]![m * forms.length + form]!, 16)
        const rest = [...middle, right].map((each, place) => ` ${(bits >> place) & 1 ? '÷' : '×'} ${each}`)
        cases.push(`× ${left}${rest.join('')} ÷`)
      }
    }
  }
  return [...cases, ...lines.slice(1 + samples.length)].map(published)
}

describe('the published line break test', () => {
  const cases = readCases()

  it('holds every case of Unicode 16', () => {
    expect(cases.length).toBe(16_672)
  })

  it('passes in full, but for the four cases Unicode 17 changed', () => {
    const failed = cases.filter(({ text, breaks }) => {
      const ours = breakOpportunities(text)
      return breaks.some((wanted, offset) => (ours[offset] === 0 ? 0 : 1) !== wanted)
    })
    expect(failed.map((each) => each.notation)).toEqual(CHANGED_IN_17)
  })

  it('has no break before the Hebrew letter behind a word-initial hyphen any more', () => {
    for (const notation of CHANGED_IN_17) {
      const { text } = published(notation)
      expect([...breakOpportunities(text)].slice(0, -1), notation).toEqual(Array(text.length).fill(0))
    }
  })
})
