import { expect, test } from 'vitest'
import { labBytes, labValues, openTransform } from './index.ts'

test('sRGB white and grey have the lightness they should', async () => {
  const transform = await openTransform({
    from: 'srgb',
    fromFormat: 'rgb',
    to: 'lab',
    toFormat: 'lab',
    intent: 'relative',
  })
  const [white, , , grey, a, b] = labValues(transform.applySync(Uint8Array.of(255, 255, 255, 119, 119, 119)))
  expect(white).toBeCloseTo(100, 1)
  expect(grey).toBeCloseTo(50, 0)
  expect(Math.hypot(a!, b!)).toBeLessThan(0.1)
})

test('a picture larger than one chunk is converted whole, and the thread may breathe between chunks', async () => {
  const transform = await openTransform({
    from: 'lab',
    fromFormat: 'lab',
    to: 'srgb',
    toFormat: 'rgb',
    intent: 'relative',
  })
  const count = (1 << 18) + 7
  const pixels = new Float64Array(count * 3)
  for (let i = 0; i < count; i++) pixels[3 * i] = 100 * (i & 1)
  let breaths = 0
  const rgb = await transform.apply(labBytes(pixels), async () => {
    breaths++
  })
  expect(rgb.length).toBe(count * 3)
  expect(breaths).toBe(1)
  expect([...rgb.slice(-6)]).toEqual([255, 255, 255, 0, 0, 0])
})

test('what is no profile, or one of another space, is refused as such', async () => {
  const spec = { fromFormat: 'cmyk', to: 'srgb', toFormat: 'rgb', intent: 'relative' } as const
  for (const from of [new Uint8Array(0), new Uint8Array(500), Uint8Array.from({ length: 4000 }, (_, i) => i)]) {
    await expect(openTransform({ ...spec, from })).rejects.toMatchObject({ failure: { code: 'PROFILE_BROKEN' } })
  }
  await expect(openTransform({ ...spec, from: 'srgb' })).rejects.toMatchObject({ failure: { code: 'PROFILE_BROKEN' } })
})
