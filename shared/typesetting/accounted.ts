import { ARTICLE_PARTS, type Article, type ArticlePart, partText } from '../document/article.ts'
import type { Stretch } from './report.ts'

/** A place in an article that composition accounts for twice, or not at all. */
export interface Unaccounted {
  readonly articleId: string
  readonly part: ArticlePart
  /** UTF-16 offset in the part's plain text. */
  readonly offset: number
  readonly text: string
}

/**
 * The other half of the tail guard: the guard proves that each stretch stands in the file as the archive has it, this
 * proves that the stretches are the whole article. Every character of every part is in exactly one stretch, printed or
 * overset; blanks between stretches do not count. Answers the first place of each article where that is not so.
 */
export function unaccounted(articles: readonly Article[], stretches: readonly Stretch[]): Unaccounted[] {
  const found: Unaccounted[] = []
  for (const article of articles) {
    for (const part of ARTICLE_PARTS) {
      const text = partText(article, part)
      const own = stretches
        .filter((stretch) => stretch.articleId === article.id && stretch.part === part && stretch.end > stretch.start)
        .sort((a, b) => a.start - b.start)
      const place = firstGap(text, own)
      if (place === undefined) continue
      found.push({ articleId: article.id, part, offset: place, text: text.slice(place, place + 20) })
      break
    }
  }
  return found
}

function firstGap(text: string, stretches: readonly Stretch[]): number | undefined {
  let at = 0
  for (const { start, end } of stretches) {
    if (start < at) return start
    if (/\S/.test(text.slice(at, start))) return at + text.slice(at, start).search(/\S/)
    at = end
  }
  const rest = text.slice(at).search(/\S/)
  return rest < 0 ? undefined : at + rest
}
