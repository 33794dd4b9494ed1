// The composition engine: an issue's plan and copy in, display lists, copyfit and warnings out.
export {
  type ComposedIssue,
  type ComposedPage,
  composeIssue,
  composePage,
  type IssueInput,
} from './compose.ts'
export type * from './display-list.ts'
export { createSetter, type Setter } from './flow/setter.ts'
export type * from './glyph-source.ts'
export type * from './report.ts'
