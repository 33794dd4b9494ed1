/**
 * Radicals that PDF text extraction puts where an ideograph belongs. Source: EquivalentUnifiedIdeograph.txt of the
 * Unicode character database, block CJK Radicals Supplement, those that are a whole character of running text; the
 * Kangxi block needs no table, its members decompose to the ideograph.
 */
const RADICALS: Readonly<Record<string, string>> = {
  '⺁': '厂',
  '⺇': '几',
  '⺟': '母',
  '⺠': '民',
  '⻁': '虎',
  '⻄': '西',
  '⻅': '见',
  '⻆': '角',
  '⻉': '贝',
  '⻋': '车',
  '⻑': '長',
  '⻓': '长',
  '⻔': '门',
  '⻘': '青',
  '⻙': '韦',
  '⻚': '页',
  '⻛': '风',
  '⻜': '飞',
  '⻝': '食',
  '⻡': '首',
  '⻢': '马',
  '⻣': '骨',
  '⻤': '鬼',
  '⻥': '鱼',
  '⻦': '鸟',
  '⻧': '卤',
  '⻨': '麦',
  '⻩': '黄',
  '⻪': '黾',
  '⻬': '齐',
  '⻮': '齿',
  '⻰': '龙',
  '⻱': '龜',
  '⻳': '龟',
}

/** Kangxi radicals, CJK compatibility ideographs and their supplement. */
const COMPATIBILITY = /[\u2f00-\u2fd5\uf900-\ufaff\u{2f800}-\u{2fa1f}]/u

/**
 * The ideograph a look-alike stands for, or null when the character is what it seems. Only shapes that are the same
 * ideograph by Unicode's own data are folded: circled digits, square units, full-width letters and the rest of what
 * NFKC would flatten are left as they are.
 */
export function unifiedIdeograph(character: string): string | null {
  const radical = RADICALS[character]
  if (radical !== undefined) return radical
  if (!COMPATIBILITY.test(character)) return null
  const unified = character.normalize('NFKC')
  return unified === character ? null : unified
}

/** Folds every look-alike of {@link unifiedIdeograph} in a string. */
export const foldLookAlikes = (text: string): string =>
  text.replace(
    /[\u2e80-\u2fd5\uf900-\ufaff\u{2f800}-\u{2fa1f}]/gu,
    (character) => unifiedIdeograph(character) ?? character,
  )
