import type { Failure } from '#shared/contract/failure.ts'
import type { ArticlePart } from '#shared/document/article.ts'
import type { StoryMark } from './pdf/page-content.ts'
import { PdfDocument } from './read/document.ts'

/** A stretch of the archive's text that must stand on a page. Text known not to fit is not part of it. */
export interface Expected {
  readonly articleId: string
  readonly headline: string
  readonly part: ArticlePart
  readonly page: number
  /** The stretch itself, and where it stands in the part's plain text (UTF-16). */
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Where the printed text and the archive's part company. */
export interface LostPlace {
  readonly part: ArticlePart
  readonly page: number
  /** UTF-16 offset in the part's plain text. */
  readonly offset: number
  /** What the archive has from there on, and what the file has instead; empty at the end of a text. */
  readonly expected: string
  readonly found: string
}

export interface GuardedArticle {
  readonly articleId: string
  readonly headline: string
  readonly ok: boolean
  /** Characters found in the file, white space not counted. */
  readonly printed: number
  readonly place?: LostPlace
}

export interface GuardRequest {
  readonly pdf: Uint8Array
  /** Page numbers in file order, and which stretch of text belongs to whom: as `renderPdf` gave them. */
  readonly pages: readonly number[]
  readonly stories: readonly StoryMark[]
  /** Stretches of other pages are passed over. Those of one part and page stand in reading order. */
  readonly expected: readonly Expected[]
}

/**
 * The tail guard: reads a written file back with pdf.js and compares the text of each story with the archive's,
 * character for character and in order; white space and invisible format characters are passed over. What stands
 * outside the TrimBox will be cut off and counts as lost. One answer per article that has or should have text here.
 * Throws when the file cannot be read at all.
 */
export async function guard(request: GuardRequest): Promise<GuardedArticle[]> {
  const found = await storyTexts(request)
  const articles = new Map<string, { headline: string; printed: number; place?: LostPlace }>()
  const stretches = new Map<string, Expected[]>()
  for (const stretch of request.expected) {
    if (!request.pages.includes(stretch.page)) continue
    const key = storyKey(stretch)
    stretches.set(key, [...(stretches.get(key) ?? []), stretch])
    if (!articles.has(stretch.articleId)) articles.set(stretch.articleId, { headline: stretch.headline, printed: 0 })
  }
  for (const mark of found.values()) {
    if (!articles.has(mark.articleId)) articles.set(mark.articleId, { headline: '', printed: 0 })
  }
  for (const key of new Set([...stretches.keys(), ...found.keys()])) {
    const wanted = stretches.get(key) ?? []
    const printed = found.get(key)
    const article = articles.get((wanted[0] ?? printed)!.articleId)!
    const text = visible(printed?.text ?? '')
    article.printed += text.length
    const place = difference(wanted, text, (wanted[0] ?? printed)!)
    if (place && !article.place) article.place = place
  }
  return [...articles].map(([articleId, { headline, printed, place }]) => ({
    articleId,
    headline,
    ok: place === undefined,
    printed: printed,
    ...(place ? { place } : {}),
  }))
}

/** The failure that stops an export, naming the first story that differs and where; undefined when all is well. */
export function tailLost(articles: readonly GuardedArticle[]): Failure | undefined {
  const lost = articles.find((article) => !article.ok)
  if (!lost?.place) return undefined
  const { articleId, headline } = lost
  return { code: 'TAIL_LOST', details: { articleId, headline, ...lost.place } }
}

interface Story {
  readonly articleId: string
  readonly part: ArticlePart
  readonly page: number
  text: string
}

const storyKey = (of: { articleId: string; part: string; page: number }): string =>
  `${of.page} ${of.part} ${of.articleId}`

// What no reader sees: white space, and format characters (pdf.js drops them as well).
const UNSEEN = /[\s\p{Cf}]/u

function visible(text: string): string {
  return text.replace(/[\s\p{Cf}]+/gu, '')
}

function difference(
  wanted: readonly Expected[],
  printed: string,
  story: { part: ArticlePart; page: number },
): LostPlace | undefined {
  let at = 0
  for (const [index, stretch] of wanted.entries()) {
    for (let i = 0; i < stretch.text.length; i++) {
      const sign = String.fromCodePoint(stretch.text.codePointAt(i)!)
      const last = i
      i += sign.length - 1
      if (UNSEEN.test(sign)) continue
      if (!printed.startsWith(sign, at)) {
        const rest =
          stretch.text.slice(last) +
          wanted
            .slice(index + 1)
            .map((next) => next.text)
            .join('')
        return place(story, stretch.start + last, rest, printed.slice(at))
      }
      at += sign.length
    }
  }
  if (at === printed.length) return undefined
  const end = wanted.at(-1)
  return place(story, end ? end.start + end.text.length : 0, '', printed.slice(at))
}

const place = (
  { part, page }: { part: ArticlePart; page: number },
  offset: number,
  expected: string,
  found: string,
): LostPlace => ({ part, page, offset, expected: excerpt(expected), found: excerpt(found) })

const excerpt = (text: string): string => [...text].slice(0, 16).join('')

/** The text of each marked stretch, joined per article part and page. */
async function storyTexts(request: GuardRequest): Promise<Map<string, Story>> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const marks = new Map(request.stories.map((mark) => [`${mark.page} ${mark.mcid}`, mark]))
  const trims = new PdfDocument(request.pdf)
  const boxes = trims.pages().map((page) => trims.box(page.get('TrimBox')))
  const task = getDocument({
    // pdf.js takes the bytes away from whoever gives them.
    data: request.pdf.slice(),
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: true,
    verbosity: 0,
  })
  const found = new Map<string, Story>()
  try {
    const document = await task.promise
    if (document.numPages !== request.pages.length) throw new Error('the file has other pages than were written')
    for (const [index, number] of request.pages.entries()) {
      const page = await document.getPage(index + 1)
      const content = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true })
      const open: (StoryMark | undefined)[] = []
      for (const item of content.items) {
        if ('type' in item) {
          if (item.type === 'endMarkedContent') open.pop()
          else {
            const mcid = (item as { tag?: string }).tag === 'Story' ? /_mc(\d+)$/.exec(item.id ?? '')?.[1] : undefined
            open.push(mcid === undefined ? undefined : marks.get(`${number} ${mcid}`))
          }
          continue
        }
        const mark = open.at(-1)
        if (!mark) continue
        const key = storyKey(mark)
        let story = found.get(key)
        if (!story) {
          story = { articleId: mark.articleId, part: mark.part, page: number, text: '' }
          found.set(key, story)
        }
        story.text += insideTrim(item, boxes[index])
      }
      page.cleanup()
    }
  } finally {
    await task.destroy()
  }
  return found
}

/** The characters of an extracted piece of text that the trimmed page still shows. */
function insideTrim(
  item: { str: string; width: number; transform: number[] },
  trim: readonly [number, number, number, number] | undefined,
): string {
  if (!trim) return item.str
  const [a = 1, b = 0, , , x = 0, y = 0] = item.transform
  const scale = Math.hypot(a, b) || 1
  const inside = (along: number): boolean => {
    const px = x + (a / scale) * along
    const py = y + (b / scale) * along
    // A thousandth of a point and a little: the reader's arithmetic is not ours.
    return px >= trim[0] - 0.01 && px <= trim[2] + 0.01 && py >= trim[1] - 0.01 && py <= trim[3] + 0.01
  }
  if (inside(0) && inside(item.width)) return item.str
  // Widths of single characters are not given; taken as equal they are near enough to name the place.
  const signs = [...item.str]
  const step = item.width / signs.length
  return signs.filter((_, i) => inside(i * step) && inside((i + 1) * step)).join('')
}
