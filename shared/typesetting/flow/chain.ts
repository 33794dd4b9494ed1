import type { Article, ArticlePart } from '../../document/article.ts'
import type { Stop } from '../../edition/jumps.ts'
import type { Desk } from '../page/sheet.ts'
import { account } from './account.ts'
import { type Frame, openFrame } from './frame.ts'
import { BEGIN, type Cursor, END, type FlowItem, flowItems } from './items.ts'
import { paintFrame } from './paint.ts'
import { isUneven, type JumpLines, layoutsOf, type Poured, pour, pourShaped, restLines } from './pour.ts'

const jumpToText = (page: number): string => `（下转第${page}版）`
const jumpFromText = (page: number): string => `（上接第${page}版）`

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
  const printed = new Set<ArticlePart>()
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
    const jump: JumpLines = {
      from: from && !finished ? jumpFromText(from) : '',
      to: after !== undefined && after !== page.number ? jumpToText(after) : '',
      chained: after !== undefined,
    }
    const layouts = layoutsOf(desk, frame, restLines(frame, items, next))
    const uneven = isUneven(frame, layouts(frame.head.lines))
    const result = uneven
      ? pourShaped(desk, frame, article, items[next]?.cursor ?? END, copyJump, layouts, jump)
      : pour(desk, frame, items, next, layouts, jump)
    items = result.items
    next = result.filled.next
    cursor = items[next]?.cursor ?? END
    // What is left was set for lines of this frame alone.
    if (uneven) width = -1
    poured.push(result)
    if (!finished) paintFrame(desk, article, result, printed)
  })
  account(desk, article, poured, printed)
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
