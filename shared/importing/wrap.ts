import { beginsMidSentence, endsClosed, leavesOpen, seam } from './closing.ts'
import { bylineAtEnd, readByline } from './grammar/bylines.ts'
import { jumpAtHead, jumpAtTail, jumpLine } from './grammar/jumps.ts'
import { isDatedLead, isFurniture, isNumbered, isWireLead } from './grammar/leads.ts'
import { isCreditLine, pictureLabel } from './grammar/pictures.ts'
import { isSourceLine, sourceAtEnd } from './grammar/sources.ts'
import { isIndented, type Line } from './lines.ts'
import type { Change } from './tracked-text.ts'

/** A paragraph or heading of the raw text: one line, or the column lines it was set in. */
export interface Unit {
  /** First and last offset in the cleaned text. */
  readonly from: number
  readonly to: number
  /** The text with its lines joined. */
  readonly text: string
  /** Where lines were joined, in offsets of the cleaned text. */
  readonly joins: readonly Join[]
  readonly gap: number
  readonly indent: number
}

export interface Join extends Change {
  readonly kind: 'hard-wrap' | 'column-cut'
}

/** Lines looked at on either side of one to find the measure of its column. */
const WINDOW = 14
const STRIDE = 5
/** Narrowest and widest column, in half-ems, that is taken for one. */
const NARROWEST = 16
const WIDEST = 120

/** The measure of the column round a line: in characters where lines hold the same number, else in width. */
interface Measure {
  readonly width: number
  readonly length: number
}

const ordinaryLength = (line: Line) => line.text.length + Math.round((line.width - widthWithoutIndent(line)) / 2)
const widthWithoutIndent = (line: Line) => line.width - (line.indent <= 8 ? line.indent : 0)

/** The commonest value of the densest stretch of some numbers, neighbours within `reach` counted as one stretch. */
function mode(values: readonly number[], reach: number): { value: number; count: number } {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  let best = { value: 0, count: 0, times: 0 }
  for (const [value, times] of counts) {
    let count = 0
    for (let near = value - reach; near <= value + reach; near++) count += counts.get(near) ?? 0
    if (count > best.count || (count === best.count && times > best.times)) best = { value, count, times }
  }
  return best
}

type MeasureAt = (at: number) => Measure | null

/** The measure of the columns round a line, or null where lines are paragraphs. Neighbours share one reckoning. */
function columnMeasures(lines: readonly Line[]): MeasureAt {
  const known = new Map<number, Measure | null>()
  return (at) => {
    const block = Math.floor(at / STRIDE)
    let measure = known.get(block)
    if (measure === undefined) {
      const middle = block * STRIDE + (STRIDE >> 1)
      measure = measureOf(lines.slice(Math.max(0, middle - WINDOW), middle + WINDOW + 1))
      known.set(block, measure)
    }
    return measure
  }
}

function measureOf(window: readonly Line[]): Measure | null {
  const width = mode(
    window.map((line) => line.width),
    2,
  )
  const length = mode(window.map(ordinaryLength), 0)
  const full = window.filter((line) =>
    isFull(line, { width: width.value, length: length.count >= 3 ? length.value : -9 }),
  )
  if (width.value < NARROWEST || width.value > WIDEST) return null
  if (full.length < 3 || full.length < window.length * 0.35) return null
  // Column lines break anywhere; titles and paragraphs of the same length do not.
  const open = full.filter((line) => !/[。！？!?；;]$/.test(line.text))
  const flowing = full.filter((line) => /[，。、；：,.;:“”（）()《》\d]/.test(line.text))
  if (open.length < full.length * 0.5 || flowing.length < full.length * 0.25) return null
  const over = window.filter((line) => line.width > width.value + 12)
  if (over.length > window.length * 0.3) return null
  return { width: width.value, length: length.count >= 3 ? length.value : -9 }
}

/** A justified line of 13 characters holds 12 to 15 of them, marks squeezed or a word carried over. */
const isFull = (line: Line, measure: Measure): boolean =>
  (line.width >= measure.width - 3 && line.width <= measure.width + 4) ||
  Math.abs(ordinaryLength(line) - measure.length) <= 0

/** Lines that are something by themselves and never the middle of a paragraph. */
export const standsAlone = (line: string): boolean =>
  jumpLine(line) !== null ||
  isSourceLine(line) ||
  isFurniture(line) ||
  pictureLabel(line) === line.length ||
  isCreditLine(line) ||
  readByline(line)?.certainty === 'sure'

const startsAnew = (line: Line): boolean =>
  isWireLead(line.text) || jumpAtHead(line.text) !== null || pictureLabel(line.text) > 0

/** How paragraphs are told apart on this page. */
interface Habits {
  readonly measureAt: MeasureAt
  /** Blank lines stand between all lines: one of them says nothing. */
  readonly spaced: boolean
  /** Whether paragraphs round a line begin with an indent. */
  readonly indentsAt: (at: number) => boolean
  /** Paragraphs have blank lines between them. */
  readonly blanks: boolean
}

function habitsOf(lines: readonly Line[]): Habits {
  const measureAt = columnMeasures(lines)
  const spaced = isDoubleSpaced(lines)
  const ends = lines.flatMap((line, i) => {
    const next = lines[i + 1]
    const measure = measureAt(i)
    return next && measure && line.width < measure.width - 3 && endsClosed(line.text) ? [next.gap > 0] : []
  })
  return {
    measureAt,
    spaced,
    indentsAt: indentsNear(lines),
    blanks: !spaced && ends.length >= 2 && ends.filter(Boolean).length >= ends.length * 0.8,
  }
}

/** Lines on either side among which one indent shows the habit. */
const INDENT_REACH = 24

