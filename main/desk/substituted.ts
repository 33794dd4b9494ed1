import type { Article, ArticlePart } from '#shared/document/article.ts'
import type { Publication } from '#shared/edition/index.ts'
import { stylesOf } from '#shared/edition/styles.ts'
import type { ComposedPage } from '#shared/typesetting/compose.ts'
import type { FontKey } from '#shared/typesetting/glyph-source.ts'
import type { ComposeWarning } from '#shared/typesetting/report.ts'
import { facesOf } from './publication-fonts.ts'

/** Characters named in one warning. */
const MOST_NAMED = 12

/**
 * Warns of characters that a font of the house lacks and a shipped one lends: GLYPH_SUBSTITUTED, once for each article,
 * part and font of a page. `own` is the publication as the house keeps it, `set` the one it was set in, with the last
 * resort in its chains. Fonts the house names as fallback itself are meant, and not spoken of.
 */
export function substituted(
  page: ComposedPage,
  articles: readonly Article[],
  own: Publication,
  set: Publication,
): ComposeWarning[] {
  if (own === set) return []
  const byId = new Map(articles.map((article) => [article.id, article]))
  const lent = new Map<string, ReadonlyMap<FontKey, FontKey>>()
  const found = new Map<string, { warning: ComposeWarning; characters: string[] }>()
  for (const item of page.displayList.items) {
    if (item.kind !== 'glyphs' || item.origin === undefined) continue
    const { articleId, part } = item.origin
    const article = byId.get(articleId)
    if (article === undefined) continue
    const place = `${articleId} ${part}`
    const lenders = lent.get(place) ?? lendersOf(article, part, own, set)
    lent.set(place, lenders)
    const font = lenders.get(item.font)
    if (font === undefined || item.text.trim() === '') continue
    const known = found.get(`${place} ${item.font}`)
    if (known) known.characters.push(...item.text.trim())
    else {
      const details = { font, instead: item.font, headline: article.headline || article.slug }
      const warning = { code: 'GLYPH_SUBSTITUTED' as const, page: page.page, articleId, details }
      found.set(`${place} ${item.font}`, {
        warning: { ...warning, at: { x: item.x, y: item.y } },
        characters: [...item.text.trim()],
      })
    }
  }
  return [...found.values()].map(({ warning, characters }) => {
    const each = [...new Set(characters)]
    const named = each.slice(0, MOST_NAMED).join('') + (each.length > MOST_NAMED ? '…' : '')
    return { ...warning, details: { ...warning.details, characters: named, count: characters.length } }
  })
}

/** Shipped fonts that only help out in a part of an article, each with the font it helps. */
function lendersOf(article: Article, part: ArticlePart, own: Publication, set: Publication): Map<FontKey, FontKey> {
  const named = new Set<FontKey>()
  const lenders = new Map<FontKey, FontKey>()
  for (const name of stylesIn(article, part)) {
    const before = stylesOf(own).get(name)
    if (before === undefined) continue
    for (const font of [...facesOf(before), ...(before.text.fallback ?? [])]) named.add(font)
    for (const font of stylesOf(set).get(name)?.text.fallback ?? []) lenders.set(font, before.text.font)
  }
  for (const font of named) lenders.delete(font)
  return lenders
}

function stylesIn(article: Article, part: ArticlePart): string[] {
  if (part !== 'body') return [part]
  return article.body.flatMap((block) => {
    if (block.type === 'table') return [block.style ?? 'table', 'table-header', 'table-title']
    if (block.type === 'subhead') return ['subhead', 'subhead-2', 'subhead-3'].slice(0, (block.level ?? 1) > 1 ? 3 : 1)
    return [block.type === 'paragraph' ? 'body' : block.type, ...(block.style === undefined ? [] : [block.style])]
  })
}
