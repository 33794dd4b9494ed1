// The lockfile serves every machine, not only the one it was written on.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface Locked {
  readonly version?: string
  readonly resolved?: string
  readonly gypfile?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'))
const { packages } = read('package-lock.json') as { packages: Readonly<Record<string, Locked>> }
const manifest = read('package.json') as Record<'dependencies' | 'devDependencies', Record<string, string>>

test('the binaries of every platform are locked: npm ci refuses a lockfile without them', () => {
  const names = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)))
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !names.has(name))
      .map((name) => `${name} of ${path}`),
  )
  expect(missing).toEqual([])
})

test('every direct dependency has one exact version, and the lockfile has that one', () => {
  for (const [name, wanted] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    expect([name, wanted]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+$/)])
    expect([name, packages[`node_modules/${name}`]?.version]).toEqual([name, wanted])
  }
})

test('the lockfile names no address to download from: the reader’s own registry serves', () => {
  expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
})

test('nothing is compiled on the reader’s machine (npm run lock mends this)', () => {
  expect(packages['node_modules/better-sqlite3']?.gypfile).toBe(false)
})
