import { type Article, type ArticlePart, partText } from '../../document/article.ts'
import type { GridRect } from '../../edition/issue.ts'
import type { Stop } from '../../edition/jumps.ts'
import { drawHead } from '../page/head.ts'
import { drawPicture } from '../page/picture.ts'
import type { Desk, Sheet } from '../page/sheet.ts'
import { balancedLimit, capacity, cutAt, type Filled, type Segment } from './fill.ts'
import { columnsWidth, type Frame, openFrame, pictureArea, segmentsOf } from './frame.ts'
import { BEGIN, type Cursor, END, type FlowItem, flowItems } from './items.ts'
import { drawColumnRules, drawJumpLine, drawPlaced } from './paint.ts'
import { type Tuned, tune } from './tune.ts'

const jumpToText = (page: number): string => `（下转第${page}版）`
const jumpFromText = (page: number): string => `（上接第${page}版）`

/** How one frame came out. */
interface Poured {
  readonly frame: Frame
  readonly items: readonly FlowItem[]
  readonly filled: Filled
  readonly headLines: number
  readonly picture: GridRect | undefined
  readonly segments: readonly Segment[]
  /** Lines kept for jump lines at the beginning and the end. */
  readonly from: string
  readonly to: string
}

/**
 * Composes one article along its way through the issue: every frame in turn, jump lines reserved before the text
 * flows (下转 at the end of a part, 上接 at the start of the next), the last frame's columns evened out. What does not
 * fit is counted, never dropped.
 */
export function composeArticle(desk: Desk, article: Article, stops: readonly Stop[]): void {
  const frames = stops.map((stop, i) => frameAt(desk, article, stops, stop, i))
  let cursor: Cursor = BEGIN
  let items: readonly FlowItem[] | undefined
  let next = 0
  let width = -1
  let broken = false
  const poured: Poured[] = []
  frames.forEach((frame, i) => {
    const { page } = frame.sheet
    const before = frames[i - 1]?.sheet.page.number
    const after = frames[i + 1]?.sheet.page.number
    const from = before === undefined ? article.jumpFrom : before === page.number ? null : before
    const copyJump = after === undefined && article.jumpTo ? jumpToText(article.jumpTo) : ''
    if (!items || frame.columns.width !== width) {
      width = frame.columns.width
      items = flowItems(desk.setter, desk.publication, article, width, cursor, copyJump)
      next = 0
    }
    const finished = i > 0 && next >= items.length
    if (finished && !broken) {
      broken = true
      desk.sheets.get(frames[i - 1]!.sheet.page.number)?.warnings.push({
        code: 'JUMP_BROKEN',
        page: page.number,
        articleId: article.id,
        details: { headline: article.headline || article.slug, from: before ?? page.number, to: page.number },
      })
    }
    const result = pour(desk, frame, items, next, {
      from: from && !finished ? jumpFromText(from) : '',
      to: after !== undefined && after !== page.number ? jumpToText(after) : '',
      chained: after !== undefined,
    })
    items = result.items
    next = result.filled.next
    cursor = items[next]?.cursor ?? END
    poured.push(result)
    if (!finished) paint(desk, article, result)
  })
  account(desk, article, poured)
}

function frameAt(desk: Desk, article: Article, stops: readonly Stop[], stop: Stop, index: number): Frame {
  const sheet = desk.sheets.get(stop.page)!
  const placement = sheet.page.placements[stop.placement]!
  return openFrame(desk, sheet, placement, article, {
    lead: stop.placement === 0,
    continuation: index > 0,
    headed: index === 0 || stops[index - 1]!.page !== stop.page,
  })
}

