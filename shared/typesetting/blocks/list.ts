import type { ListItem } from '../../document/article.ts'
import type { BlockStyle } from '../../edition/styles.ts'
import type { Milli } from '../display-list.ts'
import type { PartLine } from '../flow/items.ts'
import { type Galley, placed } from './space.ts'

/** The mark before a list item, and how far its text hangs from the block's left edge. */
export interface Marker {
  readonly row: PartLine
  readonly hang: Milli
}

/** Space between a figure's full stop and the text, 1/1000 em. */
const AFTER_FIGURE = 200
/** ● before an item: its size in 1/1000 of the text's, and the middle of its square above its baseline, 1/1000 em. */
const BULLET = 500
const MIDDLE = 380

/**
 * Items of one list hang by the same whole number of characters: the width of their widest mark. Each level stands a
 * character further in. Undefined for an item that is in no list.
 */
export function markerOf(galley: Galley, item: ListItem, style: BlockStyle, index: number): Marker | undefined {
  const own = galley.lists.get(index)
  if (!own) return undefined
  const { setter, publication, width } = galley
  const { size } = style.text
  const em = publication.format.bodySize
  let widest = 0
  for (const each of galley.lists.values()) {
    if (each.list !== own.list) continue
    widest = Math.max(widest, (setter.tight(each.marker, style.text).width * size) / 1000)
  }
  const set = setter.tight(own.marker, style.text)
  const box = Math.max(1, Math.ceil(widest / em)) * em
  const inner = ((item.level ?? 1) - 1) * em
  const after = item.marker === 'arabic' ? Math.round((size * AFTER_FIGURE) / 1000) : 0
  const bullet = item.marker === 'bullet'
  const align = bullet ? 'center' : item.marker === 'arabic' ? 'end' : 'start'
  const x = style.left + inner
  const hang = inner + box
  // A column too narrow for its indents gives up the style's own, never the mark's.
  const left = width - style.left - style.right - hang < 5 * size ? inner : x
  return {
    row: {
      set,
      text: own.marker,
      base: 0,
      style: { ...style.text, align, size: bullet ? Math.round((size * BULLET) / 1000) : size },
      ...placed({ x: left, width: box - after }, galley),
      line: 0,
      ...(bullet ? { drop: -Math.round((size * MIDDLE * (1000 - BULLET)) / 1_000_000) } : {}),
    },
    hang,
  }
}
