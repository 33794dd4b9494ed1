import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Article, type Block, blockText } from '../../document/article.ts'
import { broadsheet } from '../../edition/defaults.ts'
import { composeIssue, type IssueInput } from '../compose.ts'
import { createSetter } from '../flow/setter.ts'
import { article, issue, page, paragraph, place, subhead, words } from '../flow/test-copy.ts'
import { solidSquares } from '../testing/solid-squares.ts'
import { copyfitAdvice } from './advice.ts'
import { endCut, without } from './cuts.ts'
import { fitParagraph, type Settable, VISIBLE_GAP } from './paragraphs.ts'
import { absorbSlack, type SlackFigures } from './slack.ts'

const glyphs = solidSquares()
const setter = createSetter(glyphs)
const publication = broadsheet()
const style = publication.styles.body
const WIDTH = 117_000

const settable = (text: string): Settable => ({ block: 0, source: paragraph(text) as never, style, measure: WIDTH })
const lineCount = (text: string) => setter.paragraph(text, style, WIDTH).lines.length
const letter = fc.constantFrom(...'港口外贸企业的在了新高船员货运汽车出台数字一二，，。、“”2026')
const copy = fc.array(letter, { minLength: 15, maxLength: 160 }).map((chars) => `港${chars.join('')}。`)

function advise(body: Block[], lines: number, columns = 2, parts: Partial<Article> = {}) {
  const one = article('a', { headline: '', body, ...parts })
  const input: IssueInput = {
    publication,
    issue,
    pages: [page(1, [place('a', [0, 0, columns, lines])])],
    articles: [one],
    pictures: [],
  }
  const composed = composeIssue(input, glyphs, setter)
  return { advice: copyfitAdvice(input, composed, 'a', setter)!, composed, input, article: one }
}

describe('a paragraph a line shorter or longer', () => {
  test('really has that many lines, no gap that is seen, no lone last character, no mark at a line’s head', () => {
    let found = 0
    fc.assert(
      fc.property(copy, (text) => {
        const fit = fitParagraph(setter, settable(text))
        const { shorter, longer } = setter.variants(text, style, WIDTH)
        for (const [change, way, by] of [
          [fit.shorter, shorter, -1],
          [fit.longer, longer, 1],
        ] as const) {
          if (!change) continue
          found++
          expect(way!.lines).toHaveLength(fit.lines + by)
          expect(way!.lines.map((line) => text.slice(line.start, line.end)).join('')).toBe(text)
          expect(change.gap).toBeLessThanOrEqual(VISIBLE_GAP)
          for (const line of way!.lines) {
            const row = text.slice(line.start, line.end)
            expect(row).not.toMatch(/^[，。、”]/)
            expect(row).not.toMatch(/“$/)
          }
          if (way!.lines.length > 1) {
            const last = way!.lines.at(-1)!
            expect(text.slice(last.start, last.end).replace(/[，。、“”]/g, '').length).toBeGreaterThan(1)
          }
        }
      }),
      { numRuns: 600, seed: 7 },
    )
    expect(found).toBeGreaterThan(8)
  })

  test('a line that would open a gap of a quarter em is no offer', () => {
    const refused = Array.from({ length: 80 }, (_, i) => words(40 + i)).filter((text) => {
      const { longer } = setter.variants(text, style, WIDTH)
      return longer?.lines.some((line) => line.stretch > VISIBLE_GAP)
    })
    expect(refused.length).toBeGreaterThan(5)
    for (const text of refused) expect(fitParagraph(setter, settable(text)).longer).toBeUndefined()
  })
})

describe('删几个字省一行', () => {
  test('the cut named, made at the paragraph’s end, wins the line; a character fewer does not always', () => {
    let cuts = 0
    fc.assert(
      fc.property(copy, (text) => {
        const { advice } = advise([paragraph(text)], 60, 1)
        for (const { characters, wins } of advice.cuts) {
          cuts++
          const [from, to] = endCut(text, characters)
          const rest = text.slice(0, from) + text.slice(to)
          expect(rest.length).toBe(text.length - characters)
          expect(lineCount(rest)).toBe(lineCount(text) - wins)
        }
      }),
      { numRuns: 150, seed: 3 },
    )
    expect(cuts).toBeGreaterThan(60)
  })

  test('cheapest first; never more than the last line and the marks about it', () => {
    const { advice } = advise([paragraph(words(94)), paragraph(words(90)), paragraph(words(120))], 60)
    expect(advice.cuts.length).toBe(3)
    expect(advice.cuts.map((cut) => cut.characters)).toEqual(
      advice.cuts.map((cut) => cut.characters).sort((a, b) => a - b),
    )
    for (const { block, characters } of advice.cuts)
      expect(characters).toBeLessThanOrEqual(advice.paragraphs.find((each) => each.block === block)!.lastLine + 2)
  })

  test('the cut made in the copy brings an article one line over back into its place', () => {
    const body = [paragraph(words(94)), paragraph(words(90)), paragraph(words(128))]
    let lines = 1
    while (advise(body, lines, 1).advice.oversetLines > 0) lines++
    const { advice } = advise(body, lines - 1, 1)
    expect(advice.oversetLines).toBe(1)
    const { block, characters } = advice.cuts[0]!
    const [from, to] = endCut(blockText(body[block]!), characters)
    const cut = body.map((each, i) =>
      i === block && each.type === 'paragraph' ? { ...each, runs: without(each.runs, from, to) } : each,
    )
    expect(advise(cut, lines - 1, 1).advice.oversetLines).toBe(0)
  })

  test('marks on the runs stay where they are', () => {
    const runs = [{ text: '港口', marks: { bold: true } }, { text: '夜航启程。' }]
    expect(without(runs, 1, 4)).toEqual([{ text: '港', marks: { bold: true } }, { text: '启程。' }])
  })
})