/** Pours the flow from an item on into one frame and evens out what the text leaves free. */
function pour(
  desk: Desk,
  frame: Frame,
  items: readonly FlowItem[],
  start: number,
  jump: { readonly from: string; readonly to: string; readonly chained: boolean },
): Poured {
  const textLines = restLines(frame, items, start)
  const open = (headLines: number, to: string) => {
    const picture = pictureArea(frame, headLines, textLines)
    const all = segmentsOf(frame, headLines, picture)
    return { picture, segments: reserve(all, jump.from, to) }
  }
  const tuned = (segments: readonly Segment[], extra: ReadonlyMap<number, number>, goesOn = false) =>
    tune(desk.setter, desk.publication.styles.body, frame.columns.width, items, start, segments, extra, goesOn)
  const result = (headLines: number, to: string, poured: Tuned): Poured => {
    const { picture } = open(headLines, to)
    return {
      frame,
      ...poured,
      headLines,
      picture,
      segments: segmentsOf(frame, headLines, picture),
      from: jump.from,
      to,
    }
  }
  const least = frame.head.lines
  const whole = open(least, '')
  const limit = balancedLimit(items, start, whole.segments, frame.columns.lines)
  if (limit === undefined) {
    const { segments } = open(least, jump.to)
    return result(least, jump.to, tuned(segments, new Map(), jump.chained))
  }

  // All of it fits. Lines to spare go to the subheads, then to the head, so that the columns end at the block's foot.
  const extra = new Map<number, number>()
  let end = limit
  const subheads = items.flatMap((item, i) => (i >= start && item.kind === 'subhead' ? [i] : []))
  if (end < frame.columns.lines && subheads.length > 0) {
    const more = new Map(subheads.map((i) => [i, 1]))
    const tried = balancedLimit(items, start, whole.segments, frame.columns.lines, more)
    if (tried !== undefined) {
      for (const [i, lines] of more) extra.set(i, lines)
      end = tried
    }
  }
  let headLines = least
  const fixed = frame.placement.headLines !== undefined || frame.head.rows.length === 0 || start >= items.length
  const slack = fixed ? 0 : desk.house.headSlackLines
  for (let grown = 1; grown <= slack && end < frame.columns.lines; grown++) {
    const tried = balancedLimit(items, start, open(least + grown, '').segments, frame.columns.lines, extra)
    if (tried === undefined) break
    headLines = least + grown
    end = tried
  }
  const { segments } = open(headLines, '')
  const cut = cutAt(segments, end)
  return result(headLines, '', tuned(cut, extra))
}

/** Lines of text under a picture that takes the rest of its block. */
function restLines(frame: Frame, items: readonly FlowItem[], start: number): number {
  if (frame.picture?.area !== 'rest' || start >= items.length) return 0
  const count = frame.columns.x.length
  const columns = frame.columns.x.map((_, column) => ({ column, line: 0, lines: frame.columns.lines }))
  const limit = balancedLimit(items, start, columns, frame.columns.lines)
  const most = Math.max(0, frame.columns.lines - frame.head.lines - 6)
  return Math.min(limit ?? Math.ceil((items.length - start) / count), most)
}

/** Takes the lines of the jump lines off the first and the last segment. */
function reserve(segments: readonly Segment[], from: string, to: string): Segment[] {
  const kept = segments.map((segment, i) => {
    const head = from && i === 0 ? 1 : 0
    const foot = to && i === segments.length - 1 ? 1 : 0
    return { column: segment.column, line: segment.line + head, lines: segment.lines - head - foot }
  })
  return kept.filter((segment) => segment.lines > 0)
}

function paint(desk: Desk, article: Article, poured: Poured): void {
  const { frame, items, filled, picture, headLines, segments } = poured
  const { sheet, columns, head, headColumns } = frame
  const { grid } = desk
  const page = sheet.page.number
  if (frame.placement.boxed) drawBox(desk, frame)
  const headSpan = headColumns === columns.x.length ? headLines : Math.max(headLines, head.lines)
  drawHead(sheet.painter, head, article.id, columns.x[0]!, grid.y(columns.line), headSpan * grid.pitch)
  if (!head.continuation) {
    for (const row of head.rows) if (row.part) desk.ledger.add(article.id, row.part, row.set.start, row.set.end, page)
  }
  if (head.tooLong) {
    const details = { headline: article.headline, lines: head.lines }
    sheet.warnings.push({ code: 'HEADLINE_TOO_LONG', page, articleId: article.id, details })
  }
  if (picture && frame.picture) {
    drawPicture(desk, sheet, article, frame.picture.pictureId, {
      x: columns.x[picture.column]!,
      width: columnsWidth(columns, picture.column, picture.columns),
      line: columns.line + picture.line,
      lines: picture.lines,
    })
  }
  for (const placed of filled.placed) drawPlaced(desk, sheet, article.id, columns, items[placed.item]!, placed)
  const first = segments[0]
  const last = segments.at(-1)
  if (poured.from && first) drawJumpLine(desk, sheet, columns, first.column, first.line, poured.from, 'start')
  if (poured.to && last) drawJumpLine(desk, sheet, columns, last.column, last.line + last.lines - 1, poured.to, 'end')
  drawColumnRules(desk, sheet, columns, headColumns === columns.x.length ? headLines : 0, picture)
}

