import type { DisplayList } from '#shared/typesetting/display-list.ts'
import { type Paint, replay, type Shown, type ShownGlyph, type ShownPath } from '../read/content.ts'
import type { PdfDocument } from '../read/document.ts'
import type { Dict } from '../read/lexer.ts'
import { outlineHeads } from '../read/outlines.ts'
import { inkRules, type PictureOnPage } from './ink-rules.ts'
import type { Findings } from './rules.ts'

type Box = readonly [number, number, number, number]

/** Rules on one written page: boxes, and everything its content paints, compared with the display list. */
export function pageRules(
  pdf: PdfDocument,
  page: Dict,
  list: DisplayList,
  pictures: readonly PictureOnPage[],
  outlines: FontOutlines,
  findings: Findings,
): void {
  const number = list.page
  const boxes = boxRules(pdf, page, number, findings)
  const { shown, unknown } = replay(pdf, page)
  if (unknown.size > 0) findings.add('F01', number, { what: [...unknown].join(' ') })
  if (!boxes) return
  const onPage = shown.filter((one) => overlaps(extent(one), boxes.trim))
  if (!onPage.some((one) => one.kind === 'image' || coverage(one.paint) > 0)) findings.add('P07', number)
  const fonts = new Map<Dict, FontFacts>()
  for (const one of shown) {
    if (one.kind === 'glyph') {
      let font = fonts.get(one.font)
      if (!font) {
        font = fontRules(pdf, one.font, number, findings)
        fonts.set(one.font, font)
      }
      if (font.glyph(one.code) === 0) findings.add('N06', number, place(one.x, one.y, boxes))
      textRules(one, number, place(one.x, one.y, boxes), findings)
    } else if (one.kind === 'path') {
      pathRules(one, number, boxes, findings)
    } else {
      imageRules(pdf, one, number, place(one.box[0], one.box[3], boxes), findings)
    }
    if (one.kind !== 'glyph') bleedRule(one, number, boxes, findings)
  }
  glyphPlaces(shown, list, boxes, fonts, outlines, findings)
  inkRules(shown, boxes.trim, pictures, number, findings)
}

interface PageBoxes {
  readonly trim: Box
  readonly bleed: Box
}

function boxRules(pdf: PdfDocument, page: Dict, number: number, findings: Findings): PageBoxes | undefined {
  const media = pdf.box(page.get('MediaBox'))
  const trim = pdf.box(page.get('TrimBox'))
  const bleed = pdf.box(page.get('BleedBox')) ?? media
  const art = page.has('ArtBox')
  if (!trim || art) findings.add('P01', number)
  const crop = pdf.box(page.get('CropBox'))
  if (crop && (!media || crop.some((side, i) => Math.abs(side - media[i]!) > 0.01))) findings.add('P03', number)
  if (page.has('UserUnit')) findings.add('P04', number)
  if ((pdf.number(page.get('Rotate')) ?? 0) !== 0) findings.add('P05', number)
  annotationRules(pdf, page, number, bleed, findings)
  if (!trim || !bleed || !media) return undefined
  if (!within(trim, bleed) || !within(bleed, media)) findings.add('P02', number)
  return { trim, bleed }
}

function annotationRules(
  pdf: PdfDocument,
  page: Dict,
  number: number,
  bleed: Box | undefined,
  findings: Findings,
): void {
  for (const one of pdf.array(page.get('Annots')) ?? []) {
    const annotation = pdf.dict(one)
    const box = pdf.box(annotation?.get('Rect'))
    const mark = ['PrinterMark', 'TrapNet'].includes(pdf.name(annotation?.get('Subtype')) ?? '')
    if (!mark && (!box || !bleed || overlaps(box, bleed))) findings.add('S06', number)
  }
}

const within = (inner: Box, outer: Box): boolean =>
  inner[0] >= outer[0] - 0.01 &&
  inner[1] >= outer[1] - 0.01 &&
  inner[2] <= outer[2] + 0.01 &&
  inner[3] <= outer[3] + 0.01

const overlaps = (a: Box, b: Box): boolean => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1]

const extent = (one: Shown): Box =>
  one.kind === 'glyph' ? [one.x, one.y, one.x + one.size, one.y + one.size] : one.box

