// The page and its worker as Vite bundles them for a browser.
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** All files of the bundle by their path on the server. Nothing is written to disk. */
export async function bundle(): Promise<Map<string, Uint8Array>> {
  const built = await build({
    root: fileURLToPath(new URL('.', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    // HarfBuzz is awaited at the top level of its module.
    build: { target: 'es2022', write: false, assetsInlineLimit: 0 },
  })
  const outputs = Array.isArray(built) ? built : [built]
  const files = new Map<string, Uint8Array>()
  for (const output of outputs) {
    if (!('output' in output)) throw new Error('Vite watches instead of building')
    for (const file of output.output) {
      const content = file.type === 'chunk' ? file.code : file.source
      files.set(`/${file.fileName}`, typeof content === 'string' ? new TextEncoder().encode(content) : content)
    }
  }
  return files
}