function drawBox({ grid, house }: Desk, { sheet, placement }: Frame): void {
  const { block } = placement
  const inset = Math.round(grid.pitch / 4)
  const rect = {
    x: grid.x(block.column),
    y: grid.y(block.line) + inset,
    width: grid.span(block.columns),
    height: block.lines * grid.pitch - 2 * inset,
  }
  sheet.painter.box(rect, house.boxRule, { c: 0, m: 0, y: 0, k: 1000 })
}

/** Books copyfit, overset and the parts that have no place. */
function account(desk: Desk, article: Article, poured: readonly Poured[]): void {
  const last = poured.at(-1)!
  const { sheet, columns } = last.frame
  const rest = last.items.slice(last.filled.next)
  let oversetCharacters = 0
  for (const item of rest) {
    for (const line of item.beside ? [...item.rows, item.beside] : item.rows) {
      if (!line.part) continue
      oversetCharacters += letters(line.text.slice(line.set.start, line.set.end))
      desk.ledger.add(article.id, line.part, line.base + line.set.start, line.base + line.set.end, null)
    }
  }
  const oversetLines = rest.reduce((sum, item) => sum + item.lines, 0)
  const reserved = last.from ? 1 : 0
  const free = rest.length > 0 || last.items.length === 0 ? 0 : capacity(last.segments) - reserved - last.filled.used
  const undersetLines = Math.max(0, free)
  const headline = article.headline || article.slug
  const figures = {
    oversetLines,
    oversetCharacters,
    undersetLines,
    undersetCharacters: undersetLines * columns.characters,
  }
  const pages = new Set<number>()
  for (const each of poured) {
    const { page } = each.frame.sheet
    if (pages.has(page.number) || page.number === sheet.page.number) continue
    pages.add(page.number)
    const fits = { oversetLines: 0, oversetCharacters: 0, undersetLines: 0, undersetCharacters: 0 }
    each.frame.sheet.copyfit.push({ articleId: article.id, headline, ...fits })
  }
  sheet.copyfit.push({ articleId: article.id, headline, ...figures })
  const at = { x: columns.x[0]!, y: desk.grid.y(columns.line) }
  const warn = (code: 'OVERSET' | 'UNDERSET', details: Record<string, string | number>) =>
    sheet.warnings.push({ code, page: sheet.page.number, articleId: article.id, details: { headline, ...details }, at })
  if (oversetLines > 0) warn('OVERSET', { lines: oversetLines, characters: oversetCharacters })
  // Less than a row of the block is the last column's own business.
  if (undersetLines >= columns.x.length)
    warn('UNDERSET', { lines: undersetLines, characters: figures.undersetCharacters })
  const pictured = poured.some((each) => each.picture)
  if (!pictured) for (const part of ['caption', 'credit'] as const) notPlaced(desk, sheet, article, part)
}

/** A part the make-up gives no place to: overset as a whole. */
export function notPlaced(desk: Desk, sheet: Sheet | undefined, article: Article, part: ArticlePart): void {
  const text = partText(article, part)
  if (!text) return
  desk.ledger.add(article.id, part, 0, text.length, null)
  const details = { headline: article.headline || article.slug, part, characters: letters(text) }
  sheet?.warnings.push({ code: 'PART_NOT_PLACED', page: sheet.page.number, articleId: article.id, details })
}

/** Characters as a newspaper counts them: all but spaces. */
export const letters = (text: string): number => [...text].filter((char) => !/\s/.test(char)).length
