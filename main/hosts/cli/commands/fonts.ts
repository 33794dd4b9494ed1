import { addFont, type Coverage, type FontEntry, GB2312, listFonts, useFont } from '#main/desk/manage-fonts.ts'
import { withArchive } from '#main/desk/with-archive.ts'
import { ok } from '#shared/contract/failure.ts'
import { sentence, type UiLanguage, type Words } from '#shared/contract/sentences.ts'
import type { FaceInfo } from '#shared/typesetting/glyphs/collection.ts'
import { type Command, numberOption } from '../command.ts'
import { archiveOption } from '../options.ts'
import { terminalOutside } from '../outside.ts'

/** 装入字体: puts a font file into an archive, for the styles of its publication. */
export const fontsAddCommand: Command = {
  name: 'fonts add',
  positionals: ['FILE'],
  summary: {
    'zh-CN': '装入字体文件（TTF、OTF、TTC），供样式使用',
    en: 'bring a font file (TTF, OTF, TTC) into the archive, for styles to use',
  },
  options: [
    archiveOption,
    {
      name: 'key',
      value: 'KEY',
      required: true,
      help: { 'zh-CN': '样式里用的名字，如 fz-xiaobiaosong', en: 'name that styles use, such as fz-xiaobiaosong' },
    },
    {
      name: 'face',
      value: 'N',
      help: {
        'zh-CN': '字体集（TTC）里的第几个，从 0 数起；不写则列出',
        en: 'face of a collection (TTC), from 0; left out, they are listed',
      },
    },
    {
      name: 'replace',
      help: { 'zh-CN': '替换同名的字体', en: 'put it in the place of another font of that name' },
    },
  ],
  async run(given, { language }) {
    const face = numberOption(given, 'face', { min: 0, max: 255, whole: true, fallback: -1 }, language)
    if (!face.ok) return face
    const file = given.positionals[0]!
    const request = { file, key: given.option('key')!, replace: given.has('replace') }
    const done = await withArchive(given.option('archive')!, 'open', terminalOutside(), (archive) =>
      addFont(archive, face.value < 0 ? request : { ...request, face: face.value }),
    )
    if (!done.ok) return done
    const zh = language === 'zh-CN'
    const { faces, added } = done.value
    const json = { added, faces }
    if (added === null) {
      const complaint = zh
        ? `文件里有 ${faces.length} 个字体，没有装入；请用 --face 指明要哪一个。`
        : `The file has ${faces.length} faces and none was added; choose one with --face.`
      return ok({ exit: 1, json, text: `${faces.map((one) => faceLine(one, zh)).join('\n')}\n`, complaint })
    }
    const lines = [
      zh ? `已装入“${added.name}”，名字 ${added.key}。` : `Added "${added.name}" as ${added.key}.`,
      `  ${coverageLine(added.covered, zh)}`,
      ...(added.variable ? [zh ? '  可变字体：按默认字形使用。' : '  A variable font: used at its default.'] : []),
      zh
        ? `  用于样式：banxin fonts use ${added.key} --style headline --archive …`
        : `  Set a style in it: banxin fonts use ${added.key} --style headline --archive …`,
      '',
    ]
    return ok({ exit: 0, json, text: lines.join('\n') })
  },
}

/** Fonts of an archive's publication. */
export const fontsListCommand: Command = {
  name: 'fonts list',
  positionals: [],
  summary: {
    'zh-CN': '列出装入的字体：字数、嵌入授权、用于哪些样式',
    en: 'list the fonts brought in: characters, embedding right, styles',
  },
  options: [archiveOption],
  async run(given, { language }) {
    const listed = await withArchive(given.option('archive')!, 'open', terminalOutside(), listFonts)
    if (!listed.ok) return listed
    const zh = language === 'zh-CN'
    const { fonts, shipped } = listed.value
    const bad = fonts.filter(({ problem, embedding }) => problem !== undefined || embedding !== 'allowed')
    const lines = [
      ...fonts.flatMap((font) => fontLines(font, language)),
      ...(fonts.length === 0 ? [zh ? '没有装入字体。' : 'No fonts were brought in.'] : []),
      `${zh ? '随程序提供' : 'With the program'}: ${shipped.join(' ')}`,
      '',
    ]
    const json = {
      fonts: fonts.map(({ problem, ...font }) =>
        problem ? { ...font, problem: { ...problem, message: sentence(problem, language) } } : font,
      ),
      shipped,
    }
    const complaint = zh
      ? `有 ${bad.length} 种字体不能用于输出。`
      : `${bad.length} of the fonts cannot be printed with.`
    return ok({ exit: bad.length > 0 ? 1 : 0, json, text: lines.join('\n'), ...(bad.length > 0 ? { complaint } : {}) })
  },
}

