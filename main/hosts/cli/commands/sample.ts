import { relative } from 'node:path'
import { ok } from '#shared/contract/failure.ts'
import { sentence } from '#shared/contract/sentences.ts'
import type { Command } from '../command.ts'
import { producer } from '../outside.ts'

const STEPS = {
  archive: { 'zh-CN': '建立资料库…', en: 'Making the archive…' },
  compose: { 'zh-CN': '排版…', en: 'Composing…' },
  export: { 'zh-CN': '输出 PDF/X-4，印前检查，掉尾核对…', en: 'Writing PDF/X-4, preflight, tail guard…' },
  preview: { 'zh-CN': '生成版面预览图…', en: 'Drawing previews…' },
} as const

/** The shipped sample issue, from archive to press-ready pages. */
export const sampleCommand: Command = {
  name: 'sample',
  positionals: [],
  summary: {
    'zh-CN': '建一个样刊资料库，排版并输出付印 PDF、版面图和报告',
    en: 'make a sample archive, compose it and write press-ready PDFs, page images and a report',
  },
  options: [
    {
      name: 'out',
      value: 'DIR',
      help: { 'zh-CN': '输出到哪个文件夹（默认 out/sample）', en: 'folder to write to (out/sample)' },
    },
  ],
  async run(given, { language, progress }) {
    const { exportBlocked, makeSample, reportText } = await import('#main/desk/index.ts')
    const out = given.option('out') ?? 'out/sample'
    const made = await makeSample(out, producer(), language, (step) => progress(STEPS[step][language]))
    if (!made.ok) return made
    const { files, preflight, tailGuard, pages, date, archive } = made.value
    const blocked = exportBlocked(made.value)
    const zh = language === 'zh-CN'
    const characters = tailGuard.reduce((sum, article) => sum + article.printed, 0)
    const text = [
      zh
        ? `样刊 ${date}：${pages.length} 版，${tailGuard.length} 篇稿件，印出 ${characters} 字。`
        : `Sample issue of ${date}: ${pages.length} pages, ${tailGuard.length} articles, ${characters} characters printed.`,
      '',
      reportText(made.value, language),
      zh ? '文件' : 'Files',
      ...[archive, ...files].map((file) => `  ${relative('', file) || '.'}`),
      '',
    ].join('\n')
    const json = {
      archive,
      date,
      files,
      pages: pages.map(({ page, copyfit, warnings }) => ({ page, copyfit, warnings })),
      preflight,
      tailGuard,
    }
    const complaint = blocked === undefined ? {} : { complaint: sentence(blocked, language) }
    return ok({ exit: blocked === undefined ? 0 : 1, json, text, ...complaint })
  },
}
