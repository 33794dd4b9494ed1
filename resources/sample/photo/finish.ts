/** How a surface looks at one place: painted lines, scuffs, seams, weave, lettering. */

import { noise, roughNoise } from './chance.ts'
import { SURFACE, SURFACE_STRIDE } from './surfaces.ts'

/** The look at the place last asked for. One record, overwritten by each call. */
export interface Look {
  r: number
  g: number
  b: number
  /** GGX alpha. */
  alpha: number
  metal: number
  coat: number
  /** Shift of the normal, world frame. */
  /** Light of its own, red and green. */
  glowR: number
  glowG: number
  bumpX: number
  bumpY: number
  bumpZ: number
}

/** Letters five dots wide and seven high, one row a number. */
const LETTERS: Readonly<Record<string, readonly number[]>> = {
  B: [30, 17, 17, 30, 17, 17, 30],
  X: [17, 17, 10, 4, 10, 17, 17],
  '2': [14, 17, 1, 6, 8, 16, 31],
  '1': [4, 12, 4, 4, 4, 4, 14],
  '3': [31, 2, 4, 2, 1, 17, 14],
  '4': [2, 6, 10, 18, 31, 2, 2],
  '5': [31, 16, 30, 1, 1, 17, 14],
  '6': [6, 8, 16, 30, 17, 17, 14],
  '7': [31, 1, 2, 4, 8, 8, 8],
  '8': [14, 17, 17, 14, 17, 17, 14],
  '9': [14, 17, 17, 15, 1, 2, 12],
  '0': [14, 17, 17, 17, 17, 17, 14],
  '/': [1, 1, 2, 4, 8, 16, 16],
}

/** Whether the dot at (u, v) of a line of text is inked; u runs 0–1 over the text, v 0–1 downwards. */
function inked(text: string, u: number, v: number): boolean {
  if (u < 0 || u >= 1 || v < 0 || v >= 1) return false
  const column = u * (text.length * 6 - 1)
  const letter = LETTERS[text[Math.floor(column / 6)] ?? '']
  const dot = Math.floor(column % 6)
  return letter !== undefined && dot < 5 && ((letter[Math.floor(v * 7)]! >> (4 - dot)) & 1) === 1
}

/** Coverage of a stripe of half width `half` around `at`, with edges worn by `wear`. */
function stripe(value: number, at: number, half: number, wear: number): number {
  return Math.abs(value - at) < half + (wear - 0.5) * 0.012 ? 1 : 0
}

