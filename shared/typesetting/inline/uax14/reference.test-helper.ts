/**
 * UAX #14 (Unicode 17) said a second time for the tests: every rule as a pair of patterns over the whole text, slow and
 * without state, so that the walk in rules.ts has something to be compared with that can not share its mistakes of state.
 */
import { AL_CIRCLE, CLASS_MASK, CLASS_NAMES, EAST_ASIAN, ID_PICT, QU_PF, QU_PI, SA_CM, XX_PICT } from './classes.ts'
import { packedValue } from './tables.ts'

type Rule = readonly [before: RegExp, verdict: '×' | '÷' | '!', after: RegExp]

/** A pattern for one character of the named classes; a name may carry a flag: `.ea`, `.narrow`, `.pi`, `.pf`. */
function any(names: string): string {
  const each = names.split(' ').map((name) => {
    const [head, flag] = name.split('.')
    const kind = head === '*' ? '[A-Z0-9]+' : head
    if (flag === 'ea') return `${kind}[a-z]*~`
    if (flag === 'narrow') return `${kind}[a-z]*`
    if (flag === 'notpi') return `${kind}(?!pi)[a-z]*~?`
    if (flag === 'notpf') return `${kind}(?!pf)[a-z]*~?`
    if (flag !== undefined) return `${kind}${flag}~?`
    return `${kind}[a-z]*~?`
  })
  return `(?:<(?:${each.join('|')})>)`
}

const start = '^'
const eot = '$'
const anything = ''
const spaces = '(?:<SP>)*'
const number = `${any('NU')}${any('SY IS')}*`
const aksara = any('AK *.circle AS')
const letters = any('AL HL')

function rule(before: string, verdict: '×' | '÷' | '!', after: string): Rule {
  return [new RegExp(`(?:${before})$`), verdict, new RegExp(`^(?:${after})`)]
}

const beforeMarks: readonly Rule[] = [
  rule(any('BK'), '!', anything),
  rule(any('CR'), '×', any('LF')),
  rule(any('CR LF NL'), '!', anything),
  rule(anything, '×', any('BK CR LF NL')),
  rule(anything, '×', any('SP ZW')),
  rule(any('ZW') + spaces, '÷', anything),
  rule(any('ZWJ'), '×', anything),
]

const afterMarks: readonly Rule[] = [
  rule(anything, '×', any('WJ')),
  rule(any('WJ'), '×', anything),
  rule(any('GL'), '×', anything),
  rule(`(?!${any('SP BA HY HH')})<[^>]+>`, '×', any('GL')),
  rule(anything, '×', any('CL CP EX SY')),
  rule(any('OP') + spaces, '×', anything),
  rule(`(?:${start}|${any('BK CR LF NL OP QU GL SP ZW')})${any('QU.pi')}${spaces}`, '×', anything),
  rule(anything, '×', `${any('QU.pf')}(?:${any('SP GL WJ CL QU CP EX IS SY BK CR LF NL ZW')}|${eot})`),
  rule(any('SP'), '÷', any('IS') + any('NU')),
  rule(anything, '×', any('IS')),
  rule(any('CL CP') + spaces, '×', any('NS')),
  rule(any('B2') + spaces, '×', any('B2')),
  rule(any('SP'), '÷', anything),
  rule(anything, '×', any('QU.notpi')),
  rule(any('QU.notpf'), '×', anything),
  rule(any('*.narrow'), '×', any('QU')),
  rule(anything, '×', `${any('QU')}(?:${any('*.narrow')}|${eot})`),
  rule(any('QU'), '×', any('*.narrow')),
  rule(`(?:${start}|${any('*.narrow')})${any('QU')}`, '×', anything),
  rule(anything, '÷', any('CB')),
  rule(any('CB'), '÷', anything),
  rule(`(?:${start}|${any('BK CR LF NL SP ZW CB GL')})${any('HY HH')}`, '×', letters),
  rule(anything, '×', any('BA HH HY NS')),
  rule(any('BB'), '×', anything),
  rule(any('HL') + any('HY HH'), '×', `(?!${any('HL')})<`),
  rule(any('SY'), '×', any('HL')),
  rule(anything, '×', any('IN')),
  rule(letters, '×', any('NU')),
  rule(any('NU'), '×', letters),
  rule(any('PR'), '×', any('ID EB EM')),
  rule(any('ID EB EM'), '×', any('PO')),
  rule(any('PR PO'), '×', letters),
  rule(letters, '×', any('PR PO')),
  rule(`${number}${any('CL CP')}?`, '×', any('PO PR')),
  rule(any('PO PR'), '×', `${any('OP') + any('IS')}?${any('NU')}`),
  rule(any('PO PR HY IS'), '×', any('NU')),
  rule(number, '×', any('NU')),
  rule(any('JL'), '×', any('JL JV H2 H3')),
  rule(any('JV H2'), '×', any('JV JT')),
  rule(any('JT H3'), '×', any('JT')),
  rule(any('JL JV JT H2 H3'), '×', any('PO')),
  rule(any('PR'), '×', any('JL JV JT H2 H3')),
  rule(letters, '×', letters),
  rule(any('AP'), '×', aksara),
  rule(aksara, '×', any('VF VI')),
  rule(aksara + any('VI'), '×', any('AK *.circle')),
  rule(aksara, '×', aksara + any('VF')),
  rule(any('IS'), '×', letters),
  rule(any('AL HL NU'), '×', any('OP.narrow')),
  rule(any('CP.narrow'), '×', any('AL HL NU')),
  rule(`(?:^|(?!${any('RI')})<[^>]+>)(?:${any('RI')}{2})*${any('RI')}`, '×', any('RI')),
  rule(any('EB'), '×', any('EM')),
  rule(any('*.pict'), '×', any('EM')),
  rule(anything, '÷', anything),
]

