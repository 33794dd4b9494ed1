/** People in blue work clothes and white helmets, sewn from limbs with folds where cloth creases. */

import { noise } from './chance.ts'
import { ball, block, carve, cast, common, egg, type Field, length2, length3, limb, melt } from './field.ts'
import { box, cylinder, join, type Mesh, newMesh, type Point } from './mesh.ts'
import { SURFACE } from './surfaces.ts'

/** Where the joints of a standing person are: metres, x forward, y up, z to the left hand. */
export interface Posture {
  readonly hips: Point
  readonly chest: Point
  readonly neck: Point
  readonly head: Point
  /** Which way the face looks, degrees about y, 0 = forward. */
  readonly look: number
  /** How far the head is bowed, degrees. */
  readonly bow: number
  readonly left: Limbs
  readonly right: Limbs
  readonly tablet?: { readonly at: Point; readonly tilt: number }
}

export interface Limbs {
  readonly shoulder: Point
  readonly elbow: Point
  readonly wrist: Point
  readonly hand: Point
  readonly hip: Point
  readonly knee: Point
  readonly ankle: Point
  readonly toe: Point
}

const between = (a: Point, b: Point, t: number): Point => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
  a[2] + (b[2] - a[2]) * t,
]

/** Folds across a limb, strongest at the joint `at`. */
function creased(body: Field, joints: readonly { at: Point; reach: number; depth: number }[], seed: number): Field {
  return (x, y, z) => {
    const d = body(x, y, z)
    if (d > 0.06 || d < -0.06) return d
    // Drape over the whole, then sharp-backed folds round the joints.
    let fold = (noise(x * 9 + seed, y * 4, z * 9) - 0.5) * 0.022
    for (const joint of joints) {
      const r = length3(x - joint.at[0], y - joint.at[1], z - joint.at[2]) / joint.reach
      if (r > 2) continue
      const wave = noise(x * 9 + seed, y * 21 + noise(x * 6, y * 6, z * 6 + seed) * 4, z * 9)
      const ridge = 1 - Math.abs(wave - 0.5) * 4
      fold -= (Math.max(-0.4, ridge) - 0.2) * joint.depth * 0.8 * Math.exp(-r * r)
    }
    return (d + fold) * 0.7
  }
}

function jacket(p: Posture): Field {
  const torso = melt(
    0.1,
    egg([p.chest[0], p.chest[1], p.chest[2]], [0.118, 0.25, 0.186]),
    egg(between(p.hips, p.chest, 0.42), [0.108, 0.23, 0.166]),
    limb(
      [p.left.shoulder[0], p.left.shoulder[1] - 0.02, p.left.shoulder[2] - 0.03],
      [p.right.shoulder[0], p.right.shoulder[1] - 0.02, p.right.shoulder[2] + 0.03],
      0.085,
      0.085,
    ),
    egg([p.hips[0], p.hips[1] + 0.02, p.hips[2]], [0.12, 0.14, 0.17]),
  )
  const hem = carve(0.012, torso, block([p.hips[0], p.hips[1] - 0.28, p.hips[2]], [0.4, 0.2, 0.4], 0.01))
  const waist: Field = (x, y, z) => Math.max(torso(x, y, z) - 0.011, Math.abs(y - p.hips[1] + 0.055) - 0.026)
  const arm = (s: Limbs): Field =>
    melt(0.03, limb(s.shoulder, s.elbow, 0.078, 0.062), limb(s.elbow, between(s.elbow, s.wrist, 0.96), 0.063, 0.05))
  const collar = limb(
    [p.neck[0] - 0.015, p.neck[1] - 0.07, p.neck[2]],
    [p.neck[0] + 0.005, p.neck[1] - 0.01, p.neck[2]],
    0.085,
    0.068,
  )
  const cuff = (s: Limbs): Field => limb(between(s.elbow, s.wrist, 0.84), between(s.elbow, s.wrist, 0.95), 0.054, 0.053)
  const body = melt(0.012, melt(0.05, hem, arm(p.left), arm(p.right)), collar, waist, cuff(p.left), cuff(p.right))
  const back: Point = between(p.hips, p.chest, 0.45)
  return creased(
    body,
    [
      { at: p.left.elbow, reach: 0.13, depth: 0.03 },
      { at: p.right.elbow, reach: 0.13, depth: 0.03 },
      { at: [back[0] - 0.1, back[1] - 0.06, back[2]], reach: 0.2, depth: 0.026 },
      { at: p.left.shoulder, reach: 0.12, depth: 0.02 },
      { at: p.right.shoulder, reach: 0.12, depth: 0.02 },
    ],
    3.7 + p.hips[2] * 11,
  )
}

