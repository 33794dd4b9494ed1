import { Picture } from '#shared/edition/issue.ts'
import type { EntityKind } from './entity.ts'

export const pictures: EntityKind<'picture'> = {
  name: 'picture',
  table: 'pictures',
  parse: (raw) => Picture.parse(raw),
  head: (picture) => ({ asset: picture.asset }),
  references: (picture) => [{ kind: 'asset', id: picture.asset }],
}
