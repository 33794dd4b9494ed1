import { runsText, type Table, type TableCell, type TableColumn } from '../../document/article.ts'
import type { BlockStyle } from '../../edition/styles.ts'
import type { Milli, Rect } from '../display-list.ts'
import type { FlowItem, PartLine } from '../flow/items.ts'
import type { SetLine } from '../inline/types.ts'
import { copyOf } from './copy.ts'
import { type BlockPlace, type Galley, type Room, roomFor } from './space.ts'
import { widthToPoint } from './tabs.ts'

const ENDLESS = 4_000_000_000
/** Least width of a column, in characters. */
const LEAST = 1
/** A table of up to so many lines of the grid stands in one column. */
const KEPT_WHOLE = 8
/** The rules above and below a table, in 1/1000 of its thin rules. */
const OUTER_RULE = 2500

/**
 * A table fitted to its column: every row takes whole lines of the grid, cells too narrow for their text break it into
 * lines, rules stand between lines of the grid. A short table is never divided; a long one keeps its header with the
 * first row and its last row with the one before.
 */
export function tableItems(galley: Galley, table: Table, style: BlockStyle, place: BlockPlace): FlowItem[] {
  const { styles } = galley
  const header = styles.get(`${style.name}-header`) ?? style
  const room = roomFor(galley, { ...style, text: { ...style.text, align: 'start' } })
  const pad = style.rules === 'grid' ? Math.round(style.text.size / 4) : 0
  const gap = style.rules === 'grid' ? 2 * pad : Math.round(style.text.size / 2)
  const typeOf = (row: number) => (row < table.headerRows ? header : style).text
  const columns = fitColumns(galley, table, typeOf, room, gap, pad)
  const points = pointsOf(galley, table, typeOf)
  const items: FlowItem[] = []
  let offset = 0
  table.rows.forEach((cells, index) => {
    const rows: PartLine[] = []
    const at = offset
    const type = typeOf(index)
    let lines = 1
    cells.forEach((cell, column) => {
      const text = runsText(cell.runs)
      const start = place.start + offset
      offset += text.length + 1
      if (text === '' || at < place.offset) return
      const own = columns[column]!
      const heads = index < table.headerRows
      const align = heads && table.columns[column]!.align === 'decimal' ? 'center' : alignOf(table.columns[column]!)
      const base = { part: 'body' as const, text, base: start, style: { ...type, align, indent: 0 } }
      const point = heads ? undefined : points[column]
      if (point !== undefined) {
        const set = oneLine(galley, cell, type)
        const x = own.x + Math.round((own.width - point.width) / 2) + point.before - toPoint(set, text, type.size)
        const wide = Math.round((set.width * type.size) / 1000)
        if (x >= own.x && x + wide <= own.x + own.width) {
          rows.push({ ...base, style: { ...base.style, align: 'start' }, set, place: { x, width: wide }, line: 0 })
          return
        }
      }
      const sets = galley.setter.paragraph(copyOf(cell.runs), { ...type, align, indent: 0 }, own.width, false).lines
      sets.forEach((set, line) => {
        rows.push({ ...base, set, place: own, line })
      })
      lines = Math.max(lines, sets.length)
    })
    if (at < place.offset) return
    items.push({
      kind: 'text',
      lines,
      rows,
      rules: rulesOf(galley, table, style, room, columns, gap, index, lines),
      marked: true,
      keepNext: 0,
      widow: index > 0 && index === table.rows.length - 1,
      cursor: { block: place.index, offset: at },
    })
  })
  return kept(items, table.headerRows, style.keepNext)
}

const alignOf = ({ align }: TableColumn): 'start' | 'center' | 'end' => (align === 'decimal' ? 'end' : align)

const oneLine = ({ setter }: Galley, cell: TableCell, type: BlockStyle['text']): SetLine =>
  setter.paragraph(copyOf(cell.runs), { ...type, align: 'start', indent: 0 }, ENDLESS, false).lines[0]!

const toPoint = (set: SetLine, text: string, size: Milli): Milli => Math.round((widthToPoint(set, text) * size) / 1000)

