import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clampInk, measureInk } from './ink.ts'

const pixels = fc.uint8Array({ minLength: 4, maxLength: 400 }).map((bytes) => bytes.slice(0, bytes.length & ~3))

test('after the clamp no pixel is over the limit, black is untouched, no ink grows', async () => {
  await fc.assert(
    fc.asyncProperty(pixels, fc.integer({ min: 100, max: 400 }), async (before, limit) => {
      const after = before.slice()
      await clampInk(after, limit)
      for (let at = 0; at < after.length; at += 4) {
        const [c, m, y, k] = after.subarray(at, at + 4) as unknown as [number, number, number, number]
        expect(c + m + y + k).toBeLessThanOrEqual(limit * 2.55 + 1e-6)
        expect(k).toBe(before[at + 3])
        expect(c <= before[at]! && m <= before[at + 1]! && y <= before[at + 2]!).toBe(true)
        if (before[at]! + before[at + 1]! + before[at + 2]! + k <= limit * 2.55 + 1e-6) {
          expect(after.slice(at, at + 4)).toEqual(before.slice(at, at + 4))
        }
      }
    }),
  )
})

test('the clamp keeps the hue: inks stay in proportion', async () => {
  const dark = Uint8Array.of(240, 200, 160, 200)
  await clampInk(dark, 220)
  expect(dark[0]! / dark[1]!).toBeCloseTo(1.2, 1)
  expect(dark[1]! / dark[2]!).toBeCloseTo(1.25, 1)
})

test('the heaviest 15 mm square is found wherever it lies', async () => {
  const picture = fc.integer({ min: 1, max: 9 }).chain((width) =>
    fc.integer({ min: 1, max: 9 }).chain((height) =>
      fc.record({
        width: fc.constant(width),
        height: fc.constant(height),
        bytes: fc.uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 }),
        wide: fc.integer({ min: 1, max: 5 }),
        high: fc.integer({ min: 1, max: 5 }),
      }),
    ),
  )
  await fc.assert(
    fc.asyncProperty(picture, async ({ width, height, bytes, wide, high }) => {
      const figures = await measureInk(bytes, width, height, { x: wide / 15, y: high / 15 }, 220)
      const total = (x: number, y: number) => {
        const at = (y * width + x) * 4
        return bytes[at]! + bytes[at + 1]! + bytes[at + 2]! + bytes[at + 3]!
      }
      const w = Math.min(wide, width)
      const h = Math.min(high, height)
      let window = 0
      let maximum = 0
      let over = 0
      for (let top = 0; top < height; top++)
        for (let left = 0; left < width; left++) {
          maximum = Math.max(maximum, total(left, top))
          if (total(left, top) > 561) over++
          if (top + h > height || left + w > width) continue
          let sum = 0
          for (let y = top; y < top + h; y++) for (let x = left; x < left + w; x++) sum += total(x, y)
          window = Math.max(window, sum / (w * h))
        }
      expect(figures.window).toBeCloseTo(window / 2.55, 6)
      expect(figures.maximum).toBeCloseTo(maximum / 2.55, 6)
      expect(figures.shareOverLimit).toBeCloseTo(over / (width * height), 9)
    }),
  )
})
