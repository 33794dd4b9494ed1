import { ARTICLE_PARTS, type ArticlePart } from '../../document/article.ts'
import type { Stretch } from '../report.ts'

/** Keeps book of every letter: which stretch of which part is printed where, and what is not printed at all. */
export class Ledger {
  private readonly entries: Stretch[] = []

  /** `page` null: overset, printed nowhere. Offsets are of the part's plain text. */
  add(articleId: string, part: ArticlePart, start: number, end: number, page: number | null): void {
    if (end > start) this.entries.push({ articleId, part, start, end, page })
  }

  /** All stretches by article (in order of first entry), part and place; neighbours on one page joined. */
  stretches(): Stretch[] {
    const articles = new Map<string, number>()
    for (const { articleId } of this.entries) if (!articles.has(articleId)) articles.set(articleId, articles.size)
    const order = (entry: Stretch) => articles.get(entry.articleId)! * 16 + ARTICLE_PARTS.indexOf(entry.part)
    const sorted = [...this.entries].sort((a, b) => order(a) - order(b) || a.start - b.start)
    const joined: Stretch[] = []
    for (const entry of sorted) {
      const last = joined.at(-1)
      // One apart: the line end between two blocks of the body, which is nobody's letter.
      if (
        last &&
        last.articleId === entry.articleId &&
        last.part === entry.part &&
        last.page === entry.page &&
        entry.start <= last.end + 1
      )
        joined[joined.length - 1] = { ...last, end: Math.max(last.end, entry.end) }
      else joined.push(entry)
    }
    return joined
  }
}
