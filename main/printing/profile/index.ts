export { profileInkColour } from './profile-ink-colour.ts'
export { type PressProfile, readProfile } from './read-profile.ts'
