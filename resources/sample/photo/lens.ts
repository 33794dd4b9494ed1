/** The camera: which ray a place on the sensor and a place on the lens belong to. */

import type { Camera } from './scene.ts'

export interface Frame {
  readonly width: number
  readonly height: number
  /** Which samples of each pixel to take: from `firstSample` up to, not including, `samples`. */
  readonly firstSample: number
  readonly samples: number
}

/** A ray from the lens into the scene; the direction has length 1. */
export interface LensRay {
  ox: number
  oy: number
  oz: number
  dx: number
  dy: number
  dz: number
}

export interface Lens {
  /** The ray last aimed; overwritten by the next. */
  readonly ray: LensRay
  /** Aims at pixel (x, y). The four numbers in [0, 1) choose the place in the pixel and on the lens. */
  aim(x: number, y: number, jx: number, jy: number, out: number, around: number): void
}

export function createLens(camera: Camera, frame: Frame): Lens {
  const ray: LensRay = { ox: 0, oy: 0, oz: 0, dx: 0, dy: 0, dz: 0 }
  const tan = Math.tan((camera.width * Math.PI) / 360)
  const cosYaw = Math.cos((camera.yaw * Math.PI) / 180)
  const sinYaw = Math.sin((camera.yaw * Math.PI) / 180)
  return {
    ray,
    aim(x, y, jx, jy, out, around) {
      const radius = Math.sqrt(out) * camera.lens
      const angle = around * 2 * Math.PI
      // A box a little wider than the pixel: softer than the pixel alone, as a sensor behind its filter.
      const fx = ((x + 0.5 + (jx - 0.5) * 1.25) / frame.width) * 2 - 1
      const fy = 1 - ((y + 0.5 + (jy - 0.5) * 1.25) / frame.height) * 2
      const lensX = radius * Math.cos(angle)
      const lensY = radius * Math.sin(angle)
      const right = (fx + camera.slide) * tan * camera.focus - lensX
      const up = ((fy * frame.height) / frame.width + camera.rise) * tan * camera.focus - lensY
      const ahead = camera.focus
      const dx = right * cosYaw + ahead * sinYaw
      const dz = -right * sinYaw + ahead * cosYaw
      const l = 1 / Math.sqrt(dx * dx + up * up + dz * dz)
      ray.dx = dx * l
      ray.dy = up * l
      ray.dz = dz * l
      ray.ox = camera.at[0] + lensX * cosYaw
      ray.oy = camera.at[1] + lensY
      ray.oz = camera.at[2] - lensX * sinYaw
    },
  }
}
