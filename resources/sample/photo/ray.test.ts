import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createStream } from './chance.ts'
import { box, chain, newMesh, type Placement, placed, shift, triangle, turn } from './mesh.ts'
import { createRayCaster } from './ray.ts'
import { ShapeStore } from './tree.ts'

/** Distance to a triangle by solving for it directly; no tree. */
function plainDistance(o: readonly number[], d: readonly number[], p: readonly number[]): number {
  const [e, f, s] = [0, 1, 2].map((row) =>
    [0, 1, 2].map((k) => (row === 2 ? o[k]! - p[k]! : p[(row + 1) * 3 + k]! - p[k]!)),
  ) as [number[], number[], number[]]
  const det3 = (a: number[], b: readonly number[], c: number[]): number =>
    a[0]! * (b[1]! * c[2]! - b[2]! * c[1]!) -
    b[0]! * (a[1]! * c[2]! - a[2]! * c[1]!) +
    c[0]! * (a[1]! * b[2]! - a[2]! * b[1]!)
  const away = d.map((x) => -x)
  const det = det3(e, f, away)
  if (Math.abs(det) < 1e-12) return Infinity
  const u = det3(s, f, away) / det
  const v = det3(e, s, away) / det
  const t = det3(e, f, s) / det
  return u >= 0 && v >= 0 && u + v <= 1 && t > 1e-4 ? t : Infinity
}

describe('a ray finds the nearest surface', () => {
  test('the tree gives what a search of every triangle gives', () => {
    const random = createStream(11)
    const mesh = newMesh()
    const point = (): [number, number, number] => [random() * 4 - 2, random() * 4 - 2, random() * 4 - 2]
    for (let i = 0; i < 150; i++) {
      const a = point()
      const near = (): [number, number, number] => [a[0] + random() - 0.5, a[1] + random() - 0.5, a[2] + random() - 0.5]
      triangle(mesh, 1, a, near(), near())
    }
    const at: readonly Placement[] = [shift(0, 0, 0), chain(shift(3, 1, -1), turn('y', 40), turn('x', 25))]
    const store = new ShapeStore()
    const kept = store.keep(mesh)
    for (const placement of at) store.place(kept, placement)
    const caster = createRayCaster(store.finish())
    const soup = at.flatMap((m) =>
      mesh.surfaces.map((_, t) =>
        [0, 1, 2].flatMap((c) => {
          const k = t * 9 + c * 3
          return [...placed(m, [mesh.points[k]!, mesh.points[k + 1]!, mesh.points[k + 2]!])]
        }),
      ),
    )
    const coordinate = fc.double({ min: -5, max: 5, noNaN: true })
    let hits = 0
    fc.assert(
      fc.property(
        fc.tuple(coordinate, coordinate, coordinate),
        fc.tuple(coordinate, coordinate, coordinate),
        (o, to) => {
          const l = Math.hypot(to[0] - o[0], to[1] - o[1], to[2] - o[2])
          fc.pre(l > 0.1)
          const d = to.map((x, k) => (x - o[k]!) / l) as [number, number, number]
          const expected = Math.min(...soup.map((p) => plainDistance(o, d, p)))
          const found = caster.nearest(...o, ...d, 100)
          // Single and double precision may disagree about a ray along an edge; distances seen by both must agree.
          if (found && expected < Infinity) {
            hits++
            expect(caster.hit.t).toBeCloseTo(expected, 3)
          }
          expect(caster.blocked(...o, ...d, 100)).toBe(found)
          if (expected < Infinity) expect(found).toBe(true)
        },
      ),
      { seed: 5, numRuns: 400 },
    )
    expect(hits).toBeGreaterThan(50)
  })

  test('a box casts a shadow behind it and none before it', () => {
    const mesh = newMesh()
    box(mesh, 1, [0, 0, 5], [1, 1, 1], 0.1)
    const store = new ShapeStore()
    store.fix(mesh)
    const caster = createRayCaster(store.finish())
    expect(caster.nearest(0.01, 0.02, 0, 0, 0, 1, 100)).toBe(true)
    expect(caster.hit.t).toBeCloseTo(4, 4)
    expect(caster.blocked(0.01, 0.02, 0, 0, 0, 1, 3.9)).toBe(false)
    expect(caster.blocked(0.01, 0.02, 0, 0, 0, 1, 4.1)).toBe(true)
    expect(caster.nearest(0.01, 0.02, 8, 0, 0, 1, 100)).toBe(false)
  })
})
