// Where two JSON texts part, in words that lead to the cause.

/** Longest value printed whole. */
const SHOWN = 900

/**
 * The first place, in document order, where two JSON texts differ: its path with both values, and above it the
 * display item it belongs to, if any. Undefined where they are the same.
 */
export function firstDifference(a: string, b: string, names: readonly [string, string]): string | undefined {
  if (a === b) return undefined
  const [left, right] = [JSON.parse(a), JSON.parse(b)] as [unknown, unknown]
  const path = parting(left, right)
  if (path === undefined) return 'the values are the same, their spelling as JSON is not'
  const lines = [`first difference at ${spell(path)}`, ...both(left, right, path, names)]
  const item = path.indexOf('items') + 2
  if (item > 1 && path.length > item) {
    const place = path.slice(0, item)
    lines.push(`in ${spell(place)}`, ...both(left, right, place, names))
  }
  return lines.join('\n')
}

type Path = readonly (string | number)[]

function parting(a: unknown, b: unknown): Path | undefined {
  if (Object.is(a, b)) return undefined
  if (!isHolder(a) || !isHolder(b) || Array.isArray(a) !== Array.isArray(b)) return []
  const keys = Array.isArray(a)
    ? Array.from({ length: Math.max(a.length, (b as unknown as unknown[]).length) }, (_, at) => at)
    : [...new Set([...Object.keys(a), ...Object.keys(b)])]
  for (const key of keys) {
    const inside = parting(a[key], b[key])
    if (inside !== undefined) return [key, ...inside]
  }
  return undefined
}

const isHolder = (value: unknown): value is Record<string | number, unknown> =>
  typeof value === 'object' && value !== null

const spell = (path: Path): string =>
  path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('') || 'the top'

function both(left: unknown, right: unknown, path: Path, names: readonly [string, string]): string[] {
  const show = (root: unknown): string => {
    const value = path.reduce<unknown>((within, key) => (isHolder(within) ? within[key] : undefined), root)
    const text = JSON.stringify(value) ?? 'nothing'
    return text.length > SHOWN ? `${text.slice(0, SHOWN)}… (${text.length} characters)` : text
  }
  return [`  ${names[0]}: ${show(left)}`, `  ${names[1]}: ${show(right)}`]
}
