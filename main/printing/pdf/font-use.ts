import { createHash } from 'node:crypto'
import { FailureError } from '#shared/contract/failure.ts'
import { cffCodes } from './cff.ts'
import type { PdfFile } from './file.ts'
import type { ShelfFont } from './font-shelf.ts'
import { array, decimal, dict, hex4, name, type Pdf, ref, utf16Hex } from './syntax.ts'

/** A glyph's place in the PDF font: which of its encodings, and the two-byte code there. */
export interface Code {
  readonly variant: number
  readonly code: number
}

/** Stands for "no text of its own" (marks set over another glyph): invisible to every extractor we know. */
const NO_TEXT = '\u200B'

/**
 * One font as one PDF file uses it. Extraction must give back exactly the text set, also where a glyph stands for
 * different texts in different places (路 U+8DEF and its compatibility twin U+F937 share one): the first text keeps the
 * plain code, each other text gets a code of its own that is mapped to the same glyph.
 */
export class FontUse {
  readonly font: ShelfFont
  readonly resource: string
  private readonly gids = new Set<number>([0])
  private readonly toText: Map<number, string>[] = [new Map()]
  /** TrueType only: codes that are not the glyph's own number. */
  private readonly aliases = new Map<number, number>()
  private readonly aliasOf = new Map<string, number>()
  private nextFree: number
  private readonly cffCode: ((gid: number) => number) | undefined

  constructor(font: ShelfFont, resource: string) {
    this.font = font
    this.resource = resource
    this.nextFree = font.file.glyphCount
    if (font.file.flavour === 'cff') {
      try {
        this.cffCode = cffCodes(font.file.table('CFF ')!, font.file.glyphCount)
      } catch {
        throw new FailureError('FONT_BROKEN', { font: font.key })
      }
    }
  }

  width(gid: number): number {
    return this.font.file.advance(gid)
  }

  /** Code that draws glyph `gid` and is extracted as `text`. */
  code(gid: number, text: string): Code {
    if (gid < 0 || gid >= this.font.file.glyphCount) throw new FailureError('FONT_BROKEN', { font: this.font.key, gid })
    this.gids.add(gid)
    const said = text === '' ? NO_TEXT : text
    if (this.cffCode) return this.variantCode(this.cffCode(gid), said)
    const plain = this.toText[0]!
    const first = plain.get(gid)
    if (first === said && !this.aliases.has(gid)) return { variant: 0, code: gid }
    if (first === undefined) {
      plain.set(gid, said)
      return { variant: 0, code: gid }
    }
    return { variant: 0, code: this.alias(gid, said) }
  }

  private alias(gid: number, text: string): number {
    const key = `${gid} ${text}`
    const known = this.aliasOf.get(key)
    if (known !== undefined) return known
    const plain = this.toText[0]!
    // Codes past the font's glyphs first; a font of 65,536 glyphs lends codes of glyphs nobody used.
    while ((this.nextFree & 0xffff) === 0 || plain.has(this.nextFree & 0xffff)) this.nextFree++
    if (this.nextFree > 0xffff + this.font.file.glyphCount)
      throw new FailureError('FONT_BROKEN', { font: this.font.key })
    const code = this.nextFree++ & 0xffff
    plain.set(code, text)
    this.aliases.set(code, gid)
    this.aliasOf.set(key, code)
    return code
  }

  /** A CFF font has no map from code to glyph, so its other texts live in further encodings of the same program. */
  private variantCode(code: number, text: string): Code {
    for (let variant = 0; ; variant++) {
      let texts = this.toText[variant]
      if (!texts) {
        texts = new Map()
        this.toText.push(texts)
      }
      const said = texts.get(code)
      if (said === undefined) texts.set(code, text)
      if (said === undefined || said === text) return { variant, code }
    }
  }

  resourceName(variant: number): string {
    return variant === 0 ? this.resource : `${this.resource}v${variant}`
  }

