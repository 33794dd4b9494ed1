/** A six-axis industrial robot of the 200 kg class: castings, motors, wrist, spot-welding gun, hose pack. */

import { ball, block, carve, cast, drum, type Field, length2, length3, limb, melt } from './field.ts'
import {
  box,
  chain,
  curve,
  cylinder,
  hose,
  join,
  lathe,
  type Mesh,
  newMesh,
  type Placement,
  type Point,
  placed,
  shift,
  turn,
} from './mesh.ts'
import { SURFACE } from './surfaces.ts'
import type { ShapeStore } from './tree.ts'

/** Turns of the six axes in degrees. Axis 2 leans the upper arm forward, axis 3 lowers the forearm. */
export type Pose = readonly [number, number, number, number, number, number]

/** Height of the steel foot the robot stands on, metres. */
const FOOT = 0.28
const SHOULDER: Point = [0.35, 0.72, 0]
const UPPER_ARM = 1.18
const FOREARM = 1.12

const PAINT = SURFACE.robotPaint

/** A ring of hexagon bolts about the z axis through (x, y), heads at depth z. */
function bolts(mesh: Mesh, x: number, y: number, z: number, radius: number, count: number, out: number): void {
  for (let i = 0; i < count; i++) {
    const a = ((i + 0.5) / count) * 2 * Math.PI
    const p: Point = [x + Math.cos(a) * radius, y + Math.sin(a) * radius, z]
    cylinder(mesh, SURFACE.darkSteel, p, [p[0], p[1], z + out * 0.016], 0.013, 6)
  }
}

/** A servo motor along `axis` from `from`: painted flange, black finned can, connector. */
function motor(mesh: Mesh, from: Point, to: Point, radius: number): void {
  const l = length3(to[0] - from[0], to[1] - from[1], to[2] - from[2])
  const r = radius
  const profile: [number, number][] = [
    [0, 0],
    [0, r * 1.18],
    [0.03, r * 1.18],
    [0.034, r],
  ]
  for (let d = 0.07; d < l * 0.62; d += 0.026) {
    profile.push([d, r], [d + 0.004, r * 0.93], [d + 0.012, r * 0.93], [d + 0.016, r])
  }
  profile.push([l * 0.7, r], [l * 0.72, r * 0.9], [l - 0.015, r * 0.9], [l, r * 0.8], [l, 0])
  lathe(mesh, SURFACE.blackPlastic, from, to, profile, 24)
  const mid: Point = [
    from[0] + (to[0] - from[0]) * 0.84,
    from[1] + (to[1] - from[1]) * 0.84 + (Math.abs(to[1] - from[1]) > l / 2 ? 0 : r),
    from[2] + (to[2] - from[2]) * 0.84,
  ]
  box(mesh, SURFACE.blackPlastic, mid, [0.035, 0.035, 0.035], 0.008)
}

