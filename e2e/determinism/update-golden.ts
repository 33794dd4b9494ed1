// `npm run golden`: takes the pages as they are composed now for good, and draws those that have changed to be looked at.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { changes, composeGolden, readGolden, writeGolden } from './golden-hashes.ts'

const OUT = new URL('../../out/golden/', import.meta.url)

const { golden, draw } = await composeGolden()
const changed = changes(await readGolden(), golden)
await rm(OUT, { recursive: true, force: true })
await mkdir(OUT, { recursive: true })
for (const [name, what] of changed) {
  const png = await draw(name)
  if (png) await writeFile(new URL(`${name.replaceAll(/\W+/g, '-')}.png`, OUT), png)
  console.log(`${name}: ${what}`)
}
await writeGolden(golden)
console.log(changed.size > 0 ? `Look at ${fileURLToPath(OUT)} before you commit golden.json.` : 'No page has changed.')
