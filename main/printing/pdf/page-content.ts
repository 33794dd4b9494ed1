import type { ArticlePart } from '#shared/document/article.ts'
import type {
  DisplayItem,
  DisplayList,
  Ink,
  PlacedPicture,
  Rect,
  TextOrigin,
} from '#shared/typesetting/display-list.ts'
import type { FontUse } from './font-use.ts'
import type { PreparedPicture } from './pictures.ts'
import { type Frame, showRun } from './show-text.ts'
import { decimal, type Pdf, pt } from './syntax.ts'

/** A stretch of one article part on a page, as marked in the page's content. */
export interface StoryMark {
  readonly page: number
  /** Marked-content number on its page, counted from 0 in painting order. */
  readonly mcid: number
  readonly articleId: string
  readonly part: ArticlePart
}

/** A picture as the page's resources hold it. */
export interface PictureUse {
  readonly resource: string
  readonly prepared: PreparedPicture
}

export interface PageContent {
  readonly ops: Pdf
  readonly stories: readonly StoryMark[]
  readonly fonts: ReadonlySet<FontUse>
  readonly pictures: ReadonlySet<PictureUse>
}

/** Rules thinner than this are lines to a printer and overprint when black (GWG 2022, R0010). */
const LINE_BELOW = 2000

/** Graphics states of a page: `Ov` overprints (mode 1: only inks that are above zero), `Ko` knocks out. */
export const GRAPHICS_STATES =
  '<</Ov<</Type/ExtGState/OP true/op true/OPM 1>>/Ko<</Type/ExtGState/OP false/op false/OPM 0>>>>'

/** Operators of everything a display list shows. Fonts and pictures are asked for by key. */
export function pageContent(
  list: DisplayList,
  frame: Frame,
  font: (key: string) => FontUse,
  picture: (placed: PlacedPicture) => PictureUse,
): PageContent {
  const stories: StoryMark[] = []
  const fonts = new Set<FontUse>()
  const pictures = new Set<PictureUse>()
  const out: Pdf[] = []
  const paint = new PaintState()
  let open: TextOrigin | 'artifact' | undefined
  let inText = false
  let currentFont = ''

  const endText = (): void => {
    if (inText) out.push('ET\n')
    inText = false
  }
  const enter = (origin: TextOrigin | undefined): void => {
    const same =
      open !== undefined &&
      (open === 'artifact' || origin === undefined
        ? open === 'artifact' && origin === undefined
        : open.articleId === origin.articleId && open.part === origin.part)
    if (same) return
    endText()
    if (open !== undefined) out.push('EMC\n')
    if (origin) {
      out.push(`/Story <</MCID ${stories.length}>> BDC\n`)
      stories.push({ page: list.page, mcid: stories.length, articleId: origin.articleId, part: origin.part })
    } else {
      out.push('/Artifact BMC\n')
    }
    open = origin ?? 'artifact'
  }

  const add = (item: DisplayItem): void => {
    switch (item.kind) {
      case 'glyphs': {
        if (item.glyphs.length === 0) return
        enter(item.origin)
        const use = font(item.font)
        fonts.add(use)
        if (!inText) out.push('BT\n')
        inText = true
        out.push(paint.to(item.ink, isBlack(item.ink)))
        const shown = showRun(item, use, frame, currentFont)
        out.push(shown.ops)
        currentFont = shown.font
        return
      }
      case 'fill': {
        enter(undefined)
        endText()
        const line = Math.min(item.rect.width, item.rect.height) < LINE_BELOW
        out.push(paint.to(item.ink, line && isBlack(item.ink)), `${rectangle(item.rect, frame)} f\n`)
        return
      }
      case 'missing':
        enter(undefined)
        endText()
        out.push(paint.to(item.ink, isBlack(item.ink)), missingBox(item.rect, frame))
        return
      case 'picture': {
        enter(undefined)
        endText()
        const use = picture(item)
        pictures.add(use)
        out.push(paint.knockOut(), placePicture(item, use, frame))
        return
      }
    }
  }
  for (const item of list.items) add(item)
  endText()
  if (open !== undefined) out.push('EMC\n')
  return { ops: out.join(''), stories, fonts, pictures }
}

