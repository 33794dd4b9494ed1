import { beforeAll, describe, expect, test } from 'vitest'
import { BLACK, type DisplayItem, type DisplayList, type GlyphRun } from '#shared/typesetting/display-list.ts'
import { type FontShelf, type PdfRequest, type PrintedPdf, renderPdf } from '../index.ts'
import { type Mutation, mutate } from '../test-mutate.ts'
import {
  broadsheet,
  fontBytes,
  line,
  PLACED,
  ROBOTS,
  Shaper,
  testPicture,
  testRequest,
  testShelf,
} from '../test-page.ts'
import { preflight } from './preflight.ts'
import type { Rule } from './rules.ts'

let shaper: Shaper
let shelf: FontShelf
let list: DisplayList
let request: PdfRequest
const printed: Partial<Record<'x4' | 'x1a', PrintedPdf>> = {}

async function print(lists: readonly DisplayList[], change: Partial<PdfRequest> = {}): Promise<PrintedPdf> {
  const result = await renderPdf({ ...(await testRequest(shelf, lists)), ...change })
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}

let fonts: Map<string, Uint8Array>
const check = (pdf: PrintedPdf, lists: readonly DisplayList[] = [list]) =>
  preflight({ lists, fonts, printed: { pdf, icc: request.profile.icc, guarded: [] } })

/** Rules that are red, errors with an exclamation mark. */
const red = (findings: ReturnType<typeof preflight>): string[] =>
  findings.map(({ rule, severity }) => rule + (severity === 'error' ? '!' : ''))

beforeAll(async () => {
  shaper = await Shaper.open()
  shelf = await testShelf()
  fonts = new Map([
    ['serif', await fontBytes('serif')],
    ['bold', await fontBytes('bold')],
  ])
  list = broadsheet(shaper, [ROBOTS], 1, [PLACED]).list
  request = await testRequest(shelf, [list])
  for (const standard of ['x4', 'x1a'] as const) printed[standard] = await print([list], { standard })
})

test('a page as it should be has nothing to report, in either standard', () => {
  expect(check(printed.x4!)).toEqual([])
  expect(check(printed.x1a!)).toEqual([])
})

const inObjects = (from: string | RegExp, to: string): Mutation => ({ object: (body) => body.replace(from, to) })
const inPage = (extra: string): Mutation => inObjects('/Type/Page/', `/Type/Page${extra}/`)
const inCatalog = (extra: string): Mutation => inObjects('/Type/Catalog', `/Type/Catalog${extra}`)
/** Operators painted before everything else, in the page's own space. */
const painted = (ops: string): Mutation => ({ content: (content) => content.replace('q\n', `q\nq ${ops} Q\n`) })
const reworked = (from: string | RegExp, to: string): Mutation => ({ content: (ops) => ops.replace(from, to) })
const profileByte = (at: number, text: string): Mutation => ({
  profile: (icc) => {
    const out = Buffer.from(icc)
    out.write(text, at, 'latin1')
    return out
  },
})

