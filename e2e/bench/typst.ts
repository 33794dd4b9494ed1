// The same copy through Typst: its lines, glyph by glyph, for the measure in quality.ts.
import { createRequire } from 'node:module'
import type { GlyphSource } from '#shared/typesetting/glyph-source.ts'
import type { MeasuredGlyph, MeasuredLine } from './quality.ts'

const PACKAGE = '@myriaddreamin/typst-ts-node-compiler'
type Typst = typeof import('@myriaddreamin/typst-ts-node-compiler')

export interface FoundTypst {
  readonly typst: Typst
  /** Typst's own version, and the package's that brings it. */
  readonly name: string
}

/** Typst's compiler, where the development package is installed for this machine. */
export function findTypst(): FoundTypst | undefined {
  const require = createRequire(import.meta.url)
  try {
    const typst = require(PACKAGE) as Typst
    const ask = { mainFileContent: '#metadata(str(sys.version)) <version>' }
    const [own] = typst.NodeCompiler.create().query(ask, { selector: '<version>', field: 'value' }) as string[]
    return { typst, name: `Typst ${own} (typst.ts ${require(`${PACKAGE}/package.json`).version})` }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND' || /native binding/i.test(String(error)))
      return undefined
    throw error
  }
}

/** The compiler alone, for a process whose time is taken. */
export const loadTypst = (): Typst => createRequire(import.meta.url)(PACKAGE) as Typst

/** Body text as ours is set: 9 pt, lines 11.6 pt apart, 2 em first-line indent, justified unless natural is asked for. */
const STYLE = `
#set text(font: "Noto Serif SC", size: 9pt, lang: "zh", region: "cn", top-edge: 0.88em, bottom-edge: -0.12em)
#set par(leading: 2.6pt, spacing: 2.6pt)
#let pages = json(bytes(sys.inputs.pages))`

/** Eight columns of 13 em on the broadsheet's type area; each page's paragraphs begin on a page of their own. */
export const BROADSHEET_SOURCE = `${STYLE}
#set page(width: 1105.512pt, height: 1559.055pt, columns: 8,
  margin: (left: 53.256pt, right: 53.256pt, top: 100pt, bottom: 67.055pt))
#set columns(gutter: 9pt)
#set par(justify: true, first-line-indent: (amount: 2em, all: true))
#for (at, page) in pages.enumerate() {
  if at > 0 { pagebreak() }
  for paragraph in page { par(text(paragraph)) }
}`

/** One paragraph to a page as wide as the measure; without measure on one endless line, as wide as it naturally is. */
const galleySource = (ems: number | undefined): string => `${STYLE}
#set page(width: ${ems === undefined ? '900000pt' : `${ems * SIZE}pt`}, height: auto, margin: 0pt)
#set par(${ems === undefined ? 'justify: false' : 'justify: true, first-line-indent: (amount: 2em, all: true)'})
#for (at, page) in pages.enumerate() {
  if at > 0 { pagebreak() }
  par(text(page))
}`
const SIZE = 9

/** Typst's lines of each paragraph, at `ems` or at natural width. Throws when its text is not the text given. */
export function typstLines(
  { NodeCompiler }: Typst,
  fontFolder: string,
  glyphs: GlyphSource,
  paragraphs: readonly string[],
  ems?: number,
): MeasuredLine[][] {
  const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [fontFolder] }] })
  const done = compiler.compile({ mainFileContent: galleySource(ems), inputs: { pages: JSON.stringify(paragraphs) } })
  if (done.result === null) throw new Error(`Typst: ${JSON.stringify(done.takeError()?.shortDiagnostics)}`)
  const pages = readSvg(compiler.svg(done.result))
  if (pages.length !== paragraphs.length)
    throw new Error(`Typst set ${pages.length} of ${paragraphs.length} paragraphs`)
  return pages.map((runs, at) => toLines(runs, paragraphs[at]!, glyphs))
}

