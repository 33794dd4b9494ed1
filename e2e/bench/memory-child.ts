// A process of its own (--expose-gc): what composed pages hold besides the fonts and the copy.
import { readShippedFonts } from '#main/desk/fonts.ts'
import { broadsheet } from '#shared/edition/index.ts'
import { composeIssue } from '#shared/typesetting/compose.ts'
import { createSetter } from '#shared/typesetting/flow/setter.ts'
import { createHarfbuzzGlyphs } from '#shared/typesetting/glyphs/harfbuzz.ts'
import { articlesByPage, readCopy } from './copy.ts'
import type { MemoryReport } from './figures.ts'
import { planIssue } from './issue.ts'

function used(): number {
  if (globalThis.gc === undefined) throw new Error('start with --expose-gc')
  globalThis.gc()
  globalThis.gc()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

const styles = Object.values(broadsheet().styles)
const glyphs = createHarfbuzzGlyphs(await readShippedFonts(styles.map((style) => style.font)))
for (const style of styles) glyphs.facts(style.font)
const pages = articlesByPage(readCopy())
const fonts = used()
const { rss } = process.memoryUsage()
const setter = createSetter(glyphs)
const input = planIssue(pages, glyphs, setter)
const composed = composeIssue(input, glyphs, setter)
const held = used() - fonts
const report: MemoryReport = {
  fonts,
  held,
  resident: process.memoryUsage().rss - rss,
  peak: process.resourceUsage().maxRSS * 1024,
}
// Named here so that nothing of it may be collected before it is measured.
if (composed.pages.length !== pages.length || input.pages.length !== pages.length || !setter) throw new Error('pages')
process.stdout.write(JSON.stringify(report))
