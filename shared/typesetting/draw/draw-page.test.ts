import { expect, test } from 'vitest'
import { BLACK, type DisplayItem, type DisplayList, type PlacedPicture, type Rect } from '../display-list.ts'
import {
  type DrawOptions,
  drawPage,
  missingGlyphStrokes,
  type Outlines,
  type Surface,
  simpleInkColour,
} from './index.ts'

interface Mark {
  readonly what: 'rect' | 'path' | 'image'
  readonly style: unknown
  readonly alpha: number
  readonly blend: string
  readonly matrix: readonly number[]
  readonly figure: readonly number[] | string
}

/** A surface that writes down what was painted on it. */
class Notes implements Surface<string, string> {
  fillStyle: unknown = ''
  globalAlpha = 1
  globalCompositeOperation = 'source-over'
  readonly marks: Mark[] = []
  private matrix: number[] = [1, 0, 0, 1, 0, 0]

  setTransform(...matrix: [number, number, number, number, number, number]): void {
    this.matrix = matrix
  }
  fillRect(...figure: [number, number, number, number]): void {
    this.note('rect', figure)
  }
  fill(path: string): void {
    this.note('path', path)
  }
  drawImage(image: string, ...figure: [number, number, number, number]): void {
    this.note('image', [Number(image), ...figure])
  }
  private note(what: Mark['what'], figure: Mark['figure']): void {
    this.marks.push({
      what,
      style: this.fillStyle,
      alpha: this.globalAlpha,
      blend: this.globalCompositeOperation,
      matrix: this.matrix,
      figure,
    })
  }
}

const outlines: Outlines = {
  facts: (key) => ({
    key,
    hash: 'h',
    unitsPerEm: 1000,
    ascender: 880,
    descender: -120,
    capHeight: 700,
    glyphCount: 9,
  }),
  outline: (_font, gid) => (gid === 3 ? '' : `M${gid} 0L0 0Z`),
}

const page = (...items: DisplayItem[]): DisplayList => ({
  version: 1,
  page: 1,
  trim: { width: 100_000, height: 200_000 },
  bleed: 3000,
  typeArea: { x: 10_000, y: 10_000, width: 80_000, height: 180_000 },
  fonts: [{ key: 'serif-400', hash: 'h' }],
  items,
})

const draw = (items: DisplayItem[], options: Partial<DrawOptions<string, string>> = {}): Mark[] => {
  const notes = new Notes()
  drawPage(notes, page(...items), {
    scale: 1 / 1000,
    outlines,
    makePath: (svg) => svg,
    paths: new Map(),
    inkColour: simpleInkColour,
    picture: () => undefined,
    ...options,
  })
  expect(notes.globalCompositeOperation).toBe('source-over')
  expect(notes.globalAlpha).toBe(1)
  return notes.marks.slice(1)
}

const run = { kind: 'glyphs', font: 'serif-400', size: 9000, ink: BLACK, text: '新闻', clusters: [0, 1] } as const
const rule = (rect: Rect, ink = BLACK): DisplayItem => ({ kind: 'fill', rect, ink })

test('each glyph stands at its origin, its outline turned right side up', () => {
  const [first, second] = draw([{ ...run, x: 20_000, y: 30_000, glyphs: [1, 2], xs: [0, 9000], ys: [0, -500] }])
  expect(first).toMatchObject({ figure: 'M1 0L0 0Z', matrix: [0.009, 0, 0, -0.009, 20, 30] })
  expect(second).toMatchObject({ figure: 'M2 0L0 0Z', matrix: [0.009, 0, 0, -0.009, 29, 29.5] })
})

test('Latin in a vertical line is turned clockwise about its origin', () => {
  const [glyph] = draw([{ ...run, x: 20_000, y: 30_000, glyphs: [1], xs: [0], turn: 90 }])
  // The glyph's x axis points down the page, its upward axis to the right.
  expect(glyph?.matrix).toEqual([0, 0.009, 0.009, 0, 20, 30])
})

