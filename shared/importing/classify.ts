import { BLANK, HAN, widthOf } from '../text/index.ts'
import { type PagePairs, pagePairs, seamKnown } from './bigrams.ts'
import { beginsMidSentence, endsBound, endsClosed, endsWithComma, leavesOpen, opensWithClause } from './closing.ts'
import { type Feature, weigh } from './evidence.ts'
import { type Byline, readByline } from './grammar/bylines.ts'
import { type Jump, jumpAtHead, jumpAtTail, jumpLine } from './grammar/jumps.ts'
import { isFurniture, isNumbered, isWireLead } from './grammar/leads.ts'
import { dividesName } from './grammar/names.ts'
import { isCreditLine, opensAsCaption, pictureLabel } from './grammar/pictures.ts'
import { isSourceLine } from './grammar/sources.ts'
import { isIndented } from './lines.ts'
import type { Unit } from './wrap.ts'

/** What a unit is by itself. Whether a title heads an article or a section is a later question. */
export type Look = 'title' | 'body' | 'byline' | 'label' | 'jump' | 'source' | 'credit' | 'furniture'

export interface Classed {
  readonly unit: Unit
  readonly look: Look
  /** A title that may be a byline, when it stands where one does. */
  readonly maybeByline: Byline | null
  /** How surely a title is one (title and body only). */
  readonly titleScore: number
}

/** What the units of a page have in common. */
interface Page {
  readonly indents: boolean
}

interface Place {
  readonly text: string
  readonly unit: Unit
  readonly previous: Unit | undefined
  readonly next: Unit | undefined
  readonly width: number
  readonly page: Page
  readonly stops: number
  /** Whether its last character and the next unit's first stand side by side elsewhere. */
  readonly known: 0 | 1 | 2
  /** Commas, and 、 at half the weight. */
  readonly commas: number
}

const PAUSE = new RegExp(`[${HAN}”’》）][${BLANK}]+[“‘《（${HAN}]`, 'u')
const count = (text: string, marks: RegExp) => text.match(marks)?.length ?? 0

