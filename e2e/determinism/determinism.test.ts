// The same input gives the same display list on every machine: Node and a browser's worker, byte for byte.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canonicalJson } from '#main/archive/canonical-json.ts'
import { composeEdition, type Edition } from '#main/desk/index.ts'
import { createHarfbuzzGlyphs, type FontFile } from '#shared/typesetting/glyphs/harfbuzz.ts'
import { serve } from '../browser/serve.ts'
import { type Started, startChromium } from '../browser/start-chromium.ts'
import { firstDifference } from './first-difference.ts'
import { bundle } from './in-browser/bundle.ts'
import type { Answer, Task } from './in-browser/compose.worker.ts'
import { allFonts, sampleEdition } from './sample-edition.ts'
import { composeAll } from './sheets.ts'

const TIMEOUT = 120_000
const SIDES = ['Node', 'Chromium'] as const

let sample: Edition
let fonts: FontFile[]
let files: Map<string, Uint8Array>
let inNode: Map<string, string>
let chromium: Awaited<ReturnType<typeof startChromium>>

beforeAll(async () => {
  const starting = startChromium()
  try {
    // First, so that both sides are of one state of the sources even while somebody edits them.
    files = await bundle()
    sample = await sampleEdition()
    fonts = await allFonts(sample)
    inNode = composed()
  } finally {
    // Awaited in any case: a browser nobody waits for is a browser nobody closes.
    chromium = await starting
  }
}, TIMEOUT)

afterAll(async () => {
  await chromium?.browser?.close()
})

function composed(): Map<string, string> {
  const sheets = composeAll(sample, createHarfbuzzGlyphs(fonts))
  return new Map(sheets.map(({ name, value }) => [name, canonicalJson(value)]))
}

const sha256 = (json: string): string => createHash('sha256').update(json).digest('hex')

/** Both sides must have the same things, each with the same hash; the first that differs is shown in full. */
function expectSame(left: Map<string, string>, right: Map<string, string>, names: readonly [string, string]): void {
  expect([...right.keys()]).toEqual([...left.keys()])
  const differing = [...left].filter(([name, json]) => sha256(json) !== sha256(right.get(name)!)).map(([name]) => name)
  const [first] = differing
  if (first === undefined) return
  const where = firstDifference(left.get(first)!, right.get(first)!, names)
  expect.fail(`${differing.length} of ${left.size} differ, first "${first}":\n${where}`)
}

describe('in Node', () => {
  test('the sample composed here is what the desk exports', async () => {
    const desk = await composeEdition(sample)
    if (!desk.ok) throw new Error(desk.failure.code)
    const pages = desk.value.composed.pages.map(
      (page) => [`sample, page ${page.page}`, canonicalJson(page)] as [string, string],
    )
    expect(pages.length).toBeGreaterThan(1)
    expectSame(new Map(pages), new Map(pages.map(([name]) => [name, inNode.get(name)!])), ['desk', 'here'])
  })

  test('composing twice gives the same bytes: nothing is left over from the first time', () => {
    expectSame(inNode, composed(), ['first time', 'second time'])
  })
})

describe('in Chromium', () => {
  test(
    'a worker composes the same bytes as Node',
    async (context) => {
      if (chromium.browser === null) {
        const why = `no Chromium can be started here: ${chromium.reasons.join('; ')}`
        console.log(`skipped: ${why}`)
        return context.skip(why)
      }
      console.log(`Chromium: ${chromium.name}`)
      expectSame(inNode, await inWorker(chromium), SIDES)
    },
    TIMEOUT,
  )
})

async function inWorker({ browser }: Started): Promise<Map<string, string>> {
  const shelf = fonts.map(({ key, bytes }) => [`/fonts/${key}.ttf`, bytes] as const)
  const served = await serve(new Map([...files, ...shelf]))
  try {
    const page = await browser.newPage()
    const troubles: string[] = []
    page.on('pageerror', (error) => troubles.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
    await page.goto(`${served.origin}/index.html`)
    const task: Task = { sample, fonts: fonts.map(({ key }) => key) }
    const answer = await page
      .evaluate(
        (given) => (globalThis as unknown as { composeInWorker(task: Task): Promise<Answer> }).composeInWorker(given),
        task,
      )
      .catch((error: unknown) => ({ error: [String(error), ...troubles].join('\n') }))
    if ('error' in answer) throw new Error(answer.error)
    return new Map(answer.sheets)
  } finally {
    await served.close()
  }
}
