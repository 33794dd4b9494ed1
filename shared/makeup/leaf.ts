import type { Article } from '../document/article.ts'
import type { GridRect, Picture } from '../edition/issue.ts'
import { balancedLimit, capacity, type Segment } from '../typesetting/flow/fill.ts'
import { type FlowItem, flowItems } from '../typesetting/flow/items.ts'
import { composeHead, type Head } from '../typesetting/page/head.ts'
import { wordLines } from '../typesetting/page/picture.ts'
import type { Desk } from '../typesetting/page/sheet.ts'

/** What an article needs at one width, in lines of the grid: from `least` on it fits, up to `most` it fills its place. */
export interface Shape {
  readonly least: number
  readonly most: number
  /** Dislike of the shape itself, in lines of one column. */
  readonly cost: number
  /** A headline stands at the top. */
  readonly headline: boolean
  readonly picture?: {
    readonly pictureId: string
    readonly area: GridRect
    /** Lines the picture may become higher by, within what cropping allows. */
    readonly grow: number
  }
}

/** An article measured once: its flow set to the page's column, its shape per width on demand. */
export interface Leaf {
  readonly article: Article
  /** Lines of one column its text takes. */
  readonly textLines: number
  /** Ways to set it at a width; more than one where a picture may be smaller or larger. */
  shapes(columns: number): readonly Shape[]
  /** The same article with its text kept to so many lines, for the one that will be overset. */
  clipped(lines: number): Leaf
}

const NATURAL_RATIO = 2 / 3
/** How far a picture may be cropped from its own shape; a picture not yet there is bound to nothing. */
const CROP = { least: 0.82, most: 1.22 }
const OPEN = { least: 0.5, most: 1.12 }

/** Measures an article: composes its text to the page's column, once. */
export function measureLeaf(desk: Desk, article: Article, lead: boolean): Leaf {
  const width = desk.grid.span(1)
  const jumpTo = article.jumpTo ? `（下转第${article.jumpTo}版）` : ''
  const items = flowItems(desk.setter, desk.publication, article, width, undefined, jumpTo)
  const textLines = items.reduce((sum, item) => sum + item.lines, 0) + (article.jumpFrom ? 1 : 0)
  const leaf = (clip: number | undefined): Leaf => leafOf(desk, article, items, lead, clip, clip ?? textLines, leaf)
  return leaf(undefined)
}

function leafOf(
  desk: Desk,
  article: Article,
  items: readonly FlowItem[],
  lead: boolean,
  clip: number | undefined,
  textLines: number,
  again: (clip: number) => Leaf,
): Leaf {
  const shapes = new Map<number, readonly Shape[]>()
  return {
    article,
    textLines,
    shapes(columns) {
      const known = shapes.get(columns)
      if (known) return known
      const found = shapesAt(desk, article, items, columns, lead, clip)
      shapes.set(columns, found)
      return found
    },
    clipped: again,
  }
}

function shapesAt(
  desk: Desk,
  article: Article,
  items: readonly FlowItem[],
  columns: number,
  lead: boolean,
  clip: number | undefined,
): Shape[] {
  const { grid, publication, setter } = desk
  const width = grid.span(columns)
  const head = composeHead(setter, publication, article, { width, pitch: grid.pitch, lead, continuation: false })
  if (article.kind === 'picture-story') return [pictureShape(desk, article, items, columns, head.lines)]
  const text: Text = { desk, article, items, columns, lead, clip, head }
  const pictureId = article.pictures.find((id) => desk.pictures.has(id))
  if (!pictureId) return [textShape(text, undefined)]
  // About half of the columns is best; a third or two thirds where the page asks for less or more.
  const across =
    columns <= 2 ? [columns] : [Math.ceil(columns / 2), Math.ceil(columns / 3), Math.ceil((2 * columns) / 3)]
  return [...new Set(across)].map((each, i) => {
    const shape = textShape(text, insetPicture(desk, article, pictureId, columns, each))
    return { ...shape, cost: shape.cost + (i === 0 ? 0 : 4) }
  })
}

