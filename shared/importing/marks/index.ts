import type { Journal, PieceRole } from '../repairs.ts'
import { type Change, changeTracked, type TrackedText } from '../tracked-text.ts'
import { dashesAndDots } from './dashes.ts'
import { fullWidthBrackets, fullWidthMarks } from './punctuation.ts'
import { curlyQuotes } from './quotes.ts'
import { type SpaceHabit, strayBlanks } from './spaces.ts'

/** Parts whose blanks are pauses or stand between names. */
const KEPT: ReadonlySet<PieceRole> = new Set(['kicker', 'headline', 'deck', 'subhead', 'byline', 'credit'])

const inOrder = (changes: readonly Change[]): Change[] => [...changes].sort((a, b) => a.from - b.from)

/**
 * Eighth stage: the marks of one part. Dashes and dots first, since their characters are also stops; quotes before
 * brackets and stops, which look through them; blanks last, since what they stand beside may just have changed width.
 */
export function repairMarks(part: TrackedText, role: PieceRole, journal: Journal): TrackedText {
  let text = part
  const { dashes, dots } = dashesAndDots(text.text)
  for (const change of dashes) journal.add('dash', text, [change])
  for (const change of dots) journal.add('ellipsis', text, [change])
  text = changeTracked(text, inOrder([...dashes, ...dots]))

  const quotes = curlyQuotes(text.text)
  for (const pair of quotes) journal.add('quotes', text, pair)
  text = changeTracked(text, inOrder(quotes.flat()))

  const brackets = fullWidthBrackets(text.text)
  for (const pair of brackets) journal.add('brackets', text, pair)
  text = changeTracked(text, inOrder(brackets.flat()))

  const marks = fullWidthMarks(text.text)
  for (const change of marks) journal.add('full-width', text, [change])
  text = changeTracked(text, marks)

  const habit: SpaceHabit = KEPT.has(role) ? 'kept' : 'running'
  const blanks = strayBlanks(text.text, habit)
  for (const change of blanks) journal.add('space', text, [change])
  return changeTracked(text, blanks)
}
