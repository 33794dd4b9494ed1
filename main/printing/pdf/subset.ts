import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { FailureError } from '#shared/contract/failure.ts'
import type { FontFile } from './sfnt.ts'

/** A font kept inside the subsetter, so that pages do not copy its megabytes again and again. */
export interface LoadedFace {
  /** A font program with only these glyphs (and .notdef), glyph numbers kept. */
  subset(gids: Iterable<number>): Uint8Array
  release(): void
}

interface SubsetExports {
  readonly memory: { readonly buffer: ArrayBuffer }
  _initialize(): void
  malloc(size: number): number
  free(at: number): void
  hb_blob_create(data: number, length: number, mode: number, user: number, destroy: number): number
  hb_blob_destroy(blob: number): void
  hb_blob_get_length(blob: number): number
  hb_blob_get_data(blob: number, length: number): number
  hb_face_create(blob: number, index: number): number
  hb_face_destroy(face: number): void
  hb_face_reference_blob(face: number): number
  hb_set_add(set: number, value: number): void
  hb_subset_input_create_or_fail(): number
  hb_subset_input_destroy(input: number): void
  hb_subset_input_glyph_set(input: number): number
  hb_subset_input_set(input: number, kind: number): number
  hb_subset_input_set_flags(input: number, flags: number): void
  hb_subset_input_pin_all_axes_to_default(input: number, face: number): number
  hb_subset_or_fail(face: number, input: number): number
}

// Node has it, its type comes only with the DOM's.
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>
  Instance: new (module: object) => { readonly exports: unknown }
}

// Values of hb-subset.h.
const NO_HINTING = 0x1
const RETAIN_GIDS = 0x2
const NO_LAYOUT_CLOSURE = 0x200
const DROP_TABLE_TAG = 3
const MEMORY_READONLY = 1

// A PDF places glyphs by number and carries its own metrics and text: nothing here is read by a RIP.
const DROPPED =
  'GSUB GPOS GDEF BASE JSTF kern cmap name post OS/2 vhea vmtx VORG DSIG gasp LTSH VDMX hdmx meta STAT avar'.split(' ')

/** HarfBuzz's subsetter as shipped (WebAssembly) with `harfbuzzjs`; see hb-subset.h for the calls. */
export class Subsetter {
  private readonly module: object

  private constructor(module: object) {
    this.module = module
  }

  private static started: Promise<Subsetter> | undefined

  /** One of them serves the whole process. */
  static start(): Promise<Subsetter> {
    Subsetter.started ??= (async () => {
      const path = createRequire(import.meta.url).resolve('harfbuzzjs/dist/harfbuzz-subset.wasm')
      return new Subsetter(await WebAssembly.compile(await readFile(path)))
    })()
    return Subsetter.started
  }

  /**
   * Each font has an instance to itself: the memory of one is 65 MB and does not grow, which two or three Chinese fonts
   * with CFF outlines would fill. What is not touched of it takes no room.
   */
  load(font: FontFile, name: string): LoadedFace {
    const hb = new WebAssembly.Instance(this.module).exports as SubsetExports
    hb._initialize()
    const data = hb.malloc(font.bytes.length)
    if (data === 0) throw notPrintable(name)
    new Uint8Array(hb.memory.buffer).set(font.bytes, data)
    const blob = hb.hb_blob_create(data, font.bytes.length, MEMORY_READONLY, 0, 0)
    const face = hb.hb_face_create(blob, 0)
    hb.hb_blob_destroy(blob)
    // The WebAssembly tells nothing of renumbering, so glyph numbers are kept; empty slots deflate to almost nothing.
    const flags = NO_HINTING | NO_LAYOUT_CLOSURE | RETAIN_GIDS
    return {
      subset: (gids) => cut(hb, face, gids, flags, font.variable, name),
      release: () => {
        hb.hb_face_destroy(face)
        hb.free(data)
      },
    }
  }
}

const notPrintable = (font: string) => new FailureError('FONT_BROKEN', { font, reason: 'not-printable' })

function cut(
  hb: SubsetExports,
  face: number,
  gids: Iterable<number>,
  flags: number,
  variable: boolean,
  name: string,
): Uint8Array {
  const input = hb.hb_subset_input_create_or_fail()
  if (input === 0) throw notPrintable(name)
  try {
    hb.hb_subset_input_set_flags(input, flags)
    const glyphs = hb.hb_subset_input_glyph_set(input)
    for (const gid of gids) hb.hb_set_add(glyphs, gid)
    const dropped = hb.hb_subset_input_set(input, DROP_TABLE_TAG)
    for (const tag of DROPPED) hb.hb_set_add(dropped, Buffer.from(tag.padEnd(4)).readUInt32BE())
    if (variable) hb.hb_subset_input_pin_all_axes_to_default(input, face)
    const cut = hb.hb_subset_or_fail(face, input)
    if (cut === 0) throw notPrintable(name)
    const blob = hb.hb_face_reference_blob(cut)
    const at = hb.hb_blob_get_data(blob, 0)
    const bytes = new Uint8Array(hb.memory.buffer).slice(at, at + hb.hb_blob_get_length(blob))
    hb.hb_blob_destroy(blob)
    hb.hb_face_destroy(cut)
    if (bytes.length === 0) throw notPrintable(name)
    return bytes
  } finally {
    hb.hb_subset_input_destroy(input)
  }
}
