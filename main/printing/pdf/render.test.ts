import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { BLACK, type DisplayItem, type DisplayList, type GlyphRun } from '#shared/typesetting/display-list.ts'
import { type FontShelf, guard, openFonts, type PdfRequest, type PrintedPdf, preflight, renderPdf } from '../index.ts'
import { replay, type Shown, type ShownGlyph } from '../read/content.ts'
import { PdfDocument } from '../read/document.ts'
import {
  broadsheet,
  fontBytes,
  HARBOUR,
  line,
  PLACED,
  ROBOTS,
  Shaper,
  testPicture,
  testRequest,
  testShelf,
} from '../test-page.ts'
import { installed, judge } from '../test-tools.ts'
import { readFont } from './sfnt.ts'

let shaper: Shaper
let shelf: FontShelf
let list: DisplayList
let x4: PrintedPdf

async function print(lists: readonly DisplayList[], change: Partial<PdfRequest> = {}): Promise<PrintedPdf> {
  const result = await renderPdf({ ...(await testRequest(shelf, lists)), ...change })
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}

/** What the first page of a written file paints. */
function painted(
  pdf: PrintedPdf,
  page = 0,
): { shown: readonly Shown[]; trim: readonly number[]; document: PdfDocument } {
  const document = new PdfDocument(pdf.bytes)
  const dict = document.pages()[page]!
  return { shown: replay(document, dict).shown, trim: document.box(dict.get('TrimBox'))!, document }
}
const glyphsOf = (pdf: PrintedPdf): { glyphs: ShownGlyph[]; trim: readonly number[] } => {
  const { shown, trim } = painted(pdf)
  return { glyphs: shown.filter((one) => one.kind === 'glyph'), trim }
}
const pageWith = (...items: DisplayItem[]): DisplayList => ({ ...list, items })

beforeAll(async () => {
  shaper = await Shaper.open()
  shelf = await testShelf()
  list = broadsheet(shaper, [ROBOTS, HARBOUR], 1, [PLACED]).list
  x4 = await print([list])
})

