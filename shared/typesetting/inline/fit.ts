import { gapBadness, LineJudge, OVERFULL } from './badness.ts'
import { BREAK } from './breaks.ts'
import { C } from './classes.ts'
import { furthestBreak } from './greedy.ts'
import type { LineModel } from './line-model.ts'

/** Width of each line in 1/1000 em, by its number in the paragraph from 0. */
export type Measure = number | ((line: number) => number)

export const measureOf = (measure: Measure, line: number): number =>
  typeof measure === 'number' ? measure : measure(line)

/** 孤字: a last line of one character and a mark. CLREQ "Widow and orphan". */
const LONE_CHARACTER = 3000
/** A last line that does not reach past the next paragraph's indent. */
const SHORT_LAST_LINE = 60
/** A tight line beside a loose one: the eye sees the step more than either. */
const CONTRAST = 5
/** Ending a line with a hyphen. */
const HYPHEN = 12
/** Breaking a Latin word where no rule allows it. */
const FORCED_BREAK = 2500
/** Candidates looser than this many badness points are tried only when nothing better leads here. */
const LOOSE = 20_000

/** A way to set a paragraph: break positions (cluster indices, the last one is n) and its total cost. */
export interface Breaks {
  readonly at: readonly number[]
  readonly cost: number
}

/**
 * Total fit: the breaks that make the paragraph best as a whole (Knuth and Plass, with CLREQ's ladder as badness).
 * With `variants`, also the best ways to take one line fewer and one line more, where there are such ways.
 */
export function fit(model: LineModel, measure: Measure, variants = false): { best: Breaks; all: Map<number, Breaks> } {
  return new Fit(model, measure, variants).run()
}

interface Candidate {
  readonly node: number
  readonly cost: number
  readonly tightness: number
}

class Fit {
  private readonly model: LineModel
  private readonly measure: Measure
  private readonly judge: LineJudge
  /** Are nodes of different line counts kept apart? Needed when the measure changes or variants are wanted. */
  private readonly apart: boolean
  // Nodes: feasible breaks, in the order found.
  private readonly position: number[] = [0]
  private readonly line: number[] = [0]
  private readonly cost: number[] = [0]
  private readonly previous: number[] = [-1]
  private readonly tightness: number[] = [0]
  private readonly candidates: Candidate[] = []
  private forced: Uint8Array | undefined
  private readonly strict: boolean
  private readonly pushed = new Map<number, number>()

  constructor(model: LineModel, measure: Measure, variants: boolean) {
    this.model = model
    this.measure = measure
    this.judge = new LineJudge(model)
    this.strict = model.prepared.style.strictOrder === true
    this.apart = variants || typeof measure !== 'number'
  }

  run(): { best: Breaks; all: Map<number, Breaks> } {
    const { n } = this.model.prepared
    if (n === 0) return { best: { at: [0], cost: 0 }, all: new Map([[1, { at: [0], cost: 0 }]]) }
    const legal = this.model.boundaries.legal
    // Among lines of several widths a word too wide for the narrow ones is cut rather than lines torn open for it.
    if (typeof this.measure !== 'number') this.forced = this.wordsTooWide()
    // Breaks that a line can still begin at, by position: the first ones make the longest lines.
    let active = [0]
    for (let b = 1; b <= n; b++) {
      if (legal[b] === BREAK.no && this.forced?.[b] !== 1) continue
      if (this.arrive(b, active)) continue
      // A word wider than the measure: cut it anywhere, and begin again so that the cut is weighed with the rest.
      if (this.forced !== undefined) break
      this.forced = this.wordsTooWide()
      this.reset()
      active = [0]
      b = 0
    }
    return this.collect(active, n)
  }

  private reset() {
    this.pushed.clear()
    this.position.length = this.line.length = this.cost.length = this.previous.length = this.tightness.length = 1
  }

  /** True when even squeezed the line from this node cannot reach b any more. */
  private passed(node: number, b: number): boolean {
    const { model } = this
    const a = this.position[node]!
    const end = model.visible[b]!
    if (end <= a) return false
    const width = model.natural(a, end)
    const measure = this.measureFrom(node)
    if (width <= measure) return false
    // What follows may be a mark with a blank of its own that the line could still trim.
    return width - model.mostRoom(a, end) - 500 > measure
  }

  private measureFrom(node: number): number {
    const line = this.line[node]!
    const whole = measureOf(this.measure, line)
    return line === 0 ? whole - this.model.prepared.style.indent : whole
  }

