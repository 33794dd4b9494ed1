import type { DisplayList } from '#shared/typesetting/display-list.ts'
import type { ComposeWarning, Copyfit } from '#shared/typesetting/report.ts'
import type { GuardedArticle } from '../guard.ts'
import type { PrintedPdf } from '../pdf/render.ts'
import { readFont } from '../pdf/sfnt.ts'
import { PdfDocument } from '../read/document.ts'
import { PdfSyntaxError } from '../read/lexer.ts'
import { outlineHeads } from '../read/outlines.ts'
import { fileRules } from './file-rules.ts'
import { composeRules, fontFileRules, listRules } from './list-rules.ts'
import { type FontOutlines, pageRules } from './page-rules.ts'
import { type Finding, Findings } from './rules.ts'

export interface PreflightRequest {
  readonly lists: readonly DisplayList[]
  readonly copyfit?: readonly Copyfit[]
  readonly warnings?: readonly ComposeWarning[]
  /** Font files by key: their owners' word on embedding, and the outlines the written file must draw. */
  readonly fonts?: ReadonlyMap<string, Uint8Array>
  /** The written file, once there is one: its display lists are `lists` in file order. */
  readonly printed?: {
    readonly pdf: PrintedPdf
    /** The ICC profile the pictures were converted with. */
    readonly icc: Uint8Array
    readonly guarded: readonly GuardedArticle[]
  }
}

/**
 * Is this fit to print? Rules on display lists and composition figures, and, once a file is written, on what an
 * independent reader finds in its bytes. Errors come first; an export with errors must not leave the house.
 */
export function preflight(request: PreflightRequest): Finding[] {
  const findings = new Findings()
  const headlines = new Map<string, string>()
  for (const { articleId, headline } of request.copyfit ?? []) headlines.set(articleId, headline)
  for (const { articleId, headline } of request.printed?.guarded ?? []) if (headline) headlines.set(articleId, headline)
  const headline = (articleId: string): string => headlines.get(articleId) ?? ''
  for (const list of request.lists) {
    listRules(list, headline, findings)
    if (request.fonts) fontFileRules(list, request.fonts, findings)
  }
  composeRules(request.copyfit ?? [], request.warnings ?? [], findings)
  if (request.printed) writtenRules(request.lists, request.printed, outlinesOf(request), findings)
  return findings.list()
}

function writtenRules(
  lists: readonly DisplayList[],
  { pdf, icc, guarded }: NonNullable<PreflightRequest['printed']>,
  outlines: FontOutlines,
  findings: Findings,
): void {
  for (const { ok, articleId, headline, place } of guarded) {
    if (ok) continue
    const { page = 0, ...where } = place ?? {}
    findings.add('X01', page, { articleId, headline, ...where }, articleId)
  }
  try {
    const document = new PdfDocument(pdf.bytes)
    fileRules(document, pdf.standard, icc, findings)
    const pages = document.pages()
    if (pages.length !== lists.length) findings.add('F01', 0, { what: `${pages.length} pages` })
    const sizes = new Set(pages.map((page) => trimSize(document.box(page.get('TrimBox')))))
    if (sizes.size > 1) findings.add('P05', 0)
    for (const [i, list] of lists.entries()) {
      const page = pages[i]
      if (!page) continue
      const pictures = pdf.pictures.filter((one) => one.page === list.page).map((one) => one.prepared.ink)
      pageRules(document, page, list, pictures, outlines, findings)
    }
  } catch (error) {
    if (!(error instanceof PdfSyntaxError)) throw error
    findings.add('F01', 0, { what: error.message })
  }
}

function outlinesOf({ fonts = new Map() }: PreflightRequest): FontOutlines {
  const out = new Map<string, (gid: number) => string>()
  for (const [key, bytes] of fonts) {
    // A broken file is N05's to report.
    const heads = readFont(bytes, key).ok ? outlineHeads(bytes) : undefined
    if (heads) out.set(key, heads)
  }
  return out
}

const trimSize = (box: readonly number[] | undefined): string =>
  box ? `${(box[2]! - box[0]!).toFixed(2)} ${(box[3]! - box[1]!).toFixed(2)}` : ''