/** What makes a line a headline, kicker, deck or subhead rather than a paragraph. */
export const TITLE_FEATURES: readonly Feature<Place>[] = [
  { name: 'short', weight: 2.5, of: (p) => p.width <= 48 },
  { name: 'long', weight: -1.5, of: (p) => p.width > 64 },
  { name: 'very long', weight: -4, of: (p) => p.width > 84 },
  { name: 'full stop inside or at the end', weight: -5, of: (p) => p.stops > 0 },
  { name: 'half-width full stop after Han', weight: -4, of: (p) => new RegExp(`[${HAN}]\\.$`, 'u').test(p.text) },
  { name: 'ends with a semicolon or colon', weight: -3, of: (p) => /[；;：:]$/.test(p.text) },
  { name: 'speaks', weight: -1.5, of: (p) => /[！!？?]$/.test(p.text) && /^[“"]/.test(p.text) },
  { name: 'one comma', weight: -1, of: (p) => p.commas === 1 },
  { name: 'uneven about its comma', weight: -1.2, of: (p) => p.commas >= 1 && !isBalanced(p.text) },
  { name: 'enumerates', weight: -1.3, of: (p) => /、/.test(p.text) && !/^.{1,3}、/.test(p.text) },
  { name: 'several commas', weight: -2.5, of: (p) => p.commas > 1.4 },
  { name: 'ends with a comma', weight: -3, of: (p) => endsWithComma(p.text) && !/[—]$/.test(p.text) },
  { name: 'pause', weight: 1.5, of: (p) => PAUSE.test(p.text) },
  { name: 'deck dash', weight: 2, of: (p) => /^(?:—|--|──|－－)/.test(p.text) },
  { name: 'opens as a paragraph does', weight: -2.5, of: (p) => opensWithClause(p.text) },
  { name: 'known pair at the seam', weight: -1.5, of: (p) => p.known === 1 },
  { name: 'known word across the seam', weight: -4, of: (p) => p.known === 2 },
  { name: 'next begins with a particle', weight: -2.5, of: (p) => /^[的了们](?!然|解)/.test(p.next?.text ?? '') },
  { name: 'divides a name', weight: -3.5, of: (p) => dividesName(p.text, p.next?.text ?? '') },
  { name: 'says when', weight: -2, of: (p) => /近日|日前|昨日|目前|近年来|今年以来/.test(p.text) },
  { name: 'question and answer', weight: -4, of: (p) => /^(?:问|答|记者|主持人|本报记者)[：:]/.test(p.text) },
  { name: 'all in brackets', weight: -4, of: (p) => /^[（(][^（）()]*[)）]$/.test(p.text) && !isNumbered(p.text) },
  { name: 'wire lead', weight: -4, of: (p) => isWireLead(p.text) },
  { name: 'caption opening', weight: -3, of: (p) => opensAsCaption(p.text) },
  { name: 'list entry', weight: -2, of: (p) => /^[^：:]{2,8}[：:].*(?:\d{3,}|@|www|http)/.test(p.text) },
  { name: 'leaves a bracket open', weight: -2.5, of: (p) => leavesOpen(p.text) },
  { name: 'ends with a bound word', weight: -2.5, of: (p) => endsBound(p.text) },
  {
    name: 'next begins in mid-sentence',
    weight: -4,
    of: (p) => p.next !== undefined && beginsMidSentence(p.next.text),
  },
  { name: 'begins in mid-sentence', weight: -4, of: (p) => beginsMidSentence(p.text) },
  { name: 'previous breaks off', weight: -1.5, of: (p) => p.previous !== undefined && breaksOff(p.previous.text) },
  { name: 'numbered', weight: 1, of: (p) => isNumbered(p.text) && p.width <= 60 },
  { name: 'indented as paragraphs are', weight: -1.5, of: (p) => p.page.indents && isIndented(p.unit.indent) },
  {
    name: 'what follows goes on flush left',
    weight: -2.5,
    of: (p) =>
      p.page.indents &&
      isIndented(p.unit.indent) &&
      p.next !== undefined &&
      !isIndented(p.next.indent) &&
      p.next.text.length > 12,
  },
  {
    name: 'flush among indented',
    weight: 1.5,
    of: (p) => p.page.indents && !isIndented(p.unit.indent) && p.width <= 64,
  },
  { name: 'nothing but a few signs', weight: -2, of: (p) => !/\p{L}/u.test(p.text) },
]

/** Whether the clauses about a comma are of a length, as a headline's are. */
function isBalanced(text: string): boolean {
  const clauses = text.split(/[，,]/)
  return clauses.length === 2 && Math.abs(clauses[0]!.length - clauses[1]!.length) <= 2
}

/** No heading is longer, in UTF-16 units; nothing else needs to be asked of what is. */
const LONGEST_TITLE = 120
const TOO_LONG = -10

/** A paragraph that ends in mid-sentence. */
export const breaksOff = (text: string): boolean => widthOf(text.slice(0, 60)) > 44 && !endsClosed(text)

function placeOf(units: readonly Unit[], at: number, page: Page, pairs: PagePairs): Place {
  const unit = units[at]!
  const text = unit.text.slice(0, 200)
  const { tail, head } = stripJumps(text)
  const bare = text.slice(head, tail)
  return {
    text: bare,
    unit,
    previous: units[at - 1],
    next: units[at + 1],
    width: unit.text.length > 200 ? 400 : widthOf(bare),
    page,
    stops: count(bare, /[。]|[!?！？；;](?=.)|(?<=[\u4e00-\u9fff])\.(?=.)/g),
    known: seamKnown(pairs, unit.text, units[at + 1]?.text ?? ''),
    commas: count(bare, /[，]|(?<!\d),|,(?!\d)/g) + count(bare, /、/g) / 2,
  }
}

/** Where the text of a heading begins and ends without the jump lines on it. */
function stripJumps(text: string): { head: number; tail: number } {
  return { head: jumpAtHead(text)?.to ?? 0, tail: jumpAtTail(text)?.from ?? text.length }
}

/** A jump line that is all of a unit. */
export const unitJump = (unit: Unit): Jump | null => jumpLine(unit.text)

function lookAlone(text: string): Look | null {
  if (text.length > 80) return null
  if (jumpLine(text)) return 'jump'
  if (pictureLabel(text) > 0) return 'label'
  if (isSourceLine(text)) return 'source'
  if (isCreditLine(text)) return 'credit'
  if (isFurniture(text)) return 'furniture'
  return null
}

/** Fourth stage: what each unit is by its own words and its neighbours'. */
export function classify(units: readonly Unit[], pairs: PagePairs = pagePairs(units)): Classed[] {
  const long = units.filter((unit) => unit.text.length > 40)
  const page: Page = {
    indents: long.length > 0 && long.filter((unit) => isIndented(unit.indent)).length >= long.length * 0.6,
  }
  return units.map((unit, at) => {
    if (unit.text.length > LONGEST_TITLE) return { unit, look: 'body', maybeByline: null, titleScore: TOO_LONG }
    const alone = lookAlone(unit.text)
    if (alone) return { unit, look: alone, maybeByline: null, titleScore: 0 }
    const byline = readByline(unit.text)
    if (byline?.certainty === 'sure') return { unit, look: 'byline', maybeByline: byline, titleScore: 0 }
    const { score } = weigh(TITLE_FEATURES, placeOf(units, at, page, pairs))
    return { unit, look: score > 0 ? 'title' : 'body', maybeByline: byline, titleScore: score }
  })
}
