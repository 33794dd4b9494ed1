/** Light carried through the scene: lens, direct light from the lamps, one bounce, and an even rest after that. */

import { hash32, SPREAD_DIMENSIONS, SPREAD_STEPS } from './chance.ts'
import { createFinish } from './finish.ts'
import { cellAt, LAMP_STRIDE } from './lamps.ts'
import { createLens, type Frame } from './lens.ts'
import { PIXEL, PIXEL_STRIDE } from './pixel.ts'
import { createRayCaster } from './ray.ts'
import type { Scene } from './scene.ts'

/** Light left after the last bounce followed, from below and from above. */
const REST_LOW = [0.3, 0.31, 0.3] as const
const REST_HIGH = [0.5, 0.51, 0.51] as const
/** Air in the hall: share of light lost a metre, and the light it scatters to the eye. */
const HAZE = 0.006
const HAZE_LIGHT = [0.7, 0.8, 0.88] as const
const BRIGHTEST_BOUNCE = 14
const EPS = 6e-4

/** Returns a function that adds one row's samples to `pixels`. Same scene, frame and row: same numbers. */
export function createTracer(scene: Scene, frame: Frame, pixels: Float32Array): (row: number) => void {
  const { shapes, lamps, camera } = scene
  const caster = createRayCaster(shapes)
  const { hit } = caster
  const finish = createFinish(scene.surfaces)
  const { look } = finish
  const lampData = lamps.data
  const lampCount = lamps.count

  const start = new Float64Array(SPREAD_DIMENSIONS)
  let dimension = 0
  let sample = 0
  let stream = 0
  function next(): number {
    if (dimension < SPREAD_DIMENSIONS) {
      const v = start[dimension]! + sample * SPREAD_STEPS[dimension]!
      dimension++
      return v - Math.floor(v)
    }
    stream = (stream + 0x9e3779b9) | 0
    return hash32(stream) / 4294967296
  }

  // The place being shaded: position, normal, direction to the eye, look.
  let px = 0
  let py = 0
  let pz = 0
  let nx = 0
  let ny = 0
  let nz = 0
  let gx = 0
  let gy = 0
  let gz = 0
  let vx = 0
  let vy = 0
  let vz = 0
  let lamp = -1
  let cr = 0
  let cg = 0
  let cb = 0
  let fr = 0
  let fg = 0
  let fb = 0
  let alpha = 0
  let mirrorShare = 0
  // Answers of `respond` and `direct`.
  let matte = 0
  let glossR = 0
  let glossG = 0
  let glossB = 0
  let density = 0
  const lit = new Float64Array(6)

  /** Reads the shapes at the hit just found. */
  function arrive(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number): void {
    const { t, triangle, body, u, v } = hit
    px = ox + dx * t
    py = oy + dy * t
    pz = oz + dz * t
    vx = -dx
    vy = -dy
    vz = -dz
    lamp = shapes.bodyLamp[body]!
    const m = body * 12
    const inv = shapes.bodyInverse
    const k = triangle * 9
    const tri = shapes.triangles
    const nor = shapes.normals
    const w = 1 - u - v
    const ax = nor[k]! * w + nor[k + 3]! * u + nor[k + 6]! * v
    const ay = nor[k + 1]! * w + nor[k + 4]! * u + nor[k + 7]! * v
    const az = nor[k + 2]! * w + nor[k + 5]! * u + nor[k + 8]! * v
    const hx = tri[k + 4]! * tri[k + 8]! - tri[k + 5]! * tri[k + 7]!
    const hy = tri[k + 5]! * tri[k + 6]! - tri[k + 3]! * tri[k + 8]!
    const hz = tri[k + 3]! * tri[k + 7]! - tri[k + 4]! * tri[k + 6]!
    // World to body is rigid, so its transpose brings directions back.
    const m0 = inv[m]!
    const m1 = inv[m + 1]!
    const m2 = inv[m + 2]!
    const m4 = inv[m + 4]!
    const m5 = inv[m + 5]!
    const m6 = inv[m + 6]!
    const m8 = inv[m + 8]!
    const m9 = inv[m + 9]!
    const m10 = inv[m + 10]!
    nx = m0 * ax + m4 * ay + m8 * az
    ny = m1 * ax + m5 * ay + m9 * az
    nz = m2 * ax + m6 * ay + m10 * az
    gx = m0 * hx + m4 * hy + m8 * hz
    gy = m1 * hx + m5 * hy + m9 * hz
    gz = m2 * hx + m6 * hy + m10 * hz
    let l = 1 / Math.sqrt(gx * gx + gy * gy + gz * gz)
    if (gx * vx + gy * vy + gz * vz < 0) l = -l
    gx *= l
    gy *= l
    gz *= l
    if (lamp >= 0) return
    const lx = m0 * px + m1 * py + m2 * pz + inv[m + 3]!
    const ly = m4 * px + m5 * py + m6 * pz + inv[m + 7]!
    const lz = m8 * px + m9 * py + m10 * pz + inv[m + 11]!
    finish.at(shapes.surfaces[triangle]!, shapes.bodyTone[body]!, px, py, pz, lx, ly, lz, gx, gy, gz)
    if (nx * gx + ny * gy + nz * gz < 0) {
      nx = -nx
      ny = -ny
      nz = -nz
    }
    nx += look.bumpX
    ny += look.bumpY
    nz += look.bumpZ
    let facing = nx * vx + ny * vy + nz * vz
    if (facing < 0.02) {
      // A smooth normal may turn away from the eye at a silhouette.
      nx += vx * (0.02 - facing)
      ny += vy * (0.02 - facing)
      nz += vz * (0.02 - facing)
    }
    l = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz)
    nx *= l
    ny *= l
    nz *= l
    facing = nx * vx + ny * vy + nz * vz
    alpha = look.alpha
    const body0 = 1 - look.metal
    cr = look.r * body0
    cg = look.g * body0
    cb = look.b * body0
    const base = look.coat > 0 ? 0.045 : 0.02
    fr = base * body0 + look.r * look.metal
    fg = base * body0 + look.g * look.metal
    fb = base * body0 + look.b * look.metal
    const edge = (1 - facing) ** 5 * (1 - alpha * 0.8)
    const mirrored = fg + (1 - fg) * edge
    const scattered = (cr + cg + cb) * 0.33 * (1 - mirrored)
    mirrorShare = Math.max(0.12, Math.min(0.92, mirrored / (mirrored + scattered * 0.6 + 1e-6)))
  }

  /** How the surface answers light from l: matte factor (without colour), gloss factors, both times the cosine. */
  function respond(lx: number, ly: number, lz: number): void {
    const nl = nx * lx + ny * ly + nz * lz
    if (nl <= 0 || gx * lx + gy * ly + gz * lz <= 0) {
      matte = 0
      glossR = 0
      glossG = 0
      glossB = 0
      density = 0
      return
    }
    const nv = nx * vx + ny * vy + nz * vz
    let hx = lx + vx
    let hy = ly + vy
    let hz = lz + vz
    const l = 1 / Math.sqrt(hx * hx + hy * hy + hz * hz)
    hx *= l
    hy *= l
    hz *= l
    const nh = nx * hx + ny * hy + nz * hz
    const vh = vx * hx + vy * hy + vz * hz
    const a2 = alpha * alpha
    const q = nh * nh * (a2 - 1) + 1
    const d = a2 / (Math.PI * q * q)
    const sv = Math.sqrt(a2 + (1 - a2) * nv * nv)
    const sl = Math.sqrt(a2 + (1 - a2) * nl * nl)
    const edge = (1 - vh) ** 5
    // Smith's shadowing, height-correlated; the cosine of the light is in it.
    const shape = (d * nl) / (2 * (nl * sv + nv * sl))
    glossR = (fr + (1 - fr) * edge) * shape
    glossG = (fg + (1 - fg) * edge) * shape
    glossB = (fb + (1 - fb) * edge) * shape
    matte = (1 - fg - (1 - fg) * edge) * nl * 0.3183098862
    density = (mirrorShare * d) / (2 * (nv + sv)) + (1 - mirrorShare) * nl * 0.3183098862
  }

  function lampShare(index: number, x: number, y: number, z: number): number {
    const cell = cellAt(lampCount, x, y, z)
    return lamps.cells[cell + index]! - (index > 0 ? lamps.cells[cell + index - 1]! : 0)
  }

  /** Light straight from one lamp picked by weight; into `lit`: matte r g b, gloss r g b. */
  function direct(): void {
    lit.fill(0)
    const cell = cellAt(lampCount, px, py, pz)
    const pick = next()
    const a = next()
    const b = next()
    let low = 0
    let high = lampCount - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (lamps.cells[cell + middle]! < pick) low = middle + 1
      else high = middle
    }
    const share = lamps.cells[cell + low]! - (low > 0 ? lamps.cells[cell + low - 1]! : 0)
    const k = low * LAMP_STRIDE
    const ux = lampData[k + 3]!
    const uy = lampData[k + 4]!
    const uz = lampData[k + 5]!
    const wx = lampData[k + 6]!
    const wy = lampData[k + 7]!
    const wz = lampData[k + 8]!
    let dx = lampData[k]! + ux * a + wx * b - px
    let dy = lampData[k + 1]! + uy * a + wy * b - py
    let dz = lampData[k + 2]! + uz * a + wz * b - pz
    const d2 = dx * dx + dy * dy + dz * dz
    const d = Math.sqrt(d2)
    dx /= d
    dy /= d
    dz /= d
    const mx = uy * wz - uz * wy
    const my = uz * wx - ux * wz
    const mz = ux * wy - uy * wx
    // |u × v| is the lamp's area, so this is area times cosine.
    const shown = -(mx * dx + my * dy + mz * dz)
    if (shown <= 0) return
    respond(dx, dy, dz)
    if (density <= 0) return
    const perSteradian = (share * d2) / shown
    const heed = perSteradian / (perSteradian + density) / perSteradian
    if (caster.blocked(px + gx * EPS, py + gy * EPS, pz + gz * EPS, dx, dy, dz, d - 2 * EPS)) return
    const lr = lampData[k + 9]! * heed
    const lg = lampData[k + 10]! * heed
    const lb = lampData[k + 11]! * heed
    lit[0] = lr * matte * cr
    lit[1] = lg * matte * cg
    lit[2] = lb * matte * cb
    lit[3] = lr * glossR
    lit[4] = lg * glossG
    lit[5] = lb * glossB
  }

  // The direction the next ray leaves in.
  let sx = 0
  let sy = 0
  let sz = 0
  function scatter(): void {
    const kind = next()
    const u1 = next()
    const u2 = next() * 2 * Math.PI
    const sign = nz >= 0 ? 1 : -1
    const p = -1 / (sign + nz)
    const q = nx * ny * p
    const tx = 1 + sign * nx * nx * p
    const ty = sign * q
    const tz = -sign * nx
    const bx = q
    const by = sign + ny * ny * p
    const bz = -ny
    if (kind >= mirrorShare) {
      const r = Math.sqrt(u1)
      const c = Math.sqrt(1 - u1)
      const x = r * Math.cos(u2)
      const y = r * Math.sin(u2)
      sx = tx * x + bx * y + nx * c
      sy = ty * x + by * y + ny * c
      sz = tz * x + bz * y + nz * c
      return
    }
    // Visible normals of the GGX lobe (spherical-cap construction).
    let ex = (tx * vx + ty * vy + tz * vz) * alpha
    let ey = (bx * vx + by * vy + bz * vz) * alpha
    let ez = nx * vx + ny * vy + nz * vz
    const el = 1 / Math.sqrt(ex * ex + ey * ey + ez * ez)
    ex *= el
    ey *= el
    ez *= el
    const c = (1 - u1) * (1 + ez) - ez
    const s = Math.sqrt(Math.max(0, 1 - c * c))
    let hx = (s * Math.cos(u2) + ex) * alpha
    let hy = (s * Math.sin(u2) + ey) * alpha
    let hz = Math.max(1e-6, c + ez)
    const hl = 1 / Math.sqrt(hx * hx + hy * hy + hz * hz)
    hx *= hl
    hy *= hl
    hz *= hl
    const mx = tx * hx + bx * hy + nx * hz
    const my = ty * hx + by * hy + ny * hz
    const mz = tz * hx + bz * hy + nz * hz
    const vm = 2 * (vx * mx + vy * my + vz * mz)
    sx = mx * vm - vx
    sy = my * vm - vy
    sz = mz * vm - vz
  }

  const lens = createLens(camera, frame)
  const { ray } = lens

  function trace(x: number, y: number, out: number): void {
    lens.aim(x, y, next(), next(), next(), next())
    const { ox, oy, oz, dx, dy, dz } = ray
    if (!caster.nearest(ox, oy, oz, dx, dy, dz, 400)) return
    arrive(ox, oy, oz, dx, dy, dz)
    const depth = hit.t
    const clear = Math.exp(-HAZE * depth)
    pixels[out + PIXEL.depth]! += depth
    for (let c = 0; c < 3; c++) pixels[out + PIXEL.gloss + c]! += HAZE_LIGHT[c]! * (1 - clear)
    if (lamp >= 0) {
      const k = lamp * LAMP_STRIDE
      for (let c = 0; c < 3; c++) {
        pixels[out + PIXEL.gloss + c]! += Math.min(9, lampData[k + 9 + c]!) * clear
        pixels[out + PIXEL.colour + c]! += 1
      }
      return
    }
    const glow = scene.surfaces[shapes.surfaces[hit.triangle]! * 8 + 6]!
    const colour = out + PIXEL.colour
    pixels[colour]! += cr + 0.01
    pixels[colour + 1]! += cg + 0.01
    pixels[colour + 2]! += cb + 0.01
    pixels[out + PIXEL.normal]! += nx
    pixels[out + PIXEL.normal + 1]! += ny
    pixels[out + PIXEL.normal + 2]! += nz
    direct()
    let mr = lit[0]!
    let mg = lit[1]!
    let mb = lit[2]!
    let sr = Math.min(30, lit[3]!) + look.r * glow * 2 + look.glowR
    let sg = Math.min(30, lit[4]!) + look.g * glow * 2 + look.glowG
    let sb = Math.min(30, lit[5]!) + look.b * glow * 2

    const r0 = cr
    const g0 = cg
    const b0 = cb
    scatter()
    respond(sx, sy, sz)
    if (density > 1e-9) {
      const toMatte = matte / density
      const toR = glossR / density
      const toG = glossG / density
      const toB = glossB / density
      const here = density
      const qx = px + gx * EPS
      const qy = py + gy * EPS
      const qz = pz + gz * EPS
      const dirX = sx
      const dirY = sy
      const dirZ = sz
      let ir = 0
      let ig = 0
      let ib = 0
      if (caster.nearest(qx, qy, qz, dirX, dirY, dirZ, 300)) {
        const reach = hit.t
        arrive(qx, qy, qz, dirX, dirY, dirZ)
        if (lamp >= 0) {
          const k = lamp * LAMP_STRIDE
          const mx = lampData[k + 4]! * lampData[k + 8]! - lampData[k + 5]! * lampData[k + 7]!
          const my = lampData[k + 5]! * lampData[k + 6]! - lampData[k + 3]! * lampData[k + 8]!
          const mz = lampData[k + 3]! * lampData[k + 7]! - lampData[k + 4]! * lampData[k + 6]!
          const shown = -(mx * dirX + my * dirY + mz * dirZ)
          if (shown > 0) {
            const heed = here / (here + (lampShare(lamp, qx, qy, qz) * reach * reach) / shown)
            ir = lampData[k + 9]! * heed
            ig = lampData[k + 10]! * heed
            ib = lampData[k + 11]! * heed
          }
        } else {
          const cr1 = cr + fr
          const cg1 = cg + fg
          const cb1 = cb + fb
          const h = 0.5 + 0.5 * ny
          direct()
          const haze = 1 - Math.exp(-HAZE * reach)
          ir = lit[0]! + lit[3]! + cr1 * (REST_LOW[0] + (REST_HIGH[0] - REST_LOW[0]) * h)
          ig = lit[1]! + lit[4]! + cg1 * (REST_LOW[1] + (REST_HIGH[1] - REST_LOW[1]) * h)
          ib = lit[2]! + lit[5]! + cb1 * (REST_LOW[2] + (REST_HIGH[2] - REST_LOW[2]) * h)
          ir += (HAZE_LIGHT[0] - ir) * haze
          ig += (HAZE_LIGHT[1] - ig) * haze
          ib += (HAZE_LIGHT[2] - ib) * haze
        }
      }
      mr += Math.min(BRIGHTEST_BOUNCE, ir * toMatte) * r0
      mg += Math.min(BRIGHTEST_BOUNCE, ig * toMatte) * g0
      mb += Math.min(BRIGHTEST_BOUNCE, ib * toMatte) * b0
      sr += Math.min(BRIGHTEST_BOUNCE, ir * toR)
      sg += Math.min(BRIGHTEST_BOUNCE, ig * toG)
      sb += Math.min(BRIGHTEST_BOUNCE, ib * toB)
    }
    pixels[out]! += mr * clear
    pixels[out + 1]! += mg * clear
    pixels[out + 2]! += mb * clear
    pixels[out + 3]! += sr * clear
    pixels[out + 4]! += sg * clear
    pixels[out + 5]! += sb * clear
    const lm = ((mr / (r0 + 0.01) + mg / (g0 + 0.01) + mb / (b0 + 0.01)) / 3) * clear
    const ls = ((sr + sg + sb) / 3) * clear
    pixels[out + PIXEL.matteNoise]! += lm * lm
    pixels[out + PIXEL.glossNoise]! += ls * ls
  }

  return (row) => {
    for (let x = 0; x < frame.width; x++) {
      const id = row * frame.width + x
      const out = id * PIXEL_STRIDE
      let seed = hash32(id + 1)
      for (let d = 0; d < SPREAD_DIMENSIONS; d++) {
        seed = hash32(seed + 0x9e3779b9)
        start[d] = seed / 4294967296
      }
      for (sample = frame.firstSample; sample < frame.samples; sample++) {
        dimension = 0
        stream = hash32(seed + sample)
        trace(x, row, out)
      }
    }
  }
}
