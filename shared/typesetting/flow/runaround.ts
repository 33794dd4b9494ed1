import type { TextBeside } from '../../edition/issue.ts'
import type { Milli } from '../display-list.ts'
import { columnOf, type TextColumns } from '../page/grid.ts'
import type { Segment } from './fill.ts'

/** Narrower than this many characters no text is set beside anything. */
export const LEAST_CHARACTERS = 5

/** What text keeps clear of. Lines count from the block's first, lengths are those of the page. */
export interface Obstacle {
  readonly x: Milli
  readonly width: Milli
  readonly line: number
  readonly lines: number
  readonly beside: TextBeside
  /** Space at its sides. Absent: a character, and what more keeps the lines beside it at whole characters. */
  readonly gap?: Milli
  /** Lines kept free above and beneath it where text stands there. */
  readonly clear: number
}

/** A stretch across a column. */
interface Span {
  readonly x: Milli
  readonly width: Milli
}

/** What an obstacle takes of a column: from … to across, and whether text beside it keeps to whole characters. */
interface Bar {
  readonly from: Milli
  readonly to: Milli
  readonly first: number
  readonly end: number
  readonly beside: TextBeside
  readonly whole: boolean
}

/**
 * Free stretches of the columns in reading order, as text runs around the obstacles: their edges snapped to lines and
 * to half characters, never narrower than five characters, on one side only unless the obstacle says both.
 */
export function freeSegments(columns: TextColumns, obstacles: readonly Obstacle[], em: Milli): Segment[] {
  const segments: Segment[] = []
  for (let i = 0; i < columns.x.length; i++) {
    const { x, width, line, lines } = columnOf(columns, i)
    const bars = barsIn({ x, width }, line, line + lines, obstacles, em)
    const edges = [...new Set([line, line + lines, ...bars.flatMap(({ first, end }) => [first, end])])]
    edges.sort((a, b) => a - b)
    for (let k = 1; k < edges.length; k++) {
      const top = edges[k - 1]!
      const foot = edges[k]!
      const spans = spansBeside(
        { x, width },
        bars.filter((bar) => bar.first < foot && top < bar.end),
        em,
      )
      // Text on both sides reads across, line by line.
      const step = spans.length > 1 ? 1 : foot - top
      for (let at = top; at < foot; at += step)
        for (const span of spans) push(segments, { column: i, line: at, lines: step, ...span })
    }
  }
  return segments
}

function push(segments: Segment[], next: Segment): void {
  const last = segments.at(-1)
  const joins = last && continues(last, next) && last.x === next.x && last.width === next.width
  if (joins) segments[segments.length - 1] = { ...last, lines: last.lines + next.lines }
  else segments.push(next)
}

/** Whether a segment goes on where another ends: nothing stands between them. */
export const continues = (above: Segment, below: Segment): boolean =>
  above.column === below.column && above.line + above.lines === below.line

function barsIn(column: Span, first: number, end: number, obstacles: readonly Obstacle[], em: Milli): Bar[] {
  const bars: Bar[] = []
  for (const obstacle of obstacles) {
    const gap = obstacle.gap ?? em
    const from = obstacle.x - gap
    const to = obstacle.x + obstacle.width + gap
    const top = Math.max(first, obstacle.line - obstacle.clear)
    const foot = Math.min(end, obstacle.line + obstacle.lines + obstacle.clear)
    if (foot <= top || to <= column.x || from >= column.x + column.width) continue
    bars.push({ from, to, first: top, end: foot, beside: obstacle.beside, whole: obstacle.gap === undefined })
  }
  return bars
}

/** What the bars leave of a column, as far as text may stand there. */
function spansBeside(column: Span, bars: readonly Bar[], em: Milli): Span[] {
  if (bars.length === 0) return [column]
  if (bars.some((bar) => bar.beside === 'none')) return []
  const right = column.x + column.width
  const step = bars.some((bar) => bar.whole) ? em : em / 2
  const sorted = [...bars].sort((a, b) => a.from - b.from)
  const spans: Span[] = []
  let at = column.x
  for (const bar of [...sorted, { from: right, to: right }]) {
    const free = Math.floor((Math.min(bar.from, right) - at) / step) * step
    // On the left the column's edge is the text's; further on the right edge of what is free.
    if (free >= LEAST_CHARACTERS * em) {
      const x = at === column.x ? at : Math.min(bar.from, right) - free
      spans.push({ x: Math.round(x), width: Math.round(free) })
    }
    at = Math.max(at, bar.to)
  }
  const allowed = spans.filter((span) =>
    bars.every(({ beside, from, to }) => {
      if (beside === 'left') return span.x + span.width <= from
      return beside !== 'right' || span.x >= to
    }),
  )
  if (bars.every((bar) => bar.beside === 'both')) return allowed
  const widest = allowed.reduce<Span | undefined>(
    (best, span) => (best && best.width >= span.width ? best : span),
    undefined,
  )
  return widest ? [widest] : []
}
