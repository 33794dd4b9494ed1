import { Worker } from 'node:worker_threads'
import { FailureError } from '#shared/contract/failure.ts'
import type { GuardedArticle, GuardRequest } from './guard.ts'

/** A tail guard that works while the next file is written. */
export interface GuardThread {
  /** As `guard`; requests are answered in the order asked. Rejects with FailureError INTERNAL when a file is unreadable. */
  guard(request: GuardRequest): Promise<GuardedArticle[]>
  close(): Promise<void>
}

interface Waiting {
  readonly resolve: (articles: GuardedArticle[]) => void
  readonly reject: (error: Error) => void
}

/** Starts the thread; what it needs is loaded while the caller goes on. Close it when the export is done. */
export function startGuard(): GuardThread {
  const worker = new Worker(new URL('./guard-worker.ts', import.meta.url))
  const waiting = new Map<number, Waiting>()
  let next = 0
  worker.on('message', ({ id, articles, error }: { id: number; articles?: GuardedArticle[]; error?: string }) => {
    const asked = waiting.get(id)
    waiting.delete(id)
    if (articles === undefined) asked?.reject(new FailureError('INTERNAL', { error: error ?? '' }))
    else asked?.resolve(articles)
  })
  const gone = (cause: unknown) => {
    for (const { reject } of waiting.values()) {
      reject(new FailureError('INTERNAL', { error: 'tail guard stopped' }, { cause }))
    }
    waiting.clear()
  }
  worker.on('error', gone)
  worker.on('exit', gone)
  return {
    guard: (request) =>
      new Promise((resolve, reject) => {
        const id = next++
        waiting.set(id, { resolve, reject })
        worker.postMessage({ id, request })
      }),
    close: async () => {
      await worker.terminate()
    },
  }
}
