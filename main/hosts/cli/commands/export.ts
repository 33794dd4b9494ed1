import { fail, ok, type Result } from '#shared/contract/failure.ts'
import { sentence, type UiLanguage } from '#shared/contract/sentences.ts'
import { type Command, choiceOption, dateOption } from '../command.ts'
import { archiveOption, issueOption } from '../options.ts'
import { producer, terminalOutside } from '../outside.ts'

/** 输出: press-ready PDF/X, checked before anything is written. */
export const exportCommand: Command = {
  name: 'export',
  positionals: [],
  summary: {
    'zh-CN': '输出付印 PDF/X，附印前检查和掉尾核对',
    en: 'export press-ready PDF/X with preflight and tail guard',
  },
  options: [
    archiveOption,
    issueOption,
    { name: 'out', value: 'DIR', required: true, help: { 'zh-CN': '输出到哪个文件夹', en: 'folder to write to' } },
    {
      name: 'pages',
      value: '1,2',
      help: {
        'zh-CN': '只输出这些版（默认全部，另加合订文件）',
        en: 'these pages only (all, and the issue as one file)',
      },
    },
    {
      name: 'standard',
      value: 'x4|x1a',
      help: { 'zh-CN': 'PDF/X-4 或 PDF/X-1a（默认 x4）', en: 'PDF/X-4 or PDF/X-1a (x4)' },
    },
  ],
  async run(given, { language, progress }) {
    const date = dateOption(given, 'issue', language)
    if (!date.ok) return date
    const standard = choiceOption(given, 'standard', ['x4', 'x1a'] as const, 'x4', language)
    if (!standard.ok) return standard
    const pages = pageList(given.option('pages'), language)
    if (!pages.ok) return pages
    const {
      composeEdition,
      expectComposition,
      exportBlocked,
      exportEdition,
      findingLine,
      guardLine,
      loadEdition,
      preflightSentence,
      startGuard,
      withArchive,
    } = await import('#main/desk/index.ts')
    expectComposition()
    const guarding = startGuard()
    const report = await withArchive(given.option('archive')!, 'open', terminalOutside(), async (archive) => {
      const edition = await loadEdition(archive, date.value)
      if (!edition.ok) return edition
      const composed = await composeEdition(edition.value)
      if (!composed.ok) return composed
      return exportEdition({
        archive,
        composed: composed.value,
        ...(pages.value === undefined ? {} : { pages: pages.value }),
        standard: standard.value,
        out: given.option('out')!,
        producer: producer(),
        guarding,
        progress: ({ page, of }) => progress(language === 'en' ? `Writing ${page} of ${of}` : `正在输出 ${page}/${of}`),
      })
    }).finally(() => guarding.close())
    if (!report.ok) return report
    const { files, preflight, tailGuard } = report.value
    const blocked = exportBlocked(report.value)
    const lines = [
      ...files,
      ...preflight.map((finding) => findingLine(finding, language)),
      ...tailGuard.map((article) => guardLine(article, language)),
      '',
    ]
    const json = {
      files,
      preflight: preflight.map(({ rule, severity, page, ...rest }) => ({
        rule,
        severity,
        page,
        message: preflightSentence({ rule, severity, page, ...rest }, language),
        ...rest,
      })),
      tailGuard,
    }
    const complaint = blocked === undefined ? {} : { complaint: sentence(blocked, language) }
    return ok({ exit: blocked === undefined ? 0 : 1, json, text: lines.join('\n'), ...complaint })
  },
}

function pageList(text: string | undefined, language: UiLanguage): Result<readonly number[] | undefined> {
  if (text === undefined) return ok(undefined)
  const numbers = text.split(/[,，、]/).map((part) => Number(part.trim()))
  if (numbers.every((number) => Number.isInteger(number) && number > 0)) return ok(numbers)
  const what =
    language === 'en'
      ? `--pages takes page numbers such as 1,2, not "${text}".`
      : `--pages 应为版号，形如 1,2，不能是“${text}”。`
  return fail('BAD_REQUEST', { what })
}
