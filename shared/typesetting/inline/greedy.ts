import { LineJudge, OVERFULL } from './badness.ts'
import { BREAK } from './breaks.ts'
import { type Breaks, type Measure, measureOf } from './fit.ts'
import type { LineModel } from './line-model.ts'

/**
 * Line by line, push in first (CLREQ "行内调整": 先挤进后推出): as many characters as stand on the line unsqueezed;
 * where what follows may not begin a line, it is squeezed in if the ladder has room, else the break moves back.
 */
export function greedy(model: LineModel, measure: Measure): Breaks {
  const { n, style } = model.prepared
  const judge = new LineJudge(model)
  const at: number[] = []
  let cost = 0
  for (let a = 0, line = 0; a < n; line++) {
    const width = measureOf(measure, line) - (line === 0 ? style.indent : 0)
    let b = furthestBreak(model, judge, a, width).at
    // What is left of the paragraph may fit by squeezing, when that saves a line of one character.
    if (b < n && n - b <= 2 && judge.badness(a, model.visible[n]!, width, true) < OVERFULL) b = n
    cost += (1 + Math.min(OVERFULL, judge.badness(a, model.visible[b]!, width, b === n || !style.justify))) ** 2
    at.push(b)
    a = b
  }
  if (n === 0) at.push(0)
  return { at, cost }
}

/** The break a compositor would take for the line from cluster a: push in first. */
export function furthestBreak(
  model: LineModel,
  judge: LineJudge,
  a: number,
  width: number,
): { at: number; pushedIn: boolean } {
  const { n } = model.prepared
  const { legal } = model.boundaries
  const fits = (b: number) => model.natural(a, model.visible[b]!) <= width
  // The furthest cluster that stands unsqueezed, whether or not a line may break after it.
  let reach = a + 1
  while (reach < n && fits(reach + 1)) reach++
  if (reach >= n || legal[reach] !== BREAK.no) return { at: reach, pushedIn: false }
  let next = reach + 1
  while (next < n && legal[next] === BREAK.no) next++
  if (judge.badness(a, model.visible[next]!, width, true) < OVERFULL) return { at: next, pushedIn: true }
  let back = reach
  while (back > a && legal[back] === BREAK.no) back--
  return { at: back === a ? reach : back, pushedIn: false }
}
