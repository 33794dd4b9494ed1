import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { dict, type Pdf, ref } from './syntax.ts'

/** What a PDF file is made of besides its numbered objects. */
export interface FileEnds {
  readonly version: '1.4' | '1.6'
  readonly root: number
  readonly info: number
  /** 32 hex digits: both halves of the trailer's ID. */
  readonly id: string
}

const common = new WeakMap<Uint8Array, Uint8Array>()

/**
 * Numbered objects and the classic cross-reference table around them (ISO 32000-1, 7.5). Objects are written in the
 * order of their numbers, so that the same objects give the same bytes.
 */
export class PdfFile {
  private readonly objects: (Buffer | undefined)[] = [undefined]

  /** A number for an object that others must name before it is written. */
  reserve(): number {
    return this.objects.push(undefined) - 1
  }

  set(id: number, body: Pdf): void {
    this.objects[id] = Buffer.from(`${id} 0 obj\n${body}\nendobj\n`, 'latin1')
  }

  add(body: Pdf): number {
    const id = this.reserve()
    this.set(id, body)
    return id
  }

  /** A stream as it is; `entries` name its filters, if any. */
  addRaw(bytes: Uint8Array, entries: Readonly<Record<string, Pdf | undefined>> = {}): number {
    const id = this.reserve()
    const head = `${id} 0 obj\n${dict({ ...entries, Length: String(bytes.length) })}\nstream\n`
    this.objects[id] = Buffer.concat([Buffer.from(head, 'latin1'), bytes, Buffer.from('\nendstream\nendobj\n')])
    return id
  }

  addStream(bytes: Uint8Array, entries: Readonly<Record<string, Pdf | undefined>> = {}): number {
    return this.addRaw(deflateSync(bytes), { ...entries, Filter: '/FlateDecode' })
  }

  /** A stream that every file of an export has, such as the output profile: deflated once for all of them. */
  addCommonStream(bytes: Uint8Array, entries: Readonly<Record<string, Pdf | undefined>> = {}): number {
    let deflated = common.get(bytes)
    if (deflated === undefined) {
      deflated = deflateSync(bytes)
      common.set(bytes, deflated)
    }
    return this.addRaw(deflated, { ...entries, Filter: '/FlateDecode' })
  }

  /** SHA-256 (hex) of every object written so far and of `more`. */
  fingerprint(more: string): string {
    const hash = createHash('sha256').update(more)
    for (const object of this.objects) if (object) hash.update(object)
    return hash.digest('hex')
  }

  bytes(ends: FileEnds): Uint8Array<ArrayBuffer> {
    // The second line's high bytes tell transfer programs that the file is binary (7.5.2).
    const parts: Buffer[] = [Buffer.from(`%PDF-${ends.version}\n%\xe2\xe3\xcf\xd3\n`, 'latin1')]
    let at = parts[0]!.length
    let table = `xref\n0 ${this.objects.length}\n0000000000 65535 f \n`
    for (const object of this.objects.slice(1)) {
      if (!object) throw new Error('a reserved PDF object was never written')
      table += `${String(at).padStart(10, '0')} 00000 n \n`
      parts.push(object)
      at += object.length
    }
    const trailer = dict({
      Size: String(this.objects.length),
      Root: ref(ends.root),
      Info: ref(ends.info),
      ID: `[<${ends.id}><${ends.id}>]`,
    })
    parts.push(Buffer.from(`${table}trailer\n${trailer}\nstartxref\n${at}\n%%EOF\n`, 'latin1'))
    return new Uint8Array(Buffer.concat(parts))
  }
}
