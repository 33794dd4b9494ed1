// Headlines fitted to their place: rows that end between phrases, sizes of the ladder, tracking, fill.
export { type BreakEvidence, type Cohesion, headlineBreaks } from './breaks.ts'
export {
  companionSize,
  FILL_WANTED,
  fitHeadline,
  type HeadlineCandidate,
  type HeadlineRequest,
  ladderBelow,
  TRACKING_LEAST,
  TRACKING_MOST,
} from './fit.ts'
export { budoux, type Phrases } from './phrases/index.ts'
export { rowsOf, tracked, widest } from './rows.ts'
