// What is composed to compare: runs in Node and in the browser's worker alike.
import type { Edition } from '#main/desk/index.ts'
import { planPage } from '#shared/makeup/index.ts'
import { composeIssue, type IssueInput } from '#shared/typesetting/compose.ts'
import { createSetter } from '#shared/typesetting/flow/setter.ts'
import { galley } from '#shared/typesetting/galley.ts'
import { proofGalley } from '#shared/typesetting/galley-proof.ts'
import type { GlyphSource } from '#shared/typesetting/glyph-source.ts'
import { namedPages } from './named-pages.ts'
import { randomGalleys } from './random-copy.ts'

/** One thing composed, by name. */
export interface Sheet {
  readonly name: string
  readonly value: unknown
}

const SEED = 20_260_511
const GALLEY_SIZE = 9000

/** Fonts the random copy is set in, besides those of the publications. */
export const GALLEY_FONTS = ['serif-400', 'sans-400']

/** Everything that must come out the same everywhere: the sample, made up and planned anew, named pages, galleys. */
export function composeAll(sample: Edition, glyphs: GlyphSource): Sheet[] {
  return [...composeSample(sample, glyphs), ...composeNamed(glyphs), ...planned(sample, glyphs), ...setGalleys(glyphs)]
}

export const composeSample = (sample: Edition, glyphs: GlyphSource): Sheet[] => composed('sample', sample, glyphs)

export const composeNamed = (glyphs: GlyphSource): Sheet[] =>
  namedPages().flatMap(({ name, input }) => composed(name, input, glyphs))

/** Each page as it comes, and where every letter went. */
function composed(name: string, { publication, issue, pages, articles, pictures }: IssueInput, glyphs: GlyphSource) {
  const result = composeIssue({ publication, issue, pages, articles, pictures }, glyphs)
  const sheets: Sheet[] = result.pages.map((page) => ({ name: `${name}, page ${page.page}`, value: page }))
  return [...sheets, { name: `${name}, stretches`, value: result.stretches }]
}

/** The sample's pages as the automatic make-up would have them. */
function planned(sample: Edition, glyphs: GlyphSource): Sheet[] {
  const { publication, pictures } = sample
  const pages = sample.pages.map((page) => {
    const ids = new Set(page.placements.map((placement) => placement.articleId))
    const articles = sample.articles.filter((article) => ids.has(article.id))
    return { ...page, placements: planPage({ publication, page, articles, pictures }, glyphs, createSetter(glyphs)) }
  })
  return composed('sample made up anew', { ...sample, pages }, glyphs)
}

function setGalleys(glyphs: GlyphSource): Sheet[] {
  return randomGalleys(glyphs, SEED).map(({ name, text, style, measure }) => ({
    name,
    value: {
      galley: galley(glyphs, text, style, measure),
      // The galley tells where characters stand, its proof which glyphs do.
      proof: proofGalley({ title: name, text, style, measure, size: GALLEY_SIZE }, glyphs),
    },
  }))
}
