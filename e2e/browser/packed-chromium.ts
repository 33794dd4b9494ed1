// The Chromium that comes with npm (@sparticuz/chromium), unpacked once per version and user.
import { execFile } from 'node:child_process'
import { lstat, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const { resolve } = createRequire(import.meta.url)

export interface PackedChromium {
  readonly executable: string
  readonly env: Readonly<Record<string, string>>
}

/**
 * Unpacks the packed Chromium (Linux on x64 only; 200 MB) into a folder of this user and version under the system's
 * temporary folder, or finds it there. The folder appears by one rename: two tests may start at once, and one that is
 * cut off leaves no half a browser to be started later. Throws where the system is another, the disk is full or somebody else owns the folder.
 */
export async function packedChromium(): Promise<PackedChromium> {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('it is built for Linux on x64 only')
  const root = dirname(dirname(resolve('@sparticuz/chromium')))
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  const folder = join(tmpdir(), `banxin-chromium-${version}-${userInfo().uid}`)
  if (!(await isOurs(folder))) await unpack(root, folder)
  return {
    executable: join(folder, 'chromium'),
    env: {
      // NSS and its like, which a bare machine lacks; they travel with the package.
      LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  }
}

/** Nobody else may have put a program where we are going to start one. */
async function isOurs(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (found === undefined) return false
  if (found.isDirectory() && found.uid === userInfo().uid && (found.mode & 0o022) === 0) return true
  throw new Error(`${folder} is not ours`)
}

async function unpack(root: string, folder: string): Promise<void> {
  const fresh = await mkdtemp(`${folder}.`)
  try {
    for (const part of ['chromium.br', 'al2023.tar.br']) await inflate(join(root, 'bin', part), fresh)
    await writeFile(join(fresh, 'fonts.conf'), fontsConf(folder))
    await rename(fresh, folder).catch(async (error: NodeJS.ErrnoException) => {
      if ((error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') || !(await isOurs(folder))) throw error
    })
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

/** The package unpacks into the temporary folder of its process, under fixed names: a process of its own for that. */
async function inflate(archive: string, into: string): Promise<void> {
  const script = `import { inflate } from ${JSON.stringify(pathToFileURL(resolve('@sparticuz/chromium')).href)}
await inflate(${JSON.stringify(archive)})`
  const env = { ...process.env, TMPDIR: into, TMP: into, TEMP: into }
  await run(process.execPath, ['--input-type=module', '--eval', script], { env })
}

/** The machine's own fonts, if it has any, and the Chinese ones the program ships, so that a page can be looked at. */
function fontsConf(folder: string): string {
  const shipped = ['sans', 'serif'].map((family) =>
    dirname(resolve(`@expo-google-fonts/noto-${family}-sc/package.json`)),
  )
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
${shipped.map((dir) => `  <dir>${dir}</dir>`).join('\n')}
  <cachedir>${join(folder, 'font-cache')}</cachedir>
</fontconfig>
`
}
