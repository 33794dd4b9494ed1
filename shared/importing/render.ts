import { readByline } from './grammar/bylines.ts'
import type { ImportedArticle, ImportedPage } from './import-page.ts'

/** The page as clean text: parts a line each, a blank line between paragraphs, two between articles. */
export const renderPage = (page: ImportedPage): string => page.articles.map(renderArticle).join('\n\n\n')

function renderArticle(article: ImportedArticle): string {
  // A byline that would not be known again without its mark gets it back.
  const byline =
    article.byline === '' || readByline(article.byline)?.certainty === 'sure' ? article.byline : `■ ${article.byline}`
  const lines = [
    article.kind === 'picture-story' ? '图片新闻' : '',
    article.kicker,
    article.headline,
    article.deck,
    byline,
    article.jumpFrom === null ? '' : `（上接第${article.jumpFrom}版）`,
    ...article.body.map(({ text }) => text),
    article.caption,
    article.credit,
    article.source,
    article.jumpTo === null ? '' : `（下转第${article.jumpTo}版）`,
  ]
  return `${lines.filter((line) => line !== '').join('\n\n')}\n`
}
