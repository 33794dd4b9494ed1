export { type ProfileFacts, profileFacts } from './profile-facts.ts'
export {
  type ColourSpace,
  type Intent,
  labBytes,
  labValues,
  openTransform,
  type PixelFormat,
  type Transform,
  type TransformSpec,
} from './transform.ts'
