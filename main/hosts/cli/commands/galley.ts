import { readShippedFonts } from '#main/desk/fonts.ts'
import { readTextFile } from '#main/desk/text-file.ts'
import { fail, ok, type Result } from '#shared/contract/failure.ts'
import type { UiLanguage } from '#shared/contract/sentences.ts'
import { galley } from '#shared/typesetting/galley.ts'
import { createHarfbuzzGlyphs } from '#shared/typesetting/glyphs/harfbuzz.ts'
import type { InlineStyle } from '#shared/typesetting/inline/index.ts'
import { type Command, choiceOption, type Given, numberOption, type Outcome } from '../command.ts'
import { producer } from '../outside.ts'

const LANGUAGES = ['zh-CN', 'zh-TW', 'zh-HK', 'ja', 'en'] as const
const LEVELS = ['basic', 'gb', 'strict', 'newspaper', 'none'] as const
const PAIRS = ['gb15', 'gb10', 'kaiming', 'banjiao', 'none'] as const
const BREAKING = ['fit', 'greedy'] as const
const FONT = 'serif-400'

/** 小样: one text at its measure, as glyph positions for machines or lines for people. */
export const galleyCommand: Command = {
  name: 'galley',
  positionals: ['FILE'],
  summary: {
    'zh-CN': '按栏宽排出一篇文字的小样，逐行列出（FILE 每行为一段）',
    en: 'set a text to a measure and list its lines (each line of FILE is a paragraph)',
  },
  options: [
    {
      name: 'chars',
      value: 'N',
      required: true,
      help: { 'zh-CN': '栏宽，字数，可以是小数', en: 'measure in characters, may be a fraction' },
    },
    {
      name: 'lang',
      value: 'TAG',
      help: {
        'zh-CN': `文字的语言：${LANGUAGES.join(' ')}（默认 zh-CN）`,
        en: `language of the text: ${LANGUAGES.join(', ')} (zh-CN)`,
      },
    },
    { name: 'size', value: 'PT', help: { 'zh-CN': '字号，点（默认 9）', en: 'size in points (9)' } },
    {
      name: 'level',
      value: 'LEVEL',
      help: {
        'zh-CN': `避头尾：${LEVELS.join(' ')}（默认 gb）`,
        en: `line-start and line-end prohibition: ${LEVELS.join(', ')} (gb)`,
      },
    },
    {
      name: 'pairs',
      value: 'STYLE',
      help: {
        'zh-CN': `标点挤压：${PAIRS.join(' ')}（默认 gb15）`,
        en: `punctuation widths: ${PAIRS.join(', ')} (gb15)`,
      },
    },
    {
      name: 'breaking',
      value: 'MODE',
      help: {
        'zh-CN': '断行：fit 整段最优，greedy 逐行先挤进（默认 fit）',
        en: 'fit: whole paragraph; greedy: line by line, push in first (fit)',
      },
    },
    {
      name: 'indent',
      value: 'N',
      help: { 'zh-CN': '段首缩进，字数（默认 2）', en: 'first-line indent in characters (2)' },
    },
    {
      name: 'autospace',
      value: 'N',
      help: { 'zh-CN': '中西间距，字数（默认 0.25）', en: 'gap between Han and Latin in characters (0.25)' },
    },
    { name: 'no-justify', help: { 'zh-CN': '不拉齐行尾', en: 'do not justify' } },
    {
      name: 'encoding',
      value: 'NAME',
      help: { 'zh-CN': '文件编码（默认自动识别）', en: 'encoding of the file (recognised)' },
    },
    { name: 'pdf', value: 'OUT', help: { 'zh-CN': '另存小样 PDF', en: 'write the galley proof as PDF too' } },
  ],
  async run(given, { language }) {
    const options = readOptions(given, language)
    if (!options.ok) return options
    const { style, measure, size } = options.value
    const file = await readTextFile(given.positionals[0]!, given.option('encoding'))
    if (!file.ok) return file
    const fonts = await readShippedFonts([FONT])
    const result = galley(createHarfbuzzGlyphs(fonts), file.value.text, style, measure)
    const pdf = given.option('pdf')
    if (pdf !== undefined) {
      const { printGalley } = await import('#main/desk/galley-proof.ts')
      const written = await printGalley({
        text: file.value.text,
        title: file.value.fileName,
        style,
        measure,
        size,
        fonts,
        path: pdf,
        producer: producer(),
      })
      if (!written.ok) return written
    }
    const text = result.paragraphs.map(({ lines }) => lines.map((line) => line.text).join('\n')).join('\n\n')
    return ok<Outcome>({ exit: 0, json: result, text: `${text}\n` })
  },
}

interface GalleyOptions {
  readonly style: InlineStyle
  /** 1/1000 em. */
  readonly measure: number
  /** 1/1000 pt. */
  readonly size: number
}

function readOptions(given: Given, ui: UiLanguage): Result<GalleyOptions> {
  const chars = numberOption(given, 'chars', { min: 1, max: 1000 }, ui)
  if (!chars.ok) return chars
  const size = numberOption(given, 'size', { min: 1, max: 500, fallback: 9 }, ui)
  if (!size.ok) return size
  const indent = numberOption(given, 'indent', { min: 0, max: 20, fallback: 2 }, ui)
  if (!indent.ok) return indent
  const autospace = numberOption(given, 'autospace', { min: 0, max: 1, fallback: 0.25 }, ui)
  if (!autospace.ok) return autospace
  const lang = choiceOption(given, 'lang', LANGUAGES, 'zh-CN', ui)
  if (!lang.ok) return lang
  const level = choiceOption(given, 'level', LEVELS, 'gb', ui)
  if (!level.ok) return level
  const pairs = choiceOption(given, 'pairs', PAIRS, 'gb15', ui)
  if (!pairs.ok) return pairs
  const breaking = choiceOption(given, 'breaking', BREAKING, 'fit', ui)
  if (!breaking.ok) return breaking
  const milli = (value: number) => Math.round(value * 1000)
  if (indent.value >= chars.value) {
    const what = ui === 'en' ? '--indent must be less than --chars.' : '--indent 必须小于 --chars。'
    return fail('BAD_REQUEST', { what })
  }
  return ok({
    measure: milli(chars.value),
    size: milli(size.value),
    style: {
      font: FONT,
      language: lang.value,
      level: level.value,
      pairs: pairs.value,
      breaking: breaking.value,
      justify: !given.has('no-justify'),
      indent: milli(indent.value),
      autospace: milli(autospace.value),
    },
  })
}
