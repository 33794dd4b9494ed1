import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { expose } from './expose.ts'
import { buildScene } from './scene.ts'

const PHOTO = fileURLToPath(new URL('./robot-line.jpg', import.meta.url))
const TRIAL = { width: 48, height: 32, passes: 2, exposure: 0.64, grain: 2 }

async function trial(round: number, threads: number): Promise<Uint8Array> {
  let last = new Uint8Array()
  for await (const { picture } of expose(buildScene(4, 2), { ...TRIAL, samples: 2, round, threads })) {
    last = new Uint8Array(picture)
  }
  return last
}

/** Tones of the photo: mean and spread of its grey, darkest and brightest hundredth, share of robot orange. */
async function tones(file: string): Promise<Record<'mean' | 'spread' | 'dark' | 'bright' | 'orange', number>> {
  const { data } = await sharp(file).resize(640).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const grey: number[] = []
  let orange = 0
  for (let i = 0; i < data.length; i += 3) {
    const [r, g, b] = [data[i]!, data[i + 1]!, data[i + 2]!]
    grey.push(0.2126 * r + 0.7152 * g + 0.0722 * b)
    if (r > 110 && r > g * 1.35 && g > b * 1.2) orange++
  }
  grey.sort((a, b) => a - b)
  const mean = grey.reduce((sum, v) => sum + v, 0) / grey.length
  return {
    mean,
    spread: Math.sqrt(grey.reduce((sum, v) => sum + (v - mean) ** 2, 0) / grey.length),
    dark: grey[Math.floor(grey.length * 0.01)]!,
    bright: grey[Math.floor(grey.length * 0.99)]!,
    orange: orange / grey.length,
  }
}

describe('the script that draws the photo', () => {
  test('draws the same picture twice, on one thread or two, in one round or two', async () => {
    const once = await trial(2, 0)
    const again = await trial(1, 2)
    const hash = (picture: Uint8Array): string => createHash('sha256').update(picture).digest('hex')
    expect(hash(again)).toBe(hash(once))
    // And it is a picture: not one flat tone.
    expect(Math.max(...once) - Math.min(...once)).toBeGreaterThan(120)
  })
})

describe('the photo in the repository', () => {
  let found: Awaited<ReturnType<typeof tones>>
  beforeAll(async () => {
    found = await tones(PHOTO)
  })

  test('has pixels enough for four columns at 200 ppi, in sRGB, and is small enough to ship', async () => {
    expect(existsSync(PHOTO)).toBe(true)
    const { width, height, space, channels, icc, format } = await sharp(PHOTO).metadata()
    expect({ space, channels, format }).toEqual({ space: 'srgb', channels: 3, format: 'jpeg' })
    expect(width).toBeGreaterThanOrEqual(3000)
    expect(width / height).toBeCloseTo(1.5, 2)
    expect(icc).toBeDefined()
    expect(statSync(PHOTO).size).toBeLessThanOrEqual(1_600_000)
  })

  test('prints on newsprint: open mid-tones, shadows not blocked, highlights not burnt out', () => {
    expect(found.mean).toBeGreaterThan(115)
    expect(found.mean).toBeLessThan(170)
    expect(found.spread).toBeGreaterThan(38)
    expect(found.spread).toBeLessThan(75)
    expect(found.dark).toBeGreaterThan(12)
    expect(found.bright).toBeLessThanOrEqual(253)
  })

  test('shows orange robots', () => {
    expect(found.orange).toBeGreaterThan(0.03)
    expect(found.orange).toBeLessThan(0.3)
  })
})
