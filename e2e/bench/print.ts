// Rows of figures, alike everywhere.
export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** The value that `share` of all values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}

export function row(what: string, value: number, note = '', unit = 'ms', digits = 0): void {
  console.log(`${what.padEnd(58)} ${value.toFixed(digits).padStart(7)} ${unit}  ${note}`.trimEnd())
}

export async function timed<T>(work: () => T | Promise<T>): Promise<{ value: T; ms: number }> {
  const start = performance.now()
  const value = await work()
  return { value, ms: performance.now() - start }
}
