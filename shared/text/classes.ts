/**
 * shared/text knows single characters and plain strings of Chinese newspaper copy: what kind a character is, which
 * look-alikes stand for it, how copy is counted. It knows nothing of articles or pages.
 */

/** Han ideographs as they occur in print: the unified blocks, 〇 and 々. Radicals and compatibility forms are not. */
export const HAN = '\\u3005\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\u{20000}-\\u{2ebef}\\u{30000}-\\u{323af}'

const HAN_RE = new RegExp(`^[${HAN}]$`, 'u')

/** Whether the (single) character is a Han ideograph. */
export function isHan(character: string): boolean {
  const unit = character.charCodeAt(0)
  if (unit >= 0x4e00 && unit <= 0x9fff) return true
  if (unit < 0x3005) return false
  return HAN_RE.test(character)
}

/** Whether a UTF-16 unit is, or begins, a Han ideograph: of planes 2 and 3 the high surrogate answers. */
export function isHanUnit(unit: number): boolean {
  return (
    (unit >= 0x4e00 && unit <= 0x9fff) ||
    (unit >= 0x3400 && unit <= 0x4dbf) ||
    unit === 0x3005 ||
    unit === 0x3007 ||
    (unit >= 0xd840 && unit <= 0xd88d)
  )
}

/** An ASCII digit. */
export const isDigitUnit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39

/** A Latin letter with or without accents, Greek and Cyrillic included: scripts that put spaces between words. */
export const isLetterUnit = (unit: number): boolean =>
  (unit >= 0x41 && unit <= 0x5a) ||
  (unit >= 0x61 && unit <= 0x7a) ||
  (unit >= 0xc0 && unit <= 0x24f && unit !== 0xd7 && unit !== 0xf7) ||
  (unit >= 0x370 && unit <= 0x52f)

/** Blanks that may stand inside a line: ASCII space and tab, no-break, the fixed spaces, ideographic space. */
export const isBlankUnit = (unit: number): boolean =>
  unit === 0x20 ||
  unit === 0x09 ||
  unit === 0xa0 ||
  unit === 0x3000 ||
  (unit >= 0x2000 && unit <= 0x200a) ||
  unit === 0x202f ||
  unit === 0x205f

/** Blank characters as a regular-expression class body, the same set as {@link isBlankUnit}. */
export const BLANK = ' \\t\\u00a0\\u3000\\u2000-\\u200a\\u202f\\u205f'

/** Characters that take one em in Chinese copy: Han, kana, CJK marks, full-width forms, enclosed and square signs. */
export const isWideUnit = (unit: number): boolean =>
  isHanUnit(unit) ||
  (unit >= 0x2e80 && unit <= 0x33ff) ||
  (unit >= 0xac00 && unit <= 0xd7a3) ||
  (unit >= 0xf900 && unit <= 0xfaff) ||
  (unit >= 0xfe30 && unit <= 0xfe4f) ||
  (unit >= 0xff01 && unit <= 0xff60) ||
  (unit >= 0xffe0 && unit <= 0xffe6) ||
  (unit >= 0x2460 && unit <= 0x24ff) ||
  (unit >= 0x25a0 && unit <= 0x26ff) ||
  unit === 0x2014 ||
  unit === 0x2026 ||
  unit === 0x2018 ||
  unit === 0x2019 ||
  unit === 0x201c ||
  unit === 0x201d

/** Full-width marks that only occur in Chinese (or Japanese) copy; curly quotes are not among them. */
export const isFullMarkUnit = (unit: number): boolean =>
  (unit >= 0x3001 && unit <= 0x3003) ||
  (unit >= 0x3008 && unit <= 0x3011) ||
  (unit >= 0x3014 && unit <= 0x301f) ||
  unit === 0xff0c ||
  unit === 0xff1a ||
  unit === 0xff1b ||
  unit === 0xff01 ||
  unit === 0xff1f ||
  unit === 0xff08 ||
  unit === 0xff09

/** Width of a line of copy in half-ems: 2 for a wide character, 1 for any other. Combining marks are not expected. */
export function widthOf(text: string): number {
  let width = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= 0xdc00 && unit <= 0xdfff) continue
    width += isWideUnit(unit) || (unit >= 0xd800 && unit <= 0xdbff) ? 2 : 1
  }
  return width
}
