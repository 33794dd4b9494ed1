// Paragraph styles 段落样式: named looks of blocks that inherit from one another, resolved once for composition.
import { z } from 'zod'
import { FailureError, fail, ok, type Result } from '../contract/failure.ts'
import type { Publication } from './publication.ts'
import { STYLE_ROLES, type StyleRole, TextStyle } from './text-style.ts'

/** 1/1000 pt. */
type Milli = number

const length = z.int().nonnegative()
/** In 1/1000 of a character of the body, so that indents keep to the squares of the column. */
const characters = z.int().nonnegative().max(40_000)

/** A tab stop from the block's left edge. `decimal`: the decimal point stands at it. */
export const TabStop = z.strictObject({ at: characters, align: z.enum(['start', 'end', 'decimal']) })
export type TabStop = z.infer<typeof TabStop>

/** 首字下沉: the first character stands over so many lines, in a face of its own where one is named. */
export const DropCap = z.strictObject({ lines: z.int().min(2).max(4), font: z.string().optional() })
export type DropCap = z.infer<typeof DropCap>

/** Rules of a table: none; above, below and under the header 三线表; around every cell. */
export const TableRules = z.enum(['none', 'three-line', 'grid'])
export type TableRules = z.infer<typeof TableRules>

/**
 * One style as the publication keeps it: what it does not say it takes from the style it is based on. A style with the
 * name of a role refines that role, is based on nothing else, and leaves its type to the style sheet.
 */
export const ParagraphStyle = z.strictObject({
  /** Name people read; absent: the key. */
  title: z.string().optional(),
  /** Another style, or a role; absent: the body. */
  basedOn: z.string().optional(),
  ...TextStyle.partial().shape,
  /** Size in 1/1000 of the parent's, where `size` is not given. */
  scale: z.int().min(200).max(5000).optional(),
  /** Space kept free at either side. */
  left: characters.optional(),
  right: characters.optional(),
  /** Further indent of all lines but the first: verse turned over. Lists hang by the width of their marker. */
  hang: characters.optional(),
  /** 占行: whole lines of the grid a heading of one row takes; null: what the house says. */
  lines: z.int().min(1).max(8).nullable().optional(),
  /** Lines after the block that must stand in its column. */
  keepNext: z.int().min(0).max(8).optional(),
  dropCap: DropCap.nullable().optional(),
  tabs: z.array(TabStop).max(40).optional(),
  rules: TableRules.optional(),
  /** Weight of a table's thin rules, 1/1000 pt. */
  ruleWeight: length.optional(),
})
export type ParagraphStyle = z.infer<typeof ParagraphStyle>

type StyleEntries = Readonly<Record<string, ParagraphStyle>>

/** What every publication has; it replaces any of them by one of the same name. */
export const BUILT_IN_STYLES = {
  'subhead-2': {
    title: '二级小标题',
    basedOn: 'subhead',
    scale: 857,
    align: 'start',
    left: 2000,
    lines: 1,
    keepNext: 1,
  },
  'subhead-3': { title: '三级小标题', basedOn: 'byline', align: 'start', left: 2000, lines: 1, keepNext: 1 },
  'drop-cap': { title: '首字下沉', basedOn: 'body', indent: 0, dropCap: { lines: 2 } },
  quotation: { title: '引文', basedOn: 'body', scale: 945, left: 1000, right: 1000 },
  verse: { title: '诗行', basedOn: 'body', align: 'start', indent: 0, left: 2000, hang: 1000 },
  'list-item': { title: '列表', basedOn: 'body', indent: 0 },
  signature: { title: '落款', basedOn: 'body', align: 'end', indent: 0 },
  table: { title: '表格', basedOn: 'caption', align: 'start', indent: 0, rules: 'three-line', ruleWeight: 300 },
  'table-header': { title: '表头', basedOn: 'credit', align: 'center', indent: 0 },
  'table-title': { title: '表题', basedOn: 'credit', align: 'center', indent: 0, keepNext: 3 },
} as const satisfies StyleEntries

/** A style with nothing left to inherit. */
export interface BlockStyle {
  readonly name: string
  readonly text: TextStyle
  /** Lengths in 1/1000 pt. */
  readonly left: Milli
  readonly right: Milli
  readonly hang: Milli
  readonly lines: number | null
  readonly keepNext: number
  readonly dropCap: DropCap | null
  /** In order; `at` in 1/1000 pt. */
  readonly tabs: readonly { readonly at: Milli; readonly align: TabStop['align'] }[]
  readonly rules: TableRules
  readonly ruleWeight: Milli
}

const isRole = (name: string): name is StyleRole => (STYLE_ROLES as readonly string[]).includes(name)

/** The styles from one on to the role at its root, nearest first. Fails with STYLE_UNKNOWN or STYLE_CYCLE. */
function lineage(entries: ReadonlyMap<string, ParagraphStyle>, name: string): Result<readonly string[]> {
  const path: string[] = []
  for (let at = name; ; ) {
    if (path.includes(at)) return fail('STYLE_CYCLE', { style: name, path: [...path, at].join(' → ') })
    const entry = entries.get(at)
    if (entry === undefined && !isRole(at)) {
      return fail('STYLE_UNKNOWN', { style: path.at(-1) ?? name, basedOn: at })
    }
    path.push(at)
    if (isRole(at)) {
      // Roles are the roots: their type is the style sheet's.
      if (entry?.basedOn !== undefined) return fail('STYLE_CYCLE', { style: name, path: `${at} → ${entry.basedOn}` })
      return ok(path)
    }
    at = entry?.basedOn ?? 'body'
  }
}

