/** One render thread: takes rows until none is left. */

import { workerData } from 'node:worker_threads'
import { type Task, work } from './expose.ts'

work(workerData as Task)
