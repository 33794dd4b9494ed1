import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countCharacters, countCopy, foldLookAlikes, isHan, readNumeral, unifiedIdeograph, widthOf } from './index.ts'

describe('characters', () => {
  it('knows Han in every plane, and neither marks nor radicals', () => {
    for (const han of ['版', '〇', '々', '㐂', '𠮷', '𰻝']) expect(isHan(han), han).toBe(true)
    for (const other of ['，', 'あ', '⽂', 'A', '1', '①', '']) expect(isHan(other), other).toBe(false)
  })

  it('measures a line in half-ems', () => {
    expect(widthOf('第3版')).toBe(5)
    expect(widthOf('“好”——𠮷')).toBe(12)
    expect(widthOf('RCEP 2.0')).toBe(8)
  })
})

describe('counting copy', () => {
  it('counts every printed character, marks and digits too, blanks not', () => {
    expect(countCharacters('5月4日，开幕。')).toBe(8)
    expect(countCharacters('笃行　实干 启程\n')).toBe(6)
    expect(countCharacters('')).toBe(0)
  })

  it('also gives the figures of word processors and of the column', () => {
    expect(countCopy('增长12.5%，RCEP生效。')).toEqual({ characters: 15, han: 4, words: 8, cells: 11 })
    expect(countCopy('Hello, world').words).toBe(2)
  })

  it('adds up: the count of two pieces is the count of both together', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(countCharacters(`${a}\n${b}`)).toBe(countCharacters(a) + countCharacters(b))
      }),
    )
  })
})

describe('look-alikes', () => {
  it('turns radicals and compatibility ideographs into the ideograph', () => {
    expect(foldLookAlikes('⼤连⻛⻋⾦融')).toBe('大连风车金融')
    expect(foldLookAlikes('\uf9b4\u{2f8a6}')).toBe('領慈')
  })

  it('leaves what NFKC would flatten', () => {
    for (const kept of ['①', '㎡', 'Ａ', '…', '％', '℃', '版']) expect(unifiedIdeograph(kept), kept).toBeNull()
  })
})

describe('numerals', () => {
  it('reads page numbers as papers write them', () => {
    expect(['3', '03', '１２', '三', '十', '十二', '二十', '三十一', '〇四', '一百零二'].map(readNumeral)).toEqual([
      3, 3, 12, 3, 10, 12, 20, 31, 4, 102,
    ])
  })

  it('refuses what is no number', () => {
    for (const none of ['', '版', '十十', '3a', '1234']) expect(readNumeral(none), none).toBeNull()
  })
})