/** Where on the trimmed page, in points from its upper left corner. */
const place = (x: number, y: number, boxes: PageBoxes): { x: number; y: number } => ({
  x: Math.round(x - boxes.trim[0]),
  y: Math.round(boxes.trim[3] - y),
})

const coverage = (paint: Paint): number =>
  paint.space === 'DeviceGray' ? 1 - (paint.parts[0] ?? 0) : paint.parts.reduce((sum, part) => sum + part, 0)

const isBlack = (paint: Paint): boolean => {
  const [c, m, y, k] = paint.parts
  return paint.space === 'DeviceCMYK' && c === 0 && m === 0 && y === 0 && k === 1
}

const isWhite = (paint: Paint): boolean => paint.space === 'DeviceCMYK' && coverage(paint) === 0

const inks = (paint: Paint): number => paint.parts.filter((part) => part > 0).length

/** Outline heads of the page's font files by key, where they are at hand. */
export type FontOutlines = ReadonlyMap<string, (gid: number) => string>

interface FontFacts {
  glyph(code: number): number
  /** Heads of the embedded outlines, where they are TrueType. */
  readonly outline: ((gid: number) => string) | undefined
}

function fontRules(pdf: PdfDocument, font: Dict, page: number, findings: Findings): FontFacts {
  const base = pdf.name(font.get('BaseFont')) ?? '?'
  const descendant = pdf.dict(pdf.array(font.get('DescendantFonts'))?.[0])
  const descriptor = pdf.dict((descendant ?? font).get('FontDescriptor'))
  const program = ['FontFile', 'FontFile2', 'FontFile3'].some((key) => pdf.data(descriptor?.get(key)))
  const details = { font: base.replace(/^[A-Z]{6}\+/, '') }
  if (!program) findings.add('N01', page, details, base)
  if (!/^[A-Z]{6}\+/.test(base)) findings.add('N02', page, details, base)
  if (!pdf.data(font.get('ToUnicode'))) findings.add('N03', page, details, base)
  if (pdf.name(font.get('Subtype')) === 'Type3' || details.font === 'Courier') findings.add('N04', page, details, base)
  const map = pdf.data(descendant?.get('CIDToGIDMap'))
  const embedded = pdf.data(descriptor?.get('FontFile2'))
  return {
    glyph: (code) => (map ? (map[2 * code] ?? 0) * 256 + (map[2 * code + 1] ?? 0) : code),
    outline: embedded && outlineHeads(embedded),
  }
}

function textRules(glyph: ShownGlyph, page: number, at: { x: number; y: number }, findings: Findings): void {
  const { paint, size, overprint, overprintMode } = glyph
  const details = { ...at, size: Math.round(size * 10) / 10 }
  if (paint.space === 'DeviceRGB') findings.add('C01', page, { space: paint.space, ...at })
  if (isBlack(paint) && size < 12 && !(overprint && overprintMode === 1)) findings.add('B01', page, details)
  if (inks(paint) > 1 && size < 10) findings.add('B02', page, details)
  const [, , , k = 0] = paint.parts
  if (paint.space === 'DeviceCMYK' && k >= 0.85 && coverage(paint) > 2.2) findings.add('B03', page, details)
  if (isWhite(paint) && overprint) findings.add('B04', page, details)
  if (isWhite(paint) && size < 10) findings.add('B05', page, details)
  if (paint.space === 'DeviceGray' && size < 12) findings.add('B06', page, details)
}

function pathRules(path: ShownPath, page: number, boxes: PageBoxes, findings: Findings): void {
  const { paint, line, overprint, overprintMode, box } = path
  const at = place(box[0], box[3], boxes)
  if (paint.space === 'DeviceRGB') findings.add('C01', page, { space: paint.space, ...at })
  if (paint.space === 'Separation All') {
    if (overlaps(box, boxes.bleed)) findings.add('C03', page, at)
    return
  }
  if (isWhite(paint) && overprint) findings.add('B07', page, at)
  if (line === undefined) return
  const details = { ...at, width: Math.round(line * 1000) / 1000 }
  const thin = line < 0.2499
  if (thin && (isWhite(paint) || inks(paint) > 1)) findings.add('L01', page, details)
  else if (thin) findings.add('L03', page, details)
  if (isBlack(paint) && line < 2 && !(overprint && overprintMode === 1)) findings.add('L02', page, details)
}

