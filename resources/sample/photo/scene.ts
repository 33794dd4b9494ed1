/** The picture's set: who and what stands where, and where the camera is. */

import { carBody, skid } from './car.ts'
import { createStream } from './chance.ts'
import { buildHall, FAR_ROW_X, LINE_X, NEAR_ROW_X, RAIL_Y } from './hall.ts'
import { LampStore, type Lamps } from './lamps.ts'
import { chain, curve, hose, lathe, type Mesh, newMesh, type Point, shift, turn } from './mesh.ts'
import { type Posture, person } from './person.ts'
import { keepRobotParts, type Pose, standRobot } from './robot.ts'
import { SURFACE, surfaceTable } from './surfaces.ts'
import { ShapeStore, type Shapes } from './tree.ts'

export interface Camera {
  readonly at: Point
  /** Degrees to the right of the hall's length. The camera is held level, so that columns stay upright. */
  readonly yaw: number
  /** Width of the field of view, degrees. */
  readonly width: number
  /** Moves the frame up without tilting, in half frame widths, as a shift lens does. */
  readonly rise: number
  /** The same, to the right. */
  readonly slide: number
  /** Radius of the lens opening and distance of the sharp plane, metres. */
  readonly lens: number
  readonly focus: number
}

export interface Scene {
  readonly shapes: Shapes
  readonly lamps: Lamps
  readonly surfaces: Float32Array
  readonly camera: Camera
}

const READING: Posture = {
  hips: [0, 0.95, 0],
  chest: [0.02, 1.26, 0],
  neck: [0.045, 1.49, 0],
  head: [0.085, 1.615, 0],
  look: -8,
  bow: -16,
  left: {
    shoulder: [0.02, 1.4, 0.19],
    elbow: [-0.02, 1.12, 0.25],
    wrist: [0.2, 1.1, 0.15],
    hand: [0.29, 1.13, 0.1],
    hip: [0, 0.9, 0.09],
    knee: [0.03, 0.5, 0.11],
    ankle: [-0.02, 0.09, 0.12],
    toe: [0.16, 0.046, 0.15],
  },
  right: {
    shoulder: [0.02, 1.4, -0.19],
    elbow: [-0.03, 1.13, -0.26],
    wrist: [0.2, 1.13, -0.13],
    hand: [0.29, 1.16, -0.08],
    hip: [0, 0.9, -0.09],
    knee: [0.01, 0.5, -0.1],
    ankle: [-0.07, 0.09, -0.12],
    toe: [0.11, 0.046, -0.16],
  },
  tablet: { at: [0.31, 1.17, 0.01], tilt: 35 },
}

const POINTING: Posture = {
  hips: [0, 0.97, 0],
  chest: [-0.005, 1.28, 0],
  neck: [0.01, 1.51, 0],
  head: [0.04, 1.64, 0],
  look: 6,
  bow: 6,
  left: {
    shoulder: [0.03, 1.43, 0.19],
    elbow: [0.29, 1.38, 0.25],
    wrist: [0.52, 1.5, 0.22],
    hand: [0.69, 1.57, 0.2],
    hip: [0, 0.91, 0.09],
    knee: [0.05, 0.51, 0.11],
    ankle: [0.03, 0.09, 0.13],
    toe: [0.21, 0.046, 0.16],
  },
  right: {
    shoulder: [-0.01, 1.42, -0.19],
    elbow: [-0.09, 1.14, -0.25],
    wrist: [0.05, 0.92, -0.24],
    hand: [0.11, 0.8, -0.23],
    hip: [0, 0.91, -0.09],
    knee: [-0.02, 0.51, -0.11],
    ankle: [-0.12, 0.09, -0.13],
    toe: [0.06, 0.046, -0.17],
  },
}

const NEAR_POSES: readonly Pose[] = [
  [8, 2, 2, 20, 52, 10],
  [-22, -14, 2, -30, 62, 0],
  [18, 12, -8, 40, 66, 30],
  [-8, -20, 22, 0, 40, -20],
]
const FAR_POSES: readonly Pose[] = [
  [-14, -6, -14, -20, 60, 0],
  [20, 4, -4, 30, 55, 40],
  [4, -18, -10, 10, 70, 0],
]