/** Sets a style of the publication in another font. */
export const fontsUseCommand: Command = {
  name: 'fonts use',
  positionals: ['KEY'],
  summary: { 'zh-CN': '给样式换字体', en: 'set a style in another font' },
  options: [
    archiveOption,
    {
      name: 'style',
      value: 'ROLE',
      required: true,
      help: { 'zh-CN': '样式，如 body、headline、deck、caption', en: 'style, such as body, headline, deck, caption' },
    },
    {
      name: 'fallback',
      value: 'KEYS',
      help: {
        'zh-CN': '缺字时依次改用的字体，用逗号隔开',
        en: 'fonts to take missing characters from, in turn, with commas between',
      },
    },
  ],
  async run(given, { language }) {
    const key = given.positionals[0]!
    const style = given.option('style')!
    const fallback = given
      .option('fallback')
      ?.split(/[,，\s]+/)
      .filter((font) => font !== '')
    const used = await withArchive(given.option('archive')!, 'open', terminalOutside(), (archive) =>
      useFont(archive, { key, style, ...(fallback ? { fallback } : {}) }),
    )
    if (!used.ok) return used
    const text =
      language === 'zh-CN'
        ? `样式 ${style} 改用 ${key}（原为 ${used.value.key}）。\n`
        : `The style ${style} is now set in ${key} (it was ${used.value.key}).\n`
    return ok({ exit: 0, json: { style, font: key, before: used.value.key, ...(fallback ? { fallback } : {}) }, text })
  },
}

const faceLine = ({ index, chineseFamily, family, style, outlines, variable }: FaceInfo, zh: boolean): string => {
  const name = chineseFamily === '' || chineseFamily === family ? family : `${chineseFamily} ${family}`
  const axes = variable ? (zh ? '，可变' : ', variable') : ''
  return `  ${index}  ${name} ${style}${zh ? '（' : ' ('}${outlines === 'cff' ? 'CFF' : 'TrueType'}${axes}${zh ? '）' : ')'}`
}

const coverageLine = ({ level1, level2 }: Coverage, zh: boolean): string =>
  zh
    ? `国标一级汉字 ${level1}/${GB2312.level1}，二级 ${level2}/${GB2312.level2}`
    : `GB 2312 level 1 ${level1}/${GB2312.level1}, level 2 ${level2}/${GB2312.level2}`

const EMBEDDING: Readonly<Record<string, Words>> = {
  allowed: { 'zh-CN': '可以嵌入', en: 'may be embedded' },
  restricted: { 'zh-CN': '不允许嵌入', en: 'may not be embedded' },
  'no-subsetting': { 'zh-CN': '不允许截取嵌入', en: 'may be embedded only whole' },
  'bitmap-only': { 'zh-CN': '只允许嵌入点阵', en: 'only its bitmaps may be embedded' },
}

function fontLines({ problem, ...font }: FontEntry, language: UiLanguage): string[] {
  const zh = language === 'zh-CN'
  const head = `${font.key}  ${font.name}`
  if (problem) return [head, `  ! ${sentence(problem, language)}`]
  const none = zh ? '没有样式使用' : 'no style uses it'
  const lines = [
    head,
    `  ${EMBEDDING[font.embedding]?.[language] ?? font.embedding}${zh ? '；' : '; '}${coverageLine(font.covered, zh)}`,
    `  ${font.styles.length > 0 ? `${zh ? '样式' : 'styles'}: ${font.styles.join(' ')}` : none}`,
  ]
  return font.faces.length > 1
    ? [
        ...lines,
        `  ${zh ? `字体集第 ${font.face} 号，共 ${font.faces.length} 个` : `face ${font.face} of ${font.faces.length}`}`,
      ]
    : lines
}
