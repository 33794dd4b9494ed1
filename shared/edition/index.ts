// The issue as a plan: publication, issue, pages, placements, pictures, and the rules that hold between them.
export { chineseDate, chineseWeekday, isCalendarDate, weekday } from './dates.ts'
export { broadsheet, tabloid } from './defaults.ts'
export {
  footprint,
  GridRect,
  Inset,
  InsetArea,
  Issue,
  IssueDate,
  Page,
  Picture,
  Placement,
  TextBeside,
  TextFrame,
} from './issue.ts'
export { articleChains, type Jump, jumps, type Stop } from './jumps.ts'
export {
  DEFAULT_HOUSE,
  HouseStyle,
  houseOf,
  PageFormat,
  Publication,
  STYLE_ROLES,
  StyleRole,
  StyleSheet,
  TextStyle,
} from './publication.ts'
export {
  checkIssue,
  ISSUE_FINDINGS,
  type IssueFinding,
  type IssueFindingCode,
  insideTypeArea,
  overlaps,
} from './rules.ts'
