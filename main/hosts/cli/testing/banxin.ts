import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { main } from '../cli.ts'

export interface Ran {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command line as a person at an English terminal would. */
export async function banxin(args: readonly string[], language = 'en'): Promise<Ran> {
  let stdout = ''
  let stderr = ''
  const exit = await main(args, {
    stdout: (text) => {
      stdout += text
    },
    stderr: (text) => {
      stderr += text
    },
    environment: { BANXIN_LANG: language },
    interactive: false,
  })
  return { exit, stdout, stderr }
}

/** Runs with `--json` and gives the one value that came out. */
export async function banxinJson<T>(...args: string[]): Promise<Ran & { readonly json: T }> {
  const ran = await banxin([...args, '--json'])
  return { ...ran, json: JSON.parse(ran.stdout) as T }
}

/** A folder that is gone after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'banxin-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
