import { parentPort, workerData } from 'node:worker_threads'
import type { Result } from '#shared/contract/failure.ts'
import { toFailure } from './errors.ts'
import type { VerifyReport } from './types.ts'
import { verifyArchive } from './verify.ts'

// Verifying reads the whole archive, which takes as long as its disk takes: in a thread of its own, on a read-only
// connection of its own, it holds up neither the window nor the writer.

const answer = (result: Result<VerifyReport>): void => parentPort!.postMessage(result)

try {
  answer({ ok: true, value: await verifyArchive(workerData as string) })
} catch (error) {
  answer({ ok: false, failure: toFailure(error) })
}
