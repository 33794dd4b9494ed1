/** For tests only: plants faults in a written PDF, keeping its cross-reference table right. */
import { deflateSync, inflateSync } from 'node:zlib'

export interface Mutation {
  readonly header?: (header: string) => string
  /** Dictionaries and other objects; of a stream, its dictionary. Lengths are mended afterwards. */
  readonly object?: (body: string) => string
  /** Page content, unpacked. */
  readonly content?: (ops: string) => string
  /** ToUnicode maps, unpacked. */
  readonly textMap?: (cmap: string) => string
  /** Streams that are not packed: metadata, JPEG. */
  readonly plain?: (data: string) => string
  /** The output profile, unpacked. */
  readonly profile?: (icc: Buffer) => Buffer
  readonly trailer?: (trailer: string) => string
  /** Objects to add: numbers follow on from the last. */
  readonly add?: readonly string[]
}

const same = <T>(value: T): T => value

export function mutate(bytes: Uint8Array, mutation: Mutation): Uint8Array {
  const source = Buffer.from(bytes).toString('latin1')
  const xref = Number(/startxref\s+(\d+)/.exec(source.slice(-64))![1])
  const offsets = [...source.slice(xref).matchAll(/(\d{10}) 00000 n/g)].map((entry) => Number(entry[1]))
  const sorted = [...offsets, xref].sort((a, b) => a - b)
  const objects = offsets.map((from) => {
    const whole = source.slice(from, sorted[sorted.indexOf(from) + 1])
    const body = whole.slice(whole.indexOf('obj') + 4, whole.lastIndexOf('endobj') - 1)
    return edit(body, mutation)
  })
  objects.push(...(mutation.add ?? []))
  let out = (mutation.header ?? same)(source.slice(0, sorted[0]))
  let table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  for (const [i, body] of objects.entries()) {
    table += `${String(out.length).padStart(10, '0')} 00000 n \n`
    out += `${i + 1} 0 obj\n${body}\nendobj\n`
  }
  const trailer = /trailer\n(.*)\nstartxref/s.exec(source.slice(xref))![1]!
  const size = trailer.replace(/\/Size \d+/, `/Size ${objects.length + 1}`)
  out += `${table}trailer\n${(mutation.trailer ?? same)(size)}\nstartxref\n${Buffer.from(out, 'latin1').length}\n%%EOF\n`
  return new Uint8Array(Buffer.from(out, 'latin1'))
}

function edit(body: string, mutation: Mutation): string {
  const object = mutation.object ?? same
  const found = /^(<<.*?>>)\nstream\n(.*)\nendstream$/s.exec(body)
  if (!found) return object(body)
  const dict = object(found[1]!)
  const data = streamData(Buffer.from(found[2]!, 'latin1'), found[1]!, mutation)
  const length = dict.replace(/\/Length \d+/, `/Length ${data.length}`)
  return `${length}\nstream\n${data.toString('latin1')}\nendstream`
}

function streamData(data: Buffer, dict: string, mutation: Mutation): Buffer {
  if (!dict.includes('/FlateDecode')) return Buffer.from((mutation.plain ?? same)(data.toString('latin1')), 'latin1')
  const plain = inflateSync(data)
  const text = plain.toString('latin1')
  let edited: Buffer | undefined
  if (text.startsWith('q\n')) edited = mutation.content && Buffer.from(mutation.content(text), 'latin1')
  else if (text.startsWith('/CIDInit')) edited = mutation.textMap && Buffer.from(mutation.textMap(text), 'latin1')
  else if (text.slice(36, 40) === 'acsp') edited = mutation.profile?.(plain)
  return edited ? deflateSync(edited) : data
}
