import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { openArchive } from '#main/archive/index.ts'
import { broadsheet } from '#shared/edition/index.ts'
import { collectionOf, licensed, named, smallFont } from '#shared/typesetting/testing/font-files.ts'
import { banxin, banxinJson, temporaryFolder } from './testing/banxin.ts'
import { rawPage } from './testing/raw-page.ts'

const require = createRequire(import.meta.url)
const shipped = (path: string) => readFileSync(require.resolve(`@expo-google-fonts/noto-sans-sc/${path}`))
/** A heavy sans with Latin, marks and some thousands of Han, as a foundry's trial fonts have them. */
const TRIAL = named(smallFont(shipped('900Black/NotoSansSC_900Black.ttf'), 12_000), [
  [1, 0x0409, 'Banxin Trial Hei'],
  [2, 0x0409, 'Regular'],
  [4, 0x0409, 'Banxin Trial Hei'],
  [6, 0x0409, 'BanxinTrialHei'],
  [1, 0x0804, '版心试用黑'],
])
const LIGHT = smallFont(shipped('400Regular/NotoSansSC_400Regular.ttf'), 300)

const folder = temporaryFolder()
const archive = join(folder, 'archive')
const DATE = '2026-05-12'
const file = (name: string, bytes: Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}
const trial = file('trial.ttf', TRIAL)
const collection = file('two.ttc', collectionOf([LIGHT, TRIAL]))

interface Listed {
  readonly fonts: readonly { readonly key: string; readonly styles: readonly string[]; readonly problem?: unknown }[]
}
interface Warned {
  readonly pages: readonly {
    readonly warnings: readonly { readonly code: string; readonly details: Readonly<Record<string, string | number>> }[]
  }[]
}
const list = async () => (await banxinJson<Listed>('fonts', 'list', '--archive', archive)).json.fonts
const add = (path: string, key: string, ...more: string[]) =>
  banxin(['fonts', 'add', path, '--archive', archive, '--key', key, ...more])
const use = (key: string, style: string, ...more: string[]) =>
  banxin(['fonts', 'use', key, '--archive', archive, '--style', style, ...more])
const compose = async () => {
  const { json, stderr } = await banxinJson<Warned>('compose', '--archive', archive, '--issue', DATE)
  return { warnings: json.pages?.flatMap(({ warnings }) => warnings) ?? [], stderr }
}

beforeAll(async () => {
  const page = file('page.txt', new TextEncoder().encode(rawPage(['brief-exhibitions', 'brief-driverless-trucks'])))
  await banxin(['import', page, '--archive', archive, '--issue', DATE, '--page', '2'])
})

describe('fonts that are not taken in', () => {
  test('one whose owner forbids embedding is refused with a sentence, and nothing is kept', async () => {
    const forbidden = file('forbidden.ttf', licensed(TRIAL, 0x0002))
    expect(await add(forbidden, 'fz')).toMatchObject({
      exit: 1,
      stderr:
        'The licence of the font "forbidden.ttf" does not allow embedding in PDF; use another font, or buy that right from its maker.\n',
    })
    expect(await list()).toEqual([])
  })
  test('a torn file, a web font and a file that is no font each say what is wrong', async () => {
    const sentences = [
      (await add(file('torn.ttf', TRIAL.slice(0, 9000)), 'x')).stderr,
      (await add(file('site.woff2', new TextEncoder().encode('wOF2 and so on')), 'x')).stderr,
      (await add(file('list.txt', new TextEncoder().encode('a list of fonts')), 'x')).stderr,
      (await add(join(folder, 'nowhere.ttf'), 'x')).stderr,
    ]
    expect(sentences).toEqual([
      'The font file "torn.ttf" is cut off: its end is missing. Fetch it again.\n',
      '"site.woff2" is a web font (WOFF), which is not for print; use the TTF or OTF file of the same font.\n',
      '"list.txt" is not a font file; choose a TTF, OTF or TTC file.\n',
      'The file "nowhere.ttf" does not exist; check its name and folder.\n',
    ])
  })
  test('a collection without a chosen face lists its faces, and nothing is kept', async () => {
    const ran = await add(collection, 'hei')
    expect([ran.exit, ran.stdout, ran.stderr]).toEqual([
      1,
      '  0  Noto Sans SC Regular (TrueType)\n  1  版心试用黑 Banxin Trial Hei Regular (TrueType)\n',
      'The file has 2 faces and none was added; choose one with --face.\n',
    ])
    expect((await add(collection, 'hei', '--face', '2')).stderr).toMatch(/has no face 2/)
    expect(await list()).toEqual([])
  })
  test('a key of the program, or one that is no name, is refused', async () => {
    expect([(await add(trial, 'serif-400')).exit, (await add(trial, '../x')).exit]).toEqual([2, 2])
  })
})

