export { type PlanInput, planPage } from './plan.ts'