function trousers(p: Posture): Field {
  const leg = (s: Limbs): Field =>
    melt(
      0.04,
      limb(s.hip, s.knee, 0.098, 0.076),
      limb(s.knee, [s.ankle[0], s.ankle[1] + 0.02, s.ankle[2]], 0.076, 0.072),
    )
  const seat = egg([p.hips[0] - 0.015, p.hips[1] - 0.03, p.hips[2]], [0.116, 0.13, 0.162])
  const body = melt(0.05, seat, leg(p.left), leg(p.right))
  const cut: Field = (x, y, z) => Math.max(body(x, y, z), 0.045 - y)
  return creased(
    cut,
    [
      { at: p.left.knee, reach: 0.17, depth: 0.03 },
      { at: p.right.knee, reach: 0.17, depth: 0.03 },
      { at: [p.left.ankle[0], 0.11, p.left.ankle[2]], reach: 0.14, depth: 0.03 },
      { at: [p.right.ankle[0], 0.11, p.right.ankle[2]], reach: 0.14, depth: 0.026 },
      { at: [p.hips[0] - 0.06, p.hips[1] - 0.14, p.hips[2]], reach: 0.12, depth: 0.016 },
    ],
    9.1 + p.hips[2] * 7,
  )
}

/** Helmet with brim and ridge in the head's frame (face towards +x). */
function helmet(): Field {
  const shell = carve(
    0.008,
    egg([-0.004, 0.035, 0], [0.137, 0.135, 0.118]),
    block([0, -0.13, 0], [0.3, 0.155, 0.3], 0.005),
  )
  const rim: Field = (x, y, z) => {
    const r = length2(x / 1.16, z)
    return Math.max(Math.abs(y - 0.028 + (r - 0.11) * 0.1) - 0.006, (r - 0.128) * 0.85)
  }
  const peak: Field = (x, y, z) =>
    Math.max(length2(x - 0.09, z) - 0.1, Math.abs(y - 0.024 + (x - 0.1) * 0.22) - 0.006, 0.06 - x)
  const ridge = common(
    0.01,
    egg([-0.004, 0.037, 0], [0.143, 0.145, 0.13]),
    block([-0.01, 0.1, 0], [0.14, 0.09, 0.016], 0.014),
  )
  const ridges = [-0.042, 0.042].map((z) =>
    common(0.01, egg([-0.004, 0.037, 0], [0.141, 0.14, 0.122]), block([-0.01, 0.1, z], [0.12, 0.07, 0.009], 0.008)),
  )
  return melt(0.012, shell, rim, peak, ridge, ...ridges)
}

function face(): { skin: Field; hair: Field; mask: Field } {
  const skull = melt(0.03, egg([0, 0.03, 0], [0.098, 0.108, 0.077]), egg([0.03, -0.045, 0], [0.066, 0.085, 0.058]))
  const nose = limb([0.09, 0.01, 0], [0.112, -0.028, 0], 0.009, 0.014)
  const ear = (s: number): Field => egg([-0.005, -0.01, s * 0.079], [0.022, 0.034, 0.011])
  const sockets = [-1, 1].map((s) => egg([0.104, 0.012, s * 0.032], [0.018, 0.011, 0.02]))
  const skin = melt(0.012, carve(0.015, skull, ...sockets), nose, ear(1), ear(-1))
  const hair = carve(
    0.01,
    egg([-0.018, 0.018, 0], [0.092, 0.108, 0.082]),
    block([0.09, -0.1, 0], [0.07, 0.2, 0.2], 0.02),
    block([0, -0.2, 0], [0.3, 0.13, 0.3], 0.01),
  )
  const mask = common(0.008, (x, y, z) => skin(x, y, z) - 0.006, egg([0.1, -0.062, 0], [0.078, 0.066, 0.1]))
  return { skin, hair, mask }
}

/** The field seen from a frame that is turned by `look` and bowed by `bow` about `at`. */
function bowed(field: Field, at: Point, look: number, bow: number): Field {
  const c = Math.cos((look * Math.PI) / 180)
  const s = Math.sin((look * Math.PI) / 180)
  const cb = Math.cos((bow * Math.PI) / 180)
  const sb = Math.sin((bow * Math.PI) / 180)
  return (x, y, z) => {
    const dx = x - at[0]
    const dy = y - at[1]
    const dz = z - at[2]
    const fx = dx * c + dz * s
    const fz = -dx * s + dz * c
    return field(fx * cb - dy * sb, fx * sb + dy * cb, fz)
  }
}

function hand(s: Limbs): Field {
  const palm = limb(s.wrist, between(s.wrist, s.hand, 0.55), 0.032, 0.04)
  const fingers = limb(between(s.wrist, s.hand, 0.5), s.hand, 0.036, 0.02)
  const thumb = limb(
    between(s.wrist, s.hand, 0.25),
    between(s.wrist, [s.hand[0], s.hand[1] + 0.06, s.hand[2]], 0.8),
    0.018,
    0.012,
  )
  return melt(0.02, palm, fingers, thumb)
}

/** A band of reflective tape where `slab` cuts the cloth. */
const tape =
  (cloth: Field, slab: Field): Field =>
  (x, y, z) => {
    const d = slab(x, y, z)
    return d > 0.03 ? d : Math.max(cloth(x, y, z) - 0.004, d)
  }

