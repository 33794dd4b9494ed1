/** The factory hall: floor, walls, columns, trusses, roof lights, strip lights, the conveyor and what stands about. */

import { createStream } from './chance.ts'
import type { LampStore } from './lamps.ts'
import { box, chain, cylinder, lathe, type Mesh, newMesh, type Point, quad, shift, turn } from './mesh.ts'
import { SURFACE } from './surfaces.ts'
import type { ShapeStore } from './tree.ts'

/** The middle of the line the bodies run on, and of the two rows of robots. Metres from the camera's axis. */
export const LINE_X = 4.85
export const NEAR_ROW_X = 2.25
export const FAR_ROW_X = 7.45
/** Top of the conveyor's rails. */
export const RAIL_Y = 0.42

const LEFT = -8.5
const RIGHT = 16
const BACK = -9
const END = 86
const EAVES = 7.4
const BAY = 6

/** A straight member between two points, square in section. */
function beam(mesh: Mesh, surface: number, a: Point, b: Point, half: number): void {
  const d: Point = [b[0] - a[0], b[1] - a[1], b[2] - a[2]]
  const l = Math.hypot(...d)
  const yaw = (Math.atan2(-d[2], d[0]) * 180) / Math.PI
  const pitch = (Math.asin(d[1] / l) * 180) / Math.PI
  box(mesh, surface, [l / 2, 0, 0], [l / 2, half, half], 0, chain(shift(...a), turn('y', yaw), turn('z', pitch)))
}

function truss(): Mesh {
  const mesh = newMesh()
  const low = 6.05
  const panels = 14
  const w = (RIGHT - LEFT) / panels
  const top = (i: number): number => EAVES - 0.25 + 0.55 * (1 - Math.abs(i / panels - 0.5) * 2)
  box(mesh, SURFACE.truss, [(LEFT + RIGHT) / 2, low, 0], [(RIGHT - LEFT) / 2, 0.07, 0.09])
  for (let i = 0; i < panels; i++) {
    const x = LEFT + i * w
    beam(mesh, SURFACE.truss, [x, top(i), 0], [x + w, top(i + 1), 0], 0.07)
    beam(mesh, SURFACE.truss, [x, i % 2 ? top(i) : low, 0], [x + w, i % 2 ? low : top(i + 1), 0], 0.045)
    beam(mesh, SURFACE.truss, [x, low, 0], [x, top(i), 0], 0.035)
  }
  for (const x of [-4.7, 10.6]) {
    box(mesh, SURFACE.truss, [x, EAVES / 2, -0.16], [0.16, EAVES / 2, 0.012])
    box(mesh, SURFACE.truss, [x, EAVES / 2, 0.16], [0.16, EAVES / 2, 0.012])
    box(mesh, SURFACE.truss, [x, EAVES / 2, 0], [0.01, EAVES / 2, 0.16])
    box(mesh, SURFACE.hazard, [x, 0.62, 0], [0.2, 0.62, 0.2], 0.02)
  }
  return mesh
}

function building(store: ShapeStore, lamps: LampStore): void {
  const mesh = newMesh()
  const wide = (y: number, surface: number): void => {
    quad(mesh, surface, [LEFT, y, BACK], [RIGHT, y, BACK], [RIGHT, y, END], [LEFT, y, END])
  }
  wide(0, SURFACE.floor)
  wide(EAVES + 0.5, SURFACE.roof)
  quad(mesh, SURFACE.wall, [LEFT, 0, BACK], [LEFT, 9, BACK], [LEFT, 9, END], [LEFT, 0, END])
  quad(mesh, SURFACE.wall, [RIGHT, 0, BACK], [RIGHT, 9, BACK], [RIGHT, 9, END], [RIGHT, 0, END])
  quad(mesh, SURFACE.wall, [LEFT, 0, BACK], [RIGHT, 0, BACK], [RIGHT, 9, BACK], [LEFT, 9, BACK])
  quad(mesh, SURFACE.wall, [LEFT, 0, END], [RIGHT, 0, END], [RIGHT, 9, END], [LEFT, 9, END])
  for (let x = LEFT + 1; x < RIGHT; x += 1.75) {
    box(mesh, SURFACE.truss, [x, EAVES + 0.36, (BACK + END) / 2], [0.04, 0.09, (END - BACK) / 2])
  }
  store.fix(mesh)
  const frame = truss()
  for (let z = -6; z < END; z += BAY) store.fix(frame, shift(0, 0, z))

  // Roof lights: bands of daylight between the trusses.
  for (const x of [-2.6, 3.3, 9.2]) {
    for (let z = -6; z < END - 6; z += BAY * 2) {
      lamps.hang(store, SURFACE.sky, [x, EAVES + 0.46, z + 0.3], [1.5, 0, 0], [0, 0, BAY * 2 - 0.6], [2.5, 2.95, 3.5])
    }
  }
  // Windows high in the left wall: the key light from the photographer's left.
  for (let z = -8; z < 70; z += BAY * 2) {
    lamps.hang(store, SURFACE.sky, [LEFT + 0.03, 2.6, z], [0, 2.4, 0], [0, 0, BAY * 2 - 1], [8.2, 8.8, 9.5])
  }
  // The far gable's glazing.
  lamps.hang(store, SURFACE.sky, [-6.5, 2.4, END - 0.05], [0, 3.6, 0], [18, 0, 0], [3.4, 3.8, 4.2])
  // Strip lights on trunking along the hall.
  const trunking = newMesh()
  for (const x of [-2.2, 1.4, 4.9, 8.4]) {
    const y = 5.55
    box(trunking, SURFACE.fixture, [x, y + 0.07, 35], [0.07, 0.06, 42], 0.01)
    for (let z = -7; z < 77; z += 12) {
      lamps.hang(store, SURFACE.strip, [x - 0.06, y, z + 0.1], [0.12, 0, 0], [0, 0, 11.8], [30, 28.2, 25.5])
    }
    for (let z = -6; z < 77; z += 3) {
      cylinder(trunking, SURFACE.darkSteel, [x, y + 0.1, z], [x, 6.1, z], 0.008, 6)
    }
  }
  store.fix(trunking)
}

