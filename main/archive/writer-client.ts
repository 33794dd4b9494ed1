import { Worker } from 'node:worker_threads'
import { type Failure, FailureError } from '#shared/contract/failure.ts'
import { badRequest, traceOf } from './errors.ts'
import { OPENED, type WorkerAnswer, type WriterCall, type WriterCalls } from './protocol.ts'
import type { Log } from './types.ts'
import type { WriterStart } from './writer.ts'

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** The main thread's end of the writer. Throws FailureErrors made from the failures the worker answers with. */
export class WriterClient {
  readonly #worker: Worker
  readonly #log: Log
  readonly #waiting = new Map<number, Waiting>()
  #next = OPENED
  #stopped: Failure | null = null

  private constructor(worker: Worker, log: Log) {
    this.#worker = worker
    this.#log = log
    worker.on('message', (message: WorkerAnswer) => this.#receive(message))
    worker.on('error', (error) => this.#stop(error))
    worker.on('exit', () => this.#stop(null))
  }

  static async open(start: WriterStart, log: Log): Promise<WriterClient> {
    const worker = new Worker(new URL('./writer-worker.ts', import.meta.url), { workerData: start })
    const client = new WriterClient(worker, log)
    try {
      await client.#wait()
      return client
    } catch (error) {
      await worker.terminate()
      throw error
    }
  }

  async call<C extends WriterCall>(call: C, input: WriterCalls[C]['input']): Promise<WriterCalls[C]['output']> {
    if (this.#stopped) throw new FailureError(this.#stopped.code, this.#stopped.details)
    const answer = this.#wait()
    const number = this.#next - 1
    try {
      this.#worker.postMessage({ number, call, input })
    } catch (error) {
      // What cannot be cloned (a function, a symbol) was never data.
      this.#settle(number)?.reject(badRequest('commands', 'not-data', error))
    }
    return (await answer) as WriterCalls[C]['output']
  }

  async close(): Promise<void> {
    try {
      await this.call('close', null)
    } finally {
      await this.#worker.terminate()
    }
  }

  /** While something is asked for the process stays alive; an archive nobody closes does not keep it. */
  #wait(): Promise<unknown> {
    this.#worker.ref()
    return new Promise((resolve, reject) => this.#waiting.set(this.#next++, { resolve, reject }))
  }

  #settle(number: number): Waiting | undefined {
    const waiting = this.#waiting.get(number)
    this.#waiting.delete(number)
    if (this.#waiting.size === 0) this.#worker.unref()
    return waiting
  }

  #receive(message: WorkerAnswer): void {
    if ('log' in message) {
      this.#log(message.log)
      return
    }
    const waiting = this.#settle(message.number)
    if (message.ok) waiting?.resolve(message.value)
    else waiting?.reject(new FailureError(message.failure.code, message.failure.details))
  }

  /** The worker is gone: whoever waits hears it. Only the first reason counts. */
  #stop(error: Error | null): void {
    if (!this.#stopped) {
      this.#stopped = { code: 'INTERNAL', details: { error: 'writer-stopped' } }
      if (error) this.#log({ level: 'error', event: 'archive-writer-crashed', trace: traceOf(error) })
    }
    const { code, details } = this.#stopped
    for (const waiting of this.#waiting.values()) waiting.reject(new FailureError(code, details))
    this.#waiting.clear()
  }
}
