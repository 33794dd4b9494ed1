// Lines of text: shapes a paragraph, chooses its breaks and justifies each line by CLREQ's rules.
import type { GlyphSource } from '../glyph-source.ts'
import { boundaries } from './breaks.ts'
import { fit, type Measure, measureOf } from './fit.ts'
import { greedy } from './greedy.ts'
import { setLine } from './justify.ts'
import { LineModel } from './line-model.ts'
import { type Prepared, prepare } from './prepare.ts'
import type { InlineStyle, SetLine, SetParagraph, TextRun } from './types.ts'
import { breakOpportunities } from './uax14/index.ts'

export type { Measure } from './fit.ts'
export * from './types.ts'

/**
 * Sets a paragraph, plain or in runs (no line breaks in it) into lines of `measure`, in 1/1000 em. A measure may change
 * from line to line. Every character is on exactly one line; an empty text is one empty line.
 */
export function composeParagraph(
  glyphs: GlyphSource,
  copy: string | readonly TextRun[],
  style: InlineStyle,
  measure: Measure,
): SetParagraph {
  const prepared = prepare(glyphs, copy, style)
  return { text: prepared.text, lines: setPrepared(prepared, measure) }
}

/** Breaks and justifies a paragraph already measured along its line: the same for lines that run across and down. */
export function setPrepared(prepared: Prepared, measure: Measure): SetLine[] {
  const { text, style } = prepared
  const model = new LineModel(prepared, boundaries(prepared, opportunitiesOf(text, style)))
  const breaks = style.breaking === 'greedy' ? greedy(model, measure) : fit(model, measure).best
  return setLines(model, breaks.at, measure)
}

/**
 * The best way to set a paragraph in another number of lines than it would choose itself (one fewer, one more), for the
 * control of widows and column ends. Undefined where there is none.
 */
export function composeInLines(
  glyphs: GlyphSource,
  text: string,
  style: InlineStyle,
  measure: Measure,
  lines: number,
): SetParagraph | undefined {
  const prepared = prepare(glyphs, text, style)
  const model = new LineModel(prepared, boundaries(prepared, opportunitiesOf(text, style)))
  const breaks = fit(model, measure, true).all.get(lines)
  return breaks && { text, lines: setLines(model, breaks.at, measure) }
}

/** A paragraph set in some number of lines, and what that costs against a perfect one (in the fit's own points). */
export interface ParagraphVariant {
  readonly lines: readonly SetLine[]
  readonly cost: number
}

/** A paragraph as it would be set, and the best ways to take one line fewer and one more, where there are such ways. */
export interface ParagraphVariants {
  readonly best: ParagraphVariant
  readonly shorter?: ParagraphVariant
  readonly longer?: ParagraphVariant
}

/** The best, the −1 and the +1 solution of a paragraph. Breaks are chosen by total fit. */
export function paragraphVariants(
  glyphs: GlyphSource,
  copy: string | readonly TextRun[],
  style: InlineStyle,
  measure: Measure,
): ParagraphVariants {
  const prepared = prepare(glyphs, copy, style)
  const model = new LineModel(prepared, boundaries(prepared, opportunitiesOf(prepared.text, style)))
  const { best, all } = fit(model, measure, true)
  const variant = (lines: number): ParagraphVariant | undefined => {
    const breaks = all.get(lines)
    return breaks && { lines: setLines(model, breaks.at, measure), cost: breaks.cost }
  }
  const shorter = variant(best.at.length - 1)
  const longer = variant(best.at.length + 1)
  return {
    best: { lines: setLines(model, best.at, measure), cost: best.cost },
    ...(shorter ? { shorter } : {}),
    ...(longer ? { longer } : {}),
  }
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

/** Filled anew for each paragraph; grows to the longest one seen. */
let scratch = new Uint8Array(4096)

function opportunitiesOf(text: string, style: InlineStyle): Uint8Array {
  if (scratch.length <= text.length) scratch = new Uint8Array(text.length * 2)
  const western = style.language === 'en'
  const cj =
    style.level === 'none' || style.level === 'newspaper' ? 'loose' : style.level === 'strict' ? 'strict' : 'normal'
  return breakOpportunities(text, scratch, western ? undefined : { cjQuotes: true, cj })
}
