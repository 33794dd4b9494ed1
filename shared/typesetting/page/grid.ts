// Page furniture and geometry: the grid, heads, masthead, folio, rules and pictures, as items of a display list.
import { footprint, type GridRect, type Placement } from '../../edition/issue.ts'
import type { PageFormat } from '../../edition/publication.ts'
import type { Milli, Rect } from '../display-list.ts'

/** Em box of Han type above the baseline, 1/1000 em: 880 up, 120 down in every font this program ships. */
export const EM_TOP = 880

/** The module of a page: columns counted in characters of body size, lines of the baseline grid. Lengths in 1/1000 pt. */
export interface Grid {
  readonly format: PageFormat
  /** One character of body size. */
  readonly em: Milli
  readonly pitch: Milli
  /** Left edge of a column. */
  x(column: number): Milli
  /** Width of so many columns with the gutters between them. */
  span(columns: number): Milli
  /** Characters on the line of so many columns: 13n + (n − 1) on a broadsheet. */
  characters(columns: number): number
  /** Upper edge of a line of the grid. */
  y(line: number): Milli
  /** Where body text of a line stands: its em box centred in the line. */
  baseline(line: number): Milli
  readonly typeArea: Rect
}

export function gridOf(format: PageFormat): Grid {
  const { bodySize: em, linePitch: pitch, charactersPerColumn, gutterCharacters, typeArea } = format
  const characters = (columns: number) => columns * charactersPerColumn + (columns - 1) * gutterCharacters
  const drop = Math.round((pitch - em) / 2 + (em * EM_TOP) / 1000)
  return {
    format,
    em,
    pitch,
    x: (column) => typeArea.x + column * (charactersPerColumn + gutterCharacters) * em,
    span: (columns) => characters(columns) * em,
    characters,
    y: (line) => typeArea.y + line * pitch,
    baseline: (line) => typeArea.y + line * pitch + drop,
    typeArea: {
      x: typeArea.x,
      y: typeArea.y,
      width: characters(format.columns) * em,
      height: format.lines * pitch,
    },
  }
}

/** The columns of text inside a block. */
export interface TextColumns {
  /** Left edge and common width of the columns. */
  readonly x: readonly Milli[]
  readonly width: Milli
  /** Whole characters a line holds. */
  readonly characters: number
  /** First line of the grid and number of lines, the box's own lines taken off. */
  readonly line: number
  readonly lines: number
  /** Where columns are not all alike: every one by itself, its first line counted from `line`. */
  readonly each?: readonly Column[]
}

/** One column of its own width and height. */
export interface Column {
  readonly width: Milli
  readonly line: number
  readonly lines: number
}

/** Who gets the characters that k columns in the space of n leave over. */
export type Remainder = NonNullable<Placement['remainder']>

/**
 * Columns of a block. With `columns` other than the block's own (合栏, 破栏: k in the space of n) each takes
 * (span(n) − (k − 1)) / k whole characters; what is left widens the gutters in equal parts, or the first or last
 * columns by one character each. A box 加框 costs one character at either side and one line above and below.
 */
export function textColumns(
  grid: Grid,
  block: GridRect,
  columns = block.columns,
  boxed = false,
  remainder: Remainder = 'gutters',
): TextColumns {
  const { format, em } = grid
  const inset = boxed ? 1 : 0
  const gutter = format.gutterCharacters
  const total = grid.characters(block.columns) - 2 * inset
  const characters = Math.max(1, Math.floor((total - (columns - 1) * gutter) / columns))
  const left = Math.max(0, total - columns * characters - (columns - 1) * gutter)
  const x0 = grid.x(block.column) + inset * em
  const place = {
    width: characters * em,
    characters,
    line: block.line + inset,
    lines: Math.max(0, block.lines - 2 * inset),
  }
  if (remainder !== 'gutters' && left > 0 && left < columns) {
    const wide = (i: number) => (remainder === 'first' ? i < left : i >= columns - left)
    const each = Array.from({ length: columns }, (_, i): Column => {
      return { width: (characters + (wide(i) ? 1 : 0)) * em, line: 0, lines: place.lines }
    })
    let at = x0
    const x = each.map(({ width }) => {
      const from = at
      at += width + gutter * em
      return from
    })
    return { ...place, x, each }
  }
  const x = Array.from({ length: columns }, (_, i) => {
    const shared = columns > 1 ? Math.round((i * left * em) / (columns - 1)) : 0
    return x0 + i * (characters + gutter) * em + shared
  })
  return { ...place, x }
}

/** Columns of a placement: of its block, or of its frames one after the other. */
export function placementColumns(grid: Grid, placement: Placement): TextColumns {
  const { block, columns, boxed, remainder, frames, shape } = placement
  if (!frames && !shape) return textColumns(grid, block, columns, boxed, remainder)
  const rects = footprint(placement)
  const line = Math.min(...rects.map((rect) => rect.line))
  const end = Math.max(...rects.map((rect) => rect.line + rect.lines))
  const parts = rects.map((rect) => textColumns(grid, rect, rect.textColumns, false, remainder))
  const each = parts.flatMap((part) =>
    part.x.map((_, i): Column => {
      return { width: part.each?.[i]?.width ?? part.width, line: part.line - line, lines: part.lines }
    }),
  )
  const { width, characters } = parts[0]!
  return { x: parts.flatMap((part) => part.x), width, characters, line, lines: end - line, each }
}

/** One column of some columns: where it stands and how far down it goes. */
export function columnOf(columns: TextColumns, index: number): Column & { readonly x: Milli } {
  const x = columns.x[index]!
  const own = columns.each?.[index]
  return own ? { ...own, x } : { x, width: columns.width, line: 0, lines: columns.lines }
}