// The page's trim begins at 42.519 pt; (100, 100) lies inside it.
const X4: [rule: Rule, fault: string, mutation: Mutation, also?: string[]][] = [
  ['F02', 'a header of version 1.7', { header: (text) => text.replace('1.6', '1.7') }],
  [
    'F03',
    'an encryption dictionary',
    { trailer: (text) => text.replace('/Root', '/Encrypt<</Filter/Standard>>/Root') },
  ],
  ['F04', 'no ID', { trailer: (text) => text.replace(/\/ID\[.*?\]/, '') }],
  ['M01', 'no title', inObjects('/Title', '/Subject'), ['M06!']],
  ['M02', 'Trapped unknown', inObjects('/Trapped/False', '/Trapped/Unknown'), ['M06!']],
  ['M02', 'Trapped as a string', inObjects('/Trapped/False', '/Trapped(False)'), ['M06!']],
  ['M03', 'no claim', inObjects('(PDF/X-4)', '(PDF/X-3)')],
  ['M04', 'no XMP', inObjects(/\/Metadata \d+ 0 R/, '')],
  ['M05', 'XMP without claim', { plain: (text) => text.replace('>PDF/X-4<', '>PDF/A-1<') }],
  ['M05', 'XMP claim in another namespace', { plain: (text) => text.replace('npes.org', 'npes.com') }],
  [
    'M06',
    'XMP without document id',
    { plain: (text) => text.replace(/<xmpMM:DocumentID>.*?</, '<xmpMM:DocumentID><') },
  ],
  ['M06', 'XMP dated otherwise', { plain: (text) => text.replace('CreateDate>2026', 'CreateDate>2025') }],
  ['M06', 'XMP with another title', { plain: (text) => text.replace('2026-05-12</rdf', '2026-05-13</rdf') }],
  ['O01', 'no output intent', inObjects('/GTS_PDFX/Out', '/GTS_PDFA1/Out')],
  ['O01', 'two output intents', inObjects(/\/OutputIntents\[(.*?>>)\]/, '/OutputIntents[$1$1]')],
  ['O02', 'no output condition', inObjects('(Banxin test)', '()')],
  ['O03', 'no profile', inObjects(/\/DestOutputProfile \d+ 0 R/, '')],
  ['O04', 'a monitor profile', profileByte(12, 'mntr'), ['O07!']],
  ['O05', 'an RGB profile', profileByte(16, 'RGB '), ['O07!']],
  ['O06', 'a profile of version 5', profileByte(8, '\x05'), ['O07!']],
  ['O07', 'another profile than the pictures’', profileByte(80, 'x')],
  ['P01', 'no trim box', inObjects('/TrimBox', '/Trim')],
  ['P01', 'an art box besides the trim box', inPage('/ArtBox[0 0 100 100]')],
  ['P02', 'a trim box wider than the bleed', inObjects(/\/BleedBox\[.*?\]/, '/BleedBox[50 50 1000 1500]')],
  ['P03', 'a crop box', inPage('/CropBox[10 10 900 900]')],
  ['P04', 'a user unit', inPage('/UserUnit 1')],
  ['P05', 'a turned page', inPage('/Rotate 90')],
  ['P06', 'a panel that ends at the trim', painted('.2 .1 0 0 k 42.519 100 60 60 re f')],
  ['C01', 'RGB text', painted('1 0 0 rg 100 100 60 60 re f')],
  ['C01', 'an RGB picture', inObjects('/ColorSpace/DeviceCMYK', '/ColorSpace/DeviceRGB')],
  ['C01', 'an ICC-based colour space', inObjects('/ColorSpace<<', '/ColorSpace<</X[/ICCBased 5 0 R]')],
  ['C02', 'a spot colour', inObjects('/Separation/All/', '/Separation/Gold/')],
  ['C03', 'a crop mark on the page', painted('/All CS 1 SCN 1 w 100 100 m 200 100 l S')],
  ['T02', 'an RGB transparency group', inPage('/Group<</S/Transparency/CS/DeviceGray>>')],
  ['S01', 'a script', inCatalog('/OpenAction<</S/Named>>')],
  ['S02', 'layer settings', inCatalog('/OCProperties<</Configs[<<>>]>>')],
  ['S03', 'LZW', inObjects('/ExtGState', '/Filter/LZWDecode/ExtGState')],
  ['S04', 'PostScript', { add: ['<</Type/XObject/Subtype/PS>>'] }],
  ['S05', 'a transfer curve', inObjects('/OPM 1', '/OPM 1/TR/Identity')],
  ['S06', 'a note on the page', inPage('/Annots[<</Subtype/Text/Rect[100 100 120 120]>>]')],
  ['N01', 'a font without its program', inObjects(/\/FontFile2 \d+ 0 R/, '')],
  ['N02', 'a font without subset tag', inObjects(/\/BaseFont\/[A-Z]{6}\+/g, '/BaseFont/')],
  ['N03', 'a font without ToUnicode', inObjects(/\/ToUnicode \d+ 0 R/, '')],
  ['N04', 'a Type 3 font', inObjects('/Subtype/Type0', '/Subtype/Type3')],
  ['N06', 'a character drawn as .notdef', reworked(/<[0-9A-F]{4}/, '<0000'), ['X02!']],
  ['B01', 'black text that knocks out', inObjects('/op true', '/op false'), ['L02']],
  ['B01', 'black text overprinting in mode 0', inObjects('/OPM 1', '/OPM 0'), ['L02']],
  ['B02', 'small text in three inks', painted('1 1 0 0 k BT /F1 8 Tf 1 0 0 1 100 100 Tm <1234> Tj ET'), ['X02!']],
  ['B03', 'rich black text', painted('.5 .5 .5 1 k BT /F1 20 Tf 1 0 0 1 100 100 Tm <1234> Tj ET'), ['X02!']],
  [
    'B04',
    'white text overprinting',
    painted('0 0 0 0 k /Ov gs BT /F1 20 Tf 1 0 0 1 100 100 Tm <1234> Tj ET'),
    ['X02!'],
  ],
  ['B05', 'small reversed text', painted('0 0 0 0 k BT /F1 8 Tf 1 0 0 1 100 100 Tm <1234> Tj ET'), ['X02!']],
  ['B06', 'gray text', painted('0 g BT /F1 8 Tf 1 0 0 1 100 100 Tm <1234> Tj ET'), ['X02!']],
  ['B07', 'a white panel overprinting', painted('0 0 0 0 k /Ov gs 100 100 60 60 re f')],
  ['L01', 'a hairline in two inks', painted('1 .5 0 0 k 100 100 60 .1 re f')],
  ['L02', 'a black rule that knocks out', painted('0 0 0 1 k /Ko gs 100 100 60 .5 re f')],
  ['L03', 'a black hairline', painted('0 0 0 1 K /Ov gs .15 w 100 100 m 200 100 l S')],
  ['I04', 'a picture of 1,000 ppi', inObjects('/Width 600/Height 400', '/Width 2800/Height 1860')],
  ['K01', '230 % ink over two centimetres', painted('.8 .8 .6 .1 k 100 100 60 60 re f'), ['K02']],
  ['K02', '240 % ink over a band', painted('.8 .8 .7 .1 k 100 100 700 10 re f')],
  [
    'X02',
    'a line moved by a hundredth of a point',
    { content: (ops) => ops.replace(/([\d.]+) Tm/, (_, y) => `${(Number(y) + 0.01).toFixed(3)} Tm`) },
  ],
]

