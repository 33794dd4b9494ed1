import { type ImportOutcome, importIntoArchive, readPage } from '#main/desk/import-page.ts'
import { readTextFile } from '#main/desk/text-file.ts'
import { withArchive } from '#main/desk/with-archive.ts'
import { ok } from '#shared/contract/failure.ts'
import type { UiLanguage } from '#shared/contract/sentences.ts'
import type { ArticleReport } from '#shared/importing/index.ts'
import { type Command, dateOption, numberOption } from '../command.ts'
import { archiveOption, issueOption } from '../options.ts'
import { terminalOutside } from '../outside.ts'

/** Brings the text of a page into an archive, repaired and split into articles. */
export const importCommand: Command = {
  name: 'import',
  positionals: ['FILE'],
  summary: {
    'zh-CN': '导入一个版的文字：修复、拆成稿件、存入资料库',
    en: 'import the raw text of a page: repair it, split it into articles, keep them',
  },
  options: [
    archiveOption,
    issueOption,
    { name: 'page', value: 'N', required: true, help: { 'zh-CN': '第几版', en: 'page number' } },
    {
      name: 'encoding',
      value: 'NAME',
      help: {
        'zh-CN': '文件编码，如 gb18030（默认自动识别）',
        en: 'encoding of the file, such as gb18030 (recognised)',
      },
    },
    { name: 'dry-run', help: { 'zh-CN': '只看结果，不写入', en: 'show the result, write nothing' } },
  ],
  async run(given, { language }) {
    const date = dateOption(given, 'issue', language)
    if (!date.ok) return date
    const page = numberOption(given, 'page', { min: 1, max: 999, whole: true }, language)
    if (!page.ok) return page
    const file = await readTextFile(given.positionals[0]!, given.option('encoding'))
    if (!file.ok) return file
    const request = { file: file.value, date: date.value, page: page.value }
    const outside = terminalOutside()
    if (given.has('dry-run')) {
      const read = readPage(request, outside)
      return read.ok ? ok({ exit: 0, ...present(read.value.outcome, language) }) : read
    }
    const imported = await withArchive(given.option('archive')!, 'openOrCreate', outside, (archive) =>
      importIntoArchive(archive, request, outside),
    )
    return imported.ok ? ok({ exit: 0, ...present(imported.value, language) }) : imported
  },
}

function present({ articles, furniture, encoding }: ImportOutcome, language: UiLanguage) {
  const zh = language === 'zh-CN'
  const repairs = articles.reduce((sum, article) => sum + article.repairs.length, 0)
  const lines = [
    zh
      ? `${articles.length} 篇稿件，修复 ${repairs} 处（${encoding}）。`
      : `${articles.length} articles, ${repairs} repairs (${encoding}).`,
    ...articles.flatMap((article) => articleLines(article, zh)),
    ...furniture.map((text) => (zh ? `  · 不属于稿件：${text}` : `  · no article: ${text}`)),
    '',
  ]
  return { json: { articles, furniture, encoding }, text: lines.join('\n') }
}

function articleLines(article: ArticleReport, zh: boolean): string[] {
  const { kind, headline, caption, characters, subheads, jumpFrom, jumpTo, repairs } = article
  const name = headline || caption.slice(0, 20)
  const facts = [
    zh ? `${characters} 字` : `${characters} characters`,
    ...(kind === 'picture-story' ? [zh ? '图片新闻' : 'picture story'] : []),
    ...(subheads.length > 0 ? [zh ? `小标题 ${subheads.length} 个` : `${subheads.length} subheads`] : []),
    ...(jumpFrom === null ? [] : [zh ? `上接第${jumpFrom}版` : `from page ${jumpFrom}`]),
    ...(jumpTo === null ? [] : [zh ? `下转第${jumpTo}版` : `to page ${jumpTo}`]),
    zh ? `修复 ${repairs.length} 处` : `${repairs.length} repairs`,
  ]
  return [`  ${name}`, `    ${facts.join(zh ? '，' : ', ')}`]
}
