import { unifiedIdeograph } from '../text/index.ts'
import type { Journal } from './repairs.ts'
import { type Change, changeTracked, type TrackedText } from './tracked-text.ts'

const BREAKS = '\\n\\r\\f\\v\\u0085\\u2028\\u2029'

/**
 * Characters without ink that never belong to copy: C0 and C1 controls, DEL, soft hyphen, zero-width characters, word
 * joiner, direction marks, byte order mark inside the text, interlinear and tag characters. Line ends are no part of it.
 */
const INVISIBLE =
  '[\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u0084\\u0086-\\u009f\\u00ad\\u061c\\u180e\\u200b\\u200c\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ufeff\\ufff9-\\ufffb]'

const SUSPECT = new RegExp(
  `(${INVISIBLE}+)|([\\u2e80-\\u2fd5\\uf900-\\ufaff\\u{2f800}-\\u{2fa1f}])|([^\\p{M}\\s]\\p{M}{1,16}|[\\u1100-\\u11ff]{2,8}|[\\u212a\\u212b\\u2126])`,
  'gu',
)

/** A soft hyphen before a line end marks a divided word: the joining of lines deals with it. */
const DIVIDING = new RegExp(`^\\u00ad(?=[ \\t]*(?:\\r\\n|[${BREAKS}]))`)

/**
 * First stage: single characters. Takes out what has no ink, turns look-alikes into ideographs and composes accents
 * (NFC). Blanks and line ends are left to the stages that know what they mean.
 */
export function cleanCharacters(source: TrackedText, journal: Journal): TrackedText {
  const { text } = source
  const changes: Change[] = []
  for (const match of text.matchAll(SUSPECT)) {
    const [found, invisible, lookAlike, cluster] = match
    const change = (replacement: string): Change => ({
      from: match.index,
      to: match.index + found.length,
      text: replacement,
    })
    if (invisible !== undefined) {
      if (DIVIDING.test(text.slice(match.index, match.index + 40))) continue
      changes.push(change(''))
      journal.add('invisible', source, [changes.at(-1)!])
    } else if (lookAlike !== undefined) {
      const unified = unifiedIdeograph(lookAlike)
      if (unified === null) continue
      changes.push(change(unified))
      journal.add('look-alike', source, [changes.at(-1)!])
    } else if (cluster !== undefined) {
      const composed = cluster.normalize('NFC')
      if (composed === cluster) continue
      changes.push(change(composed))
      journal.add('composed', source, [changes.at(-1)!])
    }
  }
  return changeTracked(source, changes)
}
