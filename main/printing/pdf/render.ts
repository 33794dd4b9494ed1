import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { FailureError, fail, ok, type Result } from '#shared/contract/failure.ts'
import type { DisplayList, GlyphRun, PlacedPicture } from '#shared/typesetting/display-list.ts'
import type { FontKey } from '#shared/typesetting/glyph-source.ts'
import { PdfFile } from './file.ts'
import type { FontShelf } from './font-shelf.ts'
import { FontUse } from './font-use.ts'
import { ALL_INKS, boxes, MM, marks } from './marks.ts'
import { type DocumentFacts, infoDictionary, type Standard, xmpPacket } from './metadata.ts'
import { GRAPHICS_STATES, type PictureUse, pageContent, type StoryMark } from './page-content.ts'
import { checkJpeg, type PictureSource, type PreparedPicture } from './pictures.ts'
import type { Frame } from './show-text.ts'
import { array, dict, type Pdf, pt, ref, text } from './syntax.ts'

/** The printing condition the file is made for. */
export interface OutputProfile {
  /** ICC profile of class prtr with CMYK device inks; version 2 where PDF/X-1a is to be written. */
  readonly icc: Uint8Array
  /** OutputConditionIdentifier: the registered name, or the profile's own, e.g. IFRA26. */
  readonly identifier: string
  /** Address of the registry the identifier is from; absent for a condition of our own. */
  readonly registry?: string
  /** What a person reads: the condition and the profile. */
  readonly condition: string
  readonly info: string
}

export interface PrintPage {
  readonly list: DisplayList
  /** The line in the slug: newspaper, date, page. Characters the font lacks are left out. */
  readonly pageLine?: { readonly font: FontKey; readonly text: string }
}

export interface PdfRequest {
  readonly pages: readonly PrintPage[]
  readonly fonts: FontShelf
  readonly pictures: PictureSource
  readonly profile: OutputProfile
  readonly document: DocumentFacts
  readonly standard: Standard
  readonly signal?: AbortSignal
}

export interface PrintedPdf {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly standard: Standard
  /** Page numbers in file order. */
  readonly pages: readonly number[]
  /** Which article part each marked stretch of the file is. */
  readonly stories: readonly StoryMark[]
  /** Ink of each placed picture, by page and place in the display list. */
  readonly pictures: readonly {
    readonly page: number
    readonly placed: PlacedPicture
    readonly prepared: PreparedPicture
  }[]
}

/**
 * Writes display lists as a PDF/X-4 (ISO 15930-7) or PDF/X-1a:2003 (ISO 15930-4) file, one PDF page each. The same
 * request gives the same bytes. Fails with FONT_BROKEN, PICTURE_UNREADABLE, PROFILE_BROKEN, BAD_REQUEST (no pages,
 * no full date), CANCELLED, or whatever the picture source fails with.
 */
export async function renderPdf(request: PdfRequest): Promise<Result<PrintedPdf>> {
  const { pages, profile, standard } = request
  if (pages.length === 0) return fail('BAD_REQUEST', { what: 'pages: 0' })
  if (!printsWith(profile.icc, standard)) return fail('PROFILE_BROKEN', { file: profile.identifier })
  try {
    return ok(await new Rendering(request).run())
  } catch (error) {
    if (error instanceof FailureError) return { ok: false, failure: error.failure }
    throw error
  }
}

/** An ICC profile of a press (class prtr) in CMYK, of a version the standard knows. */
function printsWith(icc: Uint8Array, standard: Standard): boolean {
  const head = Buffer.from(icc.subarray(0, 40)).toString('latin1')
  const known = (icc[8] ?? 99) <= (standard === 'x4' ? 4 : 2)
  return known && head.slice(12, 16) === 'prtr' && head.slice(16, 20) === 'CMYK' && head.slice(36) === 'acsp'
}

class Rendering {
  private readonly request: PdfRequest
  private readonly file = new PdfFile()
  private readonly fonts = new Map<FontKey, FontUse>()
  private readonly images = new Map<string, { use: PictureUse; id: number }>()
  private readonly placed = new Map<PlacedPicture, PictureUse>()
  private readonly printed: PrintedPdf['pictures'][number][] = []

  constructor(request: PdfRequest) {
    this.request = request
  }

  async run(): Promise<PrintedPdf> {
    const { file, request } = this
    const root = file.reserve()
    const tree = file.reserve()
    const profile = file.addCommonStream(request.profile.icc, { N: '4', Alternate: '/DeviceCMYK' })
    const pageIds: number[] = []
    const stories: StoryMark[] = []
    // The subset of a font is known only after the last page, so pages are written with their resources by reference.
    const fontResources = file.reserve()
    for (const page of request.pages) {
      await this.breathe()
      await this.preparePictures(page.list)
      const written = this.page(page, tree, fontResources)
      pageIds.push(written.id)
      stories.push(...written.stories)
    }
    const fonts: Record<string, Pdf> = {}
    for (const use of this.fonts.values()) {
      await this.breathe()
      for (const [resource, id] of use.write(file)) fonts[resource] = ref(id)
    }
    file.set(fontResources, dict(fonts))
    file.set(tree, dict({ Type: '/Pages', Kids: array(pageIds.map(ref)), Count: String(pageIds.length) }))

    const { document, standard } = request
    const fingerprint = file.fingerprint(JSON.stringify([document, standard, request.profile.identifier]))
    const info = file.add(infoDictionary(document, standard))
    const metadata = file.addRaw(xmpPacket(document, standard, fingerprint), { Type: '/Metadata', Subtype: '/XML' })
    file.set(
      root,
      dict({
        Type: '/Catalog',
        Pages: ref(tree),
        Metadata: ref(metadata),
        OutputIntents: `[${outputIntent(request.profile, profile)}]`,
      }),
    )
    const version = standard === 'x4' ? '1.6' : '1.4'
    const bytes = file.bytes({ version, root, info, id: fingerprint.slice(0, 32).toUpperCase() })
    await this.breathe()
    return { bytes, standard, pages: request.pages.map((page) => page.list.page), stories, pictures: this.printed }
  }