describe('faults planted in a written PDF/X-4', () => {
  test.each(X4)('%s: %s', (rule, _fault, mutation, also = []) => {
    const bytes = mutate(printed.x4!.bytes, mutation)
    expect(Buffer.compare(bytes, printed.x4!.bytes)).not.toBe(0)
    const found = red(check({ ...printed.x4!, bytes: bytes as Uint8Array<ArrayBuffer> }))
    expect(found.map((one) => one.replace('!', ''))).toContain(rule)
    const expected = new Set([rule, `${rule}!`, ...also])
    expect(found.filter((one) => !expected.has(one))).toEqual([])
  })

  test('the unmoved mutation changes nothing the rules see', () => {
    expect(red(check({ ...printed.x4!, bytes: mutate(printed.x4!.bytes, {}) as Uint8Array<ArrayBuffer> }))).toEqual([])
  })

  test('N07: a font whose glyphs were renumbered', () => {
    const numbers = [
      ...new Set(list.items.flatMap((item) => (item.kind === 'glyphs' && item.font === 'serif' ? item.glyphs : []))),
    ]
    const wrong = new Map([...fonts, ['serif', fonts.get('bold')!]])
    const findings = preflight({
      lists: [list],
      fonts: wrong,
      printed: { pdf: printed.x4!, icc: request.profile.icc, guarded: [] },
    })
    expect(red(findings)).toEqual(['N07!'])
    // Blanks and the like are the same in both weights; every real character is told apart.
    expect(findings[0]!.details.count).toBeGreaterThan(0.9 * numbers.length)
  })

  test('F01: bytes cut off, and bytes that are something else', () => {
    const { bytes } = printed.x4!
    for (const broken of [bytes.slice(0, bytes.length / 2), new Uint8Array(64), bytes.slice(20)]) {
      expect(red(check({ ...printed.x4!, bytes: broken }))).toEqual(['F01!'])
    }
  })

  test('F01: an operator the reader cannot judge', () => {
    const bytes = mutate(printed.x4!.bytes, painted('/Sh sh')) as Uint8Array<ArrayBuffer>
    expect(red(check({ ...printed.x4!, bytes }))).toEqual(['F01!'])
  })
})

