/** Triangles and the simple bodies made of them: chamfered boxes, cylinders, hoses, turned parts. */

export type Point = readonly [number, number, number]

/** A triangle soup. `points` and `normals` hold nine numbers a triangle (metres), `surfaces` one surface number. */
export interface Mesh {
  readonly points: number[]
  readonly normals: number[]
  readonly surfaces: number[]
}

/** A rigid placement, three rows of four: rotation and shift. */
export type Placement = readonly number[]

export const UNMOVED: Placement = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]

export function newMesh(): Mesh {
  return { points: [], normals: [], surfaces: [] }
}

export function shift(x: number, y: number, z: number): Placement {
  return [1, 0, 0, x, 0, 1, 0, y, 0, 0, 1, z]
}

/** A turn about one axis, in degrees. */
export function turn(axis: 'x' | 'y' | 'z', degrees: number): Placement {
  const c = Math.cos((degrees * Math.PI) / 180)
  const s = Math.sin((degrees * Math.PI) / 180)
  if (axis === 'x') return [1, 0, 0, 0, 0, c, -s, 0, 0, s, c, 0]
  if (axis === 'y') return [c, 0, s, 0, 0, 1, 0, 0, -s, 0, c, 0]
  return [c, -s, 0, 0, s, c, 0, 0, 0, 0, 1, 0]
}

/** The placements one inside the other, outermost first. */
export function chain(...placements: readonly Placement[]): Placement {
  return placements.reduce((a, b) => {
    const out: number[] = []
    for (let r = 0; r < 3; r++) {
      const [i, j, k, t] = [a[r * 4]!, a[r * 4 + 1]!, a[r * 4 + 2]!, a[r * 4 + 3]!]
      for (let c = 0; c < 4; c++) out.push(i * b[c]! + j * b[4 + c]! + k * b[8 + c]! + (c === 3 ? t : 0))
    }
    return out
  })
}

export function placed(m: Placement, [x, y, z]: Point): Point {
  return [
    m[0]! * x + m[1]! * y + m[2]! * z + m[3]!,
    m[4]! * x + m[5]! * y + m[6]! * z + m[7]!,
    m[8]! * x + m[9]! * y + m[10]! * z + m[11]!,
  ]
}

function turned(m: Placement, [x, y, z]: Point): Point {
  return [m[0]! * x + m[1]! * y + m[2]! * z, m[4]! * x + m[5]! * y + m[6]! * z, m[8]! * x + m[9]! * y + m[10]! * z]
}

export function unit([x, y, z]: Point): Point {
  const l = Math.hypot(x, y, z) || 1
  return [x / l, y / l, z / l]
}

