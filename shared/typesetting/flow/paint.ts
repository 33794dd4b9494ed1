import type { GridRect } from '../../edition/issue.ts'
import { BLACK, type TextOrigin } from '../display-list.ts'
import type { TextColumns } from '../page/grid.ts'
import { EM_TOP } from '../page/grid.ts'
import { aligned } from '../page/painter.ts'
import type { Desk, Sheet } from '../page/sheet.ts'
import type { PlacedItem } from './fill.ts'
import type { FlowItem, PartLine } from './items.ts'

/** Justification opening gaps wider than this, 1/1000 em, is seen across the table. */
const LOOSE = 500

/** Draws an item of the flow where it was placed and enters it in the ledger. */
export function drawPlaced(
  desk: Desk,
  sheet: Sheet,
  articleId: string,
  columns: TextColumns,
  item: FlowItem,
  placed: PlacedItem,
): void {
  const { grid } = desk
  const x = columns.x[placed.column]!
  const line = columns.line + placed.line
  if (item.kind === 'subhead') {
    const size = item.rows[0]!.style.size
    const leading = Math.round(size * 1.18)
    const height = leading * (item.rows.length - 1) + size
    // Lines beyond its own go above: a subhead belongs to the text under it.
    const spare = (placed.lines - item.lines) * grid.pitch
    const top = grid.y(line) + spare * 0.6 + (placed.lines * grid.pitch - spare - height) / 2
    item.rows.forEach((row, i) => {
      const baseline = Math.round(top + i * leading + (size * EM_TOP) / 1000)
      drawRow(desk, sheet, articleId, row, x, columns.width, baseline)
    })
    return
  }
  item.rows.forEach((row, i) => {
    const at = line + (row.line ?? i)
    if (row.set.stretch > LOOSE) warnLoose(sheet, articleId, row, x, grid.y(at))
    drawRow(desk, sheet, articleId, row, x, columns.width, grid.baseline(at) + (row.drop ?? 0))
  })
  for (const rule of item.rules ?? [])
    sheet.painter.fill({ ...rule, x: x + rule.x, y: grid.y(line) + rule.y }, item.rows[0]?.style.ink ?? BLACK)
  if (item.beside)
    drawRow(desk, sheet, articleId, item.beside, x, columns.width, grid.baseline(line + item.rows.length - 1))
}

function drawRow(
  desk: Desk,
  sheet: Sheet,
  articleId: string,
  row: PartLine,
  column: number,
  columnWidth: number,
  baseline: number,
): void {
  const { size, ink, align } = row.style
  const x = column + (row.place?.x ?? 0)
  const width = row.place?.width ?? columnWidth
  const left = align === 'justify' ? x : aligned(align, x, width, Math.round((row.set.width * size) / 1000))
  const origin: TextOrigin | undefined = row.part && { articleId, part: row.part, start: row.base }
  sheet.painter.line(row.set, row.text, { x: left, baseline, size, ink }, origin)
  if (row.part) {
    const { start, end } = row.set
    desk.ledger.add(articleId, row.part, row.base + start, row.base + end, sheet.page.number)
  }
}

/** 下转 flush right at the end of a part, 上接 flush left at the start of the next. */
export function drawJumpLine(
  desk: Desk,
  sheet: Sheet,
  columns: TextColumns,
  column: number,
  line: number,
  text: string,
  align: 'start' | 'end',
): void {
  const style = desk.publication.styles.jump
  const row = desk.setter.row(text, style)
  const width = Math.round((row.width * style.size) / 1000)
  const x = aligned(align, columns.x[column]!, columns.width, width)
  const baseline = desk.grid.baseline(columns.line + line)
  sheet.painter.line(row, text, { x, baseline, size: style.size, ink: style.ink })
}

/** Rules between the columns of one article, where the house wants them; never through a picture. */
export function drawColumnRules(
  { grid, house }: Desk,
  sheet: Sheet,
  columns: TextColumns,
  from: number,
  picture: GridRect | undefined,
): void {
  const weight = house.columnRule
  if (weight === 0) return
  const ink = { c: 0, m: 0, y: 0, k: 1000 }
  for (let i = 1; i < columns.x.length; i++) {
    const x = Math.round((columns.x[i - 1]! + columns.width + columns.x[i]! - weight) / 2)
    const draw = (top: number, end: number) => {
      const y = grid.y(columns.line + top)
      sheet.painter.fill({ x, y, width: weight, height: (end - top) * grid.pitch }, ink)
    }
    if (!picture || i <= picture.column || i >= picture.column + picture.columns) draw(from, columns.lines)
    else {
      draw(from, picture.line)
      draw(picture.line + picture.lines, columns.lines)
    }
  }
}

function warnLoose(sheet: Sheet, articleId: string, row: PartLine, x: number, y: number): void {
  const text = row.text.slice(row.set.start, row.set.end)
  const details = { text, gap: row.set.stretch }
  sheet.warnings.push({ code: 'LOOSE_LINE', page: sheet.page.number, articleId, details, at: { x, y } })
}