export function createFinish(table: Float32Array): {
  readonly look: Look
  at(
    surface: number,
    tone: number,
    x: number,
    y: number,
    z: number,
    lx: number,
    ly: number,
    lz: number,
    nx: number,
    ny: number,
    nz: number,
  ): void
} {
  const look: Look = { r: 0, g: 0, b: 0, alpha: 0, metal: 0, coat: 0, glowR: 0, glowG: 0, bumpX: 0, bumpY: 0, bumpZ: 0 }
  let rough = 0

  function paint(r: number, g: number, b: number, cover: number): void {
    look.r += (r - look.r) * cover
    look.g += (g - look.g) * cover
    look.b += (b - look.b) * cover
  }

  function floor(x: number, z: number): void {
    const cloud = roughNoise(x * 0.7, 3, z * 0.7)
    const wear = noise(x * 9, 1, z * 9)
    // The walkway is painted a green of its own; lines lie over it.
    if (x > -3.6 && x < 0.5) paint(0.06, 0.15, 0.115, 1)
    paint(0.62, 0.41, 0.03, stripe(x, 0.5, 0.055, wear) * (0.75 + 0.25 * cloud))
    paint(0.62, 0.41, 0.03, stripe(x, -3.6, 0.055, wear) * (0.75 + 0.25 * cloud))
    const joint = Math.min(Math.abs((((z + 1.5) % 6) + 6) % 6), Math.abs((((x - 1.2) % 6) + 6) % 6))
    if (joint < 0.008) paint(0.07, 0.075, 0.075, 0.8)
    // Tyre marks run along the aisle.
    const track = noise(x * 5.5, 7, z * 0.16) * noise(x * 21, 2, z * 0.35)
    paint(0.05, 0.055, 0.055, Math.max(0, track - 0.36) * 1.1)
    const dust = 0.9 + 0.2 * cloud
    look.r *= dust
    look.g *= dust
    look.b *= dust
    rough = 0.1 + 0.15 * cloud + 0.06 * wear * wear + Math.max(0, track - 0.36) * 0.5
    // Epoxy is laid by hand: long, shallow waves.
    look.bumpX = (noise(x * 2.2, 0, z * 2.2) - 0.5) * 0.01
    look.bumpZ = (noise(x * 2.2, 9, z * 2.2) - 0.5) * 0.01
  }

  function car(tone: number, x: number, y: number, z: number): void {
    const light = tone < 0.5 ? 1 : 0.62
    look.r *= light
    look.g *= light * 1.005
    look.b *= light * 1.01
    if (Math.abs(z) > 0.6 && y > 0.25) {
      const door = y < 1.0 ? Math.min(Math.abs(x - 1.0 + (y < 0.6 ? (0.6 - y) * 0.25 : 0)), Math.abs(x + 0.23)) : 1
      const rearDoor = y < 1.0 ? Math.abs(x + 1.12 - (y - 0.6) * 0.35) : 1
      const sill = x > -0.95 && x < 1.0 ? Math.abs(y - 0.29) : 1
      if (Math.min(door, rearDoor, sill) < 0.0075) paint(0.02, 0.02, 0.02, 0.9)
      for (const handle of [-0.08, -0.96]) {
        if (Math.abs(x - handle) < 0.07 && Math.abs(y - 0.87) < 0.02) paint(0.03, 0.03, 0.03, 0.85)
      }
    } else if (y > 0.75 && x > 1.08) {
      if (Math.abs(Math.abs(z) - 0.66) < 0.007 || Math.abs(x - 2.05) < 0.008) paint(0.02, 0.02, 0.02, 0.9)
    }
  }

  return {
    look,
    at(surface, tone, x, y, z, lx, ly, lz, nx, ny, nz) {
      const k = surface * SURFACE_STRIDE
      look.r = table[k]!
      look.g = table[k + 1]!
      look.b = table[k + 2]!
      rough = table[k + 3]!
      look.metal = table[k + 4]!
      look.coat = table[k + 5]!
      look.glowR = 0
      look.glowG = 0
      look.bumpX = 0
      look.bumpY = 0
      look.bumpZ = 0
      const grime = table[k + 7]!
      if (grime > 0) {
        const g = roughNoise(lx * 5 + tone * 31, ly * 5, lz * 5)
        const dirt = 1 - grime * Math.max(0, g - 0.46) * 0.75
        look.r *= dirt
        look.g *= dirt
        look.b *= dirt
        rough *= 1 + grime * (g - 0.5) * 0.5
      }
      switch (surface) {
        case SURFACE.floor:
          floor(x, z)
          break
        case SURFACE.carBody:
          car(tone, lx, ly, lz)
          break
        case SURFACE.robotArm: {
          const side = lz < 0 ? lx : 1.13 - lx
          if (Math.abs(lz) > 0.04 && inked('BX210', (side - 0.36) / 0.4, 1 - (ly - 0.075) / 0.09)) {
            paint(0.02, 0.02, 0.022, 1)
          }
          break
        }
        case SURFACE.wall: {
          const wave = Math.cos(z * 25 + x * 25)
          look.bumpX = Math.abs(nz) > 0.5 ? wave * 0.25 : 0
          look.bumpZ = Math.abs(nx) > 0.5 ? wave * 0.25 : 0
          if (y < 1.3) paint(0.12, 0.2, 0.3, 1)
          break
        }
        case SURFACE.board: {
          // A matrix of light diodes: station above, made and planned below. Copies differ by tone.
          const station = `B2 0${1 + Math.floor(tone * 8)}`
          const count = `${200 + Math.floor(tone * 90)}/320`
          const first = inked(station, (lx + 0.42) / 0.84, (0.2 - ly) / 0.17)
          const second = inked(count, (lx + 0.5) / 1, (-0.03 - ly) / 0.17)
          const dot = Math.hypot(((((lx * 35) % 1) + 1) % 1) - 0.5, ((((ly * 41) % 1) + 1) % 1) - 0.5) < 0.62
          if (nz < -0.5 && dot && (first || second)) {
            look.glowR = first ? 3.2 : 0.5
            look.glowG = first ? 1.3 : 2.4
          }
          break
        }
        case SURFACE.hazard:
          if ((((y * 1.0 + (x + z) * 0.7) % 0.36) + 0.36) % 0.36 < 0.18) paint(0.025, 0.025, 0.025, 1)
          break
        case SURFACE.workBlue:
        case SURFACE.workNavy: {
          // Pressed-in creases, which stay darker than the cloth about them.
          const wave = noise(lx * 9, ly * 21 + noise(lx * 6, ly * 6, lz * 6) * 4, lz * 9)
          const crease = Math.max(0, 1 - Math.abs(wave - 0.42) * 14) * noise(lx * 5, ly * 5, lz * 5 + 4)
          const weave = (0.9 + 0.2 * noise(lx * 420, ly * 420, lz * 420)) * (1 - crease * 0.5)
          look.r *= weave
          look.g *= weave
          look.b *= weave
          break
        }
        case SURFACE.cabinet:
          look.bumpY = 0
          look.r *= 0.9 + tone * 0.1
          break
        case SURFACE.roof:
          look.bumpX = ny < 0 ? Math.cos(x * 18) * 0.2 : 0
          break
        default:
      }
      look.alpha = Math.max(0.02, Math.min(1, rough * rough))
    },
  }
}
