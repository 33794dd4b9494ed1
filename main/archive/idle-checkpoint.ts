import { toFailure } from './errors.ts'
import type { Log } from './types.ts'

/** How long after the last commit the WAL is emptied, in ms. */
export const IDLE = 30_000

/** Empties the WAL when nobody has written for a while, so that it neither grows nor keeps what has been replaced. */
export class IdleCheckpoint {
  readonly #checkpoint: () => void
  readonly #log: Log
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(checkpoint: () => void, log: Log) {
    this.#checkpoint = checkpoint
    this.#log = log
  }

  wrote(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#run(), IDLE)
    this.#timer.unref()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  #run(): void {
    try {
      this.#checkpoint()
    } catch (error) {
      this.#log({ level: 'warn', event: 'checkpoint-failed', details: toFailure(error).details })
    }
  }
}
