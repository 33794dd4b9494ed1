import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'

/** SHA-256 as 64 hex digits; a string is hashed as UTF-8. */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

/** The name an asset with these bytes has, or will have, in every archive. */
export const assetHash = (bytes: Uint8Array): string => sha256(bytes)

export const ASSET_HASH = /^[0-9a-f]{64}$/

/** What a revision's hash is made of; `parent` is the hash of the revision before, null for the first. */
export interface RevisionLink {
  readonly kind: string
  readonly id: string
  readonly revision: number
  readonly parent: string | null
  readonly contentHash: string
  readonly author: string
  readonly at: string
  readonly reason: string
}

export const revisionHash = (link: RevisionLink): string => sha256(canonicalJson(link))