function conveyor(store: ShapeStore): void {
  const mesh = newMesh()
  const length = 40
  const middle = length - 4
  for (const s of [-1, 1]) {
    box(mesh, SURFACE.aluminium, [LINE_X + s * 0.55, RAIL_Y - 0.06, middle], [0.07, 0.06, length], 0.01)
    box(mesh, SURFACE.safetyYellow, [LINE_X + s * 0.72, RAIL_Y - 0.12, middle], [0.03, 0.1, length], 0.01)
  }
  for (let z = -4; z < 76; z += 1.2) {
    for (const s of [-1, 1]) {
      box(mesh, SURFACE.darkSteel, [LINE_X + s * 0.6, 0.16, z], [0.05, 0.16, 0.06], 0.006)
      cylinder(
        mesh,
        SURFACE.castMetal,
        [LINE_X + s * 0.44, RAIL_Y - 0.02, z + 0.6],
        [LINE_X + s * 0.66, RAIL_Y - 0.02, z + 0.6],
        0.05,
        14,
      )
    }
    box(mesh, SURFACE.darkSteel, [LINE_X, 0.24, z], [0.6, 0.04, 0.05], 0.006)
  }
  store.fix(mesh)

  // Clamping towers beside the bodies, and media trays overhead.
  const tower = newMesh()
  box(tower, SURFACE.cabinet, [0, 0.04, 0], [0.2, 0.04, 0.24], 0.01)
  box(tower, SURFACE.cabinet, [0, 0.5, 0], [0.09, 0.46, 0.1], 0.012)
  box(tower, SURFACE.safetyYellow, [0.12, 0.92, 0], [0.2, 0.05, 0.07], 0.012)
  box(tower, SURFACE.darkSteel, [0.33, 0.92, 0], [0.03, 0.09, 0.05], 0.01)
  cylinder(tower, SURFACE.aluminium, [0.05, 0.6, 0.14], [0.05, 0.88, 0.14], 0.032, 14)
  for (let z = 3.4; z < 60; z += 3.1) {
    if (z > 9) store.fix(tower, shift(LINE_X - 1.42, 0, z))
    store.fix(tower, chain(shift(LINE_X + 1.42, 0, z), turn('y', 180)))
  }
  const tray = newMesh()
  for (const x of [NEAR_ROW_X - 0.3, FAR_ROW_X + 0.2]) {
    const y = 4.5
    for (const s of [-0.22, 0.22]) box(tray, SURFACE.duct, [x + s, y + 0.05, 36], [0.008, 0.06, 40])
    for (let z = -4; z < 76; z += 0.4) box(tray, SURFACE.duct, [x, y, z], [0.22, 0.012, 0.02])
    for (const [o, r, surface] of [
      [-0.12, 0.04, SURFACE.rubber],
      [-0.03, 0.035, SURFACE.rubber],
      [0.06, 0.045, SURFACE.blackPlastic],
      [0.15, 0.03, SURFACE.signBlue],
    ] as const) {
      cylinder(tray, surface, [x + o, y + 0.05, -4], [x + o, y + 0.05, 76], r, 10)
    }
    for (let z = -3; z < 76; z += 3) {
      for (const s of [-0.24, 0.24]) cylinder(tray, SURFACE.truss, [x + s, y, z], [x + s, 6.1, z], 0.012, 6)
    }
  }
  store.fix(tray)
}

