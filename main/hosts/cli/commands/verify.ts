import { withArchive } from '#main/desk/with-archive.ts'
import { ok } from '#shared/contract/failure.ts'
import type { Command } from '../command.ts'
import { archiveOption } from '../options.ts'
import { terminalOutside } from '../outside.ts'

/** Reads a whole archive back and recomputes everything that can be recomputed. */
export const verifyCommand: Command = {
  name: 'verify',
  positionals: [],
  summary: {
    'zh-CN': '核查资料库：数据库、文件、每一稿的校验值',
    en: 'check an archive: database, assets, hashes of all revisions',
  },
  options: [archiveOption],
  async run(given, { language }) {
    const report = await withArchive(given.option('archive')!, 'open', terminalOutside(), (archive) => archive.verify())
    if (!report.ok) return report
    const { ok: good, checked, problems, notes } = report.value
    const zh = language === 'zh-CN'
    const lines = [
      zh
        ? `已核查：稿件 ${checked.articles} 篇，版面 ${checked.pages} 个，各稿 ${checked.revisions} 份，文件 ${checked.assets} 个。`
        : `Checked ${checked.articles} articles, ${checked.pages} pages, ${checked.revisions} revisions, ${checked.assets} assets.`,
      ...problems.map((problem) =>
        `  ✗ ${problem.code} ${problem.what} ${problem.id ?? ''} ${problem.detail ?? ''}`.trimEnd(),
      ),
      ...notes.map((note) => `  · ${note.code} ${note.what}`),
      good
        ? zh
          ? '完好。'
          : 'All is well.'
        : zh
          ? '有损坏，请从最近的备份恢复。'
          : 'Damage found; restore the newest backup.',
      '',
    ]
    const complaint = zh
      ? `资料库有 ${problems.length} 处损坏。`
      : `The archive is damaged in ${problems.length} places.`
    return ok({ exit: good ? 0 : 1, json: report.value, text: lines.join('\n'), ...(good ? {} : { complaint }) })
  },
}
