import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { assertLedgerIsSound } from '../../tests/support/ledger.ts'
import { type World, createPosition, createWorld, silent } from '../../tests/support/world.ts'
import { sql, text } from '../platform/sql.ts'
import { keepTime } from './keep-time.job.ts'

let world: World

before(async () => {
  world = await createWorld()
})

async function run(): Promise<void> {
  const { database, clock } = world
  await keepTime.run({}, { db: database.worker, clock, log: silent, signal: new AbortController().signal })
}

async function statusOf(installmentId: string): Promise<string | undefined> {
  const [row] = await world.database.verifier.query(
    sql`select status from installments where installment_id = ${installmentId}`,
    { status: text },
  )
  return row?.status
}

test('a notice opens at its instant and closes after its due day in Rome, and only where it says so', async () => {
  world.clock.set('2026-10-24T21:30:00Z') // 23:30 in Rome, the night before summer time ends
  const opens = await createPosition(world, world.roccaverde, {
    status: 'published',
    validFrom: '2026-10-25T00:30:00Z',
  })
  const closes = await createPosition(world, world.roccaverde, { dueOn: '2026-10-24', expiresAfterDue: true })
  const stays = await createPosition(world, world.roccaverde, { dueOn: '2026-10-24' })
  await run()
  assert.equal(await statusOf(opens.installmentId), 'published')
  assert.equal(await statusOf(closes.installmentId), 'unpaid', 'the due day itself is still good')
  world.clock.set('2026-10-24T22:05:00Z') // 00:05 on the 25th
  await run()
  assert.equal(await statusOf(closes.installmentId), 'expired')
  assert.equal(await statusOf(stays.installmentId), 'unpaid')
  world.clock.set('2026-10-25T00:30:00Z')
  await run()
  assert.equal(await statusOf(opens.installmentId), 'unpaid')
  await assertLedgerIsSound(world)
})

test('more than a batch at once, by two workers at once, is written down once', async () => {
  const many = await Promise.all(
    Array.from({ length: 30 }, () =>
      createPosition(world, world.comuneDiTest, { dueOn: '2026-01-01', expiresAfterDue: true }),
    ),
  )
  await Promise.all([run(), run(), run()])
  for (const { installmentId } of many) assert.equal(await statusOf(installmentId), 'expired')
  const events = await world.database.verifier.query(
    sql`select installment_id::text as id from position_events where name = 'expired'
      and installment_id = any(${many.map(({ installmentId }) => installmentId)}::uuid[])`,
    { id: text },
  )
  assert.equal(events.length, many.length)
  await assertLedgerIsSound(world)
})
