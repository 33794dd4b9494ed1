import type { Article } from '../../document/article.ts'
import type { Issue, Page, Picture } from '../../edition/issue.ts'
import { type HouseStyle, houseOf, type Publication } from '../../edition/publication.ts'
import { Ledger } from '../flow/ledger.ts'
import { createSetter, type Setter } from '../flow/setter.ts'
import type { GlyphSource } from '../glyph-source.ts'
import type { Adjustment, ComposeWarning, Copyfit } from '../report.ts'
import { type Grid, gridOf } from './grid.ts'
import { Painter } from './painter.ts'

/** Everything an issue is composed from. Articles may hold more than is placed; pictures are looked up by id. */
export interface IssueInput {
  readonly publication: Publication
  readonly issue: Issue
  readonly pages: readonly Page[]
  readonly articles: readonly Article[]
  readonly pictures: readonly Picture[]
  /** Pages of the whole issue 今日几版, where `pages` are only some of them. */
  readonly pageCount?: number
}

/** One page while it is being composed. */
export interface Sheet {
  readonly page: Page
  readonly painter: Painter
  readonly copyfit: Copyfit[]
  readonly adjustments: Adjustment[]
  readonly warnings: ComposeWarning[]
}

/** What composition works with from page to page. */
export interface Desk {
  readonly input: IssueInput
  readonly publication: Publication
  readonly house: HouseStyle
  readonly grid: Grid
  readonly setter: Setter
  readonly ledger: Ledger
  readonly sheets: ReadonlyMap<number, Sheet>
  readonly pictures: ReadonlyMap<string, Picture>
}

export function openDesk(input: IssueInput, glyphs: GlyphSource, setter = createSetter(glyphs)): Desk {
  const { publication } = input
  const sheets = [...input.pages]
    .sort((a, b) => a.number - b.number)
    .map((page): [number, Sheet] => [
      page.number,
      { page, painter: new Painter(), copyfit: [], adjustments: [], warnings: [] },
    ])
  return {
    input,
    publication,
    house: houseOf(publication),
    grid: gridOf(publication.format),
    setter,
    ledger: new Ledger(),
    sheets: new Map(sheets),
    pictures: new Map(input.pictures.map((picture) => [picture.id, picture])),
  }
}
