import type { PdfDocument } from './document.ts'
import { apply, type Box, bounds, IDENTITY, intersect, type Matrix, multiply } from './geometry.ts'
import { type Dict, Lexer, Name, Stream, Text, type Value, Word } from './lexer.ts'

/** Colour as painted: the space's name and its components, 0 … 1. */
export interface Paint {
  readonly space: string
  readonly parts: readonly number[]
}

interface Common {
  readonly paint: Paint
  readonly overprint: boolean
  readonly overprintMode: number
}

export interface ShownGlyph extends Common {
  readonly kind: 'glyph'
  readonly font: Dict
  readonly code: number
  /** Origin and size on the page, pt. */
  readonly x: number
  readonly y: number
  readonly size: number
  /** Direction of the baseline, radians. */
  readonly angle: number
  readonly mcid: number | undefined
}

/** A painted path or a stroke by its bounding box; `line` is the width of what a printer calls a line, if it is one. */
export interface ShownPath extends Common {
  readonly kind: 'path'
  readonly box: readonly [number, number, number, number]
  readonly line: number | undefined
  /** Whether the box is the path: a filled rectangle. */
  readonly rectangle: boolean
}

export interface ShownImage {
  readonly kind: 'image'
  readonly image: Stream
  readonly box: readonly [number, number, number, number]
  /** Printed size of the whole image, before clipping, pt. */
  readonly width: number
  readonly height: number
}

export type Shown = ShownGlyph | ShownPath | ShownImage

const BLACK: Paint = { space: 'DeviceGray', parts: [0] }

interface State {
  ctm: Matrix
  clip: Box
  fill: Paint
  stroke: Paint
  lineWidth: number
  fillOverprint: boolean
  strokeOverprint: boolean
  overprintMode: number
  font: Dict | undefined
  widths: Map<number, number>
  defaultWidth: number
  size: number
}

/** What a page paints, in order, and the operators met that this reader cannot judge. */
export interface Replayed {
  readonly shown: readonly Shown[]
  readonly unknown: ReadonlySet<string>
}

/** Replays a page's content. Throws PdfSyntaxError for content that is no content. */
export function replay(document: PdfDocument, page: Dict): Replayed {
  const contents = document.get(page.get('Contents'))
  const parts = (Array.isArray(contents) ? contents : [contents]).map((part) => document.data(part))
  const bytes = Buffer.concat(parts.flatMap((part) => (part ? [part, Buffer.from('\n')] : [])))
  return new Replay(document, document.dict(page.get('Resources')) ?? new Map()).run(bytes)
}

class Replay {
  private readonly document: PdfDocument
  private readonly resources: Dict
  private readonly shown: Shown[] = []
  private readonly unknown = new Set<string>()
  private readonly stack: State[] = []
  private readonly marked: (number | undefined)[] = []
  private readonly fonts = new Map<string, { font: Dict; widths: Map<number, number>; defaultWidth: number }>()
  private state: State = {
    ctm: IDENTITY,
    clip: [-Infinity, -Infinity, Infinity, Infinity],
    fill: BLACK,
    stroke: BLACK,
    lineWidth: 1,
    fillOverprint: false,
    strokeOverprint: false,
    overprintMode: 0,
    font: undefined,
    widths: new Map(),
    defaultWidth: 1000,
    size: 0,
  }
  private text: Matrix = IDENTITY
  private textLine: Matrix = IDENTITY
  private points: [number, number][] = []
  private rectangles = 0
  private otherPaths = 0
  private clipping = false

  constructor(document: PdfDocument, resources: Dict) {
    this.document = document
    this.resources = resources
  }

  run(bytes: Uint8Array): Replayed {
    const lexer = new Lexer(bytes)
    let operands: Value[] = []
    while (!lexer.done) {
      const value = lexer.value(false)
      if (value instanceof Word) {
        this.operator(value.word, operands)
        operands = []
      } else operands.push(value)
    }
    return { shown: this.shown, unknown: this.unknown }
  }

  private resource(kind: string, operand: Value | undefined): Value {
    const key = operand instanceof Name ? operand.name : ''
    return this.document.get(this.document.dict(this.resources.get(kind))?.get(key))
  }

