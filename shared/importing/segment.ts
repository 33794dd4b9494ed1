import { foldLookAlikes } from '../text/index.ts'
import { addPairs } from './bigrams.ts'
import { type TitleGroup, weighBoundary } from './boundary.ts'
import { isWireLead } from './grammar/leads.ts'
import { explainsPicture, opensAsCaption } from './grammar/pictures.ts'
import type { Item } from './items.ts'
import type { PieceRole } from './repairs.ts'
import { readTitle } from './titles.ts'

/** An item that has found its part. */
export interface Placed {
  readonly item: Item
  role: PieceRole
}

/** An article in the making: its items in the order of the page. */
export interface Draft {
  kind: 'article' | 'picture-story'
  readonly placed: Placed[]
  jumpFrom: number | null
  jumpTo: number | null
}

export interface Segmented {
  readonly articles: Draft[]
  /** What belongs to the page and to no article: editors' names, dates, page numbers. */
  readonly furniture: Item[]
}

/** Most lines that make a title; more of them under one another are a list. */
const MOST_TITLE_LINES = 5
/** Most lines taken as one head; a list of thousands of short lines is read piece by piece. */
const LONGEST_HEAD = 24
/** How many pairs of an article's text are remembered to compare what follows with. */
const MEMORY = 4000

const PREFACE = /^[【［[]?(?:编者按|编者的话|编者寄语|开栏的?话|开栏语|编前|编者前言)/

class Writer {
  readonly articles: Draft[] = []
  readonly furniture: Item[] = []
  closings = 0
  openEnds = 0
  closed = false
  subheads: string[] = []
  pairs = new Set<number>()
  characters = 0
  paragraphs = 0
  lastParagraph = ''
  hasByline = false

  get current(): Draft | undefined {
    return this.articles.at(-1)
  }

  /** Whether the current article has got past its title. */
  hasText = false

  /** Whether all there is so far is an editor's note, which belongs to the article below it. */
  get isPreface(): boolean {
    const placed = this.current?.placed ?? []
    return placed.length > 0 && placed.length < 4 && placed.every(({ item }) => PREFACE.test(item.text.slice(0, 12)))
  }

  begin(): Draft {
    if (this.current) {
      if (this.closed) this.closings++
      else if (this.current.kind === 'article') this.openEnds++
    }
    const draft: Draft = { kind: 'article', placed: [], jumpFrom: null, jumpTo: null }
    this.articles.push(draft)
    this.closed = false
    this.hasText = false
    this.subheads = []
    this.pairs = new Set()
    this.characters = 0
    this.paragraphs = 0
    this.lastParagraph = ''
    this.hasByline = false
    return draft
  }

  place(item: Item, role: PieceRole): void {
    const draft = this.current ?? this.begin()
    draft.placed.push({ item, role })
    if (role === 'paragraph' || role === 'caption' || role === 'subhead') this.hasText = true
    if (role === 'paragraph' || role === 'caption') {
      this.paragraphs++
      this.characters += item.text.length
      this.lastParagraph = item.text.slice(-40)
    }
    if (role === 'subhead') this.subheads.push(item.text)
    if (role === 'byline') this.hasByline = true
    if (this.pairs.size < MEMORY) addPairs(this.pairs, item.text, 2000)
  }
}

/**
 * Seventh stage: items to articles. Titles under text are weighed as boundaries; everything else goes to the article it
 * stands in or opens.
 */
export function segment(items: readonly Item[]): Segmented {
  const writer = new Writer()
  const usualGap = commonGap(items)
  for (let at = 0; at < items.length; ) {
    at = step(writer, items, at, usualGap)
  }
  for (const draft of writer.articles) finish(draft)
  return { articles: writer.articles, furniture: writer.furniture }
}

function step(writer: Writer, items: readonly Item[], at: number, usualGap: number): number {
  const item = items[at]!
  switch (item.look) {
    case 'title':
    case 'label':
    case 'jump-from':
      return takeHead(writer, items, at, usualGap)
    case 'byline':
      return takeByline(writer, items, at, usualGap)
    case 'body':
      takeBody(writer, items, at)
      return at + 1
    case 'credit':
      if (!writer.current) writer.begin()
      writer.place(item, 'credit')
      return at + 1
    case 'source':
      if (!writer.current) writer.begin()
      writer.place(item, 'source')
      writer.closed = true
      return at + 1
    case 'jump-to': {
      const draft = writer.current ?? writer.begin()
      draft.jumpTo ??= item.page
      writer.place(item, 'jump-to')
      // On a headline, 下转 says where its text is: the article is not over.
      if (writer.hasText) writer.closed = true
      return at + 1
    }
    case 'furniture':
      writer.furniture.push(item)
      return at + 1
  }
}

/** A paragraph: of the article it follows, or of one without a title. */
function takeBody(writer: Writer, items: readonly Item[], at: number): void {
  const item = items[at]!
  const draft = writer.current ?? writer.begin()
  if (draft.kind === 'picture-story') {
    const credited = draft.placed.some(({ role }) => role === 'credit')
    const another = credited && (opensAsCaption(item.text) || items[at + 1]?.look === 'credit')
    if (!credited || another) {
      writer.place(item, 'caption')
      return
    }
    writer.begin()
    writer.place(item, 'paragraph')
    return
  }
  const note =
    opensAsCaption(item.text) || /^[（(](?:作者|本文|编者)/.test(item.text) || items[at + 1]?.look === 'credit'
  if (writer.closed && !note) writer.begin()
  writer.place(item, 'paragraph')
}

/** A byline by itself: under a title, at the end of an article, or over an article without a title. */
function takeByline(writer: Writer, items: readonly Item[], at: number, usualGap: number): number {
  if (!writer.current || writer.hasText) {
    const next = items[at + 1]
    const endsArticle =
      writer.current && (items[at]!.attached || next === undefined || next.look !== 'body' || !writer.closed)
    if (!endsArticle) return takeHead(writer, items, at, usualGap)
    writer.place(items[at]!, 'byline')
    writer.closed = true
    return at + 1
  }
  writer.place(items[at]!, 'byline')
  return at + 1
}

/** Items from `at` that stand above text: title lines, label, byline, 上接. */
function headFrom(items: readonly Item[], at: number): Item[] {
  const head: Item[] = []
  for (let i = at; i < items.length && head.length < LONGEST_HEAD; i++) {
    const item = items[i]!
    if (item.look !== 'title' && item.look !== 'label' && item.look !== 'jump-from' && item.look !== 'byline') break
    // A second label begins the next picture story.
    if (item.look === 'label' && head.some(({ look }) => look === 'label')) break
    head.push(item)
    if (item.look === 'label' && head.every(({ look }) => look === 'label') && items[i + 1]?.look === 'title') continue
  }
  return head
}

function takeHead(writer: Writer, items: readonly Item[], at: number, usualGap: number): number {
  const head = headFrom(items, at)
  const titles = head.filter(({ look }) => look === 'title')
  if (titles.length > MOST_TITLE_LINES && writer.hasText && !head.some(({ look }) => look !== 'title')) {
    for (const item of head) writer.place(item, 'paragraph')
    return at + head.length
  }
  if (!writer.current || !writer.hasText) {
    openWith(writer, head, items[at + head.length])
    return at + head.length
  }
  const group = groupOf(writer, items, at, head, usualGap)
  if (titles.length === 0 || weighBoundary(group).score > 0) {
    if (!writer.isPreface) writer.begin()
    openWith(writer, head, items[at + head.length])
  } else {
    for (const item of head) writer.place(item, item.look === 'title' ? 'subhead' : roleOfMark(item))
  }
  return at + head.length
}

const roleOfMark = (item: Item): PieceRole =>
  item.look === 'byline'
    ? 'byline'
    : item.look === 'label'
      ? 'label'
      : item.look === 'jump-from'
        ? 'jump-from'
        : 'headline'

/** The head of an article: which line is which part. What stands below the byline or 上接 line is a first subhead. */
function openWith(writer: Writer, head: readonly Item[], next: Item | undefined): void {
  const draft = writer.current ?? writer.begin()
  const hasTitle = head.some(({ look }) => look === 'title') || draft.placed.some(({ role }) => role === 'headline')
  const roles = new Map<Item, PieceRole>()
  const titles: Item[] = []
  let mark = false
  head.forEach((item, i) => {
    if (item.look === 'title') {
      const above = titles.length > 0
      const last = head.slice(i + 1).every(({ look }) => look !== 'title')
      if (item.maybeByline && above && last && !mark && next?.look === 'body') roles.set(item, 'byline')
      else if (mark && above) roles.set(item, 'subhead')
      else titles.push(item)
      return
    }
    roles.set(item, roleOfMark(item))
    if (item.look === 'label') draft.kind = 'picture-story'
    if (item.look === 'jump-from') draft.jumpFrom ??= item.page
    if ((item.look === 'byline' || item.look === 'jump-from') && titles.length > 0) mark = !item.attached
  })
  readTitle(titles.map(({ text }) => text)).forEach((role, i) => {
    roles.set(titles[i]!, role)
  })
  if (!hasTitle && titles.length > 0) roles.set(titles[0]!, 'headline')
  for (const item of head) writer.place(item, roles.get(item)!)
}

function groupOf(
  writer: Writer,
  items: readonly Item[],
  at: number,
  head: readonly Item[],
  usualGap: number,
): TitleGroup {
  const following = items.slice(at + head.length, at + head.length + 60)
  const text = following.filter(({ look }) => look === 'body')
  return {
    lines: head.filter(({ look }) => look === 'title').map(({ text: line }) => line),
    gap: items[at]!.gap,
    usualGap,
    byline: head.some(({ look }) => look === 'byline') || (head.length > 1 && (head.at(-1)?.maybeByline ?? false)),
    jumpFrom: head.some(({ look }) => look === 'jump-from'),
    label: head.some(({ look }) => look === 'label'),
    below: foldLookAlikes(
      text
        .slice(0, 2)
        .map((item) => item.text.slice(0, 400))
        .join('\n'),
    ),
    bare: text.length === 0,
    above: {
      closed: writer.closed,
      picture: writer.current?.kind === 'picture-story',
      continued: (writer.current?.jumpFrom ?? null) !== null,
      headline: writer.current?.placed.find(({ role }) => role === 'headline')?.item.text ?? '',
      hasByline: writer.hasByline,
      subheads: writer.subheads,
      lastParagraph: writer.lastParagraph,
      pairs: writer.pairs,
      paragraphs: writer.paragraphs,
      characters: writer.characters,
    },
    later: laterTitles(following),
    closings: writer.closings,
    openEnds: writer.openEnds,
  }
}

/** Single title lines below that may be subheads of the same article: as far as the next thing that begins one. */
function laterTitles(following: readonly Item[]): string[] {
  const later: string[] = []
  for (let i = 0; i < following.length; i++) {
    const item = following[i]!
    if (item.look === 'label' || item.look === 'jump-from' || item.look === 'source' || item.look === 'byline') break
    if (item.look !== 'title') continue
    if (following[i + 1]?.look !== 'body') break
    later.push(item.text)
  }
  return later
}

/** The commonest number of blank lines between one unit and the next. */
function commonGap(items: readonly Item[]): number {
  const counts = new Map<number, number>()
  for (const item of items.slice(1)) if (!item.attached) counts.set(item.gap, (counts.get(item.gap) ?? 0) + 1)
  let best = 0
  let most = 0
  for (const [gap, times] of counts) {
    if (times > most || (times === most && gap < best)) {
      best = gap
      most = times
    }
  }
  return best
}

/** Longest text of a picture story nobody labelled as one. */
const LONGEST_CAPTION = 320

/** When an article is complete: its captions told from its paragraphs, and a picture story from an article. */
function finish(draft: Draft): void {
  const { placed } = draft
  const paragraphs = placed.filter(({ role }) => role === 'paragraph')
  const credit = placed.findIndex(({ role }) => role === 'credit')
  if (draft.kind === 'picture-story') return
  const length = paragraphs.reduce((sum, { item }) => sum + item.text.length, 0)
  const plain =
    !placed.some(({ role }) => role === 'subhead' || role === 'byline' || role === 'source') &&
    !paragraphs.some(({ item }) => isWireLead(item.text))
  const above = placed.slice(0, Math.max(0, credit)).filter(({ role }) => role === 'paragraph')
  if (
    credit >= 0 &&
    plain &&
    paragraphs.length <= 2 &&
    above.length === paragraphs.length &&
    length <= LONGEST_CAPTION
  ) {
    if (paragraphs.some(({ item }) => explainsPicture(item.text)) || paragraphs.length === 1) {
      draft.kind = 'picture-story'
      for (const paragraph of paragraphs) paragraph.role = 'caption'
      return
    }
  }
  // The paragraph before a credit is its caption when it reads like one; so is what opens with 图为 anywhere.
  const last = above.at(-1)
  for (const paragraph of paragraphs) {
    if (opensAsCaption(paragraph.item.text)) paragraph.role = 'caption'
  }
  if (last && paragraphs.length > 1 && explainsPicture(last.item.text) && last.item.text.length <= LONGEST_CAPTION) {
    last.role = 'caption'
  }
}
