/** pagoPA's own files are not ours to ship: tests find them beside the project, or say that they were left out. */
import * as fs from 'node:fs'
import * as path from 'node:path'
import { projectRoot } from '../../src/platform/paths.ts'

const contracts = process.env['PAGOPA_CONTRACTS'] ?? path.join(projectRoot, '../shared/pagopa/contracts')

/** A file of the folder that holds the contracts; undefined where there is none. */
export function pagopaFile(name: string): string | undefined {
  const file = path.join(path.dirname(contracts), name)
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined
}
