// Mixed copy by chance, the same chance everywhere: every rule of the line at every edge.
import type { GlyphSource } from '#shared/typesetting/glyph-source.ts'
import { BODY_INLINE, type InlineStyle } from '#shared/typesetting/inline/types.ts'

export interface RandomGalley {
  readonly name: string
  readonly text: string
  readonly style: InlineStyle
  /** 1/1000 em. */
  readonly measure: number
}

// Lists by key, so that a new level or style is missed by the compiler and not by the test.
const keysOf = <K extends string>(all: Readonly<Record<K, true>>): K[] => Object.keys(all) as K[]
const LEVELS = keysOf<InlineStyle['level']>({ none: true, basic: true, gb: true, strict: true, newspaper: true })
const PAIRS = keysOf<InlineStyle['pairs']>({ gb15: true, gb10: true, kaiming: true, banjiao: true, none: true })
const BREAKING = keysOf<InlineStyle['breaking']>({ fit: true, greedy: true })
const LANGUAGES = keysOf<InlineStyle['language']>({
  'zh-CN': true,
  'zh-TW': true,
  'zh-HK': true,
  ja: true,
  en: true,
})

/** Newspaper column, two columns, a measure that is no whole number of characters, a very narrow one. */
const MEASURES = [13_000, 27_000, 20_437, 6_000]
const PARAGRAPHS = 3

const HAN = [
  ...'港口货轮检验员把单子收起来对讲机里传出开船口令夜航灯亮到后半三号泊位的桥吊放上甲板春耕秋收一万亩蓝莓出海',
]
const OPEN = [...'“‘（《〈「『【']
const CLOSE = [...'”’）》〉」』】']
const STOPS = [...'，。、；：？！']
const WESTERN = [
  'RCEP',
  'iPhone 17',
  'internationalisation',
  'well-kept library',
  '5G',
  'https://example.org/a/very-long/path?query=12#part',
  'naïve café',
  'C++',
  'e\u0301le\u0301ment',
]
const FIGURES = [
  '2026年5月11日',
  '48台',
  '72.5%',
  '¥1,250.00',
  '－3.6℃',
  '36.5°',
  '№17',
  '10～15',
  '1/8',
  '3×4',
  '±0.5',
]
/** Rare Han, kana, an emoji, a letter no shipped font has, spaces of three widths. */
const ODD = [
  '𠮷野',
  '㐂',
  'コンテナ',
  'っ',
  'ー',
  '🚢',
  '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}',
  'ሀ',
  '\u3000',
  '\u00A0',
  ' ',
  '·',
  '—',
  '～',
]

/** Three paragraphs for each level, punctuation style, way of breaking and language. */
export function randomGalleys(glyphs: GlyphSource, seed: number): RandomGalley[] {
  const dice = new Dice(seed)
  const fonts = { font: 'serif-400', fallback: ['sans-400'].filter((key) => glyphs.has(key)) }
  const galleys: RandomGalley[] = []
  for (const level of LEVELS)
    for (const pairs of PAIRS)
      for (const breaking of BREAKING)
        for (const language of LANGUAGES) {
          const style: InlineStyle = {
            ...BODY_INLINE,
            ...fonts,
            level,
            pairs,
            breaking,
            language,
            justify: !dice.chance(8),
            indent: dice.pick([0, 1000, 2000]),
            autospace: dice.pick([0, 125, 250]),
            edges: dice.pick(['fit', 'trim'] as const),
            hang: dice.chance(4),
            ...(dice.chance(10) ? { tracking: dice.pick([-20, 35, 250]) } : {}),
          }
          const text = Array.from({ length: PARAGRAPHS }, () => paragraph(dice)).join('\n')
          const name = `galley ${galleys.length}: ${level} ${pairs} ${breaking} ${language}`
          galleys.push({ name, text, style, measure: dice.pick(MEASURES) })
        }
  return galleys
}

function paragraph(dice: Dice): string {
  let text = ''
  for (let left = dice.below(24) + 1; left > 0; left--) {
    text += han(dice, 9)
    switch (dice.below(8)) {
      case 0: {
        const at = dice.below(OPEN.length)
        text += `${OPEN[at]}${han(dice, 6)}${dice.chance(2) ? '' : dice.pick(STOPS)}${CLOSE[at]}`
        break
      }
      case 1:
        text += dice.pick(WESTERN)
        break
      case 2:
        text += dice.pick(FIGURES)
        break
      case 3:
        text += dice.pick(['——', '……', '——“', '”——'])
        break
      case 4:
        text += dice.pick(ODD)
        break
      case 5:
        // Marks in a row, which is where widths meet.
        text += dice.pick(STOPS) + dice.pick(CLOSE) + dice.pick(OPEN)
        break
      default:
        text += dice.pick(STOPS)
    }
  }
  return `${text}。`
}

function han(dice: Dice, most: number): string {
  let text = ''
  for (let left = dice.below(most) + 1; left > 0; left--) text += dice.pick(HAN)
  return text
}

/** mulberry32: small, and in 32-bit integers the same everywhere. */
class Dice {
  private state: number
  constructor(seed: number) {
    this.state = seed
  }
  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
  chance(oneIn: number): boolean {
    return this.below(oneIn) === 0
  }
  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!
  }
}
