import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { broadsheet, checkIssue, jumps, Page } from '#shared/edition/index.ts'
import { composeIssue } from '#shared/typesetting/compose.ts'
import { createHarfbuzzGlyphs } from '#shared/typesetting/glyphs/harfbuzz.ts'
import { readSampleIssue } from './sample-issue.ts'

const FONTS = [
  ['serif-400', 'noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'],
  ['serif-900', 'noto-serif-sc/900Black/NotoSerifSC_900Black.ttf'],
  ['sans-400', 'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'],
  ['sans-700', 'noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'],
] as const

const { sample, articles } = readSampleIssue()
const publication = { ...broadsheet(), ...sample.publication }
const pages = sample.pages.map(({ articles: articleIds, placements, rules, ...page }) =>
  Page.parse({
    ...page,
    schema: 1,
    id: `page-${page.number}`,
    issueId: sample.issue.id,
    articleIds,
    placements: placements ?? [],
    rules: rules ?? [],
  }),
)

describe('the make-up of the sample issue', () => {
  test('keeps the rules of an issue: on the grid, below the masthead, nothing overlapping', () => {
    expect(checkIssue(sample.issue, pages, publication.format)).toEqual([])
  })

  test('has one jump, from page 1 to page 2', () => {
    expect(jumps(pages)).toEqual([{ articleId: 'jump-certificates', from: 1, to: 2 }])
  })

  test('fits: nothing overset, no page short, no more than a few lines free under any article', () => {
    const root = new URL('../../../node_modules/@expo-google-fonts/', import.meta.url)
    const fonts = FONTS.map(([key, path]) => ({ key, bytes: new Uint8Array(readFileSync(new URL(path, root))) }))
    const picture = { schema: 1 as const, asset: '0'.repeat(64), fileName: 'robot-line.jpg', photographer: '' }
    const pictures = sample.pictures.map(({ id, caption, credit }) => {
      return { ...picture, id, caption, credit, pixels: { width: 3200, height: 2133 } }
    })
    const input = { publication, issue: sample.issue, pages, articles: [...articles.values()], pictures }
    const composed = composeIssue(input, createHarfbuzzGlyphs(fonts))
    for (const page of composed.pages) {
      expect(page.warnings.filter((warning) => warning.code !== 'UNDERSET')).toEqual([])
      for (const fit of page.copyfit) {
        expect([fit.headline, fit.oversetLines]).toEqual([fit.headline, 0])
        expect(fit.undersetLines, fit.headline).toBeLessThanOrEqual(10)
      }
    }
    expect(composed.stretches.filter((stretch) => stretch.page === null)).toEqual([])
  })
})
