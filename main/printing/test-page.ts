/** For tests only: pages set by hand, before and besides the composing room. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { Blob, Face, Font, Buffer as HbBuffer, shape } from 'harfbuzzjs'
import sharp from 'sharp'
import type { ArticlePart } from '#shared/document/article.ts'
import {
  BLACK,
  type DisplayItem,
  type DisplayList,
  type GlyphRun,
  type Ink,
  type PlacedPicture,
} from '#shared/typesetting/display-list.ts'
import type { Expected } from './guard.ts'
import type { FontShelf, OutputProfile, PdfRequest, PreparedPicture } from './index.ts'
import { openFonts } from './index.ts'

const resolve = createRequire(import.meta.url).resolve
const FILES = {
  serif: '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
} as const
export type TestFont = keyof typeof FILES

const bytesOf = new Map<TestFont, Promise<Uint8Array>>()
export function fontBytes(key: TestFont): Promise<Uint8Array> {
  let bytes = bytesOf.get(key)
  if (!bytes) {
    bytes = readFile(resolve(FILES[key])).then((read) => new Uint8Array(read))
    bytesOf.set(key, bytes)
  }
  return bytes
}

export async function testShelf(keys: readonly TestFont[] = ['serif', 'bold']): Promise<FontShelf> {
  const shelf = await openFonts(await Promise.all(keys.map(async (key) => [key, await fontBytes(key)] as const)))
  if (!shelf.ok) throw new Error(shelf.failure.code)
  return shelf.value
}

/** Shapes with HarfBuzz; advances in 1/1000 em. */
export class Shaper {
  private readonly fonts = new Map<TestFont, Font>()

  static async open(): Promise<Shaper> {
    const shaper = new Shaper()
    for (const key of Object.keys(FILES) as TestFont[]) {
      const font = new Font(new Face(new Blob(await fontBytes(key))))
      font.setScale(1000, 1000)
      shaper.fonts.set(key, font)
    }
    return shaper
  }

  shape(key: TestFont, text: string): { gid: number; cluster: number; advance: number }[] {
    const buffer = new HbBuffer()
    buffer.addText(text)
    buffer.guessSegmentProperties()
    shape(this.fonts.get(key)!, buffer)
    return buffer
      .getGlyphInfosAndPositions()
      .map((glyph) => ({ gid: glyph.codepoint, cluster: glyph.cluster, advance: glyph.xAdvance ?? 0 }))
  }
}

export interface LineOptions {
  readonly font?: TestFont
  readonly size?: number
  readonly ink?: Ink
  readonly x: number
  readonly y: number
  /** Added after every glyph. */
  readonly letterSpace?: number
  readonly turn?: 0 | 90
  readonly origin?: { readonly articleId: string; readonly part: ArticlePart; readonly start: number }
}

export function line(shaper: Shaper, text: string, options: LineOptions): GlyphRun {
  const font = options.font ?? 'serif'
  const size = options.size ?? 9000
  const along: number[] = []
  let pen = 0
  const shaped = shaper.shape(font, text)
  for (const glyph of shaped) {
    along.push(pen)
    pen += Math.round((glyph.advance * size) / 1000) + (options.letterSpace ?? 0)
  }
  const still = along.map(() => 0)
  return {
    kind: 'glyphs',
    font,
    size,
    ink: options.ink ?? BLACK,
    x: options.x,
    y: options.y,
    glyphs: shaped.map((glyph) => glyph.gid),
    xs: options.turn === 90 ? still : along,
    ...(options.turn === 90 ? { ys: along, turn: 90 as const } : {}),
    text,
    clusters: shaped.map((glyph) => glyph.cluster),
    ...(options.origin ? { origin: options.origin } : {}),
  }
}

export interface TestArticle {
  readonly articleId: string
  readonly headline: string
  readonly body: string
}

export const ROBOTS: TestArticle = {
  articleId: 'a-robots',
  headline: '机械臂走进老车间',
  body: `清晨六点，城东的装配车间亮起灯来。十二台机械臂依次抬头，像刚刚睡醒的工人伸了一个懒腰。“以前这道工序要三个人，现在一个人看四条线。”班长说，去年产量比上年增长12.5%，次品率降到千分之三。
老师傅们起初不信。他们在旁边摆了一张桌子，用手工做同样的活儿，比了整整一个星期。结果，机器快，人更巧：遇到弯曲的管子，还得靠人的眼睛和手指。
于是有了第二条线——人和机器面对面，机器递，人拧。这条线现在叫“握手线”，编号为 A-17，每班8小时，产出1200件。`,
}

export const HARBOUR: TestArticle = {
  articleId: 'a-harbour',
  headline: '北港夜航恢复',
  body: '记者从港务部门获悉，停航四十天的夜班轮渡今晚恢复。首班船19:30离岸，票价不变。沿岸三座灯塔已换上新灯，照程由八海里增至十二海里。',
}