test('an outline is fetched once for each glyph, and a space paints nothing', () => {
  let asked = 0
  const counting: Outlines = {
    ...outlines,
    outline: (font, gid) => {
      asked++
      return outlines.outline(font, gid)
    },
  }
  const items = [{ ...run, x: 0, y: 0, glyphs: [1, 1, 3, 1], xs: [0, 9000, 18_000, 27_000] }]
  expect(draw(items, { outlines: counting })).toHaveLength(3)
  expect(asked).toBe(2)
})

test('a hairline is one pixel on the grid, fainter than a rule of a point', () => {
  const [hairline, point] = draw([
    rule({ x: 10_300, y: 20_400, width: 50_000, height: 250 }),
    rule({ x: 10_300, y: 30_400, width: 50_000, height: 1000 }),
  ])
  expect(hairline).toMatchObject({ figure: [10, 20, 50, 1], alpha: 0.45 })
  expect(point).toMatchObject({ figure: [10, 30, 50, 1], alpha: 1 })
})

test('tints that meet leave no seam between them', () => {
  const [upper, lower] = draw([
    rule({ x: 0, y: 0, width: 40_000, height: 10_400 }),
    rule({ x: 0, y: 10_400, width: 40_000, height: 10_400 }),
  ])
  const edges = (mark: Mark | undefined) => mark?.figure as readonly number[]
  expect(edges(upper)[1]! + edges(upper)[3]!).toBe(edges(lower)[1])
})

test('black overprints, white type knocks out', () => {
  const [black, white] = draw([
    { ...run, x: 0, y: 0, glyphs: [1], xs: [0] },
    { ...run, x: 0, y: 0, glyphs: [1], xs: [0], ink: { c: 0, m: 0, y: 0, k: 0 } },
  ])
  expect(black?.blend).toBe('multiply')
  expect(white).toMatchObject({ blend: 'source-over', style: 'rgb(255, 255, 255)' })
})

test('a picture fills its place; without pixels a stand-in is seen', () => {
  const picture: PlacedPicture = {
    kind: 'picture',
    rect: { x: 10_000, y: 20_000, width: 30_000, height: 20_000 },
    pictureId: 'p',
    asset: 'a',
    pixels: { width: 600, height: 400 },
    crop: { x: 0, y: 0, width: 10_000, height: 10_000 },
  }
  expect(draw([picture], { picture: () => '7' })[0]).toMatchObject({ what: 'image', figure: [7, 10, 20, 30, 20] })
  expect(draw([picture]).map((mark) => mark.what)).toEqual(['rect', 'path'])
})

test('a missing character is a closed frame with a mark in it, inside its place', () => {
  const place = { x: 5000, y: 6000, width: 9000, height: 9000 }
  const strokes = missingGlyphStrokes(place)
  expect(strokes).toHaveLength(6)
  for (const stroke of strokes) {
    expect(Number.isInteger(stroke.x + stroke.y + stroke.width + stroke.height)).toBe(true)
    expect(stroke.x).toBeGreaterThanOrEqual(place.x)
    expect(stroke.x + stroke.width).toBeLessThanOrEqual(place.x + place.width)
    expect(stroke.y + stroke.height).toBeLessThanOrEqual(place.y + place.height)
  }
  expect(draw([{ kind: 'missing', rect: place, ink: BLACK, text: '𰻞' }])).toHaveLength(6)
})

test('tinted paper is laid over the finished page', () => {
  const marks = draw([rule({ x: 0, y: 0, width: 9000, height: 9000 })], { paper: { r: 238, g: 233, b: 222 } })
  expect(marks.at(-1)).toMatchObject({ blend: 'multiply', style: 'rgb(238, 233, 222)', figure: [0, 0, 100, 200] })
})

test('the simple ink model: paper is white, more ink is darker, black is neutral', () => {
  expect(simpleInkColour({ c: 0, m: 0, y: 0, k: 0 })).toEqual({ r: 255, g: 255, b: 255 })
  let last = 256
  for (let k = 0; k <= 1000; k += 50) {
    const { r, g, b } = simpleInkColour({ c: 0, m: 0, y: 0, k })
    expect([g, b]).toEqual([r, r])
    expect(r).toBeLessThan(last)
    last = r
  }
  const cyan = simpleInkColour({ c: 1000, m: 0, y: 0, k: 0 })
  expect(cyan.b).toBeGreaterThan(cyan.g)
  expect(cyan.g).toBeGreaterThan(cyan.r)
})
