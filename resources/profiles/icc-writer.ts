/** Writes an ICC version 2 profile (ICC.1:2001-04) from its tags: big-endian, fixed date, the same bytes each time. */

/** A lookup table of type lut16Type (`mft2`, §6.5.8). Tables and grid hold 0 … 65535, first input slowest. */
export interface Lut16 {
  readonly inputs: number
  readonly outputs: number
  readonly gridPoints: number
  readonly inputTables: readonly Uint16Array[]
  readonly grid: Uint16Array
  readonly outputTables: readonly Uint16Array[]
}

export interface Tag {
  readonly signatures: readonly string[]
  readonly data: Buffer
}

const s15Fixed16 = (value: number): number => Math.round(value * 65536)

/** textType, §6.5.18. */
export const textTag = (text: string): Buffer => Buffer.concat([Buffer.from('text\0\0\0\0', 'latin1'), ascii(text)])

const ascii = (text: string): Buffer => Buffer.from(`${text}\0`, 'latin1')

/** textDescriptionType, §6.5.17, ASCII only. */
export const descriptionTag = (text: string): Buffer => {
  const body = ascii(text)
  const head = Buffer.alloc(12)
  head.write('desc', 0, 'latin1')
  head.writeUInt32BE(body.length, 8)
  // No Unicode and no Macintosh name: language, count, script code, count, 67 bytes.
  return Buffer.concat([head, body, Buffer.alloc(4 + 4 + 2 + 1 + 67)])
}

/** XYZType, §6.5.26. */
export const xyzTag = (values: readonly number[]): Buffer => {
  const data = Buffer.alloc(20)
  data.write('XYZ ', 0, 'latin1')
  values.forEach((value, i) => {
    data.writeInt32BE(s15Fixed16(value), 8 + 4 * i)
  })
  return data
}

const lutHead = (type: string, inputs: number, outputs: number, gridPoints: number): Buffer => {
  const head = Buffer.alloc(48)
  head.write(type, 0, 'latin1')
  head.writeUInt8(inputs, 8)
  head.writeUInt8(outputs, 9)
  head.writeUInt8(gridPoints, 10)
  for (const diagonal of [0, 4, 8]) head.writeInt32BE(s15Fixed16(1), 12 + 4 * diagonal)
  return head
}

const bigEndian = (values: Uint16Array): Buffer => {
  const data = Buffer.alloc(values.length * 2)
  values.forEach((value, i) => {
    data.writeUInt16BE(value, 2 * i)
  })
  return data
}

export const lut16Tag = (lut: Lut16): Buffer => {
  const counts = Buffer.alloc(4)
  counts.writeUInt16BE(lut.inputTables[0]!.length, 0)
  counts.writeUInt16BE(lut.outputTables[0]!.length, 2)
  return Buffer.concat([
    lutHead('mft2', lut.inputs, lut.outputs, lut.gridPoints),
    counts,
    ...lut.inputTables.map(bigEndian),
    bigEndian(lut.grid),
    ...lut.outputTables.map(bigEndian),
  ])
}

/** lut8Type (`mft1`, §6.5.9) with straight tables. */
export const lut8Tag = (inputs: number, outputs: number, gridPoints: number, grid: Uint8Array): Buffer => {
  const straight = Buffer.from(Array.from({ length: 256 }, (_, i) => i))
  return Buffer.concat([
    lutHead('mft1', inputs, outputs, gridPoints),
    ...Array.from({ length: inputs }, () => straight),
    Buffer.from(grid),
    ...Array.from({ length: outputs }, () => straight),
  ])
}

/** A whole output profile, CMYK to Lab. `date` is [year, month, day]. A tag may carry several signatures. */
export const outputProfile = (tags: readonly Tag[], date: readonly [number, number, number]): Buffer => {
  const entries = tags.flatMap((tag, index) => tag.signatures.map((signature) => ({ signature, index })))
  let at = 128 + 4 + 12 * entries.length
  const places = tags.map((tag) => {
    const offset = at
    at += Math.ceil(tag.data.length / 4) * 4
    return offset
  })
  const profile = Buffer.alloc(at)
  profile.writeUInt32BE(at, 0)
  profile.writeUInt32BE(0x02400000, 8)
  profile.write('prtrCMYKLab ', 12, 'latin1')
  date.forEach((part, i) => {
    profile.writeUInt16BE(part, 24 + 2 * i)
  })
  profile.write('acsp', 36, 'latin1')
  for (const [i, value] of [0.9642, 1, 0.8249].entries()) profile.writeInt32BE(s15Fixed16(value), 68 + 4 * i)
  profile.writeUInt32BE(entries.length, 128)
  entries.forEach(({ signature, index }, i) => {
    profile.write(signature, 132 + 12 * i, 'latin1')
    profile.writeUInt32BE(places[index]!, 136 + 12 * i)
    profile.writeUInt32BE(tags[index]!.data.length, 140 + 12 * i)
  })
  tags.forEach((tag, i) => {
    tag.data.copy(profile, places[i]!)
  })
  return profile
}
