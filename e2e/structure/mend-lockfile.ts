// `npm run lock` after a change of dependencies: what npm leaves out of the lockfile and `npm ci` needs.
//
// better-sqlite3 carries its binaries and says "gypfile": false, so that npm does not compile it. npm drops that line
// from the lockfile, and `npm ci`, which believes the lockfile, then calls a compiler that a newsroom's machine has not.
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Record<string, unknown>> }
const { version, ...rest } = lock.packages['node_modules/better-sqlite3']!
lock.packages['node_modules/better-sqlite3'] = { version, gypfile: false, ...rest }
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
