/** Cast and sewn shapes: distance fields blended like fillets, turned into triangles by surface nets. */

import { type Mesh, newMesh, type Point } from './mesh.ts'

/** Signed distance in metres, negative inside. May understate, must not overstate by more than a tenth. */
export type Field = (x: number, y: number, z: number) => number

/** Lengths by plain square roots: Math.hypot guards against overflow and is many times slower. */
export const length2 = (x: number, y: number): number => Math.sqrt(x * x + y * y)
export const length3 = (x: number, y: number, z: number): number => Math.sqrt(x * x + y * y + z * z)

export const ball =
  (c: Point, r: number): Field =>
  (x, y, z) =>
    length3(x - c[0], y - c[1], z - c[2]) - r

/** An ellipsoid, near enough for smooth shapes. */
export const egg =
  (c: Point, r: Point): Field =>
  (x, y, z) => {
    const dx = x - c[0]
    const dy = y - c[1]
    const dz = z - c[2]
    const k0 = length3(dx / r[0], dy / r[1], dz / r[2])
    const k1 = length3(dx / (r[0] * r[0]), dy / (r[1] * r[1]), dz / (r[2] * r[2]))
    return k1 > 0 ? (k0 * (k0 - 1)) / k1 : -Math.min(...r)
  }

/** A limb: round ends, radius from `ra` at `a` to `rb` at `b`. */
export const limb = (a: Point, b: Point, ra: number, rb: number): Field => {
  const d: Point = [b[0] - a[0], b[1] - a[1], b[2] - a[2]]
  const l2 = d[0] * d[0] + d[1] * d[1] + d[2] * d[2]
  return (x, y, z) => {
    const px = x - a[0]
    const py = y - a[1]
    const pz = z - a[2]
    const t = Math.max(0, Math.min(1, (px * d[0] + py * d[1] + pz * d[2]) / l2))
    return length3(px - d[0] * t, py - d[1] * t, pz - d[2] * t) - (ra + (rb - ra) * t)
  }
}

/** A box by centre and half sizes, edges rounded by `r`. */
export const block =
  (c: Point, h: Point, r: number): Field =>
  (x, y, z) => {
    const qx = Math.abs(x - c[0]) - h[0] + r
    const qy = Math.abs(y - c[1]) - h[1] + r
    const qz = Math.abs(z - c[2]) - h[2] + r
    return length3(Math.max(qx, 0), Math.max(qy, 0), Math.max(qz, 0)) + Math.min(Math.max(qx, qy, qz), 0) - r
  }

/** A drum about an axis through `c`, rim rounded by `r`. */
export const drum = (c: Point, axis: 'x' | 'y' | 'z', radius: number, half: number, r: number): Field => {
  return (x, y, z) => {
    const dx = x - c[0]
    const dy = y - c[1]
    const dz = z - c[2]
    const along = axis === 'x' ? dx : axis === 'y' ? dy : dz
    const out = axis === 'x' ? length2(dy, dz) : axis === 'y' ? length2(dx, dz) : length2(dx, dy)
    const q0 = out - radius + r
    const q1 = Math.abs(along) - half + r
    return length2(Math.max(q0, 0), Math.max(q1, 0)) + Math.min(Math.max(q0, q1), 0) - r
  }
}

/** Both bodies, the seam filled with a fillet of about `k`. */
export const melt = (k: number, ...parts: readonly Field[]): Field => {
  return (x, y, z) => {
    let d = parts[0]!(x, y, z)
    for (let i = 1; i < parts.length; i++) {
      const e = parts[i]!(x, y, z)
      const h = Math.max(k - Math.abs(d - e), 0) / k
      d = Math.min(d, e) - h * h * k * 0.25
    }
    return d
  }
}

/** `body` without `tool`, the edge rounded by about `k`. */
export const carve =
  (k: number, body: Field, ...tools: readonly Field[]): Field =>
  (x, y, z) => {
    let d = body(x, y, z)
    for (const tool of tools) {
      const e = -tool(x, y, z)
      const h = Math.max(k - Math.abs(d - e), 0) / k
      d = Math.max(d, e) + h * h * k * 0.25
    }
    return d
  }

/** What both have in common, the edge rounded by about `k`. */
export const common =
  (k: number, a: Field, b: Field): Field =>
  (x, y, z) => {
    const d = a(x, y, z)
    const e = b(x, y, z)
    const h = Math.max(k - Math.abs(d - e), 0) / k
    return Math.max(d, e) + h * h * k * 0.25
  }

/** Signed distance to a closed polygon in a plane, points in order. */
export function polygonDistance(points: readonly (readonly [number, number])[]): (x: number, y: number) => number {
  return (x, y) => {
    let best = Number.POSITIVE_INFINITY
    let inside = false
    for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
      const [ax, ay] = points[i]!
      const [bx, by] = points[j]!
      const ex = bx - ax
      const ey = by - ay
      const t = Math.max(0, Math.min(1, ((x - ax) * ex + (y - ay) * ey) / (ex * ex + ey * ey)))
      best = Math.min(best, length2(x - ax - ex * t, y - ay - ey * t))
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
    }
    return inside ? -best : best
  }
}

const BRICK = 4

/**
 * The surface of a field as triangles with smooth normals.
 * `cell` is the size of a grid cell in metres; details smaller than two cells are lost.
 */
