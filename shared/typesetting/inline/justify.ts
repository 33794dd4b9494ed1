import { HAN_GAPS_ALONE, HANG, LineJudge, OVERFULL, TRIM_END, TRIM_START } from './badness.ts'
import { BREAK, GAP } from './breaks.ts'
import { C } from './classes.ts'
import { extraGlyphs } from './extras.ts'
import {
  AUTOSPACE_MAX,
  AUTOSPACE_MIN,
  type LineModel,
  SHRINK,
  SHRINK_STEPS,
  SPACE_MAX,
  SPACE_MIN,
  shrinkStep,
} from './line-model.ts'
import type { SetGlyph, SetLine } from './types.ts'

/** A place on the line that can give or take, with its room. `add` is what it got so far. */
interface Place {
  readonly cluster: number
  room: number
  add: number
}

/**
 * Shares `amount` out over places in equal parts, none beyond its room; the remainder of the division goes one unit
 * at a time from the left, so that the result is exact and the same everywhere. Returns what found no room.
 */
export function shareEqually(places: Place[], amount: number): number {
  let left = amount
  let open = places.filter((place) => place.add < place.room)
  while (left > 0 && open.length > 0) {
    const share = Math.floor(left / open.length)
    if (share === 0) {
      for (const place of open) {
        if (left === 0) break
        place.add++
        left--
      }
      open = open.filter((place) => place.add < place.room)
      continue
    }
    for (const place of open) {
      const take = Math.min(share, place.room - place.add)
      place.add += take
      left -= take
    }
    open = open.filter((place) => place.add < place.room)
  }
  return left
}

/** Sets one line: clusters a … b−1 to `measure`, from `indent`. `last`: the paragraph's last line, not justified. */
export function setLine(
  model: LineModel,
  a: number,
  b: number,
  measure: number,
  indent: number,
  last: boolean,
): SetLine {
  const { prepared } = model
  const { style, offset } = prepared
  const end = model.visible[b]!
  const lineStart = offset[a]!
  const lineEnd = offset[b]!
  if (end <= a) return { start: lineStart, end: lineEnd, width: indent, glyphs: [], stretch: 0 }
  const judge = new LineJudge(model)
  const ragged = last || !style.justify
  const badness = judge.badness(a, end, measure - indent, ragged)
  const count = end - a
  const cell = new Int32Array(count)
  const shift = new Int32Array(count)
  const after = new Int32Array(count)
  for (let i = a; i < end; i++) {
    cell[i - a] = prepared.cell[i]!
    if (i + 1 < end) after[i - a] = prepared.gap[i + 1]!
  }
  const trimEdges = style.edges === 'trim'
  restoreEdges(model, a, end, cell, shift, trimEdges ? TRIM_START | TRIM_END : judge.trim)
  const slack = trimEdges
    ? measure - indent - cell.reduce((x, y) => x + y, 0) - after.reduce((x, y) => x + y, 0)
    : judge.slack
  let stretch = 0
  if (slack < 0 && badness < OVERFULL) shrinkLine(model, a, end, -slack, cell, shift, after)
  else if (slack > 0 && !ragged) stretch = stretchLine(model, a, end, slack, cell, after)
  const glyphs: SetGlyph[] = []
  let pen = indent
  for (let i = a; i < end; i++) {
    const advance = cell[i - a]! + after[i - a]!
    const font = prepared.fonts[prepared.font[i]!]!
    const dx = prepared.dx[i]! + shift[i - a]!
    const more = prepared.more.get(i)
    const glyph = { offset: offset[i]!, font, gid: prepared.gid[i]!, x: pen, advance, dx, dy: prepared.dy[i]! }
    const scale = prepared.scale[i]!
    glyphs.push(scale === 1000 ? glyph : { ...glyph, scale })
    if (more !== undefined) {
      // Further glyphs of the cluster stand on the same cell; they carry no advance of their own.
      for (const glyph of more) {
        glyphs.push({
          offset: offset[i]!,
          font,
          gid: glyph.gid,
          x: pen + advance,
          advance: 0,
          dx: glyph.dx + shift[i - a]! - advance,
          dy: glyph.dy,
        })
      }
    }
    pen += advance
  }
  if (model.boundaries.legal[b] === BREAK.hyphen && !last) {
    const { gid, advance } = prepared.hyphen
    glyphs.push({ offset: lineEnd, font: prepared.fonts[0]!, gid, x: pen, advance, dx: 0, dy: 0, added: true })
    pen += advance
  }
  if (!trimEdges && (judge.trim & HANG) !== 0) pen -= model.hanging(a, end)
  const line = { start: lineStart, end: lineEnd, width: pen, glyphs, stretch }
  const extras = prepared.spans.length === 0 ? [] : extraGlyphs(prepared, a, end, glyphs)
  return extras.length === 0 ? line : { ...line, extras }
}

