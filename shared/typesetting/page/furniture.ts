import { chineseDate, chineseWeekday } from '../../edition/dates.ts'
import type { TextStyle } from '../../edition/publication.ts'
import type { Ink, Milli } from '../display-list.ts'
import { EM_TOP } from './grid.ts'
import { aligned } from './painter.ts'
import type { Desk, Sheet } from './sheet.ts'

const BLACK: Ink = { c: 0, m: 0, y: 0, k: 1000 }
/** Space between the folio's rule and the first line of the type area. */
const FOLIO_GAP = 9_000

/** Width of a text in a style, at a size other than its own if given. */
function measure(desk: Desk, text: string, style: TextStyle, size = style.size): Milli {
  return Math.round((desk.setter.row(text, style).width * size) / 1000)
}

/** Draws furniture text with its left edge at x (or right, or middle, by `align`) and returns its width. */
function put(
  desk: Desk,
  sheet: Sheet,
  text: string,
  style: TextStyle,
  x: Milli,
  baseline: Milli,
  align: 'start' | 'center' | 'end' = 'start',
  size = style.size,
): Milli {
  if (!text) return 0
  const width = measure(desk, text, style, size)
  const left = aligned(align, x, 0, width)
  sheet.painter.line(desk.setter.row(text, style), text, { x: left, baseline, size, ink: style.ink })
  return width
}

/**
 * 报眉 above the type area: page number and section at the outer edge (even pages left, odd pages right), the paper's
 * name at the inner edge, date and editors between, one rule under all.
 */
export function drawFolio(desk: Desk, sheet: Sheet): void {
  const { grid, publication, input } = desk
  const { styles } = publication
  const { page, painter } = sheet
  const { x, y, width } = grid.typeArea
  const rule = y - FOLIO_GAP
  painter.fill({ x, y: rule - 1_200, width, height: 1_200 }, BLACK)
  const baseline = rule - 8_500
  const outerLeft = page.number % 2 === 0
  const number = styles.folioNumber
  const section = styles.folioSection
  const name = styles.folioName
  const small = styles.folio
  const figures = String(page.number).padStart(2, '0')
  const numberWidth = measure(desk, figures, number)
  const sectionGap = Math.round(number.size * 0.35)
  const nameWidth = measure(desk, publication.name, name)
  const first = `${chineseDate(input.issue.date)}　${chineseWeekday(input.issue.date)}`
  const second = page.editors
  const firstBase = second ? baseline - 10_500 : baseline
  if (outerLeft) {
    put(desk, sheet, figures, number, x, baseline)
    put(desk, sheet, page.section, section, x + numberWidth + sectionGap, baseline)
    put(desk, sheet, publication.name, name, x + width, baseline, 'end')
    const edge = x + width - nameWidth - name.size
    painter.fill({ x: edge + (name.size >> 1) - 200, y: baseline - 15_000, width: 400, height: 17_500 }, BLACK)
    put(desk, sheet, first, small, edge, firstBase, 'end')
    put(desk, sheet, second, small, edge, baseline, 'end')
  } else {
    put(desk, sheet, figures, number, x + width, baseline, 'end')
    put(desk, sheet, page.section, section, x + width - numberWidth - sectionGap, baseline, 'end')
    put(desk, sheet, publication.name, name, x, baseline)
    const edge = x + nameWidth + name.size
    painter.fill({ x: edge - (name.size >> 1) - 200, y: baseline - 15_000, width: 400, height: 17_500 }, BLACK)
    put(desk, sheet, first, small, edge, firstBase)
    put(desk, sheet, second, small, edge, baseline)
  }
}

/**
 * 报头 over the full width of page 1: the name as large as it fits, the Latin name under it, 报眼 at the right with
 * date, weekday, number and today's pages, and a strip of imprint between two rules. It begins in the head margin.
 */
