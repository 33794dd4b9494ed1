import { Blob, Buffer, ClusterLevel, Direction, Face, Feature, Font, shape } from 'harfbuzzjs'
import { FailureError } from '../../contract/failure.ts'
import type { FaceFacts, FontKey, GlyphSource, InkBox, ShapedGlyph } from '../glyph-source.ts'
import { fingerprint } from './fingerprint.ts'

/** A font file as handed in by the host: the bytes stay in use for as long as the source does. */
export interface FontFile {
  readonly key: FontKey
  readonly bytes: Uint8Array
  /** Face of a collection (TTC); 0 otherwise. */
  readonly index?: number
}

const EM = 1000

/**
 * Faces by their bytes, for all sources: a session composes again and again with the same few fonts, and HarfBuzz would
 * keep a copy of each font's megabytes for every source until the collector happens to run.
 */
const opened = new WeakMap<Uint8Array, Map<number, OpenFace>>()

function openFace({ key, bytes, index = 0 }: FontFile): OpenFace {
  const faces = opened.get(bytes) ?? new Map<number, OpenFace>()
  opened.set(bytes, faces)
  let face = faces.get(index)
  if (face === undefined) {
    face = new OpenFace({ key, bytes, index })
    faces.set(index, face)
  }
  return face
}

const WESTERN = /[0-9A-Za-z\u00c0-\u1fff]/

/** One opened face with the caches that make Han text cost no call into WASM: cmap and advances. */
class OpenFace {
  readonly facts: Omit<FaceFacts, 'key'>
  /** Scaled to 1/1000 em. */
  readonly font: Font
  /** In the font's own units, for outlines. */
  readonly drawing: Font
  readonly bmp = new Int32Array(0x10000).fill(-1)
  private readonly astral = new Map<number, number>()
  /** Advances are never negative in the fonts a newspaper sets; such a one would only miss the cache. */
  readonly advances = new Int32Array(0x10000).fill(-1)
  private readonly boxes = new Map<number, InkBox>()

  constructor(file: FontFile) {
    let face: Face
    try {
      face = new Face(new Blob(file.bytes), file.index ?? 0)
    } catch (cause) {
      throw new FailureError('FONT_BROKEN', { font: file.key }, { cause })
    }
    // HarfBuzz answers for anything, with an empty face; a face without a character map is no font to us.
    if (face.referenceTable('cmap') === undefined || face.referenceTable('head') === undefined) {
      throw new FailureError('FONT_BROKEN', { font: file.key })
    }
    this.font = new Font(face)
    this.drawing = new Font(face)
    this.font.setScale(EM, EM)
    const extents = this.font.hExtents()
    const maxp = face.referenceTable('maxp')
    const os2 = face.referenceTable('OS/2')
    const int16 = (table: Uint8Array, at: number) => ((table[at]! << 24) >> 16) | table[at + 1]!
    const capHeight = os2 !== undefined && os2.length >= 90 ? int16(os2, 88) : 0
    this.facts = {
      hash: fingerprint(file.bytes),
      unitsPerEm: face.upem,
      ascender: extents.ascender,
      descender: extents.descender,
      capHeight: capHeight > 0 ? Math.round((capHeight * EM) / face.upem) : 700,
      glyphCount: maxp === undefined ? 0 : (maxp[4]! << 8) | maxp[5]!,
    }
  }

  glyph(codePoint: number): number {
    if (codePoint < 0x10000) {
      const known = this.bmp[codePoint]!
      if (known >= 0) return known
      const gid = this.font.nominalGlyph(codePoint) ?? 0
      this.bmp[codePoint] = gid
      return gid
    }
    const known = this.astral.get(codePoint)
    if (known !== undefined) return known
    const gid = this.font.nominalGlyph(codePoint) ?? 0
    this.astral.set(codePoint, gid)
    return gid
  }

  advance(gid: number): number {
    const known = this.advances[gid]
    if (known !== undefined && known >= 0) return known
    const advance = this.font.glyphHAdvance(gid)
    this.advances[gid] = advance
    return advance
  }

  inkBox(gid: number): InkBox {
    const known = this.boxes.get(gid)
    if (known !== undefined) return known
    const extents = this.font.glyphExtents(gid)
    const box: InkBox =
      extents === undefined
        ? { left: 0, bottom: 0, right: 0, top: 0 }
        : {
            left: extents.xBearing,
            top: extents.yBearing,
            right: extents.xBearing + extents.width,
            // HarfBuzz counts height downwards from the top bearing.
            bottom: extents.yBearing + extents.height,
          }
    this.boxes.set(gid, box)
    return box
  }
}

/**
 * A glyph source over HarfBuzz (WASM). Faces are opened on first use, so that a font named but not used costs
 * nothing. Throws FailureError FONT_BROKEN naming the font when its bytes are no usable font.
 */
export function createHarfbuzzGlyphs(fonts: readonly FontFile[]): GlyphSource {
  const files = new Map(fonts.map((file) => [file.key, file]))
  const open = new Map<FontKey, OpenFace>()
  const features = new Map<string, Feature>()
  const buffer = new Buffer()

  const face = (key: FontKey): OpenFace => {
    const known = open.get(key)
    if (known !== undefined) return known
    const file = files.get(key)
    if (file === undefined) throw new FailureError('FONT_BROKEN', { font: key })
    const found = openFace(file)
    open.set(key, found)
    return found
  }

  const feature = (text: string): Feature => {
    let known = features.get(text)
    if (known === undefined) {
      known = Feature.fromString(text)
      if (known === undefined) throw new FailureError('INTERNAL', { feature: text })
      features.set(text, known)
    }
    return known
  }

  return {
    has: (key) => files.has(key),
    facts: (key) => ({ key, ...face(key).facts }),
    glyph: (key, codePoint) => face(key).glyph(codePoint),
    advance: (key, gid) => face(key).advance(gid),
    tables(key) {
      const { bmp, advances } = face(key)
      return { glyphs: bmp, advances }
    },
    inkBox: (key, gid) => face(key).inkBox(gid),
    outline: (key, gid) => face(key).drawing.glyphToPath(gid),
    shape(key, text, language, wanted = []): ShapedGlyph[] {
      const { font } = face(key)
      buffer.reset()
      // One cluster per character: composition places every glyph and must know which text it stands for.
      buffer.setClusterLevel(ClusterLevel.MONOTONE_CHARACTERS)
      buffer.addText(text)
      buffer.setDirection(Direction.LTR)
      // Marks alone are of no script, and a font gives its Chinese dash (2 em, joined) only to Han text.
      if (!WESTERN.test(text)) buffer.setScript('Hani')
      buffer.setLanguage(language)
      buffer.guessSegmentProperties()
      shape(font, buffer, wanted.map(feature))
      const infos = buffer.getGlyphInfosAndPositions()
      return infos.map((info) => ({
        gid: info.codepoint,
        cluster: info.cluster,
        advance: info.xAdvance ?? 0,
        dx: info.xOffset ?? 0,
        dy: info.yOffset ?? 0,
      }))
    },
  }
}
