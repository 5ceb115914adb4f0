/**
 * `npm run pictures`: takes the pictures of the guide and of the manual anew, from the portal itself. Run it when a page
 * that is shown there has changed: a test compares the words in the pictures with those of the pages.
 */
import * as path from 'node:path'
import { build, root } from './build.ts'
import { withTestPostgres } from './test-database.ts'

await build()
await withTestPostgres(async (serverUrl) => {
  process.env['TEST_POSTGRES_URL'] = serverUrl
  // The pages are JSX: they run from what was built.
  const { takePictures } = (await import(path.join(root, 'dist/tools/take-pictures.js'))) as {
    takePictures(): Promise<void>
  }
  await takePictures()
})
