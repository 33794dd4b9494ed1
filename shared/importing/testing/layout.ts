import type { PageModel, StoryModel } from './pages.ts'

/** How a page's text came out of its PDF. */
export interface Layout {
  readonly name: string
  /** Blank lines between paragraphs, and between articles. */
  readonly gap: number
  readonly storyGap: number
  /** Paragraphs begin with two full-width blanks. */
  readonly indent?: boolean
  /** Characters to a column line; one line of text for each. */
  readonly wrap?: number
  /** Paragraphs are cut in two by a blank line, every so many characters of the page. */
  readonly column?: number
  /** Marks come half-width. */
  readonly halfWidth?: boolean
  readonly eol?: '\n' | '\r\n' | '\r'
}

export const LAYOUTS: readonly Layout[] = [
  { name: 'a paragraph a line, blank lines between', gap: 1, storyGap: 1 },
  {
    name: 'half-width marks, cut columns, wide gaps between stories',
    gap: 1,
    storyGap: 3,
    halfWidth: true,
    column: 211,
  },
  { name: 'cut columns, same gap everywhere', gap: 1, storyGap: 1, column: 173 },
  { name: 'no blank lines but between stories, CRLF', gap: 0, storyGap: 1, eol: '\r\n' },
  { name: 'no blank lines, indented', gap: 0, storyGap: 0, indent: true },
  { name: 'column lines of 13, indented', gap: 0, storyGap: 0, indent: true, wrap: 13 },
  { name: 'column lines of 20, indented, blank lines between stories', gap: 0, storyGap: 2, indent: true, wrap: 20 },
  { name: 'column lines of 16, blank lines between paragraphs, CR', gap: 1, storyGap: 2, wrap: 16, eol: '\r' },
  { name: 'column lines of 13, indented, columns cut', gap: 0, storyGap: 1, indent: true, wrap: 13, column: 190 },
  { name: 'half-width, column lines of 27, blank lines', gap: 1, storyGap: 1, wrap: 27, halfWidth: true },
]

const HALF: Readonly<Record<string, string>> = {
  '，': ',',
  '：': ':',
  '；': ';',
  '？': '?',
  '！': '!',
  '（': '(',
  '）': ')',
}

export const halfWidth = (text: string): string => [...text].map((mark) => HALF[mark] ?? mark).join('')

/** The page as raw text. */
export function layOut(page: PageModel, layout: Layout): string {
  let used = 0
  const lines: string[] = []
  const blank = (count: number) => {
    if (lines.length > 0) for (let i = 0; i < count; i++) lines.push('')
  }
  const paragraph = (text: string) => {
    for (const [i, stretch] of cut(text).entries()) {
      if (i > 0) lines.push('')
      const indent = layout.indent && i === 0 ? '　　' : ''
      lines.push(...wrapped(indent + stretch))
    }
  }
  const cut = (text: string): string[] => {
    if (!layout.column) return [text]
    const stretches: string[] = []
    let rest = text
    while (used + rest.length > layout.column) {
      const at = placeToCut(rest, layout.column - used, layout.wrap ?? 0)
      used = 0
      if (at === 0) break
      stretches.push(rest.slice(0, at))
      rest = rest.slice(at)
    }
    used += rest.length
    return [...stretches, rest]
  }
  const wrapped = (text: string): string[] => {
    if (!layout.wrap) return [text]
    const rows: string[] = []
    for (let rest = text; rest !== ''; ) {
      const at = lineEnd(rest, layout.wrap)
      rows.push(rest.slice(0, at))
      rest = rest.slice(at)
    }
    return rows
  }
  for (const story of page.stories) {
    blank(layout.storyGap)
    storyLines(story).forEach((line, i) => {
      if (i > 0) blank(layout.gap)
      if (line.paragraph) paragraph(layout.halfWidth ? halfWidth(line.text) : line.text)
      else lines.push(layout.halfWidth ? halfWidth(line.text) : line.text)
    })
  }
  return lines.join(layout.eol ?? '\n')
}

/** A place near `wanted` where a column can end and a program can see it: between two Han, not behind a stop. */
function placeToCut(text: string, wanted: number, wrap: number): number {
  const from = wrap > 0 ? Math.max(wrap, wanted - (wanted % wrap)) : wanted
  for (let at = Math.max(12, from); at < text.length - 4; at++) {
    if (/[\u4e00-\u9fff]{3}/.test(text.slice(at - 2, at + 1)) && /^[\u4e00-\u9fff]{3}/.test(text.slice(at))) return at
  }
  return 0
}

/** Where a column line ends: no stop at a line's head, no figure or Latin word divided. */
function lineEnd(text: string, measure: number): number {
  let width = 0
  let at = 0
  while (at < text.length && width < measure * 2) {
    width += text.charCodeAt(at) < 0x2000 ? 1 : 2
    at++
  }
  if (at >= text.length) return text.length
  if (/[，。、；：？！”）》,;:?!)]/.test(text[at]!)) {
    at++
    if (at < text.length && /[，。、；：？！”）》]/.test(text[at]!)) at++
  }
  let back = at
  while (back > 1 && /[\w.,%@/:+-]/.test(text[back]!) && /[\w.,%@/:+-]/.test(text[back - 1]!)) back--
  return back > 1 ? back : at
}

function storyLines(story: StoryModel): { text: string; paragraph: boolean }[] {
  const lines: { text: string; paragraph: boolean }[] = []
  const line = (text: string | undefined, paragraph = false) => {
    if (text) lines.push({ text, paragraph })
  }
  line(story.label)
  line(story.kicker)
  line(story.headline)
  line(story.headline2)
  line(story.deck)
  line(story.byline)
  line(story.jumpFrom)
  const body = story.body ?? []
  body.forEach((text, i) => {
    const last = i === body.length - 1
    const source = story.sourceAlone ? '' : (story.source ?? '')
    if (text.startsWith('# ')) line(text.slice(2))
    else line(last ? text + (story.bylineAtEnd ?? '') + source : text, true)
  })
  if (story.sourceAlone) line(story.source)
  line(story.caption, true)
  line(story.credit)
  line(story.jumpTo)
  return lines
}
