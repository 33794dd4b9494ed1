import { foldLookAlikes } from '../text/index.ts'
import type { ImportedPage } from './import-page.ts'

/** Whether everything that was on the page went somewhere. */
export interface Account {
  /** Letters and digits of the original, and of what came of it: parts, labels, jump lines and furniture in order. */
  readonly input: string
  readonly output: string
  /** Stretches of the original with letters or digits that no piece holds. */
  readonly lost: readonly { readonly start: number; readonly end: number; readonly text: string }[]
  /** True when nothing is lost and input and output are the same, look-alikes and accents aside. */
  readonly balanced: boolean
}

const INK = /[\p{L}\p{N}]/u
const inkOf = (text: string): string => foldLookAlikes(text.normalize('NFC')).replace(/[^\p{L}\p{N}]+/gu, '')

/**
 * Accounts for every letter and digit of the original. What is not printed as text is accounted where it went: the label
 * 图片新闻 in the article's kind, jump lines in `jumpFrom` and `jumpTo`, editors' names in the page's furniture.
 */
export function accountFor(page: ImportedPage): Account {
  const { original, pieces, repairs } = page
  const edits = repairs.flatMap((repair) => repair.edits).sort((a, b) => a.start - b.start)
  const lost: { start: number; end: number; text: string }[] = []
  const output: string[] = []
  let at = 0
  let next = 0
  const gap = (end: number) => {
    const text = original.slice(at, end)
    if (INK.test(text)) lost.push({ start: at, end, text })
  }
  for (const piece of pieces) {
    gap(piece.start)
    while (next < edits.length && edits[next]!.end <= piece.start) next++
    let read = piece.start
    while (next < edits.length && edits[next]!.start < piece.end) {
      const edit = edits[next++]!
      output.push(original.slice(read, edit.start), edit.text)
      read = edit.end
    }
    output.push(original.slice(read, piece.end))
    at = Math.max(at, piece.end)
  }
  gap(original.length)
  const input = inkOf(original)
  const came = inkOf(output.join(''))
  return { input, output: came, lost, balanced: lost.length === 0 && input === came }
}