/** A broadsheet page: 8 columns of 13 characters of 9 pt on a 15 pt grid, articles one after the other. */
export function broadsheet(
  shaper: Shaper,
  articles: readonly TestArticle[],
  page = 1,
  extra: readonly DisplayItem[] = [],
): { list: DisplayList; expected: Expected[] } {
  const trim = { width: 1077165, height: 1530709 }
  const column = 13 * 9000
  const gutter = 9000
  const typeArea = { x: 39082, y: 60000, width: 8 * column + 7 * gutter, height: 94 * 15000 }
  const items: DisplayItem[] = [
    line(shaper, `版心日报　第${page}版`, { x: typeArea.x, y: 50000, font: 'bold' }),
    { kind: 'fill', rect: { x: typeArea.x, y: 55000, width: typeArea.width, height: 500 }, ink: BLACK },
  ]
  const expected: Expected[] = []
  let slot = 0
  for (const article of articles) {
    const at = (index: number) => ({
      x: typeArea.x + Math.floor(index / 94) * (column + gutter),
      y: typeArea.y + ((index % 94) + 1) * 15000 - 4000,
    })
    const tell = (part: 'headline' | 'body', text: string): void => {
      const { articleId, headline } = article
      expected.push({ articleId, headline, part, text, start: 0, end: text.length, page })
    }
    const origin = (part: 'headline' | 'body', start: number) => ({ articleId: article.articleId, part, start })
    items.push(
      line(shaper, article.headline, { ...at(slot++), font: 'bold', size: 13000, origin: origin('headline', 0) }),
    )
    tell('headline', article.headline)
    let start = 0
    for (const paragraph of article.body.split('\n')) {
      for (let from = 0; from < paragraph.length; from += 13) {
        const text = paragraph.slice(from, from + 13)
        const letterSpace = text.length === 13 ? 37 : 0
        items.push(line(shaper, text, { ...at(slot++), letterSpace, origin: origin('body', start + from) }))
      }
      start += paragraph.length + 1
    }
    tell('body', article.body)
  }
  const fonts = [
    { key: 'serif', hash: 'serif' },
    { key: 'bold', hash: 'bold' },
  ]
  return { list: { version: 1, page, trim, bleed: 8504, typeArea, fonts, items: [...items, ...extra] }, expected }
}

/** A CMYK JPEG as the picture room hands it over. */
export async function testPicture(width = 600, height = 400): Promise<PreparedPicture> {
  const jpeg = await sharp({ create: { width, height, channels: 3, background: { r: 60, g: 110, b: 160 } } })
    .toColourspace('cmyk')
    .jpeg({ quality: 92 })
    .toBuffer()
  return {
    jpeg: new Uint8Array(jpeg),
    width,
    height,
    shows: { x: 0, y: 0, width: 10000, height: 10000 },
    ink: { maximum: 180, window: 150, overLimitArea: 0 },
  }
}

export const PLACED: PlacedPicture = {
  kind: 'picture',
  rect: { x: 700000, y: 900000, width: 200000, height: 133333 },
  pictureId: 'p-robots',
  asset: '00',
  pixels: { width: 600, height: 400 },
  crop: { x: 0, y: 0, width: 10000, height: 10000 },
}

/** The smallest CMYK output profile that is one: version 2, class prtr, a 2-point table from inks to grey. */
export function fixtureProfile(): OutputProfile {
  const tags: [string, Buffer][] = [
    ['desc', descriptionTag('Banxin test condition')],
    ['cprt', Buffer.concat([Buffer.from('text\0\0\0\0'), Buffer.from('CC0\0')])],
    ['wtpt', Buffer.from('58595a2000000000' + '0000f6d6' + '00010000' + '0000d32d', 'hex')],
    ['A2B0', tableTag(4, 3)],
    ['B2A0', tableTag(3, 4)],
    ['gamt', tableTag(3, 1)],
  ]
  let at = 128 + 4 + 12 * tags.length
  const table = [u32(tags.length)]
  for (const [key, bytes] of tags) {
    table.push(Buffer.from(key), u32(at), u32(bytes.length))
    at += bytes.length
  }
  const head = Buffer.alloc(128)
  head.writeUInt32BE(at, 0)
  head.write('\x02\x40', 8, 'latin1')
  head.write('prtrCMYKLab ', 12, 'latin1')
  for (const [i, part] of [2026, 1, 1].entries()) head.writeUInt16BE(part, 24 + 2 * i)
  head.write('acsp', 36, 'latin1')
  head.write('0000f6d60001000000 00d32d'.replace(' ', ''), 68, 'hex')
  return {
    icc: new Uint8Array(Buffer.concat([head, ...table, ...tags.map(([, bytes]) => bytes)])),
    identifier: 'Banxin test',
    condition: 'A condition for tests',
    info: 'Not for printing',
  }
}

const u32 = (value: number): Buffer => {
  const out = Buffer.alloc(4)
  out.writeUInt32BE(value)
  return out
}

function descriptionTag(text: string): Buffer {
  const body = Buffer.from(`${text}\0`)
  return pad(Buffer.concat([Buffer.from('desc\0\0\0\0'), u32(body.length), body, Buffer.alloc(4 + 4 + 2 + 1 + 67)]))
}

/** lut8Type with two grid points an axis. */
function tableTag(inputs: number, outputs: number): Buffer {
  const head = Buffer.alloc(48)
  head.write('mft1', 0, 'latin1')
  head[8] = inputs
  head[9] = outputs
  head[10] = 2
  for (const at of [12, 28, 44]) head.writeUInt32BE(0x10000, at)
  const ramp = Buffer.from(Array.from({ length: 256 }, (_, i) => i))
  const grid = Buffer.alloc(2 ** inputs * outputs, 128)
  return pad(Buffer.concat([head, ...Array(inputs).fill(ramp), grid, ...Array(outputs).fill(ramp)]))
}

const pad = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])

export async function testRequest(
  fonts: FontShelf,
  lists: readonly DisplayList[],
  change: Partial<PdfRequest> = {},
): Promise<PdfRequest> {
  const picture = await testPicture()
  return {
    pages: lists.map((list) => ({
      list,
      pageLine: { font: 'serif', text: `版心日报　2026-05-12　第${list.page}版` },
    })),
    fonts,
    pictures: async () => picture,
    profile: fixtureProfile(),
    document: { title: '版心日报 2026-05-12', created: '2026-05-12T01:30:00+08:00', producer: 'Banxin' },
    standard: 'x4',
    ...change,
  }
}
