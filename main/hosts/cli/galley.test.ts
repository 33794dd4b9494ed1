import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Galley } from '#shared/typesetting/galley.ts'
import { banxin, banxinJson, temporaryFolder } from './testing/banxin.ts'

const folder = temporaryFolder()

function copy(name: string, text: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const brief = copy(
  'brief.txt',
  '会议决定，2026年进出口总值达到15.6亿元，比上年增长8.2%。\n\n与会代表认为“时机成熟”。\n',
)

describe('banxin galley', () => {
  test('sets each line of the file as a paragraph, with offsets that add up to its text', async () => {
    const { exit, json } = await banxinJson<Galley>('galley', brief, '--chars', '13')
    expect(exit).toBe(0)
    expect(json.measure).toBe(13_000)
    expect(json.paragraphs.map(({ text }) => text)).toEqual([
      '会议决定，2026年进出口总值达到15.6亿元，比上年增长8.2%。',
      '',
      '与会代表认为“时机成熟”。',
    ])
    for (const { text, lines } of json.paragraphs) {
      expect(lines.map((line) => line.text).join('')).toBe(text)
      for (const line of lines) expect(line.text).toBe(text.slice(line.start, line.end))
    }
    expect(json.paragraphs[0]!.lines[0]).toMatchObject({ start: 0, width: 13_000 })
    expect(json.paragraphs[0]!.lines[0]!.glyphs[0]).toEqual({ offset: 0, x: 2000, advance: 1000 })
  })

  test('takes a fraction of a character as measure', async () => {
    const { json } = await banxinJson<Galley>('galley', brief, '--chars', '13.5')
    expect(json.paragraphs[0]!.lines[0]!.width).toBe(13_500)
  })

  test('leaves lines ragged on demand', async () => {
    const { json } = await banxinJson<Galley>('galley', brief, '--chars', '13', '--no-justify')
    expect(json.paragraphs[0]!.lines.some((line) => line.width < 13_000)).toBe(true)
  })

  test('prints the lines for a person', async () => {
    const { stdout } = await banxin(['galley', brief, '--chars', '13'])
    expect(stdout.split('\n')[0]).toBe('会议决定，2026年进出口')
  })

  test('reads copy in GBK', async () => {
    const gbk = copy('gbk.txt', Uint8Array.from([0xb2, 0xe2, 0xca, 0xd4]))
    const { json } = await banxinJson<Galley>('galley', gbk, '--chars', '13')
    expect(json.paragraphs[0]!.text).toBe('测试')
  })

  test('writes a proof, and the same proof again', async () => {
    const proof = join(folder, 'proof.pdf')
    const once = () => banxin(['galley', brief, '--chars', '13', '--pdf', proof])
    expect((await once()).exit).toBe(0)
    const first = readFileSync(proof)
    await once()
    expect(readFileSync(proof).equals(first)).toBe(true)
    expect(first.subarray(0, 5).toString()).toBe('%PDF-')
  })

  test.each([
    [['--chars', 'wide'], '--chars takes a number from 1 to 1000, not "wide".'],
    [['--chars', '13', '--level', 'loose'], '--level is one of basic, gb, strict, newspaper, none, not "loose".'],
    [['--chars', '13', '--widht', '9'], 'galley has no option --widht; see galley --help.'],
    [['--chars', '2', '--indent', '2'], '--indent must be less than --chars.'],
    [[], 'galley needs --chars N.'],
  ])('says what is wrong with %j, and that it was wrong use', async (options, sentence) => {
    const { exit, stdout, stderr } = await banxin(['galley', brief, ...options])
    expect({ exit, stdout, stderr }).toEqual({ exit: 2, stdout: '', stderr: `${sentence}\n` })
  })
})

describe('bad input', () => {
  test.each([
    ['an empty file', copy('empty.txt', ''), /is empty/],
    [
      'a picture',
      copy('picture.txt', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])),
      /not a text file/,
    ],
    ['a file that is not there', join(folder, 'nowhere.txt'), /does not exist/],
    ['a folder', folder, /cannot be read/],
    [
      'text in no known encoding',
      copy('noise.txt', Uint8Array.from([0xb2, 0xe2, 0xff, 0xff, 0x80, 0x41])),
      /encoding|not a text file/,
    ],
  ])('%s gets one sentence and exit code 2', async (_, path, sentence) => {
    const { exit, stdout, stderr } = await banxin(['galley', path, '--chars', '13'])
    expect(exit).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(sentence)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  test('nothing is left behind when the proof cannot be written', async () => {
    const below = join(brief, 'proof.pdf')
    const { exit, stderr } = await banxin(['galley', brief, '--chars', '13', '--pdf', below])
    expect(exit).toBe(2)
    expect(stderr).toMatch(/Cannot write/)
    expect(existsSync(below)).toBe(false)
  })

  test('with --json a failure is one value too, with its code', async () => {
    const { exit, stdout } = await banxin(['galley', join(folder, 'nowhere.txt'), '--chars', '13', '--json'])
    expect(exit).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'FILE_NOT_FOUND', details: { file: 'nowhere.txt' } } })
  })

  test('sentences come in Chinese at a Chinese terminal', async () => {
    const { stderr } = await banxin(['galley', join(folder, 'nowhere.txt'), '--chars', '13'], 'zh_CN.UTF-8')
    expect(stderr).toBe('找不到文件“nowhere.txt”，请核对文件名和所在文件夹。\n')
  })
})

describe('help', () => {
  test.each(['sample', 'import', 'compose', 'export', 'galley', 'verify'])(
    '%s --help explains itself',
    async (name) => {
      for (const language of ['en', 'zh-CN']) {
        const { exit, stdout, stderr } = await banxin([name, '--help'], language)
        expect([exit, stderr]).toEqual([0, ''])
        expect(stdout).toContain(`banxin ${name}`)
        expect(stdout).toContain('--json')
      }
    },
  )
  test('an unknown command is wrong use', async () => {
    const { exit, stderr } = await banxin(['exprot'])
    expect([exit, stderr]).toEqual([2, 'There is no command "exprot"; banxin --help lists them.\n'])
  })
})
