import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { cmykTiff } from './cmyk-tiff.ts'
import { type PrepareRequest, preparePicture, proofPicture, readPicture } from './index.ts'

const profile = readFileSync(join(import.meta.dirname, '../../resources/profiles/banxin-newsprint.icc'))
const folder = mkdtempSync(join(tmpdir(), 'banxin-pictures-'))
afterAll(() => rmSync(folder, { recursive: true }))

const WHOLE = { x: 0, y: 0, width: 10_000, height: 10_000 }
/** An inch and a half across, an inch down. */
const SIZE = { width: 108_000, height: 72_000 }

type Rgb = readonly [number, number, number]

/** A picture of 600 × 400 pixels by a rule for each pixel. */
const picture = (of: (x: number, y: number) => Rgb, width = 600, height = 400) => {
  const data = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set(of(x, y), (y * width + x) * 3)
  return sharp(data, { raw: { width, height, channels: 3 } })
}

const flat = (colour: Rgb) =>
  picture(() => colour)
    .png()
    .toBuffer()

/** Noise that looks like a night shot: dark, every channel on its own. Always the same. */
const night = () => {
  let seed = 7
  const next = () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return (seed >>> 16) & 0x3f
  }
  return picture(() => [next(), next(), next()])
    .png()
    .toBuffer()
}

const prepared = async (bytes: Uint8Array, more: Partial<PrepareRequest> = {}) => {
  const result = await preparePicture({ picture: { bytes }, crop: WHOLE, size: SIZE, profile, ...more })
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}

/** Inks of the middle of a JPEG, in percent. */
const inks = async (jpeg: Uint8Array, x = 0.5, y = 0.5) => {
  const { width, height } = await sharp(jpeg).metadata()
  const data = await sharp(jpeg).pipelineColourspace('cmyk').toColourspace('cmyk').raw().toBuffer()
  expect(data.length).toBe(width * height * 4)
  const at = (Math.floor(y * height) * width + Math.floor(x * width)) * 4
  return [...data.subarray(at, at + 4)].map((value) => value / 2.55)
}

const near = (have: readonly number[], wanted: readonly number[], by = 2) => {
  have.forEach((value, i) => {
    expect(Math.abs(value - wanted[i]!)).toBeLessThanOrEqual(by)
  })
}

test('a photograph is reduced to the resolution wanted, and its figures say what is on paper', async () => {
  const photo = await prepared(await flat([120, 90, 60]))
  expect([photo.width, photo.height]).toEqual([300, 200])
  expect(photo.effectivePpi).toBeCloseTo(200)
  expect(photo.sourcePpi).toBeCloseTo(400)
  expect(await sharp(photo.jpeg).metadata()).toMatchObject({ format: 'jpeg', space: 'cmyk', hasProfile: false })
})

test('a small picture is not blown up, and its low resolution is told', async () => {
  const photo = await prepared(await flat([120, 90, 60]), { size: { width: 432_000, height: 288_000 } })
  expect([photo.width, photo.height]).toEqual([600, 400])
  expect(photo.effectivePpi).toBeCloseTo(100)
})

test('the darkest, noisiest photograph stays within the ink limit, what JPEG adds included', async () => {
  for (const [inkLimit, size] of [
    [220, SIZE],
    [220, { width: 216_000, height: 144_000 }],
    [200, SIZE],
  ] as const) {
    const photo = await prepared(await night(), { inkLimit, size })
    expect(photo.ink.maximum).toBeLessThanOrEqual(inkLimit)
    expect(photo.ink.maximum).toBeGreaterThan(inkLimit - 40)
    expect(photo.ink.shareOverLimit).toBe(0)
    expect(photo.ink.overLimitArea).toBe(0)
    expect(photo.ink.window).toBeLessThanOrEqual(inkLimit)
  }
})

