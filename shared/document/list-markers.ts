import type { Block, ListMarker } from './blocks.ts'

/** An item's place in its list. */
export interface ListPlace {
  /** What stands before the item, as printed. */
  readonly marker: string
  /** First item of the list it belongs to, in the blocks given: equal for all items of one level of one list. */
  readonly list: number
}

const DIGITS = '〇一二三四五六七八九'

/** A number from 1 to 999 in Chinese, as headings count: 十二, 二十, 一百〇三. */
export function chineseNumeral(number: number): string {
  const hundreds = Math.floor(number / 100)
  const tens = Math.floor(number / 10) % 10
  const ones = number % 10
  let text = hundreds > 0 ? `${DIGITS[hundreds]}百` : ''
  if (tens > 0) text += tens === 1 && hundreds === 0 ? '十' : `${DIGITS[tens]}十`
  else if (hundreds > 0 && ones > 0) text += '〇'
  return ones > 0 ? text + DIGITS[ones] : text
}

/** Marker of an item: ● 一、 （一） 1. ①. Beyond ⑳, which most fonts end with, a figure in brackets stands in. */
export function listMarker(kind: ListMarker, number: number): string {
  if (kind === 'bullet') return '●'
  if (kind === 'arabic') return `${number}.`
  if (kind === 'circled') return number <= 20 ? String.fromCodePoint(0x245f + number) : `（${number}）`
  const numeral = chineseNumeral(number)
  return kind === 'chinese' ? `${numeral}、` : `（${numeral}）`
}

/**
 * Numbers the list items of a body, by block index. Items in a row are one list; a deeper item begins a list of its own
 * under the one above it, an item with another kind of marker, or a block between two items, a new list.
 */
export function listPlaces(body: readonly Block[]): ReadonlyMap<number, ListPlace> {
  const places = new Map<number, ListPlace>()
  let open: { kind: ListMarker; number: number; list: number }[] = []
  body.forEach((block, index) => {
    if (block.type !== 'list-item') {
      open = []
      return
    }
    const level = (block.level ?? 1) - 1
    open.length = Math.min(open.length, level + 1)
    const above = open[level]
    const goesOn = above !== undefined && above.kind === block.marker
    const number = block.number ?? (goesOn ? above.number + 1 : 1)
    const list = goesOn ? above.list : index
    open[level] = { kind: block.marker, number, list }
    places.set(index, { marker: listMarker(block.marker, number), list })
  })
  return places
}