function across(a: Point, b: Point, t: number, half: number, reach: number): Field {
  const at = between(a, b, t)
  const l = length3(b[0] - a[0], b[1] - a[1], b[2] - a[2])
  const n: Point = [(b[0] - a[0]) / l, (b[1] - a[1]) / l, (b[2] - a[2]) / l]
  return (x, y, z) => {
    const along = Math.abs((x - at[0]) * n[0] + (y - at[1]) * n[1] + (z - at[2]) * n[2]) - half
    return Math.max(along, length3(x - at[0], y - at[1], z - at[2]) - reach)
  }
}

/** A whole person as one mesh, standing on y = 0. `cell` is the grid of the cloth in metres. */
export function person(p: Posture, cell: number): Mesh {
  const mesh = newMesh()
  const add = (field: Field, low: Point, high: Point, size: number, surface: number): void => {
    join(mesh, cast(field, low, high, size, surface))
  }
  const coat = jacket(p)
  const low: Point = [-0.6, 0.6, -0.6]
  const high: Point = [0.85, 1.75, 0.6]
  add(coat, low, high, cell, SURFACE.workBlue)
  const slacks = trousers(p)
  add(slacks, [-0.5, 0, -0.45], [0.5, 1.15, 0.45], cell, SURFACE.workNavy)
  const bands: Field[] = [across(p.hips, p.chest, 0.62, 0.024, 0.23)]
  for (const s of [p.left, p.right]) {
    bands.push(across(s.shoulder, s.elbow, 0.62, 0.02, 0.1))
    add(
      tape(slacks, across(s.knee, s.ankle, 0.42, 0.022, 0.14)),
      [-0.5, 0, -0.45],
      [0.5, 0.8, 0.45],
      cell * 0.6,
      SURFACE.reflective,
    )
  }
  for (const band of bands) add(tape(coat, band), low, high, cell * 0.7, SURFACE.reflective)
  add(
    limb([p.neck[0] - 0.01, p.neck[1] - 0.1, p.neck[2]], [p.head[0] - 0.02, p.head[1], p.head[2]], 0.056, 0.052),
    [-0.3, 1.2, -0.3],
    [0.3, 1.8, 0.3],
    cell,
    SURFACE.skin,
  )
  const { skin, hair, mask } = face()
  const h = p.head
  const headLow: Point = [h[0] - 0.22, h[1] - 0.2, h[2] - 0.22]
  const headHigh: Point = [h[0] + 0.24, h[1] + 0.24, h[2] + 0.22]
  const fine = cell <= 0.0075 ? 0.005 : cell * 0.7
  add(bowed(skin, h, p.look, p.bow), headLow, headHigh, fine, SURFACE.skin)
  add(bowed(hair, h, p.look, p.bow), headLow, headHigh, fine, SURFACE.hair)
  add(bowed(mask, h, p.look, p.bow), headLow, headHigh, fine, SURFACE.white)
  add(bowed(helmet(), h, p.look, p.bow), headLow, headHigh, fine * 0.8, SURFACE.helmet)
  for (const s of [p.left, p.right]) {
    const palm = s.wrist
    const spread = (sign: number): Point => [palm[0] + sign * 0.25, palm[1] + sign * 0.25, palm[2] + sign * 0.25]
    add(hand(s), spread(-1), spread(1), cell <= 0.0075 ? 0.006 : cell, SURFACE.glove)
    const sole: Point = [s.ankle[0] - 0.045, 0.05, s.ankle[2]]
    const shoe = melt(0.04, limb(sole, s.toe, 0.05, 0.046), ball([s.ankle[0] - 0.01, 0.085, s.ankle[2]], 0.058))
    const flat: Field = (x, y, z) => Math.max(shoe(x, y, z), 0.003 - y)
    add(flat, [-0.5, -0.02, -0.45], [0.6, 0.2, 0.45], cell, SURFACE.shoe)
  }
  if (p.tablet) {
    const t = (p.tablet.tilt * Math.PI) / 180
    const at = [
      Math.cos(t),
      -Math.sin(t),
      0,
      p.tablet.at[0],
      Math.sin(t),
      Math.cos(t),
      0,
      p.tablet.at[1],
      0,
      0,
      1,
      p.tablet.at[2],
    ]
    box(mesh, SURFACE.blackPlastic, [0, 0, 0], [0.1, 0.007, 0.14], 0.004, at)
    box(mesh, SURFACE.screen, [0, 0.0075, 0], [0.086, 0.001, 0.122], 0, at)
  }
  const belt = between(p.hips, p.chest, 0.05)
  cylinder(
    mesh,
    SURFACE.blackPlastic,
    [belt[0] + 0.02, belt[1] - 0.1, belt[2] - 0.2],
    [belt[0] + 0.02, belt[1] + 0.05, belt[2] - 0.2],
    0.025,
    12,
  )
  return mesh
}
