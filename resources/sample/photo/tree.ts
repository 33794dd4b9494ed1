/** Bounding-box trees over triangles and over placed bodies, laid flat into typed arrays that threads can share. */

import { join, type Mesh, newMesh, type Placement, UNMOVED } from './mesh.ts'

/** Everything a ray needs to know about the shapes. All lengths in metres. */
export interface Shapes {
  /** Six numbers a node: low x y z, high x y z. */
  readonly nodeBox: Float32Array
  /** Two numbers a node: first child or first item, number of items (0 = inner node, children side by side). */
  readonly nodeLink: Int32Array
  /** Nine numbers a triangle: a corner and the two edges from it. */
  readonly triangles: Float32Array
  readonly normals: Float32Array
  readonly surfaces: Uint8Array
  readonly bodyRoot: Int32Array
  /** Twelve numbers a body: world to body. */
  readonly bodyInverse: Float32Array
  /** A number in [0, 1) that lets copies of a body differ in tone. */
  readonly bodyTone: Float32Array
  readonly bodyMoved: Uint8Array
  /** Which lamp a body is, -1 for none. */
  readonly bodyLamp: Int32Array
  readonly topBox: Float32Array
  readonly topLink: Int32Array
  readonly topOrder: Int32Array
}

interface Tree {
  readonly box: number[]
  readonly link: number[]
  readonly order: Int32Array
}

const BINS = 12

/** A tree by the surface-area rule over items given by their boxes. */
function plant(boxes: Float32Array, count: number, leaf: number): Tree {
  const order = Int32Array.from({ length: count }, (_, i) => i)
  const box: number[] = [0, 0, 0, 0, 0, 0]
  const link: number[] = [0, 0]
  const stack: [number, number, number][] = [[0, 0, count]]
  const binLow = new Float64Array(BINS * 3)
  const binHigh = new Float64Array(BINS * 3)
  const binCount = new Int32Array(BINS)
  const rightArea = new Float64Array(BINS)
  for (let top = stack.pop(); top; top = stack.pop()) {
    const [node, from, to] = top
    const low = [Infinity, Infinity, Infinity]
    const high = [-Infinity, -Infinity, -Infinity]
    const cLow = [Infinity, Infinity, Infinity]
    const cHigh = [-Infinity, -Infinity, -Infinity]
    for (let i = from; i < to; i++) {
      const at = order[i]! * 6
      for (let k = 0; k < 3; k++) {
        const l = boxes[at + k]!
        const h = boxes[at + 3 + k]!
        if (l < low[k]!) low[k] = l
        if (h > high[k]!) high[k] = h
        if (l + h < cLow[k]!) cLow[k] = l + h
        if (l + h > cHigh[k]!) cHigh[k] = l + h
      }
    }
    for (let k = 0; k < 3; k++) {
      box[node * 6 + k] = low[k]!
      box[node * 6 + 3 + k] = high[k]!
    }
    let bestCost = Infinity
    let bestAxis = -1
    let bestBin = 0
    if (to - from > leaf) {
      for (let axis = 0; axis < 3; axis++) {
        const width = cHigh[axis]! - cLow[axis]!
        if (width < 1e-9) continue
        binCount.fill(0)
        binLow.fill(Infinity)
        binHigh.fill(-Infinity)
        const scale = (BINS * 0.9999) / width
        for (let i = from; i < to; i++) {
          const at = order[i]! * 6
          const b = ((boxes[at + axis]! + boxes[at + 3 + axis]! - cLow[axis]!) * scale) | 0
          binCount[b]!++
          for (let k = 0; k < 3; k++) {
            if (boxes[at + k]! < binLow[b * 3 + k]!) binLow[b * 3 + k] = boxes[at + k]!
            if (boxes[at + 3 + k]! > binHigh[b * 3 + k]!) binHigh[b * 3 + k] = boxes[at + 3 + k]!
          }
        }
        const sweep = (start: number, stop: number, dir: number, see: (bin: number, cost: number) => void): void => {
          let lx = Infinity
          let ly = Infinity
          let lz = Infinity
          let hx = -Infinity
          let hy = -Infinity
          let hz = -Infinity
          let n = 0
          for (let b = start; b !== stop; b += dir) {
            n += binCount[b]!
            lx = Math.min(lx, binLow[b * 3]!)
            ly = Math.min(ly, binLow[b * 3 + 1]!)
            lz = Math.min(lz, binLow[b * 3 + 2]!)
            hx = Math.max(hx, binHigh[b * 3]!)
            hy = Math.max(hy, binHigh[b * 3 + 1]!)
            hz = Math.max(hz, binHigh[b * 3 + 2]!)
            const dx = hx - lx
            const dy = hy - ly
            const dz = hz - lz
            see(b, n === 0 ? 0 : n * (dx * dy + dy * dz + dz * dx))
          }
        }
        sweep(BINS - 1, 0, -1, (b, cost) => {
          rightArea[b] = cost
        })
        sweep(0, BINS - 1, 1, (b, cost) => {
          if (cost + rightArea[b + 1]! < bestCost && cost > 0 && rightArea[b + 1]! > 0) {
            bestCost = cost + rightArea[b + 1]!
            bestAxis = axis
            bestBin = b
          }
        })
      }
    }
    let middle = from
    if (bestAxis >= 0) {
      const scale = (BINS * 0.9999) / (cHigh[bestAxis]! - cLow[bestAxis]!)
      for (let i = from; i < to; i++) {
        const item = order[i]!
        const at = item * 6
        if ((((boxes[at + bestAxis]! + boxes[at + 3 + bestAxis]! - cLow[bestAxis]!) * scale) | 0) <= bestBin) {
          order[i] = order[middle]!
          order[middle++] = item
        }
      }
    } else if (to - from > leaf) middle = (from + to) >> 1
    if (middle === from || middle === to) {
      link[node * 2] = from
      link[node * 2 + 1] = to - from
      continue
    }
    const left = link.length / 2
    link.push(0, 0, 0, 0)
    for (let k = 0; k < 12; k++) box.push(0)
    link[node * 2] = left
    link[node * 2 + 1] = 0
    stack.push([left, from, middle], [left + 1, middle, to])
  }
  return { box, link, order }
}

