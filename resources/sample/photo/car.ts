/** A car body in white as it runs through a body shop: shell without doors' glass, lamps or wheels, on its skid. */

import { cast, common, drum, type Field, polygonDistance } from './field.ts'
import { box, cylinder, join, type Mesh, newMesh } from './mesh.ts'
import { SURFACE } from './surfaces.ts'

const PROFILE: readonly (readonly [number, number])[] = [
  [-2.1, 0.2],
  [-2.22, 0.38],
  [-2.24, 0.66],
  [-2.18, 0.98],
  [-1.98, 1.06],
  [-1.72, 1.32],
  [-1.3, 1.45],
  [-0.5, 1.52],
  [0.1, 1.49],
  [0.45, 1.4],
  [1.12, 0.99],
  [1.7, 0.92],
  [2.12, 0.8],
  [2.25, 0.62],
  [2.22, 0.34],
  [2.1, 0.2],
]

const SIDE_WINDOWS = [
  polygonDistance([
    [-0.16, 1.0],
    [0.9, 1.0],
    [0.42, 1.29],
    [-0.02, 1.39],
    [-0.16, 1.395],
  ]),
  polygonDistance([
    [-1.2, 1.02],
    [-0.3, 1.0],
    [-0.3, 1.4],
    [-0.75, 1.4],
    [-1.1, 1.36],
  ]),
  polygonDistance([
    [-1.66, 1.06],
    [-1.36, 1.04],
    [-1.26, 1.32],
    [-1.42, 1.3],
  ]),
]

/** The outer skin as a solid. */
function skin(inset: number): Field {
  const outline = polygonDistance(PROFILE)
  return (x, y, z) => {
    const side = outline(x, y) + inset - 0.05
    const end = Math.max(0, (Math.abs(x) - 0.9) / 1.35)
    const belt = 0.9 - 0.1 * end * end * end
    const high = Math.max(0, y - 0.96)
    const low = Math.max(0, 0.6 - y)
    const crease = 0.012 * Math.exp(-(((y - 0.8) / 0.05) ** 2))
    const half = belt - high * 0.42 - high * high * 0.25 - low * low * 0.35 + crease
    const flank = (Math.abs(z) - half + inset) * 0.9
    // Round where flank meets roof and bonnet.
    const k = 0.13
    const h = Math.max(k - Math.abs(side - flank), 0) / k
    return (Math.max(side, flank) + h * h * k * 0.25) * 0.95
  }
}

/** Length along x (front at +x), 4.5 m; the sill stands at y = 0.2. */
export function carBody(cell: number): Mesh {
  const outer = skin(0)
  const inner = skin(0.075)
  const arches = [drum([1.38, 0.3, 0], 'z', 0.39, 1.2, 0.01), drum([-1.36, 0.3, 0], 'z', 0.39, 1.2, 0.01)]
  const windscreen: Field = (x, y, z) => {
    // The pane's plane leans from cowl to roof edge.
    const along = ((x - 1.06) * -0.85 + (y - 1.02) * 0.52) / 1
    const half = 0.69 - along * 0.16
    return Math.max(Math.abs(along - 0.36) - 0.3, Math.abs(z) - half, 0.9 - y, -(x - 0.2)) * 0.8
  }
  const rear: Field = (x, y, z) => Math.max(Math.abs(y - 1.21) - 0.13, Math.abs(z) - 0.56, x + 1.62) * 0.9
  const grille: Field = (x, y, z) => Math.max(Math.abs(y - 0.52) - 0.11, Math.abs(z) - 0.5, 2.02 - x)
  const lamp: Field = (x, y, z) => Math.max(Math.abs(y - 0.71) - 0.055, Math.abs(Math.abs(z) - 0.66) - 0.14, 1.95 - x)
  const shell: Field = (x, y, z) => {
    let d = outer(x, y, z)
    d = Math.max(d, -inner(x, y, z))
    for (const pane of SIDE_WINDOWS) {
      const e = pane(x, y) - 0.012
      if (Math.abs(z) > 0.4) d = Math.max(d, -e)
    }
    d = Math.max(d, -windscreen(x, y, z), -rear(x, y, z), -grille(x, y, z), -lamp(x, y, z))
    for (const arch of arches) if (Math.abs(z) > 0.55) d = Math.max(d, -arch(x, y, z))
    return d
  }
  const mesh = cast(common(0.002, shell, shell), [-2.32, 0.1, -0.98], [2.34, 1.66, 0.98], cell, SURFACE.carBody)
  // Floor pan, tunnel, dash beam, seats' cross members: what one sees through the windows.
  const inside = newMesh()
  box(inside, SURFACE.carBody, [0, 0.34, 0], [1.9, 0.02, 0.76], 0.01)
  box(inside, SURFACE.carBody, [0.1, 0.42, 0], [1.1, 0.08, 0.12], 0.03)
  for (const x of [0.75, 0.15, -0.6]) box(inside, SURFACE.carBody, [x, 0.4, 0], [0.06, 0.05, 0.74], 0.02)
  box(inside, SURFACE.darkSteel, [0.82, 0.88, 0], [0.05, 0.05, 0.76], 0.02)
  box(inside, SURFACE.carBody, [-1.35, 0.85, 0], [0.03, 0.3, 0.66], 0.01)
  join(mesh, inside)
  return mesh
}

/** The skid under a body, its runners at y = 0. */
export function skid(): Mesh {
  const mesh = newMesh()
  for (const z of [-0.55, 0.55]) {
    box(mesh, SURFACE.darkSteel, [0, 0.05, z], [2.5, 0.05, 0.05], 0.008)
    for (const x of [-1.7, -0.6, 0.6, 1.75]) {
      box(mesh, SURFACE.darkSteel, [x, 0.2, z], [0.05, 0.14, 0.05], 0.006)
      cylinder(mesh, SURFACE.aluminium, [x, 0.32, z], [x, 0.4, z], 0.03, 12)
    }
  }
  for (const x of [-2.3, -1.7, -0.6, 0.6, 1.75, 2.3])
    box(mesh, SURFACE.darkSteel, [x, 0.07, 0], [0.05, 0.04, 0.6], 0.008)
  return mesh
}
