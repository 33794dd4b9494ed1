import type { VerticalStyle } from './types.ts'

/** Signs that mean the same upright, and stand so when alone among Han. UAX #50 class U, and % as newspapers have it. */
const UPRIGHT_SIGNS = new Set([...'%‰&+@#$*!?©®°±×÷§¶€£¥'])

/** A piece of a Western run that takes one em of the line, or (`turned`) lies along it. Offsets in the run. */
export interface WesternPiece {
  readonly start: number
  readonly end: number
  readonly turned: boolean
}

/**
 * How a run of letters, digits and signs stands in a vertical line. CLREQ "Mixed text in vertical writing mode": upright
 * sign by sign, turned, or two or three digits side by side in one em. `joined`: a word space ties it to another run,
 * and what is read together stands one way.
 */
export function westernPieces(run: string, joined: boolean, style: VerticalStyle): readonly WesternPiece[] {
  const turned = [{ start: 0, end: run.length, turned: true }]
  if (joined) return turned
  if ([...run].length === 1) {
    return /^[0-9A-Za-z]$/.test(run) || UPRIGHT_SIGNS.has(run) ? [{ start: 0, end: run.length, turned: false }] : turned
  }
  const most = Math.max(1, style.digitsInEm ?? 3)
  const core = run.replace(/[%‰]$/, '')
  const pieces: WesternPiece[] = []
  if (/^[0-9]+$/.test(core) && core.length <= most) pieces.push({ start: 0, end: core.length, turned: false })
  else if (most > 1 && /^[A-Z0-9]{2}$/.test(core)) pieces.push({ start: 0, end: 2, turned: false })
  else if (style.western === 'upright' && /^[A-Z0-9]+$/.test(core)) {
    for (let i = 0; i < core.length; i++) pieces.push({ start: i, end: i + 1, turned: false })
  } else return turned
  if (core.length < run.length) pieces.push({ start: core.length, end: run.length, turned: false })
  return pieces
}
