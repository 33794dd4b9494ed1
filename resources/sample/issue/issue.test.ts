import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ARTICLE_PARTS, type Article, blockText, partText } from '#shared/document/article.ts'
import { readSampleIssue } from './sample-issue.ts'

/** The shipped sample issue, read once more as a strict proofreader would: form, facts that can be counted, punctuation. */

const { sample, articles } = readSampleIssue()

const count = (text: string): number => [...text.replace(/\s/gu, '')].length
const bodyParagraphs = (article: Article): string[] =>
  article.body.filter((block) => block.type === 'paragraph').map(blockText)
const bodyCount = (article: Article): number => count(article.body.map(blockText).join(''))
const subheads = (article: Article): number => article.body.filter((block) => block.type === 'subhead').length

/** Every printed line of the issue with its place, for findings that name where they are. */
const lines: { at: string; running: boolean; text: string }[] = [
  ...[...articles.values()].flatMap((article) =>
    ARTICLE_PARTS.flatMap((part) =>
      partText(article, part)
        .split('\n')
        .filter((text) => text !== '')
        .map((text, index) => ({
          at: `${article.id} ${part} ${index + 1}`,
          running: part === 'body' || part === 'caption' || part === 'source',
          text,
        })),
    ),
  ),
  ...[...sample.publication.imprint, ...sample.colophon, ...sample.pages.map((page) => page.editors)].map((text) => ({
    at: 'issue.json',
    running: false,
    text,
  })),
]

/** Lines in which the fault occurs, with the words around it. */
function faults(fault: RegExp, among = lines): string[] {
  return among.flatMap(({ at, text }) =>
    [...text.matchAll(fault)].map((m) => `${at}: …${text.slice(Math.max(0, m.index - 6), m.index + m[0].length + 6)}…`),
  )
}

/** Faults of paired marks in one line: unclosed, closed without opening, wrong level of quotation. */
function pairFaults(text: string): string[] {
  const closes: Record<string, string> = { '”': '“', '’': '‘', '）': '（', '》': '《', '〉': '〈', '】': '【' }
  const opens = new Set(Object.values(closes))
  const stack: string[] = []
  const found: string[] = []
  for (const char of text) {
    if (opens.has(char)) {
      const quoted = stack.findLast((mark) => mark === '“' || mark === '‘')
      if (char === '“' && quoted === '“') found.push('“ inside “')
      if (char === '‘' && quoted !== '“') found.push('‘ outside “')
      if (char === '《' && stack.includes('《')) found.push('《 inside 《')
      stack.push(char)
    } else if (char in closes && stack.pop() !== closes[char]) found.push(`${char} without its opening mark`)
  }
  return [...found, ...stack.map((mark) => `${mark} not closed`)]
}

/** GB 2312 as the decoder of the platform knows it: all simplified characters and marks a mainland newspaper sets. */
function gb2312(): Set<string> {
  const decoder = new TextDecoder('gbk')
  const characters = new Set<string>()
  for (let row = 0xa1; row <= 0xf7; row++)
    for (let cell = 0xa1; cell <= 0xfe; cell++) characters.add(decoder.decode(new Uint8Array([row, cell])))
  return characters
}