const withBuiltIns = (own: StyleEntries | undefined): Map<string, ParagraphStyle> =>
  new Map([...Object.entries<ParagraphStyle>(BUILT_IN_STYLES), ...Object.entries(own ?? {})])

/** Named styles of a publication; refused where one is based on a style that is not there, or on itself in a circle. */
export const ParagraphStyles = z.record(z.string().min(1).max(60), ParagraphStyle).superRefine((own, check) => {
  const entries = withBuiltIns(own)
  for (const name of entries.keys()) {
    const found = lineage(entries, name)
    if (!found.ok) {
      check.addIssue({
        code: 'custom',
        path: [name, 'basedOn'],
        message: found.failure.code,
        params: found.failure.details,
      })
    }
  }
})
export type ParagraphStyles = z.infer<typeof ParagraphStyles>

/**
 * Every style of a publication by name, roles included, with all it inherits. Fails with STYLE_UNKNOWN {style, basedOn}
 * or STYLE_CYCLE {style, path}.
 */
export function resolveStyles(
  publication: Pick<Publication, 'styles' | 'paragraphStyles'> & { format: Pick<Publication['format'], 'bodySize'> },
): Result<ReadonlyMap<string, BlockStyle>> {
  const entries = withBuiltIns(publication.paragraphStyles)
  const resolved = new Map<string, BlockStyle>()
  for (const name of new Set([...STYLE_ROLES, ...entries.keys()])) {
    const path = lineage(entries, name)
    if (!path.ok) return path
    let style = rootStyle(path.value.at(-1) as StyleRole, publication)
    for (const each of path.value.toReversed()) {
      const entry = entries.get(each)
      style = entry ? refined(style, entry, publication.format.bodySize) : style
    }
    resolved.set(name, { ...style, name })
  }
  return ok(resolved)
}

const HEADINGS: readonly StyleRole[] = ['subhead', 'headline', 'kicker', 'deck']

const rootStyle = (role: StyleRole, { styles }: Pick<Publication, 'styles'>): BlockStyle => ({
  name: role,
  text: styles[role],
  left: 0,
  right: 0,
  hang: 0,
  lines: null,
  // A heading is never the last of its column: two lines of text follow it.
  keepNext: HEADINGS.includes(role) ? 2 : 0,
  dropCap: null,
  tabs: [],
  rules: 'none',
  ruleWeight: 300,
})

function refined(parent: BlockStyle, entry: ParagraphStyle, bodySize: Milli): BlockStyle {
  const milli = (of: number) => Math.round((of * bodySize) / 1000)
  const { title, basedOn, scale, left, right, hang, lines, keepNext, dropCap, tabs, rules, ruleWeight, ...type } = entry
  // Sizes go by tenths of a point, as type does.
  const size = type.size ?? (scale && Math.round((parent.text.size * scale) / 100_000) * 100)
  const said = Object.entries(type).filter(([, value]) => value !== undefined)
  return {
    name: parent.name,
    text:
      size || said.length > 0
        ? { ...parent.text, ...Object.fromEntries(said), ...(size ? { size } : {}) }
        : parent.text,
    left: left === undefined ? parent.left : milli(left),
    right: right === undefined ? parent.right : milli(right),
    hang: hang === undefined ? parent.hang : milli(hang),
    lines: lines === undefined ? parent.lines : lines,
    keepNext: keepNext ?? parent.keepNext,
    dropCap: dropCap === undefined ? parent.dropCap : dropCap,
    tabs: tabs ? tabs.map(({ at, align }) => ({ at: milli(at), align })).sort((a, b) => a.at - b.at) : parent.tabs,
    rules: rules ?? parent.rules,
    ruleWeight: ruleWeight ?? parent.ruleWeight,
  }
}

const known = new WeakMap<Publication, ReadonlyMap<string, BlockStyle>>()

/** The styles of a publication, resolved once. Throws FailureError for a publication that was never validated. */
export function stylesOf(publication: Publication): ReadonlyMap<string, BlockStyle> {
  let styles = known.get(publication)
  if (styles === undefined) {
    const resolved = resolveStyles(publication)
    if (!resolved.ok) throw new FailureError(resolved.failure.code, resolved.failure.details)
    styles = resolved.value
    known.set(publication, styles)
  }
  return styles
}

/** Every font a publication's styles name, each once: faces of bold stretches, drop capitals and fallbacks included. */
export function fontsOf(publication: Publication): string[] {
  const fonts = new Set<string>()
  for (const { text, dropCap } of stylesOf(publication).values()) {
    for (const font of [text.font, text.bold, dropCap?.font, ...(text.fallback ?? [])]) if (font) fonts.add(font)
  }
  return [...fonts]
}
