const DIGITS = '〇一二三四五六七八九'

/**
 * Reads a small Chinese or Arabic number as written in page references and numbered headings: 3, ３, 三, 十二, 二十,
 * 〇三. Null when it is none, or above 999.
 */
export function readNumeral(text: string): number | null {
  const ascii = text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
  if (/^\d{1,3}$/.test(ascii)) return Number(ascii)
  const plain = text.replace(/零/g, '〇').replace(/两/g, '二')
  if (/^[〇一二三四五六七八九]{1,3}$/.test(plain))
    return Number([...plain].map((digit) => DIGITS.indexOf(digit)).join(''))
  const parts = /^(?:([一二三四五六七八九])百〇?)?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/.exec(plain)
  if (!parts || plain === '') return null
  const [, hundreds, tens, ten, ones] = parts
  const value = (digit: string | undefined) => (digit === undefined ? 0 : DIGITS.indexOf(digit))
  return value(hundreds) * 100 + (ten === undefined ? 0 : (tens === undefined ? 1 : value(tens)) * 10) + value(ones)
}
