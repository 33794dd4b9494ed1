import type { Page, Placement } from './issue.ts'

/** One stretch of an article's way through the issue. */
export interface Stop {
  readonly page: number
  /** Index in the page's placements. */
  readonly placement: number
}

/**
 * The way of every article through the issue 串接: pages in order, on one page in the order of its placements.
 * Two stops on the same page are a chain without jump lines.
 */
export function articleChains(pages: readonly Page[]): Map<string, Stop[]> {
  const chains = new Map<string, Stop[]>()
  for (const page of [...pages].sort((a, b) => a.number - b.number)) {
    page.placements.forEach((placement: Placement, index) => {
      const chain = chains.get(placement.articleId)
      const stop = { page: page.number, placement: index }
      if (chain) chain.push(stop)
      else chains.set(placement.articleId, [stop])
    })
  }
  return chains
}

/** A jump 转版 from one page to a later one. */
export interface Jump {
  readonly articleId: string
  readonly from: number
  readonly to: number
}

/** All jumps of the issue, in page order: what the jump lines say. */
export function jumps(pages: readonly Page[]): Jump[] {
  const found: Jump[] = []
  for (const [articleId, chain] of articleChains(pages)) {
    for (let i = 1; i < chain.length; i++) {
      const from = chain[i - 1]!.page
      const to = chain[i]!.page
      if (from !== to) found.push({ articleId, from, to })
    }
  }
  return found.sort((a, b) => a.from - b.from || a.to - b.to)
}
