import type { TextStyle } from '../../edition/publication.ts'
import type { Milli } from '../display-list.ts'
import type { GlyphSource } from '../glyph-source.ts'
import {
  composeInLines,
  composeParagraph,
  type Measure,
  type ParagraphVariants,
  paragraphVariants,
} from '../inline/index.ts'
import {
  BODY_INLINE,
  type InlineStyle,
  type SetGlyph,
  type SetLine,
  type SetParagraph,
  type TextRun,
} from '../inline/types.ts'

/** Wider than any line of a page: for text that is to stay on one line. 1/1000 em. */
const ENDLESS = 4_000_000

/** Widest gap, 1/1000 em, that a paragraph set a line longer or shorter than it likes may show. */
const DECENT = 200

/** Width of a paragraph's lines in 1/1000 pt: one for all of them, or one for each, the last for all that follow. */
export type Widths = Milli | readonly Milli[]

/** Sets text in the styles of a publication and remembers what it has set: paragraphs by style, measure and text. */
export interface Setter {
  readonly glyphs: GlyphSource
  /** A paragraph justified to the measure (1/1000 pt). `indented` false for the rest of a paragraph after a jump. */
  paragraph(copy: string | readonly TextRun[], style: TextStyle, measure: Widths, indented?: boolean): SetParagraph
  /** The same paragraph in so many lines, where it can be set so without loose lines. */
  inLines(text: string, style: TextStyle, measure: Widths, indented: boolean, lines: number): SetParagraph | undefined
  /** The paragraph's best, −1 and +1 solution, however they look. */
  variants(copy: string | readonly TextRun[], style: TextStyle, measure: Widths, indented?: boolean): ParagraphVariants
  /** Text from `start` to `end` on one line, as wide as it is; a space beside Han is one em (空格). */
  row(text: string, style: TextStyle, start?: number, end?: number): SetLine
  /** A mark before a line or a capital, without the blanks of its own marks: （一） is two em wide. */
  tight(text: string, style: TextStyle): SetLine
}

function emsOf(widths: Widths, size: Milli): Measure {
  if (typeof widths === 'number') return Math.floor((widths * 1000) / size)
  const ems = widths.map((width) => Math.floor((width * 1000) / size))
  return (line) => ems[Math.min(line, ems.length - 1)]!
}

export function createSetter(glyphs: GlyphSource): Setter {
  // By style and measure, then by text: the text itself is the key, never copied into a longer one.
  const paragraphs = new Map<string, Map<string, SetParagraph>>()
  const variants = new Map<string, Map<string, SetParagraph | undefined>>()
  const ways = new Map<string, ParagraphVariants>()
  const rows = new Map<string, SetLine>()
  const inline = (style: TextStyle): InlineStyle => ({
    ...BODY_INLINE,
    font: style.font,
    ...(style.fallback ? { fallback: style.fallback } : {}),
    ...(style.bold ? { bold: style.bold } : {}),
    indent: style.indent,
    justify: style.align === 'justify',
    // Ragged lines are filled one by one: a source line keeps its beginning together.
    breaking: style.align === 'justify' ? 'fit' : 'greedy',
  })

  const segment = (text: string, style: TextStyle): SetLine | undefined => {
    const set = { ...inline(style), indent: 0, justify: false, pairs: 'gb10' as const }
    return composeParagraph(glyphs, text, set, ENDLESS).lines[0]
  }

  return {
    glyphs,
    paragraph(copy, style, measure, indented = true) {
      const text = typeof copy === 'string' ? copy : JSON.stringify(copy)
      const key = `${facesOf(style)} ${style.size} ${style.align} ${indented ? style.indent : 0} ${measure}`
      let alike = paragraphs.get(key)
      if (!alike) {
        alike = new Map()
        paragraphs.set(key, alike)
      }
      const known = alike.get(text)
      if (known) return known
      const ems = emsOf(measure, style.size)
      const set = composeParagraph(glyphs, copy, { ...inline(style), ...(indented ? {} : { indent: 0 }) }, ems)
      alike.set(text, set)
      return set
    },
    inLines(text, style, measure, indented, lines) {
      const key = `${facesOf(style)} ${style.size} ${indented} ${measure} ${lines}`
      let alike = variants.get(key)
      if (!alike) {
        alike = new Map()
        variants.set(key, alike)
      }
      if (alike.has(text)) return alike.get(text)
      const ems = emsOf(measure, style.size)
      const set = composeInLines(glyphs, text, { ...inline(style), ...(indented ? {} : { indent: 0 }) }, ems, lines)
      const decent = set?.lines.every((line) => line.stretch <= DECENT) ? set : undefined
      alike.set(text, decent)
      return decent
    },
    variants(copy, style, measure, indented = true) {
      const text = typeof copy === 'string' ? copy : JSON.stringify(copy)
      const key = `${facesOf(style)} ${style.size} ${indented ? style.indent : 0} ${measure} ${text}`
      let known = ways.get(key)
      if (!known) {
        const set = { ...inline(style), ...(indented ? {} : { indent: 0 }) }
        known = paragraphVariants(glyphs, copy, set, emsOf(measure, style.size))
        ways.set(key, known)
      }
      return known
    },
    row(text, style, start = 0, end = text.length) {
      const key = `${facesOf(style)} ${start} ${end} ${text}`
      const known = rows.get(key)
      if (known) return known
      const set = joinSegments(glyphs, style.font, text, start, end, (part) => segment(part, style))
      rows.set(key, set)
      return set
    },
    tight(text, style) {
      const set = { ...inline(style), indent: 0, justify: false, pairs: 'banjiao' as const, edges: 'trim' as const }
      return composeParagraph(glyphs, text, set, ENDLESS).lines[0]!
    },
  }
}

/** All that decides which face a character is set in. */
const facesOf = ({ font, bold = '', fallback = [] }: TextStyle): string => `${font}|${bold}|${fallback.join()}`

const HAN = /[⺀-鿿豈-﫿︰-﹏＀-￯“”‘’—…]|[\ud840-\ud8bf]/

/** Sets the stretches between wide spaces one by one and puts them on one line, an em apart. */
function joinSegments(
  glyphs: GlyphSource,
  font: string,
  text: string,
  start: number,
  end: number,
  set: (segment: string) => SetLine | undefined,
): SetLine {
  const out: SetGlyph[] = []
  let x = 0
  let from = start
  const push = (to: number) => {
    const line = to > from ? set(text.slice(from, to)) : undefined
    for (const glyph of line?.glyphs ?? []) out.push({ ...glyph, offset: glyph.offset + from, x: glyph.x + x })
    x += line?.width ?? 0
  }
  for (let i = start; i < end; i++) {
    if (!isWideSpace(text, i, start, end)) continue
    push(i)
    out.push({ offset: i, font, gid: glyphs.glyph(font, 0x20), x, advance: 1000, dx: 0, dy: 0 })
    x += 1000
    from = i + 1
  }
  push(end)
  return { start, end, width: x, glyphs: out, stretch: 0 }
}

/** A space that separates phrases of Chinese, not words of Latin text. */
export function isWideSpace(text: string, at: number, start = 0, end = text.length): boolean {
  const char = text[at]
  if (char === '　') return true
  if (char !== ' ') return false
  return at > start && at + 1 < end && (HAN.test(text[at - 1]!) || HAN.test(text[at + 1]!))
}
