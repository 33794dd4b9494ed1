// `npm run bench`: how long the main jobs take on this machine, what they hold, and how good the lines are, beside
// Typst on the same text. Nothing here passes or fails.
import { readShippedFonts } from '#main/desk/fonts.ts'
import { broadsheet } from '#shared/edition/index.ts'
import { importPage } from '#shared/importing/index.ts'
import { createSetter } from '#shared/typesetting/flow/setter.ts'
import { createHarfbuzzGlyphs } from '#shared/typesetting/glyphs/harfbuzz.ts'
import { articlesByPage, readCopy, readRaw } from './copy.ts'
import { composeFigures, linearFigures, memoryFigures } from './figures.ts'
import { planIssue } from './issue.ts'
import { jobFigures } from './jobs.ts'
import { keystrokeFigures } from './keystroke.ts'
import { row, timed } from './print.ts'
import { qualityFigures } from './quality-table.ts'

const imported = await timed(() => importPage(readRaw().raw, { page: 1 }))
const copy = readCopy()
const { pages } = copy
console.log(`${copy.name}, ${pages} × ${copy.characters} characters of body; Node ${process.versions.node}\n`)
row('import of one page, first run', imported.ms)

const styles = Object.values(broadsheet().styles)
const fonts = await timed(async () => createHarfbuzzGlyphs(await readShippedFonts(styles.map((style) => style.font))))
const glyphs = fonts.value
for (const style of styles) glyphs.facts(style.font)
row('fonts read and opened', fonts.ms)

const plan = await timed(() => planIssue(articlesByPage(copy), glyphs, createSetter(glyphs)))
row(`default plan of ${pages} pages`, plan.ms)
await composeFigures(plan.value, glyphs)
keystrokeFigures(copy.articles, glyphs)
linearFigures(copy.paragraphs, glyphs)
memoryFigures()
qualityFigures(copy.paragraphs, glyphs)
console.log()
await jobFigures(copy)
