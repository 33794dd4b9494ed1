import type { HouseStyle, TextStyle } from '../../edition/publication.ts'
import type { Milli } from '../display-list.ts'
import type { Setter } from '../flow/setter.ts'
import type { SetLine } from '../inline/types.ts'
import { type BreakEvidence, headlineBreaks, TORN } from './breaks.ts'
import { type Rows, rowsOf, tracked, widest } from './rows.ts'

/** What a headline is to be fitted to. Lengths in 1/1000 pt. */
export interface HeadlineRequest {
  readonly text: string
  readonly style: TextStyle
  readonly house: HouseStyle
  readonly width: Milli
  /** Height the rows may take, space between them included; absent: no limit. */
  readonly height?: Milli
  /** The largest size wanted; absent: the largest of the ladder. */
  readonly cap?: Milli
  /** Only this size, be it on the ladder or not. */
  readonly size?: Milli
  /** Only so many rows. */
  readonly rows?: number
  /** The page's first headline: a further row is worth it sooner. */
  readonly lead?: boolean
  /** Sizes of kicker and deck are given with each candidate where there are such. */
  readonly kicker?: string
  readonly deck?: string
  readonly evidence?: BreakEvidence
}

/** One way to set the headline. */
export interface HeadlineCandidate {
  readonly size: Milli
  /** The text of each row, the spaces at its edges left out. */
  readonly rows: readonly string[]
  readonly sets: readonly SetLine[]
  /** 字距 in percent of the size, −5 … 10. */
  readonly tracking: number
  /** Width of the widest row in 1/1000 of the span wanted. */
  readonly fill: number
  /** Width of each row, 1/1000 pt. */
  readonly widths: readonly Milli[]
  /** A row ends inside a phrase, because there is no other way. */
  readonly torn: boolean
  /** Sizes that go with it, about two steps smaller; absent where there is no kicker or deck. */
  readonly kickerSize?: Milli
  readonly deckSize?: Milli
  /** 1000 is a headline of the size wanted, in one row, that fills its span. Below that it says how far from it. */
  readonly score: number
}

export const TRACKING_LEAST = -5
export const TRACKING_MOST = 10
/** Share of the span, in 1/1000, that a headline is to fill. */
export const FILL_WANTED = 900
const MOST_ROWS = 4
/** Height of a row with the space to the next, in sizes. */
const ROW_HEIGHT = 1.2
/** What a row more must buy: a size a quarter, in the lead a fifth, larger. In 1/1000 of the logarithm of the size. */
const ROW = 280
const LEAD_ROW = 200
/** Points off for each percent of tracking, for each percent of fill missing, for the rows' unevenness, for a torn phrase. */
const TRACKING = 6
/** Type set tight is seen sooner than type set wide, and each percent more than the one before. */
const TIGHT = 2
const FILL = 2
const UNEVEN = 300
const TORN_ROW = 400
/** What the breaks cost (squared characters) in points, and at most. */
const BREAK_COST = 0.6
const MOST_BREAK_COST = 150
/** Sizes that leave more than half of the span empty are no offer, unless there is nothing larger. */
const LEAST_FILL = 500

/** Kept by what they came from, as long as the glyphs live. A page holds a few dozen headlines; a day's work more. */
const kept = new WeakMap<Setter, Map<string, readonly HeadlineCandidate[]>>()
const MOST_KEPT = 4000

/**
 * The sizes of the house's ladder that fit a headline's place, each with its best rows, tracking and fill; best first.
 * Empty where nothing fits. Rows end between phrases only, unless no size fits so (`torn`). Pure and deterministic.
 */
export function fitHeadline(setter: Setter, request: HeadlineRequest): readonly HeadlineCandidate[] {
  const { text, style, house, width, height, cap, size, rows, lead, kicker, deck } = request
  if (text.trim().length === 0) return []
  const names = [...(house.names ?? []), ...(request.evidence?.names ?? [])]
  const breaks = headlineBreaks(text, { ...request.evidence, names })
  const key = [
    style.font,
    width,
    height,
    cap,
    size,
    rows,
    lead,
    !!kicker,
    !!deck,
    house.headlineLadder.join(),
    `${house.kickerRatio},${house.deckRatio}`,
    breaks.map((each) => `${each.at}:${Math.round(each.cost * 8)}`).join(),
    text,
  ].join('|')
  let known = kept.get(setter)
  if (!known || known.size > MOST_KEPT) {
    known = new Map()
    kept.set(setter, known)
  }
  let candidates = known.get(key)
  if (!candidates) {
    const whole = breaks.filter((each) => each.cost < TORN)
    candidates = search(setter, request, whole)
    if (candidates.length === 0 && whole.length < breaks.length) candidates = search(setter, request, breaks)
    known.set(key, candidates)
  }
  return candidates
}

