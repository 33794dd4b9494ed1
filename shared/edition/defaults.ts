import type { PageFormat, Publication, StyleSheet, TextStyle } from './publication.ts'

const BLACK = { c: 0, m: 0, y: 0, k: 1000 }

const style = (font: string, size: number, leading: number, align: TextStyle['align'] = 'start'): TextStyle => ({
  font,
  size,
  leading,
  ink: BLACK,
  align,
  indent: 0,
})

/** Styles of the shipped papers: Song for text and headlines, Hei for everything that labels. */
const styles = (size: number, leading: number): StyleSheet => ({
  body: { ...style('serif-400', size, leading, 'justify'), indent: 2000, bold: 'sans-700' },
  headline: style('serif-900', 42_000, 50_000, 'center'),
  kicker: style('sans-400', 12_000, 16_000, 'center'),
  deck: style('sans-400', 12_000, 17_000, 'center'),
  byline: style('sans-400', size, leading, 'center'),
  subhead: style('sans-700', 10_500, leading, 'center'),
  source: style('sans-400', size - 500, leading, 'end'),
  jump: style('sans-400', size - 500, leading, 'end'),
  caption: { ...style('sans-400', size - 500, leading, 'justify'), indent: 2000 },
  credit: style('sans-700', size - 500, leading, 'end'),
  label: style('sans-700', 12_000, leading, 'start'),
  folio: style('sans-400', 8_500, 11_000),
  folioNumber: style('serif-900', 26_000, 30_000),
  folioSection: style('sans-700', 17_000, 20_000),
  folioName: style('serif-900', 15_000, 20_000),
  mastheadName: style('serif-900', 122_000, 128_000),
  mastheadLatin: style('serif-900', 12_000, 16_000),
  mastheadDate: style('sans-700', 12_500, 18_000),
  mastheadStrip: style('sans-400', 8_500, 12_000),
})

/**
 * 对开 390 × 550 mm: 8 columns of 13 characters of 小五 (9 pt), gutter of one character, 120 lines of 11.6 pt.
 * 111 characters are 999 pt (352 mm) and 120 lines 1392 pt (491 mm): the usual type area of a mainland broadsheet.
 */
export const BROADSHEET: PageFormat = {
  name: '对开',
  trim: { width: 1_105_512, height: 1_559_055 },
  bleed: 8_504,
  typeArea: { x: 53_256, y: 100_000 },
  columns: 8,
  charactersPerColumn: 13,
  gutterCharacters: 1,
  bodySize: 9_000,
  linePitch: 11_600,
  lines: 120,
}

/** 四开 275 × 390 mm: 6 columns of 11 characters of 9 pt, 84 lines of 11.6 pt. */
export const TABLOID: PageFormat = {
  name: '四开',
  trim: { width: 779_528, height: 1_105_512 },
  bleed: 8_504,
  typeArea: { x: 70_264, y: 76_000 },
  columns: 6,
  charactersPerColumn: 11,
  gutterCharacters: 1,
  bodySize: 9_000,
  linePitch: 11_600,
  lines: 84,
}

const paper = (id: string, format: PageFormat): Publication => ({
  schema: 1,
  id,
  name: '贸易观察报',
  latinName: 'TRADE OBSERVER',
  cnNumber: 'CN 00-0000',
  imprint: ['贸易观察报社出版', '周二、周四出版'],
  format,
  styles: styles(format.bodySize, format.linePitch),
})

/** The shipped broadsheet publication: a trade newspaper of our own invention. */
export const broadsheet = (): Publication => paper('trade-observer', BROADSHEET)

/** The same paper as a tabloid. */
export const tabloid = (): Publication => paper('trade-observer-tabloid', TABLOID)
