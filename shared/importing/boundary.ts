import { widthOf } from '../text/index.ts'
import { pairSet, shareOf } from './bigrams.ts'
import { type Feature, type Weighed, weigh } from './evidence.ts'
import { isDatedLead, isNumbered, isRecentLead, isWireLead } from './grammar/leads.ts'
import { DASH_OPENING } from './titles.ts'

/** A title line, or several, found under text: does it head a new article, or a section of the one before? */
export interface TitleGroup {
  readonly lines: readonly string[]
  /** Blank lines above it, and the commonest number of blank lines between units of the page. */
  readonly gap: number
  readonly usualGap: number
  /** A byline or 上接 line stands between the title and the text. */
  readonly byline: boolean
  readonly jumpFrom: boolean
  /** 图片新闻 stands with it. */
  readonly label: boolean
  /** First paragraph below. */
  readonly below: string
  /** Nothing but headings below, to the page's end. */
  readonly bare: boolean
  /** The article so far. */
  readonly above: {
    /** It has its source, byline at the end, or jump line: it is over. */
    readonly closed: boolean
    readonly picture: boolean
    /** It came from another page: a long piece. */
    readonly continued: boolean
    readonly headline: string
    readonly hasByline: boolean
    readonly subheads: readonly string[]
    readonly lastParagraph: string
    /** Pairs of its headline and most of its text. */
    readonly pairs: ReadonlySet<number>
    readonly paragraphs: number
    readonly characters: number
  }
  /** Title lines further down, before anything that surely begins an article. */
  readonly later: readonly string[]
  /** How many articles of the page so far ended with a source or byline, and how many did not. */
  readonly closings: number
  readonly openEnds: number
}

const only = (group: TitleGroup) => (group.lines.length === 1 ? group.lines[0]! : '')
const widest = (group: TitleGroup) => Math.max(...group.lines.map(widthOf))

const NEWS_ENDING =
  /(?:举办|召开|举行|启动|开幕|闭幕|成立|发布|揭牌|签约|印发|出台|落地|开工|投产|投用|通车|开通|启用|启程|首发|揭晓|落幕|收官|上线|亮相|获批|获奖|开馆|开业|通航|下水|交付|竣工|会见|访问|考察|调研|开展|增长|突破|创新高|回升|下降|上涨)$/

const EVENT =
  /开通|举办|启动|建成|办起|新增|再添|新添|入选|试用|试行|亮相|获|将|首[列个批次家]|推出|上线|迎来|突破|完成|实施|发布|签署|揭牌|受.{1,5}欢迎|赴|抵达/

/** Where a heading pauses: lengths of its halves; null without a pause. */
function pauseOf(line: string): readonly number[] | null {
  const parts = line.trim().split(/[ \u3000]+/)
  return parts.length > 1 && parts.every((part) => /[\u4e00-\u9fff]/.test(part))
    ? parts.map((part) => part.length)
    : null
}

/** Whether two headings are made alike: paused at the same place, or the same length. */
export function isParallel(a: string, b: string): boolean {
  const first = pauseOf(a)
  const second = pauseOf(b)
  if ((first === null) !== (second === null)) return false
  if (first && second) return first.length === second.length && (first[0] === second[0] || first[1] === second[1])
  if (isNumbered(a) && isNumbered(b)) return true
  return Math.abs(widthOf(a) - widthOf(b)) <= 1 && widthOf(a) <= 36
}

/** How far the text below repeats the title, beyond what the article above would repeat anyway. */
function restates(group: TitleGroup): number {
  const title = pairSet(group.lines.join(' ').replace(/[^\u4e00-\u9fff]+/g, ''))
  const lead = shareOf(title, pairSet(group.below.slice(0, 240).replace(/[^\u4e00-\u9fff]+/g, '')))
  // A heading of three characters is repeated by any text about its subject.
  const weight = Math.min(1, title.size / 7)
  return (lead - shareOf(title, group.above.pairs)) * weight
}

/** How much of the text below is made of what the article above is about. */
const goesOn = (group: TitleGroup): number => shareOf(pairSet(group.below.slice(0, 300)), group.above.pairs)