describe('sample issue: what is in it', () => {
  it('has an article file for every name in the page lists and the reserve, and no file that nobody listed', () => {
    const placed = new Set([...sample.pages.flatMap((page) => page.articles), ...sample.reserve])
    expect([...placed].sort()).toEqual([...articles.keys()].sort())
    for (const [name, article] of articles) expect(article.id).toBe(name)
    for (const page of sample.pages) expect(new Set(page.articles).size).toBe(page.articles.length)
  })

  it('gives page 1 要闻 a lead, a picture story, a second lead, a jumping story and two short reports', () => {
    const [front] = sample.pages
    expect([front?.section, front?.mastheadLines]).toEqual(['要闻', 14])
    const kinds = front?.articles.map((id) => [id, articles.get(id)?.kind, subheads(articles.get(id)!)])
    expect(kinds).toEqual([
      ['lead-ports', 'article', 3],
      ['picture-robot-line', 'picture-story', 0],
      ['second-warehouses', 'article', 2],
      ['jump-certificates', 'article', 3],
      ['brief-driverless-trucks', 'article', 0],
      ['brief-exhibitions', 'article', 0],
    ])
  })

  it('gives page 2 产业 its own lead, a comment, the rest of the jump, a feature, a data brief and four short reports', () => {
    const back = sample.pages[1]
    expect([back?.section, back?.mastheadLines]).toEqual(['产业', 0])
    const kinds = back?.articles.map((id) => [id, subheads(articles.get(id)!)])
    expect(kinds).toEqual([
      ['lead-machine-tools', 3],
      ['comment-two-kinds-of-time', 0],
      ['data-port', 0],
      ['jump-certificates', 3],
      ['feature-blueberries', 3],
      ['brief-bearings', 0],
      ['brief-fishing-harbour', 0],
      ['brief-packaging', 0],
      ['brief-warehouse-training', 0],
    ])
  })

  it('lets exactly one story stand on two pages', () => {
    const uses = [...articles.keys()].filter((id) => sample.pages.every((page) => page.articles.includes(id)))
    expect(uses).toEqual(['jump-certificates'])
  })

  it('signs every long story and names the source of every short one', () => {
    for (const article of articles.values()) {
      if (article.kind === 'picture-story') continue
      if (bodyCount(article) > 600) expect(article.byline, article.id).toMatch(/^本报(记者|评论员) /u)
      else expect(article.source, article.id).toMatch(/^（来源：.+）$/u)
    }
    const lead = articles.get('lead-ports')!
    expect([lead.kicker, lead.headline, lead.deck].every((part) => part !== '')).toBe(true)
    expect(articles.get('lead-machine-tools')?.kicker).not.toBe('')
  })

  it('keeps every story to its planned length', () => {
    const plan: Record<string, [number, number]> = {
      'lead-ports': [2200, 2500],
      'second-warehouses': [1350, 1550],
      'jump-certificates': [1900, 2100],
      'brief-driverless-trucks': [300, 420],
      'brief-exhibitions': [300, 420],
      'lead-machine-tools': [2000, 2400],
      'feature-blueberries': [1200, 1550],
      'data-port': [240, 380],
      'brief-bearings': [300, 420],
      'brief-fishing-harbour': [300, 420],
      'comment-two-kinds-of-time': [700, 900],
      'brief-packaging': [270, 420],
      'brief-warehouse-training': [270, 420],
    }
    const counts = Object.keys(plan).map((id) => [id, bodyCount(articles.get(id)!)] as const)
    console.log(
      [
        ...[...articles.values()].map((article) => {
          const text = article.body.length > 0 ? bodyCount(article) : count(article.caption)
          return `${String(text).padStart(5)}  ${article.id}`
        }),
        `${String(counts.reduce((sum, [, n]) => sum + n, 0)).padStart(5)}  body of the issue`,
      ].join('\n'),
    )
    for (const [id, n] of counts) {
      expect(n, id).toBeGreaterThanOrEqual(plan[id]![0])
      expect(n, id).toBeLessThanOrEqual(plan[id]![1])
    }
    for (const article of articles.values())
      for (const text of bodyParagraphs(article)) expect(count(text), text).toBeLessThanOrEqual(260)
  })

  it('prints the date, weekday and number that belong to the issue', () => {
    const [year, month, day] = sample.issue.date.split('-').map(Number) as [number, number, number]
    const weekday = '日一二三四五六'[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]
    expect(sample.dateline.date).toBe(`${year}年${month}月${day}日`)
    expect(sample.dateline.weekday).toBe(`星期${weekday}`)
    expect(sample.dateline.number).toBe(`总第${sample.issue.number}期`)
    expect(sample.dateline.pageCount).toBe(`今日${sample.pages.length}版`)
    expect(sample.issue.publicationId).toBe(sample.publication.id)
    expect([sample.issue.date, sample.issue.number]).toEqual(['2026-05-12', 1286])
    expect(sample.publication.cnNumber).toBe('CN 00-0000')
  })

  it('has one wording for the picture, with 图为… at its end and the photographer in the credit', () => {
    const story = articles.get('picture-robot-line')!
    const picture = sample.pictures.find((each) => each.id === story.pictures[0])!
    expect(picture.caption).toBe(story.caption)
    expect(picture.credit).toBe(story.credit)
    expect(story.credit).toBe(`本报记者 ${picture.photographer} 摄`)
    expect(story.caption).toMatch(/。图为[^。]+。$/u)
    expect(count(story.caption)).toBeGreaterThanOrEqual(80)
    expect(count(story.caption)).toBeLessThanOrEqual(130)
  })

  it('finds the picture file that it names', (context) => {
    const missing = sample.pictures.filter((picture) => !existsSync(new URL(picture.file, import.meta.url)))
    if (missing.length > 0) context.skip(`not rendered yet: ${missing.map((picture) => picture.file).join(', ')}`)
    expect(missing).toEqual([])
  })
})