describe('an article’s advice', () => {
  test('溢文: the block, offset and character where overset begins, and how many have no place', () => {
    const body = [paragraph(words(100)), paragraph(words(100)), paragraph(words(100))]
    const { advice, composed, article: one } = advise(body, 10)
    const lost = composed.stretches.find((each) => each.page === null && each.part === 'body')!
    const { block, offset, character } = advice.oversetAt!
    expect(block * 101 + offset).toBe(lost.start)
    expect(character).toBe(blockText(one.body[block]!)[offset])
    expect(advice.missingCharacters).toBe(
      [...one.body.map(blockText).join('\n').slice(lost.start)].filter((char) => char !== '\n').length,
    )
  })

  test('欠文: characters that fill the place, and nothing overset', () => {
    const { advice } = advise([paragraph(words(100))], 20)
    expect(advice.oversetAt).toBeUndefined()
    expect([advice.oversetLines, advice.missingCharacters]).toEqual([0, 0])
    expect(advice.fillCharacters).toBe(advice.undersetLines * 13)
    expect(advice.undersetLines).toBeGreaterThan(0)
  })

  test('lines it can give and take are those of its paragraphs', () => {
    const body = Array.from({ length: 12 }, (_, i) => paragraph(words(60 + 7 * i)))
    const { advice } = advise(body, 120, 2)
    expect(advice.paragraphs).toHaveLength(12)
    expect(advice.canTake).toBe(advice.paragraphs.filter((each) => each.longer).length)
    expect(advice.canGive).toBe(advice.paragraphs.filter((each) => each.shorter).length)
    expect(advice.canGive + advice.canTake).toBeGreaterThan(0)
  })

  test('subheads are no paragraphs; an article nobody knows has no advice', () => {
    const { advice, input, composed } = advise(
      [{ type: 'subhead', runs: [{ text: '夜航' }] }, paragraph(words(90))],
      40,
    )
    expect(advice.paragraphs.map((each) => each.block)).toEqual([1])
    expect(copyfitAdvice(input, composed, 'nobody', setter)).toBeUndefined()
  })
})

describe('changes made by composition itself', () => {
  test('a blank given to a subhead, lines given to the head and a paragraph set anew are listed with their lines', () => {
    const found = new Map<string, number>()
    for (let lines = 16; lines < 60; lines++) {
      const body = [
        paragraph(words(150)),
        paragraph(words(97)),
        subhead('夜航'),
        paragraph(words(200)),
        paragraph(words(131)),
      ]
      const { composed } = advise(body, lines, 2, { headline: '冷藏箱夜航' })
      for (const each of composed.pages[0]!.adjustments) {
        expect(each.articleId).toBe('a')
        expect(each.lines).not.toBe(0)
        if (each.kind === 'subhead') expect(each.block).toBe(2)
        found.set(each.kind, (found.get(each.kind) ?? 0) + 1)
      }
    }
    expect([...found.keys()].sort()).toEqual(['head', 'paragraph', 'subhead'])
  })

  test('an article too long for its place is left as it is, and nothing is listed', () => {
    expect(advise([paragraph(words(300))], 4, 1).composed.pages[0]!.adjustments).toEqual([])
  })
})

describe('余量 slack', () => {
  const figures: SlackFigures = {
    subheads: [
      { blank: 0, most: 2 },
      { blank: 0, most: 2 },
    ],
    head: { grow: 3, shrink: 1, columns: 3 },
    pictures: [{ grow: 4, shrink: 4, columns: 2 }],
    paragraphs: [
      { block: 0, longer: { cost: 40 }, shorter: { cost: 9 } },
      { block: 3, longer: { cost: 12 } },
    ],
  }
  const kinds = (lines: number) =>
    absorbSlack(figures, lines).changes.map((each) => `${each.kind} ${each.index} ${each.lines}`)

  test('goes to the subheads first, one line each before a second', () => {
    expect(kinds(3)).toEqual(['subhead 0 1', 'subhead 1 1', 'subhead 0 1'])
  })

  test('then to the head by one line of all its columns, then pictures by one or two, then paragraphs, cheapest first', () => {
    expect(kinds(13)).toEqual([
      'subhead 0 1',
      'subhead 1 1',
      'subhead 0 1',
      'subhead 1 1',
      'head 0 3',
      'picture 0 4',
      'paragraph 3 1',
      'paragraph 0 1',
    ])
    expect(absorbSlack(figures, 20).left).toBe(7)
  })

  test('too long: blanks that are not there cannot go; the head, the picture and a paragraph give way', () => {
    expect(kinds(-8)).toEqual(['head 0 -3', 'picture 0 -4', 'paragraph 0 -1'])
    expect(absorbSlack(figures, -9).left).toBe(-1)
  })

  test('never more than asked, and every line is accounted for', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30, max: 30 }), (lines) => {
        const { changes, left } = absorbSlack(figures, lines)
        const sum = changes.reduce((total, each) => total + each.lines, 0)
        expect(sum + left).toBe(lines)
        expect(Math.abs(sum)).toBeLessThanOrEqual(Math.abs(lines))
      }),
    )
  })
})