/** Drops of molten steel thrown from a weld, drawn out by the shutter into short streaks. */
function sparks(from: Point, seed: number): Mesh {
  const mesh = newMesh()
  const random = createStream(seed)
  for (let i = 0; i < 170; i++) {
    const around = random() * 2 * Math.PI
    const speed = 0.8 + random() ** 2 * 4.2
    const up = random() * 2.6 - 0.4
    const born = random() * 0.32
    const at = (t: number): Point => [
      from[0] + Math.cos(around) * speed * t,
      from[1] + up * t - 4.9 * t * t,
      from[2] + Math.sin(around) * speed * t,
    ]
    if (at(born)[1] < 0.03) continue
    hose(
      mesh,
      SURFACE.spark,
      curve([at(born), at(born + 0.008), at(born + 0.016)], 2),
      0.0024 + random() * 0.0022,
      0,
      5,
    )
  }
  lathe(
    mesh,
    SURFACE.spark,
    [from[0], from[1] - 0.03, from[2]],
    from,
    [
      [0, 0],
      [0.015, 0.026],
      [0.045, 0.026],
      [0.06, 0],
    ],
    10,
  )
  return mesh
}

/** Builds everything. `coarse` makes all castings' grids wider and `robots` the rows shorter, for quick trials. */
export function buildScene(coarse = 1, robots = 17): Scene {
  const store = new ShapeStore()
  const lampStore = new LampStore()
  buildHall(store, lampStore)

  const parts = keepRobotParts(store, 0.0085 * coarse)
  const random = createStream(7)
  for (let i = 0; i < robots; i++) {
    const sway = (pose: Pose): Pose =>
      i === 0 ? pose : (pose.map((angle) => angle + (random() - 0.5) * 14) as unknown as Pose)
    const z = 7.1 + i * 3.9
    const tip = standRobot(store, parts, shift(NEAR_ROW_X, 0, z), sway(NEAR_POSES[i % NEAR_POSES.length]!), random())
    if (i === 1 || i === 4) store.fix(sparks(tip, i))
    const far = chain(shift(FAR_ROW_X, 0, z + 1.7), turn('y', 180))
    standRobot(store, parts, far, sway(FAR_POSES[i % FAR_POSES.length]!), random())
  }

  const body = store.keep(carBody(0.016 * coarse))
  const carrier = skid()
  for (let i = 0; i < Math.ceil(robots * 0.7); i++) {
    const z = 3.2 + i * 5.6
    const at = chain(shift(LINE_X, RAIL_Y, z), turn('y', 90))
    store.fix(carrier, at)
    store.place(body, chain(at, shift(0, 0.2, 0)), random())
  }

  const reading = store.keep(person(READING, 0.0075 * coarse))
  const pointing = store.keep(person(POINTING, 0.0075 * coarse))
  store.place(reading, chain(shift(-0.55, 0, 8.3), turn('y', -18)))
  store.place(pointing, chain(shift(0.12, 0, 9.1), turn('y', -4)), 0.6)
  store.place(reading, chain(shift(-2.2, 0, 24), turn('y', 80)), 0.3)

  return {
    shapes: store.finish(),
    lamps: lampStore.finish(),
    surfaces: surfaceTable(),
    camera: { at: [0, 1.85, 0], yaw: 14, width: 50, rise: 0.03, slide: 0, lens: 0.01, focus: 7.4 },
  }
}

/** The same camera looking at a part of its frame, to judge one thing closely. */
export function detail(camera: Camera, x: number, y: number, zoom: number): Camera {
  const half = Math.tan((camera.width * Math.PI) / 360)
  return {
    ...camera,
    width: (Math.atan(half / zoom) * 360) / Math.PI,
    slide: (camera.slide + x * 2 - 1) * zoom,
    rise: (camera.rise + ((1 - y * 2) * 2) / 3) * zoom,
  }
}
