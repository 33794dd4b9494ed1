import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { broadsheet, tabloid } from './defaults.ts'
import { Publication } from './publication.ts'
import { BUILT_IN_STYLES, fontsOf, type ParagraphStyle, ParagraphStyles, resolveStyles, stylesOf } from './styles.ts'

const paper = broadsheet()
const withStyles = (paragraphStyles: Record<string, ParagraphStyle>): Publication => ({ ...paper, paragraphStyles })
const resolved = (own: Record<string, ParagraphStyle>) => {
  const styles = resolveStyles(withStyles(own))
  if (!styles.ok) throw new Error(styles.failure.code)
  return styles.value
}

describe('段落样式 inherit', () => {
  test('a publication of before has its roles unchanged, and the built-in styles on top', () => {
    const styles = stylesOf(paper)
    expect(styles.get('body')!.text).toBe(paper.styles.body)
    expect(styles.get('subhead')).toMatchObject({ text: paper.styles.subhead, keepNext: 2, lines: null })
    expect([...styles.keys()]).toEqual(expect.arrayContaining(Object.keys(BUILT_IN_STYLES)))
  })

  test('what a style does not say it has from its parent, and from the parent of that', () => {
    const styles = resolved({
      letter: { basedOn: 'quotation', align: 'start' },
      'letter-small': { basedOn: 'letter', scale: 900 },
    })
    const small = styles.get('letter-small')!
    expect(small.text).toMatchObject({ align: 'start', font: paper.styles.body.font, size: 7700 })
    expect([small.left, small.right]).toEqual([9000, 9000])
  })

  test('a parent changed is changed for all its children', () => {
    const own = { letter: { basedOn: 'quotation' } }
    const before = resolved(own).get('letter')!
    const after = resolved({ ...own, quotation: { basedOn: 'body', font: 'sans-400', left: 2000 } }).get('letter')!
    expect([before.text.font, before.left]).toEqual(['serif-400', 9000])
    expect([after.text.font, after.left]).toEqual(['sans-400', 18_000])
  })

  test('a style of a role’s name refines the role', () => {
    const styles = resolved({ subhead: { lines: 3, keepNext: 1 } })
    expect(styles.get('subhead')).toMatchObject({ text: paper.styles.subhead, lines: 3, keepNext: 1 })
    expect(styles.get('subhead-2')).toMatchObject({ lines: 1, keepNext: 1 })
  })

  test('a drop capital can be taken away again', () => {
    expect(resolved({ plain: { basedOn: 'drop-cap', dropCap: null } }).get('plain')!.dropCap).toBeNull()
  })

  test('indents are characters of the body, whatever the body’s size', () => {
    const body = { ...paper.format, bodySize: 10_000 }
    const styles = resolveStyles({ ...paper, format: body })
    expect(styles.ok && styles.value.get('quotation')!.left).toBe(10_000)
  })
})

describe('styles that cannot be', () => {
  test('a parent that is not there is named', () => {
    expect(resolveStyles(withStyles({ a: { basedOn: 'b' }, b: { basedOn: 'kai' } }))).toEqual({
      ok: false,
      failure: { code: 'STYLE_UNKNOWN', details: { style: 'b', basedOn: 'kai' } },
    })
  })

  test('styles based on one another are shown as the circle they are', () => {
    const circle = { a: { basedOn: 'b' }, b: { basedOn: 'c' }, c: { basedOn: 'a' } }
    expect(resolveStyles(withStyles(circle))).toEqual({
      ok: false,
      failure: { code: 'STYLE_CYCLE', details: { style: 'a', path: 'a → b → c → a' } },
    })
  })

  test('a role is a root: it is based on nothing', () => {
    expect(resolveStyles(withStyles({ body: { basedOn: 'quotation' } }))).toMatchObject({
      failure: { code: 'STYLE_CYCLE' },
    })
  })

  test('names every object has are no styles', () => {
    for (const basedOn of ['constructor', '__proto__', 'toString']) {
      expect(resolveStyles(withStyles({ a: { basedOn } }))).toMatchObject({ failure: { code: 'STYLE_UNKNOWN' } })
    }
  })

  test('the archive’s reader refuses them, with the style’s name', () => {
    const read = Publication.safeParse(withStyles({ a: { basedOn: 'b' } }))
    expect(read.error?.issues[0]).toMatchObject({ path: ['paragraphStyles', 'a', 'basedOn'], message: 'STYLE_UNKNOWN' })
    expect(Publication.safeParse({ ...paper, paragraphStyles: { a: { colour: 'red' } } }).success).toBe(false)
  })

  test('a publication that was read resolves; any map of styles is read or refused, never a throw', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'body', 'quotation')
    const entry = fc.record(
      { basedOn: name, left: fc.nat(9000), scale: fc.integer({ min: 100, max: 2000 }) },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.dictionary(name, entry), (own) => {
        const read = ParagraphStyles.safeParse(own)
        if (read.success) expect(resolveStyles(withStyles(read.data)).ok).toBe(true)
      }),
    )
  })
})

test('every font a style names is asked for once', () => {
  const fonts = fontsOf(
    withStyles({ cap: { basedOn: 'drop-cap', dropCap: { lines: 3, font: 'kai-400' }, bold: 'hei-900' } }),
  )
  expect(fonts).toEqual(expect.arrayContaining(['kai-400', 'hei-900', 'serif-400', 'sans-700', 'serif-900']))
  expect(new Set(fonts).size).toBe(fonts.length)
  expect(fontsOf(tabloid())).toContain('sans-400')
})
