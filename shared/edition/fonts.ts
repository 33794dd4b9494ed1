// The fonts of a publication beyond those that come with the program: files of the archive under names of the house.
import { z } from 'zod'

/** How styles call a font: letters and figures of any script, and - _ . between them. */
export const FontName = z.string().regex(/^[\p{L}\p{N}](?:[\p{L}\p{N}._-]{0,38}[\p{L}\p{N}])?$/u)

/** A font the newsroom brought in. */
export const PublicationFont = z.strictObject({
  /** What styles name it by; never that of a font that comes with the program. */
  key: FontName,
  /** The font file as it came: SHA-256 of its bytes. */
  asset: z.string().regex(/^[0-9a-f]{64}$/),
  /** Face of a collection, from 0. */
  face: z.int().min(0).max(255),
  /** Name people know it by, as the file gives it. */
  name: z.string().max(200),
})
export type PublicationFont = z.infer<typeof PublicationFont>

/** Each key once. */
export const PublicationFonts = z
  .array(PublicationFont)
  .max(200)
  .refine((fonts) => new Set(fonts.map(({ key }) => key)).size === fonts.length, 'FONT_KEY_TWICE')
export type PublicationFonts = z.infer<typeof PublicationFonts>
