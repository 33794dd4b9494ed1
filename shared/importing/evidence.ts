/** A named reason for or against a reading, with the weight it has. Positive speaks for it. */
export interface Feature<Context> {
  readonly name: string
  readonly weight: number
  /** Whether, or how strongly (0–1), the feature is there. */
  readonly of: (context: Context) => boolean | number
}

export interface Weighed {
  readonly score: number
  /** The features that were there, for tests and for whoever asks why. */
  readonly because: readonly { readonly name: string; readonly weight: number }[]
}

/** Adds up what the features say. */
export function weigh<Context>(features: readonly Feature<Context>[], context: Context): Weighed {
  let score = 0
  const because: { name: string; weight: number }[] = []
  for (const feature of features) {
    const found = Number(feature.of(context))
    if (found === 0) continue
    const weight = feature.weight * found
    score += weight
    because.push({ name: feature.name, weight })
  }
  return { score, because }
}
