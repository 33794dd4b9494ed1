import { type PagePairs, pagePairs, seamKnown } from './bigrams.ts'
import { breaksOff, type Classed } from './classify.ts'
import { beginsMidSentence, endsBound, endsClosed, endsWithComma, leavesOpen, seam } from './closing.ts'
import { type Feature, type Weighed, weigh } from './evidence.ts'
import { jumpAtHead } from './grammar/jumps.ts'
import { isDatedLead, isNumbered, isRecentLead, isWireLead } from './grammar/leads.ts'
import { dividesName } from './grammar/names.ts'
import { opensAsCaption } from './grammar/pictures.ts'
import { isIndented } from './lines.ts'
import type { Join, Unit } from './wrap.ts'

/** Two units that follow each other, asked whether a column's end cut them apart. */
interface Seam {
  readonly before: Classed
  /** Text of the paragraph so far; of a healed one, its last stretch. */
  readonly head: string
  readonly after: Classed
  readonly tail: string
  /** Whether the two characters at the seam stand side by side elsewhere on the page. */
  readonly known: 0 | 1 | 2
  readonly indents: boolean
}

/** What speaks for a cut. What precedes must be open in any case: a cut behind a full stop leaves no trace. */
export const CUT_FEATURES: readonly Feature<Seam>[] = [
  { name: 'breaks off in a long paragraph', weight: 2, of: (s) => s.before.look === 'body' && breaksOff(s.head) },
  {
    name: 'breaks off behind a comma',
    weight: 1,
    of: (s) => s.before.look === 'body' && !breaksOff(s.head) && /[，,].{2,}$/.test(s.head),
  },
  { name: 'comma before', weight: 3, of: (s) => endsWithComma(s.head) },
  { name: 'bracket or quote left open', weight: 2.5, of: (s) => leavesOpen(s.head) },
  { name: 'bound word before', weight: 1.5, of: (s) => endsBound(s.head) },
  { name: 'figure goes on', weight: 2, of: (s) => /\d[.,:]?$/.test(s.head) && /^[\d%％.]/.test(s.tail) },
  { name: 'word divided', weight: 3, of: (s) => /[A-Za-z][-\u2010]$/.test(s.head) && /^[a-z]/.test(s.tail) },
  { name: 'begins in mid-sentence', weight: 3, of: (s) => beginsMidSentence(s.tail) },
  { name: 'known pair at the seam', weight: 1.5, of: (s) => s.known === 1 },
  { name: 'known word across the seam', weight: 3, of: (s) => s.known === 2 },
  { name: 'divides a name', weight: 3, of: (s) => dividesName(s.head, s.tail) },
  { name: 'begins with a particle', weight: 2, of: (s) => /^[的了们](?!然|解)/.test(s.tail) },
  { name: 'paragraph follows', weight: 1.5, of: (s) => s.after.look === 'body' },
  { name: 'heading follows', weight: -3, of: (s) => s.after.look === 'title' && !beginsMidSentence(s.tail) },
  { name: 'heading before', weight: -4, of: (s) => s.before.look === 'title' },
  { name: 'opens a story', weight: -2, of: (s) => isDatedLead(s.tail) || isRecentLead(s.tail) },
  { name: 'numbered', weight: -2, of: (s) => isNumbered(s.tail) },
  { name: 'indented as paragraphs are', weight: -4, of: (s) => s.indents && isIndented(s.after.unit.indent) },
  { name: 'flush among indented', weight: 1.5, of: (s) => s.indents && !isIndented(s.after.unit.indent) },
]

/** Evidence needed to join. */
const ENOUGH = 2
/** How much of a growing paragraph's end is looked at. */
const REACH = 240

const isOpen = (head: string, tail: string) => !endsClosed(head) || (/\d[.:]$/.test(head) && /^\d/.test(tail))

const isText = ({ look }: Classed) => look === 'body' || look === 'title'

/** Why, or why not, two neighbours are one paragraph cut in two. */
export function weighCut(seam: Seam): Weighed {
  const impossible =
    !isOpen(seam.head, seam.tail) ||
    isWireLead(seam.tail) ||
    opensAsCaption(seam.tail) ||
    jumpAtHead(seam.tail) !== null
  return impossible ? { score: Number.NEGATIVE_INFINITY, because: [] } : weigh(CUT_FEATURES, seam)
}

/**
 * Fifth stage: joins paragraphs that a column's end cut in two. A join needs evidence on both sides of the seam; a
 * heading is never swallowed, and a cut right behind a full stop is not guessed at.
 */
export function healCuts(
  classed: readonly Classed[],
  pairs: PagePairs = pagePairs(classed.map(({ unit }) => unit)),
): Classed[] {
  const long = classed.filter(({ unit }) => unit.text.length > 40)
  const indents = long.filter(({ unit }) => isIndented(unit.indent)).length >= Math.max(1, long.length * 0.4)

  const healed: Classed[] = []
  let group: Classed[] = []
  const flush = () => {
    if (group.length > 0) healed.push(group.length === 1 ? group[0]! : joined(group))
    group = []
  }
  for (const after of classed) {
    const before = group.at(-1)
    const cut =
      before !== undefined &&
      isText(before) &&
      isText(after) &&
      weighCut({
        before: group.length > 1 ? { ...before, look: 'body' } : before,
        head: before.unit.text.length >= REACH || group.length === 1 ? before.unit.text.slice(-REACH) : tailOf(group),
        after,
        tail: after.unit.text.slice(0, REACH),
        known: seamKnown(pairs, before.unit.text, after.unit.text),
        indents,
      }).score >= ENOUGH
    if (!cut) flush()
    group.push(after)
  }
  flush()
  return healed
}

const tailOf = (group: readonly Classed[]) =>
  group
    .slice(-3)
    .map(({ unit }) => unit.text)
    .join('')
    .slice(-REACH)

function joined(group: readonly Classed[]): Classed {
  const joins: Join[] = []
  const texts: string[] = []
  group.forEach(({ unit }, i) => {
    joins.push(...unit.joins)
    const next = group[i + 1]?.unit
    if (!next) {
      texts.push(unit.text)
      return
    }
    const { drop, blank } = seam(unit.text, next.text)
    texts.push(unit.text.slice(0, unit.text.length - drop), blank)
    joins.push({ kind: 'column-cut', from: unit.to - drop, to: next.from, text: blank })
  })
  const first = group[0]!.unit
  const unit: Unit = { ...first, to: group.at(-1)!.unit.to, text: texts.join(''), joins }
  return { unit, look: 'body', maybeByline: null, titleScore: 0 }
}
