import { describe, expect, test } from 'vitest'
import type { Block, ListMarker, Run, Table } from '../../document/article.ts'
import { broadsheet } from '../../edition/defaults.ts'
import type { Publication } from '../../edition/publication.ts'
import type { ParagraphStyle } from '../../edition/styles.ts'
import { type FlowItem, flowItems, type PartLine } from '../flow/items.ts'
import { createSetter } from '../flow/setter.ts'
import { article, paragraph, subhead, words } from '../flow/test-copy.ts'
import { squareGlyphs } from '../testing/square-glyphs.ts'
import { unknownStyles } from './index.ts'

const setter = createSetter(squareGlyphs())
const paper = broadsheet()
const EM = 9000
const PITCH = 11_600
/** 13 and 27 characters. */
const NARROW = 13 * EM
const WIDE = 27 * EM

const styled = (paragraphStyles: Record<string, ParagraphStyle>): Publication => ({ ...paper, paragraphStyles })
const flow = (body: Block[], width = NARROW, publication = paper, source = '') =>
  flowItems(setter, publication, article('a', { body, source }), width)
const runs = (...texts: string[]): Run[] => texts.map((text) => ({ text }))
const textOf = ({ set, text }: PartLine) => text.slice(set.start, set.end)
const lines = (items: readonly FlowItem[]) => items.flatMap(({ rows }) => rows.filter((row) => row.part))
const left = ({ place, set, style }: PartLine) =>
  (place?.x ?? 0) + Math.round(((set.glyphs[0]?.x ?? 0) * style.size) / 1000)
const right = (row: PartLine) => (row.place?.x ?? 0) + Math.round((row.set.width * row.style.size) / 1000)

describe('引文', () => {
  const [first, second, ...rest] = lines(flow([{ type: 'quotation', runs: runs(words(60)) }]))
  test('stands back from both sides, its first line by two characters more', () => {
    expect(left(second!)).toBeGreaterThanOrEqual(EM)
    expect(right(second!)).toBeLessThanOrEqual(NARROW - EM)
    expect(left(first!) - left(second!)).toBe(2 * first!.style.size)
  })
  test('is smaller, and keeps to whole characters of its own size', () => {
    expect(first!.style.size).toBe(8500)
    expect(second!.place!.width % 8500).toBe(0)
    expect(rest.every((row) => row.place?.width === second!.place!.width)).toBe(true)
  })
  test('gives its indents up where the column is too narrow for them', () => {
    const [row] = lines(flow([{ type: 'quotation', runs: runs(words(60)) }], 5 * EM))
    expect(row!.place!.width).toBe(5 * 8500)
  })
})

describe('列表', () => {
  const item = (marker: ListMarker, text: string, level?: number): Block => ({
    type: 'list-item',
    marker,
    runs: runs(text),
    ...(level ? { level } : {}),
  })
  test('一、 hangs two characters: turned lines stand under the first', () => {
    const [first, ...turned] = flow([item('chinese', words(40))])
    const [marker, text] = first!.rows
    expect([textOf(marker!), left(marker!)]).toEqual(['一、', 0])
    expect(left(text!)).toBe(2 * EM)
    expect(turned.map(({ rows }) => left(rows[0]!))).toEqual(turned.map(() => 2 * EM))
  })
  test('the marker is on the first line, belongs to no part, and comes before the text', () => {
    const [first, second] = flow([item('arabic', words(40))])
    expect(first!.rows.map(({ part, line }) => [part, line])).toEqual([
      [undefined, 0],
      ['body', 0],
    ])
    expect(second!.rows).toHaveLength(1)
  })
  test('items of one list hang alike: 9. and 10. stand with their points under one another', () => {
    const items = flow(Array.from({ length: 10 }, () => item('arabic', '验货')))
    expect(new Set(items.map(({ rows }) => left(rows[1]!)))).toEqual(new Set([2 * EM]))
    const ends = items.map(({ rows: [marker] }) => marker!.place!.x + marker!.place!.width)
    expect(new Set(ends).size).toBe(1)
    expect(items[0]!.rows[0]!.style.align).toBe('end')
  })
  test('（一） one level down stands a character further in', () => {
    const items = flow([item('chinese', '验货'), item('chinese-brackets', '验封志', 2)])
    expect(left(items[1]!.rows[0]!)).toBe(EM)
    expect(left(items[1]!.rows[1]!)).toBe(3 * EM)
  })
  test('an item that goes on after a jump hangs on without its number', () => {
    const body = [item('chinese', words(60))]
    const [, second] = flow(body)
    const rest = flowItems(setter, paper, article('a', { body }), NARROW, second!.cursor)
    expect(rest[0]!.rows).toHaveLength(1)
    expect(left(rest[0]!.rows[0]!)).toBe(2 * EM)
    expect(textOf(rest[0]!.rows[0]!)).toBe(textOf(second!.rows[0]!))
  })
})