/** A run of glyphs as Typst drew it; lengths in 1/1000 em of the body. */
interface Run {
  readonly y: number
  readonly text: string
  readonly xs: readonly number[]
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'" }
const decode = (text: string): string => text.replace(/&(\w+|#39);/g, (all, name: string) => ENTITIES[name] ?? all)

const TOKEN = /<g\b([^>]*)>|<\/g>|<use\b[^>]*?\bx="([^"]*)"[^>]*>|<h5:div[^>]*>([^<]*)<\/h5:div>/g

/** Reads glyph positions from Typst's SVG: groups are moved and scaled, a glyph stands at x in its text's units. */
export function readSvg(svg: string): Run[][] {
  const pages: Run[][] = []
  const stack: { x: number; y: number; scale: number; isText: boolean }[] = []
  let xs: number[] = []
  let text = ''
  for (const [token, attributes, x, words] of svg.slice(svg.indexOf('class="typst-page"') - 3).matchAll(TOKEN)) {
    const top = stack.at(-1) ?? { x: 0, y: 0, scale: 1, isText: false }
    if (attributes !== undefined) {
      const [, dx = '0', dy = '0'] = /translate\(([-\d.]+),\s*([-\d.]+)\)/.exec(attributes) ?? []
      const [, scale = '1'] = /scale\(([-\d.]+)/.exec(attributes) ?? []
      const isText = attributes.includes('typst-text')
      if (attributes.includes('typst-page')) pages.push([])
      if (isText) {
        xs = []
        text = ''
      }
      const at = {
        x: top.x + Number(dx) * top.scale,
        y: top.y + Number(dy) * top.scale,
        scale: top.scale * Number(scale),
      }
      stack.push({ ...at, isText })
    } else if (token === '</g>') {
      stack.pop()
      if (top.isText) pages.at(-1)!.push({ y: Math.round((top.y * 1000) / SIZE), text, xs })
    } else if (x !== undefined) xs.push(((top.x + Number(x) * top.scale) * 1000) / SIZE)
    else if (words !== undefined) text += decode(words)
  }
  return pages
}

/** Puts runs together to lines and finds each glyph's character in the paragraph. */
function toLines(runs: readonly Run[], paragraph: string, glyphs: GlyphSource): MeasuredLine[] {
  const lines: { y: number; start: number; end: number; glyphs: MeasuredGlyph[] }[] = []
  let offset = 0
  for (const { y, text, xs } of runs) {
    let line = lines.at(-1)
    if (line === undefined || line.y !== y) {
      line = { y, start: offset, end: offset, glyphs: [] }
      lines.push(line)
    }
    const offsets: number[] = []
    for (const unit of text) {
      while (offset < paragraph.length && !paragraph.startsWith(unit, offset) && /\s/.test(paragraph[offset]!)) offset++
      if (!paragraph.startsWith(unit, offset)) throw new Error(`Typst set other text at ${offset}: ${unit}`)
      offsets.push(offset)
      offset += unit.length
    }
    clustersOf(text, offsets, xs.length, glyphs).forEach((at, i) => {
      line.glyphs.push({ offset: at, x: xs[i]! })
    })
    line.end = offset
  }
  if (paragraph.slice(offset).trim() !== '') throw new Error(`Typst lost the paragraph's end from ${offset}`)
  return lines.map(({ start, end, glyphs: own }) => ({ start, end, glyphs: own }))
}

/** The paragraph's offset of each glyph. A joined —— or a ligature has fewer glyphs than characters. */
function clustersOf(text: string, offsets: readonly number[], count: number, glyphs: GlyphSource): readonly number[] {
  if (count === offsets.length) return offsets
  const shaped = glyphs.shape('serif-400', text, 'zh-CN')
  if (shaped.length !== count) throw new Error(`Typst drew ${count} glyphs for ${JSON.stringify(text)}`)
  const index = new Map<number, number>()
  let unit = 0
  for (const [i, character] of [...text].entries()) {
    index.set(unit, i)
    unit += character.length
  }
  return shaped.map(({ cluster }) => offsets[index.get(cluster)!]!)
}