  /** Writes the font and gives the entries of a page's /Font resources. */
  write(file: PdfFile): [resource: string, id: number][] {
    const { file: font, face } = this.font
    const program = face.subset(this.gids)
    const baseFont = name(`${subsetTag(program)}+${font.postScriptName}`)
    const descendant = file.add(
      dict({
        Type: '/Font',
        Subtype: font.flavour === 'cff' ? '/CIDFontType0' : '/CIDFontType2',
        BaseFont: baseFont,
        CIDSystemInfo: '<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>',
        DW: '1000',
        W: this.widths(),
        CIDToGIDMap: font.flavour === 'cff' ? undefined : this.codeToGlyph(file),
        FontDescriptor: ref(this.descriptor(file, baseFont, program)),
      }),
    )
    return this.toText.map((texts, variant) => [
      this.resourceName(variant),
      file.add(
        dict({
          Type: '/Font',
          Subtype: '/Type0',
          BaseFont: baseFont,
          Encoding: '/Identity-H',
          DescendantFonts: `[${ref(descendant)}]`,
          ToUnicode: ref(file.addStream(Buffer.from(toUnicode(texts), 'latin1'))),
        }),
      ),
    ])
  }

  private descriptor(file: PdfFile, baseFont: Pdf, program: Uint8Array): number {
    const { file: font, key } = this.font
    let embedded: Record<string, Pdf>
    if (font.flavour === 'cff') {
      const cut = readCff(program, key)
      embedded = { FontFile3: ref(file.addStream(cut, { Subtype: '/CIDFontType0C' })) }
    } else {
      embedded = { FontFile2: ref(file.addStream(program, { Length1: String(program.length) })) }
    }
    return file.add(
      dict({
        Type: '/FontDescriptor',
        FontName: baseFont,
        Flags: '4',
        FontBBox: array(font.box.map(String)),
        ItalicAngle: decimal(Math.round(font.italicAngle * 100), 2),
        Ascent: String(font.ascent),
        Descent: String(font.descent),
        CapHeight: String(font.capHeight),
        StemV: '80',
        ...embedded,
      }),
    )
  }

  /** /W: runs of neighbouring codes; an em, the usual width, is left to /DW. */
  private widths(): Pdf {
    const width = new Map<number, number>()
    for (const gid of this.gids) width.set(this.cffCode ? this.cffCode(gid) : gid, this.width(gid))
    for (const [code, gid] of this.aliases) width.set(code, this.width(gid))
    let out = ''
    let last = -2
    for (const code of [...width.keys()].sort((a, b) => a - b)) {
      const value = width.get(code)!
      if (value === 1000) continue
      out += code === last + 1 ? ` ${value}` : `${out === '' ? '' : ']'}${code}[${value}`
      last = code
    }
    return `[${out}${out === '' ? '' : ']'}]`
  }

  private codeToGlyph(file: PdfFile): Pdf {
    if (this.aliases.size === 0) return '/Identity'
    const codes = [...this.toText[0]!.keys()]
    const map = Buffer.alloc(2 * (Math.max(...codes) + 1))
    for (const code of codes) map.writeUInt16BE(this.aliases.get(code) ?? code, 2 * code)
    return ref(file.addStream(map))
  }
}

function readCff(program: Uint8Array, key: string): Uint8Array {
  // The cut font has lost tables `readFont` insists on, so only its directory is read here.
  const view = new DataView(program.buffer, program.byteOffset, program.byteLength)
  for (let i = 0, count = view.getUint16(4); i < count; i++) {
    const record = 12 + 16 * i
    if (view.getUint32(record) !== 0x43464620) continue
    const at = view.getUint32(record + 8)
    return program.subarray(at, at + view.getUint32(record + 12))
  }
  throw new FailureError('FONT_BROKEN', { font: key })
}

/** Six capitals that depend on the subset alone (9.6.4). */
function subsetTag(program: Uint8Array): string {
  const hash = createHash('sha256').update(program).digest()
  return String.fromCharCode(...Array.from(hash.subarray(0, 6), (byte) => 65 + (byte % 26)))
}

/** A ToUnicode CMap (9.10.3) for two-byte codes. */
function toUnicode(texts: ReadonlyMap<number, string>): string {
  const lines = [...texts].sort((a, b) => a[0] - b[0]).map(([code, text]) => `<${hex4(code)}><${utf16Hex(text)}>`)
  let body = ''
  for (let i = 0; i < lines.length; i += 100) {
    const block = lines.slice(i, i + 100)
    body += `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><FFFF>
endcodespacerange
${body}endcmap
CMapName currentdict /CMap defineresource pop
end
end
`
}
