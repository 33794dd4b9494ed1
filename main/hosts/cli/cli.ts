// The command line: the same services as the desktop, without a window, for prepress scripts and checks.
import { type Failure, type FailureCode, FailureError } from '#shared/contract/failure.ts'
import { sentence, type UiLanguage } from '#shared/contract/sentences.ts'
import type { Command } from './command.ts'
import { parseGiven } from './command.ts'
import { composeCommand } from './commands/compose.ts'
import { exportCommand } from './commands/export.ts'
import { fontsAddCommand, fontsListCommand, fontsUseCommand } from './commands/fonts.ts'
import { galleyCommand } from './commands/galley.ts'
import { importCommand } from './commands/import.ts'
import { sampleCommand } from './commands/sample.ts'
import { verifyCommand } from './commands/verify.ts'
import { commandHelp, programHelp } from './help.ts'

const COMMANDS: readonly Command[] = [
  sampleCommand,
  importCommand,
  composeCommand,
  exportCommand,
  galleyCommand,
  fontsAddCommand,
  fontsListCommand,
  fontsUseCommand,
  verifyCommand,
]

/** Where the command line writes to and what it reads of the environment; the process, or a test's own. */
export interface Terminal {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
  readonly environment: Readonly<Record<string, string | undefined>>
  /** True where a person is looking: only then is progress shown. */
  readonly interactive: boolean
}

const processTerminal: Terminal = {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  environment: process.env,
  interactive: process.stderr.isTTY === true,
}

/** The failures that stop good work for a reason outside the command; everything else is wrong use. */
const BLOCKED: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'ARCHIVE_DAMAGED',
  'ARCHIVE_IN_USE',
  'ASSET_MISSING',
  'ASSET_DAMAGED',
  'DISK_FULL',
  'CONFLICT',
  'FONT_BROKEN',
  'FONT_EMBEDDING_FORBIDDEN',
  'PREFLIGHT_BLOCKED',
  'TAIL_LOST',
  'CANCELLED',
  'INTERNAL',
])

export function uiLanguage(environment: Terminal['environment']): UiLanguage {
  const wanted = environment.BANXIN_LANG || environment.LC_ALL || environment.LANG || ''
  return /^zh/i.test(wanted) ? 'zh-CN' : 'en'
}

/**
 * Runs one command line. Answers the exit code: 0 good, 1 findings that block, 2 wrong use. With `--json` exactly one
 * JSON value goes to stdout: the command's result, or `{"error":{code,details,message}}`.
 */
export async function main(args: readonly string[], terminal: Terminal = processTerminal): Promise<0 | 1 | 2> {
  const language = uiLanguage(terminal.environment)
  // Some commands are named by two words: `fonts add`.
  const two = COMMANDS.some((candidate) => candidate.name.startsWith(`${args[0]} `)) ? 2 : 1
  const name = args.length === 0 ? undefined : args.slice(0, two).join(' ')
  const rest = args.slice(two)
  if (name === undefined || name === '--help' || name === 'help') {
    terminal.stdout(programHelp(COMMANDS, language))
    return name === undefined ? 2 : 0
  }
  if (two === 2 && (args[1] === undefined || args[1] === '--help')) {
    const family = COMMANDS.filter((candidate) => candidate.name.startsWith(`${args[0]} `))
    terminal.stdout(programHelp(family, language))
    return args[1] === undefined ? 2 : 0
  }
  const json = rest.includes('--json')
  const command = COMMANDS.find((candidate) => candidate.name === name)
  if (command === undefined) {
    const what =
      language === 'en'
        ? `There is no command "${name}"; banxin --help lists them.`
        : `没有“${name}”这个命令，可用 banxin --help 查看。`
    return report({ code: 'BAD_REQUEST', details: { what } }, json, language, terminal)
  }
  if (rest.includes('--help')) {
    terminal.stdout(commandHelp(command, language))
    return 0
  }
  const given = parseGiven(command, rest, language)
  if (!given.ok) return report(given.failure, json, language, terminal)
  const progress = (line: string) => {
    if (terminal.interactive && !json) terminal.stderr(`${line}\n`)
  }
  try {
    const outcome = await command.run(given.value, { language, progress })
    if (!outcome.ok) return report(outcome.failure, json, language, terminal)
    terminal.stdout(json ? `${JSON.stringify(outcome.value.json)}\n` : outcome.value.text)
    if (outcome.value.complaint !== undefined) terminal.stderr(`${outcome.value.complaint}\n`)
    return outcome.value.exit
  } catch (error) {
    if (error instanceof FailureError) return report(error.failure, json, language, terminal)
    // Nobody foresaw this one: the stack goes to whoever asks for it, a sentence to everybody.
    if (terminal.environment.BANXIN_DEBUG !== undefined) terminal.stderr(`${(error as Error).stack}\n`)
    const name = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return report({ code: 'INTERNAL', details: { error: name } }, json, language, terminal)
  }
}

function report(failure: Failure, json: boolean, language: UiLanguage, terminal: Terminal): 1 | 2 {
  const message = sentence(failure, language)
  if (json) terminal.stdout(`${JSON.stringify({ error: { ...failure, message } })}\n`)
  terminal.stderr(`${message}\n`)
  return BLOCKED.has(failure.code) ? 1 : 2
}
