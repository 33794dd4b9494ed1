import type { DisplayItem, Ink, Milli, Rect, TextOrigin } from '../display-list.ts'
import type { GlyphSource } from '../glyph-source.ts'
import type { TextRun } from '../inline/types.ts'
import { composeVertical } from './compose-vertical.ts'
import { paintVertical } from './paint.ts'
import type { SetVertical, VerticalStyle } from './types.ts'

/** Where a box of vertical text goes, 1/1000 pt. */
export interface VerticalBoxPlace {
  readonly rect: Rect
  readonly size: Milli
  /** From the middle of a line to the middle of the next one to its left; at least `size`. */
  readonly leading: Milli
}

/** The text of a box, set: paragraphs one after another, lines from right to left. */
export interface VerticalBox {
  readonly place: VerticalBoxPlace
  /** The box in whole characters and lines; the lines stand in the middle of what is left over. */
  readonly characters: number
  readonly lines: number
  /** The lines of each paragraph that stand in the box; a paragraph wholly outside has none. */
  readonly paragraphs: readonly SetVertical[]
  readonly usedLines: number
  /** Lines that found no room, and the characters on them, white space not counted. */
  readonly oversetLines: number
  readonly oversetCharacters: number
}

/** Sets paragraphs into a box as wide and high as `place.rect`; what does not fit is counted, never squeezed in. */
export function composeVerticalBox(
  glyphs: GlyphSource,
  copy: readonly (string | readonly TextRun[])[],
  style: VerticalStyle,
  place: VerticalBoxPlace,
): VerticalBox {
  const { rect, size, leading } = place
  const characters = Math.floor(rect.height / size)
  const lines = rect.width < size ? 0 : Math.floor((rect.width - size) / leading) + 1
  let usedLines = 0
  let oversetLines = 0
  let oversetCharacters = 0
  const paragraphs = copy.map((paragraph) => {
    const set = composeVertical(glyphs, paragraph, style, Math.max(1, characters) * 1000)
    const fitting = characters === 0 ? 0 : Math.min(set.lines.length, lines - usedLines)
    usedLines += fitting
    oversetLines += set.lines.length - fitting
    const from = set.lines[fitting]?.start ?? set.text.length
    oversetCharacters += [...set.text.slice(from).replace(/\s/g, '')].length
    return { text: set.text, lines: set.lines.slice(0, fitting) }
  })
  return { place, characters, lines, paragraphs, usedLines, oversetLines, oversetCharacters }
}

/** Paints a box; `origins` says, by paragraph, where its text comes from. */
export function paintVerticalBox(box: VerticalBox, ink: Ink, origins: readonly TextOrigin[] = []): DisplayItem[] {
  const { rect, size, leading } = box.place
  const spareX = rect.width - size - (box.lines - 1) * leading
  const spareY = rect.height - box.characters * size
  const top = rect.y + Math.round(spareY / 2)
  let right = rect.x + rect.width - Math.round(spareX / 2)
  return box.paragraphs.flatMap((set, i) => {
    const items = paintVertical(set, { right, top, size, leading, ink }, origins[i])
    right -= set.lines.length * leading
    return items
  })
}