  private operator(op: string, args: Value[]): void {
    const n = args.map((arg) => (typeof arg === 'number' ? arg : 0))
    const at = (i: number): number => n[i] ?? 0
    const { state } = this
    switch (op) {
      case 'q':
        this.stack.push({ ...state })
        return
      case 'Q':
        this.state = this.stack.pop() ?? state
        return
      case 'cm':
        state.ctm = multiply(n as unknown as Matrix, state.ctm)
        return
      case 'w':
        state.lineWidth = at(0)
        return
      case 'gs':
        this.graphicsState(this.resource('ExtGState', args[0]))
        return
      case 'k':
      case 'rg':
      case 'g':
        state.fill = { space: op === 'k' ? 'DeviceCMYK' : op === 'rg' ? 'DeviceRGB' : 'DeviceGray', parts: n }
        return
      case 'K':
      case 'RG':
      case 'G':
        state.stroke = { space: op === 'K' ? 'DeviceCMYK' : op === 'RG' ? 'DeviceRGB' : 'DeviceGray', parts: n }
        return
      case 'cs':
        state.fill = { space: this.spaceName(args[0]), parts: [] }
        return
      case 'CS':
        state.stroke = { space: this.spaceName(args[0]), parts: [] }
        return
      case 'sc':
      case 'scn':
        state.fill = { space: state.fill.space, parts: n }
        return
      case 'SC':
      case 'SCN':
        state.stroke = { space: state.stroke.space, parts: n }
        return
      case 're': {
        const [x, y, w, h] = [at(0), at(1), at(2), at(3)]
        this.points.push([x, y], [x + w, y + h])
        this.rectangles++
        return
      }
      case 'm':
      case 'l':
        this.points.push([at(0), at(1)])
        this.otherPaths++
        return
      case 'c':
        this.points.push([at(0), at(1)], [at(2), at(3)], [at(4), at(5)])
        this.otherPaths++
        return
      case 'v':
      case 'y':
        this.points.push([at(0), at(1)], [at(2), at(3)])
        this.otherPaths++
        return
      case 'h':
        return
      case 'W':
      case 'W*':
        this.clipping = true
        return
      case 'f':
      case 'F':
      case 'f*':
        this.path(true, false)
        return
      case 'S':
      case 's':
        this.path(false, true)
        return
      case 'B':
      case 'B*':
      case 'b':
      case 'b*':
        this.path(true, true)
        return
      case 'n':
        this.path(false, false)
        return
      case 'BT':
        this.text = this.textLine = IDENTITY
        return
      case 'ET':
      case 'j':
      case 'J':
      case 'M':
      case 'd':
      case 'i':
      case 'ri':
        return
      case 'Tf':
        this.setFont(args[0], at(1))
        return
      case 'Tm':
        this.text = this.textLine = n as unknown as Matrix
        return
      case 'Td':
        this.text = this.textLine = multiply([1, 0, 0, 1, at(0), at(1)], this.textLine)
        return
      case 'Tj':
        this.show(args[0])
        return
      case 'TJ':
        for (const part of (args[0] as Value[] | undefined) ?? []) {
          if (typeof part === 'number') this.advance((-part / 1000) * state.size)
          else this.show(part)
        }
        return
      case 'Do':
        this.xObject(this.resource('XObject', args[0]))
        return
      case 'BMC':
        this.marked.push(undefined)
        return
      case 'BDC':
        this.marked.push(args[1] instanceof Map ? this.document.number(args[1].get('MCID')) : undefined)
        return
      case 'EMC':
        this.marked.pop()
        return
      default:
        this.unknown.add(op)
    }
  }

  private graphicsState(value: Value): void {
    if (!(value instanceof Map)) return
    const get = (key: string): Value | undefined => {
      const found = value.get(key)
      return found === undefined ? undefined : this.document.get(found)
    }
    const big = get('OP')
    const small = get('op')
    if (typeof big === 'boolean') {
      this.state.strokeOverprint = big
      // OP alone speaks for both (ISO 32000-1, Table 58).
      if (small === undefined) this.state.fillOverprint = big
    }
    if (typeof small === 'boolean') this.state.fillOverprint = small
    const mode = get('OPM')
    if (typeof mode === 'number') this.state.overprintMode = mode
    const width = get('LW')
    if (typeof width === 'number') this.state.lineWidth = width
  }

  private spaceName(operand: Value | undefined): string {
    const found = this.resource('ColorSpace', operand)
    const list = Array.isArray(found) ? found : undefined
    if (list) {
      const kind = this.document.name(list[0]) ?? '?'
      return kind === 'Separation' ? `Separation ${this.document.name(list[1])}` : kind
    }
    return found instanceof Name ? found.name : operand instanceof Name ? operand.name : '?'
  }