describe('首字下沉', () => {
  const capital = (text: string, style = 'drop-cap'): Block[] => [{ type: 'paragraph', style, runs: runs(text) }]
  test('a Han capital over two lines is as high as both of them, from square to square', () => {
    const [first] = flow(capital(words(80)))
    const [cap, one, two] = first!.rows
    expect(textOf(cap!)).toBe('码')
    expect(cap!.style.size).toBe(PITCH + EM)
    expect([cap!.line, one!.line, two!.line]).toEqual([1, 0, 1])
    // Foot of its square = foot of the second line's.
    expect(cap!.drop! + 0.12 * cap!.style.size).toBeCloseTo(0.12 * EM, -1)
  })
  test('both lines beside it are shorter, the third is whole', () => {
    const items = flow(capital(words(80)))
    const [, one, two] = items[0]!.rows
    expect([left(one!), left(two!)]).toEqual([2.5 * EM, 2.5 * EM])
    expect(right(one!)).toBe(NARROW)
    expect(left(items[1]!.rows[0]!)).toBe(0)
    expect(right(items[1]!.rows[0]!)).toBe(NARROW)
  })
  test('the capital and the lines beside it are never divided', () => {
    expect(flow(capital(words(80))).map((item) => item.lines)[0]).toBe(2)
  })
  test('a letter stands on the last baseline and reaches to the first line’s head', () => {
    const [first] = flow(capital(`Banxin${words(80)}`))
    const [cap] = first!.rows
    expect([textOf(cap!), cap!.drop]).toEqual(['B', 0])
    expect(Math.round(cap!.style.size * 0.7)).toBe(PITCH + 0.83 * EM)
  })
  test('three lines, in a face of its own', () => {
    const publication = styled({ tall: { basedOn: 'drop-cap', dropCap: { lines: 3, font: 'sans-700' } } })
    const [first] = flow(capital(words(120), 'tall'), WIDE, publication)
    expect(first!.lines).toBe(3)
    expect(first!.rows[0]!.style).toMatchObject({ font: 'sans-700', size: 2 * PITCH + EM })
    expect(left(first!.rows[3]!)).toBe(4 * EM)
  })
  test('an opening quotation mark stands with its character, a figure of two digits is not torn', () => {
    expect(textOf(flow(capital(`“${words(80)}`))[0]!.rows[0]!)).toBe('“码')
    expect(textOf(flow(capital(`12月${words(80)}`))[0]!.rows[0]!)).toBe('12')
  })
  test('no capital for a year, a paragraph too short to stand beside it, or a glossed character', () => {
    for (const text of [`2026年${words(80)}`, words(10)]) expect(lines(flow(capital(text)))[0]!.set.start).toBe(0)
    expect(flow(capital(`2026年${words(80)}`))[0]!.lines).toBe(1)
    expect(flow(capital(words(10)))[0]!.lines).toBe(1)
    const glossed: Block = {
      type: 'paragraph',
      style: 'drop-cap',
      runs: [{ text: '垇', marks: { ruby: 'ào' } }, ...runs(words(80))],
    }
    expect(lines(flow([glossed])).every((row) => row.style.size === EM)).toBe(true)
  })
  test('what goes on after a jump has no capital again', () => {
    const body = capital(words(120))
    const second = flow(body)[1]!
    const rest = flowItems(setter, paper, article('a', { body }), NARROW, second.cursor)
    expect(rest.every((item) => item.lines === 1)).toBe(true)
    expect(textOf(lines(rest)[0]!)).toBe(textOf(lines([second])[0]!))
  })
})

describe('落款', () => {
  const signed = [paragraph(words(40)), { type: 'signature', runs: runs('东港口岸夜班组') } as Block]
  test('stands flush right', () => {
    const row = lines(flow(signed)).at(-1)!
    expect(row.style.align).toBe('end')
  })
  test('is not left alone at the head of a column, and takes no source beside it', () => {
    const items = flow(signed, NARROW, paper, '（来源：本报）')
    expect(items.at(-2)).toMatchObject({ widow: true })
    expect(items.at(-2)!.beside).toBeUndefined()
    expect(items.at(-1)!.kind).toBe('tail')
  })
})

