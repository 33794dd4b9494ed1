// Lines of text: shapes a paragraph, chooses its breaks and justifies each line by CLREQ's rules.
import type { GlyphSource } from '../glyph-source.ts'
import { boundaries } from './breaks.ts'
import { fit, type Measure, measureOf } from './fit.ts'
import { greedy } from './greedy.ts'
import { setLine } from './justify.ts'
import { LineModel } from './line-model.ts'
import { prepare } from './prepare.ts'
import type { InlineStyle, SetLine, SetParagraph } from './types.ts'

export type { Measure } from './fit.ts'
export * from './types.ts'

/**
 * Sets a paragraph of plain text (no line breaks in it) into lines of `measure`, in 1/1000 em. A measure may change
 * from line to line. Every character is on exactly one line; an empty text is one empty line.
 */
export function composeParagraph(
  glyphs: GlyphSource,
  text: string,
  style: InlineStyle,
  measure: Measure,
): SetParagraph {
  const prepared = prepare(glyphs, text, style)
  const model = new LineModel(prepared, boundaries(prepared, simpleOpportunities(text)))
  const breaks = style.breaking === 'greedy' ? greedy(model, measure) : fit(model, measure).best
  return { text, lines: setLines(model, breaks.at, measure) }
}

function setLines(model: LineModel, at: readonly number[], measure: Measure): SetLine[] {
  const { n, style } = model.prepared
  const lines: SetLine[] = []
  let a = 0
  at.forEach((b, line) => {
    lines.push(setLine(model, a, b, measureOf(measure, line), line === 0 ? style.indent : 0, b === n))
    a = b
  })
  return lines
}

function simpleOpportunities(text: string): Uint8Array {
  const found = new Uint8Array(text.length + 1)
  const western = (unit: number) => unit > 0x20 && unit < 0x2e80
  for (let i = 1; i < text.length; i++) {
    const before = text.charCodeAt(i - 1)
    const after = text.charCodeAt(i)
    if (before === 0x20) found[i] = after === 0x20 ? 0 : 1
    else if (!western(before) || !western(after))
      found[i] = /[$￥%‰℃°#)\]}!?,.;:(]/.test(text[i - 1]! + text[i]!) ? 0 : 1
  }
  return found
}