function imageRules(
  pdf: PdfDocument,
  image: Extract<Shown, { kind: 'image' }>,
  page: number,
  at: { x: number; y: number },
  findings: Findings,
): void {
  const { dict } = image.image
  const width = pdf.number(dict.get('Width')) ?? 0
  const height = pdf.number(dict.get('Height')) ?? 0
  if (pdf.name(dict.get('ColorSpace')) === 'DeviceRGB') findings.add('C01', page, { space: 'DeviceRGB', ...at })
  if (width <= 16 || height <= 16) return
  const ppi = Math.floor(Math.min((width * 72) / image.width, (height * 72) / image.height) + 1e-6)
  const details = { ...at, ppi }
  if (ppi < 99) findings.add('I01', page, details, `${at.x} ${at.y}`, 'error')
  else if (ppi < 149) findings.add('I01', page, details, `${at.x} ${at.y}`)
  else if (ppi > 300) findings.add('I04', page, details, `${at.x} ${at.y}`)
}

/** P06: what reaches the trim must go on to the edge of the bleed, or a blade a hair off shows white paper. */
function bleedRule(
  one: Exclude<Shown, ShownGlyph>,
  page: number,
  { trim, bleed }: PageBoxes,
  findings: Findings,
): void {
  const { box } = one
  if (!overlaps(box, trim)) return
  const short =
    (box[0] <= trim[0] + 0.01 && box[0] > bleed[0] + 0.01) ||
    (box[1] <= trim[1] + 0.01 && box[1] > bleed[1] + 0.01) ||
    (box[2] >= trim[2] - 0.01 && box[2] < bleed[2] - 0.01) ||
    (box[3] >= trim[3] - 0.01 && box[3] < bleed[3] - 0.01)
  // 3 mm, and a rounding of the page format's own.
  const narrow = trim[0] - bleed[0] < 8.49 && [0, 1].some((i) => box[i]! <= trim[i]! || box[i + 2]! >= trim[i + 2]!)
  if (short || narrow) findings.add('P06', page, place(box[0], box[3], { trim, bleed }))
}

/**
 * X02, N07: every glyph of the display list, in painting order, within 1/1000 pt of its place, of its size and turn, and
 * drawn with the outline its font file has.
 */
function glyphPlaces(
  shown: readonly Shown[],
  list: DisplayList,
  boxes: PageBoxes,
  fonts: ReadonlyMap<Dict, FontFacts>,
  outlines: FontOutlines,
  findings: Findings,
): void {
  const compared = new Set<string>()
  const written = shown.filter((one) => one.kind === 'glyph')
  let next = 0
  for (const run of list.items) {
    if (run.kind !== 'glyphs') continue
    for (const [i, gid] of run.glyphs.entries()) {
      const x = (run.x + run.xs[i]!) / 1000
      const y = (run.y + (run.ys?.[i] ?? 0)) / 1000
      const glyph = written[next++]
      const same =
        glyph !== undefined &&
        Math.abs(glyph.x - boxes.trim[0] - x) < 0.0011 &&
        Math.abs(boxes.trim[3] - glyph.y - y) < 0.0011 &&
        Math.abs(glyph.size - run.size / 1000) < 0.0011 &&
        Math.abs(glyph.angle + ((run.turn ?? 0) * Math.PI) / 180) < 0.0001 &&
        fonts.get(glyph.font)?.glyph(glyph.code) === gid
      if (!same) {
        findings.add('X02', list.page, { x: Math.round(x), y: Math.round(y) })
        return
      }
      const key = `${run.font} ${gid}`
      if (compared.has(key)) continue
      compared.add(key)
      const drawn = fonts.get(glyph.font)?.outline
      const wanted = outlines.get(run.font)
      if (drawn && wanted && drawn(gid) !== wanted(gid)) {
        findings.add('N07', list.page, { x: Math.round(x), y: Math.round(y) })
      }
    }
  }
}