export function cross(a: Point, b: Point): Point {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

export function triangle(
  mesh: Mesh,
  surface: number,
  a: Point,
  b: Point,
  c: Point,
  na?: Point,
  nb?: Point,
  nc?: Point,
): void {
  const flat = unit(cross([b[0] - a[0], b[1] - a[1], b[2] - a[2]], [c[0] - a[0], c[1] - a[1], c[2] - a[2]]))
  mesh.points.push(...a, ...b, ...c)
  mesh.normals.push(...(na ?? flat), ...(nb ?? flat), ...(nc ?? flat))
  mesh.surfaces.push(surface)
}

export function quad(
  mesh: Mesh,
  surface: number,
  a: Point,
  b: Point,
  c: Point,
  d: Point,
  normals?: readonly [Point, Point, Point, Point],
): void {
  triangle(mesh, surface, a, b, c, normals?.[0], normals?.[1], normals?.[2])
  triangle(mesh, surface, a, c, d, normals?.[0], normals?.[2], normals?.[3])
}

/** Adds all triangles of `part` to `mesh`. */
export function join(mesh: Mesh, part: Mesh, at: Placement = UNMOVED): void {
  for (let i = 0; i < part.points.length; i += 3) {
    const p = placed(at, [part.points[i]!, part.points[i + 1]!, part.points[i + 2]!])
    const n = turned(at, [part.normals[i]!, part.normals[i + 1]!, part.normals[i + 2]!])
    mesh.points.push(p[0], p[1], p[2])
    mesh.normals.push(n[0], n[1], n[2])
  }
  for (const surface of part.surfaces) mesh.surfaces.push(surface)
}

/** A box by centre and half sizes; `chamfer` rounds its edges, which is what makes an edge catch the light. */
export function box(
  mesh: Mesh,
  surface: number,
  centre: Point,
  half: Point,
  chamfer = 0,
  at: Placement = UNMOVED,
): void {
  const put = (s: readonly number[], pulled: number): Point => {
    const p: [number, number, number] = [0, 0, 0]
    for (let i = 0; i < 3; i++) p[i] = centre[i]! + s[i]! * (half[i]! - (i === pulled ? 0 : chamfer))
    return placed(at, p)
  }
  const face = (axis: number, sign: number): Point => {
    const n: [number, number, number] = [0, 0, 0]
    n[axis] = sign
    return turned(at, n)
  }
  const signs = (axis: number, s: number, b: number, sb: number, c: number, sc: number): number[] => {
    const out = [0, 0, 0]
    out[axis] = s
    out[b] = sb
    out[c] = sc
    return out
  }
  for (let axis = 0; axis < 3; axis++) {
    const b = (axis + 1) % 3
    const c = (axis + 2) % 3
    for (const s of [-1, 1]) {
      const corners = [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
      ].map(([sb, sc]) => put(signs(axis, s, b, sb!, c, sc!), axis))
      quad(mesh, surface, corners[0]!, corners[1]!, corners[2]!, corners[3]!)
      if (chamfer > 0) {
        for (const sb of [-1, 1]) {
          const low = signs(axis, s, b, sb, c, -1)
          const high = signs(axis, s, b, sb, c, 1)
          const n = face(axis, s)
          const m = face(b, sb)
          quad(mesh, surface, put(low, axis), put(high, axis), put(high, b), put(low, b), [n, n, m, m])
        }
      }
    }
  }
  if (chamfer > 0) {
    for (let corner = 0; corner < 8; corner++) {
      const s = [corner & 1 ? 1 : -1, corner & 2 ? 1 : -1, corner & 4 ? 1 : -1]
      triangle(mesh, surface, put(s, 0), put(s, 1), put(s, 2), face(0, s[0]!), face(1, s[1]!), face(2, s[2]!))
    }
  }
}

/** Two directions across `axis`. */
function across(axis: Point): readonly [Point, Point] {
  const side = unit(cross(axis, Math.abs(axis[1]) < 0.9 ? [0, 1, 0] : [1, 0, 0]))
  return [side, cross(axis, side)]
}

/** A body turned about the line from `foot` towards `head`: pairs of [distance along it, radius], straight between. */
export function lathe(
  mesh: Mesh,
  surface: number,
  foot: Point,
  head: Point,
  profile: readonly (readonly [number, number])[],
  segments = 28,
): void {
  const axis = unit([head[0] - foot[0], head[1] - foot[1], head[2] - foot[2]])
  const [u, v] = across(axis)
  const ring = (angle: number): Point => [
    u[0] * Math.cos(angle) + v[0] * Math.sin(angle),
    u[1] * Math.cos(angle) + v[1] * Math.sin(angle),
    u[2] * Math.cos(angle) + v[2] * Math.sin(angle),
  ]
  const at = (d: Point, along: number, r: number): Point => [
    foot[0] + axis[0] * along + d[0] * r,
    foot[1] + axis[1] * along + d[1] * r,
    foot[2] + axis[2] * along + d[2] * r,
  ]
  for (let i = 0; i + 1 < profile.length; i++) {
    const [t0, r0] = profile[i]!
    const [t1, r1] = profile[i + 1]!
    const slope = Math.hypot(t1 - t0, r1 - r0) || 1
    const out = (t1 - t0) / slope
    const along = (r0 - r1) / slope
    const tilt = (d: Point): Point => [
      d[0] * out + axis[0] * along,
      d[1] * out + axis[1] * along,
      d[2] * out + axis[2] * along,
    ]
    for (let k = 0; k < segments; k++) {
      const a = ring((k / segments) * 2 * Math.PI)
      const b = ring(((k + 1) / segments) * 2 * Math.PI)
      quad(mesh, surface, at(a, t0, r0), at(b, t0, r0), at(b, t1, r1), at(a, t1, r1), [
        tilt(a),
        tilt(b),
        tilt(b),
        tilt(a),
      ])
    }
  }
}

/** A closed cylinder with a small chamfer at both rims. */
export function cylinder(mesh: Mesh, surface: number, a: Point, b: Point, radius: number, segments = 28): void {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2])
  const c = Math.min(radius * 0.12, length * 0.2, 0.012)
  const profile = [
    [0, 0],
    [0, radius - c],
    [c, radius],
    [length - c, radius],
    [length, radius - c],
    [length, 0],
  ] as const
  lathe(mesh, surface, a, b, profile, segments)
}

