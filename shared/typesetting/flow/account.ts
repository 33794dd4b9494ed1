import { type Article, type ArticlePart, partText } from '../../document/article.ts'
import { adjustmentsOf } from '../copyfit/adjustments.ts'
import type { Desk, Sheet } from '../page/sheet.ts'
import { capacity } from './fill.ts'
import type { Poured } from './pour.ts'

/** Books copyfit, overset and the parts that have no place. */
export function account(
  desk: Desk,
  article: Article,
  poured: readonly Poured[],
  printed: ReadonlySet<ArticlePart>,
): void {
  for (const each of poured) {
    const { adjustments } = each.frame.sheet
    const { setter, publication } = desk
    if (!each.frame.shaped) adjustments.push(...adjustmentsOf(setter, article.id, publication.styles.body, each))
  }
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
  const free = rest.length > 0 || last.items.length === 0 ? 0 : capacity(last.room) - last.filled.used
  const undersetLines = Math.max(0, free)
  const headline = article.headline || article.slug
  const figures = {
    oversetLines,
    oversetCharacters,
    undersetLines,
    undersetCharacters: Math.round(undersetLines * charactersOf(desk, last)),
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
  for (const part of ['caption', 'credit'] as const) if (!printed.has(part)) notPlaced(desk, sheet, article, part)
}

/** Characters on a line of a frame, on average where lines differ. */
function charactersOf({ grid }: Desk, { frame, room }: Poured): number {
  const lines = capacity(room)
  if (!frame.shaped || lines === 0) return frame.columns.characters
  const width = room.reduce((sum, segment) => sum + segment.lines * (segment.width ?? frame.columns.width), 0)
  return width / lines / grid.em
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