const isBlack = (ink: Ink): boolean => ink.k === 1000 && ink.c === 0 && ink.m === 0 && ink.y === 0

/** Remembers colour and overprint, so that they are written only where they change. */
class PaintState {
  private ink = ''
  private state = ''

  to(ink: Ink, overprint: boolean): Pdf {
    const wanted = `${[ink.c, ink.m, ink.y, ink.k].map((part) => decimal(part, 3)).join(' ')} k\n`
    const change = wanted === this.ink ? '' : wanted
    this.ink = wanted
    return this.graphics(overprint ? '/Ov gs\n' : '/Ko gs\n') + change
  }

  knockOut(): Pdf {
    return this.graphics('/Ko gs\n')
  }

  private graphics(wanted: Pdf): Pdf {
    const change = wanted === this.state ? '' : wanted
    this.state = wanted
    return change
  }
}

function rectangle(rect: Rect, frame: Frame): Pdf {
  return `${pt(frame.x(rect.x))} ${pt(frame.y(rect.y + rect.height))} ${pt(rect.width)} ${pt(rect.height)} re`
}

/** The tofu of a code point no font has: a frame with both diagonals, so that no proofreader takes it for 口. */
function missingBox(rect: Rect, frame: Frame): Pdf {
  const left = frame.x(rect.x)
  const right = frame.x(rect.x + rect.width)
  const top = frame.y(rect.y)
  const bottom = frame.y(rect.y + rect.height)
  const weight = Math.max(250, Math.round(Math.min(rect.width, rect.height) / 16))
  const half = Math.round(weight / 2)
  const band = (x: number, y: number, width: number, height: number): Pdf =>
    `${pt(x)} ${pt(y)} ${pt(width)} ${pt(height)} re\n`
  const diagonal = (x0: number, y0: number, x1: number, y1: number): Pdf => {
    const corner = (x: number, y: number, op: string): Pdf => `${pt(x)} ${pt(y)} ${op}\n`
    return (
      corner(x0 - half, y0, 'm') + corner(x0 + half, y0, 'l') + corner(x1 + half, y1, 'l') + corner(x1 - half, y1, 'l')
    )
  }
  return `${band(left, top - weight, right - left, weight)}${band(left, bottom, right - left, weight)}${band(left, bottom, weight, top - bottom)}${band(right - weight, bottom, weight, top - bottom)}${diagonal(left + half, bottom, right - half, top)}h\n${diagonal(right - half, bottom, left + half, top)}h\nf\n`
}

/**
 * The JPEG is laid so that the wanted part of the source falls exactly on the rectangle, and clipped to it: a JPEG that
 * shows a little more (cropping rounds outwards to whole pixels) leaves no sliver and moves nothing.
 */
function placePicture(item: PlacedPicture, use: PictureUse, frame: Frame): Pdf {
  const { rect, crop } = item
  const shows = use.prepared.shows
  const width = (rect.width * shows.width) / crop.width
  const height = (rect.height * shows.height) / crop.height
  const left = frame.x(rect.x) + (rect.width * (shows.x - crop.x)) / crop.width
  const top = frame.y(rect.y) - (rect.height * (shows.y - crop.y)) / crop.height
  const matrix = `${fine(width)} 0 0 ${fine(height)} ${fine(left)} ${fine(top - height)} cm`
  return `q ${rectangle(rect, frame)} W n ${matrix} /${use.resource} Do Q\n`
}

/** A length in 1/1000 pt that need not be whole, to 1/1,000,000 pt. */
const fine = (milli: number): Pdf => decimal(Math.round(milli * 1000), 6)
