import type { Article, ArticlePart } from '../../document/article.ts'
import { BLACK, type TextOrigin } from '../display-list.ts'
import type { TextColumns } from '../page/grid.ts'
import { EM_TOP } from '../page/grid.ts'
import { drawHead } from '../page/head.ts'
import { aligned } from '../page/painter.ts'
import { drawPicture } from '../page/picture.ts'
import { drawQuote } from '../page/quote.ts'
import type { Desk, Sheet } from '../page/sheet.ts'
import { isHeadAbove, type Room } from './arrange.ts'
import { drawColumnRules } from './column-rules.ts'
import type { PlacedItem, Segment } from './fill.ts'
import { columnsWidth, type Frame } from './frame.ts'
import type { FlowItem, PartLine } from './items.ts'
import type { Poured } from './pour.ts'

/** Justification opening gaps wider than this, 1/1000 em, is seen across the table. */
const LOOSE = 500

/**
 * Draws one frame of an article: box, head, pictures and insets, text, jump lines, column rules. `printed` says which of
 * the parts beside a picture the article has had; they are printed once.
 */
export function paintFrame(desk: Desk, article: Article, poured: Poured, printed: Set<ArticlePart>): void {
  const { frame, items, filled, layout } = poured
  const { sheet, columns, head } = frame
  const page = sheet.page.number
  if (isBoxed(frame)) drawBox(desk, frame)
  paintHead(desk, article, poured)
  if (!head.continuation) {
    for (const row of head.rows) if (row.part) desk.ledger.add(article.id, row.part, row.set.start, row.set.end, page)
  }
  if (head.tooLong) {
    const details = { headline: article.headline, lines: head.lines }
    sheet.warnings.push({ code: 'HEADLINE_TOO_LONG', page, articleId: article.id, details })
  }
  const picture = (pictureId: string, room: Room) => {
    const first = article.pictures.length === 0 || article.pictures[0] === pictureId
    const own = first && !printed.has('caption')
    drawPicture(desk, sheet, article, pictureId, { ...room, line: columns.line + room.line }, own)
    if (own) for (const part of ['caption', 'credit'] as const) printed.add(part)
  }
  if (layout.picture && frame.picture) {
    const { column, columns: count, line, lines } = layout.picture
    picture(frame.picture.pictureId, {
      x: columns.x[column]!,
      width: columnsWidth(columns, column, count),
      line,
      lines,
    })
  }
  for (const { inset, room } of layout.arranged?.insets ?? []) {
    if (inset.kind === 'picture') picture(inset.pictureId, room)
    else if (inset.kind === 'quote')
      drawQuote(desk, sheet, article, inset.text, { ...room, line: columns.line + room.line })
  }
  for (const placed of filled.placed) drawPlaced(desk, sheet, article.id, columns, items[placed.item]!, placed)
  if (poured.from) drawJumpLine(desk, sheet, columns, poured.from.at, poured.from.text, 'start')
  if (poured.to) drawJumpLine(desk, sheet, columns, poured.to.at, poured.to.text, 'end')
  drawColumnRules(desk, poured)
}

function paintHead({ grid }: Desk, article: Article, { frame, filled, headLines, layout }: Poured): void {
  const { sheet, placement, columns, head, headColumns } = frame
  const { painter } = sheet
  if (!layout.arranged) {
    const lines = headColumns === columns.x.length ? headLines : Math.max(headLines, head.lines)
    drawHead(painter, head, article.id, columns.x[0]!, grid.y(columns.line), lines * grid.pitch)
    return
  }
  const room = layout.arranged.head
  if (!room) return
  const top = grid.y(columns.line + room.line)
  const height = room.lines * grid.pitch
  const above = isHeadAbove(grid, placement, columns)
  // Beside or amid the text a head keeps together, in the middle of its room, or of the text where that is shorter.
  const inColumns = room.lines === columns.lines && !above
  const foot = Math.max(head.lines, ...filled.placed.map((each) => each.line + each.lines - room.line))
  const shared = inColumns ? Math.min(height, foot * grid.pitch) : height
  const type = head.rows.reduce((sum, row) => sum + row.gapBefore + row.size, 0)
  const spare = above ? 0 : Math.max(0, shared - type) >> 1
  drawHead(painter, head, article.id, room.x, top + spare, above ? height : head.height)
}

/** A box is a rectangle: frames and shapes have none. */
const isBoxed = ({ placement }: Frame): boolean => placement.boxed === true && !placement.frames && !placement.shape

function drawBox({ grid, house }: Desk, { sheet, placement }: Frame): void {
  const { block } = placement
  const inset = Math.round(grid.pitch / 4)
  const rect = {
    x: grid.x(block.column),
    y: grid.y(block.line) + inset,
    width: grid.span(block.columns),
    height: block.lines * grid.pitch - 2 * inset,
  }
  sheet.painter.box(rect, house.boxRule, BLACK)
}

/** Draws an item of the flow where it was placed and enters it in the ledger. */
function drawPlaced(
  desk: Desk,
  sheet: Sheet,
  articleId: string,
  columns: TextColumns,
  item: FlowItem,
  placed: PlacedItem,
): void {
  const { grid } = desk
  const x = placed.x ?? columns.x[placed.column]!
  const width = placed.width ?? columns.width
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
      drawRow(desk, sheet, articleId, row, x, width, baseline)
    })
    return
  }
  item.rows.forEach((row, i) => {
    const at = line + (row.line ?? i)
    if (row.set.stretch > LOOSE) warnLoose(sheet, articleId, row, x, grid.y(at))
    drawRow(desk, sheet, articleId, row, x, width, grid.baseline(at) + (row.drop ?? 0))
  })
  for (const rule of item.rules ?? [])
    sheet.painter.fill({ ...rule, x: x + rule.x, y: grid.y(line) + rule.y }, item.rows[0]?.style.ink ?? BLACK)
  if (item.beside) drawRow(desk, sheet, articleId, item.beside, x, width, grid.baseline(line + item.rows.length - 1))
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
function drawJumpLine(
  desk: Desk,
  sheet: Sheet,
  columns: TextColumns,
  at: Segment,
  text: string,
  align: 'start' | 'end',
) {
  const style = desk.publication.styles.jump
  const row = desk.setter.row(text, style)
  const width = Math.round((row.width * style.size) / 1000)
  const x = aligned(align, at.x ?? columns.x[at.column]!, at.width ?? columns.width, width)
  const baseline = desk.grid.baseline(columns.line + at.line)
  sheet.painter.line(row, text, { x, baseline, size: style.size, ink: style.ink })
}

function warnLoose(sheet: Sheet, articleId: string, row: PartLine, x: number, y: number): void {
  const text = row.text.slice(row.set.start, row.set.end)
  const details = { text, gap: row.set.stretch }
  sheet.warnings.push({ code: 'LOOSE_LINE', page: sheet.page.number, articleId, details, at: { x, y } })
}
