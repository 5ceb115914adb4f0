/** A database for one test file: a copy of the migrated template, dropped at the end. */
import { after } from 'node:test'
import { copyDatabase, databaseUrls, dropDatabase } from '../../tools/database.ts'
import { type Database, openDatabase } from '../../src/platform/database.ts'

export type TestDatabase = {
  app: Database
  worker: Database
  verifier: Database
  owner: Database
  url: string
  ownerUrl: string
  /** Of a superuser, from whom nothing is hidden: only to see what is really there. */
  superuserUrl: string
}

let count = 0
let isOver = false
const closing: (() => Promise<unknown>)[] = []

// Registered here, at the level of the file: inside a `before` it would run when that ends.
after(closeTestDatabases)

export async function closeTestDatabases(): Promise<void> {
  isOver = true
  for (const close of closing.splice(0)) await close()
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = process.env['TEST_POSTGRES_URL']
  if (!serverUrl) throw new Error('run the tests with: npm test')
  const name = `test_${process.pid}_${++count}`
  await copyDatabase(serverUrl, 'quietanza_template', name)
  const { url, ownerUrl } = databaseUrls(serverUrl, name)
  const open = (role: 'quietanza_app' | 'quietanza_worker' | 'quietanza_verifier' | 'owner', from: string) =>
    openDatabase({
      url: from,
      role,
      poolSize: 8,
      applicationName: 'test',
      // Dropping the database ends what is still saying goodbye.
      onError: (error) => {
        if (!isOver) throw error
      },
    })
  const database: TestDatabase = {
    app: open('quietanza_app', url),
    worker: open('quietanza_worker', url),
    verifier: open('quietanza_verifier', url),
    owner: open('owner', ownerUrl),
    url,
    ownerUrl,
    superuserUrl: Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href,
  }
  closing.push(async () => {
    await Promise.all([database.app, database.worker, database.verifier, database.owner].map((each) => each.close()))
    await dropDatabase(serverUrl, name)
  })
  return database
}
