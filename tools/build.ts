/** Builds what runs: TypeScript to dist/, styles and scripts and fonts to dist/assets/. */
import { spawnSync } from 'node:child_process'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildAssets } from './assets.ts'
import { StartError } from './postgres.ts'

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** Checks all types and writes dist/; throws with the compiler's own words. */
export function compile(): void {
  // What runs in the browser knows other names, and is bundled with the assets: it is only checked here.
  for (const project of [root, path.join(root, 'src/client')]) {
    const result = spawnSync('tsc', ['--project', project], { cwd: root, encoding: 'utf8' })
    if (result.status !== 0) throw new StartError(`La compilazione non riesce:\n${result.stdout}${result.stderr}`)
  }
}

/** Everything that runs; quick when nothing has changed. */
export async function build(): Promise<void> {
  compile()
  await buildAssets()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build()
}
