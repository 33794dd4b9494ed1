import type { Article } from '#shared/document/article.ts'
import { blankArticle } from '#shared/document/testing/blank-article.ts'
import type { Issue, Page, Picture } from '#shared/edition/issue.ts'
import { type Publication, STYLE_ROLES, type StyleSheet } from '#shared/edition/publication.ts'

// Small things of the newsroom for this room's tests.

export const anArticle = (id: string, changes: Partial<Article> = {}): Article =>
  blankArticle(id, {
    slug: '港口',
    headline: '新码头今天开港',
    byline: '本报记者 甲',
    body: [{ type: 'paragraph', runs: [{ text: '第一艘货轮在清晨靠岸。' }] }],
    ...changes,
  })

const plain = {
  font: 'serif',
  size: 9000,
  leading: 14_000,
  ink: { c: 0, m: 0, y: 0, k: 1000 },
  align: 'justify',
  indent: 0,
} as const

export const aPublication = (id = 'paper'): Publication => ({
  schema: 1,
  id,
  name: '商情日报',
  latinName: 'Trade Daily',
  cnNumber: 'CN 00-0000',
  imprint: [],
  format: {
    name: 'broadsheet',
    trim: { width: 1_105_512, height: 1_530_709 },
    bleed: 8504,
    typeArea: { x: 50_000, y: 60_000 },
    columns: 8,
    charactersPerColumn: 13,
    gutterCharacters: 1,
    bodySize: 9000,
    linePitch: 14_000,
    lines: 100,
  },
  styles: Object.fromEntries(STYLE_ROLES.map((role) => [role, plain])) as StyleSheet,
})

export const anIssue = (id: string, date: string, publicationId = 'paper'): Issue => ({
  schema: 1,
  id,
  publicationId,
  date,
  number: 0,
})

export const aPage = (id: string, issueId: string, number: number, articleIds: string[] = []): Page => ({
  schema: 1,
  id,
  issueId,
  number,
  section: '要闻',
  editors: '',
  mastheadLines: 0,
  placements: articleIds.map((articleId, index) => ({
    articleId,
    block: { column: index, line: 0, columns: 1, lines: 20 },
  })),
  rules: [],
})

export const aPicture = (id: string, asset: string): Picture => ({
  schema: 1,
  id,
  asset,
  fileName: 'robots.jpg',
  pixels: { width: 3000, height: 2000 },
  caption: '机器人生产线',
  photographer: '乙',
  credit: '本报记者 乙 摄',
})
