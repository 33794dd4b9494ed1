// A folder's worth of files on 127.0.0.1, for a browser in a test.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.ttf': 'font/ttf',
}
/** What the program's own pages are allowed: their own files, WebAssembly, no script written into the page. */
const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"

export interface Served {
  /** `http://127.0.0.1:port` */
  readonly origin: string
  close(): Promise<void>
}

/** Serves exactly the files given, by their path (`/index.html`); nothing is read from disk for a request. */
export async function serve(files: ReadonlyMap<string, Uint8Array>): Promise<Served> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname
    const bytes = files.get(path)
    const type = TYPES[extname(path)]
    if (bytes === undefined || type === undefined) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, {
      'Content-Type': type,
      'Content-Length': bytes.length,
      'Content-Security-Policy': POLICY,
      'X-Content-Type-Options': 'nosniff',
    })
    response.end(bytes)
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(0, '127.0.0.1', listening)
  })
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}