/** Column of three signal lamps on a post, 2.5 m high. */
function signalPost(): Mesh {
  const mesh = newMesh()
  cylinder(mesh, SURFACE.aluminium, [0, 0, 0], [0, 2.1, 0], 0.022, 12)
  box(mesh, SURFACE.cabinet, [0, 1.25, 0], [0.11, 0.16, 0.07], 0.012)
  box(mesh, SURFACE.screen, [-0.112, 1.29, 0], [0.002, 0.08, 0.05])
  cylinder(mesh, SURFACE.red, [-0.12, 1.14, 0], [-0.15, 1.14, 0], 0.025, 14)
  cylinder(mesh, SURFACE.blackPlastic, [0, 2.1, 0], [0, 2.15, 0], 0.04, 16)
  cylinder(mesh, SURFACE.lampGreen, [0, 2.15, 0], [0, 2.24, 0], 0.036, 16)
  cylinder(mesh, SURFACE.safetyYellow, [0, 2.25, 0], [0, 2.34, 0], 0.036, 16)
  cylinder(mesh, SURFACE.red, [0, 2.35, 0], [0, 2.44, 0], 0.036, 16)
  return mesh
}

function cabinet(): Mesh {
  const mesh = newMesh()
  box(mesh, SURFACE.darkSteel, [0, 0.05, 0], [0.3, 0.05, 0.55])
  for (const z of [-0.28, 0.28]) {
    box(mesh, SURFACE.cabinet, [0, 1.05, z], [0.31, 0.94, 0.27], 0.012)
    box(mesh, SURFACE.blackPlastic, [0.315, 1.05, z + 0.2], [0.01, 0.09, 0.012], 0.004)
    for (let i = 0; i < 6; i++) box(mesh, SURFACE.darkSteel, [0.312, 0.3 + i * 0.035, z], [0.004, 0.01, 0.15])
  }
  box(mesh, SURFACE.screen, [0.315, 1.5, 0.28], [0.004, 0.09, 0.13])
  cylinder(mesh, SURFACE.red, [0.31, 1.3, 0.2], [0.35, 1.3, 0.2], 0.03, 16)
  box(mesh, SURFACE.safetyYellow, [0.313, 1.7, -0.28], [0.003, 0.06, 0.07])
  return mesh
}

function furniture(store: ShapeStore): void {
  const random = createStream(20261)
  const post = signalPost()
  for (let z = 5.2; z < 70; z += 7.2) store.fix(post, shift(0.98, 0, z + 3.3))
  const closet = cabinet()
  for (let z = 9.2; z < 72; z += BAY) {
    for (const o of [0, 1.25, 2.5]) if (random() < 0.8) store.fix(closet, shift(-4.7, 0, z + o + 0.4))
  }
  // Racks with boxes along the left wall.
  const rack = newMesh()
  for (let z = 4; z < 74; z += 2.6) {
    for (const x of [-7.9, -6.9]) box(rack, SURFACE.signBlue, [x, 1.6, z], [0.04, 1.6, 0.04])
    for (const y of [0.25, 1.25, 2.25]) {
      box(rack, SURFACE.safetyYellow, [-6.88, y, z + 1.3], [0.025, 0.06, 1.28])
      for (let k = 0; k < 3; k++) {
        if (random() < 0.25) continue
        const h = 0.22 + random() * 0.16
        const surface = random() < 0.5 ? SURFACE.signBlue : random() < 0.5 ? SURFACE.cabinet : SURFACE.aluminium
        box(rack, surface, [-7.35, y + 0.07 + h, z + 0.5 + k * 0.8], [0.42, h, 0.32], 0.015)
      }
    }
  }
  store.fix(rack)
  // Guard rails along the aisle and a duct under the roof.
  const rail = newMesh()
  for (let z = 10.6; z < 72; z += 1.6) {
    cylinder(rail, SURFACE.safetyYellow, [0.95, 0, z], [0.95, 1.1, z], 0.038, 14)
    if (z < 70) {
      for (const y of [0.55, 1.05]) cylinder(rail, SURFACE.safetyYellow, [0.95, y, z], [0.95, y, z + 1.6], 0.03, 12)
      box(rail, SURFACE.blackPlastic, [0.95, 0.09, z + 0.8], [0.012, 0.08, 0.78])
    }
  }
  store.fix(rail)
  const duct = newMesh()
  const rings: [number, number][] = [[0, 0.36]]
  for (let d = 1.5; d < 80; d += 1.5) rings.push([d - 0.03, 0.36], [d - 0.03, 0.39], [d + 0.03, 0.39], [d + 0.03, 0.36])
  rings.push([80, 0.36])
  lathe(duct, SURFACE.duct, [-5.9, 5.1, -2], [-5.9, 5.1, 90], rings, 28)
  store.fix(duct)
  // Boards over the aisle that show each station's count.
  const board = newMesh()
  box(board, SURFACE.board, [0, 0, 0], [0.62, 0.27, 0.05], 0.012)
  for (const x of [-0.45, 0.45]) cylinder(board, SURFACE.darkSteel, [x, 0.25, 0], [x, 2.1, 0], 0.012, 6)
  const sign = store.keep(board)
  for (let z = 13; z < 60; z += BAY * 2) store.place(sign, shift(-1.1, 4, z), random())
}

export function buildHall(store: ShapeStore, lamps: LampStore): void {
  building(store, lamps)
  conveyor(store)
  furniture(store)
}