describe('a font of the house', () => {
  test('is added from a collection, listed with its Chinese name and characters, and set to work', async () => {
    const added = await banxinJson<{ added: { name: string; face: number; covered: { level1: number } } }>(
      ...['fonts', 'add', collection, '--archive', archive, '--key', 'trial-hei', '--face', '1'],
    )
    expect(added.json.added).toMatchObject({ name: '版心试用黑 Regular', face: 1 })
    const { level1 } = added.json.added.covered
    expect(level1).toBeGreaterThan(0)
    expect(level1).toBeLessThan(3755)
    expect((await use('trial-hei', 'headline')).stdout).toBe(
      'The style headline is now set in trial-hei (it was serif-900).\n',
    )
    expect(await list()).toMatchObject([
      { key: 'trial-hei', styles: ['headline'], embedding: 'allowed', covered: { level1 }, faces: [{}, {}] },
    ])
  })
  test('adding it once more changes nothing; another under its key needs --replace', async () => {
    expect((await add(collection, 'trial-hei', '--face', '1')).exit).toBe(0)
    expect((await add(trial, 'trial-hei')).stderr).toMatch(/already stands for the font "版心试用黑 Regular"/)
    expect(await list()).toHaveLength(1)
  })
  test('what it lacks comes from the shipped sans of its weight, and is told', async () => {
    const { warnings } = await compose()
    expect(warnings.filter(({ code }) => code === 'MISSING_GLYPH')).toEqual([])
    const lent = warnings.filter(({ code }) => code === 'GLYPH_SUBSTITUTED')
    expect(lent.length).toBeGreaterThan(0)
    for (const { details } of lent) {
      expect(details).toMatchObject({ font: 'trial-hei', instead: 'sans-900' })
      expect(String(details.headline)).toContain([...String(details.characters)][0])
    }
  })
  test('a fallback the style names comes first, and is meant', async () => {
    await use('trial-hei', 'headline', '--fallback', 'serif-700')
    const { warnings } = await compose()
    expect(warnings.filter(({ code }) => /GLYPH/.test(code))).toEqual([])
    await use('trial-hei', 'headline', '--fallback', '')
    expect((await compose()).warnings.some(({ code }) => code === 'GLYPH_SUBSTITUTED')).toBe(true)
  })
  test('prints: the page leaves with its letters in both fonts, none lost', async () => {
    const { exit, json } = await banxinJson<{ files: string[]; tailGuard: { ok: boolean }[] }>(
      ...['export', '--archive', archive, '--issue', DATE, '--out', join(folder, 'out')],
    )
    expect([exit, json.files.length, json.tailGuard.every(({ ok }) => ok)]).toEqual([0, 1, true])
    expect((await banxin(['verify', '--archive', archive])).exit).toBe(0)
  })
  test('a font nobody has is refused by the style, and named with the style on a page that asks for it', async () => {
    expect((await use('fz-kai', 'deck')).stderr).toMatch(/^The style "deck" uses the font "fz-kai", which is not in/)
    expect((await use('trial-hei', 'nobody')).stderr).toMatch(/^There is no style "nobody"/)
    const opened = await openArchive({ dir: archive, mode: 'open', clock: Date, ids: { next: () => 'x' }, author: 'a' })
    if (!opened.ok) throw new Error(opened.failure.code)
    const { value, revision } = await opened.value.publications.get(broadsheet().id).then((one) => {
      if (!one.ok) throw new Error(one.failure.code)
      return one.value
    })
    const styles = { ...value.styles, deck: { ...value.styles.deck, font: 'fz-kai' } }
    await opened.value.publications.save({ publication: { ...value, styles }, baseRevision: revision, reason: '' })
    await opened.value.close()
    expect((await compose()).stderr).toBe(
      'The style "deck" uses the font "fz-kai", which is not in the archive; add it with fonts add, or choose another font for the style.\n',
    )
  })
})

describe('help', () => {
  test('fonts alone, and with --help, says what can be done with them', async () => {
    const [bare, help] = [await banxin(['fonts']), await banxin(['fonts', '--help'])]
    expect([bare.exit, help.exit]).toEqual([2, 0])
    expect(help.stdout).toMatch(/fonts add .*\n {2}fonts list .*\n {2}fonts use /)
    expect((await banxin(['fonts', 'add', '--help'])).stdout).toMatch(/banxin fonts add FILE --archive DIR --key KEY/)
    expect((await banxin(['fonts', 'burn'])).stderr).toBe(
      'There is no command "fonts burn"; banxin --help lists them.\n',
    )
  })
})
