import { relative } from 'node:path'
import { ok } from '#shared/contract/failure.ts'
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
    const { makeSample, reportText } = await import('#main/desk/index.ts')
    const out = given.option('out') ?? 'out/sample'
    const made = await makeSample(out, producer(), language, (step) => progress(STEPS[step][language]))
    if (!made.ok) return made
    const { files, preflight, tailGuard, pages, date, archive } = made.value
    const errors = preflight.filter(({ severity }) => severity === 'error').length
    const lost = tailGuard.filter((article) => !article.ok).length
    const blocked = errors > 0 || lost > 0
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
    const complaint = zh ? '有必须处理的问题，没有输出 PDF。' : 'There are findings that block; no PDF was written.'
    const json = {
      archive,
      date,
      files,
      pages: pages.map(({ page, copyfit, warnings }) => ({ page, copyfit, warnings })),
      preflight,
      tailGuard,
    }
    return ok({ exit: blocked ? 1 : 0, json, text, ...(blocked ? { complaint } : {}) })
  },
}
