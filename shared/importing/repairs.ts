import { applyEdits, type Change, type Edit, editOf, type TrackedText } from './tracked-text.ts'

/** Everything the importer may change, by the reason it has. The interface words each of them for the reviewer. */
export const REPAIR_KINDS = [
  /** A paragraph cut in two by the end of a column, joined. */
  'column-cut',
  /** A paragraph that came one column line at a time, joined: one repair for the whole paragraph. */
  'hard-wrap',
  /** A half-width mark in Chinese text made full-width. */
  'full-width',
  /** A pair of half-width brackets in Chinese text made full-width. */
  'brackets',
  /** Straight quotation marks made a curly pair. */
  'quotes',
  /** Hyphens or drawn lines that stand for 破折号. */
  'dash',
  /** Dots that stand for 省略号. */
  'ellipsis',
  /** Blanks in Chinese text that nobody typed. */
  'space',
  /** Characters without ink: zero-width, soft hyphen, controls. */
  'invisible',
  /** Radicals and compatibility ideographs in place of the ideograph. */
  'look-alike',
  /** A letter and its accent as two characters, made one (NFC). */
  'composed',
  /** The ■ before a byline, or the brackets round it, which the page's style sets. */
  'byline-mark',
] as const
export type RepairKind = (typeof REPAIR_KINDS)[number]

/** The parts a stretch of the original can become; the last four are read, not printed as they stand. */
export type PieceRole =
  | 'kicker'
  | 'headline'
  | 'deck'
  | 'byline'
  | 'paragraph'
  | 'subhead'
  | 'source'
  | 'caption'
  | 'credit'
  | 'label'
  | 'jump-from'
  | 'jump-to'
  | 'furniture'

/** One change with its reason, as a reviewer sees it. Offsets are UTF-16 units of the original text. */
export interface Repair {
  /** Number in the page's list. */
  readonly id: number
  readonly kind: RepairKind
  /** In order, not overlapping any other edit of the page. A pair of quotes or brackets is one repair of two edits. */
  readonly edits: readonly Edit[]
  /** The original about the change, and the same stretch in the imported text. */
  readonly before: string
  readonly after: string
  /** Where it is: number of the article on the page and part of it; null between articles. */
  readonly place: { readonly article: number; readonly role: PieceRole } | null
}

/** A repair before it is numbered and placed. */
export interface RepairDraft {
  readonly kind: RepairKind
  readonly edits: readonly Edit[]
}

/** Collects what the stages change. */
export class Journal {
  readonly drafts: RepairDraft[] = []

  /** One repair made of these changes to `tracked`. */
  add(kind: RepairKind, tracked: TrackedText, changes: readonly Change[]): void {
    if (changes.length === 0) return
    this.drafts.push({ kind, edits: changes.map((change) => editOf(tracked, change)) })
  }
}

/** All edits of some repairs in the order of the original. */
export const editsInOrder = (repairs: Iterable<{ readonly edits: readonly Edit[] }>): Edit[] =>
  [...repairs].flatMap((repair) => repair.edits).sort((a, b) => a.start - b.start || a.end - b.end)

/**
 * The original with these repairs made. To refuse one, leave it out: all others keep their meaning, since every repair
 * speaks of the original and none overlaps another.
 */
export const applyRepairs = (original: string, repairs: Iterable<{ readonly edits: readonly Edit[] }>): string =>
  applyEdits(original, editsInOrder(repairs))

/**
 * Leaves out edits that lie inside another: a zero-width character between two lines that were joined went with the
 * line's end.
 */
function withoutSwallowed(drafts: readonly RepairDraft[]): RepairDraft[] {
  const all = drafts.flatMap(({ edits }) => edits).sort((a, b) => a.start - b.start || b.end - a.end)
  const swallowed = new Set<Edit>()
  let reach = 0
  for (const edit of all) {
    if (edit.start < reach) swallowed.add(edit)
    else reach = edit.end
  }
  if (swallowed.size === 0) return [...drafts]
  return drafts
    .map(({ kind, edits }) => ({ kind, edits: edits.filter((edit) => !swallowed.has(edit)) }))
    .filter(({ edits }) => edits.length > 0)
}

/** How much of the text round a change is shown with it. */
const CONTEXT = 6

/**
 * Numbers repairs in the order of the text and words them: some characters of context on either side, never reaching
 * another change or a line's end, so that `before` is found in the original and `after` in the imported text.
 */
export function wordRepairs(
  original: string,
  drafts: readonly RepairDraft[],
  placeOf: (offset: number) => Repair['place'],
): Repair[] {
  const ordered = withoutSwallowed(drafts)
    .map((draft) => ({ ...draft, edits: [...draft.edits].sort((a, b) => a.start - b.start) }))
    .sort((a, b) => a.edits[0]!.start - b.edits[0]!.start)
  const all = editsInOrder(ordered)
  const index = new Map(all.map((edit, i) => [edit, i]))
  return ordered.map((draft, id) => {
    const first = index.get(draft.edits[0]!)!
    const last = index.get(draft.edits.at(-1)!)!
    const start = contextStart(original, all[first]!.start, all[first - 1]?.end ?? 0)
    const end = contextEnd(original, all[last]!.end, all[last + 1]?.start ?? original.length)
    return {
      id,
      kind: draft.kind,
      edits: draft.edits,
      before: original.slice(start, end),
      after: applyEdits(original, all.slice(first, last + 1), start, end),
      place: placeOf(draft.edits[0]!.start),
    }
  })
}

const LINE_END = /[\n\r\f\v\u0085\u2028\u2029]/
const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff

function contextStart(original: string, at: number, floor: number): number {
  let start = at
  while (start > floor && at - start < CONTEXT && !LINE_END.test(original[start - 1]!)) start--
  return start > floor && isLowSurrogate(original.charCodeAt(start)) ? start - 1 : start
}

function contextEnd(original: string, at: number, ceiling: number): number {
  let end = at
  while (end < ceiling && end - at < CONTEXT && !LINE_END.test(original[end]!)) end++
  return end < ceiling && isLowSurrogate(original.charCodeAt(end)) ? end + 1 : end
}