/** Of each decimal column: how far its numbers reach before the point, and from first to last. */
function pointsOf(galley: Galley, table: Table, typeOf: (row: number) => BlockStyle['text']) {
  return table.columns.map(({ align }, column) => {
    if (align !== 'decimal') return undefined
    let before = 0
    let after = 0
    for (let row = table.headerRows; row < table.rows.length; row++) {
      const cell = table.rows[row]![column]!
      const text = runsText(cell.runs)
      const type = typeOf(row)
      const set = oneLine(galley, cell, type)
      const point = toPoint(set, text, type.size)
      before = Math.max(before, point)
      after = Math.max(after, Math.round((set.width * type.size) / 1000) - point)
    }
    return { before, width: before + after }
  })
}

/**
 * Widths: what is asked for, or as wide as the widest text. What the table's room has beyond that is shared out evenly;
 * where it has less, the widest columns give way first, down to one common width.
 */
function fitColumns(
  galley: Galley,
  table: Table,
  typeOf: (row: number) => BlockStyle['text'],
  room: Room,
  gap: Milli,
  pad: Milli,
): Room[] {
  const em = galley.publication.format.bodySize
  const count = table.columns.length
  const space = Math.max(count, room.width - gap * (count - 1) - 2 * pad)
  const wanted = table.columns.map(({ width }, column) => {
    if (width !== undefined) return Math.max(1, Math.round((width * em) / 1000))
    const widths = table.rows.map((cells, row) => {
      const { size } = typeOf(row)
      return Math.ceil((oneLine(galley, cells[column]!, typeOf(row)).width * size) / 1000)
    })
    return Math.max(LEAST * em, ...widths)
  })
  const total = wanted.reduce((sum, width) => sum + width, 0)
  const widths = total <= space ? shareOut(wanted, space - total) : giveWay(wanted, space)
  let x = room.x + pad
  return widths.map((width) => {
    const column = { x, width }
    x += width + gap
    return column
  })
}

const shareOut = (widths: readonly Milli[], spare: Milli): Milli[] =>
  widths.map((width, i) => {
    const share = Math.floor((spare * (i + 1)) / widths.length) - Math.floor((spare * i) / widths.length)
    return width + share
  })

function giveWay(wanted: readonly Milli[], space: Milli): Milli[] {
  let left = space
  let open = wanted.length
  let level = 0
  for (const width of [...wanted].sort((a, b) => a - b)) {
    level = Math.floor(left / open)
    if (width > level) break
    left -= width
    open--
  }
  return wanted.map((width) => Math.min(width, level))
}

/** Rules of one row, from the upper edge of its first line; the middle of a rule is the edge between two lines. */
function rulesOf(
  { publication }: Galley,
  table: Table,
  style: BlockStyle,
  room: Room,
  columns: readonly Room[],
  gap: Milli,
  row: number,
  lines: number,
): Rect[] {
  if (style.rules === 'none') return []
  const thin = style.ruleWeight
  const thick = Math.round((thin * OUTER_RULE) / 1000)
  const grid = style.rules === 'grid'
  const height = lines * publication.format.linePitch
  const across = (y: Milli, weight: Milli): Rect => ({
    x: room.x,
    y: y - Math.round(weight / 2),
    width: room.width,
    height: weight,
  })
  const rules: Rect[] = []
  const last = row === table.rows.length - 1
  if (row === 0) rules.push(across(0, grid ? thin : thick))
  if (last) rules.push(across(height, grid ? thin : thick))
  else if (grid || row === table.headerRows - 1) rules.push(across(height, thin))
  if (!grid) return rules
  const down = (x: Milli): Rect => ({ x: x - Math.round(thin / 2), y: 0, width: thin, height })
  rules.push({ ...down(room.x), x: room.x }, { ...down(0), x: room.x + room.width - thin })
  for (const column of columns.slice(1)) rules.push(down(column.x - Math.round(gap / 2)))
  return rules
}

function kept(items: readonly FlowItem[], headerRows: number, keepNext: number): FlowItem[] {
  const whole = items.reduce((sum, item) => sum + item.lines, 0) <= KEPT_WHOLE
  return items.map((item, i) => {
    const after = items.length - 1 - i
    if (after === 0) return { ...item, keepNext }
    return { ...item, keepNext: whole ? after : i < headerRows ? headerRows - i : after === 1 ? 1 : 0 }
  })
}
