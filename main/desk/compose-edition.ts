import { ok, type Result } from '#shared/contract/failure.ts'
import { broadsheet, type Page } from '#shared/edition/index.ts'
import { fontsOf } from '#shared/edition/styles.ts'
import { planPage } from '#shared/makeup/index.ts'
import { type ComposedIssue, composeIssue } from '#shared/typesetting/compose.ts'
import { createSetter } from '#shared/typesetting/flow/setter.ts'
import type { GlyphSource } from '#shared/typesetting/glyph-source.ts'
import { createHarfbuzzGlyphs, type FontFile } from '#shared/typesetting/glyphs/harfbuzz.ts'
import { articleIdsOf, type Edition } from './edition.ts'
import { expectFonts, readShippedFonts } from './fonts.ts'
import { withLastResort } from './publication-fonts.ts'
import { substituted } from './substituted.ts'

/** A composed issue with what its pages were drawn from. */
export interface ComposedEdition {
  readonly edition: Edition
  readonly composed: ComposedIssue
  readonly glyphs: GlyphSource
  readonly fonts: readonly FontFile[]
}

/** Begins to read the shipped publication's fonts while an archive is opened; nearly every issue is set in them. */
export const expectComposition = (): void => expectFonts(fontsOf(broadsheet()))

/**
 * Composes all pages of an issue; a page with articles that nobody has placed is made up automatically first, around
 * nothing: as soon as one article of a page has a place, the others wait in the tray. Throws FailureError FONT_BROKEN.
 */
export async function composeEdition(edition: Edition): Promise<Result<ComposedEdition>> {
  const house = edition.fonts ?? []
  const publication = withLastResort(edition.publication, house)
  const own = new Set(house.map(({ key }) => key))
  const fonts = [...house, ...(await readShippedFonts(fontsOf(publication).filter((key) => !own.has(key))))]
  const glyphs = createHarfbuzzGlyphs(fonts)
  const setter = createSetter(glyphs)
  const pages = edition.pages.map((page) => madeUp(page, { ...edition, publication }, glyphs, setter))
  const { issue, articles, pictures } = edition
  const composed = composeIssue({ publication, issue, pages, articles, pictures }, glyphs, setter)
  const told = composed.pages.map((page) => ({
    ...page,
    warnings: [...page.warnings, ...substituted(page, articles, edition.publication, publication)],
  }))
  return ok({ edition: { ...edition, pages }, composed: { ...composed, pages: told }, glyphs, fonts })
}

function madeUp(page: Page, edition: Edition, glyphs: GlyphSource, setter: ReturnType<typeof createSetter>): Page {
  if (page.placements.length > 0) return page
  const ids = articleIdsOf(page)
  const articles = ids.flatMap((id) => edition.articles.find((article) => article.id === id) ?? [])
  const { publication, pictures } = edition
  return { ...page, placements: planPage({ publication, page, articles, pictures }, glyphs, setter) }
}
