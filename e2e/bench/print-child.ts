// A process of its own: articles of pages (JSON) made up, composed and written as a PDF, unchecked. Arguments: text, PDF.
import { readFileSync, writeFileSync } from 'node:fs'
import { readShippedFonts } from '#main/desk/fonts.ts'
import { openFonts } from '#main/printing/pdf/font-shelf.ts'
import { renderPdf } from '#main/printing/pdf/render.ts'
import type { Article } from '#shared/document/article.ts'
import { broadsheet } from '#shared/edition/index.ts'
import { composeIssue } from '#shared/typesetting/compose.ts'
import { createSetter } from '#shared/typesetting/flow/setter.ts'
import { createHarfbuzzGlyphs } from '#shared/typesetting/glyphs/harfbuzz.ts'
import { DATE, planIssue } from './issue.ts'

const [from = '', to = ''] = process.argv.slice(2)
const articles = JSON.parse(readFileSync(from, 'utf8')) as Article[][]
const fonts = await readShippedFonts(Object.values(broadsheet().styles).map((style) => style.font))
const glyphs = createHarfbuzzGlyphs(fonts)
const setter = createSetter(glyphs)
const { pages } = composeIssue(planIssue(articles, glyphs, setter), glyphs, setter)
const shelf = await openFonts(fonts.map(({ key, bytes }) => [key, bytes] as const))
if (!shelf.ok) throw new Error(shelf.failure.code)
const pdf = await renderPdf({
  pages: pages.map(({ displayList }) => ({ list: displayList })),
  fonts: shelf.value,
  pictures: () => Promise.reject(new Error('the bench has no pictures')),
  profile: {
    icc: readFileSync(new URL('../../resources/profiles/banxin-newsprint.icc', import.meta.url)),
    identifier: 'IFRA26',
    condition: 'Coldset offset on newsprint',
    info: 'Banxin newsprint',
  },
  document: { title: 'bench', created: `${DATE}T00:00:00+08:00`, producer: 'Banxin bench' },
  standard: 'x4',
})
if (!pdf.ok) throw new Error(pdf.failure.code)
writeFileSync(to, pdf.value.bytes)
const { user, system } = process.cpuUsage()
process.stdout.write(JSON.stringify({ pages: pdf.value.pages.length, cpu: (user + system) / 1000 }))