function indentsNear(lines: readonly Line[]): (at: number) => boolean {
  const sums = new Uint32Array(lines.length + 1)
  lines.forEach((line, i) => {
    sums[i + 1] = sums[i]! + (isIndented(line.indent) ? 1 : 0)
  })
  return (at) => sums[Math.min(lines.length, at + INDENT_REACH)]! > sums[Math.max(0, at - INDENT_REACH)]!
}

/**
 * Third stage: lines to paragraphs and headings. Where every column line is a line of its own, lines are joined as long
 * as they fill the column; a paragraph's indent, a short line, a blank line or a line that stands alone ends it. Blank
 * lines between paragraphs cut by a column's end are dealt with later, when headings are known.
 */
export function joinWrappedLines(lines: readonly Line[]): Unit[] {
  const habits = habitsOf(lines)
  const units: Unit[] = []
  let group: Line[] = []
  let alone = false
  // Whether the group is a paragraph: it began with an indent, or goes on with one that a column's end cut.
  let text = false
  lines.forEach((line, i) => {
    const before = group.at(-1)
    const near = line.gap === 0 || (habits.spaced && line.gap === 1)
    const lineAlone = standsAlone(line.text)
    const goesOn =
      before !== undefined &&
      near &&
      !alone &&
      (!lineAlone || leavesOpen(before.text) || (beginsMidSentence(line.text) && !endsClosed(before.text))) &&
      continues(lines, i, group, text, habits)
    if (!goesOn && group.length > 0) {
      units.push(unitOf(group))
      group = []
    }
    if (group.length === 0) {
      text = isIndented(line.indent) || (text && line.gap > 0 && before !== undefined && !endsClosed(before.text))
    }
    group.push(line)
    alone = lineAlone && group.length === 1
  })
  if (group.length > 0) units.push(unitOf(group))
  return units
}

/** Whether line `at` goes on with the paragraph of the lines in `group`; `text` says that it is a paragraph. */
function continues(lines: readonly Line[], at: number, group: readonly Line[], text: boolean, habits: Habits): boolean {
  const line = lines[at]!
  const before = group.at(-1)!
  if (isIndented(line.indent) && !(isIndented(before.indent) && group.length > 1)) return false
  if (line.indent > 8 || (startsAnew(line) && !endsInBracket(before.text))) return false
  const end = group
    .slice(-3)
    .map(({ text: part }) => part)
    .join('')
  if (bylineAtEnd(end) > 0 || sourceAtEnd(end) > 0 || jumpAtTail(end) !== null) return false
  const measure = habits.measureAt(at - 1)
  const closed = endsClosed(before.text) && !endsInBracket(before.text)
  if (habits.indentsAt(at - 1)) {
    // What starts flush left where paragraphs are indented is a heading, two lines of it two headings.
    if (!text) return false
    const paragraph = runsToClose(lines, at, measure)
    const full = measure !== null && isFull(before, measure)
    // A figure or word that would not divide went to the next line and left this one short.
    const carried = measure !== null && before.width >= measure.width - 9 && /^[\dA-Za-z]{2}/.test(line.text)
    return closed ? (full || carried) && paragraph : full || (paragraph && before.width <= WIDEST)
  }
  if (!measure || !isFull(before, measure)) return false
  if (closed) return habits.blanks
  const heading = group.length === 1 && looksLikeHeading(lines, at - 1)
  return !(heading && (isDatedLead(line.text) || isNumbered(before.text)))
}

/**
 * Whether the flush lines from `at` end as a paragraph does: the first that does not fill the column, or the last before
 * an indent, is closed. A heading's is not.
 */
function runsToClose(lines: readonly Line[], at: number, measure: Measure | null): boolean {
  for (let i = at; i < lines.length && i < at + 60; i++) {
    const line = lines[i]!
    const next = lines[i + 1]
    const closed = /[。！？!?.”’"）)》…；;：:]$/.test(line.text)
    if (next === undefined || isIndented(next.indent)) return closed
    if (next.gap > 0 || (closed && measure !== null && !isFull(line, measure))) return true
    // A line that neither fills the column nor ends nor has a mark in it is a heading.
    if (measure !== null && !isFull(line, measure) && !/[，。、；：“”（）,;:()\d]/.test(line.text)) return false
  }
  return true
}

/** Whether a bracket opened near a line's end is closed on another line. */
const endsInBracket = (text: string): boolean => /[(（][^()（）]{0,40}$/.test(text.slice(-42))

/** A line without marks under a closed or absent one: a heading that happens to fill the column. */
function looksLikeHeading(lines: readonly Line[], at: number): boolean {
  const line = lines[at]!
  const before = lines[at - 1]
  if (/[，。、；：,;:]/.test(line.text) || isWireLead(line.text)) return false
  return before === undefined || line.gap > 0 || endsClosed(before.text) || standsAlone(before.text)
}

/** Whether the text has a blank line after every column line, as some viewers copy it. */
function isDoubleSpaced(lines: readonly Line[]): boolean {
  const tight = lines.filter((line) => line.gap === 0).length
  return lines.length >= 12 && tight <= lines.length * 0.05 && lines.every((line) => line.width <= WIDEST)
}

function unitOf(group: readonly Line[]): Unit {
  const joins: Join[] = []
  const parts: string[] = []
  group.forEach((line, i) => {
    const next = group[i + 1]
    if (!next) {
      parts.push(line.text)
      return
    }
    const { drop, blank } = seam(line.text, next.text)
    parts.push(line.text.slice(0, line.text.length - drop), blank)
    joins.push({ kind: 'hard-wrap', from: line.to - drop, to: next.from, text: blank })
  })
  return {
    from: group[0]!.from,
    to: group.at(-1)!.to,
    text: parts.join(''),
    joins,
    gap: group[0]!.gap,
    indent: group[0]!.indent,
  }
}
