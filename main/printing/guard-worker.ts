import { parentPort } from 'node:worker_threads'
import { type GuardRequest, guard } from './guard.ts'

// The reader takes as long to load as a page to write: it is loaded while the first page is still being composed.
import('pdfjs-dist/legacy/build/pdf.mjs').catch(() => undefined)

/** The tail guard in a thread of its own: reading a file back takes as long as writing it. */
parentPort?.on('message', async ({ id, request }: { id: number; request: GuardRequest }) => {
  try {
    parentPort?.postMessage({ id, articles: await guard(request) })
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) })
  }
})
