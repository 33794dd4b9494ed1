import { FailureError } from '#shared/contract/failure.ts'
import type { Pdf } from './syntax.ts'
import { dict, text } from './syntax.ts'

export type Standard = 'x4' | 'x1a'

/** What the file says of itself. Nothing here comes from a clock. */
export interface DocumentFacts {
  readonly title: string
  /** When the pages were made, ISO 8601 with seconds and zone: 2026-05-12T01:30:00+08:00. */
  readonly created: string
  /** The program, e.g. Banxin 0.1.0 */
  readonly producer: string
}

const CLAIM: Readonly<Record<Standard, string>> = { x4: 'PDF/X-4', x1a: 'PDF/X-1a:2003' }

/** The file's date as Info writes it (ISO 32000-1, 7.9.4). Throws BAD_REQUEST for anything but a full date. */
export function pdfDate(created: string): string {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(Z|([+-]\d\d):(\d\d))$/.exec(created)
  if (!found) throw new FailureError('BAD_REQUEST', { what: `created: ${created}` })
  const zone = found[7] === 'Z' ? "+00'00'" : `${found[8]}'${found[9]}'`
  return `D:${found.slice(1, 7).join('')}${zone}`
}

export function infoDictionary(facts: DocumentFacts, standard: Standard): Pdf {
  const date = text(pdfDate(facts.created))
  return dict({
    Title: text(facts.title),
    Creator: text(facts.producer),
    Producer: text(facts.producer),
    CreationDate: date,
    ModDate: date,
    Trapped: '/False',
    GTS_PDFXVersion: text(CLAIM[standard]),
  })
}

/** The XMP packet (ISO 16684-1) with the keys PDF/X-4 asks for; `fingerprint` is a SHA-256 in hex. */
export function xmpPacket(facts: DocumentFacts, standard: Standard, fingerprint: string): Uint8Array {
  const date = facts.created.replace(/Z$/, '+00:00')
  const uuid = `uuid:${fingerprint.slice(0, 8)}-${fingerprint.slice(8, 12)}-8${fingerprint.slice(13, 16)}-8${fingerprint.slice(17, 20)}-${fingerprint.slice(20, 32)}`
  const claim =
    standard === 'x4'
      ? '<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>'
      : '<pdfx:GTS_PDFXVersion>PDF/X-1a:2003</pdfx:GTS_PDFXVersion>'
  return Buffer.from(`<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${xml(facts.title)}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>${date}</xmp:CreateDate>
<xmp:ModifyDate>${date}</xmp:ModifyDate>
<xmp:MetadataDate>${date}</xmp:MetadataDate>
<xmp:CreatorTool>${xml(facts.producer)}</xmp:CreatorTool>
<xmpMM:DocumentID>${uuid}</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Producer>${xml(facts.producer)}</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
${claim}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
${' '.repeat(2048).replace(/(.{99})./g, '$1\n')}
<?xpacket end="w"?>`)
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

// Control characters have no spelling in XML 1.0; a title never needs them.
const xml = (value: string): string =>
  value.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, '').replace(/[&<>"]/g, (sign) => ENTITIES[sign]!)
