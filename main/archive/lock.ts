import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { FailureError } from '#shared/contract/failure.ts'

/** What a lock file says about the program that holds the archive. */
const Holder = z.object({
  pid: z.int().positive(),
  host: z.string(),
  /** When the process began, in a form that no other process of this pid can have; '' where that cannot be known. */
  started: z.string(),
  /** ISO 8601, for people. */
  since: z.string(),
})
export type Holder = z.infer<typeof Holder>

/** What the lock asks of the machine; a test stands in for it. */
export interface Machine {
  readonly host: string
  readonly pid: number
  /** See Holder.started; null: no such process. */
  started(pid: number): string | null
}

const readText = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is there, but another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** This computer. On Linux a process is known by boot id and start time (proc(5), stat field 22), so that a pid used again is no trouble. */
export const thisMachine: Machine = {
  host: hostname(),
  pid: process.pid,
  started(pid) {
    if (!exists(pid)) return null
    const boot = readText('/proc/sys/kernel/random/boot_id')?.trim()
    const status = readText(`/proc/${pid}/stat`)
    if (!boot || !status) return ''
    // The second field is the program's name in brackets and may itself hold spaces and brackets.
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ')
    // A zombie has ended; only its parent has not looked yet.
    if (fields[0] === 'Z' || fields[0] === 'X') return null
    return `${boot}:${fields[19] ?? ''}`
  },
}

const isAlive = (holder: Holder, machine: Machine): boolean => {
  // Of another computer's processes nothing can be known, so they count as living.
  if (holder.host !== machine.host) return true
  const started = machine.started(holder.pid)
  if (started === null) return false
  return started === '' || holder.started === '' || started === holder.started
}

export interface Lock {
  /** A program held the archive and ended without giving it back. */
  readonly unclean: boolean
  release(): void
}

/**
 * Takes the archive for this process. Each opener writes a lock file of its own name first and looks for others
 * second, so of two that come at the same moment at least one sees the other and steps back; and a dead process's
 * file, whose name nobody else ever bears, can be cleared away without a race.
 * Throws ARCHIVE_IN_USE naming `pid`, `host` and `since` of the holder.
 */
export function takeLock(dir: string, since: string, machine: Machine = thisMachine): Lock {
  mkdirSync(dir, { recursive: true })
  const name = `${machine.pid}-${randomUUID()}.json`
  const mine = join(dir, name)
  const holder: Holder = {
    pid: machine.pid,
    host: machine.host,
    started: machine.started(machine.pid) ?? '',
    since,
  }
  // Renamed into being, so that nobody ever reads half of it.
  const draft = join(dir, `.${name}`)
  try {
    writeFileSync(draft, JSON.stringify(holder), { flag: 'wx' })
    renameSync(draft, mine)
  } catch (error) {
    discard(draft)
    throw error
  }
  let unclean = false
  try {
    for (const other of readdirSync(dir)) {
      if (other === name || !other.endsWith('.json') || other.startsWith('.')) continue
      const found = readHolder(join(dir, other))
      if (found === 'gone') continue
      if (found !== 'broken' && isAlive(found, machine)) {
        throw new FailureError('ARCHIVE_IN_USE', { pid: found.pid, host: found.host, since: found.since })
      }
      unclean = true
      rmSync(join(dir, other), { force: true })
    }
  } catch (error) {
    discard(mine)
    throw error
  }
  return {
    unclean,
    release() {
      discard(mine)
      try {
        rmdirSync(dir)
      } catch {
        // Somebody is already asking for it.
      }
    },
  }
}

/** `broken`: only a power cut leaves that, since a living program's file is whole from the start. */
function readHolder(path: string): Holder | 'gone' | 'broken' {
  const text = readText(path)
  if (text === null) return 'gone'
  try {
    return Holder.parse(JSON.parse(text))
  } catch {
    return 'broken'
  }
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // A lock file left behind is a dead process's at the next opening; the first error is the one to tell.
  }
}
