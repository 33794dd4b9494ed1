import type { FontKey, GlyphSource, ShapedGlyph } from '../glyph-source.ts'
import { C } from '../inline/classes.ts'
import { type Prepared, prepare, RUBY_SCALE, type Span } from '../inline/prepare.ts'
import { gaps, trimMarks } from '../inline/trims.ts'
import type { TextRun } from '../inline/types.ts'
import { EM_MIDDLE, FormTable, onSquare, type VerticalForm } from './forms.ts'
import type { VerticalStyle } from './types.ts'
import { type WesternPiece, westernPieces } from './western.ts'

/**
 * A paragraph measured down its lines. For breaking and justifying it is a `Prepared` like any other: cells, blanks and
 * gaps lie along the line, `left` is above. `dx` is the glyph's origin down from its cell's top, `dy` its origin
 * rightwards from the middle of the line.
 */
export interface VerticalPrepared extends Prepared {
  /** By cluster: 1 where its glyphs lie on their side. */
  readonly turned: Uint8Array
  /** By cluster: 1 where each glyph stands for one code unit of its own (纵中横, a dash of two glyphs). */
  readonly apart: Uint8Array
}

/** Narrower than the em by a little, so that two columns of 纵中横 side by side do not touch. */
const TOGETHER = 960
/** Three digits would be too small inside the em: they stand out a little on both sides. JLREQ 3.2.5. */
const THREE_TOGETHER = 1160
/** Smaller than this the digits would no longer be read as of the text's size. */
const LEAST_SCALE = 640

const FULL_WIDTH_PERCENT = 0xff05

/** Tables that outlive a paragraph, per glyph source, font, language and place of pauses. */
interface Tables {
  readonly forms: FormTable
  /** What stands together in one em, shaped. */
  readonly together: Map<string, Together>
}

interface Together {
  readonly shaped: readonly ShapedGlyph[]
  readonly width: number
}

const tables = new WeakMap<GlyphSource, Map<string, Tables>>()

function tablesOf(glyphs: GlyphSource, font: FontKey, style: VerticalStyle): Tables {
  let perFont = tables.get(glyphs)
  if (perFont === undefined) {
    perFont = new Map()
    tables.set(glyphs, perFont)
  }
  const centred = style.pauses === 'centre'
  const key = `${font}|${style.language}|${centred}`
  let found = perFont.get(key)
  if (found === undefined) {
    found = { forms: new FormTable(glyphs, font, style.language, centred), together: new Map() }
    perFont.set(key, found)
  }
  return found
}

/** Shapes and measures a paragraph for vertical lines. */
export function prepareVertical(
  glyphs: GlyphSource,
  copy: string | readonly TextRun[],
  style: VerticalStyle,
): VerticalPrepared {
  // Clusters, classes, fonts and Western shaping are those of horizontal text; what lies along the line is measured anew.
  const base = prepare(glyphs, copy, { ...style, pairs: 'none', autospace: 0, tracking: 0 })
  return new Builder(glyphs, base, style).build()
}

class Builder {
  private readonly glyphs: GlyphSource
  private readonly base: Prepared
  private readonly style: VerticalStyle
  private n = 0
  private readonly offset: Int32Array
  private readonly charClass: Uint8Array
  private readonly font: Uint8Array
  private readonly gid: Int32Array
  private readonly dx: Int32Array
  private readonly dy: Int32Array
  private readonly cell: Int32Array
  private readonly blankLeft: Int32Array
  private readonly blankRight: Int32Array
  private readonly scale: Uint16Array
  private readonly turned: Uint8Array
  private readonly apart: Uint8Array
  private readonly more = new Map<number, ShapedGlyph[]>()

  constructor(glyphs: GlyphSource, base: Prepared, style: VerticalStyle) {
    this.glyphs = glyphs
    this.base = base
    this.style = style
    const n = base.n
    this.offset = new Int32Array(n + 1)
    this.charClass = new Uint8Array(n)
    this.font = new Uint8Array(n)
    this.gid = new Int32Array(n)
    this.dx = new Int32Array(n)
    this.dy = new Int32Array(n)
    this.cell = new Int32Array(n)
    this.blankLeft = new Int32Array(n)
    this.blankRight = new Int32Array(n)
    this.scale = new Uint16Array(n).fill(1000)
    this.turned = new Uint8Array(n)
    this.apart = new Uint8Array(n)
  }

  build(): VerticalPrepared {
    const { base, style } = this
    for (let i = 0; i < base.n; ) {
      if (isWestern(base.charClass[i]!)) i = this.western(i)
      else this.single(i++)
    }
    const { n } = this
    this.offset[n] = base.text.length
    const spans = base.spans.map((span) => this.spanned(span))
    const pairLeft = new Int32Array(n)
    const pairRight = new Int32Array(n)
    trimMarks(this.measured(), style, pairLeft, pairRight)
    const gap = gaps(base.text, this.measured(), style)
    // What stands in one em is spaced like a Han character; only what lies on its side needs room.
    for (let i = 1; i < n; i++) {
      const western = isWestern(this.charClass[i]!) ? i : i - 1
      if (this.turned[western] === 0) gap[i] = 0
    }
    const tracking = style.tracking ?? 0
    if (tracking !== 0) for (let i = 0; i < n; i++) this.cell[i]! += tracking
    return {
      ...this.measured(),
      text: base.text,
      style,
      fonts: base.fonts,
      font: this.font,
      gid: this.gid,
      dy: this.dy,
      pairLeft,
      pairRight,
      gap,
      spans,
      dot: base.dot,
      hyphen: base.hyphen,
      more: this.more,
      turned: this.turned,
      apart: this.apart,
    }
  }

