import { BLACK } from '../display-list.ts'
import { columnOf } from '../page/grid.ts'
import type { Desk } from '../page/sheet.ts'
import type { Poured } from './pour.ts'
import type { Obstacle } from './runaround.ts'

/** Rules between the columns of one article, where the house wants them; never through a picture or a head. */
export function drawColumnRules({ grid, house }: Desk, { frame, headLines, layout }: Poured): void {
  const { sheet, columns, headColumns } = frame
  const weight = house.columnRule
  if (weight === 0) return
  const draw = (x: number, top: number, end: number) => {
    const y = grid.y(columns.line + top)
    sheet.painter.fill({ x, y, width: weight, height: (end - top) * grid.pitch }, BLACK)
  }
  const from = headColumns === columns.x.length ? headLines : 0
  const { picture, arranged } = layout
  for (let i = 1; i < columns.x.length; i++) {
    const left = columnOf(columns, i - 1)
    const right = columnOf(columns, i)
    // Frames one above the other have no gutter between them.
    if (left.x + left.width > right.x || right.x - left.x - left.width > 4 * grid.em) continue
    const x = Math.round((left.x + left.width + right.x - weight) / 2)
    if (arranged) {
      const top = Math.max(left.line, right.line)
      const end = Math.min(left.line + left.lines, right.line + right.lines)
      for (const [a, b] of openStretches(arranged.obstacles, x, top, end)) draw(x, a, b)
    } else if (!picture || i <= picture.column || i >= picture.column + picture.columns) draw(x, from, columns.lines)
    else {
      draw(x, from, picture.line)
      draw(x, picture.line + picture.lines, columns.lines)
    }
  }
}

/** Lines of a gutter that no obstacle stands in. */
function openStretches(obstacles: readonly Obstacle[], x: number, top: number, end: number): [number, number][] {
  const stretches: [number, number][] = []
  let at = top
  const inWay = obstacles.filter((each) => each.x - (each.gap ?? 0) < x && x < each.x + each.width + (each.gap ?? 0))
  for (const { line, lines } of inWay.sort((a, b) => a.line - b.line)) {
    if (Math.min(line, end) > at) stretches.push([at, Math.min(line, end)])
    at = Math.max(at, line + lines)
  }
  if (end > at) stretches.push([at, end])
  return stretches
}
