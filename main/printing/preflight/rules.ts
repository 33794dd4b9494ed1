/**
 * The preflight's rules: which there are, how grave each is, and what a message is called. Ids and limits follow the
 * trade: ISO 15930-4/-7, ISO 12647-3, the GWG 2022 specification (variant WebCMYKNews); H rules are the house's own.
 */

export type Severity = 'error' | 'warning'

export const RULES = {
  F01: ['error', 'FILE_DAMAGED'],
  F02: ['error', 'WRONG_VERSION'],
  F03: ['error', 'ENCRYPTED'],
  F04: ['error', 'NO_FILE_ID'],
  M01: ['error', 'INFO_INCOMPLETE'],
  M02: ['error', 'TRAPPED_UNCLEAR'],
  M03: ['error', 'CLAIM_MISSING'],
  M04: ['error', 'XMP_MISSING'],
  M05: ['error', 'XMP_CLAIM_MISSING'],
  M06: ['error', 'XMP_INCOMPLETE'],
  M07: ['warning', 'XMP_PACKED'],
  O01: ['error', 'OUTPUT_INTENT_COUNT'],
  O02: ['error', 'OUTPUT_CONDITION_MISSING'],
  O03: ['error', 'PROFILE_NOT_EMBEDDED'],
  O04: ['error', 'PROFILE_NOT_FOR_OUTPUT'],
  O05: ['error', 'PROFILE_NOT_CMYK'],
  O06: ['error', 'PROFILE_TOO_NEW'],
  O07: ['error', 'PROFILE_DIFFERS'],
  P01: ['error', 'TRIM_BOX_UNCLEAR'],
  P02: ['error', 'BOXES_NOT_NESTED'],
  P03: ['error', 'CROP_BOX'],
  P04: ['error', 'USER_UNIT'],
  P05: ['error', 'PAGE_TURNED'],
  P06: ['warning', 'BLEED_MISSING'],
  P07: ['error', 'PAGE_EMPTY'],
  C01: ['error', 'COLOUR_NOT_CMYK'],
  C02: ['error', 'SPOT_COLOUR'],
  C03: ['warning', 'MARKS_ON_PAGE'],
  T01: ['error', 'TRANSPARENCY'],
  T02: ['error', 'GROUP_NOT_CMYK'],
  S01: ['error', 'ACTIONS'],
  S02: ['error', 'LAYERS'],
  S03: ['error', 'FILTER_FORBIDDEN'],
  S04: ['error', 'POSTSCRIPT'],
  S05: ['error', 'TRANSFER_CURVE'],
  S06: ['error', 'ANNOTATION'],
  N01: ['error', 'FONT_NOT_EMBEDDED'],
  N02: ['warning', 'FONT_NOT_SUBSET'],
  N03: ['warning', 'FONT_WITHOUT_TEXT'],
  N04: ['warning', 'FONT_KIND'],
  N05: ['error', 'FONT_FORBIDS_EMBEDDING'],
  N06: ['error', 'NOTDEF_PRINTED'],
  N07: ['error', 'GLYPH_REPLACED'],
  B01: ['error', 'BLACK_TEXT_KNOCKS_OUT'],
  B02: ['warning', 'SMALL_COLOURED_TEXT'],
  B03: ['warning', 'RICH_BLACK_TEXT'],
  B04: ['error', 'WHITE_TEXT_OVERPRINTS'],
  B05: ['warning', 'SMALL_REVERSED_TEXT'],
  B06: ['warning', 'GRAY_TEXT'],
  B07: ['warning', 'WHITE_OVERPRINTS'],
  L01: ['warning', 'COLOURED_LINE_THIN'],
  L02: ['warning', 'BLACK_LINE_KNOCKS_OUT'],
  L03: ['warning', 'LINE_THIN'],
  I01: ['warning', 'PICTURE_COARSE'],
  I04: ['warning', 'PICTURE_OVERSAMPLED'],
  K01: ['warning', 'INK_HEAVY'],
  K02: ['warning', 'INK_OVER_PROFILE'],
  X01: ['error', 'TEXT_DIFFERS'],
  X02: ['error', 'GLYPHS_MOVED'],
  H01: ['error', 'MISSING_GLYPH'],
  H02: ['warning', 'OVERSET'],
  H03: ['error', 'PICTURE_MISSING'],
  H04: ['error', 'TEXT_COVERED'],
  H05: ['warning', 'ARTICLE_NOT_PLACED'],
} as const satisfies Record<string, readonly [Severity, string]>

export type Rule = keyof typeof RULES
export type PreflightCode = (typeof RULES)[Rule][1]

/** One thing found. `page` is 0 for what concerns the file as a whole. */
export interface Finding {
  readonly rule: Rule
  readonly severity: Severity
  readonly page: number
  readonly code: PreflightCode
  readonly details: Readonly<Record<string, string | number>>
}

/** Collects findings; of the same fault on the same page the first is kept and the rest counted. */
export class Findings {
  private readonly kept = new Map<string, { finding: Finding; count: number }>()

  /** `same` tells apart faults of one rule that deserve a line each, e.g. an article's id. */
  add(rule: Rule, page: number, details: Finding['details'] = {}, same = '', severity?: Severity): void {
    const [usual, code] = RULES[rule]
    const finding: Finding = { rule, severity: severity ?? usual, page, code, details }
    const key = `${rule} ${page} ${finding.severity} ${same}`
    const before = this.kept.get(key)
    if (before) before.count++
    else this.kept.set(key, { finding, count: 1 })
  }

  /** Errors first, then by page; `count` says how often. */
  list(): Finding[] {
    return [...this.kept.values()]
      .map(({ finding, count }) => ({ ...finding, details: { ...finding.details, count } }))
      .sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning') || a.page - b.page)
  }
}
