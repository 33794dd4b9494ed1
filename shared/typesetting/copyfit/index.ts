// Copyfit 字数适配: what an article can give or take, what must be cut, and in which order slack is absorbed.
export { adjustmentsOf, type Placed } from './adjustments.ts'
export { type CopyfitAdvice, copyfitAdvice } from './advice.ts'
export type { Cut } from './cuts.ts'
export { type Change, fitParagraph, type ParagraphFit, type Settable, VISIBLE_GAP } from './paragraphs.ts'
export { absorbSlack, type SlackChange, type SlackFigures } from './slack.ts'
