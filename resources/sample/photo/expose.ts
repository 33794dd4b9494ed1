/** Renders a frame: on this thread, or row by row on several. */

import { Worker } from 'node:worker_threads'
import { denoise } from './denoise.ts'
import { type Development, develop } from './develop.ts'
import type { Frame } from './lens.ts'
import { averaged, PIXEL_STRIDE } from './pixel.ts'
import type { Scene } from './scene.ts'
import { createTracer } from './tracer.ts'

export interface Exposure extends Development {
  readonly width: number
  readonly height: number
  /** Rays through each pixel. */
  readonly samples: number
  /** Rays after which a picture of what there is so far is developed; more rounds, same last picture. */
  readonly round: number
  /** Passes of the noise filter; each doubles its reach. */
  readonly passes: number
  /** Threads besides this one; 0 renders here. The picture is the same whatever their number. */
  readonly threads: number
}

/** What a thread is given: the shapes are shared, not copied. */
export interface Task {
  readonly scene: Scene
  readonly frame: Frame
  readonly pixels: Float32Array
  /** The next row nobody has taken. */
  readonly counter: Int32Array
}

/** Rows until none is left. */
export function work(task: Task, onProgress?: (share: number) => void): void {
  const render = createTracer(task.scene, task.frame, task.pixels)
  for (;;) {
    const row = Atomics.add(task.counter, 0, 1)
    if (row >= task.frame.height) return
    render(row)
    onProgress?.((row + 1) / task.frame.height)
  }
}

/** Runs `task` on this thread or on several, until every row is done. */
async function share(task: Task, threads: number, onProgress?: (share: number) => void): Promise<void> {
  if (threads === 0) {
    work(task, onProgress)
    return
  }
  const clock = setInterval(() => {
    onProgress?.(Math.min(1, Atomics.load(task.counter, 0) / task.frame.height))
  }, 15_000)
  const run = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: task })
      worker.on('error', reject)
      worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`render thread ended with ${code}`))))
    })
  await Promise.all(Array.from({ length: threads }, run)).finally(() => clearInterval(clock))
}

/**
 * Eight-bit sRGB pixels, three a pixel, row by row: a picture after each round, the last one with all samples.
 * `onProgress` hears the share of rows begun in a round.
 */
export async function* expose(
  scene: Scene,
  exposure: Exposure,
  onProgress?: (share: number) => void,
): AsyncGenerator<{ readonly picture: Uint8Array; readonly samples: number }> {
  const { width, height, threads } = exposure
  const pixels = new Float32Array(new SharedArrayBuffer(width * height * PIXEL_STRIDE * 4))
  for (let firstSample = 0; firstSample < exposure.samples; firstSample += exposure.round) {
    const samples = Math.min(exposure.samples, firstSample + exposure.round)
    const frame: Frame = { width, height, firstSample, samples }
    await share({ scene, frame, pixels, counter: new Int32Array(new SharedArrayBuffer(4)) }, threads, onProgress)
    const light = denoise(averaged(pixels, samples), width, height, exposure.passes)
    yield { picture: develop(light, width, height, exposure), samples }
  }
}
