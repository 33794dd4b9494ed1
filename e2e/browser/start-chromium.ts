// A real Chromium for tests, from wherever this machine has one.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium, type LaunchOptions } from 'playwright'
import { packedChromium } from './packed-chromium.ts'

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
/** Where Chrome is on systems that keep programs off the PATH. */
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name]
    return folder ? [join(folder, 'Google/Chrome/Application/chrome.exe')] : []
  }),
]
/** A launcher that never answers must not use up the time of the next candidate. */
const START_TIMEOUT = 20_000

interface Candidate {
  readonly name: string
  readonly options: () => LaunchOptions | Promise<LaunchOptions>
}

export interface Started {
  readonly browser: Browser
  /** Which Chromium it is, for people. */
  readonly name: string
}

/**
 * Starts the first Chromium that does start: `CHROMIUM_PATH`, Playwright's own, an installed Chromium or Chrome, the
 * packed one of `@sparticuz/chromium`. Nothing is ever downloaded. Without any, the reasons, one for each.
 */
export async function startChromium(): Promise<Started | { readonly browser: null; readonly reasons: string[] }> {
  const reasons: string[] = []
  for (const { name, options } of candidates()) {
    try {
      const browser = await chromium.launch({ timeout: START_TIMEOUT, ...(await options()) })
      return { browser, name: `${name}, ${browser.version()}` }
    } catch (error) {
      reasons.push(`${name}: ${firstLines(error)}`)
    }
  }
  return { browser: null, reasons }
}

/** Only what is there is tried: Playwright leaves folders behind for what it could not start. */
function candidates(): Candidate[] {
  const named = process.env.CHROMIUM_PATH
  const dirs = (process.env.PATH ?? '').split(delimiter)
  const installed = [...dirs.flatMap((dir) => COMMANDS.map((command) => join(dir, command))), ...PLACES]
  return [
    ...(named ? [at('CHROMIUM_PATH', named)] : []),
    { name: "Playwright's own", options: own },
    ...[...new Set(installed)].filter((path) => existsSync(path)).map((path) => at(path, path)),
    {
      name: '@sparticuz/chromium',
      options: async () => {
        const { executable, env } = await packedChromium()
        return { executablePath: executable, env: { ...process.env, ...env }, args: ['--disable-gpu'] }
      },
    },
  ]
}

/** Throws where there is none for this system, or none was fetched. */
function own(): LaunchOptions {
  if (!existsSync(chromium.executablePath())) throw new Error('not fetched')
  return { channel: 'chromium' }
}

const at = (name: string, executablePath: string): Candidate => ({ name, options: () => ({ executablePath }) })

const firstLines = (error: unknown): string =>
  String(error instanceof Error ? error.message : error)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 3)
    .join(' ')
