/** Where a ray meets the shapes. No allocation: the answer stands in one record that the next ray overwrites. */

import type { Shapes } from './tree.ts'

export interface Hit {
  /** Distance along the ray in lengths of its direction. */
  t: number
  triangle: number
  body: number
  u: number
  v: number
}

export interface RayCaster {
  readonly hit: Hit
  /** True when something lies nearer than `reach`; `hit` tells what. */
  nearest(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, reach: number): boolean
  /** True when anything lies nearer than `reach`. */
  blocked(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, reach: number): boolean
}

export function createRayCaster(shapes: Shapes): RayCaster {
  const { nodeBox, nodeLink, triangles, topBox, topLink, topOrder, bodyRoot, bodyInverse, bodyMoved } = shapes
  const hit: Hit = { t: 0, triangle: -1, body: -1, u: 0, v: 0 }
  const topStack = new Int32Array(64)
  const stack = new Int32Array(96)
  const stackNear = new Float64Array(96)
  let found = false

  /** Searches one body's tree with a ray in the body's own frame. */
  function inBody(
    root: number,
    body: number,
    ox: number,
    oy: number,
    oz: number,
    dx: number,
    dy: number,
    dz: number,
    any: boolean,
  ): boolean {
    const ix = 1 / dx
    const iy = 1 / dy
    const iz = 1 / dz
    let depth = 0
    let node = root
    for (;;) {
      const items = nodeLink[node * 2 + 1]!
      const first = nodeLink[node * 2]!
      if (items > 0) {
        for (let i = first; i < first + items; i++) {
          const k = i * 9
          const e1x = triangles[k + 3]!
          const e1y = triangles[k + 4]!
          const e1z = triangles[k + 5]!
          const e2x = triangles[k + 6]!
          const e2y = triangles[k + 7]!
          const e2z = triangles[k + 8]!
          const px = dy * e2z - dz * e2y
          const py = dz * e2x - dx * e2z
          const pz = dx * e2y - dy * e2x
          const det = e1x * px + e1y * py + e1z * pz
          if (det > -1e-14 && det < 1e-14) continue
          const inv = 1 / det
          const sx = ox - triangles[k]!
          const sy = oy - triangles[k + 1]!
          const sz = oz - triangles[k + 2]!
          const u = (sx * px + sy * py + sz * pz) * inv
          if (u < 0 || u > 1) continue
          const qx = sy * e1z - sz * e1y
          const qy = sz * e1x - sx * e1z
          const qz = sx * e1y - sy * e1x
          const v = (dx * qx + dy * qy + dz * qz) * inv
          if (v < 0 || u + v > 1) continue
          const t = (e2x * qx + e2y * qy + e2z * qz) * inv
          if (t > 1e-5 && t < hit.t) {
            if (any) return true
            hit.t = t
            hit.triangle = i
            hit.body = body
            hit.u = u
            hit.v = v
            found = true
          }
        }
      } else {
        let near = first
        let far = first + 1
        let tNear = slab(nodeBox, near, ox, oy, oz, ix, iy, iz, hit.t)
        let tFar = slab(nodeBox, far, ox, oy, oz, ix, iy, iz, hit.t)
        if (tFar < tNear) {
          const n = near
          near = far
          far = n
          const t = tNear
          tNear = tFar
          tFar = t
        }
        if (tNear < Infinity) {
          if (tFar < Infinity) {
            stack[depth] = far
            stackNear[depth++] = tFar
          }
          node = near
          continue
        }
      }
      do {
        if (depth === 0) return false
        node = stack[--depth]!
      } while (stackNear[depth]! >= hit.t)
    }
  }

  function search(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, any: boolean): boolean {
    const ix = 1 / dx
    const iy = 1 / dy
    const iz = 1 / dz
    let depth = 0
    topStack[depth++] = 0
    while (depth > 0) {
      const node = topStack[--depth]!
      if (slab(topBox, node, ox, oy, oz, ix, iy, iz, hit.t) === Infinity) continue
      const items = topLink[node * 2 + 1]!
      const first = topLink[node * 2]!
      if (items === 0) {
        topStack[depth++] = first
        topStack[depth++] = first + 1
        continue
      }
      for (let i = first; i < first + items; i++) {
        const body = topOrder[i]!
        const root = bodyRoot[body]!
        if (bodyMoved[body] === 0) {
          if (inBody(root, body, ox, oy, oz, dx, dy, dz, any)) return true
          continue
        }
        const m = body * 12
        const a = bodyInverse[m]!
        const b = bodyInverse[m + 1]!
        const c = bodyInverse[m + 2]!
        const e = bodyInverse[m + 4]!
        const f = bodyInverse[m + 5]!
        const g = bodyInverse[m + 6]!
        const p = bodyInverse[m + 8]!
        const q = bodyInverse[m + 9]!
        const r = bodyInverse[m + 10]!
        const lx = a * ox + b * oy + c * oz + bodyInverse[m + 3]!
        const ly = e * ox + f * oy + g * oz + bodyInverse[m + 7]!
        const lz = p * ox + q * oy + r * oz + bodyInverse[m + 11]!
        const vx = a * dx + b * dy + c * dz
        const vy = e * dx + f * dy + g * dz
        const vz = p * dx + q * dy + r * dz
        if (slab(nodeBox, root, lx, ly, lz, 1 / vx, 1 / vy, 1 / vz, hit.t) === Infinity) continue
        if (inBody(root, body, lx, ly, lz, vx, vy, vz, any)) return true
      }
    }
    return found
  }

  return {
    hit,
    nearest(ox, oy, oz, dx, dy, dz, reach) {
      hit.t = reach
      found = false
      return search(ox, oy, oz, dx, dy, dz, false)
    },
    blocked(ox, oy, oz, dx, dy, dz, reach) {
      hit.t = reach
      found = false
      return search(ox, oy, oz, dx, dy, dz, true)
    },
  }
}

/** Distance at which a ray enters a node's box, Infinity when it misses or enters beyond `reach`. */
function slab(
  boxes: Float32Array,
  node: number,
  ox: number,
  oy: number,
  oz: number,
  ix: number,
  iy: number,
  iz: number,
  reach: number,
): number {
  const k = node * 6
  const ax = (boxes[k]! - ox) * ix
  const bx = (boxes[k + 3]! - ox) * ix
  const ay = (boxes[k + 1]! - oy) * iy
  const by = (boxes[k + 4]! - oy) * iy
  const az = (boxes[k + 2]! - oz) * iz
  const bz = (boxes[k + 5]! - oz) * iz
  let low = Math.min(ax, bx)
  let high = Math.max(ax, bx)
  const lowY = Math.min(ay, by)
  const highY = Math.max(ay, by)
  if (lowY > low) low = lowY
  if (highY < high) high = highY
  const lowZ = Math.min(az, bz)
  const highZ = Math.max(az, bz)
  if (lowZ > low) low = lowZ
  if (highZ < high) high = highZ
  return high >= low && high > 0 && low < reach ? Math.max(low, 0) : Infinity
}
