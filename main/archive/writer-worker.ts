import { parentPort, workerData } from 'node:worker_threads'
import { toFailure, traceOf } from './errors.ts'
import { OPENED, type WorkerAnswer, type WriterRequest } from './protocol.ts'
import type { Log } from './types.ts'
import { Writer, type WriterStart } from './writer.ts'

// The thread that owns the writing connection. It must start from the .ts file itself under plain Node.

const port = parentPort!
const answer = (message: WorkerAnswer): void => port.postMessage(message)
const log: Log = (entry) => answer({ log: entry })

async function settle(number: number, work: () => unknown): Promise<boolean> {
  try {
    answer({ number, ok: true, value: await work() })
    return true
  } catch (error) {
    const failure = toFailure(error)
    if (failure.code === 'INTERNAL') log({ level: 'error', event: 'archive-writer-failed', trace: traceOf(error) })
    answer({ number, ok: false, failure })
    return false
  }
}

let writer: Writer
const opened = await settle(OPENED, async () => {
  writer = await Writer.open(workerData as WriterStart, log)
  return null
})

if (opened) {
  // A backup gives way between its pages, so batches are written while it runs; closing waits for it.
  const running = new Set<Promise<unknown>>()
  port.on('message', (request: WriterRequest) => {
    const done = settle(request.number, () => perform(request))
    running.add(done)
    void done.then(() => running.delete(done))
  })

  const perform = (request: WriterRequest): unknown => {
    switch (request.call) {
      case 'batch':
        return writer.batch(request.input)
      case 'backup':
        return writer.backup(request.input.to, request.input.at)
      case 'close':
        return closeAfter([...running])
    }
  }

  const closeAfter = async (before: Promise<unknown>[]): Promise<null> => {
    await Promise.all(before)
    writer.close()
    port.removeAllListeners('message')
    return null
  }
}