const X1A: [rule: Rule, fault: string, mutation: Mutation, also?: string[]][] = [
  ['F02', 'a header of version 1.6', { header: (text) => text.replace('1.4', '1.6') }],
  ['M03', 'no claim', inObjects('(PDF/X-1a:2003)', '(PDF/X-1:2001)')],
  ['O06', 'an ICC profile of version 4', profileByte(8, '\x04'), ['O07!']],
  ['T01', 'half transparent', inObjects('/OPM 1', '/OPM 1/ca .5')],
  ['T01', 'multiplied', inObjects('/OPM 1', '/OPM 1/BM/Multiply')],
  ['T01', 'a soft mask', inObjects('/OPM 1', '/OPM 1/SMask<</S/Alpha>>')],
  ['T01', 'a transparency group', inPage('/Group<</S/Transparency/CS/DeviceCMYK>>')],
  ['S02', 'layers', inCatalog('/OCProperties<</OCGs[]>>')],
  ['S03', 'JPEG 2000', inObjects('/ExtGState', '/Filter/JPXDecode/ExtGState')],
]

test.each(X1A)('faults planted in a written PDF/X-1a: %s: %s', (rule, _fault, mutation, also = []) => {
  const bytes = mutate(printed.x1a!.bytes, mutation) as Uint8Array<ArrayBuffer>
  const found = red(check({ ...printed.x1a!, bytes }))
  expect(found.sort()).toEqual([`${rule}!`, ...also].sort())
})

describe('faults on the page itself', () => {
  const withItems = (...items: DisplayItem[]): DisplayList => ({ ...list, items: [...list.items, ...items] })
  const redOf = async (page: DisplayList, change: Partial<PdfRequest> = {}) =>
    red(check(await print([page], change), [page]))
  const lineOf = (text: string, more: object) => line(shaper, text, { x: 300000, y: 600000, ...more })

  test('a character no font has is named with its article', async () => {
    const rect = { x: 300000, y: 600000, width: 9000, height: 9000 }
    const origin = { articleId: 'a-robots', part: 'body' as const, start: 3 }
    const page = withItems({ kind: 'missing', rect, ink: BLACK, text: '𰻝', origin })
    const guarded = [{ articleId: 'a-robots', headline: ROBOTS.headline, ok: true, printed: 1 }]
    const pdf = await print([page])
    const [finding] = preflight({ lists: [page], printed: { pdf, icc: request.profile.icc, guarded } })
    expect(finding).toMatchObject({
      rule: 'H01',
      severity: 'error',
      page: 1,
      code: 'MISSING_GLYPH',
      details: { character: '𰻝', codePoint: 'U+30EDD', headline: ROBOTS.headline },
    })
  })

  test('glyph 0 in a run', () => {
    const run: GlyphRun = { ...lineOf('空', {}), glyphs: [0] }
    expect(red(preflight({ lists: [withItems(run)] }))).toEqual(['N06!'])
  })

  test('a story under a picture, and one beside it', async () => {
    const origin = { articleId: 'a-robots', part: 'body' as const, start: 0 }
    const under = lineOf('压在图下的字', { x: PLACED.rect.x + 5000, y: PLACED.rect.y + 50000, origin })
    const beside = lineOf('图旁的字', { x: PLACED.rect.x, y: PLACED.rect.y + PLACED.rect.height + 9000, origin })
    const covered = { ...list, items: [under, ...list.items] }
    expect(await redOf(covered)).toEqual(['H04!'])
    expect(await redOf({ ...list, items: [beside, ...list.items] })).toEqual([])
    expect(await redOf(withItems(under))).toEqual([])
  })

  test('small text in colours, reversed text, a gray hairline', async () => {
    expect(await redOf(withItems(lineOf('彩色小字', { size: 8000, ink: { c: 1000, m: 600, y: 0, k: 0 } })))).toEqual([
      'B02',
    ])
    expect(await redOf(withItems(lineOf('反白小字', { size: 8000, ink: { c: 0, m: 0, y: 0, k: 0 } })))).toEqual(['B05'])
    const rect = { x: 300000, y: 600000, width: 90000, height: 100 }
    expect(await redOf(withItems({ kind: 'fill', rect, ink: { ...BLACK, k: 500 } }))).toEqual(['L03'])
  })

  test('a picture that lies at the trim wants bleed, one that goes on to it is right', async () => {
    const rect = { x: 0, y: 900000, width: 200000, height: 133333 }
    const bled = { x: -list.bleed, y: 900000, width: 200000 + list.bleed, height: 139002 }
    expect(await redOf(withItems({ ...PLACED, rect }))).toEqual(['P06'])
    expect(await redOf(withItems({ ...PLACED, rect: bled }))).toEqual([])
  })

  test.each([
    [98, 'I01!'],
    [120, 'I01'],
    [400, 'I04'],
  ])('a picture of %i ppi', async (ppi, rule) => {
    const rect = { ...PLACED.rect, width: Math.round(600 * 72000) / ppi, height: Math.round(400 * 72000) / ppi }
    const fitted = {
      ...PLACED,
      rect: { ...rect, x: 300000, width: Math.round(rect.width), height: Math.round(rect.height) },
    }
    const page = { ...list, items: [fitted] }
    expect(await redOf(page)).toEqual([rule])
  })

  test.each([
    [230, 0, ['K01']],
    [250, 0, ['K01!']],
    [200, 900, ['K02']],
  ])(
    'a picture whose conversion measured %i %% ink and %i mm² over the limit',
    async (window, overLimitArea, rules) => {
      const picture = { ...(await testPicture()), ink: { maximum: 260, window, overLimitArea } }
      expect(await redOf(list, { pictures: async () => picture })).toEqual(rules)
    },
  )

  test('a page with nothing on it', async () => {
    expect(await redOf({ ...list, items: [] })).toEqual(['P07!'])
  })

  test('pages of different size in one file', async () => {
    const pages = [list, { ...list, page: 2, trim: { ...list.trim, height: list.trim.height + 9000 } }]
    expect(red(check(await print(pages), pages))).toEqual(['P05!'])
  })
})

