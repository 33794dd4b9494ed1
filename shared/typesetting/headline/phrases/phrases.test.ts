import { readFileSync } from 'node:fs'
import { Parser, zhHansModel } from 'budoux'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { modelFile, packageModel } from '../../../../resources/phrases/build-phrases.ts'
import { budoux } from './index.ts'

const words = (text: string): string => {
  const strengths = budoux.strengths(text)
  return [...text].map((char, i) => (strengths[i]! > 0 ? `|${char}` : char)).join('')
}

describe('phrases', () => {
  test('港口|推动|数字|贸易: words stay whole', () => {
    expect(words('港口推动数字贸易')).toBe('港口|推动|数字|贸易')
  })

  test('a place inside a word is below zero, and a doubtful one near it', () => {
    const strengths = budoux.strengths('外贸企业稳订单拓市场')
    expect(strengths[1]).toBeLessThan(0)
    expect(strengths[2]).toBeGreaterThan(1000)
    expect(Math.abs(strengths[6]!)).toBeLessThan(500)
  })

  test('the model in the program is the one of the package', async () => {
    const file = readFileSync(new URL('./model.ts', import.meta.url), 'utf8')
    expect(file).toBe(modelFile(await packageModel()))
  })

  test('every text is parted where the package parts it', () => {
    const parser = new Parser(zhHansModel)
    const letters = fc.constantFrom(...'中国企业的在了一年月日0159大会，。“”AN全港口为和对贸易新')
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 30 }), (chars) => {
        const text = chars.join('')
        const strengths = budoux.strengths(text)
        expect([...strengths.keys()].filter((i) => strengths[i]! > 0)).toEqual(parser.parseBoundaries(text))
      }),
    )
  })
})