test('white paper stays free of ink, and a neutral grey is carried by black', async () => {
  near(await inks((await prepared(await flat([255, 255, 255]))).jpeg), [0, 0, 0, 0], 0)
  const [c, m, y, k] = (await inks((await prepared(await flat([128, 128, 128]))).jpeg)) as [
    number,
    number,
    number,
    number,
  ]
  expect(k).toBeGreaterThan(2 * (c + m + y))
})

test('a black-and-white photograph is printed in black alone, darker as the picture is', async () => {
  const grey = Uint8Array.from({ length: 600 * 400 }, (_, i) => Math.floor((i % 600) / 2.345))
  const ramp = await sharp(grey, { raw: { width: 600, height: 400, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toBuffer()
  const { jpeg } = await prepared(ramp)
  const data = await sharp(jpeg).pipelineColourspace('cmyk').toColourspace('cmyk').raw().toBuffer()
  for (let at = 0; at < data.length; at += 4) expect(data[at]! + data[at + 1]! + data[at + 2]!).toBe(0)
  const black = (x: number) => data[(100 * 300 + x) * 4 + 3]!
  expect(black(1)).toBeGreaterThan(250)
  expect(black(298)).toBeLessThan(3)
  for (let x = 20; x < 300; x += 20) expect(black(x)).toBeLessThan(black(x - 20))
})

test('inks of the press are not separated a second time', async () => {
  const { file, pixels } = cmykTiff(300, 200)
  for (let at = 0; at < pixels.length; at += 4) pixels.set([26, 102, 153, 51], at)
  near(await inks((await prepared(file)).jpeg), [10.2, 40, 60, 20], 1)
  const named = await sharp(file).pipelineColourspace('cmyk').toColourspace('cmyk').keepIccProfile().tiff().toBuffer()
  near(await inks((await prepared(named)).jpeg), [10.2, 40, 60, 20], 1)
})

test('16 bits a channel give the inks that 8 bits give', async () => {
  const inks8 = [26, 102, 153, 51]
  const words = Uint16Array.from({ length: 300 * 200 * 4 }, (_, i) => inks8[i % 4]! * 257)
  const { file, pixels } = cmykTiff(300, 200)
  // The same header over pixels twice as wide: bits, and the strips' places and lengths.
  const deep = Buffer.concat([file.subarray(0, file.length - pixels.length), Buffer.from(words.buffer)])
  const start = file.length - pixels.length
  const at = (tag: number) =>
    Array.from({ length: 10 }, (_, i) => 10 + 12 * i).find((i) => deep.readUInt16LE(i) === tag)!
  const bits = deep.readUInt32LE(at(258) + 8)
  for (let i = 0; i < 4; i++) deep.writeUInt16LE(16, bits + 2 * i)
  const [places, lengths] = [deep.readUInt32LE(at(273) + 8), deep.readUInt32LE(at(279) + 8)]
  for (let strip = 0; strip < deep.readUInt32LE(at(273) + 4); strip++) {
    deep.writeUInt32LE(start + strip * 64 * 300 * 8, places + 4 * strip)
    deep.writeUInt32LE(2 * deep.readUInt32LE(lengths + 4 * strip), lengths + 4 * strip)
  }
  near(await inks((await prepared(deep)).jpeg), [10.2, 40, 60, 20], 1)
  const fine = Uint16Array.from({ length: 300 * 200 * 3 }, () => 128 * 257)
  const grey = await sharp(fine, { raw: { width: 300, height: 200, channels: 3 } })
    .toColourspace('rgb16')
    .png()
    .toBuffer()
  near(await inks((await prepared(grey)).jpeg), await inks((await prepared(await flat([128, 128, 128]))).jpeg), 1)
})

test('too much ink in a delivered CMYK file is taken off, its black kept', async () => {
  const { file, pixels } = cmykTiff(300, 200)
  for (let at = 0; at < pixels.length; at += 4) pixels.set([200, 200, 200, 204], at)
  const photo = await prepared(file)
  expect(photo.ink.maximum).toBeLessThanOrEqual(220)
  near([(await inks(photo.jpeg))[3]!], [80], 1)
})

test('an embedded profile is honoured: the red of a wide display is a stronger red than that of sRGB', async () => {
  const plain = await flat([200, 90, 80])
  const wide = await sharp(plain).keepMetadata().withIccProfile('p3').png().toBuffer()
  // The same colour in other numbers must give the same inks.
  expect(
    Buffer.compare(await sharp(plain).raw().toBuffer(), await sharp(wide, { ignoreIcc: true }).raw().toBuffer()),
  ).not.toBe(0)
  near(await inks((await prepared(wide)).jpeg), await inks((await prepared(plain)).jpeg), 2)
})

/** Quarters as the reader sees them: red, green over blue, grey. */
const QUARTERS: readonly Rgb[] = [
  [220, 40, 40],
  [40, 180, 60],
  [50, 60, 200],
  [128, 128, 128],
]

test('a picture taken on its side stands upright, and the crop is of the upright picture', async () => {
  const upright = picture((x, y) => QUARTERS[(x >= 300 ? 1 : 0) + (y >= 200 ? 2 : 0)]!)
  // Stored turned a quarter left, marked "turn right to show" (EXIF 6).
  const stored = await sharp(await upright.png().toBuffer())
    .rotate(270)
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toBuffer()
  const facts = await readPicture(stored)
  expect(facts).toMatchObject({ ok: true, value: { width: 600, height: 400, orientation: 6, mode: 'rgb' } })
  const places = [
    [0, 0],
    [5000, 0],
    [0, 5000],
    [5000, 5000],
  ] as const
  for (const [i, [x, y]] of places.entries()) {
    const crop = { x, y, width: 5000, height: 5000 }
    const photo = await prepared(stored, { crop, size: { width: 54_000, height: 36_000 } })
    expect([photo.width, photo.height]).toEqual([150, 100])
    expect(photo.shows).toEqual(crop)
    for (const corner of [0.1, 0.9]) {
      near(await inks(photo.jpeg, corner, corner), await inks((await prepared(await flat(QUARTERS[i]!))).jpeg), 4)
    }
  }
})

test('a crop between pixels shows a little more, never less, and says so', async () => {
  const crop = { x: 1234.5, y: 2222, width: 3333, height: 3333 }
  const { shows } = await prepared(await flat([1, 2, 3]), { crop })
  expect(shows.x).toBeLessThanOrEqual(crop.x)
  expect(shows.y).toBeLessThanOrEqual(crop.y)
  expect(shows.x + shows.width).toBeGreaterThanOrEqual(crop.x + crop.width)
  expect(shows.y + shows.height).toBeGreaterThanOrEqual(crop.y + crop.height)
  expect(shows.width - crop.width).toBeLessThan(2 * (10_000 / 600))
})

test('a transparent logo stands on paper', async () => {
  const logo = await sharp({
    create: { width: 60, height: 40, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  })
    .png()
    .toBuffer()
  near(await inks((await prepared(logo)).jpeg), [0, 0, 0, 0], 0)
})

test('the same picture gives the same bytes', async () => {
  const bytes = await night()
  const [one, other] = [await prepared(bytes), await prepared(bytes)]
  expect(Buffer.compare(one.jpeg, other.jpeg)).toBe(0)
})

test('a file works as its bytes do', async () => {
  const file = join(folder, '机器人.png')
  const bytes = await flat([10, 200, 90])
  writeFileSync(file, bytes)
  const fromFile = await preparePicture({ picture: { file }, crop: WHOLE, size: SIZE, profile })
  expect(fromFile.ok && Buffer.compare(fromFile.value.jpeg, (await prepared(bytes)).jpeg)).toBe(0)
})

test('the proof shows the print: paper white, black black, a skin tone near itself', async () => {
  for (const [colour, by] of [
    [[255, 255, 255], 0],
    [[0, 0, 0], 24],
    [[214, 170, 146], 8],
    [[128, 128, 128], 6],
  ] as const) {
    const photo = await prepared(await flat(colour))
    const proof = await proofPicture(photo, { width: 30, height: 20 }, profile)
    expect(proof.data.length).toBe(30 * 20 * 3)
    near([...proof.data.subarray(900, 903)], colour, by)
  }
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['a text', Buffer.from('本报讯')],
  ['a drawing in SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>')],
  ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj\n')],
  ['a JPEG that is only a beginning', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
])('%s is refused as a picture', async (_, bytes) => {
  expect(await readPicture(bytes)).toMatchObject({ ok: false, failure: { code: 'PICTURE_UNREADABLE' } })
  const request = { picture: { bytes, name: 'a.jpg' }, crop: WHOLE, size: SIZE, profile }
  expect(await preparePicture(request)).toMatchObject({
    failure: { code: 'PICTURE_UNREADABLE', details: { file: 'a.jpg' } },
  })
})

test('a file cut off on its way is refused, in every format', async () => {
  const whole = picture((x, y) => [x & 255, y & 255, (x * y) & 255])
  for (const bytes of [
    await whole.clone().jpeg().toBuffer(),
    await whole.clone().png().toBuffer(),
    await whole.clone().webp().toBuffer(),
    await whole.clone().tiff({ compression: 'none' }).toBuffer(),
  ]) {
    const half = bytes.subarray(0, bytes.length >> 1)
    expect(await readPicture(half)).toMatchObject({ failure: { code: 'PICTURE_UNREADABLE' } })
    const request = { picture: { bytes: half }, crop: WHOLE, size: SIZE, profile }
    expect(await preparePicture(request)).toMatchObject({ failure: { code: 'PICTURE_UNREADABLE' } })
  }
})

test('a bomb is refused by its header, before a row of it is unpacked', async () => {
  const bomb = await sharp({ create: { width: 30, height: 30, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  bomb.writeUInt32BE(60_000, 16)
  bomb.writeUInt32BE(60_000, 20)
  const { crc32 } = await import('node:zlib')
  bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29)
  expect(await readPicture(bomb)).toMatchObject({
    failure: { code: 'PICTURE_TOO_LARGE', details: { width: 60_000, height: 60_000 } },
  })
})

test('of a moving picture the first frame is taken', async () => {
  const frames = picture((_, y) => (y < 200 ? [255, 255, 255] : [0, 0, 0]))
  const moving = await sharp(await frames.raw().toBuffer(), {
    raw: { width: 600, height: 400, channels: 3, pageHeight: 200 },
  })
    .gif()
    .toBuffer()
  expect(await readPicture(moving)).toMatchObject({ ok: true, value: { width: 600, height: 200, frames: 2 } })
  near(await inks((await prepared(moving)).jpeg), [0, 0, 0, 0], 0)
})

test('a missing file, a wrong profile, a crop of nothing and a stop are each told apart', async () => {
  const bytes = await flat([1, 2, 3])
  const code = async (more: Partial<PrepareRequest>) => {
    const result = await preparePicture({ picture: { bytes }, crop: WHOLE, size: SIZE, profile, ...more })
    return result.ok ? 'ok' : result.failure.code
  }
  expect(await code({ picture: { file: join(folder, 'no.jpg') } })).toBe('FILE_NOT_FOUND')
  expect(await code({ profile: new Uint8Array(300) })).toBe('PROFILE_BROKEN')
  expect(await code({ crop: { ...WHOLE, width: 0 } })).toBe('BAD_REQUEST')
  expect(await code({ size: { width: -1, height: 5 } })).toBe('BAD_REQUEST')
  expect(await code({ signal: AbortSignal.abort() })).toBe('CANCELLED')
})
