import type { DisplayList } from '#shared/typesetting/display-list.ts'
import { type Pdf, pt } from './syntax.ts'

/** 1 mm in 1/1000 pt. */
export const MM = 72000 / 25.4

/** 12 mm of paper outside the bleed for marks and the page's line. */
export const SLUG = Math.round(12 * MM)

/** The boxes of a page in 1/1000 pt, PDF's way: lower left corner first, y up. */
export interface Boxes {
  readonly media: readonly [number, number, number, number]
  readonly bleed: readonly [number, number, number, number]
  readonly trim: readonly [number, number, number, number]
}

export function boxes(list: DisplayList): Boxes {
  const edge = list.bleed + SLUG
  const { width, height } = list.trim
  return {
    media: [0, 0, width + 2 * edge, height + 2 * edge],
    bleed: [SLUG, SLUG, edge + width + list.bleed, edge + height + list.bleed],
    trim: [edge, edge, edge + width, edge + height],
  }
}

/** A tint of every ink there is, for marks only. `black` is what a composite proof shows. */
export const ALL_INKS = '[/Separation/All/DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[1 1 1 1]/N 1>>]'

/**
 * Crop marks at the corners and register marks at the middle of the sides, 0.25 pt in all inks (resource `All`), from
 * 1 mm outside the bleed, so that nothing of them is ever on the sheet after trimming.
 */
export function marks(box: Boxes): Pdf {
  const [left, bottom, right, top] = box.trim
  const near = Math.round(box.trim[0] - box.bleed[0] + MM)
  const far = near + Math.round(8 * MM)
  let out = 'q /All CS 1 SCN .25 w\n'
  const line = (x0: number, y0: number, x1: number, y1: number): void => {
    out += `${pt(x0)} ${pt(y0)} m ${pt(x1)} ${pt(y1)} l S\n`
  }
  for (const [x, away] of [
    [left, -1],
    [right, 1],
  ] as const) {
    for (const [y, up] of [
      [bottom, -1],
      [top, 1],
    ] as const) {
      line(x, y + up * near, x, y + up * far)
      line(x + away * near, y, x + away * far, y)
    }
  }
  const middle = Math.round((near + far) / 2)
  const centreX = Math.round((left + right) / 2)
  const centreY = Math.round((bottom + top) / 2)
  for (const [x, y] of [
    [centreX, bottom - middle],
    [centreX, top + middle],
    [left - middle, centreY],
    [right + middle, centreY],
  ] as const) {
    const arm = Math.round(3 * MM)
    line(x - arm, y, x + arm, y)
    line(x, y - arm, x, y + arm)
    out += circle(x, y, Math.round(1.8 * MM))
  }
  return `${out}Q\n`
}

function circle(x: number, y: number, radius: number): Pdf {
  const k = Math.round(radius * 0.5523)
  const p = (dx: number, dy: number): Pdf => `${pt(x + dx)} ${pt(y + dy)}`
  const r = radius
  return `${p(r, 0)} m ${p(r, k)} ${p(k, r)} ${p(0, r)} c ${p(-k, r)} ${p(-r, k)} ${p(-r, 0)} c ${p(-r, -k)} ${p(-k, -r)} ${p(0, -r)} c ${p(k, -r)} ${p(r, -k)} ${p(r, 0)} c s\n`
}
