import { blockText, type Run } from '../../document/article.ts'
import { copyOf } from '../blocks/copy.ts'
import type { Setter } from '../flow/setter.ts'
import { count, type ParagraphFit, type Settable } from './paragraphs.ts'

/** Characters to take out of a paragraph so that it takes fewer lines. */
export interface Cut {
  readonly block: number
  readonly characters: number
  /** Lines won. */
  readonly wins: number
}

/** Paragraphs looked at, those with the shortest last lines first, and characters more than the last line that are tried. */
const PARAGRAPHS = 12
const BEYOND = 2
/** Marks give way by about a third of an em on each line before: so much of the last line need not be cut. */
const GIVE = 0.35

/**
 * 删几个字省一行: for each paragraph the fewest characters whose loss wins a line, cheapest first. Every figure is proved
 * by setting the shortened paragraph, cut once at its end and once in its middle.
 */
export function cutsOf(
  setter: Setter,
  paragraphs: readonly { readonly settable: Settable; readonly fit: ParagraphFit }[],
): Cut[] {
  const cuts: Cut[] = []
  const shortest = [...paragraphs]
    .filter(({ fit }) => fit.lines > 1)
    .sort((a, b) => a.fit.lastLine - b.fit.lastLine || a.fit.block - b.fit.block)
    .slice(0, PARAGRAPHS)
  for (const { settable, fit } of shortest) {
    const from = Math.max(1, Math.floor(fit.lastLine - GIVE * (fit.lines - 1)) - 1)
    for (let k = from; k <= fit.lastLine + BEYOND; k++) {
      if (!wins(setter, settable, fit.lines, k)) continue
      cuts.push({ block: fit.block, characters: k, wins: 1 })
      break
    }
  }
  return cuts.sort((a, b) => a.characters - b.characters || a.block - b.block)
}

function wins(setter: Setter, settable: Settable, lines: number, characters: number): boolean {
  const text = blockText(settable.source)
  if (count(text) <= characters + 1) return false
  return [endCut(text, characters), middleCut(text, characters)].every(([from, to]) => {
    const rest = without(settable.source.runs, from, to)
    return setter.paragraph(copyOf(rest), settable.style, settable.measure).lines.length <= lines - 1
  })
}

/** The last characters before the closing marks. */
export function endCut(text: string, characters: number): readonly [from: number, to: number] {
  let to = text.length
  while (to > 1 && /[\s。！？；：，、”’」』）》…]/.test(text[to - 1]!)) to--
  return [back(text, to, characters), to]
}

/** So many characters up to about the middle. */
function middleCut(text: string, characters: number): readonly [from: number, to: number] {
  const all = [...text].filter((char) => !/\s/.test(char)).length
  const to = forward(text, 0, Math.min(all - 1, Math.max(characters + 1, Math.round(all / 2))))
  return [back(text, to, characters), to]
}

function back(text: string, from: number, characters: number): number {
  let at = from
  for (let left = characters; left > 0 && at > 0; ) {
    at--
    if (text[at]! >= '\udc00' && text[at]! <= '\udfff') at--
    if (!/\s/.test(text[at]!)) left--
  }
  return at
}

function forward(text: string, from: number, characters: number): number {
  let at = from
  for (let left = characters; left > 0 && at < text.length; ) {
    if (!/\s/.test(text[at]!)) left--
    at += text[at]! >= '\ud800' && text[at]! <= '\udbff' ? 2 : 1
  }
  return at
}

/** Runs with a stretch of their text taken out. */
export function without(runs: readonly Run[], from: number, to: number): Run[] {
  const kept: Run[] = []
  let at = 0
  for (const run of runs) {
    const text = run.text.slice(0, Math.max(0, from - at)) + run.text.slice(Math.max(0, to - at))
    at += run.text.length
    if (text !== '') kept.push({ ...run, text })
  }
  return kept
}
