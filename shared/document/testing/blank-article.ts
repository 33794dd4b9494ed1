import { ARTICLE_SCHEMA, type Article } from '../article.ts'

/** For tests: an article of nothing but the parts given. */
export const blankArticle = (id: string, parts: Partial<Article> = {}): Article => ({
  schema: ARTICLE_SCHEMA,
  id,
  kind: 'article',
  slug: '',
  kicker: '',
  headline: '',
  deck: '',
  byline: '',
  body: [],
  source: '',
  caption: '',
  credit: '',
  jumpFrom: null,
  jumpTo: null,
  pictures: [],
  ...parts,
})