  private setFont(operand: Value | undefined, size: number): void {
    const key = operand instanceof Name ? operand.name : ''
    let known = this.fonts.get(key)
    if (!known) {
      const font = this.document.dict(this.resource('Font', operand)) ?? new Map()
      const descendant = this.document.dict(this.document.array(font.get('DescendantFonts'))?.[0])
      const widths = widthsOf(this.document, this.document.array(descendant?.get('W')) ?? [])
      known = { font, widths, defaultWidth: this.document.number(descendant?.get('DW')) ?? 1000 }
      this.fonts.set(key, known)
    }
    Object.assign(this.state, known, { size })
  }

  private advance(by: number): void {
    this.text = multiply([1, 0, 0, 1, by, 0], this.text)
  }

  private show(operand: Value | undefined): void {
    if (!(operand instanceof Text)) return
    const { state } = this
    for (let i = 0; i + 1 < operand.bytes.length; i += 2) {
      const code = operand.bytes[i]! * 256 + operand.bytes[i + 1]!
      const m = multiply(this.text, state.ctm)
      this.shown.push({
        kind: 'glyph',
        font: state.font ?? new Map(),
        code,
        x: m[4],
        y: m[5],
        size: state.size * Math.hypot(m[2], m[3]),
        angle: Math.atan2(m[1], m[0]),
        mcid: this.marked.findLast((mcid) => mcid !== undefined),
        paint: state.fill,
        overprint: state.fillOverprint,
        overprintMode: state.overprintMode,
      })
      this.advance(((state.widths.get(code) ?? state.defaultWidth) / 1000) * state.size)
    }
  }

  private path(fill: boolean, stroke: boolean): void {
    const { state } = this
    const box = intersect(state.clip, bounds(this.points.map(([x, y]) => apply(state.ctm, x, y))))
    const rectangle = fill && this.rectangles === 1 && this.otherPaths === 0
    const common = { kind: 'path' as const, box, overprintMode: state.overprintMode }
    if (fill) {
      const thin = Math.min(box[2] - box[0], box[3] - box[1])
      // Thin filled rectangles are lines (GWG 2022, I00004).
      const line = rectangle && thin < 2 ? thin : undefined
      this.shown.push({ ...common, rectangle, line, paint: state.fill, overprint: state.fillOverprint })
    }
    if (stroke) {
      const line = state.lineWidth * Math.sqrt(Math.abs(state.ctm[0] * state.ctm[3] - state.ctm[1] * state.ctm[2]))
      this.shown.push({ ...common, rectangle: false, line, paint: state.stroke, overprint: state.strokeOverprint })
    }
    // The bounding box of a clip is as near as these rules need; the writer clips to rectangles only.
    if (this.clipping) state.clip = intersect(state.clip, bounds(this.points.map(([x, y]) => apply(state.ctm, x, y))))
    this.clipping = false
    this.points = []
    this.rectangles = this.otherPaths = 0
  }

  private xObject(value: Value): void {
    if (!(value instanceof Stream) || this.document.name(value.dict.get('Subtype')) !== 'Image') {
      this.unknown.add('Do')
      return
    }
    const { ctm } = this.state
    const corners = [apply(ctm, 0, 0), apply(ctm, 1, 0), apply(ctm, 0, 1), apply(ctm, 1, 1)]
    this.shown.push({
      kind: 'image',
      image: value,
      box: intersect(this.state.clip, bounds(corners)),
      width: Math.hypot(ctm[0], ctm[1]),
      height: Math.hypot(ctm[2], ctm[3]),
    })
  }
}

/** A CIDFont's /W (9.7.4.3). */
function widthsOf(document: PdfDocument, list: readonly Value[]): Map<number, number> {
  const out = new Map<number, number>()
  for (let i = 0; i < list.length; ) {
    const first = document.number(list[i]) ?? 0
    const next = document.get(list[i + 1])
    if (Array.isArray(next)) {
      for (const [j, width] of next.entries()) out.set(first + j, document.number(width) ?? 0)
      i += 2
    } else {
      const width = document.number(list[i + 2]) ?? 0
      for (let code = first; code <= Number(next); code++) out.set(code, width)
      i += 3
    }
  }
  return out
}