/** Positive: a new article. Negative: a subhead. */
export const BOUNDARY_FEATURES: readonly Feature<TitleGroup>[] = [
  { name: 'nothing says so', weight: -1, of: () => true },
  { name: 'article above is over', weight: 4.5, of: (g) => g.above.closed },
  { name: 'picture story above', weight: 5, of: (g) => g.above.picture },
  { name: 'byline below', weight: 5, of: (g) => g.byline },
  { name: 'continued from another page', weight: 6, of: (g) => g.jumpFrom },
  { name: 'picture label', weight: 6, of: (g) => g.label },
  { name: 'deck dash', weight: 4, of: (g) => g.lines.slice(1).some((line) => DASH_OPENING.test(line)) },
  { name: 'several lines', weight: 3.5, of: (g) => g.lines.length > 1 && !g.lines.some(isNumbered) },
  { name: 'wider gap', weight: 2.5, of: (g) => g.gap > g.usualGap },
  { name: 'much wider gap', weight: 1, of: (g) => g.gap > g.usualGap + 1 },
  { name: 'wire lead below', weight: 5, of: (g) => isWireLead(g.below) },
  { name: 'dated lead below', weight: 2, of: (g) => isDatedLead(g.below) },
  { name: 'news lead below', weight: 2, of: (g) => !isDatedLead(g.below) && isRecentLead(g.below) },
  { name: 'tells an event', weight: 1.5, of: (g) => g.lines.some((line) => NEWS_ENDING.test(line)) },
  { name: 'event within', weight: 0.7, of: (g) => g.lines.some((line) => EVENT.test(line)) },
  { name: 'continued piece above', weight: -1, of: (g) => g.above.continued },
  { name: 'adverbial phrase', weight: -0.7, of: (g) => /^[在以用从让把].+[中里下上]|^[在]/.test(only(g)) },
  { name: 'text below restates it', weight: 4, of: (g) => Math.max(0, restates(g)) },
  { name: 'text above speaks of it', weight: -2.5, of: (g) => Math.max(0, -restates(g)) },
  { name: 'text goes on', weight: -3, of: (g) => goesOn(g) },
  { name: 'headline length', weight: 0.5, of: (g) => widest(g) >= 28 },
  { name: 'subhead length', weight: -0.7, of: (g) => widest(g) <= 18 },
  { name: 'numbered', weight: -6, of: (g) => isNumbered(only(g)) },
  {
    name: 'made like the subheads above',
    weight: -2.5,
    of: (g) => g.above.subheads.some((line) => isParallel(line, only(g))),
  },
  {
    name: 'made like titles below',
    weight: -1.5,
    of: (g) => only(g) !== '' && g.later.some((line) => isParallel(line, only(g))),
  },
  { name: 'list follows', weight: -2, of: (g) => /^(?:一是|首先|第一[，,]|其一)/.test(g.below) },
  { name: 'sentence above not finished', weight: -1, of: (g) => !/[。！？!?.”’"）)…]$/.test(g.above.lastParagraph) },
  {
    name: 'articles here end with a source',
    weight: -1.5,
    of: (g) => (!g.above.closed && g.closings >= 2 ? g.closings / (g.closings + g.openEnds) : 0),
  },
  { name: 'long signed piece above', weight: -0.7, of: (g) => g.above.hasByline && g.above.characters > 400 },
  {
    name: 'little above',
    weight: 0.7,
    of: (g) => g.above.characters < 120 && g.above.subheads.length === 0 && !g.above.hasByline,
  },
  {
    name: 'first line made like the subheads above',
    weight: -4.5,
    of: (g) => g.lines.length > 1 && !g.byline && g.above.subheads.some((line) => isParallel(line, g.lines[0]!)),
  },
  {
    name: 'would be the only subhead',
    weight: 1,
    of: (g) => g.above.subheads.length === 0 && !g.later.some((line) => isParallel(line, only(g))),
  },
  { name: 'no text below', weight: -1, of: (g) => g.bare },
]

export const weighBoundary = (group: TitleGroup): Weighed => weigh(BOUNDARY_FEATURES, group)
