import type { Failure } from '../../contract/failure.ts'

/** Why a font file is refused; each has a sentence of its own. */
export const FONT_FAULTS = [
  'empty',
  'too-large',
  'not-a-font',
  'web-font',
  'type1',
  'truncated',
  'overlap',
  'table-missing',
  'table-bad',
  'no-outlines',
  'no-unicode',
  'no-such-face',
] as const
export type FontFault = (typeof FONT_FAULTS)[number]

/** Thrown while a font file is read; becomes FONT_BROKEN at the door. */
export class BrokenFont extends Error {
  readonly details: Failure['details']

  constructor(reason: FontFault, table?: string, face?: number) {
    super(reason)
    this.details = { reason, ...(table === undefined ? {} : { table }), ...(face === undefined ? {} : { face }) }
  }
}

/** One table of a font: numbers are read inside it or not at all. */
export class Table {
  readonly tag: string
  readonly bytes: Uint8Array
  private readonly view: DataView

  constructor(tag: string, bytes: Uint8Array) {
    this.tag = tag
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get length(): number {
    return this.bytes.length
  }

  /** Throws BrokenFont unless `length` bytes from `at` on are in the table. */
  need(at: number, length: number): void {
    if (at < 0 || length < 0 || at + length > this.bytes.length) this.bad()
  }

  bad(): never {
    throw new BrokenFont('table-bad', this.tag.trim())
  }

  u8(at: number): number {
    this.need(at, 1)
    return this.view.getUint8(at)
  }

  u16(at: number): number {
    this.need(at, 2)
    return this.view.getUint16(at)
  }

  i16(at: number): number {
    this.need(at, 2)
    return this.view.getInt16(at)
  }

  u32(at: number): number {
    this.need(at, 4)
    return this.view.getUint32(at)
  }

  i32(at: number): number {
    this.need(at, 4)
    return this.view.getInt32(at)
  }
}
