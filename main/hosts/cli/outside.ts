import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { z } from 'zod'
import type { Outside } from '#main/desk/with-archive.ts'

/** The person at the terminal, the machine's clock, and ids that nobody else has. */
export function terminalOutside(): Outside {
  return { clock: { now: () => Date.now() }, ids: { next: randomUUID }, author: userName() }
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // A container without an entry for its user: the work goes on without a name.
    return 'unknown'
  }
}

const Manifest = z.object({ version: z.string() })

/** What stands in exported files as their producer. */
export function producer(): string {
  const manifest = Manifest.parse(JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')))
  return `Banxin ${manifest.version}`
}
