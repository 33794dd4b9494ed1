import type { Article } from '../../document/article.ts'
import type { Picture } from '../../edition/issue.ts'
import type { Milli, Rect } from '../display-list.ts'
import type { SetLine } from '../inline/types.ts'
import { EM_TOP } from './grid.ts'
import { aligned } from './painter.ts'
import type { Desk, Sheet } from './sheet.ts'

/** Fewest lines a picture keeps when its caption asks for more than the area holds. */
const PICTURE_LINES = 3
const HOLDER_TINT = { c: 0, m: 0, y: 0, k: 60 }
const HOLDER_LINE = { c: 0, m: 0, y: 0, k: 450 }
const HOLDER_LABEL = '图片待补'
/** Below this many pixels an inch a newspaper's screen shows the grain. */
const PIXELS_PER_INCH = 150

/** Words under a picture, set to its width. */
interface Words {
  readonly caption: readonly SetLine[]
  readonly credit: SetLine | undefined
  /** The credit stands on the caption's last line. */
  readonly beside: boolean
  readonly lines: number
}

/** Lines the caption and credit take under a picture of some width. */
export const wordLines = (desk: Desk, article: Article, width: Milli): number => setWords(desk, article, width).lines

function setWords({ setter, publication }: Desk, article: Article, width: Milli): Words {
  const captionStyle = publication.styles.caption
  const creditStyle = publication.styles.credit
  const caption = article.caption ? setter.paragraph(article.caption, captionStyle, width).lines : []
  const credit = article.credit ? setter.row(article.credit, creditStyle) : undefined
  const last = caption.at(-1)
  const used = last ? ((last.width + 1500) * captionStyle.size) / 1000 : width
  const beside = credit !== undefined && used + (credit.width * creditStyle.size) / 1000 <= width
  return { caption, credit, beside, lines: caption.length + (credit && !beside ? 1 : 0) }
}

/** A picture's place on the page, in lines of the grid and 1/1000 pt across. */
export interface PicturePlace {
  readonly x: Milli
  readonly width: Milli
  readonly line: number
  readonly lines: number
}

/**
 * Draws a picture filling its area above caption and credit, cropped evenly to the area's shape. Caption lines stand
 * on the grid. A picture the archive does not hold leaves a keylined holder and a warning. `own`: the words beneath are
 * the article's; otherwise the picture brings its caption and credit.
 */
export function drawPicture(
  desk: Desk,
  sheet: Sheet,
  article: Article,
  pictureId: string,
  place: PicturePlace,
  own: boolean,
): void {
  const { grid, publication, ledger } = desk
  const { painter, page } = sheet
  const picture = desk.pictures.get(pictureId)
  const source = own ? article : { ...article, caption: picture?.caption ?? '', credit: picture?.credit ?? '' }
  const words = setWords(desk, source, place.width)
  const room = Math.max(0, place.lines - PICTURE_LINES)
  const shown = Math.min(words.lines, room)
  const top = grid.y(place.line) + Math.round((grid.pitch - grid.em) / 2)
  const foot = grid.y(place.line + place.lines - shown)
  const below = shown > 0 ? Math.round(grid.pitch * 0.3) : Math.round((grid.pitch - grid.em) / 2)
  const rect: Rect = { x: place.x, y: top, width: place.width, height: Math.max(grid.pitch, foot - below - top) }
  if (picture) {
    painter.picture({
      rect,
      pictureId,
      asset: picture.asset,
      pixels: picture.pixels,
      crop: cropTo(picture.pixels, rect),
    })
    warnOfResolution(sheet, article, picture, rect)
  } else {
    drawHolder(desk, sheet, rect)
    sheet.warnings.push({
      code: 'PICTURE_MISSING',
      page: page.number,
      articleId: article.id,
      details: { headline: article.headline || article.slug, picture: pictureId },
      at: { x: rect.x, y: rect.y },
    })
  }

  const captionStyle = publication.styles.caption
  const creditStyle = publication.styles.credit
  const baseline = (row: number) => grid.baseline(place.line + place.lines - shown + row)
  const origin = (part: 'caption' | 'credit') => (own ? { articleId: article.id, part, start: 0 } : undefined)
  const enter = (part: 'caption' | 'credit', set: SetLine, printed: boolean) => {
    if (own) ledger.add(article.id, part, set.start, set.end, printed ? page.number : null)
  }
  let row = 0
  for (const set of words.caption) {
    const printed = row < shown
    if (printed) {
      const { size, ink } = captionStyle
      painter.line(set, source.caption, { x: place.x, baseline: baseline(row), size, ink }, origin('caption'))
    }
    enter('caption', set, printed)
    row++
  }
  if (words.credit) {
    const at = words.beside ? row - 1 : row
    const printed = at < shown
    if (printed) {
      const { size, ink } = creditStyle
      const x = aligned('end', place.x, place.width, Math.round((words.credit.width * size) / 1000))
      painter.line(words.credit, source.credit, { x, baseline: baseline(at), size, ink }, origin('credit'))
    }
    enter('credit', words.credit, printed)
  }
  if (shown < words.lines) {
    sheet.warnings.push({
      code: 'PART_TOO_LONG',
      page: page.number,
      articleId: article.id,
      details: { part: 'caption', lines: words.lines - shown },
    })
  }
}

function drawHolder({ grid, publication, setter }: Desk, { painter }: Sheet, rect: Rect): void {
  painter.fill(rect, HOLDER_TINT)
  painter.box(rect, 500, HOLDER_LINE)
  const style = publication.styles.label
  const label = setter.row(HOLDER_LABEL, style)
  const width = Math.round((label.width * style.size) / 1000)
  if (width > rect.width || rect.height < 2 * grid.pitch) return
  const baseline = rect.y + Math.round((rect.height - style.size) / 2 + (style.size * EM_TOP) / 1000)
  const x = aligned('center', rect.x, rect.width, width)
  painter.line(label, HOLDER_LABEL, { x, baseline, size: style.size, ink: HOLDER_LINE })
}

/** The largest part of the picture with the shape of the place, from its middle. */
function cropTo(pixels: { width: number; height: number }, rect: Rect) {
  const wide = (pixels.width * rect.height) / (pixels.height * rect.width)
  const width = wide > 1 ? Math.round(10_000 / wide) : 10_000
  const height = wide < 1 ? Math.round(10_000 * wide) : 10_000
  return { x: (10_000 - width) >> 1, y: (10_000 - height) >> 1, width, height }
}

function warnOfResolution(sheet: Sheet, article: Article, picture: Picture, rect: Rect): void {
  const crop = cropTo(picture.pixels, rect)
  const ppi = Math.floor((picture.pixels.width * crop.width * 72) / (10 * rect.width))
  if (ppi >= PIXELS_PER_INCH) return
  sheet.warnings.push({
    code: 'PICTURE_LOW_RESOLUTION',
    page: sheet.page.number,
    articleId: article.id,
    details: { picture: picture.fileName, ppi },
    at: { x: rect.x, y: rect.y },
  })
}
