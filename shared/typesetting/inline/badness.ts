import { type LineModel, SHRINK, SHRINK_STEPS } from './line-model.ts'

/** Bits of `trim`: which edges of the line give up their blank. */
export const TRIM_START = 1
export const TRIM_END = 2
/** The mark at the line's end stands outside the measure. */
export const HANG = 4

/** How visible it is to use a shrink step up: brackets pass unseen, squeezed full stops do not. */
const STEP_WEIGHT: readonly number[] = [0, 0.5, 1, 1, 2, 3, 4, 8]
/** Trimming a bracket at a line's start moves the column's left edge; at its end nobody sees it. */
const START_TRIM_WEIGHT = 1.5
const END_TRIM_WEIGHT = 0.5
const HANG_WEIGHT = 1
/** A gap of 1/8 em between all characters is as bad as a line may decently be. */
const DECENT_GAP = 125
const DECENT_BADNESS = 100
/** So far the gaps between Han open alone, as JLREQ 3.1.11 would have it; wider, the gaps at marks open as far as they. */
export const HAN_GAPS_ALONE = 31
/** Badness of a gap between all characters: its square, so that small gaps too are weighed; beyond the decent its cube. */
export function gapBadness(gap: number): number {
  const ratio = gap / DECENT_GAP
  return DECENT_BADNESS * ratio * ratio * Math.max(1, ratio)
}
/** Using up the room of word spaces and of Chinese–Latin gaps, which comes before any gap between Han. */
const ROOM_WEIGHT = 2
/** A line with no gap but at its marks. */
const MARK_GAP_WEIGHT = 2
/** However loose, a line that fits is better than one that does not. */
const LOOSEST = 1e6
export const OVERFULL = 1e7

/** Judges lines. One object is reused for all lines of a paragraph; its fields tell how the last line was set. */
export class LineJudge {
  /** Edges trimmed in the best setting found. */
  trim = 0
  /** Measure less the width left after trimming: above zero the line is stretched, below it is shrunk. */
  slack = 0
  private readonly model: LineModel

  constructor(model: LineModel) {
    this.model = model
  }

  /**
   * Badness of clusters a … end−1 set to `measure`, 0 for a line that is solid as it stands; OVERFULL when it cannot
   * be made to fit. Not justified (`ragged`), a line may be shorter for nothing.
   */
  badness(
    a: number,
    end: number,
    measure: number,
    ragged: boolean,
    slack = measure - this.model.natural(a, end),
  ): number {
    const { model } = this
    this.trim = 0
    this.slack = slack
    if (slack === 0) return 0
    if (slack > 0) return ragged ? 0 : this.stretch(a, end, slack)
    if (-slack > model.mostRoom(a, end)) return OVERFULL
    let best = this.shrink(a, end, -slack)
    const startTrim = model.startTrim(a)
    const endTrim = model.endTrim(end)
    if (endTrim > 0) best = this.tryTrim(best, a, end, slack + endTrim, TRIM_END, END_TRIM_WEIGHT, ragged)
    if (startTrim > 0) best = this.tryTrim(best, a, end, slack + startTrim, TRIM_START, START_TRIM_WEIGHT, ragged)
    const hanging = model.hanging(a, end)
    if (hanging > 0) best = this.tryTrim(best, a, end, slack + hanging, HANG, HANG_WEIGHT, ragged)
    if (startTrim > 0 && endTrim > 0) {
      const both = slack + startTrim + endTrim
      best = this.tryTrim(best, a, end, both, TRIM_START | TRIM_END, START_TRIM_WEIGHT + END_TRIM_WEIGHT, ragged)
    }
    return best
  }

  private tryTrim(
    best: number,
    a: number,
    end: number,
    slack: number,
    trim: number,
    weight: number,
    ragged: boolean,
  ): number {
    const badness =
      weight + (slack === 0 ? 0 : slack < 0 ? this.shrink(a, end, -slack) : ragged ? 0 : this.stretch(a, end, slack))
    if (badness >= best) return best
    this.trim = trim
    this.slack = slack
    return badness
  }

  private shrink(a: number, end: number, need: number): number {
    let badness = 0
    for (let step = SHRINK.space; step < SHRINK_STEPS; step++) {
      const room = this.model.room(step, a, end)
      if (room <= 0) continue
      const used = need < room ? need / room : 1
      badness += STEP_WEIGHT[step]! * used * used
      need -= room
      if (need <= 0) return badness
    }
    return OVERFULL + need
  }

  private stretch(a: number, end: number, slack: number): number {
    return Math.min(LOOSEST, this.looseness(a, end, slack))
  }

  private looseness(a: number, end: number, slack: number): number {
    const { model } = this
    const spaceRoom = model.spaceRoom[end]! - model.spaceRoom[a]!
    if (slack <= spaceRoom) return ROOM_WEIGHT * (slack / spaceRoom) ** 2
    let left = slack - spaceRoom
    let badness = spaceRoom > 0 ? ROOM_WEIGHT : 0
    const autoRoom = model.autospaceRoom[end]! - model.autospaceRoom[a + 1]!
    if (left <= autoRoom) return badness + ROOM_WEIGHT * (left / autoRoom) ** 2
    left -= autoRoom
    if (autoRoom > 0) badness += ROOM_WEIGHT
    const gaps = model.openGaps[end]! - model.openGaps[a + 1]!
    const marks = model.markGaps[end]! - model.markGaps[a + 1]!
    if (gaps > 0) return badness + gapBadness(left / (left > gaps * HAN_GAPS_ALONE ? gaps + marks : gaps))
    if (marks > 0) return badness + MARK_GAP_WEIGHT * gapBadness(left / marks)
    const others = model.spaces[end]! - model.spaces[a]! + model.autospaces[end]! - model.autospaces[a + 1]!
    // A line of one word cannot be stretched at all; it stays short, which is worse than any gap.
    return badness + gapBadness(left / Math.max(others, 0.5))
  }
}
