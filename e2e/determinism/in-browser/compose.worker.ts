// Composes in a Web Worker what Node composes too.
import { canonicalJson } from '#main/archive/canonical-json.ts'
import type { Edition } from '#main/desk/index.ts'
import { createHarfbuzzGlyphs } from '#shared/typesetting/glyphs/harfbuzz.ts'
import { composeAll } from '../sheets.ts'

export interface Task {
  readonly sample: Edition
  /** Keys; the files are served as `/fonts/KEY.ttf`. */
  readonly fonts: readonly string[]
}
export type Answer =
  | { readonly sheets: readonly (readonly [name: string, json: string])[] }
  | { readonly error: string }

declare const self: { onmessage: (event: { data: Task }) => void; postMessage(answer: Answer | 'ready'): void }

async function compose({ sample, fonts }: Task): Promise<Answer> {
  const files = await Promise.all(
    fonts.map(async (key) => {
      const response = await fetch(`/fonts/${key}.ttf`)
      if (!response.ok) throw new Error(`font ${key}: ${response.status}`)
      return { key, bytes: new Uint8Array(await response.arrayBuffer()) }
    }),
  )
  const sheets = composeAll(sample, createHarfbuzzGlyphs(files))
  return { sheets: sheets.map(({ name, value }) => [name, canonicalJson(value)] as const) }
}

self.onmessage = ({ data }) => {
  compose(data).then(
    (answer) => self.postMessage(answer),
    (error: unknown) => self.postMessage({ error: error instanceof Error ? `${error.stack}` : String(error) }),
  )
}

// HarfBuzz is awaited while this module loads, and a message that comes before the handler stands is lost.
self.postMessage('ready')