  /** A stretch with dots or a gloss, by the clusters made of it; spread where its gloss is longer. CLREQ. */
  private spanned(span: Span): Span {
    const { offset } = this.base
    const at = (from: number) => {
      let i = 0
      while (i < this.n && this.offset[i]! < from) i++
      return i
    }
    const start = at(offset[span.start]!)
    const end = at(offset[span.end]!)
    const wanted = span.ruby.reduce((sum, glyph) => sum + Math.round((glyph.advance * RUBY_SCALE) / 1000), 0)
    let lack = wanted
    for (let i = start; i < end; i++) lack -= this.cell[i]!
    for (let i = start; lack > 0 && i < end; i++) {
      const share = Math.floor(lack / (end - i))
      this.cell[i]! += share
      this.dx[i]! += share >> 1
      const more = this.more.get(i)
      if (more) {
        const moved = more.map((glyph) => ({ ...glyph, dx: glyph.dx + (share >> 1) }))
        this.more.set(i, moved)
      }
      lack -= share
    }
    return { ...span, start, end }
  }

  private measured() {
    const { n, offset, charClass, cell, dx, blankLeft, blankRight, scale } = this
    return { n, offset, charClass, cell, dx, blankLeft, blankRight, scale }
  }

  /** Everything that is no letter, digit or sign: its form is the font's. */
  private single(i: number): void {
    const { base, style } = this
    const charClass = base.charClass[i]!
    const from = base.offset[i]!
    if (charClass === C.space || charClass === C.ideographicSpace) {
      const wide = charClass === C.ideographicSpace || (style.emSpaces === true && this.besideHan(i))
      const index = this.add(i, wide ? C.ideographicSpace : C.space, wide ? 1000 : base.cell[i]!)
      this.gid[index] = base.gid[i]!
      this.turned[index] = wide ? 0 : 1
      this.dx[index] = wide ? 880 : 0
      this.dy[index] = -EM_MIDDLE
      return
    }
    this.place(i, charClass, this.formOf(i, charClass, from))
  }

  private formOf(i: number, charClass: number, from: number): VerticalForm {
    const { base, glyphs, style } = this
    const cp = base.text.codePointAt(from)!
    const gid = base.gid[i]!
    // Han characters look the same in both directions; so does a box for what no font has.
    if (gid === 0 || (charClass === C.han && (isHan(cp) || base.more.has(i)))) {
      const first = { gid, cluster: 0, advance: base.cell[i]!, dx: base.dx[i]!, dy: base.dy[i]! }
      const form = onSquare([first])
      const rest = (base.more.get(i) ?? []).map((glyph) => ({
        gid: glyph.gid,
        along: 880 - glyph.dy,
        across: glyph.dx - (base.cell[i]! >> 1),
      }))
      return { ...form, glyphs: [...form.glyphs, ...rest] }
    }
    const text = base.text.slice(from, base.offset[i + 1]!)
    return tablesOf(glyphs, base.fonts[base.font[i]!]!, style).forms.form(text, charClass)
  }

  private place(i: number, charClass: number, form: VerticalForm): void {
    const index = this.add(i, charClass, form.length)
    const [first, ...rest] = form.glyphs
    this.gid[index] = first!.gid
    this.dx[index] = first!.along
    this.dy[index] = first!.across
    this.blankLeft[index] = form.above
    this.blankRight[index] = form.below
    this.turned[index] = form.turned ? 1 : 0
    if (rest.length === 0) return
    this.apart[index] = charClass === C.dash ? 1 : 0
    this.more.set(
      index,
      rest.map((glyph) => ({ gid: glyph.gid, cluster: 0, advance: 0, dx: glyph.along, dy: glyph.across })),
    )
  }

  private add(i: number, charClass: number, cell: number): number {
    const index = this.n++
    this.offset[index] = this.base.offset[i]!
    this.charClass[index] = charClass
    this.font[index] = this.base.font[i]!
    this.cell[index] = cell
    return index
  }

  private besideHan(i: number): boolean {
    const { charClass, n } = this.base
    const han = (j: number) => j >= 0 && j < n && charClass[j]! < C.latin
    return i > 0 && i + 1 < n && (han(i - 1) || han(i + 1))
  }

