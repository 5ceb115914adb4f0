/** A PostgreSQL of one run alone, with the schema of this version in a template that each test file copies. */
import * as fs from 'node:fs'
import * as path from 'node:path'
import { root } from './build.ts'
import { type DatabaseUrls, prepareDatabase } from './database.ts'
import { freePort } from './free-port.ts'
import { type EmbeddedPostgres, startPostgres } from './postgres.ts'

export const TEMPLATE = 'quietanza_template'

export async function withTestPostgres<T>(work: (serverUrl: string, template: DatabaseUrls) => Promise<T>): Promise<T> {
  const directory = path.join(root, 'var', `test-${process.pid}`)
  let server: EmbeddedPostgres | undefined
  try {
    server = await startPostgres({ directory, port: await freePort(), isThrowaway: true })
    const template = await prepareDatabase(server.url(), TEMPLATE)
    const { migrate } = (await import(path.join(root, 'dist/src/platform/migrations.js'))) as {
      migrate(url: string, queues: unknown): Promise<unknown>
    }
    const { queues } = (await import(path.join(root, 'dist/src/jobs.js'))) as { queues: unknown }
    await migrate(template.ownerUrl, queues)
    return await work(server.url(), template)
  } finally {
    await server?.stop()
    fs.rmSync(directory, { recursive: true, force: true })
  }
}