function token(codePoint: number): string {
  const packed = packedValue(codePoint)
  const kind = packed & CLASS_MASK
  const name = CLASS_NAMES[kind]!
  const wide = (packed & EAST_ASIAN) === 0 ? '' : '~'
  if (kind === SA_CM) return `<CM${wide}>`
  if (['AI', 'SG', 'SA'].includes(name) || (name === 'XX' && kind !== XX_PICT)) return `<AL${wide}>`
  if (name === 'CJ') return `<NS${wide}>`
  const flags: Record<number, string> = {
    [AL_CIRCLE]: 'ALcircle',
    [ID_PICT]: 'IDpict',
    [XX_PICT]: 'ALpict',
    [QU_PF]: 'QUpf',
    [QU_PI]: 'QUpi',
  }
  return `<${flags[kind] ?? name}${wide}>`
}

/** As `breakOpportunities`, by patterns; takes time with the square of the length. */
export function referenceBreaks(text: string): number[] {
  const characters = [...text]
  const raw = characters.map((character) => token(character.codePointAt(0)!))
  // LB9, LB10: a mark is nothing behind a character that takes it, and a letter elsewhere.
  const folded: string[] = []
  let takesMarks = false
  for (const each of raw) {
    if (/^<(CM|ZWJ)~?>$/.test(each)) {
      folded.push(takesMarks ? '' : '<AL>')
      takesMarks = true
    } else {
      folded.push(each)
      takesMarks = !/^<(BK|CR|LF|NL|SP|ZW)>$/.test(each)
    }
  }
  const breaks: number[] = []
  const verdicts = { '×': 0, '÷': 1, '!': 2 }
  for (const [n, character] of characters.entries()) {
    let verdict: keyof typeof verdicts = '×'
    if (n > 0) {
      const judge = (rules: readonly Rule[], tokens: readonly string[]): keyof typeof verdicts | undefined => {
        const before = tokens.slice(0, n).join('')
        const after = tokens.slice(n).join('')
        return rules.find(([left, , right]) => left.test(before) && right.test(after))?.[1]
      }
      verdict = judge(beforeMarks, raw) ?? (folded[n] === '' ? '×' : judge(afterMarks, folded)!)
    }
    breaks.push(verdicts[verdict], ...Array<number>(character.length - 1).fill(0))
  }
  breaks.push(text === '' ? 0 : 2)
  return breaks
}
