import { type Article, blockText } from '../../document/article.ts'
import type { TextStyle } from '../../edition/publication.ts'
import type { Setter } from '../flow/setter.ts'
import { type BreakEvidence, type Cohesion, headlineBreaks } from '../headline/breaks.ts'
import { rowsOf } from '../headline/rows.ts'
import type { SetLine } from '../inline/types.ts'

export { type BreakEvidence, type Cohesion, headlineBreaks } from '../headline/breaks.ts'
export { widest } from '../headline/rows.ts'

/** Counts are kept for as long as the article lives: it is asked again for every width a head is tried at. */
const counted = new WeakMap<Article, Cohesion>()

export function cohesionIn(article: Article): Cohesion {
  const known = counted.get(article)
  if (known) return known
  const counts = new Map<string, number>()
  let text: string | undefined
  const cohesion: Cohesion = (pair) => {
    const before = counts.get(pair)
    if (before !== undefined) return before
    text ??= article.body.map(blockText).join('\n')
    let count = 0
    for (let at = text.indexOf(pair); at >= 0; at = text.indexOf(pair, at + 1)) count++
    counts.set(pair, count)
    return count
  }
  counted.set(article, cohesion)
  return cohesion
}

/**
 * Breaks a text into so many rows, as even as its phrases allow, and sets each. Widths are in 1/1000 em of the style's
 * size, so the answer holds for every size. Fewer rows come back where the text has too few places to break.
 */
export function displayRows(
  setter: Setter,
  text: string,
  style: TextStyle,
  count: number,
  evidence?: Cohesion | BreakEvidence,
): SetLine[] {
  if (text.length === 0) return []
  const known = typeof evidence === 'function' ? { together: evidence } : evidence
  const breaks = headlineBreaks(text, known)
  for (let rows = count; rows > 1; rows--) {
    const found = rowsOf(setter, text, style, rows, breaks)
    if (found) return [...found.sets]
  }
  return [setter.row(text, style)]
}
