import type { DisplayList, GlyphRun, Rect } from '#shared/typesetting/display-list.ts'
import type { ComposeWarning, Copyfit } from '#shared/typesetting/report.ts'
import { embeddingRefusal, readFont } from '../pdf/sfnt.ts'
import type { Findings } from './rules.ts'

/** House rules on a page before it is written. `headline` names an article for a person. */
export function listRules(list: DisplayList, headline: (articleId: string) => string, findings: Findings): void {
  for (const [index, item] of list.items.entries()) {
    if (item.kind === 'missing') {
      const codePoint = `U+${item.text.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? '?'}`
      const articleId = item.origin?.articleId ?? ''
      const details = { character: item.text, codePoint, articleId, headline: headline(articleId) }
      findings.add('H01', list.page, details, `${item.text} ${articleId}`)
    }
    if (item.kind === 'glyphs') {
      if (item.glyphs.includes(0)) findings.add('N06', list.page, point(item.x, item.y))
      if (item.origin) coveredText(item, list.items.slice(index + 1), list.page, headline, findings)
    }
  }
}

const point = (x: number, y: number): { x: number; y: number } => ({ x: Math.round(x / 1000), y: Math.round(y / 1000) })

/** H04: an article's text under a picture or panel painted later is in the file and yet not on the paper. */
function coveredText(
  run: GlyphRun,
  later: DisplayList['items'],
  page: number,
  headline: (articleId: string) => string,
  findings: Findings,
): void {
  for (const item of later) {
    if (item.kind !== 'picture' && item.kind !== 'fill') continue
    // A rule crossing a character (strike-through, underline) hides nothing.
    if (item.kind === 'fill' && Math.min(item.rect.width, item.rect.height) < run.size / 2) continue
    const i = run.glyphs.findIndex((_, at) => covers(item.rect, run, at))
    if (i < 0) continue
    const articleId = run.origin!.articleId
    const details = { ...point(run.x + run.xs[i]!, run.y), articleId, headline: headline(articleId) }
    findings.add('H04', page, { ...details, text: run.text.slice(0, 16) }, articleId)
    return
  }
}

function covers(rect: Rect, run: GlyphRun, i: number): boolean {
  const half = run.size / 2
  const third = run.size / 3
  const x = run.x + run.xs[i]! + (run.turn === 90 ? third : half)
  const y = run.y + (run.ys?.[i] ?? 0) + (run.turn === 90 ? half : -third)
  return x > rect.x && x < rect.x + rect.width && y > rect.y && y < rect.y + rect.height
}

/** Overset, missing pictures and articles without a place, as composition reported them. */
export function composeRules(
  copyfit: readonly Copyfit[],
  warnings: readonly ComposeWarning[],
  findings: Findings,
): void {
  const seen = new Set<string>()
  for (const fit of copyfit) {
    if (fit.oversetCharacters === 0 && fit.oversetLines === 0) continue
    // A jumping article has its figures on every page it stands on; the fault is one.
    if (seen.has(fit.articleId)) continue
    seen.add(fit.articleId)
    const { articleId, headline, oversetLines: lines, oversetCharacters: characters } = fit
    const page = warnings.find((warning) => warning.code === 'OVERSET' && warning.articleId === articleId)?.page ?? 0
    findings.add('H02', page, { articleId, headline, lines, characters }, articleId)
  }
  for (const { code, page, articleId = '', details } of warnings) {
    if (code === 'PICTURE_MISSING') {
      // A picture nobody has handed in yet leaves its marked place; one that was there and is gone stops the press.
      const severity = details.picture === '' ? 'warning' : 'error'
      findings.add('H03', page, { articleId, ...details }, JSON.stringify(details), severity)
    }
    if (code === 'ARTICLE_NOT_PLACED') findings.add('H05', page, { articleId, ...details }, articleId)
  }
}

/** N05: fonts that are broken, not at hand, or not to be embedded by their owner's word (OS/2 fsType). */
export function fontFileRules(list: DisplayList, fonts: ReadonlyMap<string, Uint8Array>, findings: Findings): void {
  for (const key of new Set(list.items.flatMap((item) => (item.kind === 'glyphs' ? [item.font] : [])))) {
    const bytes = fonts.get(key)
    const font = bytes && readFont(bytes, key)
    const reason = !font ? 'not-at-hand' : !font.ok ? 'broken' : embeddingRefusal(font.value.fsType)
    if (reason) findings.add('N05', list.page, { font: key, reason }, key)
  }
}
