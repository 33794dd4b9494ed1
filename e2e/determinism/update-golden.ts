// `npm run golden`: takes the pages as they are composed now for good, and says which have changed.
import { changes, composeGolden, readGolden, writeGolden } from './golden-hashes.ts'

const now = await composeGolden()
const changed = changes(await readGolden(), now)
await writeGolden(now)
console.log(changed.length > 0 ? changed.join('\n') : 'no page has changed')
