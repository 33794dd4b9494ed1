/**
 * Reads PDF back (ISO 32000-1, 7.2–7.5) for the checks that follow an export. Shares no code with the writer: what the
 * writer gets wrong must not be wrong here in the same way.
 */

export class Name {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}
export class Ref {
  readonly id: number
  constructor(id: number) {
    this.id = id
  }
}
/** A keyword: an operator in a content stream, or a word of the file's structure. */
export class Word {
  readonly word: string
  constructor(word: string) {
    this.word = word
  }
}
/** A string's bytes. */
export class Text {
  readonly bytes: Uint8Array
  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }
}
export type Dict = Map<string, Value>
export class Stream {
  readonly dict: Dict
  readonly raw: Uint8Array
  constructor(dict: Dict, raw: Uint8Array) {
    this.dict = dict
    this.raw = raw
  }
}
export type Value = number | boolean | null | Name | Ref | Word | Text | Stream | Value[] | Dict

export class PdfSyntaxError extends Error {}

const SPACE = new Set([0, 9, 10, 12, 13, 32])
const DELIMITERS = new Set([...'()<>[]{}/%'].map((sign) => sign.charCodeAt(0)))

export class Lexer {
  readonly bytes: Uint8Array
  at: number

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes
    this.at = at
  }

  skipSpace(): void {
    for (;;) {
      const byte = this.bytes[this.at]
      if (byte === 0x25) {
        while (this.at < this.bytes.length && this.bytes[this.at] !== 10 && this.bytes[this.at] !== 13) this.at++
      } else if (byte !== undefined && SPACE.has(byte)) this.at++
      else return
    }
  }

  get done(): boolean {
    this.skipSpace()
    return this.at >= this.bytes.length
  }

  /** The next object or keyword. With `refs`, `n g R` is read as a reference. */
  value(refs: boolean): Value {
    this.skipSpace()
    const byte = this.bytes[this.at]
    if (byte === undefined) throw new PdfSyntaxError('unexpected end')
    switch (byte) {
      case 0x2f:
        return this.name()
      case 0x28:
        return this.literal()
      case 0x5b:
        return this.list(refs)
      case 0x3c:
        return this.bytes[this.at + 1] === 0x3c ? this.dictionary(refs) : this.hex()
    }
    const word = this.regular()
    if (word === '') throw new PdfSyntaxError(`stray ${String.fromCharCode(byte)}`)
    if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) {
      return (refs && /^\d+$/.test(word) && this.reference(Number(word))) || Number(word)
    }
    if (word === 'true' || word === 'false') return word === 'true'
    return word === 'null' ? null : new Word(word)
  }

  private reference(id: number): Ref | undefined {
    const back = this.at
    this.skipSpace()
    const generation = this.regular()
    this.skipSpace()
    if (/^\d+$/.test(generation) && this.regular() === 'R') return new Ref(id)
    this.at = back
    return undefined
  }

  regular(): string {
    const from = this.at
    for (; this.at < this.bytes.length; this.at++) {
      const byte = this.bytes[this.at]!
      if (SPACE.has(byte) || DELIMITERS.has(byte)) break
    }
    return latin1(this.bytes.subarray(from, this.at))
  }

  private name(): Name {
    this.at++
    return new Name(this.regular().replace(/#([0-9A-Fa-f]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16))))
  }

  private literal(): Text {
    const out: number[] = []
    let depth = 1
    for (this.at++; ; this.at++) {
      let byte = this.bytes[this.at]
      if (byte === undefined) throw new PdfSyntaxError('open string')
      if (byte === 0x5c) {
        byte = this.bytes[++this.at]
        if (byte === undefined) throw new PdfSyntaxError('open string')
        const octal = /^[0-7]{1,3}/.exec(latin1(this.bytes.subarray(this.at, this.at + 3)))
        if (octal) {
          out.push(parseInt(octal[0], 8) & 0xff)
          this.at += octal[0].length - 1
        } else if (byte !== 10) {
          const plain = 'nrtbf'.indexOf(String.fromCharCode(byte))
          out.push(plain < 0 ? byte : [10, 13, 9, 8, 12][plain]!)
        }
        continue
      }
      if (byte === 0x28) depth++
      if (byte === 0x29 && --depth === 0) break
      out.push(byte)
    }
    this.at++
    return new Text(Uint8Array.from(out))
  }

  private hex(): Text {
    const end = this.bytes.indexOf(0x3e, this.at)
    if (end < 0) throw new PdfSyntaxError('open string')
    const digits = latin1(this.bytes.subarray(this.at + 1, end)).replace(/\s/g, '')
    if (!/^[0-9A-Fa-f]*$/.test(digits)) throw new PdfSyntaxError('bad hex string')
    this.at = end + 1
    return new Text(new Uint8Array(Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex')))
  }

  private list(refs: boolean): Value[] {
    this.at++
    const out: Value[] = []
    for (;;) {
      this.skipSpace()
      if (this.bytes[this.at] === 0x5d) break
      out.push(this.value(refs))
    }
    this.at++
    return out
  }

  private dictionary(refs: boolean): Dict {
    this.at += 2
    const out: Dict = new Map()
    for (;;) {
      this.skipSpace()
      if (this.bytes[this.at] === 0x3e && this.bytes[this.at + 1] === 0x3e) break
      const key = this.value(refs)
      if (!(key instanceof Name)) throw new PdfSyntaxError('a dictionary key is no name')
      out.set(key.name, this.value(refs))
    }
    this.at += 2
    return out
  }
}

export const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
