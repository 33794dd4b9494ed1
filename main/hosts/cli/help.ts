import type { UiLanguage } from '#shared/contract/sentences.ts'
import type { Command } from './command.ts'

const GENERAL = {
  'zh-CN': { usage: '用法', commands: '命令', options: '选项', json: '以 JSON 输出，供程序读取', help: '显示本说明' },
  en: {
    usage: 'Usage',
    commands: 'Commands',
    options: 'Options',
    json: 'print one JSON value, for machines',
    help: 'show this help',
  },
}

/** Columns a text takes on a terminal: Han and full-width marks take two. */
const columns = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character.codePointAt(0)! >= 0x2e80 ? 2 : 1), 0)

const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(1, width - columns(text)))

/** Help of the whole program. */
export function programHelp(commands: readonly Command[], language: UiLanguage): string {
  const words = GENERAL[language]
  const width = Math.max(...commands.map((command) => command.name.length)) + 3
  return [
    `${words.usage}: banxin ${words.commands} [${words.options}]`,
    '',
    ...commands.map((command) => `  ${pad(command.name, width)}${command.summary[language]}`),
    '',
    language === 'en'
      ? 'banxin COMMAND --help says more. Exit codes: 0 good, 1 findings that block, 2 wrong use.'
      : 'banxin 命令 --help 查看详情。退出码：0 正常，1 有必须处理的问题，2 用法有误。',
    '',
  ].join('\n')
}

/** Help of one command. */
export function commandHelp(command: Command, language: UiLanguage): string {
  const words = GENERAL[language]
  const rows = [
    ...command.options.map((option) => ({
      left: `--${option.name}${option.value === undefined ? '' : ` ${option.value}`}`,
      right: option.help[language],
    })),
    { left: '--json', right: words.json },
    { left: '--help', right: words.help },
  ]
  const width = Math.max(...rows.map((row) => columns(row.left))) + 3
  const required = command.options.filter((option) => option.required === true)
  const synopsis = [
    'banxin',
    command.name,
    ...command.positionals,
    ...required.map((option) => `--${option.name} ${option.value}`),
    `[${words.options}]`,
  ]
  return [
    command.summary[language],
    '',
    `${words.usage}: ${synopsis.join(' ')}`,
    '',
    ...rows.map((row) => `  ${pad(row.left, width)}${row.right}`),
    '',
  ].join('\n')
}
