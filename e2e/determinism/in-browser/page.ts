// Hands a task to the worker and its answer to the test.
import type { Answer, Task } from './compose.worker.ts'

// The browser's own types would reach every test of the program: only what is used, by hand.
interface WorkerLike {
  onmessage: (event: { data: Answer | 'ready' }) => void
  onerror: (event: { message?: string }) => void
  postMessage(task: Task): void
}
declare const Worker: new (url: URL, options: { type: 'module' }) => WorkerLike

Object.assign(globalThis, {
  composeInWorker: (task: Task): Promise<Answer> =>
    new Promise((answer, failed) => {
      const worker = new Worker(new URL('./compose.worker.ts', import.meta.url), { type: 'module' })
      worker.onmessage = ({ data }) => (data === 'ready' ? worker.postMessage(task) : answer(data))
      worker.onerror = ({ message }) => failed(new Error(message ?? 'the worker did not load'))
    }),
})
