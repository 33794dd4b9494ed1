import type { ArticlePart } from '#shared/document/article.ts'
export interface Expected {
  readonly articleId: string
  readonly headline: string
  readonly part: ArticlePart
  readonly text: string
  readonly start: number
  readonly end: number
  readonly page: number
}
