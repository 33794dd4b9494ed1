import { type Classed, unitJump } from './classify.ts'
import { bylineAtEnd, readByline } from './grammar/bylines.ts'
import { jumpAtHead, jumpAtTail } from './grammar/jumps.ts'
import { creditAtEnd, pictureLabel } from './grammar/pictures.ts'
import { sourceAtEnd } from './grammar/sources.ts'
import { changeTracked, sliceTracked, type TrackedText } from './tracked-text.ts'

/** What a stretch of the page is, before it is known which article it belongs to. */
export type ItemLook =
  | 'title'
  | 'body'
  | 'byline'
  | 'label'
  | 'jump-from'
  | 'jump-to'
  | 'source'
  | 'credit'
  | 'furniture'

/** A stretch of the page that is one thing. */
export interface Item {
  readonly look: ItemLook
  /** The text with its lines joined, tracked to the original. */
  readonly tracked: TrackedText
  readonly text: string
  /** Page a jump line names. */
  readonly page: number | null
  /** A title that reads as a byline where one may stand. */
  readonly maybeByline: boolean
  /** Blank lines before it. */
  readonly gap: number
  /** Whether it follows the item before in the same paragraph: a source behind its last sentence. */
  readonly attached: boolean
}

/** The unit's text as one line, tracked. */
export function trackUnit(cleaned: TrackedText, { unit }: Classed): TrackedText {
  const slice = sliceTracked(cleaned, unit.from, unit.to)
  return changeTracked(
    slice,
    unit.joins.map((join) => ({ from: join.from - unit.from, to: join.to - unit.from, text: join.text })),
  )
}

/** Sixth stage: takes off a paragraph what stands on it but is not part of it: jump lines, source, byline, credit, label. */
export function splitItems(cleaned: TrackedText, classed: readonly Classed[]): Item[] {
  return classed.flatMap((unit) => splitUnit(trackUnit(cleaned, unit), unit))
}

function splitUnit(tracked: TrackedText, classed: Classed): Item[] {
  const { unit, look } = classed
  const items: Item[] = []
  const push = (itemLook: ItemLook, from: number, to: number, page: number | null = null) => {
    const [start, end] = trimmed(tracked.text, from, to)
    if (start === end) return
    const part = sliceTracked(tracked, start, end)
    items.push({
      look: itemLook,
      tracked: part,
      text: part.text,
      page,
      maybeByline: itemLook === 'title' && classed.maybeByline !== null,
      gap: items.length === 0 ? unit.gap : 0,
      attached: items.length > 0,
    })
  }
  const end = tracked.text.length
  if (look === 'jump') {
    const jump = unitJump(unit)
    push(jump?.direction === 'to' ? 'jump-to' : 'jump-from', 0, end, jump?.page ?? null)
    return items
  }
  if (look === 'label') {
    const label = pictureLabel(tracked.text)
    push('label', 0, label)
    if (label < end) splitText(tracked.text, label, end, end - label > 40 ? 'body' : 'title', push)
    return items
  }
  if (look === 'byline' || look === 'source' || look === 'credit' || look === 'furniture') {
    push(look, 0, end)
    return items
  }
  splitText(tracked.text, 0, end, look, push)
  return items
}

type Push = (look: ItemLook, from: number, to: number, page?: number | null) => void

function splitText(text: string, from: number, to: number, look: 'title' | 'body', push: Push): void {
  const head = jumpAtHead(text.slice(from, to))
  if (head) push('jump-from', from, from + head.to, head.page)
  const start = from + (head?.to ?? 0)
  // From the end inwards: jump line, then source, byline or credit, at most one of each.
  const tails: { look: ItemLook; from: number; to: number; page: number | null }[] = []
  let end = to
  for (let i = 0; i < 4; i++) {
    const rest = text.slice(start, end)
    const found = tailOf(rest, look)
    if (!found || found.from === 0) break
    tails.unshift({ ...found, from: start + found.from, to: end })
    end = start + found.from
    while (end > start && /\s/.test(text[end - 1]!)) end--
  }
  push(look, start, end)
  for (const tail of tails) push(tail.look, tail.from, tail.to, tail.page)
}

function tailOf(text: string, look: 'title' | 'body'): { look: ItemLook; from: number; page: number | null } | null {
  const jump = jumpAtTail(text)
  if (jump) return { look: jump.direction === 'to' ? 'jump-to' : 'jump-from', from: jump.from, page: jump.page }
  if (look === 'title') return null
  const source = sourceAtEnd(text)
  if (source > 0) return { look: 'source', from: source, page: null }
  const credit = creditAtEnd(text)
  if (credit > 0) return { look: 'credit', from: credit, page: null }
  const byline = bylineAtEnd(text)
  return byline > 0 ? { look: 'byline', from: byline, page: null } : null
}

function trimmed(text: string, from: number, to: number): [number, number] {
  let start = from
  let end = to
  while (start < end && /\s/.test(text[start]!)) start++
  while (end > start && /\s/.test(text[end - 1]!)) end--
  return [start, end]
}

/** The byline inside a byline item: its text without mark and brackets. */
export const bylineWithin = (text: string): { from: number; to: number } =>
  readByline(text) ?? (/^[(（].*[)）]$/.test(text) ? { from: 1, to: text.length - 1 } : { from: 0, to: text.length })
