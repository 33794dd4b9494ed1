import type { GlyphRun } from '#shared/typesetting/display-list.ts'
import type { FontUse } from './font-use.ts'
import { decimal, hex4, type Pdf, pt } from './syntax.ts'

/** From the display list's corner (trim, y down) to the PDF's (media, y up), in 1/1000 pt. */
export interface Frame {
  x(milli: number): number
  y(milli: number): number
}

/** The text each glyph of a run stands for: its cluster's text at the cluster's first glyph, nothing at the others. */
export function glyphTexts(run: GlyphRun): string[] {
  const { clusters, text } = run
  const out: string[] = new Array(clusters.length).fill('')
  for (let i = 0; i < clusters.length; ) {
    const from = clusters[i]!
    let next = i + 1
    while (next < clusters.length && clusters[next]! <= from) next++
    out[i] = text.slice(from, next < clusters.length ? clusters[next] : text.length)
    i = next
  }
  return out
}

/**
 * Operators that show a run, for use between BT and ET with nothing assumed but `currentFont` (a resource and size as
 * last set by `Tf`). Every glyph's origin comes out within half of 1/1000 pt of the display list's integer; errors
 * do not add up, because each move is counted from where the pen really is.
 */
export function showRun(run: GlyphRun, font: FontUse, frame: Frame, currentFont: string): { ops: Pdf; font: string } {
  const texts = glyphTexts(run)
  const turned = run.turn === 90
  const scale = movePlaces(run.size)
  const unit = 10 ** scale
  let ops = ''
  let set = currentFont
  let open = ''
  let segment = -1
  let pen = 0
  const close = (): void => {
    if (open === '') return
    ops += open.startsWith('[') ? `${open}>]TJ\n` : `${open}>Tj\n`
    open = ''
  }
  let cross = 0
  for (let i = 0; i < run.glyphs.length; i++) {
    const gid = run.glyphs[i]!
    const x = run.x + run.xs[i]!
    const y = run.y + (run.ys?.[i] ?? 0)
    const { variant, code } = font.code(gid, texts[i]!)
    const wanted = `/${font.resourceName(variant)} ${pt(run.size)} Tf\n`
    // Turned text runs down the page: its line is a column.
    const across = turned ? x : y
    const along = (turned ? y : x) * 1000 * unit
    if (segment < 0 || across !== cross || wanted !== set) {
      close()
      if (wanted !== set) ops += wanted
      set = wanted
      const at = `${pt(frame.x(x))} ${pt(frame.y(y))} Tm\n`
      ops += turned ? `0 -1 1 0 ${at}` : `1 0 0 1 ${at}`
      cross = across
      pen = along
      segment = i
      open = '<'
    } else {
      const off = pen - along
      if (Math.abs(off) > 450 * unit) {
        const move = Math.round(off / run.size)
        open = `${open.startsWith('[') ? open : `[${open}`}>${decimal(move, scale)}<`
        pen -= move * run.size
      }
    }
    open += hex4(code)
    pen += font.width(gid) * run.size * unit
  }
  close()
  return { ops, font: set }
}

/** Decimals a TJ move (1/1000 of the size) needs so that its step stays under 0.9 of 1/1000 pt. */
function movePlaces(size: number): number {
  let places = 0
  for (let step = size; step > 900; step /= 10) places++
  return places
}