/** Gives back at the line's edges what a neighbour on the other line had trimmed, then trims the edges decided on. */
function restoreEdges(model: LineModel, a: number, end: number, cell: Int32Array, shift: Int32Array, trim: number) {
  const { pairLeft, pairRight } = model.prepared
  const left = pairLeft[a]! - ((trim & TRIM_START) !== 0 ? model.startTrim(a) : 0)
  cell[0]! += left
  shift[0]! += left
  cell[end - 1 - a]! += pairRight[end - 1]! - ((trim & TRIM_END) !== 0 ? model.endTrim(end) : 0)
}

function shrinkLine(
  model: LineModel,
  a: number,
  end: number,
  need: number,
  cell: Int32Array,
  shift: Int32Array,
  after: Int32Array,
): void {
  const { charClass, blankLeft, blankRight, gap, style } = model.prepared
  let left = need
  for (let step: number = SHRINK.space; step < SHRINK_STEPS && left > 0; step++) {
    const places: Place[] = []
    for (let i = a; i < end; i++) {
      if (step === SHRINK.autospace) {
        if (i > a && gap[i]! > AUTOSPACE_MIN) places.push({ cluster: i, room: gap[i]! - AUTOSPACE_MIN, add: 0 })
        continue
      }
      const c = charClass[i]!
      if (shrinkStep(c, style.pairs) !== step) continue
      if (step === SHRINK.space) {
        if (cell[i - a]! > SPACE_MIN) places.push({ cluster: i, room: cell[i - a]! - SPACE_MIN, add: 0 })
        continue
      }
      const atEdge = (i === a && c === C.open) || (i === end - 1 && c !== C.open && c !== C.interpunct)
      const room = blankLeft[i]! + blankRight[i]!
      if (!atEdge && room > 0) places.push({ cluster: i, room, add: 0 })
    }
    left = shareEqually(places, left)
    for (const { cluster, add } of places) {
      const at = cluster - a
      if (step === SHRINK.autospace) {
        after[at - 1]! -= add
        continue
      }
      cell[at]! -= add
      // The blank goes from the side where it is; from both sides of a mark in the middle of its square.
      const fromLeft = blankRight[cluster] === 0 ? add : blankLeft[cluster] === 0 ? 0 : add >> 1
      shift[at]! -= step === SHRINK.space ? 0 : fromLeft
    }
  }
}

/** Stretches the line over the ladder; returns the widest amount added at one gap between characters. */
function stretchLine(
  model: LineModel,
  a: number,
  end: number,
  slack: number,
  cell: Int32Array,
  after: Int32Array,
): number {
  const { charClass, gap } = model.prepared
  const { kind } = model.boundaries
  const infinite = Number.MAX_SAFE_INTEGER
  const spaces: Place[] = []
  const autospaces: Place[] = []
  const open: Place[] = []
  /** Between Han and at marks, as they stand on the line. */
  const others: Place[] = []
  for (let i = a; i < end; i++) {
    if (charClass[i] === C.space) spaces.push({ cluster: i, room: Math.max(0, SPACE_MAX - cell[i - a]!), add: 0 })
    if (i === a) continue
    if (kind[i] === GAP.autospace) autospaces.push({ cluster: i, room: Math.max(0, AUTOSPACE_MAX - gap[i]!), add: 0 })
    else if (kind[i] === GAP.open || kind[i] === GAP.mark) {
      const place = { cluster: i, room: infinite, add: 0 }
      others.push(place)
      if (kind[i] === GAP.open) open.push(place)
    }
  }
  let left = shareEqually(spaces, slack)
  left = shareEqually(autospaces, left)
  // Gaps between Han alone first; where that would show, CLREQ's step: all other gaps, equally.
  left = shareEqually(open.length > 0 && left <= open.length * HAN_GAPS_ALONE ? open : others, left)
  // Nothing but words: their spaces take it all, beyond any maximum; a single word stays as it is.
  if (left > 0) shareEqually(unlimited([...spaces, ...autospaces]), left)
  let widest = 0
  for (const place of [...spaces, ...autospaces, ...others]) {
    widest = Math.max(widest, place.add)
    if (charClass[place.cluster] === C.space) cell[place.cluster - a]! += place.add
    else after[place.cluster - a - 1]! += place.add
  }
  return widest
}

const unlimited = (places: Place[]): Place[] => {
  for (const place of places) place.room = Number.MAX_SAFE_INTEGER
  return places
}
