import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { testClock } from '../../tests/support/world.ts'
import { createPasswords } from '../platform/passwords.ts'
import { integer, sql, text } from '../platform/sql.ts'
import { type DemoServices, loadDemo } from './load-demo.operation.ts'

let database: TestDatabase
let services: DemoServices

before(async () => {
  database = await createTestDatabase()
  const { owner, worker, app } = database
  const passwords = createPasswords({ current: 'p'.repeat(40), previous: undefined })
  services = { owner, worker, app, passwords, clock: testClock() }
})

const countPositions = () =>
  database.verifier.query(sql`select count(*)::integer as found from debt_positions`, { found: integer })

test('an empty database gets two enti, two people, and notices that can be paid; the second time nothing', async () => {
  const first = await loadDemo(services)
  assert.equal(first.outcome, 'loaded')
  assert.deepEqual(first.payable.map(({ institution }) => institution).toSorted(), [
    'Comune di Roccaverde',
    'Comune di Test',
  ])
  const notices = first.payable.flatMap((one) => one.notices)
  assert.ok(notices.length >= 3)
  const loaded = await countPositions()
  assert.deepEqual(await loadDemo(services), first)
  assert.deepEqual(await countPositions(), loaded)
})

test('once nearly everything is paid there are new ones, and what was stays', async () => {
  const earlier = await countPositions()
  for (const { institutionId } of await database.app.query(sql`select institution_id as "institutionId" from institutions`, {
    institutionId: integer,
  })) {
    await database.worker.institution(institutionId as never, (tx) =>
      tx.run(sql`
        update installments set status = 'cancelled', cancelled_at = now(), cancellation_reason = 'by-institution'
        where institution_id = ${institutionId} and status = 'unpaid'`),
    )
  }
  const again = await loadDemo(services)
  assert.ok(again.outcome === 'loaded' && again.payable.every(({ notices }) => notices.length === 2))
  const [{ found } = { found: 0 }] = await countPositions()
  assert.equal(found, 2 * earlier[0]!.found)
})

test('a database with a real ente is left alone', async () => {
  await database.owner.run(sql`
    update institutions set environment = 'production', association = 'proven' where code = 'roccaverde'`)
  assert.deepEqual(await loadDemo(services), { outcome: 'real-institution' })
  const [row] = await database.app.query(sql`select environment from institutions where code = 'roccaverde'`, {
    environment: text,
  })
  assert.equal(row?.environment, 'production')
})
