import type { Rect } from '../display-list.ts'

/**
 * The visible box of a character no font has, as filled rectangles: a frame and, in it, a bar like an exclamation
 * mark, so that it is not taken for the ideographic zero 〇 or a blank of the copy. Lengths as those of `rect`; screen
 * and print draw the same box.
 */
export const missingGlyphStrokes = (rect: Rect): Rect[] => {
  const { x, y, width, height } = rect
  const shorter = Math.min(width, height)
  if (shorter <= 0) return []
  const stroke = Math.min(Math.max(1, Math.round(shorter / 14)), Math.ceil(shorter / 2))
  const inset = Math.round(shorter / 14)
  const frame = {
    x: x + inset,
    y: y + inset,
    width: Math.max(stroke, width - 2 * inset),
    height: Math.max(stroke, height - 2 * inset),
  }
  const bar = { width: 2 * stroke, x: Math.round(frame.x + frame.width / 2 - stroke) }
  return [
    { ...frame, height: stroke },
    { ...frame, y: frame.y + frame.height - stroke, height: stroke },
    { x: frame.x, y: frame.y, width: stroke, height: frame.height },
    { x: frame.x + frame.width - stroke, y: frame.y, width: stroke, height: frame.height },
    { ...bar, y: frame.y + Math.round(frame.height / 5), height: Math.round((frame.height * 7) / 20) },
    { ...bar, y: frame.y + Math.round((frame.height * 13) / 20), height: Math.round((frame.height * 3) / 20) },
  ]
}