test('诗行: a line too long for its column is turned over one character further in', () => {
  const [first, second] = lines(flow([{ type: 'verse', runs: runs('灯下数归人，一个一个数到天明方肯睡') }]))
  expect([left(first!), left(second!)]).toEqual([2 * EM, 3 * EM])
})

describe('小标题', () => {
  test('占行: a style’s own number of lines goes before the house’s', () => {
    expect(flow([subhead('订单从哪里来')])[0]!.lines).toBe(2)
    expect(flow([subhead('订单从哪里来')], NARROW, styled({ subhead: { lines: 3 } }))[0]!.lines).toBe(3)
  })
  test('level 2 takes one line, stands two characters in, in its own type, and keeps one line with it', () => {
    const [item] = flow([{ type: 'subhead', level: 2, runs: runs('订单从哪里来') }])
    expect(item).toMatchObject({ kind: 'subhead', lines: 1, keepNext: 1 })
    expect(item!.rows[0]).toMatchObject({ place: { x: 2 * EM }, style: { size: 9000, font: 'sans-700' } })
  })
})

describe('tabs 制表位', () => {
  const publication = styled({
    listing: {
      basedOn: 'body',
      indent: 0,
      hang: 4000,
      tabs: [
        { at: 4000, align: 'start' },
        { at: 12000, align: 'end' },
      ],
    },
    prices: { basedOn: 'body', indent: 0, tabs: [{ at: 9000, align: 'decimal' }] },
  })
  const set = (text: string, style: string, width = NARROW) =>
    flow([{ type: 'paragraph', style, runs: runs(text) }], width, publication)
  test('text after a tab begins at the next stop, or ends at it', () => {
    const [item] = set('桥吊\t三号\t9', 'listing')
    expect(item!.rows.map(textOf)).toEqual(['桥吊', '三号', '9'])
    expect(item!.rows.map(left)).toEqual([0, 4 * EM, 11.5 * EM])
  })
  test('decimal points stand under one another; a whole number ends where its point would be', () => {
    const point = (text: string, before: string) => {
      const [, figure] = set(`价\t${text}`, 'prices')[0]!.rows
      return left(figure!) + before.length * EM * 0.5
    }
    expect([point('5.25', '5'), point('128.5', '128'), point('96', '96'), point('12%', '12')]).toEqual(
      [9, 9, 9, 9].map((n) => n * EM),
    )
  })
  test('what does not fit the line is broken and hangs under its style’s indent', () => {
    const items = set('窗口\t二号楼东侧工作日八点到十八点', 'listing')
    expect(items.map(({ rows }) => left(rows.at(-1)!))).toEqual([4 * EM, 4 * EM])
  })
  test('without stops of its own a paragraph stops every two characters', () => {
    const [item] = flow([{ type: 'verse', runs: runs('灯\t船') }])
    expect(item!.rows.map(left)).toEqual([2 * EM, 4 * EM])
  })
  test('goes on after a jump where the line began', () => {
    const body: Block[] = [{ type: 'paragraph', style: 'listing', runs: runs('窗口\t二号楼东侧工作日八点到十八点') }]
    const [, second] = flow(body, NARROW, publication)
    const rest = flowItems(setter, publication, article('a', { body }), NARROW, second!.cursor)
    expect(lines(rest).map((row) => [textOf(row), left(row)])).toEqual(
      lines([second!]).map((row) => [textOf(row), left(row)]),
    )
  })
})

