import { widthOf } from '../text/index.ts'
import { endsBound, leavesOpen } from './closing.ts'
import { type Feature, weigh } from './evidence.ts'

export type TitleRole = 'kicker' | 'headline' | 'deck'

/** A line of a title group with the part it is tried in. */
interface Candidate {
  readonly text: string
  readonly width: number
  /** Width of the headline's longest line in this reading. */
  readonly headline: number
  readonly before: string | undefined
  readonly after: string | undefined
}

const REPORT_ENDING =
  /(?:纪实|侧记|综述|观察|见闻|札记|透视|扫描|述评|访谈|启示|走笔|掠影|素描|追踪|调查|解读|答记者问|探访记?|小记|速写|一瞥|之路|巡礼|回眸|展望)$/
export const DASH_OPENING = /^(?:—|--|──|－－|――)/

/** 引题: says on whose part, on what occasion, in which series. */
const KICKER_FEATURES: readonly Feature<Candidate>[] = [
  { name: 'begins with a dash', weight: -9, of: (c) => DASH_OPENING.test(c.text) },
  {
    name: 'attribution',
    weight: 4,
    of: (c) => /(?:强调|指出|要求|表示|主持召开|时说|提出|致贺信|作出重要指示|发表讲话|讲话)$/.test(c.text),
  },
  { name: 'ends with a colon', weight: 3, of: (c) => /[：:]$/.test(c.text) },
  {
    name: 'series',
    weight: 3,
    of: (c) =>
      /系列|专栏|专题|特别报道|之[一二三四五六七八九十]+$|[①-⑳]$|^[【[]|[│|·].|调研行|进行时|大家谈|看两会|新春走基层|巡礼/.test(
        c.text,
      ),
  },
  {
    name: 'occasion',
    weight: 2,
    of: (c) =>
      /(?:之际|以来|期间|周年|背景下|召开|举行|闭幕|开幕|会议|精神|大会|论坛|行动|启动|发布|出台|印发)$/.test(c.text),
  },
  { name: 'longer than the headline', weight: 1.5, of: (c) => c.width > c.headline + 3 },
  { name: 'report ending', weight: -2, of: (c) => REPORT_ENDING.test(c.text) },
  { name: 'outcry', weight: -1, of: (c) => /[！!？?]$/.test(c.text) },
]

/** 副题: explains, with figures and commas. */
const DECK_FEATURES: readonly Feature<Candidate>[] = [
  { name: 'begins with a dash', weight: 9, of: (c) => DASH_OPENING.test(c.text) },
  { name: 'report ending', weight: 3, of: (c) => REPORT_ENDING.test(c.text) },
  { name: 'figures', weight: 0.7, of: (c) => /\d/.test(c.text) },
  { name: 'comma', weight: 1, of: (c) => /[，,]/.test(c.text) },
  { name: 'longer than the headline', weight: 1.5, of: (c) => c.width > c.headline + 3 },
  { name: 'ends with a colon', weight: -3, of: (c) => /[：:]$/.test(c.text) },
]

/** 主题: short, balanced, loud. */
const HEADLINE_FEATURES: readonly Feature<Candidate>[] = [
  { name: 'begins with a dash', weight: -9, of: (c) => DASH_OPENING.test(c.text) },
  { name: 'headline length', weight: 1, of: (c) => c.width >= 10 && c.width <= 40 },
  { name: 'outcry', weight: 1, of: (c) => /[！!？?]$/.test(c.text) },
  { name: 'pause', weight: 0.5, of: (c) => /[\u4e00-\u9fff”][ \u3000]+[\u4e00-\u9fff“]/.test(c.text) },
  { name: 'ends with a colon', weight: -3, of: (c) => /[：:]$/.test(c.text) },
  { name: 'report ending', weight: -1, of: (c) => REPORT_ENDING.test(c.text) },
]

/** Two lines of one headline: they weigh the same, or the first cannot stand alone. */
const PAIR_FEATURES: readonly Feature<{ readonly first: string; readonly second: string }>[] = [
  { name: 'same length', weight: 3, of: (p) => widthOf(p.first) === widthOf(p.second) },
  {
    name: 'nearly the same length',
    weight: 1.5,
    of: (p) => Math.abs(Math.abs(widthOf(p.first) - widthOf(p.second)) - 2) <= 1,
  },
  { name: 'quite different lengths', weight: -2.5, of: (p) => Math.abs(widthOf(p.first) - widthOf(p.second)) > 8 },
  { name: 'bracket left open', weight: 7, of: (p) => leavesOpen(p.first) },
  { name: 'comma between', weight: 4, of: (p) => /[，,、]$/.test(p.first) },
  { name: 'bound word', weight: 4, of: (p) => endsBound(p.first) },
  { name: 'figure or unit goes on', weight: 3, of: (p) => /\d$/.test(p.first) && /^[\d\u4e00-\u9fff%]/.test(p.second) },
]

/** A full set of kicker, headline and deck is likelier than two of one kind. */
const SET_OF_THREE = 1.5
/** Lines tried as kicker, headline or deck; no headline has more. */
const MOST = 6

/**
 * Tells kicker, headline and deck apart in the lines of a title, top to bottom: all ways to split them are weighed.
 * Lines beyond the sixth are deck.
 */
export function readTitle(lines: readonly string[]): TitleRole[] {
  const tried = lines.slice(0, MOST)
  let best: { score: number; roles: TitleRole[] } | null = null
  for (let kickers = 0; kickers < tried.length; kickers++) {
    for (let heads = 1; heads <= Math.min(3, tried.length - kickers); heads++) {
      const roles = tried.map((_, i): TitleRole => (i < kickers ? 'kicker' : i < kickers + heads ? 'headline' : 'deck'))
      const score = scoreTitle(tried, roles)
      if (!best || score > best.score) best = { score, roles }
    }
  }
  return lines.map((_, i) => best?.roles[i] ?? 'deck')
}

function scoreTitle(lines: readonly string[], roles: readonly TitleRole[]): number {
  const headline = Math.max(...lines.map((line, i) => (roles[i] === 'headline' ? widthOf(line) : 0)))
  let score = 0
  lines.forEach((text, i) => {
    const candidate: Candidate = { text, width: widthOf(text), headline, before: lines[i - 1], after: lines[i + 1] }
    const features = { kicker: KICKER_FEATURES, headline: HEADLINE_FEATURES, deck: DECK_FEATURES }[roles[i]!]
    score += weigh(features, candidate).score
    const next = lines[i + 1]
    if (next !== undefined && roles[i] === roles[i + 1]) {
      score += roles[i] === 'headline' ? weigh(PAIR_FEATURES, { first: text, second: next }).score - 1 : -1.5
    }
  })
  if (new Set(roles).size === 3) score += SET_OF_THREE
  return score
}
