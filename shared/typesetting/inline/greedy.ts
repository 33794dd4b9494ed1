import { LineJudge, OVERFULL } from './badness.ts'
import { type Breaks, type Measure, measureOf } from './fit.ts'
import type { LineModel } from './line-model.ts'

/**
 * Line by line, push in first (CLREQ "行内调整": 先挤进后推出): as many characters as stand on the line unsqueezed;
 * where what follows may not begin a line, it is squeezed in if the ladder has room, else the break moves back.
 */
export function greedy(model: LineModel, measure: Measure): Breaks {
  const { n, style } = model.prepared
  const { legal } = model.boundaries
  const judge = new LineJudge(model)
  const at: number[] = []
  let cost = 0
  for (let a = 0, line = 0; a < n; line++) {
    const width = measureOf(measure, line) - (line === 0 ? style.indent : 0)
    const fits = (b: number) => model.natural(a, model.visible[b]!) <= width
    const squeezes = (b: number) => judge.badness(a, model.visible[b]!, width, true) < OVERFULL
    // The furthest cluster that stands unsqueezed, whether or not a line may break after it.
    let reach = a + 1
    while (reach < n && fits(reach + 1)) reach++
    let b = reach
    if (b < n && legal[b] === 0) {
      let next = b + 1
      while (next < n && legal[next] === 0) next++
      if (squeezes(next)) b = next
      else {
        while (b > a && legal[b] === 0) b--
        if (b === a) b = reach
      }
    }
    // What is left of the paragraph may fit by squeezing, when that saves a line of one character.
    if (b < n && n - b <= 2 && squeezes(n)) b = n
    cost += (1 + Math.min(OVERFULL, judge.badness(a, model.visible[b]!, width, b === n || !style.justify))) ** 2
    at.push(b)
    a = b
  }
  if (n === 0) at.push(0)
  return { at, cost }
}
