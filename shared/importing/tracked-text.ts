/** Text that still knows, for every UTF-16 unit, which stretch of the original it stands for. */
export interface TrackedText {
  readonly text: string
  /** Original offset where each unit's source begins, and where it ends. */
  readonly starts: Uint32Array
  readonly ends: Uint32Array
}

/** Units `from`–`to` of a text become `text`. */
export interface Change {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** A change in terms of the original: units `start`–`end` become `text`. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The original itself, tracked. */
export function track(original: string): TrackedText {
  const starts = new Uint32Array(original.length)
  const ends = new Uint32Array(original.length)
  for (let i = 0; i < original.length; i++) {
    starts[i] = i
    ends[i] = i + 1
  }
  return { text: original, starts, ends }
}

export const sliceTracked = (tracked: TrackedText, from: number, to: number): TrackedText => ({
  text: tracked.text.slice(from, to),
  starts: tracked.starts.subarray(from, to),
  ends: tracked.ends.subarray(from, to),
})

/** Applies changes, which are in order, do not overlap and replace at least one unit each. */
export function changeTracked(tracked: TrackedText, changes: readonly Change[]): TrackedText {
  if (changes.length === 0) return tracked
  const grown = changes.reduce((sum, change) => sum + change.text.length - (change.to - change.from), 0)
  const starts = new Uint32Array(tracked.text.length + grown)
  const ends = new Uint32Array(tracked.text.length + grown)
  const pieces: string[] = []
  let read = 0
  let written = 0
  const keep = (to: number) => {
    starts.set(tracked.starts.subarray(read, to), written)
    ends.set(tracked.ends.subarray(read, to), written)
    pieces.push(tracked.text.slice(read, to))
    written += to - read
  }
  for (const change of changes) {
    keep(change.from)
    const edit = editOf(tracked, change)
    for (let i = 0; i < change.text.length; i++) {
      starts[written + i] = edit.start
      ends[written + i] = edit.end
    }
    pieces.push(change.text)
    written += change.text.length
    read = change.to
  }
  keep(tracked.text.length)
  return { text: pieces.join(''), starts, ends }
}

/** What a change (of at least one unit) means for the original. */
export const editOf = (tracked: TrackedText, change: Change): Edit => ({
  start: tracked.starts[change.from]!,
  end: tracked.ends[change.to - 1]!,
  text: change.text,
})

/** Applies edits to the stretch `start`–`end` of the original; edits are in order and do not overlap. */
export function applyEdits(original: string, edits: Iterable<Edit>, start = 0, end = original.length): string {
  const pieces: string[] = []
  let at = start
  for (const edit of edits) {
    pieces.push(original.slice(at, edit.start), edit.text)
    at = edit.end
  }
  pieces.push(original.slice(at, end))
  return pieces.join('')
}
