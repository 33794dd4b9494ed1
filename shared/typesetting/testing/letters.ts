import { ARTICLE_PARTS, type Article, type ArticlePart, partText } from '../../document/article.ts'
import type { ComposedIssue } from '../compose.ts'

/** A letter of an article that is not where the books say, or not there at all. */
export interface LostLetter {
  readonly part: ArticlePart
  readonly offset: number
  /** Times it is printed. */
  readonly printed: number
  /** What the stretches say: 1 printed, 0 overset, −1 nothing. */
  readonly booked: number
}

/** Letters of an article that are not exactly once on the page or in the overset, and runs that say what they do not show. */
export function lostLetters(article: Article, composed: ComposedIssue): (LostLetter | string)[] {
  const found: (LostLetter | string)[] = []
  for (const part of ARTICLE_PARTS) {
    const whole = partText(article, part)
    const seen = new Uint8Array(whole.length)
    for (const { displayList } of composed.pages) {
      for (const item of displayList.items) {
        if (item.kind !== 'glyphs' && item.kind !== 'missing') continue
        const { origin, text } = item
        if (origin?.part !== part || origin.articleId !== article.id) continue
        if (whole.slice(origin.start, origin.start + text.length) !== text) found.push(text)
        for (let i = 0; i < text.length; i++) if (isLetter(text[i]!)) seen[origin.start + i]!++
      }
    }
    const booked = new Int8Array(whole.length).fill(-1)
    for (const stretch of composed.stretches) {
      if (stretch.part !== part || stretch.articleId !== article.id) continue
      for (let i = stretch.start; i < stretch.end; i++) booked[i] = stretch.page === null ? 0 : 1
    }
    for (let offset = 0; offset < whole.length; offset++) {
      if (!isLetter(whole[offset]!) || seen[offset] === booked[offset]) continue
      found.push({ part, offset, printed: seen[offset]!, booked: booked[offset]! })
    }
  }
  return found
}

const isLetter = (char: string) => !/\s/.test(char)
