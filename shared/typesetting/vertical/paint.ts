import type { DisplayItem, GlyphRun, MissingGlyph, TextOrigin } from '../display-list.ts'
import type { SetVertical, VerticalGlyph, VerticalLine, VerticalPlace } from './types.ts'

/**
 * Places vertical lines on the page: one run for each stretch of a line in one font, size and direction, one box for
 * each glyph no font has (`kind: 'missing'`, to be reported). Runs stand in reading order and carry the source text.
 * `origin.start` is where `set.text` begins in its part. To paint some lines of a text, give `set` those alone.
 */
export function paintVertical(set: SetVertical, place: VerticalPlace, origin?: TextOrigin): DisplayItem[] {
  const items: DisplayItem[] = []
  set.lines.forEach((line, i) => {
    const middle = place.right - Math.round(place.size / 2) - i * place.leading
    paintLine(line, set.text, { ...place, middle, top: place.top + lead(line, place) }, origin, items)
  })
  return items
}

interface LinePlace extends VerticalPlace {
  /** Middle of the line's em squares. */
  readonly middle: number
}

/** Blank above a line that does not fill its measure. */
function lead(line: VerticalLine, { height, size, align = 'start' }: VerticalPlace): number {
  if (height === undefined || align === 'start') return 0
  const spare = height - Math.round((line.length * size) / 1000)
  return align === 'end' ? spare : Math.round(spare / 2)
}

function paintLine(
  line: VerticalLine,
  text: string,
  place: LinePlace,
  origin: TextOrigin | undefined,
  items: DisplayItem[],
): void {
  let end = line.end
  while (end > line.start && isBlank(text.charCodeAt(end - 1))) end--
  const shown = line.glyphs.filter((glyph) => glyph.offset < end && !glyph.added)
  for (let i = 0; i < shown.length; ) {
    let j = i + 1
    while (j < shown.length && alike(shown[i]!, shown[j]!)) j++
    const from = shown[i]!.offset
    const to = shown[j]?.offset ?? end
    const source = origin && { ...origin, start: origin.start + from }
    if (shown[i]!.gid === 0) lost(shown.slice(i, j), text, to, place, origin, items)
    else items.push(run(shown.slice(i, j), text.slice(from, to), from, place, source))
    i = j
  }
  // A hyphen stands for no letter of the copy: U+00AD, which readers pass over, and no article's.
  const hyphen = line.glyphs.at(-1)
  if (hyphen?.added) items.push(run([hyphen], '\u00ad', hyphen.offset, place, undefined))
  for (const extra of line.extras ?? []) items.push(run([{ ...extra, offset: 0 }], extra.text, 0, place, undefined))
}

const alike = (a: VerticalGlyph, b: VerticalGlyph): boolean =>
  a.font === b.font && a.turn === b.turn && a.scale === b.scale && (a.gid === 0) === (b.gid === 0)

function run(
  glyphs: readonly Omit<VerticalGlyph, 'y' | 'advance'>[],
  text: string,
  from: number,
  place: LinePlace,
  origin: TextOrigin | undefined,
): GlyphRun {
  const first = glyphs[0]!
  const milli = (length: number) => Math.round((length * place.size) / 1000)
  const x = place.middle + milli(first.across)
  const y = place.top + milli(first.along)
  return {
    kind: 'glyphs',
    font: first.font,
    size: milli(first.scale),
    ink: place.ink,
    x,
    y,
    glyphs: glyphs.map((glyph) => glyph.gid),
    xs: glyphs.map((glyph) => place.middle + milli(glyph.across) - x),
    ys: glyphs.map((glyph) => place.top + milli(glyph.along) - y),
    ...(first.turn === 90 ? { turn: 90 as const } : {}),
    text,
    clusters: glyphs.map((glyph) => glyph.offset - from),
    ...(origin ? { origin } : {}),
  }
}

function lost(
  glyphs: readonly VerticalGlyph[],
  text: string,
  end: number,
  { middle, top, size, ink }: LinePlace,
  origin: TextOrigin | undefined,
  items: DisplayItem[],
): void {
  glyphs.forEach((glyph, i) => {
    const y = top + Math.round((glyph.y * size) / 1000)
    const height = Math.round((Math.max(glyph.advance, 400) * size) / 1000)
    const item: MissingGlyph = {
      kind: 'missing',
      rect: { x: middle - Math.round(size / 2), y, width: size, height },
      ink,
      text: text.slice(glyph.offset, glyphs[i + 1]?.offset ?? end),
      ...(origin ? { origin: { ...origin, start: origin.start + glyph.offset } } : {}),
    }
    items.push(item)
  })
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x3000 || code === 0x0a || code === 0xa0
