// Line quality side by side: ours with both ways of breaking, and Typst's.
import { dirname } from 'node:path'
import { shippedFont } from '#main/desk/fonts.ts'
import type { GlyphSource } from '#shared/typesetting/glyph-source.ts'
import { NO_TYPST } from './jobs.ts'
import { judge, type MeasuredLine, ourLines, type Quality } from './quality.ts'
import { findTypst, typstLines } from './typst.ts'

const MEASURES = [13, 20, 27]
const HEAD = ['lines', 'solid', '>1/8', '>1/4', 'widest', 'any>1/4', 'any widest', 'off', 'lone']

/** Prints one row an engine at each measure. */
export function qualityFigures(paragraphs: readonly string[], glyphs: GlyphSource): void {
  console.log(
    '\nLine quality, same paragraphs, same font, justified, 2 em indent; gaps in 1/1000 em against natural setting',
  )
  console.log(
    '  solid: nothing added or taken; gaps: between Han and marks, “any”: word spaces and Chinese–Latin gaps too;',
  )
  console.log('  off: line misses the measure; lone: last line of one character')
  const typst = findTypst()
  console.log(typst ? `  beside ${typst.name}` : NO_TYPST)
  const font = dirname(shippedFont('serif-400')!)
  const natural = ourLines(glyphs, paragraphs, undefined)
  const theirNatural = typst && typstLines(typst.typst, font, glyphs, paragraphs)
  console.log(`${''.padEnd(24)}${HEAD.map((name) => name.padStart(11)).join('')}`)
  for (const ems of MEASURES) {
    const show = (name: string, set: MeasuredLine[][], by: MeasuredLine[][]) =>
      console.log(`${`${ems} em  ${name}`.padEnd(24)}${cells(judge(paragraphs, set, by, ems * 1000, glyphs))}`)
    show('ours, fit', ourLines(glyphs, paragraphs, ems * 1000, 'fit'), natural)
    show('ours, greedy', ourLines(glyphs, paragraphs, ems * 1000, 'greedy'), natural)
    if (typst && theirNatural) {
      show('Typst', typstLines(typst.typst, font, glyphs, paragraphs, ems), theirNatural)
    }
  }
}

function cells(quality: Quality): string {
  const share = (count: number) => `${((100 * count) / Math.max(1, quality.judged)).toFixed(1)} %`
  const whole = (length: number) => length.toFixed(0)
  return [
    String(quality.lines),
    share(quality.solid),
    share(quality.overEighth),
    share(quality.overQuarter),
    whole(quality.widest),
    share(quality.anywhereOverQuarter),
    whole(quality.widestAnywhere),
    String(quality.offMeasure),
    String(quality.lone),
  ]
    .map((cell) => cell.padStart(11))
    .join('')
}