  /** A run of letters, digits and signs from cluster `i`; returns the cluster after it. */
  private western(i: number): number {
    const { base, style } = this
    const { charClass, offset, font, scale } = base
    let end = i + 1
    while (end < base.n && isWestern(charClass[end]!) && font[end] === font[i] && scale[end] === scale[i]) end++
    const run = base.text.slice(offset[i]!, offset[end]!)
    const beside = (space: number, far: number) => charClass[space] === C.space && isWestern(charClass[far] ?? C.han)
    // A run in two fonts, or with a superscript, is one run to the reader.
    const joined =
      scale[i] !== 1000 ||
      (i > 0 && (isWestern(charClass[i - 1]!) || beside(i - 1, i - 2))) ||
      (end < base.n && (isWestern(charClass[end]!) || beside(end, end + 1)))
    for (const piece of westernPieces(run, joined, style)) {
      if (piece.turned || !this.inOneEm(i, piece)) {
        const from = offset[i]! + piece.start
        const to = offset[i]! + piece.end
        for (let k = i; k < end; k++) if (offset[k]! >= from && offset[k]! < to) this.turn(k)
      }
    }
    return end
  }

  /** A letter or sign on its side, on the line's middle: the middle of the em square and that of capitals are close. */
  private turn(i: number): void {
    const { base } = this
    const index = this.add(i, base.charClass[i]!, base.cell[i]!)
    this.gid[index] = base.gid[i]!
    this.dx[index] = base.dx[i]!
    this.dy[index] = base.dy[i]! - EM_MIDDLE
    this.scale[index] = base.scale[i]!
    this.turned[index] = 1
    const more = base.more.get(i)
    if (more)
      this.more.set(
        index,
        more.map((glyph) => ({ ...glyph, dy: glyph.dy - EM_MIDDLE })),
      )
  }

  /** Sets a piece upright in one em, side by side and smaller if it must be; false when it would be too small. */
  private inOneEm(run: number, piece: WesternPiece): boolean {
    const { base, glyphs, style } = this
    const at = base.offset[run]! + piece.start
    const text = base.text.slice(at, at + piece.end - piece.start)
    const font = base.fonts[base.font[run]!]!
    const { together } = tablesOf(glyphs, font, style)
    let known = together.get(text)
    if (known === undefined) {
      known = narrowest(glyphs, font, text, style)
      together.set(text, known)
    }
    const { shaped, width } = known
    const room = text.length === 1 ? 1000 : text.length === 2 ? TOGETHER : THREE_TOGETHER
    const scale = Math.min(1000, Math.floor((room * 1000) / Math.max(1, width)))
    if (shaped.length === 0 || shaped.some((glyph) => glyph.gid === 0) || scale < LEAST_SCALE) return false
    const digit = /[0-9A-Za-z]/.test(text)
    const ink = glyphs.inkBox(font, shaped[0]!.gid)
    const middle = digit ? glyphs.facts(font).capHeight >> 1 : (ink.bottom + ink.top) >> 1
    const index = this.add(run, digit ? C.latin : C.sign, 1000)
    this.offset[index] = at
    this.scale[index] = scale
    this.apart[index] = 1
    let pen = -Math.floor((width * scale) / 2000)
    const placed = shaped.map((glyph) => {
      const across = pen + Math.floor((glyph.dx * scale) / 1000)
      pen += Math.floor((glyph.advance * scale) / 1000)
      return { gid: glyph.gid, cluster: 0, advance: 0, dx: 500 + Math.floor((middle * scale) / 1000), dy: across }
    })
    this.gid[index] = placed[0]!.gid
    this.dx[index] = placed[0]!.dx
    this.dy[index] = placed[0]!.dy
    if (placed.length > 1) this.more.set(index, placed.slice(1))
    return true
  }
}

/** What belongs together in one em is taken half wide where the font has it so, else as it is. */
function narrowest(glyphs: GlyphSource, font: FontKey, text: string, style: VerticalStyle): Together {
  const widthOf = (shaped: readonly ShapedGlyph[]) => shaped.reduce((sum, glyph) => sum + glyph.advance, 0)
  const plain = glyphs.shape(font, text, style.language)
  const width = widthOf(plain)
  if (text === '%') {
    const wide = glyphs.glyph(font, FULL_WIDTH_PERCENT)
    const advance = glyphs.advance(font, wide)
    if (wide !== 0) return { shaped: [{ gid: wide, cluster: 0, advance, dx: 0, dy: 0 }], width: advance }
  }
  if (width <= TOGETHER || text.length === 1) return { shaped: plain, width }
  const half = glyphs.shape(font, text, style.language, ['hwid=1'])
  const halfWidth = widthOf(half)
  return half.length === plain.length && halfWidth < width
    ? { shaped: half, width: halfWidth }
    : { shaped: plain, width }
}

const isWestern = (charClass: number): boolean => charClass === C.latin || charClass === C.sign

/** Unified ideographs: the same upright whatever way the line runs. */
const isHan = (cp: number): boolean =>
  (cp >= 0x3400 && cp <= 0x4dbf) || (cp >= 0x4e00 && cp <= 0x9fff) || (cp >= 0xf900 && cp <= 0xfaff) || cp > 0xffff
