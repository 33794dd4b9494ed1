import type { Change } from '../tracked-text.ts'
import { hasHan, sideAfter, sideBefore } from './context.ts'

/** Two or more hyphens, drawn lines, full-width hyphens or horizontal bars: a dash by someone without the key for it. */
const LINES = /-{2,4}|[─━]{2,4}|―{1,4}|－{2,4}|—{3,4}/g
/** Three to six dots of any sort, or a single …. */
const DOTS = /\.{3,6}|。{3,6}|·{3,6}|…{3,6}|(?<!…)…(?!…)/g

/** 破折号 and 省略号 of two ems in place of what stands for them; single dashes and hyphens are left. */
export function dashesAndDots(text: string): { dashes: Change[]; dots: Change[] } {
  if (!hasHan(text)) return { dashes: [], dots: [] }
  const chinese = (from: number, to: number) => {
    const before = sideBefore(text, from)
    return (
      before === 'chinese' ||
      (before === 'edge' && sideAfter(text, to) === 'chinese') ||
      (text[from] !== '-' && text[from] !== '.')
    )
  }
  const read = (marks: RegExp, replacement: string, apart: RegExp) =>
    [...text.matchAll(marks)].flatMap((match): Change[] => {
      const from = match.index
      const to = from + match[0].length
      // A rule of hyphens, or dots of a table of contents, is longer than any dash.
      if (apart.test(text[from - 1] ?? '') || apart.test(text[to] ?? '')) return []
      // --all: an option of a program.
      if (match[0] === '--' && /[\s(（]/.test(text[from - 1] ?? ' ') && /[A-Za-z]/.test(text[to] ?? '')) return []
      return chinese(from, to) ? [{ from, to, text: replacement }] : []
    })
  return { dashes: read(LINES, '——', /[-─━―－—]/), dots: read(DOTS, '……', /[.。·…]/) }
}
