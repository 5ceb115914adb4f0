/** Where the files beside the sources are, whether the program runs from the sources or from what was built of them. */
import { existsSync } from 'node:fs'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'

export function fileBeside(name: string): string {
  return path.join(findRoot(path.dirname(fileURLToPath(import.meta.url))), 'simulator', name)
}

function findRoot(directory: string): string {
  if (existsSync(path.join(directory, 'package.json'))) return directory
  const parent = path.dirname(directory)
  if (parent === directory) throw new Error('package.json not found above the program')
  return findRoot(parent)
}
