/**
 * Draws the sample issue's news photograph, an industrial robot line, and writes it as a JPEG.
 *
 *     node resources/sample/photo/render.ts [--width 3200] [--samples 4] [--round 2] [--threads 1] [--out FILE]
 */

import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { expose } from './expose.ts'
import { buildScene, detail } from './scene.ts'

const { values } = parseArgs({
  options: {
    width: { type: 'string', default: '3200' },
    samples: { type: 'string', default: '4' },
    // Write the picture after every so many samples, so that a long render can be judged, or stopped, early.
    round: { type: 'string' },
    threads: { type: 'string', default: '1' },
    passes: { type: 'string', default: '5' },
    grain: { type: 'string', default: '2.2' },
    exposure: { type: 'string', default: '0.64' },
    // A detail instead of the whole: centre x, centre y (0–1 from the top left), magnification.
    detail: { type: 'string', default: '0.5,0.5,1' },
    coarse: { type: 'string', default: '1' },
    out: { type: 'string', default: fileURLToPath(new URL('./robot-line.jpg', import.meta.url)) },
  },
})

const width = Number(values.width)
const height = Math.round((width * 2) / 3)
const started = Date.now()
const seconds = (): string => ((Date.now() - started) / 1000).toFixed(1)
const whole = buildScene(Number(values.coarse))
const [cx = 0.5, cy = 0.5, zoom = 1] = values.detail.split(',').map(Number)
const scene = { ...whole, camera: detail(whole.camera, cx, cy, zoom) }
console.error(`${seconds()} s: ${scene.shapes.surfaces.length} triangles, ${scene.lamps.count} lamps`)
let told = 0
const tell = (share: number): void => {
  if (share >= told && share < told + 0.1) return
  told = share
  console.error(`${seconds()} s: ${Math.round(share * 100)} %`)
}
const exposure = {
  width,
  height,
  samples: Number(values.samples),
  round: Number(values.round ?? values.samples),
  threads: Number(values.threads),
  passes: Number(values.passes),
  exposure: Number(values.exposure),
  grain: Number(values.grain),
}
for await (const { picture, samples } of expose(scene, exposure, tell)) {
  await sharp(picture, { raw: { width, height, channels: 3 } })
    .withIccProfile('srgb')
    .jpeg({ quality: 88, mozjpeg: true })
    .toFile(values.out)
  console.error(`${seconds()} s: ${samples} samples, wrote ${values.out}`)
}
