import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { simpleInkColour } from '#shared/typesetting/draw/index.ts'
import { profileInkColour, readProfile } from './index.ts'

const newsprint = readFileSync(join(import.meta.dirname, '../../../resources/profiles/banxin-newsprint.icc'))

const reason = async (bytes: Uint8Array) => {
  const result = await readProfile(bytes, 'press.icc')
  return result.ok ? 'ok' : `${result.failure.code} ${result.failure.details.file}: ${result.failure.details.reason}`
}

test('the shipped profile says what it is and how much ink it asks for', async () => {
  const result = await readProfile(newsprint)
  expect(result).toMatchObject({ ok: true, value: { version: '2.4' } })
  if (!result.ok) return
  expect(result.value.description).toContain('newsprint')
  console.log('newsprint profile, most ink over the RGB cube:', result.value.inkMaximum)
  for (const most of Object.values(result.value.inkMaximum)) {
    expect(most).toBeGreaterThan(200)
    expect(most).toBeLessThanOrEqual(220)
  }
})

test('a screen profile is not one to print with', async () => {
  const screen = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
    .withIccProfile('srgb')
    .png()
    .toBuffer()
  const { icc } = await sharp(screen).metadata()
  const padded = Buffer.concat([icc!, Buffer.alloc(1024)])
  expect(await reason(padded)).toBe('PROFILE_BROKEN press.icc: class')
})

test('what is no profile, cut off, of another space or without tables is refused', async () => {
  expect(await reason(new Uint8Array(0))).toContain('unreadable')
  expect(await reason(new Uint8Array(5000))).toContain('unreadable')
  expect(await reason(newsprint.subarray(0, newsprint.length - 1000))).toContain('unreadable')
  const rgb = Buffer.from(newsprint)
  rgb.write('RGB ', 16, 'latin1')
  expect(await reason(rgb)).toContain('colour space')
  const hollow = Buffer.from(newsprint)
  // Both directions' table tags renamed to what nobody looks for.
  for (let i = 0; i < hollow.readUInt32BE(128); i++) {
    if (/^[AB]2[AB]/.test(hollow.toString('latin1', 132 + 12 * i, 136 + 12 * i))) hollow.write('none', 132 + 12 * i)
  }
  expect(await reason(hollow)).toContain('tables')
})

test('a tag table that points outside the file does no harm', async () => {
  const wild = Buffer.from(newsprint)
  for (let i = 0; i < wild.readUInt32BE(128); i++) wild.writeUInt32BE(0xfffffff0, 136 + 12 * i)
  expect(await reason(wild)).toContain('PROFILE_BROKEN')
})

test('page inks by the profile: paper white, solids near those of the simple model', async () => {
  const { inkColour, paper } = await profileInkColour(newsprint)
  expect(inkColour({ c: 0, m: 0, y: 0, k: 0 })).toEqual({ r: 255, g: 255, b: 255 })
  expect(paper.r).toBeGreaterThan(paper.b)
  expect(paper.r).toBeLessThan(225)
  for (const ink of [
    { c: 1000, m: 0, y: 0, k: 0 },
    { c: 0, m: 1000, y: 0, k: 0 },
    { c: 0, m: 0, y: 1000, k: 0 },
    { c: 0, m: 1000, y: 1000, k: 0 },
    { c: 0, m: 0, y: 0, k: 200 },
    { c: 100, m: 0, y: 200, k: 0 },
    { c: 0, m: 0, y: 0, k: 1000 },
  ]) {
    const [exact, simple] = [inkColour(ink), simpleInkColour(ink)]
    for (const channel of ['r', 'g', 'b'] as const) expect(Math.abs(exact[channel] - simple[channel])).toBeLessThan(30)
  }
})

const foreign = '/usr/share/color/icc/ghostscript/default_cmyk.icc'
test('another maker’s profile is read too, its ink told', async (context) => {
  if (!existsSync(foreign)) {
    console.log(`skipped: ${foreign} is not installed (package ghostscript)`)
    return context.skip()
  }
  const result = await readProfile(readFileSync(foreign), 'default_cmyk.icc')
  expect(result.ok && result.value.inkMaximum.relative).toBeGreaterThan(250)
})
