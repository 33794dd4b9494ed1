import type { TextStyle } from '../../edition/publication.ts'
import type {
  DisplayItem,
  Fill,
  GlyphRun,
  Ink,
  Milli,
  MissingGlyph,
  PlacedPicture,
  Rect,
  TextOrigin,
} from '../display-list.ts'
import type { SetGlyph, SetLine } from '../inline/types.ts'
import { EM_TOP } from './grid.ts'

/** Where a set line goes: its measure's left edge and baseline on the page, 1/1000 pt. */
export interface LinePlace {
  readonly x: Milli
  readonly baseline: Milli
  readonly size: Milli
  readonly ink: Ink
}

/** Collects the items of one page. The only place where lengths of type become lengths of the page. */
export class Painter {
  readonly items: DisplayItem[] = []
  readonly missing: MissingGlyph[] = []

  fill(rect: Rect, ink: Ink): void {
    if (rect.width > 0 && rect.height > 0) this.items.push({ kind: 'fill', rect, ink } satisfies Fill)
  }

  /** A box drawn inside the rectangle's edge. */
  box(rect: Rect, weight: Milli, ink: Ink): void {
    const { x, y, width, height } = rect
    this.fill({ x, y, width, height: weight }, ink)
    this.fill({ x, y: y + height - weight, width, height: weight }, ink)
    this.fill({ x, y: y + weight, width: weight, height: height - 2 * weight }, ink)
    this.fill({ x: x + width - weight, y: y + weight, width: weight, height: height - 2 * weight }, ink)
  }

  picture(picture: Omit<PlacedPicture, 'kind'>): void {
    this.items.push({ kind: 'picture', ...picture })
  }

  /**
   * One set line of `text`: a run per font, a box for every glyph no font has. `origin.start` is where `text`
   * begins in its part.
   */
  line(set: SetLine, text: string, place: LinePlace, origin?: TextOrigin): void {
    const { glyphs } = set
    const hyphen = glyphs.at(-1)
    // A hyphen the line break put there stands for no letter of the copy: U+00AD, which readers pass over.
    if (hyphen?.added) this.run(hyphen.font, [{ ...hyphen, offset: 0 }], 0, 1, '\u00ad', 0, place, undefined)
    let end = set.end
    while (end > set.start && isBlank(text.charCodeAt(end - 1))) end--
    let i = 0
    while (i < glyphs.length && glyphs[i]!.offset < end && !glyphs[i]!.added) {
      const { font, scale } = glyphs[i]!
      const lost = glyphs[i]!.gid === 0
      let j = i + 1
      while (
        j < glyphs.length &&
        glyphs[j]!.offset < end &&
        glyphs[j]!.font === font &&
        glyphs[j]!.scale === scale &&
        (glyphs[j]!.gid === 0) === lost
      )
        j++
      const from = i === 0 ? set.start : glyphs[i]!.offset
      const to = j < glyphs.length && glyphs[j]!.offset < end ? glyphs[j]!.offset : end
      const source = origin && { articleId: origin.articleId, part: origin.part, start: origin.start + from }
      if (lost) this.lost(glyphs.slice(i, j), text, to, place, source)
      else this.run(font, glyphs, i, j, text.slice(from, to), from, place, source)
      i = j
    }
    for (const extra of set.extras ?? []) {
      const glyph = { offset: 0, advance: 0, dx: 0, ...extra }
      this.run(extra.font, [glyph], 0, 1, extra.text, 0, place, undefined)
    }
  }

  private run(
    font: string,
    glyphs: readonly SetGlyph[],
    i: number,
    j: number,
    text: string,
    from: number,
    place: LinePlace,
    origin: TextOrigin | undefined,
  ): void {
    const { size, ink, baseline: y } = place
    const gids: number[] = []
    const xs: number[] = []
    const clusters: number[] = []
    const ys: number[] = []
    let shifted = false
    const x = place.x + Math.round((glyphs[i]!.x * size) / 1000)
    for (let k = i; k < j; k++) {
      const glyph = glyphs[k]!
      gids.push(glyph.gid)
      xs.push(place.x + Math.round(((glyph.x + glyph.dx) * size) / 1000) - x)
      ys.push(glyph.dy === 0 ? 0 : -Math.round((glyph.dy * size) / 1000))
      shifted ||= glyph.dy !== 0
      clusters.push(glyph.offset - from)
    }
    const { scale = 1000 } = glyphs[i]!
    const drawn = Math.round((size * scale) / 1000)
    const run: GlyphRun = { kind: 'glyphs', font, size: drawn, ink, x, y, glyphs: gids, xs, text, clusters }
    this.items.push({ ...run, ...(shifted ? { ys } : {}), ...(origin ? { origin } : {}) })
  }

  private lost(glyphs: readonly SetGlyph[], text: string, end: number, place: LinePlace, origin?: TextOrigin): void {
    glyphs.forEach((glyph, i) => {
      const to = glyphs[i + 1]?.offset ?? end
      const em = place.size
      const item: MissingGlyph = {
        kind: 'missing',
        rect: {
          x: place.x + Math.round((glyph.x * em) / 1000),
          y: place.baseline - Math.round((em * EM_TOP) / 1000),
          width: Math.round((Math.max(glyph.advance, 400) * em) / 1000),
          height: em,
        },
        ink: place.ink,
        text: text.slice(glyph.offset, to),
        ...(origin ? { origin: { ...origin, start: origin.start + glyph.offset - glyphs[0]!.offset } } : {}),
      }
      this.items.push(item)
      this.missing.push(item)
    })
  }
}

/** Left edge of a line of some width set in a style: centred, at the end, or at the start of the space given. */
export function aligned(align: TextStyle['align'], x: Milli, space: Milli, width: Milli): Milli {
  if (align === 'center') return x + Math.round((space - width) / 2)
  return align === 'end' ? x + space - width : x
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x3000 || code === 0x0a || code === 0xa0
