// Small pages, one way of making up each, whose look should change only when somebody means it to.
import { broadsheet } from '#shared/edition/index.ts'
import type { Picture } from '#shared/edition/issue.ts'
import type { IssueInput } from '#shared/typesetting/compose.ts'
import { article, copy, issue, page, paragraph, place, subhead, words } from '#shared/typesetting/flow/test-copy.ts'

export interface NamedPages {
  readonly name: string
  readonly input: IssueInput
}

const LATIN =
  '这家公司在RCEP框架下把iPhone 17的internationalisation交给了well-kept library，约占72.5%，' +
  '“单子（第3号）到了！”他说，“——开船……”对讲机里是5G信号，《航海日志》记着：2026年5月11日，−3.6℃。'

const picture: Picture = {
  schema: 1,
  id: 'quay',
  asset: '0'.repeat(64),
  fileName: 'quay.jpg',
  pixels: { width: 3000, height: 2000 },
  caption: '5月11日，检验员在三号泊位查看冷藏箱的温度记录。',
  photographer: '苏映棠',
  credit: '本报记者 苏映棠 摄',
}

export function namedPages(): NamedPages[] {
  const one = (name: string, input: Partial<IssueInput>): NamedPages => ({
    name,
    input: { publication: broadsheet(), issue, pages: [], articles: [], pictures: [], ...input },
  })
  return [
    one('four columns with subheads', {
      articles: [
        article('a', {
          body: [...copy(300), subhead('订单从哪里来'), ...copy(420), subhead('船往哪里去'), ...copy(360)],
        }),
      ],
      pages: [page(2, [place('a', [0, 0, 4, 30])])],
    }),
    one('a head of three rows over a byline', {
      articles: [
        article('a', {
          kicker: '临澜港一季度开出冷链专班四十八班',
          headline: '冷藏箱夜航，第二天上午到货',
          deck: '检验、装船、报关在同一个晚上办完',
          byline: '本报记者 顾南',
          body: copy(700),
        }),
      ],
      pages: [page(2, [place('a', [1, 4, 5, 28])])],
    }),
    one('a jump', {
      articles: [article('a', { headline: '一条航线的四季', byline: '本报记者 顾南', body: copy(1500) })],
      pages: [page(1, [place('a', [0, 14, 3, 30])], 14), page(3, [place('a', [0, 0, 6, 30])])],
    }),
    one('three columns in the room of two more', {
      articles: [article('a', { body: copy(900) })],
      pages: [page(2, [place('a', [0, 0, 5, 30], { columns: 3 })])],
    }),
    one('a picture with its caption', {
      articles: [
        article('a', { body: copy(700), pictures: ['quay'], caption: picture.caption, credit: picture.credit }),
      ],
      pages: [
        page(2, [
          place('a', [0, 0, 5, 40], {
            picture: { pictureId: 'quay', area: { column: 0, line: 8, columns: 2, lines: 16 } },
          }),
        ]),
      ],
      pictures: [picture],
    }),
    one('figures and Latin in a newspaper column', {
      articles: [article('a', { body: [1, 2, 3, 4, 5].map(() => paragraph(LATIN)) })],
      pages: [page(2, [place('a', [0, 0, 2, 40])])],
    }),
    one('too much copy, and an article nobody placed', {
      articles: [article('a', { body: [paragraph(words(900))] }), article('b', { body: copy(100) })],
      pages: [page(2, [place('a', [0, 0, 2, 20])])],
    }),
  ]
}