describe('sample issue: punctuation after GB/T 15834', () => {
  it('has no half-width mark in Chinese, no straight quote and no full-width digit or letter', () => {
    expect(faults(/[,;!?()[\]{}"'<>~]/gu)).toEqual([])
    expect(
      faults(
        /(?<!\d)[.:]|[.:](?!\d)/gu,
        lines.filter((line) => !line.text.includes('www.')),
      ),
    ).toEqual([])
    expect(faults(/[０-９Ａ-Ｚａ-ｚ％．－]/gu)).toEqual([])
  })

  it('closes every quotation mark, bracket and title mark, and nests them in order', () => {
    expect(lines.flatMap(({ at, text }) => pairFaults(text).map((fault) => `${at}: ${fault}`))).toEqual([])
    expect(pairFaults('他说：“好。')).toEqual(['“ not closed'])
    expect(pairFaults('他说：”好。“')).toHaveLength(2)
    expect(pairFaults('“他说“好”吗？”')).toContain('“ inside “')
    expect(pairFaults('‘好’')).toContain('‘ outside “')
  })

  it('has no space but a single one between headline clauses, names and Latin words', () => {
    expect(faults(/\s{2,}|[^\S ]|^\s|\s$/gu)).toEqual([])
    expect(
      faults(
        /(?<![A-Z]) | (?!\d)/gu,
        lines.filter((line) => line.running),
      ),
    ).toEqual([])
  })

  it('sets dashes of two em, ellipses of six dots and never two marks where one belongs', () => {
    expect(faults(/(?<!—)—(?!—)(?<!\d—|月—)|—{3,}/gu)).toEqual([])
    expect(faults(/(?<!…)…(?!…)|…{3,}/gu)).toEqual([])
    expect(faults(/[，、；：。？！]{2,}|[，、；：]——|——[，、；：]|……[，、；：。]|……等|等……/gu)).toEqual([])
    expect(faults(/[。！？][”’][，。；]|》、《|”、“|[。，、；：！？](?=[）》])/gu)).toEqual([])
    expect(faults(/、(?=[和与及或])|[•・‧]/gu)).toEqual([])
  })

  it('ends every paragraph with a stop and no headline or subhead with one', () => {
    const paragraphs = [...articles.values()].flatMap(bodyParagraphs)
    expect(paragraphs.filter((text) => !/([。？！]|[。？！]”|……”?|……！”|[^。？！]”。)$/u.test(text))).toEqual([])
    const heads = [...articles.values()].flatMap((article) => [
      article.kicker,
      article.headline,
      article.deck,
      ...article.body.filter((block) => block.type === 'subhead').map(blockText),
    ])
    expect(heads.filter((text) => /[。，、；：]$/u.test(text))).toEqual([])
  })
})

describe('sample issue: numbers after GB/T 15835, words and facts', () => {
  it('writes ranges in full, with the wave between quantities and the one-em dash between times', () => {
    expect(faults(/\d～\d+(\.\d+)?[%℃]|\d-\d(?!\d{2})|[\d%℃]—(?=[\d.]+%)/gu)).toEqual([])
    const ranges = lines.flatMap(({ text }) => text.match(/[\d.]+[%℃]?～[\d.]+[%℃]?/gu) ?? [])
    expect(ranges).toContain('15%～30%')
  })

  it('never writes digits with 十百千, 亿 with 万, a dropped zero, a cut year or a double approximation', () => {
    expect(faults(/\d[十百]|\d千(?![克米])|\d亿\d+(\.\d+)?万|(?<![\d.])\.\d|(?<!\d)\d{2}年(?=\d)/gu)).toEqual([])
    expect(
      faults(/[约近逾][^，。；]{1,8}(左右|上下|余|以上)|\d几|几\d|(降低|减少|下降)了?[\d.]+倍|%个?百分点/gu),
    ).toEqual([])
    expect(faults(/(下午|晚上)(1[3-9]|2[0-3])[时点:]/gu)).toEqual([])
  })

  it('uses only characters of the simplified newspaper set', () => {
    const known = gb2312()
    const strange = lines.flatMap(({ at, text }) =>
      [...text].filter((c) => !/[ -~]/u.test(c) && !known.has(c)).map((c) => `${at}: ${c}`),
    )
    expect(strange).toEqual([])
  })

  it('doubles no word and no function word', () => {
    expect(faults(/([的了是在和与对为将已])\1/gu)).toEqual([])
    expect(faults(/(\p{Script=Han}{2,6})\1/gu)).toEqual([])
  })

  it('repeats in the body every figure that stands in kicker, headline or deck', () => {
    const absent = [...articles.values()].flatMap((article) => {
      const body = partText(article, 'body')
      const heads = `${article.kicker} ${article.headline} ${article.deck}`
      return (heads.match(/\d+(\.\d+)?(小时|个|天|辆|家)/gu) ?? [])
        .filter((figure) => !body.includes(figure))
        .map((figure) => `${article.id}: ${figure}`)
    })
    expect(absent).toEqual([])
  })

  it('gives the composition something to do: Latin terms, nested quotes, interpunct, ranges, dashes, ellipses', () => {
    const all = lines.map((line) => line.text).join('\n')
    for (const word of [
      'RCEP',
      'AI',
      '5G',
      'ISO 9001',
      '“1+3+N”',
      '8:30',
      '约翰·霍尔特',
      '——',
      '……',
      '：‘',
      '。’”',
      '《',
    ])
      expect(all.includes(word), word).toBe(true)
  })
})
