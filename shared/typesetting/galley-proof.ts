import { BLACK, type DisplayList, type Milli } from './display-list.ts'
import type { GlyphSource } from './glyph-source.ts'
import { composeParagraph } from './inline/index.ts'
import type { InlineStyle } from './inline/types.ts'
import { Painter } from './page/painter.ts'

const A4 = { width: 595_276, height: 841_890 }
const MARGIN = 42_000
const HEADER = 20_000
/** Room for the line numbers at the left of each column. */
const NUMBERS = 22_000
const NUMBER_EVERY = 5
/** Numbers and header, so that nobody takes them for copy. */
const QUIET = { c: 0, m: 0, y: 0, k: 550 }

export interface GalleyProof {
  readonly title: string
  readonly text: string
  readonly style: InlineStyle
  /** 1/1000 em. */
  readonly measure: number
  /** 1/1000 pt. */
  readonly size: Milli
}

/**
 * 小样 as pages: the text at its true measure, in as many columns as an A4 sheet holds (a wider sheet when it holds
 * none), every fifth line numbered in the margin.
 */
export function proofGalley(proof: GalleyProof, glyphs: GlyphSource): DisplayList[] {
  const { size, style, measure } = proof
  const width = Math.round((measure * size) / 1000)
  const pitch = Math.round((size * 3) / 2)
  const step = NUMBERS + width
  const across = Math.max(1, Math.floor((A4.width - 2 * MARGIN) / step))
  const trim = { width: Math.max(A4.width, 2 * MARGIN + step), height: A4.height }
  const rows = Math.max(1, Math.floor((trim.height - 2 * MARGIN - HEADER) / pitch))
  const perPage = rows * across
  const lines = proof.text
    .split('\n')
    .flatMap((paragraph) =>
      composeParagraph(glyphs, paragraph, style, measure).lines.map((line) => ({ line, paragraph })),
    )
  const lists: DisplayList[] = []
  for (let first = 0; first === 0 || first < lines.length; first += perPage) {
    const painter = new Painter()
    const label = (text: string, x: Milli, baseline: Milli) => {
      const plain: InlineStyle = { ...style, indent: 0, justify: false }
      const set = composeParagraph(glyphs, text, plain, 1_000_000).lines[0]!
      painter.line(set, text, { x, baseline, size: 7000, ink: QUIET })
    }
    label(`${proof.title}  ${lists.length + 1}`, MARGIN + NUMBERS, MARGIN + 7000)
    for (const [i, { line, paragraph }] of lines.slice(first, first + perPage).entries()) {
      const x = MARGIN + Math.floor(i / rows) * step
      const baseline = MARGIN + HEADER + (i % rows) * pitch + size
      const number = first + i + 1
      if (number % NUMBER_EVERY === 0) label(String(number), x, baseline)
      painter.line(line, paragraph, { x: x + NUMBERS, baseline, size, ink: BLACK })
    }
    lists.push({
      version: 1,
      page: lists.length + 1,
      trim,
      bleed: 0,
      typeArea: { x: MARGIN, y: MARGIN, width: trim.width - 2 * MARGIN, height: trim.height - 2 * MARGIN },
      fonts: [{ key: style.font, hash: glyphs.facts(style.font).hash }],
      items: painter.items,
    })
  }
  return lists
}