function foot(cell: number): Mesh {
  const mesh = newMesh()
  box(mesh, SURFACE.darkSteel, [0, 0.015, 0], [0.52, 0.015, 0.52], 0.004)
  box(mesh, SURFACE.darkSteel, [0, FOOT - 0.018, 0], [0.45, 0.018, 0.45], 0.004)
  box(mesh, SURFACE.darkSteel, [0, FOOT / 2, 0], [0.34, FOOT / 2 - 0.02, 0.34], 0.006)
  for (const s of [-1, 1]) {
    for (const o of [-0.25, 0.25]) {
      box(mesh, SURFACE.darkSteel, [s * 0.4, FOOT / 2, o], [0.09, FOOT / 2 - 0.03, 0.012], 0.002)
      box(mesh, SURFACE.darkSteel, [o, FOOT / 2, s * 0.4], [0.012, FOOT / 2 - 0.03, 0.09], 0.002)
    }
    for (const o of [-0.45, -0.15, 0.15, 0.45]) {
      cylinder(mesh, SURFACE.castMetal, [s * 0.48, 0.03, o], [s * 0.48, 0.06, o], 0.02, 6)
      cylinder(mesh, SURFACE.castMetal, [o, 0.03, s * 0.48], [o, 0.06, s * 0.48], 0.02, 6)
    }
  }
  const cone: Field = (x, y, z) => {
    const r = 0.37 - 0.1 * Math.max(0, Math.min(1, (y - 0.06) / 0.24))
    return Math.max((length2(x, z) - r) * 0.93, Math.abs(y - 0.17) - 0.17)
  }
  const body = melt(
    0.07,
    cone,
    block([0, 0.035, 0], [0.4, 0.035, 0.4], 0.03),
    block([-0.34, 0.17, 0], [0.17, 0.13, 0.2], 0.03),
    limb([0.3, 0.03, 0.3], [0.16, 0.26, 0.16], 0.06, 0.05),
    limb([0.3, 0.03, -0.3], [0.16, 0.26, -0.16], 0.06, 0.05),
    limb([-0.3, 0.03, 0.3], [-0.16, 0.26, 0.16], 0.06, 0.05),
  )
  join(mesh, cast(body, [-0.6, -0.02, -0.5], [0.5, 0.42, 0.5], cell, PAINT), shift(0, FOOT, 0))
  box(mesh, SURFACE.blackPlastic, [-0.52, FOOT + 0.17, 0], [0.02, 0.1, 0.17], 0.01)
  for (const z of [-0.1, 0, 0.1]) {
    cylinder(mesh, SURFACE.castMetal, [-0.53, FOOT + 0.17, z], [-0.6, FOOT + 0.17, z], 0.035, 12)
  }
  return mesh
}

/** Turntable with shoulder, in the robot's frame before axis 1 turns. */
function turntable(cell: number): Mesh {
  const mesh = newMesh()
  const y0 = FOOT
  cylinder(mesh, SURFACE.darkSteel, [0, y0 + 0.335, 0], [0, y0 + 0.365, 0], 0.29, 40)
  const s: Point = [SHOULDER[0], SHOULDER[1], 0]
  const body = carve(
    0.03,
    melt(
      0.12,
      drum([0, 0.42, 0], 'y', 0.33, 0.06, 0.025),
      block([0.06, 0.5, 0], [0.24, 0.1, 0.22], 0.08),
      limb([0.1, 0.5, 0.2], [s[0], s[1], 0.2], 0.17, 0.15),
      limb([-0.02, 0.5, -0.16], [0.22, 0.66, -0.16], 0.13, 0.1),
      drum([s[0], s[1], 0.2], 'z', 0.235, 0.085, 0.03),
    ),
    block([s[0] + 0.02, s[1] + 0.05, -0.03], [0.27, 0.3, 0.135], 0.05),
  )
  join(mesh, cast(body, [-0.4, 0.32, -0.4], [0.65, 1.02, 0.4], cell, PAINT), shift(0, y0, 0))
  motor(mesh, [-0.16, y0 + 0.46, -0.1], [-0.16, y0 + 0.95, -0.1], 0.1)
  motor(mesh, [s[0], y0 + s[1], 0.285], [s[0], y0 + s[1], 0.66], 0.115)
  bolts(mesh, s[0], y0 + s[1], 0.284, 0.19, 12, 1)
  box(mesh, SURFACE.blackPlastic, [0.02, y0 + 0.52, -0.27], [0.13, 0.06, 0.04], 0.015)
  return mesh
}

/** The balancing cylinder, from the turntable's back to the upper arm. */
function balancer(): Mesh {
  const mesh = newMesh()
  cylinder(mesh, SURFACE.darkSteel, [-0.3, 0, 0], [0.32, 0, 0], 0.085, 26)
  cylinder(mesh, PAINT, [-0.33, 0, 0], [-0.24, 0, 0], 0.095, 26)
  cylinder(mesh, PAINT, [0.27, 0, 0], [0.34, 0, 0], 0.095, 26)
  cylinder(mesh, SURFACE.aluminium, [0.33, 0, 0], [0.62, 0, 0], 0.03, 16)
  return mesh
}

