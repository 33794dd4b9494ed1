import { runsText, type TextBlock } from '../../document/article.ts'
import { houseOf } from '../../edition/publication.ts'
import type { BlockStyle } from '../../edition/styles.ts'
import type { FlowItem } from '../flow/items.ts'
import type { SetLine } from '../inline/types.ts'
import { cohesionIn, displayRows, widest } from '../page/display-rows.ts'
import { type BlockPlace, type Galley, placed, roomFor } from './space.ts'

/** Height a row of a heading asks for, 1/1000 of its size. */
const ROW_HEIGHT = 1150

/** A heading inside the body: its rows in the middle of the whole lines it takes 占行, kept with what follows. */
export function headingItems(galley: Galley, block: TextBlock, style: BlockStyle, place: BlockPlace): FlowItem[] {
  const { publication } = galley
  const text = runsText(block.runs)
  const room = roomFor(galley, style)
  // A tab means nothing in a heading.
  const sets = rowsWithin(galley, text.replaceAll('\t', ' '), style, room.width)
  const lines = Math.max(
    (style.lines ?? houseOf(publication).subheadLines) + sets.length - 1,
    Math.ceil((sets.length * style.text.size * ROW_HEIGHT) / 1000 / publication.styles.body.leading),
  )
  return [
    {
      kind: 'subhead',
      lines,
      rows: sets.map((set) => ({
        part: 'body',
        set,
        text,
        base: place.start,
        style: style.text,
        ...placed(room, galley),
      })),
      keepNext: style.keepNext,
      widow: false,
      cursor: { block: place.index, offset: 0 },
    },
  ]
}

/** As few rows as fit the width. */
function rowsWithin({ setter, article }: Galley, text: string, { text: type }: BlockStyle, width: number): SetLine[] {
  let rows = displayRows(setter, text, type, 1)
  for (let count = 2; (widest(rows) * type.size) / 1000 > width && count <= 6; count++)
    rows = displayRows(setter, text, type, count, cohesionIn(article))
  return rows
}