function shared<T extends Float32Array | Int32Array | Uint8Array>(
  make: new (buffer: SharedArrayBuffer) => T,
  bytes: number,
  from: ArrayLike<number>,
): T {
  const array = new make(new SharedArrayBuffer(Math.max(1, from.length) * bytes))
  array.set(from)
  return array
}

/** Collects meshes and their placements; `finish` plants the trees. */
export class ShapeStore {
  readonly #fixed: Mesh = newMesh()
  readonly #meshes: Mesh[] = []
  readonly #bodies: { mesh: number; at: Placement; tone: number; lamp: number }[] = []

  /** Keeps a mesh and returns its number. */
  keep(mesh: Mesh): number {
    return this.#meshes.push(mesh) - 1
  }

  /** Puts a copy of a kept mesh into the world. The placement must be rigid. */
  place(mesh: number, at: Placement, tone = 0, lamp = -1): void {
    this.#bodies.push({ mesh, at, tone, lamp })
  }

  /** Makes a mesh part of the one big body that never moves: rays search one tree instead of many that overlap. */
  fix(mesh: Mesh, at: Placement = UNMOVED): void {
    join(this.#fixed, mesh, at)
  }

  finish(): Shapes {
    // An empty mesh has no leaf for a search to end in.
    if (this.#fixed.surfaces.length > 0) this.place(this.keep(this.#fixed), UNMOVED)
    const total = this.#meshes.reduce((sum, mesh) => sum + mesh.surfaces.length, 0)
    const triangles = new Float32Array(total * 9)
    const normals = new Float32Array(total * 9)
    const surfaces = new Uint8Array(total)
    const nodeBox: number[] = []
    const nodeLink: number[] = []
    const roots: number[] = []
    let done = 0
    for (const { points, normals: meshNormals, surfaces: meshSurfaces } of this.#meshes) {
      const count = meshSurfaces.length
      const boxes = new Float32Array(count * 6)
      for (let t = 0; t < count; t++) {
        for (let k = 0; k < 3; k++) {
          const [a, b, c] = [points[t * 9 + k]!, points[t * 9 + 3 + k]!, points[t * 9 + 6 + k]!]
          boxes[t * 6 + k] = Math.min(a, b, c) - 1e-5
          boxes[t * 6 + 3 + k] = Math.max(a, b, c) + 1e-5
        }
      }
      const tree = plant(boxes, count, 3)
      const firstNode = nodeLink.length / 2
      roots.push(firstNode)
      for (let i = 0; i < tree.link.length; i += 2) {
        const items = tree.link[i + 1]!
        nodeLink.push(tree.link[i]! + (items > 0 ? done : firstNode), items)
      }
      for (const value of tree.box) nodeBox.push(value)
      for (let i = 0; i < count; i++) {
        const t = tree.order[i]!
        const out = (done + i) * 9
        for (let k = 0; k < 3; k++) {
          triangles[out + k] = points[t * 9 + k]!
          triangles[out + 3 + k] = points[t * 9 + 3 + k]! - points[t * 9 + k]!
          triangles[out + 6 + k] = points[t * 9 + 6 + k]! - points[t * 9 + k]!
        }
        for (let k = 0; k < 9; k++) normals[out + k] = meshNormals[t * 9 + k]!
        surfaces[done + i] = meshSurfaces[t]!
      }
      done += count
    }

    const bodies = this.#bodies
    const worldBoxes = new Float32Array(bodies.length * 6)
    const inverse: number[] = []
    bodies.forEach(({ mesh, at }, i) => {
      const root = roots[mesh]! * 6
      for (let k = 0; k < 3; k++) {
        let low = at[k * 4 + 3]!
        let high = low
        for (let j = 0; j < 3; j++) {
          const a = at[k * 4 + j]! * nodeBox[root + j]!
          const b = at[k * 4 + j]! * nodeBox[root + 3 + j]!
          low += Math.min(a, b)
          high += Math.max(a, b)
        }
        worldBoxes[i * 6 + k] = low - 1e-4
        worldBoxes[i * 6 + 3 + k] = high + 1e-4
      }
      for (let r = 0; r < 3; r++) {
        inverse.push(at[r]!, at[4 + r]!, at[8 + r]!)
        inverse.push(-(at[r]! * at[3]! + at[4 + r]! * at[7]! + at[8 + r]! * at[11]!))
      }
    })
    const top = plant(worldBoxes, bodies.length, 1)
    const unmoved = (at: Placement): boolean =>
      at[0] === 1 && at[5] === 1 && at[10] === 1 && at[3] === 0 && at[7] === 0 && at[11] === 0
    return {
      nodeBox: shared(Float32Array, 4, nodeBox),
      nodeLink: shared(Int32Array, 4, nodeLink),
      triangles: shared(Float32Array, 4, triangles),
      normals: shared(Float32Array, 4, normals),
      surfaces: shared(Uint8Array, 1, surfaces),
      bodyRoot: shared(
        Int32Array,
        4,
        bodies.map((body) => roots[body.mesh]!),
      ),
      bodyInverse: shared(Float32Array, 4, inverse),
      bodyTone: shared(
        Float32Array,
        4,
        bodies.map((body) => body.tone),
      ),
      bodyMoved: shared(
        Uint8Array,
        1,
        bodies.map((body) => (unmoved(body.at) ? 0 : 1)),
      ),
      bodyLamp: shared(
        Int32Array,
        4,
        bodies.map((body) => body.lamp),
      ),
      topBox: shared(Float32Array, 4, top.box),
      topLink: shared(Int32Array, 4, top.link),
      topOrder: shared(Int32Array, 4, top.order),
    }
  }
}