interface Text {
  readonly desk: Desk
  readonly article: Article
  readonly items: readonly FlowItem[]
  readonly columns: number
  readonly lead: boolean
  readonly clip: number | undefined
  readonly head: Head
}

function textShape({ desk, article, items, columns, lead, clip, head }: Text, picture: Shape['picture']): Shape {
  let rows: number
  if (clip === undefined) {
    rows = rowsFor(items, columns, article.jumpFrom ? 1 : 0, picture?.area)
  } else {
    rows = Math.ceil((clip + (picture ? picture.area.columns * (picture.area.lines + 1) : 0)) / columns)
  }
  if (picture) rows = Math.max(rows, picture.area.lines + 1)
  const subheads = items.filter((item) => item.kind === 'subhead').length
  const grow =
    (head.rows.length > 0 ? desk.house.headSlackLines : 0) +
    (picture ? Math.floor((picture.grow * picture.area.columns) / columns) : 0)
  const least = head.lines + rows
  let cost = 0
  if (rows < 8) cost += (8 - rows) * columns
  if (rows > 64) cost += (rows - 64) * 0.5 * columns
  if (head.tooLong) cost += 40
  if (head.lines > rows && rows > 0) cost += (head.lines - rows) * 2
  if (columns === 1) cost += 12
  const wide = Math.ceil(desk.grid.format.columns * 0.6)
  if (lead && columns < wide) cost += (wide - columns) * 22
  return {
    least,
    most: least + grow + Math.floor(subheads / columns),
    cost,
    headline: true,
    ...(picture ? { picture } : {}),
  }
}

/** Rows of the block that hold the text beside its picture, all columns beginning at one height. */
function rowsFor(items: readonly FlowItem[], columns: number, reserved: number, picture: GridRect | undefined): number {
  const lines = items.reduce((sum, item) => sum + item.lines, 0)
  if (lines === 0) return 0
  const most = lines + reserved + (picture ? picture.lines + 1 : 0) + 8
  const segments: Segment[] = []
  for (let column = 0; column < columns; column++) {
    const inside = picture && column >= picture.column && column < picture.column + picture.columns
    const first = (inside ? picture.lines + 1 : 0) + (column === 0 ? reserved : 0)
    segments.push({ column, line: first, lines: most - first })
  }
  return balancedLimit(items, 0, segments, most) ?? capacity(segments)
}

/** A picture in an article stands at the right, under the head. */
function insetPicture(
  desk: Desk,
  article: Article,
  pictureId: string,
  columns: number,
  across: number,
): Shape['picture'] {
  const width = desk.grid.span(across)
  const lines = Math.round((width * ratioOf(desk.pictures.get(pictureId))) / desk.grid.pitch)
  const area = { column: columns - across, line: 0, columns: across, lines: lines + wordLines(desk, article, width) }
  return { pictureId, area, grow: Math.floor(lines * (CROP.most - 1)) }
}

function pictureShape(
  desk: Desk,
  article: Article,
  items: readonly FlowItem[],
  columns: number,
  headLines: number,
): Shape {
  const { grid } = desk
  const width = grid.span(columns)
  const pictureId = article.pictures.find((id) => desk.pictures.has(id))
  const ratio = ratioOf(pictureId ? desk.pictures.get(pictureId) : undefined)
  const range = pictureId ? { least: ratio * CROP.least, most: ratio * CROP.most } : OPEN
  const rows = rowsFor(items, columns, 0, undefined)
  const rest = headLines + wordLines(desk, article, width) + (rows > 0 ? rows + 1 : 0)
  const lines = (of: number) => Math.max(6, Math.round((width * of) / grid.pitch))
  const small = Math.max(0, Math.ceil(grid.format.columns * 0.4) - columns)
  return {
    least: rest + lines(range.least),
    most: rest + lines(range.most),
    cost: small * 15,
    headline: article.headline !== '',
  }
}

const ratioOf = (picture: Picture | undefined): number =>
  picture ? picture.pixels.height / picture.pixels.width : NATURAL_RATIO
