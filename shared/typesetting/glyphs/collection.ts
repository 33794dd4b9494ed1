// Font files from outside: which faces a file has, and one of them as a font file that everything else may trust.
import { fail, ok, type Result } from '../../contract/failure.ts'
import { BrokenFont } from './font-bytes.ts'
import { readDirectories, type Tables, writeFont } from './font-directory.ts'
import { readNames } from './font-names.ts'
import { checkTables } from './font-tables.ts'

/** One face of a font file. */
export interface FaceInfo {
  /** Place in a collection, from 0. */
  readonly index: number
  /** Family in Western letters where the font has one, e.g. `Noto Serif CJK SC`. */
  readonly family: string
  /** Family in Chinese, e.g. 方正小标宋; empty where the font has none. */
  readonly chineseFamily: string
  readonly style: string
  readonly fullName: string
  readonly postScriptName: string
  /** OS/2 usWeightClass, 100 to 900; 400 where the font does not say. */
  readonly weight: number
  /** 宋 or 黑: with strokes that swell and end in feet, or without. */
  readonly kind: 'serif' | 'sans'
  readonly outlines: 'truetype' | 'cff'
  /** Has axes; `singleFace` gives its default. */
  readonly variable: boolean
  /** OS/2 fsType: the owner's word on embedding. */
  readonly fsType: number
}

/** All that setting, drawing and printing read. The rest, often broken and never looked at, stays behind. */
const KEPT: ReadonlySet<string> = new Set(
  'BASE,CFF ,GDEF,GPOS,GSUB,OS/2,cmap,glyf,head,hhea,hmtx,kern,loca,maxp,name,post'.split(','),
)

/**
 * Faces of a TTF, OTF or TTC file, read from its own tables. `font` is how a failure calls the file. Fails with
 * FONT_BROKEN {font, reason: one of FONT_FAULTS, table?}.
 */
export function faces(bytes: Uint8Array, font = ''): Result<readonly FaceInfo[]> {
  return guarded(font, () => readDirectories(bytes).map(faceOf))
}

/**
 * One face of a file as a font file of its own, with the tables this program uses, all of them checked: whoever reads
 * the result need not fear its lengths and counts. A variable font comes out as its default: the variations stay
 * behind. Web fonts (WOFF), Type 1 and bitmap fonts are refused. Fails with FONT_BROKEN {font, reason, table?}.
 */
export function singleFace(bytes: Uint8Array, index = 0, font = ''): Result<Uint8Array> {
  return guarded(font, () => {
    const tables = readDirectories(bytes)[index]
    if (tables === undefined) throw new BrokenFont('no-such-face', undefined, index)
    checkTables(tables)
    const kept = new Map([...tables].filter(([tag, table]) => KEPT.has(tag) && table.length > 0))
    // A face has outlines of one kind; of two, the sharper are printed.
    if (kept.has('CFF ')) for (const tag of ['glyf', 'loca']) kept.delete(tag)
    return writeFont(kept)
  })
}

function guarded<T>(font: string, read: () => T): Result<T> {
  try {
    return ok(read())
  } catch (error) {
    if (error instanceof BrokenFont) return fail('FONT_BROKEN', { font, ...error.details })
    throw error
  }
}

function faceOf(tables: Tables, index: number): FaceInfo {
  const { family, chineseFamily, style, full, postScript } = readNames(tables.get('name'))
  const os2 = tables.get('OS/2')
  const weight = os2 && os2.length >= 6 ? os2.u16(4) : 400
  const named = family || postScript
  return {
    index,
    family: named,
    chineseFamily,
    style,
    fullName: full || [named, style].filter(Boolean).join(' '),
    postScriptName: postScript,
    weight: weight >= 1 && weight <= 1000 ? weight : 400,
    kind: kindOf(`${named} ${chineseFamily}`, os2?.bytes),
    outlines: tables.has('CFF ') || tables.has('CFF2') ? 'cff' : 'truetype',
    variable: tables.has('fvar'),
    fsType: os2 && os2.length >= 10 ? os2.u16(8) : 0,
  }
}

const SANS = /sans|gothic|hei(?![a-z])|yuan(?![a-z])|黑|圆|圓|等线|線體/i
const SERIF = /serif|song|ming|kai(?![a-z])|fang|宋|明|楷|仿|隶|魏/i

/** By its name, which in China tells the kind; then by its PANOSE serif style (2 to 10 have feet, 11 to 15 none). */
function kindOf(name: string, os2: Uint8Array | undefined): FaceInfo['kind'] {
  if (SANS.test(name)) return 'sans'
  if (SERIF.test(name)) return 'serif'
  return os2 && os2[32] === 2 && os2[33]! >= 11 && os2[33]! <= 15 ? 'sans' : 'serif'
}
