export {
  BLANK,
  HAN,
  isBlankUnit,
  isDigitUnit,
  isFullMarkUnit,
  isHan,
  isHanUnit,
  isLetterUnit,
  isWideUnit,
  widthOf,
} from './classes.ts'
export { type CopyCount, countCharacters, countCopy } from './count.ts'
export { foldLookAlikes, unifiedIdeograph } from './look-alikes.ts'
export { readNumeral } from './numerals.ts'