/** A smooth line through the given points (Catmull–Rom), `steps` pieces between two of them. */
export function curve(points: readonly Point[], steps: number): Point[] {
  const out: Point[] = []
  for (let i = 0; i + 1 < points.length; i++) {
    const p0 = points[Math.max(0, i - 1)]!
    const p1 = points[i]!
    const p2 = points[i + 1]!
    const p3 = points[Math.min(points.length - 1, i + 2)]!
    for (let s = 0; s < steps; s++) {
      const t = s / steps
      const blend = (k: 0 | 1 | 2): number =>
        0.5 *
        (2 * p1[k] +
          (p2[k] - p0[k]) * t +
          (2 * p0[k] - 5 * p1[k] + 4 * p2[k] - p3[k]) * t * t +
          (3 * p1[k] - p0[k] - 3 * p2[k] + p3[k]) * t * t * t)
      out.push([blend(0), blend(1), blend(2)])
    }
  }
  out.push(points[points.length - 1]!)
  return out
}

/** A hose along a line; `ribs` > 0 makes every second ring thinner by that share, as corrugated conduit is. */
export function hose(
  mesh: Mesh,
  surface: number,
  line: readonly Point[],
  radius: number,
  ribs = 0,
  segments = 10,
): void {
  let side: Point = [0, 0, 0]
  const rings = line.map((p, i) => {
    const before = line[Math.max(0, i - 1)]!
    const after = line[Math.min(line.length - 1, i + 1)]!
    const along = unit([after[0] - before[0], after[1] - before[1], after[2] - before[2]])
    // Carry the frame along the line, so that the hose does not twist where it bends.
    const guess = Math.hypot(...side) > 0 ? cross(along, cross(side, along)) : across(along)[0]
    side = unit(guess)
    const other = cross(along, side)
    const r = i % 2 === 1 ? radius * (1 - ribs) : radius
    return Array.from({ length: segments }, (_, k) => {
      const c = Math.cos((k / segments) * 2 * Math.PI)
      const s = Math.sin((k / segments) * 2 * Math.PI)
      const n: Point = [side[0] * c + other[0] * s, side[1] * c + other[1] * s, side[2] * c + other[2] * s]
      const q: Point = [p[0] + n[0] * r, p[1] + n[1] * r, p[2] + n[2] * r]
      return { n, q }
    })
  })
  for (let i = 0; i + 1 < rings.length; i++) {
    for (let k = 0; k < segments; k++) {
      const a = rings[i]![k]!
      const b = rings[i]![(k + 1) % segments]!
      const c = rings[i + 1]![(k + 1) % segments]!
      const d = rings[i + 1]![k]!
      if (ribs > 0) quad(mesh, surface, a.q, b.q, c.q, d.q)
      else quad(mesh, surface, a.q, b.q, c.q, d.q, [a.n, b.n, c.n, d.n])
    }
  }
}
