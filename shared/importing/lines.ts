import { isBlankUnit, isWideUnit } from '../text/index.ts'

/** One line of the raw text that is not blank. Offsets are units of the cleaned text; blanks at its ends are outside. */
export interface Line {
  readonly from: number
  readonly to: number
  readonly text: string
  /** Blanks before the text, in half-ems. */
  readonly indent: number
  /** Blank lines between this line and the one before. */
  readonly gap: number
  /** Width in half-ems, the indent of a paragraph included. */
  readonly width: number
}

const BREAK = /\r\n|[\n\r\f\v\u0085\u2028\u2029]/g

/** A paragraph's indent is two ems; what is pushed in further was centred by the layout. */
const MAX_INDENT = 8

const isLineBlank = (unit: number) => isBlankUnit(unit)

/** Second stage: the lines of a text with what their surroundings say. */
export function readLines(text: string): Line[] {
  const lines: Line[] = []
  let gap = 0
  let from = 0
  const take = (to: number) => {
    let start = from
    let indent = 0
    while (start < to && isLineBlank(text.charCodeAt(start))) {
      indent += text.charCodeAt(start) === 0x3000 ? 2 : text.charCodeAt(start) === 0x09 ? 4 : 1
      start++
    }
    let end = to
    while (end > start && (isLineBlank(text.charCodeAt(end - 1)) || text.charCodeAt(end - 1) === 0xad)) end--
    if (start === end) {
      gap++
      return
    }
    const line = text.slice(start, end)
    lines.push({
      from: start,
      to: end,
      text: line,
      indent,
      gap,
      width: setWidth(line) + (indent <= MAX_INDENT ? indent : 0),
    })
    gap = 0
  }
  for (const match of text.matchAll(BREAK)) {
    take(match.index)
    from = match.index + match[0].length
    // A form feed ends a page of the PDF: as good as a blank line.
    if (match[0] === '\f') gap++
  }
  take(text.length)
  return lines
}

/** Marks that a justified line squeezes: a column line holds one more character for every two of them. */
function setWidth(line: string): number {
  let width = 0
  for (let i = 0; i < line.length; i++) {
    const unit = line.charCodeAt(i)
    if (unit >= 0xdc00 && unit <= 0xdfff) continue
    width += isWideUnit(unit) || (unit >= 0xd800 && unit <= 0xdbff) ? 2 : 1
  }
  return width
}

/** Whether a unit begins with a paragraph's indent of two ems, in full-width or half-width blanks. */
export const isIndented = (indent: number): boolean => indent >= 3 && indent <= MAX_INDENT
