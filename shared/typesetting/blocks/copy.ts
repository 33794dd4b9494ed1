import type { Run } from '../../document/article.ts'
import type { TextRun } from '../inline/types.ts'

/**
 * Runs as lines are set from them, between two offsets of their text. A plain string where nothing in them is bold,
 * raised, lowered, dotted or glossed: most of a newspaper.
 */
export function copyOf(runs: readonly Run[], from = 0, to = Number.POSITIVE_INFINITY): string | TextRun[] {
  const found: TextRun[] = []
  let marked = false
  let at = 0
  for (const { text, marks } of runs) {
    const kept = text.slice(Math.max(0, from - at), Math.max(0, to - at))
    at += text.length
    if (kept === '') continue
    const { bold, emphasis, script, ruby } = marks ?? {}
    marked ||= Boolean(bold || emphasis || script || ruby)
    found.push({
      text: kept,
      ...(bold && { bold }),
      ...(emphasis && { emphasis }),
      ...(script && { script }),
      ...(ruby && { ruby }),
    })
  }
  return marked ? found : found.map((run) => run.text).join('')
}
