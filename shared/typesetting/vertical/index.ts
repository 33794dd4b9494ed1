// Vertical text 直排: lines from top to bottom, the first at the right; for headlines and whole boxes.
export { composeVerticalBox, paintVerticalBox, type VerticalBox, type VerticalBoxPlace } from './box.ts'
export { composeVertical } from './compose-vertical.ts'
export { paintVertical } from './paint.ts'
export * from './types.ts'