  /** Lets the process attend to a cancel between steps. */
  private async breathe(): Promise<void> {
    await setImmediate()
    if (this.request.signal?.aborted) throw new FailureError('CANCELLED')
  }

  private async preparePictures(list: DisplayList): Promise<void> {
    for (const item of list.items) {
      if (item.kind !== 'picture') continue
      const prepared = await this.request.pictures(item, list.page)
      await this.breathe()
      checkJpeg(prepared, item)
      this.printed.push({ page: list.page, placed: item, prepared })
      const { shows } = prepared
      const key = `${createHash('sha256').update(prepared.jpeg).digest('hex')} ${JSON.stringify(shows)}`
      let image = this.images.get(key)
      if (!image) {
        const id = this.file.addRaw(prepared.jpeg, {
          Type: '/XObject',
          Subtype: '/Image',
          Width: String(prepared.width),
          Height: String(prepared.height),
          ColorSpace: '/DeviceCMYK',
          BitsPerComponent: '8',
          Filter: '/DCTDecode',
          // JPEGs with Adobe's marker hold inverted inks.
          Decode: '[1 0 1 0 1 0 1 0]',
        })
        image = { use: { resource: `Im${this.images.size + 1}`, prepared }, id }
        this.images.set(key, image)
      }
      this.placed.set(item, image.use)
    }
  }

  private font(key: FontKey): FontUse {
    let use = this.fonts.get(key)
    if (!use) {
      use = new FontUse(this.request.fonts.get(key), `F${this.fonts.size + 1}`)
      this.fonts.set(key, use)
    }
    return use
  }

  private page(page: PrintPage, tree: number, fontResources: number): { id: number; stories: readonly StoryMark[] } {
    const { file } = this
    const box = boxes(page.list)
    const frame: Frame = { x: (milli) => box.trim[0] + milli, y: (milli) => box.trim[3] - milli }
    const font = (key: FontKey): FontUse => this.font(key)
    const content = pageContent(page.list, frame, font, (placed) => this.placed.get(placed)!)
    const line = page.pageLine ? this.pageLine(page.list, page.pageLine) : undefined
    const lineContent = line && pageContent({ ...page.list, items: [line] }, frame, font, () => undefined as never)
    const ops = `q\n${content.ops}Q\n/Artifact BMC\n${marks(box)}EMC\n${lineContent ? `q\n${lineContent.ops}Q\n` : ''}`
    const xObjects: Record<string, Pdf> = {}
    for (const { use, id } of this.images.values()) if (content.pictures.has(use)) xObjects[use.resource] = ref(id)
    const id = file.add(
      dict({
        Type: '/Page',
        Parent: ref(tree),
        MediaBox: array(box.media.map(pt)),
        BleedBox: array(box.bleed.map(pt)),
        TrimBox: array(box.trim.map(pt)),
        Resources: dict({
          Font: ref(fontResources),
          XObject: content.pictures.size > 0 ? dict(xObjects) : undefined,
          ExtGState: GRAPHICS_STATES,
          ColorSpace: `<</All ${ALL_INKS}>>`,
        }),
        Contents: ref(file.addStream(Buffer.from(ops, 'latin1'))),
      }),
    )
    return { id, stories: content.stories }
  }

  /** 7 pt, 1.5 mm under the crop marks' inner ends, at the left of the foot. */
  private pageLine(list: DisplayList, line: { font: FontKey; text: string }): GlyphRun {
    const { file } = this.request.fonts.get(line.font)
    const size = 7000
    const glyphs: number[] = []
    const xs: number[] = []
    const clusters: number[] = []
    let shown = ''
    let pen = 0
    for (const sign of line.text) {
      const gid = file.glyph(sign.codePointAt(0)!)
      if (gid === 0) continue
      glyphs.push(gid)
      xs.push(pen)
      clusters.push(shown.length)
      shown += sign
      pen += Math.round((file.advance(gid) * size) / 1000)
    }
    return {
      kind: 'glyphs',
      font: line.font,
      size,
      ink: { c: 0, m: 0, y: 0, k: 1000 },
      x: Math.round(6 * MM),
      y: list.trim.height + list.bleed + Math.round(6 * MM),
      glyphs,
      xs,
      text: shown,
      clusters,
    }
  }
}

function outputIntent(profile: OutputProfile, stream: number): Pdf {
  return dict({
    Type: '/OutputIntent',
    S: '/GTS_PDFX',
    OutputConditionIdentifier: text(profile.identifier),
    OutputCondition: text(profile.condition),
    RegistryName: profile.registry === undefined ? undefined : text(profile.registry),
    Info: text(profile.info),
    DestOutputProfile: ref(stream),
  })
}
