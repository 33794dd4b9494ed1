/**
 * Writes shared/typesetting/headline/phrases/model.ts from the Simplified Chinese model in the development package
 * budoux. The package itself is not loaded at run time: its one entry pulls in a DOM emulator (some 400 ms at every
 * start), and it answers yes or no, where a headline needs to know how sure the model is. The later releases carry the
 * same model, and network libraries besides. Run by hand when the model moves: `node resources/phrases/build-phrases.ts`.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

type Model = Readonly<Record<string, Readonly<Record<string, number>>>>

/** Groups of the model and the stretch of text each looks at, in offsets from the place asked for. */
const GROUPS: readonly (readonly [name: string, from: number, to: number])[] = [
  ['UW1', -3, -2],
  ['UW2', -2, -1],
  ['UW3', -1, 0],
  ['UW4', 0, 1],
  ['UW5', 1, 2],
  ['UW6', 2, 3],
  ['BW1', -2, 0],
  ['BW2', -1, 1],
  ['BW3', 0, 2],
  ['TW1', -3, 0],
  ['TW2', -2, 1],
  ['TW3', -1, 2],
  ['TW4', 0, 3],
]

/** The file's text for a model. A group's weights stand in a row: the characters, the weight in base 36, a semicolon. */
export function modelFile(model: Model): string {
  const unknown = Object.keys(model).filter((name) => GROUPS.every(([known]) => known !== name))
  if (unknown.length > 0) throw new Error(`groups nobody knows: ${unknown.join(' ')}`)
  const total = Object.values(model).reduce((sum, group) => Object.values(group).reduce((a, b) => a + b, sum), 0)
  const groups = GROUPS.map(([name, from, to]) => {
    const weights = Object.entries(model[name] ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
    for (const [key, weight] of weights)
      if (key.length !== to - from || !Number.isInteger(weight)) throw new Error(`odd weight ${name} ${key}`)
    const packed = weights.map(([key, weight]) => `${key}${weight.toString(36)};`).join('')
    return `  { from: ${from}, to: ${to}, weights: ${JSON.stringify(packed)} },`
  })
  return `// biome-ignore-all format: written by resources/phrases/build-phrases.ts; do not edit.
/*
 * BudouX, Simplified Chinese model of version 0.7.0, repacked. Copyright 2021 Google LLC, Apache License 2.0; see
 * resources/phrases/LICENSE.
 */

/** What every place starts from. */
export const BASE = ${-total / 2}

/** Weights by the characters around a place; \`from\` and \`to\` count from it. */
export const GROUPS: readonly { readonly from: number; readonly to: number; readonly weights: string }[] = [
${groups.join('\n')}
]
`
}

/** The model as the package has it. Its entry does not export the file, so it is read by its place. */
export async function packageModel(): Promise<Model> {
  const file = new URL('../../node_modules/budoux/module/data/models/zh-hans.js', import.meta.url)
  return ((await import(file.href)) as { model: Model }).model
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const to = new URL('../../shared/typesetting/headline/phrases/model.ts', import.meta.url)
  writeFileSync(to, modelFile(await packageModel()))
}
