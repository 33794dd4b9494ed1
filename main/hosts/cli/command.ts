import { parseArgs } from 'node:util'
import { fail, ok, type Result } from '#shared/contract/failure.ts'
import type { UiLanguage, Words } from '#shared/contract/sentences.ts'

export interface Option {
  /** Without the dashes. */
  readonly name: string
  /** Shown in the help, e.g. DIR; absent for a switch. */
  readonly value?: string
  readonly required?: boolean
  readonly help: Words
}

/** What the user typed, split up and known to be spelled right. */
export interface Given {
  readonly positionals: readonly string[]
  /** Value of an option; undefined when not given. */
  option(name: string): string | undefined
  has(name: string): boolean
}

/** What a command has to say: `json` for machines, `text` for people, and how it went. */
export interface Outcome {
  /** 0 good, 1 findings that block. */
  readonly exit: 0 | 1
  readonly json: unknown
  readonly text: string
  /** One sentence for stderr when something blocks. */
  readonly complaint?: string
}

/** What a command needs of the outside. */
export interface Surroundings {
  readonly language: UiLanguage
  /** Says what is going on while it takes long; a person's screen only. */
  readonly progress: (line: string) => void
}

export interface Command {
  readonly name: string
  /** What stands after the name in the usage line, e.g. FILE. */
  readonly positionals: readonly string[]
  readonly summary: Words
  readonly options: readonly Option[]
  run(given: Given, surroundings: Surroundings): Promise<Result<Outcome>>
}

const bad = (language: UiLanguage, zh: string, en: string) => fail('BAD_REQUEST', { what: language === 'en' ? en : zh })

/** Reads the command's own arguments. BAD_REQUEST with a sentence when one is unknown, missing or has no value. */
export function parseGiven(command: Command, args: readonly string[], language: UiLanguage): Result<Given> {
  const options: Record<string, { type: 'string' | 'boolean' }> = {}
  for (const option of command.options)
    options[option.name] = { type: option.value === undefined ? 'boolean' : 'string' }
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: { ...options, json: { type: 'boolean' }, help: { type: 'boolean' } },
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const known = options[token.name]
    if (token.name === 'json' || token.name === 'help') continue
    if (known === undefined) {
      return bad(
        language,
        `${command.name} 没有 ${token.rawName} 这个选项，可用 ${command.name} --help 查看。`,
        `${command.name} has no option ${token.rawName}; see ${command.name} --help.`,
      )
    }
    if (known.type === 'string' && typeof values[token.name] !== 'string') {
      return bad(language, `选项 ${token.rawName} 后面缺少内容。`, `The option ${token.rawName} needs a value.`)
    }
    if (known.type === 'boolean' && token.value !== undefined) {
      return bad(language, `选项 ${token.rawName} 不带内容。`, `The option ${token.rawName} takes no value.`)
    }
  }
  if (positionals.length !== command.positionals.length) {
    const wanted = command.positionals.join(' ')
    return positionals.length < command.positionals.length
      ? bad(language, `${command.name} 需要指明 ${wanted}。`, `${command.name} needs ${wanted}.`)
      : bad(
          language,
          `${command.name} 不认识多出来的“${positionals.at(-1)}”。`,
          `${command.name} does not understand "${positionals.at(-1)}".`,
        )
  }
  for (const option of command.options) {
    if (option.required === true && values[option.name] === undefined) {
      return bad(
        language,
        `${command.name} 需要 --${option.name} ${option.value ?? ''}。`,
        `${command.name} needs --${option.name} ${option.value ?? ''}.`,
      )
    }
  }
  return ok({
    positionals,
    option: (name) => (typeof values[name] === 'string' ? values[name] : undefined),
    has: (name) => values[name] !== undefined,
  })
}

/** A number given as text, in a range; BAD_REQUEST names the option. */
export function numberOption(
  given: Given,
  name: string,
  range: { min: number; max: number; whole?: boolean; fallback?: number },
  language: UiLanguage,
): Result<number> {
  const text = given.option(name)
  if (text === undefined && range.fallback !== undefined) return ok(range.fallback)
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text)
  if (
    Number.isFinite(value) &&
    value >= range.min &&
    value <= range.max &&
    (range.whole !== true || Number.isInteger(value))
  ) {
    return ok(value)
  }
  return bad(
    language,
    `--${name} 应为 ${range.min} 到 ${range.max} 之间的${range.whole === true ? '整数' : '数'}，不能是“${text}”。`,
    `--${name} takes a ${range.whole === true ? 'whole ' : ''}number from ${range.min} to ${range.max}, not "${text}".`,
  )
}

/** One of a list of words; BAD_REQUEST names the option and the words. */
export function choiceOption<T extends string>(
  given: Given,
  name: string,
  choices: readonly T[],
  fallback: T,
  language: UiLanguage,
): Result<T> {
  const text = given.option(name)
  if (text === undefined) return ok(fallback)
  const found = choices.find((choice) => choice === text)
  if (found !== undefined) return ok(found)
  const list = choices.join(language === 'en' ? ', ' : '、')
  return bad(language, `--${name} 只能是 ${list}，不能是“${text}”。`, `--${name} is one of ${list}, not "${text}".`)
}

/** A date as 2026-05-12; BAD_REQUEST otherwise. */
export function dateOption(given: Given, name: string, language: UiLanguage): Result<string> {
  const text = given.option(name) ?? ''
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  const days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  if (match !== null) {
    const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
    const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
    const last = month === 2 && leap ? 29 : (days[month - 1] ?? 0)
    if (day >= 1 && day <= last) return ok(text)
  }
  return bad(
    language,
    `--${name} 应为日期，形如 2026-05-12，不能是“${text}”。`,
    `--${name} takes a date such as 2026-05-12, not "${text}".`,
  )
}
