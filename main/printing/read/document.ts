import { inflateSync } from 'node:zlib'
import { type Dict, Lexer, latin1, Name, PdfSyntaxError, Ref, Stream, Text, type Value, Word } from './lexer.ts'

/**
 * A written file, opened through its cross-reference table. Every object is read where the table says it is and must
 * carry the number the table gives it. Throws PdfSyntaxError for anything that is not so.
 */
export class PdfDocument {
  readonly bytes: Uint8Array
  readonly version: string
  readonly trailer: Dict
  private readonly offsets = new Map<number, number>()
  private readonly objects = new Map<number, Value>()
  private readonly unpacked = new WeakMap<Stream, Uint8Array>()

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    const version = /^%PDF-(\d\.\d)/.exec(latin1(bytes.subarray(0, 16)))
    const end = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(latin1(bytes.subarray(Math.max(0, bytes.length - 64))))
    if (!version || !end) throw new PdfSyntaxError('no header or no end')
    this.version = version[1]!
    const lexer = new Lexer(bytes, Number(end[1]))
    this.expect(lexer, 'xref')
    for (;;) {
      const first = lexer.value(false)
      if (first instanceof Word && first.word === 'trailer') break
      const count = lexer.value(false)
      if (typeof first !== 'number' || typeof count !== 'number') throw new PdfSyntaxError('bad xref section')
      for (let i = 0; i < count; i++) {
        const offset = lexer.value(false)
        lexer.value(false)
        const kind = lexer.value(false)
        if (typeof offset !== 'number' || !(kind instanceof Word)) throw new PdfSyntaxError('bad xref entry')
        if (kind.word === 'n') this.offsets.set(first + i, offset)
      }
    }
    const trailer = lexer.value(true)
    if (!(trailer instanceof Map)) throw new PdfSyntaxError('no trailer')
    this.trailer = trailer
  }

  /** Numbers of all objects in use. */
  get ids(): readonly number[] {
    return [...this.offsets.keys()]
  }

  private expect(lexer: Lexer, word: string): void {
    const found = lexer.value(false)
    if (!(found instanceof Word) || found.word !== word) throw new PdfSyntaxError(`${word} expected`)
  }

  object(id: number): Value {
    const known = this.objects.get(id)
    if (known !== undefined) return known
    const offset = this.offsets.get(id)
    if (offset === undefined) return null
    const lexer = new Lexer(this.bytes, offset)
    const number = lexer.value(false)
    lexer.value(false)
    this.expect(lexer, 'obj')
    if (number !== id) throw new PdfSyntaxError(`object ${id} is not where the table says`)
    let value = lexer.value(true)
    const back = lexer.at
    const next = lexer.value(false)
    if (value instanceof Map && next instanceof Word && next.word === 'stream') value = this.stream(value, lexer)
    else lexer.at = back
    this.expect(lexer, 'endobj')
    this.objects.set(id, value)
    return value
  }

  private stream(dict: Dict, lexer: Lexer): Stream {
    if (this.bytes[lexer.at] === 13) lexer.at++
    if (this.bytes[lexer.at] !== 10) throw new PdfSyntaxError('stream without a line end')
    const length = this.get(dict.get('Length'))
    if (typeof length !== 'number') throw new PdfSyntaxError('stream without a length')
    const from = lexer.at + 1
    lexer.at = from + length
    this.expect(lexer, 'endstream')
    return new Stream(dict, this.bytes.subarray(from, from + length))
  }

  /** Follows references. */
  get(value: Value | undefined): Value {
    let found: Value = value ?? null
    for (let i = 0; found instanceof Ref; i++) {
      if (i > 32) throw new PdfSyntaxError('references in a circle')
      found = this.object(found.id)
    }
    return found
  }

  dict(value: Value | undefined): Dict | undefined {
    const found = this.get(value)
    return found instanceof Map ? found : found instanceof Stream ? found.dict : undefined
  }

  array(value: Value | undefined): Value[] | undefined {
    const found = this.get(value)
    return Array.isArray(found) ? found : undefined
  }

  name(value: Value | undefined): string | undefined {
    const found = this.get(value)
    return found instanceof Name ? found.name : undefined
  }

  number(value: Value | undefined): number | undefined {
    const found = this.get(value)
    return typeof found === 'number' ? found : undefined
  }

  /** A text string (7.9.2.2) as a person reads it. */
  text(value: Value | undefined): string | undefined {
    const found = this.get(value)
    if (!(found instanceof Text)) return undefined
    const { bytes } = found
    if (bytes[0] !== 0xfe || bytes[1] !== 0xff) return latin1(bytes)
    let out = ''
    for (let i = 2; i + 1 < bytes.length; i += 2) out += String.fromCharCode(bytes[i]! * 256 + bytes[i + 1]!)
    return out
  }

  /** A stream's data, unpacked where it is Flate; undefined when it is no stream or packed otherwise. */
  data(value: Value | undefined): Uint8Array | undefined {
    const found = this.get(value)
    if (!(found instanceof Stream)) return undefined
    const filters = this.filters(found)
    if (filters.length === 0) return found.raw
    if (filters.length > 1 || filters[0] !== 'FlateDecode') return undefined
    const known = this.unpacked.get(found)
    if (known) return known
    try {
      const data = inflateSync(found.raw, { maxOutputLength: 256 << 20 })
      this.unpacked.set(found, data)
      return data
    } catch {
      throw new PdfSyntaxError('a stream does not unpack')
    }
  }

  filters(stream: Stream): string[] {
    const filter = this.get(stream.dict.get('Filter'))
    const list = Array.isArray(filter) ? filter : filter === null ? [] : [filter]
    return list.map((one) => this.name(one) ?? '')
  }

  get root(): Dict {
    const root = this.dict(this.trailer.get('Root'))
    if (!root) throw new PdfSyntaxError('no catalog')
    return root
  }

  /** Page dictionaries in order, with what they inherit (7.7.3.4) filled in. */
  pages(): Dict[] {
    const out: Dict[] = []
    const visit = (value: Value | undefined, inherited: Dict, depth: number): void => {
      const node = this.dict(value)
      if (!node || depth > 32) throw new PdfSyntaxError('broken page tree')
      const merged: Dict = new Map(inherited)
      for (const key of ['Resources', 'MediaBox', 'CropBox', 'Rotate']) {
        const own = node.get(key)
        if (own !== undefined) merged.set(key, own)
      }
      if (this.name(node.get('Type')) === 'Pages') {
        for (const kid of this.array(node.get('Kids')) ?? []) visit(kid, merged, depth + 1)
      } else {
        out.push(new Map([...merged, ...node]))
      }
    }
    visit(this.root.get('Pages'), new Map(), 0)
    return out
  }

  /** A box as left, bottom, right, top in pt. */
  box(value: Value | undefined): [number, number, number, number] | undefined {
    const list = this.array(value)?.map((part) => this.number(part))
    if (list?.length !== 4 || list.some((part) => part === undefined)) return undefined
    const [x0, y0, x1, y1] = list as [number, number, number, number]
    return [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)]
  }
}
