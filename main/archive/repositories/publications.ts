import { Publication } from '#shared/edition/publication.ts'
import type { EntityKind } from './entity.ts'

export const publications: EntityKind<'publication'> = {
  name: 'publication',
  table: 'publications',
  parse: (raw) => Publication.parse(raw),
  head: () => ({}),
  references: ({ fonts = [] }) => fonts.map(({ asset }) => ({ kind: 'asset', id: asset })),
}