export function drawMasthead(desk: Desk, sheet: Sheet): void {
  const { grid, publication, input } = desk
  const { styles } = publication
  const { page, painter } = sheet
  const { x, y, width } = grid.typeArea
  const bottom = y + page.mastheadLines * grid.pitch - Math.round(grid.pitch * 1.3)
  const stripHeight = 17_000
  const top = Math.max(28_000, y - 44_000)
  const strip = bottom - stripHeight
  painter.fill({ x, y: bottom - 500, width, height: 500 }, BLACK)
  painter.fill({ x, y: strip, width, height: 1_800 }, BLACK)

  const stripStyle = styles.mastheadStrip
  const pages = input.pageCount ?? input.pages.length
  const cn = publication.cnNumber ? `国内统一连续出版物号 ${publication.cnNumber}` : ''
  const facts = [cn, ...publication.imprint, chineseDate(input.issue.date)].filter((fact) => fact !== '')
  const stripBase =
    strip + 1_800 + Math.round((stripHeight - 2_300 - stripStyle.size) / 2 + (stripStyle.size * EM_TOP) / 1000)
  const widths = facts.map((fact) => measure(desk, fact, stripStyle))
  const used = widths.reduce((sum, each) => sum + each, 0)
  const gap = facts.length > 1 ? Math.floor((width - used) / (facts.length - 1)) : 0
  let at = x
  facts.forEach((fact, i) => {
    const last = i === facts.length - 1 && i > 0
    put(desk, sheet, fact, stripStyle, last ? x + width : at, stripBase, last ? 'end' : 'start')
    at += widths[i]! + gap
  })

  // The ear takes the last two columns of a broadsheet, and as much of any other page.
  const earColumns = Math.max(1, Math.round(grid.format.columns / 4))
  const earX = grid.x(grid.format.columns - earColumns)
  const height = strip - top
  const nameStyle = styles.mastheadName
  const latinStyle = styles.mastheadLatin
  const latinRoom = publication.latinName ? latinStyle.leading : 0
  const rule = earX - Math.round(grid.em * 1.5)
  const nameRoom = rule - x - grid.em * 3
  const natural = desk.setter.row(publication.name, nameStyle).width
  const size = Math.min(nameStyle.size, height - latinRoom - 16_000, Math.floor((nameRoom * 1000) / natural))
  const drawn = measure(desk, publication.name, nameStyle, size)
  // Letterspaced towards the width of its room, up to a fifth of an em.
  const count = [...publication.name].length
  const open = Math.min(Math.round(size * 0.2), Math.floor((nameRoom - drawn) / Math.max(1, count - 1)))
  const nameWidth = drawn + open * (count - 1)
  const left = x + Math.round((nameRoom - nameWidth) / 2)
  const nameTop = top + Math.round((height - latinRoom - size - 12_000) / 2)
  let letterX = left
  for (const letter of publication.name) {
    const baseline = nameTop + Math.round((size * EM_TOP) / 1000)
    letterX += put(desk, sheet, letter, nameStyle, letterX, baseline, 'start', size) + open
  }
  if (publication.latinName) drawLatinName(desk, sheet, left, nameWidth, nameTop + size + latinStyle.size + 7_000)

  painter.fill({ x: rule, y: top + 8_000, width: 400, height: height - 18_000 }, BLACK)
  drawEar(desk, sheet, earX, grid.span(earColumns), top, height, pages)
}

/** The Latin name in spaced capitals under the name, between two rules that reach to the name's edges. */
function drawLatinName(desk: Desk, sheet: Sheet, x: Milli, width: Milli, baseline: Milli): void {
  const { publication } = desk
  const style = publication.styles.mastheadLatin
  const letters = [...publication.latinName.toUpperCase()]
  const open = Math.round(style.size * 0.45)
  const widths = letters.map((letter) => (letter === ' ' ? Math.round(style.size / 3) : measure(desk, letter, style)))
  const used = widths.reduce((sum, each) => sum + each, 0) + open * (letters.length - 1)
  let at = x + Math.round((width - used) / 2)
  const arm = at - x - style.size
  if (arm > 2 * style.size) {
    const y = baseline - Math.round(style.size * 0.36)
    sheet.painter.fill({ x, y, width: arm, height: 400 }, BLACK)
    sheet.painter.fill({ x: x + width - arm, y, width: arm, height: 400 }, BLACK)
  }
  letters.forEach((letter, i) => {
    if (letter !== ' ') put(desk, sheet, letter, style, at, baseline)
    at += widths[i]! + open
  })
}

/** 报眼: the day large, month and weekday beside it, number and pages of the day beneath. */
function drawEar(desk: Desk, sheet: Sheet, x: Milli, width: Milli, top: Milli, height: Milli, pages: number): void {
  const { publication, input } = desk
  const { date, number } = input.issue
  const style = publication.styles.mastheadDate
  const figure = publication.styles.folioNumber
  const day = String(Number(date.slice(8)))
  const size = Math.min(76_000, Math.round(height * 0.55))
  const cap = Math.round(size * 0.73)
  const stack = cap + 12_000 + style.leading
  const first = top + Math.round((height - 10_000 - stack) / 2) + cap
  const dayWidth = put(desk, sheet, day, figure, x, first, 'start', size)
  const side = x + dayWidth + Math.round(style.size * 0.9)
  put(desk, sheet, `${date.slice(0, 4)}年${Number(date.slice(5, 7))}月`, style, side, first - style.leading - 3_000)
  put(desk, sheet, chineseWeekday(date), style, side, first - 1_000)
  const row = first + 12_000 + style.size
  sheet.painter.fill({ x, y: first + 9_000, width, height: 400 }, BLACK)
  const issueNumber = number > 0 ? `总第${number}期` : ''
  put(desk, sheet, issueNumber, style, x, row + 2_000)
  put(desk, sheet, `今日${pages}版`, style, x + width, row + 2_000, 'end')
}