describe('the file', () => {
  test('the same pages give the same bytes, another date gives another file identifier', async () => {
    const again = await print([list])
    expect(Buffer.compare(again.bytes, x4.bytes)).toBe(0)
    const later = await print([list], {
      document: { title: '版心日报', created: '2026-05-13T01:30:00+08:00', producer: 'Banxin' },
    })
    const id = (pdf: PrintedPdf) => /\/ID\[<(\w+)>/.exec(Buffer.from(pdf.bytes).toString('latin1'))![1]
    expect(id(later)).not.toBe(id(x4))
  })

  test('the trim stands inside bleed and slug to the thousandth of a point', () => {
    const document = new PdfDocument(x4.bytes)
    const page = document.pages()[0]!
    const [media, bleed, trim] = ['MediaBox', 'BleedBox', 'TrimBox'].map((key) => document.box(page.get(key))!)
    expect(trim![2] - trim![0]).toBeCloseTo(1077.165, 6)
    expect(trim![3] - trim![1]).toBeCloseTo(1530.709, 6)
    expect(trim![0] - bleed![0]).toBeCloseTo(8.504, 6)
    expect(media![0]).toBe(0)
    // 12 mm of slug
    expect(bleed![0]).toBeCloseTo((12 * 72) / 25.4, 3)
  })

  test('an issue in one file shares one subset of each font', async () => {
    const pages = [list, broadsheet(shaper, [HARBOUR], 2).list]
    const issue = await print(pages)
    expect(issue.pages).toEqual([1, 2])
    const programs = Buffer.from(issue.bytes)
      .toString('latin1')
      .match(/\/FontFile2/g)
    expect(programs).toHaveLength(2)
    expect(issue.bytes.length).toBeLessThan(x4.bytes.length + (await print([pages[1]!])).bytes.length)
  })

  test('one picture used twice is embedded once', async () => {
    const twice = await print([pageWith(PLACED, { ...PLACED, rect: { ...PLACED.rect, y: 100000 } })])
    expect(
      Buffer.from(twice.bytes)
        .toString('latin1')
        .match(/\/DCTDecode/g),
    ).toHaveLength(1)
  })

  test('a JPEG goes into the file byte for byte, its Adobe inversion declared', async () => {
    const { jpeg } = await testPicture()
    expect(Buffer.from(x4.bytes).includes(Buffer.from(jpeg))).toBe(true)
    expect(Buffer.from(x4.bytes).toString('latin1')).toContain('/Decode[1 0 1 0 1 0 1 0]')
  })
})

describe('where glyphs stand', () => {
  const placeOf = (glyph: ShownGlyph, trim: readonly number[]) => ({
    x: (glyph.x - trim[0]!) * 1000,
    y: (trim[3]! - glyph.y) * 1000,
  })

  test('every glyph of every run lies within half a thousandth of a point of its place', async () => {
    const milli = (min: number, max: number) => fc.integer({ min, max })
    const run = fc.record({
      size: milli(4000, 120000),
      x: milli(-5000, 900000),
      y: milli(0, 1500000),
      turn: fc.constantFrom<0 | 90>(0, 90),
      // From the glyph's own advance: a hair, as justified lines have it, or anything.
      steps: fc.array(
        fc.record({ off: fc.oneof(milli(-2, 2), milli(-9000, 9000)), dy: fc.constantFrom(0, 0, 0, -750) }),
        {
          minLength: 1,
          maxLength: 60,
        },
      ),
      gid: fc.constantFrom(34, 700, 12000, 30000),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(run, { minLength: 1, maxLength: 4 }), async (runs) => {
        const items = runs.map(({ size, x, y, turn, steps, gid }): GlyphRun => {
          const advance = Math.round((shelf.get('serif').file.advance(gid) * size) / 1000)
          let [along, across] = [0, 0]
          const at = steps.map((step) => {
            along += advance + step.off
            across += step.dy
            return turn === 90 ? ([across, along] as const) : ([along, across] as const)
          })
          const text = '永'.repeat(steps.length)
          const glyphs = steps.map(() => gid)
          const clusters = steps.map((_, i) => i)
          const [xs, ys] = [at.map(([dx]) => dx), at.map(([, dy]) => dy)]
          return { kind: 'glyphs', font: 'serif', size, ink: BLACK, x, y, glyphs, xs, ys, turn, text, clusters }
        })
        const { glyphs, trim } = glyphsOf(await print([pageWith(...items)], { pages: [{ list: pageWith(...items) }] }))
        let next = 0
        for (const item of items) {
          for (const [i, gid] of item.glyphs.entries()) {
            const glyph = glyphs[next++]!
            const place = placeOf(glyph, trim)
            expect(Math.abs(place.x - item.x - item.xs[i]!)).toBeLessThan(0.5001)
            expect(Math.abs(place.y - item.y - item.ys![i]!)).toBeLessThan(0.5001)
            expect(glyph.code).toBe(gid)
            expect(glyph.size * 1000).toBeCloseTo(item.size, 6)
            expect(glyph.angle).toBeCloseTo(item.turn === 90 ? -Math.PI / 2 : 0, 9)
          }
        }
        expect(next).toBe(glyphs.length)
      }),
      { numRuns: 10 },
    )
  })

  test('body text on the em costs no positioning at all', async () => {
    const ops = contentOf(await print([pageWith(line(shaper, '一二三四五六七八九十', { x: 0, y: 90000 }))]))
    expect(ops).toMatch(/<[0-9A-F]{40}>Tj/)
  })
})

const contentOf = (pdf: PrintedPdf): string => {
  const document = new PdfDocument(pdf.bytes)
  return Buffer.from(document.data(document.pages()[0]!.get('Contents'))!).toString('latin1')
}

describe('what text comes out as', () => {
  const story = (items: GlyphRun[]): Promise<string> => extracted(pageWith(...items))
  async function extracted(page: DisplayList, fonts = shelf): Promise<string> {
    const result = await renderPdf({ ...(await testRequest(fonts, [page])), pages: [{ list: page }] })
    if (!result.ok) throw new Error(result.failure.code)
    const { bytes, pages, stories } = result.value
    const articles = await guard({ pdf: bytes, pages, stories, expected: [] })
    expect(articles).toHaveLength(1)
    return articles[0]!.place?.found ?? ''
  }
  const origin = { articleId: 'a', part: 'body' as const, start: 0 }

  test('a glyph that stands for two characters gives back the one that was written', async () => {
    const file = readFont(await fontBytes('serif'), 'serif')
    if (!file.ok) throw new Error()
    // 路 and its compatibility twin are one glyph in this font.
    const gid = file.value.glyph(0x8def)
    expect(file.value.glyph(0xf937)).toBe(gid)
    const written = '路\uf937路a\uf937\uf937路'
    const runs = [...written].map(
      (sign, i): GlyphRun => ({
        ...line(shaper, sign, { x: 90000 + i * 9000, y: 90000, origin: { ...origin, start: i } }),
        ...(sign === 'a' ? {} : { glyphs: [gid], xs: [0], clusters: [0] }),
      }),
    )
    expect(await story(runs)).toBe(written)
    // And every code still draws that one glyph, where it stands.
    const page = pageWith(...runs)
    const pdf = await print([page])
    const findings = preflight({
      lists: [page],
      printed: { pdf, icc: (await testRequest(shelf, [page])).profile.icc, guarded: [] },
    })
    expect(findings).toEqual([])
    expect(
      new Set(
        glyphsOf(pdf)
          .glyphs.slice(0, 7)
          .map((glyph) => glyph.code),
      ).size,
    ).toBe(3)
  })

  test('titles with signs that XML and PDF keep for themselves', async () => {
    const document = { title: '<甲> & "乙" (丙\\', created: '2026-05-12T01:30:00Z', producer: 'Banxin' }
    const { profile } = await testRequest(shelf, [list])
    const pdf = await print([list], { document })
    expect(preflight({ lists: [list], printed: { pdf, icc: profile.icc, guarded: [] } })).toEqual([])
    const read = new PdfDocument(pdf.bytes)
    const xmp = Buffer.from(read.data(read.root.get('Metadata'))!).toString('utf8')
    expect(xmp).toContain('&lt;甲&gt; &amp; &quot;乙&quot; (丙')
    expect(read.text(read.dict(read.trailer.get('Info'))!.get('Title'))).toBe(document.title)
  })

  test('a ligature gives back all its letters, marks without text give nothing', async () => {
    const run = line(shaper, 'office', { x: 90000, y: 90000, size: 20000, origin })
    const ligature: GlyphRun = {
      ...run,
      glyphs: [run.glyphs[0]!, run.glyphs[1]!, run.glyphs[2]!],
      xs: [0, 10000, 20000],
      clusters: [0, 1, 4],
    }
    expect(await story([ligature])).toBe('office')
    // A ligature character of its own is not taken apart either.
    expect(await story([{ ...ligature, text: 'o\ufb01e', clusters: [0, 1, 2] }])).toBe('o\ufb01e')
    const marked: GlyphRun = { ...ligature, text: 'ab', clusters: [0, 1, 1] }
    expect(await story([marked])).toBe('ab')
  })

  test('turned Latin and raised figures are read in order', async () => {
    const turned = line(shaper, 'GDP2026', { x: 90000, y: 90000, turn: 90, origin })
    expect(await story([turned])).toBe('GDP2026')
    const raised = { ...line(shaper, 'm2长', { x: 90000, y: 90000, origin }), ys: [0, -3000, 0] }
    expect(await story([raised])).toBe('m2长')
  })

  test('characters beyond the basic plane', async () => {
    const file = readFont(await fontBytes('serif'), 'serif')
    if (!file.ok) throw new Error()
    const drawn: string[] = []
    for (let code = 0x20000; drawn.length < 2 && code < 0x30000; code++) {
      if (file.value.glyph(code) > 0) drawn.push(String.fromCodePoint(code))
    }
    const written = `山${drawn.join('水')}`
    expect(await story([line(shaper, written, { x: 90000, y: 90000, origin })])).toBe(written)
  })

  const otf = '/usr/share/fonts/opentype/urw-base35/C059-Roman.otf'
  if (!existsSync(otf)) console.log('skipped: no CFF font on this machine')
  test.skipIf(!existsSync(otf))('an OpenType font with CFF outlines, one glyph in two roles', async () => {
    const fonts = await openFonts([['serif', new Uint8Array(readFileSync(otf))]])
    if (!fonts.ok) throw new Error(fonts.failure.code)
    const glyph = (sign: string) => fonts.value.get('serif').file.glyph(sign.codePointAt(0)!)
    const text = 'Press: S\u0405S\u0405s'
    const run: GlyphRun = {
      ...line(shaper, text, { x: 90000, y: 90000, origin }),
      glyphs: [...text].map((sign) => glyph(sign === '\u0405' ? 'S' : sign)),
      xs: [...text].map((_, i) => i * 6000),
      clusters: [...text].map((_, i) => i),
    }
    const page = pageWith(run, line(shaper, '', { x: 0, y: 0 }))
    expect((await extracted(page, fonts.value)).replace(/ /g, '')).toBe(text.replace(/ /g, ''))
    fonts.value.release()
  })
})

describe('pictures, rules and boxes', () => {
  const images = (pdf: PrintedPdf) => painted(pdf).shown.filter((one) => one.kind === 'image')

  test('a crop shows exactly the wanted part on exactly its rectangle', async () => {
    const placed = { ...PLACED, crop: { x: 2500, y: 1000, width: 5000, height: 5000 } }
    const pdf = await print([pageWith(placed)])
    const { trim } = painted(pdf)
    const [image] = images(pdf)
    // Half the source's width fills the rectangle, so the whole is twice as wide.
    expect(image!.width).toBeCloseTo(400, 5)
    expect(image!.height).toBeCloseTo(266.666, 5)
    const [left, bottom, right, top] = image!.box
    expect(
      [left - trim[0]!, trim[3]! - top, right - left, top - bottom].map((side) => Math.round(side * 1000)),
    ).toEqual([700000, 900000, 200000, 133333])
  })

  test('a JPEG cropped outwards to whole pixels shifts nothing', async () => {
    const placed = { ...PLACED, crop: { x: 3333, y: 3333, width: 3333, height: 3333 } }
    const prepared = { ...(await testPicture()), shows: { x: 3320, y: 3325, width: 3360, height: 3350 } }
    const pdf = await print([pageWith(placed)], { pictures: async () => prepared })
    const [image] = images(pdf)
    expect(image!.width).toBeCloseTo((200 * 3360) / 3333, 5)
    expect(image!.box[2] - image!.box[0]).toBeCloseTo(200, 5)
  })

  test.each([
    ['narrower than the crop', { shows: { x: 0, y: 0, width: 9000, height: 10000 } }],
    ['of another size than said', { width: 601 }],
    ['that is no JPEG', { jpeg: new Uint8Array(100) }],
  ])('a prepared picture %s is refused', async (_name, fault) => {
    const prepared = { ...(await testPicture()), ...fault }
    const result = await renderPdf(await testRequest(shelf, [list], { pictures: async () => prepared }))
    expect(result).toEqual({ ok: false, failure: { code: 'PICTURE_UNREADABLE', details: { file: 'p-robots' } } })
  })

  test('black rules overprint, tints and panels knock out', async () => {
    const rect = { x: 90000, y: 90000, width: 90000, height: 500 }
    const fill = (ink: typeof BLACK, height: number): DisplayItem => ({ kind: 'fill', rect: { ...rect, height }, ink })
    const pdf = await print([pageWith(fill(BLACK, 500), fill({ ...BLACK, k: 200 }, 500), fill(BLACK, 40000))])
    const paths = painted(pdf).shown.filter((one) => one.kind === 'path' && one.paint.space === 'DeviceCMYK')
    expect(paths.map((path) => path.kind === 'path' && path.overprint)).toEqual([true, false, false])
  })

  test('a missing character shows as a crossed box and as no text', async () => {
    const rect = { x: 90000, y: 90000, width: 9000, height: 9000 }
    const pdf = await print([pageWith({ kind: 'missing', rect, ink: BLACK, text: '𰻝' })])
    const { shown, trim } = painted(pdf)
    const box = shown.find((one) => one.kind === 'path' && one.paint.space === 'DeviceCMYK')!
    if (box.kind !== 'path') throw new Error()
    expect(box.box[2] - box.box[0]).toBeCloseTo(9, 3)
    expect(trim[3]! - box.box[3]).toBeCloseTo(90, 3)
  })

  test('marks stay clear of the bleed', () => {
    const { shown, document } = painted(x4)
    const bleed = document.box(document.pages()[0]!.get('BleedBox'))!
    const marks = shown.filter((one) => one.kind === 'path' && one.paint.space === 'Separation All')
    expect(marks.length).toBe(8 + 4 * 3)
    for (const mark of marks) {
      if (mark.kind !== 'path') continue
      const [left, bottom, right, top] = mark.box
      expect(right < bleed[0] || left > bleed[2] || top < bleed[1] || bottom > bleed[3]).toBe(true)
    }
  })
})

describe('what is refused', () => {
  test('a font whose owner forbids embedding', async () => {
    const bytes = (await fontBytes('bold')).slice()
    const view = new DataView(bytes.buffer)
    for (let i = 0; i < view.getUint16(4); i++) {
      if (view.getUint32(12 + 16 * i) === 0x4f532f32) view.setUint16(view.getUint32(12 + 16 * i + 8) + 8, 2)
    }
    expect(await openFonts([['bold', bytes]])).toMatchObject({
      ok: false,
      failure: { code: 'FONT_EMBEDDING_FORBIDDEN', details: { font: 'bold', fsType: 2 } },
    })
  })

  test('a font that is none, and one that is not on the shelf', async () => {
    expect(await openFonts([['serif', new Uint8Array(400)]])).toMatchObject({ failure: { code: 'FONT_BROKEN' } })
    const unknown = { ...line(shaper, '字', { x: 0, y: 0 }), font: 'kai-400' }
    const result = await renderPdf(await testRequest(shelf, [pageWith(unknown)]))
    expect(result).toEqual({ ok: false, failure: { code: 'FONT_BROKEN', details: { font: 'kai-400' } } })
  })

  test('a profile of a monitor, or of version 4 for PDF/X-1a', async () => {
    const request = await testRequest(shelf, [list])
    const changed = (at: number, text: string) => {
      const icc = request.profile.icc.slice()
      Buffer.from(icc.buffer).write(text, at, 'latin1')
      return { ...request.profile, icc }
    }
    for (const [profile, standard] of [
      [changed(12, 'mntr'), 'x4'],
      [changed(8, '\x04'), 'x1a'],
    ] as const) {
      expect(await renderPdf({ ...request, profile, standard })).toMatchObject({ failure: { code: 'PROFILE_BROKEN' } })
    }
    expect(await renderPdf({ ...request, profile: changed(8, '\x04') })).toMatchObject({ ok: true })
  })

  test('a date without time, and a cancelled export', async () => {
    const document = { title: 'x', created: '2026-05-12', producer: 'x' }
    expect(await renderPdf(await testRequest(shelf, [list], { document }))).toMatchObject({
      failure: { code: 'BAD_REQUEST' },
    })
    const cancelled = await renderPdf(await testRequest(shelf, [list], { signal: AbortSignal.abort() }))
    expect(cancelled).toEqual({ ok: false, failure: { code: 'CANCELLED', details: {} } })
  })
})

describe('with the press profile and a dense page', () => {
  test('nothing to report', async () => {
    const icc = new Uint8Array(
      readFileSync(new URL('../../../resources/profiles/banxin-newsprint.icc', import.meta.url)),
    )
    const base = await testRequest(shelf, [list])
    for (const standard of ['x4', 'x1a'] as const) {
      const result = await renderPdf({ ...base, profile: { ...base.profile, icc }, standard })
      if (!result.ok) throw new Error(result.failure.code)
      expect(preflight({ lists: [list], printed: { pdf: result.value, icc, guarded: [] } })).toEqual([])
    }
  })
})

describe('judged by tools that are not ours', () => {
  const both = async () => [x4, await print([list], { standard: 'x1a' })]

  test.skipIf(!installed('qpdf'))('qpdf finds no fault', async () => {
    for (const pdf of await both())
      expect(judge('qpdf', ['--check', 'FILE'], pdf.bytes)).toContain('No syntax or stream')
  })

  test.skipIf(!installed('pdffonts'))('every font is embedded, a subset, and maps to text', () => {
    const rows = judge('pdffonts', ['FILE'], x4.bytes).trim().split('\n').slice(2)
    expect(rows).toHaveLength(2)
    for (const row of rows) expect(row).toMatch(/^[A-Z]{6}\+NotoSerifSC-\w+ +CID TrueType +Identity-H +yes yes yes/)
  })

  test.skipIf(!installed('pdfinfo'))('pdfinfo names standard, version and boxes', async () => {
    const [x4Facts, x1aFacts] = (await both()).map((pdf) => judge('pdfinfo', ['-box', 'FILE'], pdf.bytes))
    expect(x4Facts).toMatch(/PDF version: +1\.6/)
    expect(x4Facts).toContain('ISO 15930-7')
    expect(x4Facts).toMatch(/TrimBox: +42\.52 +42\.52 +1119\.68 +1573\.23/)
    expect(x4Facts).toMatch(/BleedBox: +34\.02 +34\.02 +1128\.19 +1581\.73/)
    expect(x4Facts).toMatch(/Title: +版心日报 2026-05-12/)
    expect(x1aFacts).toMatch(/PDF version: +1\.4/)
    expect(x1aFacts).toContain('ISO 15930-4')
  })

  test.skipIf(!installed('pdftotext'))('pdftotext reads every story in full', () => {
    const text = judge('pdftotext', ['-raw', 'FILE', '-'], x4.bytes).replace(/\s/g, '')
    for (const { headline, body } of [ROBOTS, HARBOUR]) expect(text).toContain((headline + body).replace(/\s/g, ''))
  })

  test.skipIf(!installed('pdfimages'))('pdfimages gives the JPEG back as it went in', async () => {
    const row = judge('pdfimages', ['-list', 'FILE'], x4.bytes).trim().split('\n').at(-1)!
    expect(row).toMatch(/600 +400 +cmyk +4 +8 +jpeg +no .* 216 +216/)
  })

  test.skipIf(!installed('gs'))('a page of text puts ink on the black plate only', async () => {
    const text = await print([{ ...list, items: list.items.filter((item) => item.kind !== 'picture') }])
    const ink = judge('gs', ['-q', '-dUseTrimBox', '-sDEVICE=inkcov', '-o', '-', 'FILE'], text.bytes)
    expect(ink).toMatch(/^ *0\.00000 +0\.00000 +0\.00000 +0\.0\d*[1-9]\d* CMYK OK/)
  })
})

test('every code draws the outline its font gives it', async () => {
  const { profile } = await testRequest(shelf, [list])
  const fonts = new Map([
    ['serif', await fontBytes('serif')],
    ['bold', await fontBytes('bold')],
  ])
  expect(preflight({ lists: [list], fonts, printed: { pdf: x4, icc: profile.icc, guarded: [] } })).toEqual([])
})

test('the subset holds the glyphs of the page and no others', async () => {
  const small = await print([pageWith(line(shaper, '一', { x: 90000, y: 90000 }))], {
    pages: [{ list: pageWith(line(shaper, '一', { x: 90000, y: 90000 })) }],
  })
  const document = new PdfDocument(small.bytes)
  const descriptors = document.ids
    .map((id) => document.dict(document.object(id)))
    .filter((dict) => dict?.has('FontFile2'))
  const program = document.data(descriptors[0]!.get('FontFile2'))!
  const again = createHash('sha256').update(program).digest()
  const tag = String.fromCharCode(...Array.from(again.subarray(0, 6), (byte) => 65 + (byte % 26)))
  expect(document.name(descriptors[0]!.get('FontName'))).toBe(`${tag}+NotoSerifSC-Regular`)
  const view = new DataView(program.buffer, program.byteOffset)
  let outlines = 0
  for (let i = 0; i < view.getUint16(4); i++) {
    if (view.getUint32(12 + 16 * i) === 0x676c7966) outlines = view.getUint32(12 + 16 * i + 12)
  }
  // One stroke: a few dozen bytes, not the megabytes of the font.
  expect(outlines).toBeGreaterThan(10)
  expect(outlines).toBeLessThan(600)
})