function search(
  setter: Setter,
  request: HeadlineRequest,
  breaks: ReturnType<typeof headlineBreaks>,
): readonly HeadlineCandidate[] {
  const { text, style, house, width } = request
  const height = request.height ?? Number.POSITIVE_INFINITY
  const cap = request.size ?? request.cap ?? house.headlineLadder[0]!
  const ladder = request.size ? [request.size] : house.headlineLadder.filter((size) => size <= cap)
  const counts = request.rows ? [request.rows] : Array.from({ length: MOST_ROWS }, (_, i) => i + 1)
  const found: HeadlineCandidate[] = []
  for (const count of counts) {
    const even = rowsOf(setter, text, style, count, breaks)
    if (!even) continue
    let largest = true
    for (const size of ladder) {
      if (count * size * ROW_HEIGHT > height) continue
      const span = spanOf(width, size, count)
      const room = Math.floor((span * 1000) / size)
      const rows = closest(setter, text, style, count, breaks, even, room)
      if (!rows) continue
      const candidate = judge(request, rows, size, span, room, cap)
      if (candidate.fill < LEAST_FILL && !largest) break
      largest = false
      found.push(candidate)
    }
  }
  return found.sort((a, b) => b.score - a.score || b.size - a.size || a.rows.length - b.rows.length)
}

/** One row alone keeps half a character free at either side where the block is narrow, or it runs into its neighbour's. */
const spanOf = (width: Milli, size: Milli, count: number): Milli =>
  width - (count > 1 || width > 20 * size ? 0 : Math.round(size / 2))

/** The even rows if they fit, else the best that do; with the type set as tight as the house allows, if it must be. */
function closest(
  setter: Setter,
  text: string,
  style: TextStyle,
  count: number,
  breaks: ReturnType<typeof headlineBreaks>,
  even: Rows,
  room: number,
): Rows | undefined {
  if (widest(even.sets) <= room) return even
  const tight = tightest(even.sets)
  if (count === 1) return tight <= room ? even : undefined
  const loose = rowsOf(setter, text, style, count, breaks, room)
  if (tight <= room && (!loose || loose.cost > even.cost + TRACKING * 3)) return even
  return loose
}

const tightest = (sets: readonly SetLine[]): number => widest(sets.map((set) => tracked(set, TRACKING_LEAST * 10)))

function judge(
  request: HeadlineRequest,
  rows: Rows,
  size: Milli,
  span: Milli,
  room: number,
  cap: Milli,
): HeadlineCandidate {
  const { text, house, style, lead } = request
  const tracking = trackingFor(rows.sets, room)
  const sets = rows.sets.map((set) => tracked(set, tracking * 10))
  const widths = sets.map((set) => Math.round((set.width * size) / 1000))
  const fill = Math.floor((Math.max(...widths) * 1000) / span)
  const narrow = Math.min(...widths) / Math.max(...widths)
  const score =
    1000 -
    1000 * Math.log(cap / size) -
    (sets.length - 1) * (lead ? LEAD_ROW : ROW) -
    (tracking < 0 ? TIGHT * tracking ** 2 : TRACKING * tracking) -
    (Math.max(0, FILL_WANTED - fill) / 10) * FILL -
    // A quarter's difference between rows is nothing to speak of.
    UNEVEN * Math.max(0, 0.75 - narrow) -
    Math.min(MOST_BREAK_COST, rows.cost * BREAK_COST) -
    (rows.torn ? TORN_ROW : 0)
  return {
    size,
    rows: sets.map((set) => text.slice(set.start, set.end).trim()),
    sets,
    tracking,
    fill,
    widths,
    torn: rows.torn,
    ...(request.kicker ? { kickerSize: companionSize(house, size, house.kickerRatio, style.size) } : {}),
    ...(request.deck ? { deckSize: companionSize(house, size, house.deckRatio, style.size) } : {}),
    score: Math.round(score),
  }
}

/** The least tracking, in percent, that makes the rows fit and, where it can, fill nine tenths of the span. */
function trackingFor(sets: readonly SetLine[], room: number): number {
  const width = (percent: number) => widest(sets.map((set) => tracked(set, percent * 10)))
  if (width(0) > room) {
    let percent = -1
    while (percent > TRACKING_LEAST && width(percent) > room) percent--
    return percent
  }
  const wanted = (room * FILL_WANTED) / 1000
  if (width(0) >= wanted || width(TRACKING_MOST) < wanted) return 0
  let percent = 1
  while (width(percent) < wanted) percent++
  return percent
}

/**
 * Size of a kicker or deck under a headline: the house's share of it, at least two steps of the ladder below, and not
 * under the style's own size unless those two steps ask for it.
 */
export function companionSize(house: HouseStyle, headline: Milli, perMille: number, least: Milli): Milli {
  const ladder = house.headlineLadder
  const wanted = ladderBelow(ladder, (headline * perMille) / 1000)
  const at = ladder.findIndex((step) => step <= headline)
  const below = at < 0 ? least : (ladder[at + 2] ?? least)
  return Math.max(wanted, Math.min(least, below))
}

/** The largest size of the ladder not above `size`; the smallest where none is. */
export const ladderBelow = (ladder: readonly Milli[], size: number): Milli =>
  ladder.find((step) => step <= size) ?? ladder.at(-1)!
