import { isBlankUnit, isDigitUnit, isHan, isLetterUnit, widthOf } from './classes.ts'

/** How long a piece of copy is, in the ways a newsroom asks. */
export interface CopyCount {
  /**
   * 字数 as a newspaper counts copy: every printed character is one, marks, digits and letters included, blanks not.
   * It is what desk chiefs write on a galley and what columns × characters is compared with.
   */
  readonly characters: number
  /** Han characters alone. */
  readonly han: number
  /** 字数 as word processors show it: a Han character or a mark is one, a Latin word or a number is one. */
  readonly words: number
  /** Space taken in cells of one em, blanks included, two half-width characters to a cell, rounded up. */
  readonly cells: number
}

const MARK = /^\p{M}$/u

/** Counts copy. Code points are characters; combining marks and line breaks count nothing. */
export function countCopy(text: string): CopyCount {
  let characters = 0
  let han = 0
  let words = 0
  let inWord = false
  for (const character of text) {
    const unit = character.charCodeAt(0)
    if (isBlankUnit(unit) || unit === 0x0a || unit === 0x0d) {
      inWord = false
      continue
    }
    if (unit > 0x2ff && MARK.test(character)) continue
    characters++
    const wordUnit = isDigitUnit(unit) || isLetterUnit(unit)
    if (isHan(character)) han++
    // A decimal point, an apostrophe or a hyphen inside a word or number belongs to it.
    if (wordUnit ? !inWord : !(inWord && /^[.,'’%-]$/.test(character))) words++
    inWord = wordUnit || (inWord && /^[.,'’-]$/.test(character))
  }
  return { characters, han, words, cells: Math.ceil(widthOf(text.replace(/[\r\n]/g, '')) / 2) }
}

/** 字数 of a piece of copy: {@link CopyCount.characters} alone. */
export const countCharacters = (text: string): number => countCopy(text).characters
