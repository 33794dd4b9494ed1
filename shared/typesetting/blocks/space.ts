import type { Article } from '../../document/article.ts'
import type { ListPlace } from '../../document/list-markers.ts'
import type { Publication } from '../../edition/publication.ts'
import type { BlockStyle } from '../../edition/styles.ts'
import type { Milli } from '../display-list.ts'
import type { PartLine } from '../flow/items.ts'
import type { Setter } from '../flow/setter.ts'

/** What blocks are set with and into: a column of some width, in the styles of a publication. */
export interface Galley {
  readonly setter: Setter
  readonly publication: Publication
  readonly styles: ReadonlyMap<string, BlockStyle>
  readonly article: Article
  /** Numbers and marks of the article's lists, by block. */
  readonly lists: ReadonlyMap<number, ListPlace>
  readonly width: Milli
}

/** Which block is set, and from where. */
export interface BlockPlace {
  /** Its number in the body. */
  readonly index: number
  /** Offset of its plain text in the body's. */
  readonly start: number
  /** Offset in its plain text where setting begins; above 0 for what goes on after a jump. */
  readonly offset: number
}

/** Where lines of a block stand in their column, 1/1000 pt. */
export interface Room {
  readonly x: Milli
  readonly width: Milli
}

/** Fewest characters a line keeps whatever the indents ask for. */
const LEAST_CHARACTERS = 5

/**
 * The column less a style's indents and `more` at the left. Justified type in a size of its own keeps to whole
 * characters, so that its lines are solid; what is over goes to both sides.
 */
export function roomFor({ width, publication }: Galley, style: BlockStyle, more: Milli = 0): Room {
  const { size, align } = style.text
  const asked = width - style.left - style.right - more
  const room =
    asked < LEAST_CHARACTERS * size
      ? { x: Math.min(more, Math.max(0, width - size)), width: Math.max(size, width - more) }
      : { x: style.left + more, width: asked }
  if (align !== 'justify' || size === publication.styles.body.size || room.width < size) return room
  const over = room.width % size
  return { x: room.x + Math.floor(over / 2), width: room.width - over }
}

/** Only what differs from the whole column is told to the line. */
export const placed = (room: Room, { width }: Galley): Pick<PartLine, 'place'> =>
  room.x === 0 && room.width === width ? {} : { place: room }
