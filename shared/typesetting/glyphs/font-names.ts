import type { Table } from './font-bytes.ts'

/** Names of a face as its `name` table gives them; empty where it says nothing. */
export interface FaceNames {
  readonly family: string
  /** 中文字体名: simplified where there is one, else traditional. */
  readonly chineseFamily: string
  readonly style: string
  readonly full: string
  readonly postScript: string
}

const MOST_NAMES = 4096
const LONGEST = 120
const ENGLISH = 0x0409
/** Windows languages of Chinese, mainland first. */
const CHINESE = [0x0804, 0x1004, 0x0404, 0x0c04, 0x1404]

/** Reads the names (ISO/IEC 14496-22, 5.2.7). Names are for people: what cannot be read is left out, not refused. */
export function readNames(table: Table | undefined): FaceNames {
  const found = new Map<string, string>()
  for (const { id, language, text } of table ? records(table) : []) {
    const key = `${id} ${language}`
    if (!found.has(key) && text !== '') found.set(key, text)
  }
  const inLanguage = (ids: readonly number[], languages: readonly (number | string)[]): string => {
    for (const language of languages) {
      for (const id of ids) {
        const text = found.get(`${id} ${language}`)
        if (text !== undefined) return text
      }
    }
    return ''
  }
  const chineseFamily = inLanguage([16, 1], CHINESE)
  const western = [ENGLISH, 'unicode', 'roman']
  // 16 and 17 name families of more than four styles; older programs read 1 and 2.
  return {
    family: inLanguage([16, 1], western) || chineseFamily,
    chineseFamily,
    style: inLanguage([17, 2], western) || inLanguage([17, 2], CHINESE),
    full: inLanguage([4], western) || inLanguage([4], CHINESE),
    postScript: inLanguage([6], western),
  }
}

function* records(table: Table): Generator<{ id: number; language: number | string; text: string }> {
  if (table.length < 6) return
  const count = Math.min(table.u16(2), MOST_NAMES)
  const strings = table.u16(4)
  for (let i = 0; i < count; i++) {
    const record = 6 + 12 * i
    if (record + 12 > table.length) return
    const platform = table.u16(record)
    const encoding = table.u16(record + 2)
    const id = table.u16(record + 6)
    const from = strings + table.u16(record + 10)
    const bytes = table.bytes.subarray(from, from + table.u16(record + 8))
    if (platform === 3 && (encoding === 1 || encoding === 10))
      yield { id, language: table.u16(record + 4), text: utf16(bytes) }
    else if (platform === 0) yield { id, language: 'unicode', text: utf16(bytes) }
    else if (platform === 1 && encoding === 0) yield { id, language: 'roman', text: latin(bytes) }
  }
}

const clean = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '')
    .trim()
    .slice(0, LONGEST)

function utf16(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i + 1 < bytes.length && i < 4 * LONGEST; i += 2)
    text += String.fromCharCode((bytes[i]! << 8) | bytes[i + 1]!)
  return clean(text)
}

const latin = (bytes: Uint8Array): string =>
  clean(String.fromCharCode(...bytes.subarray(0, 2 * LONGEST)).replace(/[^\x20-\x7e]/g, ''))