describe('表格', () => {
  const table = (rows: string[][], columns: Table['columns'], more: Partial<Table> = {}): Table => ({
    type: 'table',
    headerRows: 1,
    columns,
    rows: rows.map((row) => row.map((text) => ({ runs: runs(text) }))),
    ...more,
  })
  const goods = table(
    [
      ['品种', '货量'],
      ['冷冻虾', '1280.5'],
      ['鲜活贝类', '96'],
      ['加工鱼片', '20431.25'],
    ],
    [{ align: 'start' }, { align: 'decimal' }],
  )
  test('fills its column, each row one line of the grid', () => {
    const items = flow([goods])
    expect(items.map((item) => item.lines)).toEqual([1, 1, 1, 1])
    const rule = items[0]!.rules![0]!
    expect([rule.x, rule.width]).toEqual([0, NARROW])
  })
  test('三线表: a thick rule above and below, a thin one under the header, each between two lines', () => {
    const rules = flow([goods]).map((item) => item.rules!.map(({ y, height }) => [y + height / 2, height]))
    expect(rules[0]!.map(([, weight]) => weight)).toEqual([750, 300])
    expect(rules[0]!.map(([y]) => y)).toEqual([0, PITCH])
    expect([rules[1], rules[2]]).toEqual([[], []])
    expect(rules[3]).toEqual([[PITCH, 750]])
  })
  test('a ruled table has its frame inside the column and a rule between cells', () => {
    const publication = styled({ table: { basedOn: 'caption', align: 'start', indent: 0, rules: 'grid' } })
    const rules = flow([goods], NARROW, publication)[1]!.rules!
    const down = rules.filter(({ height }) => height === PITCH)
    expect(down.map(({ x }) => x).sort((a, b) => a - b)).toEqual([0, expect.any(Number), NARROW - 300])
  })
  test('numbers stand with their points under one another', () => {
    const cells = flow([goods])
      .slice(1)
      .map(({ rows }) => rows.at(-1)!)
    const points = cells.map((row) => left(row) + row.text.split('.')[0]!.length * row.style.size * 0.5)
    expect(new Set(points).size).toBe(1)
  })
  test('columns wider than there is room for give way, the widest first, and their cells take more lines', () => {
    const long = table(
      [
        ['项目', '说明'],
        ['夜航', '每晚十点以后靠泊的冷藏货轮'],
      ],
      [{ align: 'start' }, { align: 'start' }],
    )
    const [, row] = flow([long])
    expect(row!.lines).toBe(2)
    const cells = row!.rows.slice(1)
    expect(cells.map((cell) => cell.line)).toEqual([0, 1])
    for (const cell of cells) expect(right(cell)).toBeLessThanOrEqual(NARROW)
    expect(textOf(row!.rows[0]!)).toBe('夜航')
  })
  test('a width asked for in characters is kept, what is over is shared out', () => {
    const fixed = table(
      [['甲', '乙']],
      [
        { align: 'start', width: 4000 },
        { align: 'start', width: 8000 },
      ],
      { headerRows: 0 },
    )
    const [one, two] = flow([fixed])[0]!.rows
    expect(two!.place!.width - one!.place!.width).toBe(4 * EM)
    expect(two!.place!.x + two!.place!.width).toBe(NARROW)
  })
  test('a short table is kept whole; a long one keeps its header with a row, and its last two rows', () => {
    expect(flow([goods]).map((item) => item.keepNext)).toEqual([3, 2, 1, 0])
    const long = table(
      Array.from({ length: 12 }, () => ['甲', '1']),
      goods.columns,
    )
    expect(flow([long]).map((item) => item.keepNext)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0])
  })
  test('goes on after a jump at the row it stopped before', () => {
    const body = [goods]
    const items = flow(body)
    const rest = flowItems(setter, paper, article('a', { body }), NARROW, items[2]!.cursor)
    expect(rest.map((item) => item.rows.map(textOf))).toEqual(items.slice(2).map((item) => item.rows.map(textOf)))
  })
})

describe('注音', () => {
  const glossed: Block = {
    type: 'paragraph',
    runs: [...runs('镇上养'), { text: '蚝', marks: { ruby: 'háo' } }, ...runs(words(30))],
  }
  test('reaches the line, over its character', () => {
    const [row] = lines(flow([glossed]))
    expect(row!.set.extras!.map((extra) => extra.text).join('')).toBe('háo')
  })
  test('a line with glosses takes two lines of a tight grid, the others one', () => {
    const items = flow([glossed])
    expect(items.map((item) => item.lines)).toEqual([2, ...items.slice(1).map(() => 1)])
    expect(items[0]!.rows[0]!.line).toBe(1)
    const open = { ...paper, format: { ...paper.format, linePitch: 14_000 } }
    expect(flow([glossed], NARROW, open)[0]!.lines).toBe(1)
  })
})

test('a style the publication does not have is named, and the block is set as its kind is', () => {
  const body: Block[] = [{ type: 'paragraph', style: '编者按', runs: runs('编者') }]
  expect(unknownStyles(paper, article('a', { body }))).toEqual(['编者按'])
  expect(lines(flow(body))[0]!.style).toBe(paper.styles.body)
})