/** The upper arm: pivot at the origin, elbow at (0, UPPER_ARM, 0). */
function upperArm(cell: number): Mesh {
  const mesh = newMesh()
  const h = UPPER_ARM
  const plate: Field = (x, y, z) => {
    const t = Math.max(0, Math.min(1, y / h))
    const r = 0.215 - 0.075 * Math.sin(Math.PI * Math.min(1, t * 1.1)) - 0.05 * t
    const d = length2(x, y - h * t) - r
    const q = Math.abs(z + 0.02) - 0.1 + 0.025 * t
    const k = 0.045
    return length2(Math.max(d + k, 0), Math.max(q + k, 0)) + Math.min(Math.max(d, q) + k, 0) - k
  }
  const pocket: Field = (x, y, z) => {
    const t = Math.max(0.26, Math.min(0.74, y / h))
    const d = length2(x, y - h * t) - 0.062
    const q = Math.abs(Math.abs(z + 0.02) - 0.11) - 0.042
    return Math.max(d, q)
  }
  const body = melt(
    0.04,
    carve(0.035, plate, pocket),
    drum([0, 0, -0.02], 'z', 0.2, 0.125, 0.02),
    drum([0, h, -0.02], 'z', 0.155, 0.115, 0.02),
  )
  join(mesh, cast(body, [-0.28, -0.28, -0.18], [0.28, h + 0.22, 0.16], cell, PAINT))
  cylinder(mesh, SURFACE.blackPlastic, [0, 0, -0.14], [0, 0, -0.165], 0.15, 32)
  bolts(mesh, 0, 0, -0.165, 0.125, 10, -1)
  cylinder(mesh, SURFACE.castMetal, [0, h, 0.09], [0, h, 0.12], 0.12, 32)
  bolts(mesh, 0, h, -0.135, 0.12, 10, -1)
  return mesh
}

/** The forearm: elbow at the origin, pointing along x; wrist centre at (FOREARM, 0.12, 0). */
function forearm(cell: number): Mesh {
  const mesh = newMesh()
  const y = 0.12
  const tube: Field = (x, py, z) => {
    const t = Math.max(0, Math.min(1, (x - 0.2) / 0.68))
    const r = 0.15 - 0.055 * t
    return Math.max((length2(py - y, z) - r) * 0.98, Math.abs(x - 0.5) - 0.42)
  }
  const body = melt(
    0.09,
    drum([0, 0, 0.19], 'z', 0.175, 0.075, 0.025),
    block([-0.02, y, 0.08], [0.24, 0.155, 0.16], 0.07),
    tube,
    drum([-0.24, y, 0.03], 'x', 0.16, 0.05, 0.02),
  )
  const collar = melt(
    0.02,
    body,
    drum([0.9, y, 0], 'x', 0.112, 0.035, 0.012),
    drum([0.3, y, 0], 'x', 0.165, 0.02, 0.01),
  )
  const clear = carve(0.03, collar, block([0, -0.12, -0.02], [0.3, 0.27, 0.12], 0.04))
  join(mesh, cast(clear, [-0.36, -0.22, -0.25], [1.0, 0.36, 0.32], cell, SURFACE.robotArm))
  motor(mesh, [-0.28, y + 0.075, 0.03], [-0.58, y + 0.075, 0.03], 0.062)
  motor(mesh, [-0.28, y - 0.05, 0.1], [-0.56, y - 0.05, 0.1], 0.062)
  motor(mesh, [-0.28, y - 0.05, -0.045], [-0.56, y - 0.05, -0.045], 0.062)
  motor(mesh, [0, 0, 0.26], [0, 0, 0.55], 0.1)
  bolts(mesh, 0, 0, 0.264, 0.15, 10, 1)
  box(mesh, SURFACE.blackPlastic, [0.1, y + 0.17, 0.05], [0.11, 0.025, 0.07], 0.01)
  return mesh
}

/** Wrist roll (axis 4): fork in front of the forearm, wrist centre at the origin. */
function wristRoll(cell: number): Mesh {
  const mesh = newMesh()
  cylinder(mesh, SURFACE.darkSteel, [-0.185, 0, 0], [-0.165, 0, 0], 0.1, 32)
  const body = carve(
    0.02,
    melt(
      0.05,
      drum([-0.13, 0, 0], 'x', 0.105, 0.035, 0.02),
      block([-0.03, 0, 0], [0.11, 0.085, 0.13], 0.04),
      drum([0, 0, 0], 'z', 0.1, 0.135, 0.02),
    ),
    block([0.06, 0, 0], [0.13, 0.16, 0.075], 0.02),
  )
  join(mesh, cast(body, [-0.2, -0.15, -0.17], [0.15, 0.15, 0.17], cell, PAINT))
  for (const s of [-1, 1]) {
    cylinder(mesh, SURFACE.blackPlastic, [0, 0, s * 0.134], [0, 0, s * 0.15], 0.075, 28)
    bolts(mesh, 0, 0, s * 0.15, 0.06, 8, s)
  }
  return mesh
}

