// The walls between the rooms: which part of the program may know which.
import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** npm packages by who may use them. A package that is not here is a question to be answered first. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  zod: ['shared', 'main', 'resources', 'e2e'],
  harfbuzzjs: ['shared/typesetting', 'main/printing'],
  budoux: ['resources/phrases'],
  hyphen: ['shared/typesetting/inline'],
  'lcms-wasm': ['shared/colour'],
  'better-sqlite3': ['main/archive'],
  'get-east-asian-width': ['resources/unicode'],
  sharp: ['main/pictures', 'resources/sample/photo'],
  'pdfjs-dist': ['main/printing'],
  '@napi-rs/canvas': ['main/printing/raster'],
}
/** Only the composition root and the hosts join rooms of main. */
const JOINERS = ['main/desk', 'main/hosts']

interface Import {
  readonly file: string
  readonly target: string
}

const isTest = (file: string): boolean => /\.(test|bench)\.ts$|[/-]test-|\/testing\/|test-helper/.test(file)

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|js)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

function imports(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8')
  const found = [
    ...text.matchAll(/(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g),
  ]
  const bare = [...text.matchAll(/(?:^|\n)import\s*['"]([^'"]+)['"]/g)]
  return [...found, ...bare].map((match) => ({ file, target: resolve(file, (match[1] ?? match[2])!) }))
}

/** A file of ours as its path from the root, `node:fs`, or a package's name. */
function resolve(file: string, specifier: string): string {
  if (specifier.startsWith('#')) return specifier.slice(1)
  if (specifier.startsWith('.')) return join(dirname(file), specifier).split(sep).join('/')
  if (specifier.startsWith('node:') || builtinModules.includes(specifier))
    return `node:${specifier.replace('node:', '')}`
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}

const roomOf = (path: string): string => path.split('/').slice(0, 2).join('/')
const within = (path: string, place: string): boolean => path === place || path.startsWith(`${place}/`)

const all = ['shared', 'main', 'resources'].flatMap(sources)
const edges = all.filter((file) => !isTest(file)).flatMap(imports)

describe('what may know what', () => {
  test('the search sees the program', () => {
    expect(edges.length).toBeGreaterThan(200)
    expect(edges).toContainEqual(expect.objectContaining({ target: 'better-sqlite3' }))
  })
  test('shared knows nothing but itself: no Node, no main, no renderer', () => {
    const wrong = edges.filter(
      ({ file, target }) => within(file, 'shared') && /^(main|renderer|resources|node:)/.test(target),
    )
    expect(wrong).toEqual([])
  })
  test('rooms of main do not know each other; desk and hosts join them', () => {
    const wrong = edges.filter(
      ({ file, target }) =>
        within(file, 'main') &&
        within(target, 'main') &&
        roomOf(file) !== roomOf(target) &&
        !JOINERS.some((joiner) => within(file, joiner)),
    )
    expect(wrong).toEqual([])
  })
  test('nothing but the Electron host knows Electron', () => {
    expect(edges.filter(({ file, target }) => target === 'electron' && !within(file, 'main/hosts/electron'))).toEqual(
      [],
    )
  })
  test('every npm package has its rooms, and stays in them', () => {
    const packages = edges.filter(({ target }) => !/^(shared|main|renderer|resources|node:)/.test(target))
    const wrong = packages.filter(({ file, target }) => !PACKAGES[target]?.some((place) => within(file, place)))
    expect(wrong).toEqual([])
  })
  test('shared asks no clock, no chance and no platform language data', () => {
    const forbidden =
      /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bIntl\.|\blocaleCompare\b|\bperformance\.|\bsetTimeout\b/
    const wrong = sources('shared').filter(
      (file) => !isTest(file) && forbidden.test(readFileSync(join(ROOT, file), 'utf8')),
    )
    expect(wrong).toEqual([])
  })
})
