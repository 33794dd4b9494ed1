import type { Option } from './command.ts'

/** Options that several commands have, worded once. */
export const archiveOption: Option = {
  name: 'archive',
  value: 'DIR',
  required: true,
  help: { 'zh-CN': '资料库文件夹', en: 'folder of the archive' },
}

export const issueOption: Option = {
  name: 'issue',
  value: 'DATE',
  required: true,
  help: { 'zh-CN': '哪一期，日期形如 2026-05-12', en: 'date of the issue, such as 2026-05-12' },
}