/** Wrist bend (axis 5) and flange: pointing along x from the wrist centre. */
function wristBend(cell: number): Mesh {
  const mesh = newMesh()
  const body = melt(0.04, drum([0, 0, 0], 'z', 0.088, 0.07, 0.015), drum([0.1, 0, 0], 'x', 0.085, 0.06, 0.015))
  join(mesh, cast(body, [-0.12, -0.12, -0.1], [0.2, 0.12, 0.1], cell, PAINT))
  cylinder(mesh, SURFACE.castMetal, [0.16, 0, 0], [0.2, 0, 0], 0.078, 28)
  return mesh
}

/** A C-frame spot-welding gun on the flange, pointing along x. */
function weldingGun(cell: number): Mesh {
  const mesh = newMesh()
  cylinder(mesh, SURFACE.darkSteel, [0.2, 0, 0], [0.26, 0, 0], 0.1, 28)
  box(mesh, SURFACE.cabinet, [0.36, 0.02, 0], [0.11, 0.15, 0.11], 0.02)
  box(mesh, SURFACE.darkSteel, [0.36, 0.02, 0.118], [0.08, 0.11, 0.012], 0.004)
  box(mesh, SURFACE.aluminium, [0.36, -0.17, 0], [0.13, 0.03, 0.1], 0.01)
  box(mesh, SURFACE.aluminium, [0.36, 0.2, 0], [0.13, 0.03, 0.1], 0.01)
  const throat = melt(
    0.05,
    limb([0.42, -0.17, 0], [0.62, -0.2, 0], 0.055, 0.05),
    limb([0.62, -0.2, 0], [0.93, -0.2, 0], 0.05, 0.036),
    limb([0.93, -0.2, 0], [0.98, -0.11, 0], 0.036, 0.03),
  )
  join(mesh, cast(throat, [0.34, -0.29, -0.08], [1.04, -0.05, 0.08], cell * 0.8, SURFACE.copper))
  const upper = melt(0.05, limb([0.42, 0.2, 0], [0.98, 0.2, 0], 0.055, 0.04), ball([0.98, 0.17, 0], 0.045))
  join(mesh, cast(upper, [0.34, 0.1, -0.08], [1.05, 0.28, 0.08], cell * 0.8, SURFACE.aluminium))
  cylinder(mesh, SURFACE.darkSteel, [0.98, 0.16, 0], [0.98, 0.44, 0], 0.055, 24)
  cylinder(mesh, SURFACE.aluminium, [0.98, 0.16, 0], [0.98, 0.06, 0], 0.024, 16)
  lathe(
    mesh,
    SURFACE.copper,
    [0.98, 0.06, 0],
    [0.98, 0, 0],
    [
      [0, 0.02],
      [0.05, 0.018],
      [0.075, 0.008],
      [0.075, 0],
    ],
    16,
  )
  lathe(
    mesh,
    SURFACE.copper,
    [0.98, -0.1, 0],
    [0.98, 0, 0],
    [
      [0, 0.026],
      [0.04, 0.022],
      [0.075, 0.008],
      [0.075, 0],
    ],
    16,
  )
  for (const z of [-0.05, 0.05]) {
    const pipe = curve(
      [
        [0.4, 0.18, z],
        [0.5, 0.33, z * 1.5],
        [0.75, 0.33, z * 1.2],
        [0.96, 0.4, z * 0.6],
      ],
      8,
    )
    hose(mesh, z < 0 ? SURFACE.red : SURFACE.signBlue, pipe, 0.013)
  }
  return mesh
}

export interface RobotParts {
  readonly foot: number
  readonly turntable: number
  readonly balancer: number
  readonly upperArm: number
  readonly forearm: number
  readonly wristRoll: number
  readonly wristBend: number
  readonly gun: number
}