  /** Finds the best way to b, or to each line count at b; adds the nodes to `active`. False when there is none. */
  private arrive(b: number, active: number[]): boolean {
    const { model, judge, candidates, position, cost: costs } = this
    const last = b === model.prepared.n
    const end = model.visible[b]!
    const ragged = last || !model.prepared.style.justify
    const hyphen = model.boundaries.legal[b] === BREAK.hyphen
    const forced = !last && !hyphen && this.forced?.[b] === 1
    candidates.length = 0
    let loose: Candidate | undefined
    let best = Number.POSITIVE_INFINITY
    let held = false
    for (let i = 0; i < active.length; i++) {
      const node = active[i]!
      const a = position[node]!
      if (a >= b) continue
      const measure = this.measureFrom(node)
      if (this.strict && !last && b < this.pushedIn(node, measure)) {
        held = true
        continue
      }
      // What the line would cost at the very least: most candidates need no judging.
      const slack = measure - model.natural(a, end)
      if (!ragged && !this.apart && slack > 0) {
        const gap = (slack - model.roomBeforeGaps(a, end)) / (end - a)
        if (gap > 0 && costs[node]! + (1 + gapBadness(gap)) ** 2 >= best) continue
      }
      let badness = judge.badness(a, end, measure, ragged, slack)
      if (badness >= OVERFULL) continue
      const tightness = judge.slack === 0 ? 0 : judge.slack < 0 ? -1 : badness > 2 ? 1 : 0
      if (forced) badness += FORCED_BREAK
      else if (hyphen) badness += HYPHEN
      if (last) badness += this.lastLine(a, end)
      if (tightness * this.tightness[node]! < 0) badness += CONTRAST
      const cost = costs[node]! + (1 + badness) ** 2
      if (badness > LOOSE && !last) {
        if (loose === undefined || cost < loose.cost) loose = { node, cost, tightness }
        continue
      }
      if (cost < best) best = cost
      this.offer(node, cost, tightness)
    }
    if (candidates.length === 0) {
      // Lines held back by the strict order go on to a later break.
      if (loose === undefined) return held
      candidates.push(loose)
    }
    let passed = 0
    while (passed < active.length && this.passed(active[passed]!, b)) passed++
    if (passed > 0) active.splice(0, passed)
    for (const { node, cost, tightness } of candidates) {
      active.push(position.length)
      position.push(b)
      this.line.push(this.line[node]! + 1)
      costs.push(cost)
      this.previous.push(node)
      this.tightness.push(tightness)
    }
    return true
  }

  /** Where the line from a node must end by the strict order 先挤进后推出, when squeezing saves pushing out; else 0. */
  private pushedIn(node: number, measure: number): number {
    let known = this.pushed.get(node)
    if (known === undefined) {
      const { at, pushedIn } = furthestBreak(this.model, new LineJudge(this.model), this.position[node]!, measure)
      known = pushedIn ? at : 0
      this.pushed.set(node, known)
    }
    return known
  }

  /** Keeps the cheaper of two ways to the same break (and the same number of lines, where those are kept apart). */
  private offer(node: number, cost: number, tightness: number): void {
    const { candidates } = this
    for (let i = 0; i < candidates.length; i++) {
      const known = candidates[i]!
      if (this.apart && this.line[known.node] !== this.line[node]) continue
      if (!this.apart && (this.line[known.node] === 0) !== (this.line[node] === 0)) continue
      if (cost < known.cost) candidates[i] = { node, cost, tightness }
      return
    }
    candidates.push({ node, cost, tightness })
  }

  private lastLine(a: number, end: number): number {
    if (a === 0) return 0
    const { charClass, style } = this.model.prepared
    let characters = 0
    for (let i = a; i < end; i++) {
      const c = charClass[i]!
      if (c === C.han || c === C.latin) characters++
    }
    // A word of letters or a figure alone is no lone character: only one Han, or one digit, is.
    if (characters <= 1) return LONE_CHARACTER
    return this.model.natural(a, end) <= style.indent ? SHORT_LAST_LINE : 0
  }

  /** Clusters inside unbreakable stretches wider than the narrowest measure: there a break is forced. */
  private wordsTooWide(): Uint8Array {
    const { model } = this
    const { n, style } = model.prepared
    const forced = new Uint8Array(n + 1)
    let narrowest = measureOf(this.measure, 0) - style.indent
    // Any line the paragraph may reach can be the narrow one beside a picture.
    const lines = typeof this.measure === 'number' ? 2 : n + 1
    for (let line = 1; line < lines; line++) narrowest = Math.min(narrowest, measureOf(this.measure, line))
    const legal = model.boundaries.legal
    for (let start = 0; start < n; ) {
      let end = start + 1
      while (end < n && legal[end] === 0) end++
      if (model.natural(start, end) - model.mostRoom(start, end) > narrowest) {
        for (let i = start + 1; i < end; i++) forced[i] = 1
      }
      start = end
    }
    return forced
  }

  private collect(active: readonly number[], n: number): { best: Breaks; all: Map<number, Breaks> } {
    const all = new Map<number, Breaks>()
    let best: Breaks | undefined
    for (const node of active) {
      if (this.position[node] !== n) continue
      const breaks = this.trace(node)
      const known = all.get(breaks.at.length)
      if (known === undefined || breaks.cost < known.cost) all.set(breaks.at.length, breaks)
      if (best === undefined || breaks.cost < best.cost) best = breaks
    }
    if (best === undefined) {
      // Not even single characters fit: the measure is narrower than a character. Set one to a line, overfull.
      const at = Array.from({ length: n }, (_, i) => i + 1)
      best = { at, cost: OVERFULL }
      all.set(n, best)
    }
    return { best, all }
  }

  private trace(node: number): Breaks {
    const at: number[] = []
    for (let i = node; i > 0; i = this.previous[i]!) at.push(this.position[i]!)
    at.reverse()
    return { at, cost: this.cost[node]! }
  }
}
