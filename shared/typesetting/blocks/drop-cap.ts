import { type Run, runsText } from '../../document/article.ts'
import type { BlockStyle } from '../../edition/styles.ts'
import type { Milli } from '../display-list.ts'
import type { FlowItem, PartLine } from '../flow/items.ts'
import { EM_TOP } from '../page/grid.ts'
import type { BlockPlace, Galley, Room } from './space.ts'

/** A drop capital 首字下沉, and what it leaves the lines beside it. */
export interface Cap {
  /** UTF-16 units of the text that stand in it. */
  readonly taken: number
  /** Lines of the grid it stands over. */
  readonly lines: number
  /** Where the lines beside it stand. */
  readonly room: Room
  /** Measure of each line of the paragraph; the last holds for all that follow. */
  readonly measure: readonly Milli[]
  /** The capital with the lines beside it: one item, which no column end divides. */
  item(beside: readonly PartLine[], whole: boolean): FlowItem
}

/** Least space between the capital and the text, 1/1000 em of the text. */
const BESIDE = 150
/** Height of Han ink above the baseline, 1/1000 em: letters are made to reach as high. */
const HAN_TOP = 830
/** Fewest characters left beside the capital. */
const LEAST = 5

/** What may stand with its first character in the capital: an opening mark, a letter, a figure of at most two digits. */
const FIRST = /^[“‘「『《〈（【]?(?:\d{1,2}(?!\d)|\p{L}\p{M}*)/u

/**
 * The capital a style asks for. Undefined where it asks for none, and where it would do harm: the text begins with a
 * long figure, a gloss or a mark, leaves too little beside it, or is too short to stand beside the capital.
 */
export function dropCapItem(
  galley: Galley,
  runs: readonly Run[],
  style: BlockStyle,
  place: BlockPlace,
  room: Room,
): Cap | undefined {
  if (!style.dropCap) return undefined
  const { setter, publication } = galley
  const { lines, font } = style.dropCap
  const { size: em } = style.text
  const text = runsText(runs)
  const first = FIRST.exec(text)?.[0]
  if (first === undefined || first.length > (runs[0]?.text.length ?? 0) || runs[0]?.marks?.ruby) return undefined
  const pitch = publication.format.linePitch
  const face = font ?? style.text.font
  const latin = /[\p{Script=Latin}\p{N}]$/u.test(first)
  // Han fills the square from the first line's top to the last line's foot; letters stand on the last baseline.
  const height = (lines - 1) * pitch
  const capHeight = setter.glyphs.facts(face).capHeight || 700
  const size = latin ? Math.round(((height + (em * HAN_TOP) / 1000) * 1000) / capHeight) : Math.round(height + em)
  const drop = latin ? 0 : Math.round(((EM_TOP - 1000) * (size - em)) / 1000)
  const text2 = { ...style.text, font: face, size, align: 'start' as const, indent: 0 }
  const set = setter.tight(first, text2)
  const wide = Math.ceil((set.width * size) / 1000) + Math.round((em * BESIDE) / 1000)
  // Half characters, so that the lines beside it keep to the squares.
  const half = Math.round(publication.format.bodySize / 2)
  const box = Math.ceil(wide / half) * half
  const beside: Room = { x: room.x + box, width: room.width - box }
  if (beside.width < LEAST * em) return undefined
  if ((text.length - first.length) * em <= beside.width * (lines - 1)) return undefined
  const row: PartLine = {
    part: 'body',
    set,
    text: first,
    base: place.start,
    style: text2,
    place: { x: room.x, width: box },
    line: lines - 1,
    drop,
  }
  return {
    taken: first.length,
    lines,
    room: beside,
    measure: [...Array.from({ length: lines }, () => beside.width), room.width],
    item: (rows, whole) => ({
      kind: 'text',
      lines,
      rows: [row, ...rows],
      marked: true,
      keepNext: whole ? style.keepNext : 0,
      widow: false,
      cursor: { block: place.index, offset: 0 },
    }),
  }
}
