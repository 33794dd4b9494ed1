/** For tests only: judges from outside, used where they are installed. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const versions: Readonly<Record<string, string>> = {
  qpdf: '--version',
  pdftotext: '-v',
  pdffonts: '-v',
  pdfinfo: '-v',
  pdfimages: '-v',
  gs: '--version',
}

/** Whether a tool is here; says so when it is not, because the test that wanted it is skipped. */
export function installed(tool: keyof typeof versions): boolean {
  try {
    execFileSync(tool, [versions[tool]!], { stdio: 'ignore' })
    return true
  } catch {
    console.log(`skipped: ${tool} is not installed`)
    return false
  }
}

/** Runs a tool on a PDF; `FILE` among the arguments is the file. */
export function judge(tool: string, args: readonly string[], pdf: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'banxin-pdf-'))
  try {
    const file = join(folder, 'page.pdf')
    writeFileSync(file, pdf)
    return execFileSync(
      tool,
      args.map((arg) => (arg === 'FILE' ? file : arg)),
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
