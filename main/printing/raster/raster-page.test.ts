import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { BLACK, type DisplayItem, type DisplayList, type PlacedPicture } from '#shared/typesetting/display-list.ts'
import type { GlyphSource } from '#shared/typesetting/glyph-source.ts'
import { createHarfbuzzGlyphs } from '#shared/typesetting/glyphs/harfbuzz.ts'
import { rasterPage } from './index.ts'

const FONT = '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'
let glyphs: GlyphSource

beforeAll(async () => {
  const bytes = await readFile(createRequire(import.meta.url).resolve(FONT))
  glyphs = createHarfbuzzGlyphs([{ key: 'serif-400', bytes }])
})

/** A page of 100 × 60 pt, so that 72 dpi is a pixel to the point. */
const page = (...items: DisplayItem[]): DisplayList => ({
  version: 1,
  page: 1,
  trim: { width: 100_000, height: 60_000 },
  bleed: 5000,
  typeArea: { x: 0, y: 0, width: 100_000, height: 60_000 },
  fonts: [{ key: 'serif-400', hash: '' }],
  items,
})

const line = (text: string, x: number, y: number, size: number): DisplayItem => ({
  kind: 'glyphs',
  font: 'serif-400',
  size,
  ink: BLACK,
  x,
  y,
  glyphs: [...text].map((character) => glyphs.glyph('serif-400', character.codePointAt(0)!)),
  xs: [...text].map((_, i) => i * size),
  text,
  clusters: [...text].map((_, i) => i),
})

const pixels = async (png: Uint8Array) => {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return {
    ...info,
    at: (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)],
  }
}

test('the PNG has the size of the trim at its resolution, and says so', async () => {
  const { width, height, density } = await sharp(await rasterPage(page(), { dpi: 150, outlines: glyphs })).metadata()
  expect([width, height, density]).toEqual([208, 125, 150])
  const bled = await rasterPage(page(), { dpi: 72, outlines: glyphs, bleed: true })
  expect(await sharp(bled).metadata()).toMatchObject({ width: 110, height: 70 })
})

test('the same page gives the same bytes', async () => {
  const list = page(line('版心', 10_000, 40_000, 30_000))
  const once = await rasterPage(list, { dpi: 144, outlines: glyphs })
  const again = await rasterPage(list, { dpi: 144, outlines: glyphs })
  expect(Buffer.compare(once, again)).toBe(0)
})

test('a character stands upright on its baseline: 上 has its long stroke at the foot', async () => {
  const image = await pixels(await rasterPage(page(line('上', 20_000, 50_000, 40_000)), { dpi: 72, outlines: glyphs }))
  const ink = (y: number) => {
    let sum = 0
    for (let x = 20; x < 60; x++) sum += 255 - image.at(x, y)[0]!
    return sum
  }
  const rows = Array.from({ length: 60 }, (_, y) => y)
  const sum = (from: number, to: number) => rows.slice(from, to).reduce((all, y) => all + ink(y), 0)
  expect(sum(15, 54)).toBeGreaterThan(0.99 * sum(0, 60))
  expect(sum(15, 45)).toBeGreaterThan(0.5 * sum(0, 60))
  const heaviest = rows.reduce((best, y) => (ink(y) > ink(best) ? y : best), 0)
  expect(heaviest).toBeGreaterThan(45)
  expect(heaviest).toBeLessThan(54)
})

test('a picture comes through the callback and is drawn at its place, with room told in pixels', async () => {
  const placed: PlacedPicture = {
    kind: 'picture',
    rect: { x: 10_000, y: 10_000, width: 20_000, height: 10_000 },
    pictureId: 'p',
    asset: 'a',
    pixels: { width: 2, height: 1 },
    crop: { x: 0, y: 0, width: 10_000, height: 10_000 },
  }
  const asked: unknown[] = []
  const png = await rasterPage(page(placed), {
    dpi: 72,
    outlines: glyphs,
    pictures: (_, size) => {
      asked.push(size)
      return { width: 1, height: 1, channels: 3, data: new Uint8Array([10, 20, 200]) }
    },
  })
  const image = await pixels(png)
  expect(asked).toEqual([{ width: 20, height: 10 }])
  expect(image.at(12, 12)).toEqual([10, 20, 200])
  expect(image.at(9, 12)).toEqual([255, 255, 255])
})

test('the paper is white unless a tint is asked for', async () => {
  const white = await pixels(await rasterPage(page(), { dpi: 72, outlines: glyphs }))
  expect(white.at(5, 5)).toEqual([255, 255, 255])
  const paper = { r: 238, g: 233, b: 222 }
  const tinted = await pixels(await rasterPage(page(), { dpi: 72, outlines: glyphs, paper }))
  expect(tinted.at(5, 5)).toEqual([238, 233, 222])
})

test('a resolution that cannot be meant is refused', async () => {
  for (const dpi of [0, -5, Number.NaN, 90_000]) {
    await expect(rasterPage(page(), { dpi, outlines: glyphs })).rejects.toMatchObject({
      failure: { code: 'BAD_REQUEST' },
    })
  }
})
