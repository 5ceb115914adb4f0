/** Documents that are made from the program itself must be of this program. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import * as path from 'node:path'
import { test } from 'node:test'
import { projectRoot } from '../src/platform/paths.ts'
import { dumpSchema } from '../tools/dump-schema.ts'
import { describeStates } from '../tools/print-states.ts'
import { createTestDatabase } from './support/database.ts'

const read = (file: string) => readFileSync(path.join(projectRoot, file), 'utf8')

test('db/schema.sql is what the migrations make', async () => {
  const { ownerUrl } = await createTestDatabase()
  assert.equal(read('db/schema.sql'), await dumpSchema(ownerUrl), 'write it anew: npm run generate')
})

test('docs/states.md draws the machines as they are', () => {
  assert.equal(read('docs/states.md'), describeStates(), 'write it anew: npm run generate')
})
