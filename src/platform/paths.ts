/** Where the program's own files are, whether it runs from the sources or from what was built of them. */
import { existsSync } from 'node:fs'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectRoot: string = findRoot(path.dirname(fileURLToPath(import.meta.url)))

function findRoot(directory: string): string {
  if (existsSync(path.join(directory, 'package.json'))) return directory
  const parent = path.dirname(directory)
  if (parent === directory) throw new Error('package.json not found above the program')
  return findRoot(parent)
}
