import { createHash } from 'node:crypto'
import type { Standard } from '../pdf/metadata.ts'
import type { PdfDocument } from '../read/document.ts'
import { type Dict, Name, Stream, Text, type Value } from '../read/lexer.ts'
import type { Findings } from './rules.ts'

/** Rules on the file as a whole: ends, metadata, output intent, and what may stand nowhere in it. */
export function fileRules(pdf: PdfDocument, standard: Standard, icc: Uint8Array, findings: Findings): void {
  if (Number(pdf.version) > (standard === 'x4' ? 1.6 : 1.4)) findings.add('F02', 0, { version: pdf.version })
  if (pdf.trailer.has('Encrypt')) findings.add('F03', 0)
  const id = pdf.array(pdf.trailer.get('ID'))
  if (id?.length !== 2 || id.some((half) => !(pdf.get(half) instanceof Text))) findings.add('F04', 0)
  metadata(pdf, standard, findings)
  outputIntent(pdf, standard, icc, findings)
  walkAll(pdf, (dict) => forbidden(pdf, dict, standard, findings))
}

function metadata(pdf: PdfDocument, standard: Standard, findings: Findings): void {
  const info = pdf.dict(pdf.trailer.get('Info')) ?? new Map()
  for (const key of ['Title', 'CreationDate', 'ModDate']) {
    if (!pdf.text(info.get(key))) findings.add('M01', 0, { key }, key)
  }
  if (!['True', 'False'].includes(pdf.name(info.get('Trapped')) ?? '')) findings.add('M02', 0)
  const claim = standard === 'x4' ? 'PDF/X-4' : 'PDF/X-1a:2003'
  if (pdf.text(info.get('GTS_PDFXVersion')) !== claim) findings.add('M03', 0, { claim })
  if (standard !== 'x4') return
  const stream = pdf.get(pdf.root.get('Metadata'))
  if (!(stream instanceof Stream)) {
    findings.add('M04', 0)
    return
  }
  if (pdf.filters(stream).length > 0) findings.add('M07', 0)
  const xmp = Buffer.from(pdf.data(stream) ?? []).toString('utf8')
  const value = (key: string): string | undefined => new RegExp(`<${key}>([^<]+)</${key}>`).exec(xmp)?.[1]
  if (
    value('pdfxid:GTS_PDFXVersion') !== claim ||
    !/xmlns:pdfxid=["']http:\/\/www\.npes\.org\/pdfx\/ns\/id\/["']/.test(xmp)
  ) {
    findings.add('M05', 0)
  }
  const lacking = [
    'xmp:CreateDate',
    'xmp:ModifyDate',
    'xmp:MetadataDate',
    'xmpMM:DocumentID',
    'xmpMM:VersionID',
    'xmpMM:RenditionClass',
    'pdf:Trapped',
  ].filter((key) => !value(key))
  const title = /<dc:title>.*?<rdf:li[^>]*>([^<]+)<\/rdf:li>.*?<\/dc:title>/s.exec(xmp)?.[1]
  if (!title || unescapeXml(title) !== pdf.text(info.get('Title'))) lacking.push('dc:title')
  for (const [key, twin] of [
    ['xmp:CreateDate', 'CreationDate'],
    ['xmp:ModifyDate', 'ModDate'],
  ] as const) {
    if (instant(value(key)) !== instant(pdf.text(info.get(twin)))) lacking.push(key)
  }
  if (value('pdf:Trapped') !== pdf.name(info.get('Trapped'))) lacking.push('pdf:Trapped')
  for (const key of new Set(lacking)) findings.add('M06', 0, { key }, key)
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const unescapeXml = (text: string): string => text.replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)

/** The digits of a date in either spelling, with its zone. */
function instant(date: string | undefined): string {
  const digits = date?.replace(/^D:/, '').replace(/Z$/, '+0000') ?? ''
  const zone = /[+-]/.exec(digits.slice(8))?.[0] ?? ''
  return `${zone}${digits.replace(/\D/g, '').padEnd(18, '0')}`
}

function outputIntent(pdf: PdfDocument, standard: Standard, icc: Uint8Array, findings: Findings): void {
  const intents = (pdf.array(pdf.root.get('OutputIntents')) ?? [])
    .map((intent) => pdf.dict(intent))
    .filter((intent) => pdf.name(intent?.get('S')) === 'GTS_PDFX')
  if (intents.length !== 1) findings.add('O01', 0, { intents: intents.length })
  const intent = intents[0]
  if (!intent) return
  if (!pdf.text(intent.get('OutputConditionIdentifier'))) findings.add('O02', 0)
  const data = pdf.data(intent.get('DestOutputProfile'))
  if (!data) {
    findings.add('O03', 0)
    return
  }
  const tag = (at: number): string => Buffer.from(data.subarray(at, at + 4)).toString('latin1')
  if (tag(36) !== 'acsp' || tag(12) !== 'prtr') findings.add('O04', 0, { kind: tag(12) })
  const n = pdf.number(pdf.dict(intent.get('DestOutputProfile'))?.get('N'))
  if (tag(16) !== 'CMYK' || n !== 4) findings.add('O05', 0, { inks: tag(16) })
  if ((data[8] ?? 99) > (standard === 'x4' ? 4 : 2)) findings.add('O06', 0, { version: data[8] ?? 0 })
  if (sha256(data) !== sha256(icc)) findings.add('O07', 0)
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Every dictionary of the file, direct ones too. */
function walkAll(pdf: PdfDocument, visit: (dict: Dict) => void): void {
  const walk = (value: Value): void => {
    if (value instanceof Stream) walk(value.dict)
    else if (Array.isArray(value)) for (const part of value) walk(part)
    else if (value instanceof Map) {
      visit(value)
      for (const part of value.values()) walk(part)
    }
  }
  for (const id of pdf.ids) walk(pdf.object(id))
  walk(pdf.trailer)
}

const FOREIGN_SPACES = ['DeviceRGB', 'CalRGB', 'CalGray', 'Lab', 'ICCBased', 'RGB']

function forbidden(pdf: PdfDocument, dict: Dict, standard: Standard, findings: Findings): void {
  for (const [key, value] of dict) {
    colourSpaces(pdf, value, findings)
    if (['JS', 'JavaScript', 'OpenAction', 'AA', 'AcroForm'].includes(key)) findings.add('S01', 0, { key }, key)
    if (key === 'OCProperties') {
      const configs = pdf.array(pdf.dict(value)?.get('Configs'))
      if (standard === 'x1a' || (configs?.length ?? 0) > 0) findings.add('S02', 0)
    }
    if (['TR', 'TR2'].includes(key) && pdf.name(value) !== 'Default') findings.add('S05', 0)
    if (key === 'Filter') {
      for (const filter of [pdf.get(value)].flat()) filterRule(pdf.name(filter) ?? '', standard, findings)
    }
  }
  const type = pdf.name(dict.get('Type')) ?? ''
  const subtype = pdf.name(dict.get('Subtype')) ?? ''
  if (subtype === 'PS' || subtype === 'PostScript' || dict.has('PS')) findings.add('S04', 0)
  if (standard === 'x1a' && ['ObjStm', 'XRef'].includes(type)) findings.add('S03', 0, { filter: type }, type)
  transparency(pdf, dict, standard, findings)
}

function colourSpaces(pdf: PdfDocument, value: Value, findings: Findings): void {
  const list = Array.isArray(value) ? value : [value]
  const head = list[0]
  if (!(head instanceof Name)) return
  for (const part of list) {
    if (part instanceof Name && FOREIGN_SPACES.includes(part.name))
      findings.add('C01', 0, { space: part.name }, part.name)
  }
  if (!Array.isArray(value)) return
  const spots = head.name === 'Separation' ? [list[1]] : head.name === 'DeviceN' ? (pdf.array(list[1]) ?? []) : []
  for (const spot of spots) {
    const ink = pdf.name(spot) ?? ''
    if (!['All', 'None', 'Cyan', 'Magenta', 'Yellow', 'Black'].includes(ink)) findings.add('C02', 0, { ink }, ink)
  }
}

function filterRule(filter: string, standard: Standard, findings: Findings): void {
  const banned = standard === 'x4' ? ['LZWDecode', 'LZW'] : ['LZWDecode', 'LZW', 'JBIG2Decode', 'JPXDecode']
  if (banned.includes(filter)) findings.add('S03', 0, { filter }, filter)
}

function transparency(pdf: PdfDocument, dict: Dict, standard: Standard, findings: Findings): void {
  const group = pdf.name(dict.get('S')) === 'Transparency'
  if (standard === 'x4') {
    const space = dict.get('CS')
    if (group && space !== undefined && pdf.name(space) !== 'DeviceCMYK') findings.add('T02', 0)
    return
  }
  const mask = dict.get('SMask')
  const blend = dict.get('BM')
  const faint = ['ca', 'CA'].some((key) => (pdf.number(dict.get(key)) ?? 1) < 1)
  const masked = mask !== undefined && pdf.name(mask) !== 'None'
  const blended = blend !== undefined && !['Normal', 'Compatible'].includes(pdf.name(blend) ?? '')
  if (group || faint || masked || blended) findings.add('T01', 0)
}
