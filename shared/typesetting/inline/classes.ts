/**
 * What a character is to composition. CLREQ "Categories and Usage of Punctuation Marks" and its appendix tables;
 * the split of the pause and stop marks follows the order in which their blanks may be squeezed.
 */
export const C = {
  /** Han, kana, and what is set on the same em square. */
  han: 0,
  /** Opening brackets and quotation marks: blank on the left. */
  open: 1,
  /** Closing brackets and quotation marks: blank on the right. */
  close: 2,
  /** ， 、 ； ： — pauses inside a sentence. */
  pause: 3,
  /** 。 ？ ！ — ends of a sentence. */
  stop: 4,
  /** · ・ ‧ between the parts of a name. */
  interpunct: 5,
  /** —— ⸺ */
  dash: 6,
  /** …… ⋯⋯ */
  ellipsis: 7,
  /** ～ – — (single) - between Han. */
  connector: 8,
  /** / ／ between Han. */
  solidus: 9,
  /** Letters and digits of alphabetic scripts. */
  latin: 10,
  /** Signs that belong to no Han square: % + $ ° and the like. */
  sign: 11,
  /** A word space. */
  space: 12,
  /** U+3000. */
  ideographicSpace: 13,
} as const
export type CharClass = (typeof C)[keyof typeof C]

const table = new Map<number, CharClass>()
const define = (characters: string, charClass: CharClass) => {
  for (const character of characters) table.set(character.codePointAt(0)!, charClass)
}
define('“‘「『（《〈【〖〔［｛〘〚｟〝', C.open)
define('”’」』）》〉】〗〕］｝〙〛｠〞〟', C.close)
define('，、；：．｡､', C.pause)
define('。！？‼⁇⁈⁉', C.stop)
define('·・‧･', C.interpunct)
define('⸺', C.dash)
define('…⋯', C.ellipsis)
define('～〜', C.connector)
define('／', C.solidus)
table.set(0x20, C.space)
table.set(0xa0, C.space)
table.set(0x3000, C.ideographicSpace)

/** Marks whose width depends on their neighbours: the ones with a blank half. */
export const hasBlank = (c: CharClass): boolean => c >= C.open && c <= C.interpunct

/** True for the marks that stand on the Han square, blank or not. */
export const isMark = (c: CharClass): boolean => c >= C.open && c <= C.solidus

const isWestern = (cp: number): boolean =>
  (cp >= 0x30 && cp <= 0x39) ||
  (cp >= 0x41 && cp <= 0x5a) ||
  (cp >= 0x61 && cp <= 0x7a) ||
  (cp >= 0xc0 && cp <= 0x2af && cp !== 0xd7 && cp !== 0xf7) ||
  (cp >= 0x300 && cp <= 0x58f) ||
  (cp >= 0x5d0 && cp <= 0x6ff) ||
  (cp >= 0x900 && cp <= 0x10ff) ||
  (cp >= 0x1e00 && cp <= 0x1fff) ||
  cp === 0xaa ||
  cp === 0xb5 ||
  cp === 0xba

/** Han and kana: the characters that take a gap against Latin letters and digits. CSS Text 4, text-autospace. */
export const isIdeograph = (cp: number): boolean =>
  (cp >= 0x4e00 && cp <= 0x9fff) ||
  (cp >= 0x3400 && cp <= 0x4dbf) ||
  (cp >= 0x20000 && cp <= 0x3ffff) ||
  (cp >= 0xf900 && cp <= 0xfaff) ||
  (cp >= 0x3041 && cp <= 0x30ff && cp !== 0x30fb && cp !== 0x30a0) ||
  (cp >= 0x31f0 && cp <= 0x31ff) ||
  (cp >= 0x2e80 && cp <= 0x2fdf) ||
  (cp >= 0x3005 && cp <= 0x3007) ||
  (cp >= 0x3021 && cp <= 0x3029) ||
  (cp >= 0x3031 && cp <= 0x3035) ||
  (cp >= 0x3038 && cp <= 0x303b)

/** Characters below this stand in running Western text unless the table says otherwise. */
const WESTERN_END = 0x2e80

/** Class of a code point in Chinese text, by itself. Context (dashes, solidus, apostrophe) is settled in `clusters`. */
export function classOf(cp: number): CharClass {
  if (cp >= 0x4e00 && cp <= 0x9fff) return C.han
  const known = table.get(cp)
  if (known !== undefined) return known
  if (isWestern(cp)) return C.latin
  if (cp < WESTERN_END) return onHanSquare(cp) ? C.han : C.sign
  // Half-width forms are Western in width; everything else from here on is drawn on the em square.
  if (cp >= 0xff61 && cp <= 0xffdc) return C.sign
  return C.han
}

/** Symbols below U+2E80 that Chinese fonts draw a full em wide: ①–⑳ ■ ○ → ※ and the like. */
const onHanSquare = (cp: number): boolean =>
  cp === 0x203b ||
  (cp >= 0x2190 && cp <= 0x21ff) ||
  (cp >= 0x2460 && cp <= 0x27bf) ||
  (cp >= 0x2103 && cp <= 0x2103) ||
  (cp >= 0x2116 && cp <= 0x2116)