/** Models the parts once; `cell` is the grid of the castings in metres. */
export function keepRobotParts(store: ShapeStore, cell: number): RobotParts {
  return {
    foot: store.keep(foot(cell)),
    turntable: store.keep(turntable(cell)),
    balancer: store.keep(balancer()),
    upperArm: store.keep(upperArm(cell)),
    forearm: store.keep(forearm(cell)),
    wristRoll: store.keep(wristRoll(cell * 0.75)),
    wristBend: store.keep(wristBend(cell * 0.75)),
    gun: store.keep(weldingGun(cell * 0.75)),
  }
}

/** Stands a robot at `at` in the given pose, dresses it with its hose pack, and tells where its electrodes meet. */
export function standRobot(store: ShapeStore, parts: RobotParts, at: Placement, pose: Pose, tone: number): Point {
  const [j1, j2, j3, j4, j5, j6] = pose
  const base = chain(at, turn('y', j1))
  const shoulder = chain(base, shift(SHOULDER[0], SHOULDER[1] + FOOT, 0), turn('z', -j2))
  const elbow = chain(shoulder, shift(0, UPPER_ARM, 0), turn('z', -j3))
  const roll = chain(elbow, shift(FOREARM, 0.12, 0), turn('x', j4))
  const bend = chain(roll, turn('z', -j5))
  const flange = chain(bend, turn('x', j6))
  store.place(parts.foot, at, tone)
  store.place(parts.turntable, base, tone)
  store.place(parts.upperArm, shoulder, tone)
  store.place(parts.forearm, elbow, tone)
  store.place(parts.wristRoll, roll, tone)
  store.place(parts.wristBend, bend, tone)
  store.place(parts.gun, flange, tone)
  // The balancer swings between a pin behind the turntable and one on the arm.
  const pin: Point = [-0.2, FOOT + 0.62, 0.02]
  const arm = placed(chain(shift(SHOULDER[0], SHOULDER[1] + FOOT, 0), turn('z', -j2)), [-0.06, 0.3, 0])
  const angle = (Math.atan2(arm[1] - pin[1], arm[0] - pin[0]) * 180) / Math.PI
  store.place(parts.balancer, chain(base, shift(...pin), turn('z', angle)), tone)

  const pack = newMesh()
  const along = (frame: Placement, points: readonly Point[]): Point[] => points.map((p) => placed(frame, p))
  const dress = [
    ...along(base, [
      [-0.53, FOOT + 0.13, -0.12],
      [-0.62, FOOT + 0.2, -0.24],
      [-0.36, FOOT + 0.4, -0.36],
      [-0.06, FOOT + 0.52, -0.34],
      [0.2, FOOT + 0.72, -0.34],
    ]),
    ...along(shoulder, [
      [-0.1, 0.24, -0.2],
      [-0.08, 0.62, -0.19],
      [-0.1, 0.95, -0.22],
    ]),
    ...along(elbow, [
      [-0.2, 0.16, -0.25],
      [0.02, 0.34, -0.18],
      [0.4, 0.345, -0.06],
      [0.75, 0.29, -0.03],
    ]),
    ...along(bend, [
      [-0.12, 0.3, -0.03],
      [0.14, 0.26, -0.02],
    ]),
    ...along(flange, [[0.34, 0.19, 0]]),
  ]
  hose(pack, SURFACE.rubber, curve(dress, 26), 0.034, 0.14, 12)
  const thin = dress.map(([x, y, z], i): Point => [x, y + (i > 1 ? 0.05 : 0), z + 0.06])
  hose(pack, SURFACE.rubber, curve(thin, 14), 0.017, 0, 8)
  const clamp = (frame: Placement, p: Point): void => {
    box(pack, SURFACE.aluminium, p, [0.03, 0.065, 0.07], 0.01, frame)
  }
  clamp(shoulder, [-0.08, 0.62, -0.17])
  clamp(elbow, [0.4, 0.335, -0.04])
  clamp(elbow, [0.75, 0.27, -0.01])
  box(pack, SURFACE.darkSteel, [0.4, 0.3, -0.02], [0.02, 0.06, 0.03], 0.005, elbow)
  store.fix(pack)
  return placed(flange, [0.98, 0, 0])
}