describe('what composition reported', () => {
  const fit = {
    articleId: 'a-robots',
    headline: ROBOTS.headline,
    oversetLines: 3,
    oversetCharacters: 31,
    undersetLines: 0,
    undersetCharacters: 0,
  }

  test('overset is a warning with lines and characters, once for a story on two pages', () => {
    const warning = { code: 'OVERSET' as const, page: 2, articleId: 'a-robots', details: {} }
    expect(preflight({ lists: [], copyfit: [fit, fit], warnings: [warning] })).toEqual([
      {
        rule: 'H02',
        severity: 'warning',
        page: 2,
        code: 'OVERSET',
        details: { articleId: 'a-robots', headline: ROBOTS.headline, lines: 3, characters: 31, count: 1 },
      },
    ])
    expect(preflight({ lists: [], copyfit: [{ ...fit, oversetLines: 0, oversetCharacters: 0 }] })).toEqual([])
  })

  test('a missing picture stops the page, an article left over does not', () => {
    const warnings = [
      { code: 'ARTICLE_NOT_PLACED' as const, page: 1, articleId: 'a-harbour', details: {} },
      { code: 'PICTURE_MISSING' as const, page: 1, details: { pictureId: 'p' } },
      { code: 'LOOSE_LINE' as const, page: 1, details: {} },
    ]
    expect(red(preflight({ lists: [], warnings }))).toEqual(['H03!', 'H05'])
  })

  test('a story the tail guard did not find whole', () => {
    const place = { part: 'body' as const, page: 1, offset: 7, expected: '装配', found: '配' }
    const guarded = [{ articleId: 'a-robots', headline: ROBOTS.headline, ok: false, printed: 9, place }]
    const findings = preflight({ lists: [list], printed: { pdf: printed.x4!, icc: request.profile.icc, guarded } })
    expect(findings).toMatchObject([{ rule: 'X01', page: 1, details: { offset: 7, headline: ROBOTS.headline } }])
  })

  test('fonts that are not at hand, broken, or not to be embedded', async () => {
    const bold = await fontBytes('bold')
    const restricted = bold.slice()
    const view = new DataView(restricted.buffer)
    for (let i = 0; i < view.getUint16(4); i++) {
      if (view.getUint32(12 + 16 * i) === 0x4f532f32) view.setUint16(view.getUint32(12 + 16 * i + 8) + 8, 2)
    }
    const reasons = (fonts: [string, Uint8Array][]) =>
      preflight({ lists: [list], fonts: new Map(fonts) }).map(({ rule, details }) => [
        rule,
        details.font,
        details.reason,
      ])
    const serif = await fontBytes('serif')
    expect(
      reasons([
        ['serif', serif],
        ['bold', bold],
      ]),
    ).toEqual([])
    expect(reasons([['serif', serif]])).toEqual([['N05', 'bold', 'not-at-hand']])
    expect(
      reasons([
        ['serif', serif.slice(0, 999)],
        ['bold', restricted],
      ]),
    ).toEqual([
      ['N05', 'bold', 'restricted'],
      ['N05', 'serif', 'broken'],
    ])
  })
})
