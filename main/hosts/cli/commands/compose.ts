import { composeEdition, expectComposition } from '#main/desk/compose-edition.ts'
import { loadEdition } from '#main/desk/edition.ts'
import { withArchive } from '#main/desk/with-archive.ts'
import { copyfitLine, warningLine } from '#shared/contract/compose-sentences.ts'
import { fail, ok } from '#shared/contract/failure.ts'
import { copyfitAdvice } from '#shared/typesetting/copyfit/index.ts'
import { createSetter } from '#shared/typesetting/index.ts'
import { type Command, dateOption, numberOption } from '../command.ts'
import { archiveOption, issueOption } from '../options.ts'
import { terminalOutside } from '../outside.ts'

/** 排版: composes pages and says how every article fits its place. */
export const composeCommand: Command = {
  name: 'compose',
  positionals: [],
  summary: {
    'zh-CN': '排出一期各版，列出每篇稿件的溢欠',
    en: "compose an issue's pages and list each article's copyfit",
  },
  options: [
    archiveOption,
    issueOption,
    { name: 'page', value: 'N', help: { 'zh-CN': '只看第 N 版', en: 'this page only' } },
  ],
  async run(given, { language }) {
    const date = dateOption(given, 'issue', language)
    if (!date.ok) return date
    const page = given.has('page')
      ? numberOption(given, 'page', { min: 1, max: 999, whole: true }, language)
      : undefined
    if (page !== undefined && !page.ok) return page
    expectComposition()
    const composed = await withArchive(given.option('archive')!, 'open', terminalOutside(), async (archive) => {
      const edition = await loadEdition(archive, date.value)
      return edition.ok ? composeEdition(edition.value) : edition
    })
    if (!composed.ok) return composed
    const pages = composed.value.composed.pages.filter((one) => page === undefined || one.page === page.value)
    if (pages.length === 0) return fail('PAGE_NOT_FOUND', { date: date.value, page: page?.value ?? 0 })
    const text = pages
      .flatMap(({ page: number, copyfit, warnings }) => [
        language === 'en' ? `Page ${number}` : `第${number}版`,
        ...copyfit.map((fit) => `  ${copyfitLine(fit, language)}`),
        ...warnings.map((warning) => `  ! ${warningLine(warning, language)}`),
      ])
      .join('\n')
    const { edition, composed: whole, glyphs } = composed.value
    return ok({
      exit: 0,
      text: `${text}\n`,
      // Worked out only when asked for: every cut in it is proved by setting the paragraph anew.
      get json() {
        const setter = createSetter(glyphs)
        return {
          pages: pages.map(({ page: number, copyfit, warnings, adjustments }) => ({
            page: number,
            copyfit,
            warnings,
            adjustments,
            advice: copyfit.map(({ articleId }) => copyfitAdvice(edition, whole, articleId, setter)),
          })),
        }
      },
    })
  },
}
