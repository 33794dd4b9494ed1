/** The lamps of the hall: flat rectangles that shine to one side, and which of them matter where. */

import { newMesh, type Point, quad, UNMOVED } from './mesh.ts'
import type { ShapeStore } from './tree.ts'

/** Twelve numbers a lamp: corner, edge u, edge v, radiance r g b. It shines along u × v. */
export const LAMP_STRIDE = 12

export interface Lamps {
  readonly count: number
  readonly data: Float32Array
  /** Running sums of the lamps' weights, `count` numbers a cell of the grid. */
  readonly cells: Float32Array
}

const CELL = 3
const ORIGIN: Point = [-12, -1, -12]
const SIZE: Point = [10, 4, 34]

export class LampStore {
  readonly #data: number[] = []

  /** Hangs a lamp and puts its visible face into the world. */
  hang(store: ShapeStore, surface: number, corner: Point, u: Point, v: Point, radiance: Point): void {
    const lamp = this.#data.length / LAMP_STRIDE
    this.#data.push(...corner, ...u, ...v, ...radiance)
    const mesh = newMesh()
    const at = (a: number, b: number): Point => [
      corner[0] + u[0] * a + v[0] * b,
      corner[1] + u[1] * a + v[1] * b,
      corner[2] + u[2] * a + v[2] * b,
    ]
    quad(mesh, surface, at(0, 0), at(1, 0), at(1, 1), at(0, 1))
    store.place(store.keep(mesh), UNMOVED, 0, lamp)
  }

  finish(): Lamps {
    const count = this.#data.length / LAMP_STRIDE
    const data = new Float32Array(new SharedArrayBuffer(this.#data.length * 4))
    data.set(this.#data)
    const cells = new Float32Array(new SharedArrayBuffer(SIZE[0] * SIZE[1] * SIZE[2] * count * 4))
    for (let cell = 0; cell < SIZE[0] * SIZE[1] * SIZE[2]; cell++) {
      const x = ORIGIN[0] + ((cell % SIZE[0]) + 0.5) * CELL
      const y = ORIGIN[1] + ((Math.floor(cell / SIZE[0]) % SIZE[1]) + 0.5) * CELL
      const z = ORIGIN[2] + (Math.floor(cell / SIZE[0] / SIZE[1]) + 0.5) * CELL
      let sum = 0
      for (let i = 0; i < count; i++) {
        sum += weight(data, i, x, y, z)
        cells[cell * count + i] = sum
      }
      for (let i = 0; i < count; i++) cells[cell * count + i] = cells[cell * count + i]! / sum
    }
    return { count, data, cells }
  }
}

/** Roughly how much light a lamp sends to a place; a floor keeps every lamp possible. */
function weight(data: Float32Array, lamp: number, x: number, y: number, z: number): number {
  const k = lamp * LAMP_STRIDE
  const [ux, uy, uz] = [data[k + 3]!, data[k + 4]!, data[k + 5]!]
  const [vx, vy, vz] = [data[k + 6]!, data[k + 7]!, data[k + 8]!]
  const power = (data[k + 9]! + data[k + 10]! + data[k + 11]!) * Math.hypot(ux, uy, uz) * Math.hypot(vx, vy, vz)
  let best = 0
  for (let s = 0; s < 5; s++) {
    const dx = data[k]! + (ux * (s + 0.5)) / 5 + vx / 2 - x
    const dy = data[k + 1]! + (uy * (s + 0.5)) / 5 + vy / 2 - y
    const dz = data[k + 2]! + (uz * (s + 0.5)) / 5 + vz / 2 - z
    const d2 = dx * dx + dy * dy + dz * dz + 2
    const nx = uy * vz - uz * vy
    const ny = uz * vx - ux * vz
    const nz = ux * vy - uy * vx
    const facing = -(nx * dx + ny * dy + nz * dz) / (Math.hypot(nx, ny, nz) * Math.sqrt(d2))
    best += (Math.max(0.04, facing) / d2) * 0.2
  }
  return power * best
}

/** The first number of the grid cell that holds a place. */
export function cellAt(count: number, x: number, y: number, z: number): number {
  const cx = Math.max(0, Math.min(SIZE[0] - 1, Math.floor((x - ORIGIN[0]) / CELL)))
  const cy = Math.max(0, Math.min(SIZE[1] - 1, Math.floor((y - ORIGIN[1]) / CELL)))
  const cz = Math.max(0, Math.min(SIZE[2] - 1, Math.floor((z - ORIGIN[2]) / CELL)))
  return (cx + SIZE[0] * (cy + SIZE[1] * cz)) * count
}