export function cast(field: Field, low: Point, high: Point, cell: number, surface: number): Mesh {
  const nx = Math.ceil((high[0] - low[0]) / cell / BRICK) * BRICK + 1
  const ny = Math.ceil((high[1] - low[1]) / cell / BRICK) * BRICK + 1
  const nz = Math.ceil((high[2] - low[2]) / cell / BRICK) * BRICK + 1
  const values = new Float32Array(nx * ny * nz)
  const eachNear = fill(field, values, low, cell, nx, ny, nz)

  const vertexOf = new Int32Array(nx * ny * nz).fill(-1)
  const points: number[] = []
  const normals: number[] = []
  const step = [1, nx, nx * ny]
  const corners = [0, 1, nx, nx + 1, nx * ny, nx * ny + 1, nx * ny + nx, nx * ny + nx + 1]
  eachNear((x, y, z) => {
    const base = x + nx * (y + ny * z)
    let mask = 0
    for (let c = 0; c < 8; c++) if (values[base + corners[c]!]! < 0) mask |= 1 << c
    if (mask === 0 || mask === 255) return
    let sx = 0
    let sy = 0
    let sz = 0
    let count = 0
    for (let c = 0; c < 8; c++) {
      for (let bit = 1; bit < 8; bit <<= 1) {
        const d = c | bit
        if (d === c || ((mask >> c) & 1) === ((mask >> d) & 1)) continue
        const a = values[base + corners[c]!]!
        const t = a / (a - values[base + corners[d]!]!)
        sx += (c & 1) + (bit === 1 ? t : 0)
        sy += ((c >> 1) & 1) + (bit === 2 ? t : 0)
        sz += ((c >> 2) & 1) + (bit === 4 ? t : 0)
        count++
      }
    }
    vertexOf[base] = points.length / 3
    const at: Point = [
      low[0] + (x + sx / count) * cell,
      low[1] + (y + sy / count) * cell,
      low[2] + (z + sz / count) * cell,
    ]
    settle(field, at, cell, points, normals)
  })

  const mesh = newMesh()
  const put = (v: number): void => {
    mesh.points.push(points[v * 3]!, points[v * 3 + 1]!, points[v * 3 + 2]!)
    mesh.normals.push(normals[v * 3]!, normals[v * 3 + 1]!, normals[v * 3 + 2]!)
  }
  eachNear((x, y, z) => {
    if (x === 0 || y === 0 || z === 0) return
    const base = x + nx * (y + ny * z)
    for (let axis = 0; axis < 3; axis++) {
      if (values[base]! < 0 === values[base + step[axis]!]! < 0) continue
      const u = step[(axis + 1) % 3]!
      const v = step[(axis + 2) % 3]!
      const a = vertexOf[base]!
      const b = vertexOf[base - u]!
      const c = vertexOf[base - u - v]!
      const d = vertexOf[base - v]!
      if (a < 0 || b < 0 || c < 0 || d < 0) continue
      put(a)
      put(b)
      put(c)
      put(a)
      put(c)
      put(d)
      mesh.surfaces.push(surface, surface)
    }
  })
  return mesh
}

/** Puts values on the grid, one value for all of a brick far from the surface; returns a walk over the other cells. */
function fill(
  field: Field,
  values: Float32Array,
  low: Point,
  cell: number,
  nx: number,
  ny: number,
  nz: number,
): (see: (x: number, y: number, z: number) => void) => void {
  const reach = (BRICK * cell * Math.sqrt(3)) / 2
  const half = (BRICK * cell) / 2
  const near: number[] = []
  for (let bz = 0; bz < nz; bz += BRICK) {
    for (let by = 0; by < ny; by += BRICK) {
      for (let bx = 0; bx < nx; bx += BRICK) {
        const middle = field(low[0] + bx * cell + half, low[1] + by * cell + half, low[2] + bz * cell + half)
        const far = Math.abs(middle) > reach * 1.5 + 0.012
        if (!far) near.push(bx, by, bz)
        for (let z = bz; z < Math.min(nz, bz + BRICK); z++) {
          for (let y = by; y < Math.min(ny, by + BRICK); y++) {
            for (let x = bx; x < Math.min(nx, bx + BRICK); x++) {
              values[x + nx * (y + ny * z)] = far
                ? middle
                : field(low[0] + x * cell, low[1] + y * cell, low[2] + z * cell)
            }
          }
        }
      }
    }
  }
  return (see) => {
    for (let i = 0; i < near.length; i += 3) {
      for (let z = near[i + 2]!; z < Math.min(nz - 1, near[i + 2]! + BRICK); z++) {
        for (let y = near[i + 1]!; y < Math.min(ny - 1, near[i + 1]! + BRICK); y++) {
          for (let x = near[i]!; x < Math.min(nx - 1, near[i]! + BRICK); x++) see(x, y, z)
        }
      }
    }
  }
}

/** Pulls a vertex onto the surface and notes the field's direction there as its normal. */
function settle(field: Field, at: Point, cell: number, points: number[], normals: number[]): void {
  let [x, y, z] = at
  const e = cell * 0.35
  for (let pass = 0; ; pass++) {
    let gx = field(x + e, y, z) - field(x - e, y, z)
    let gy = field(x, y + e, z) - field(x, y - e, z)
    let gz = field(x, y, z + e) - field(x, y, z - e)
    const l = length3(gx, gy, gz) || 1
    gx /= l
    gy /= l
    gz /= l
    if (pass === 1) {
      points.push(x, y, z)
      normals.push(gx, gy, gz)
      return
    }
    const d = Math.max(-cell * 0.7, Math.min(cell * 0.7, field(x, y, z)))
    x -= gx * d
    y -= gy * d
    z -= gz * d
  }
}
