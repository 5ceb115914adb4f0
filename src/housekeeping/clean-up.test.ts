import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestPortal, Visitor, createTestPortal, register, registerAndSignIn } from '../../tests/support/portal.ts'
import { allRows } from '../../tests/support/rows.ts'
import { type World, createPosition, createWorld } from '../../tests/support/world.ts'
import { forget } from './clean-up.queries.ts'

let world: World
let portal: TestPortal

before(async () => {
  world = await createWorld()
  portal = await createTestPortal(world)
})

after(() => portal.close())

const MARIO = 'RSSMRA80A01H501U'

/** How many rows each table has. */
async function counts(): Promise<Record<string, number>> {
  const rows = await allRows(world.database)
  return Object.fromEntries(Array.from(rows, ([table, text]) => [table, text === '' ? 0 : text.split('\n').length]))
}

test('a registration that nobody activates is gone after two days, an active account stays', async () => {
  await registerAndSignIn(world, new Visitor(portal), 'comune-di-test', {
    fiscalCode: MARIO,
    email: 'stays@example.it',
  })
  await register(new Visitor(portal), 'comune-di-test', { fiscalCode: MARIO, email: 'goes@example.it' })
  world.clock.advance({ hours: 47 })
  await forget(world.database.worker, world.clock.now())
  assert.equal((await counts())['accounts'], 2)
  world.clock.advance({ hours: 2 })
  // Each statement takes what the one before has let go: two runs at most.
  await forget(world.database.worker, world.clock.now())
  await forget(world.database.worker, world.clock.now())
  const left = await counts()
  assert.equal(left['accounts'], 1)
  assert.equal(left['account_profiles'], 1)
  assert.equal(left['account_tokens'], 0)
})

test('sessions, their views, drafts and codes go with their time; positions, receipts and events never', async () => {
  const { noticeNumber, installmentId } = await createPosition(world, world.roccaverde)
  const visitor = new Visitor(portal)
  await visitor.open('/roccaverde/')
  await visitor.post('/roccaverde/ricerca', { fiscalCode: MARIO, noticeNumber })
  await visitor.open(`/roccaverde/pratiche/${installmentId}`)
  await visitor.post(`/roccaverde/pratiche/${installmentId}/paga`, { operationId: '', amount: '' })
  await visitor.open('/roccaverde/controllo?poi=%2Froccaverde%2F')
  await visitor.post('/roccaverde/controllo', { step: 'send', poi: '/roccaverde/', email: 'code@example.it' })
  const earlier = await counts()
  assert.equal(earlier['checkout_return_tokens'], 4)
  world.clock.advance({ hours: 24 * 8 })
  await forget(world.database.worker, world.clock.now())
  const later = await counts()
  for (const table of ['sessions', 'session_views', 'challenge_codes', 'rate_counters', 'checkout_return_tokens']) {
    assert.equal(later[table], 0, table)
  }
  for (const table of ['debt_positions', 'installments', 'position_events', 'checkout_attempts']) {
    assert.equal(later[table], earlier[table], table)
  }
})

test('running it twice changes nothing the second time', async () => {
  await forget(world.database.worker, world.clock.now())
  const earlier = await allRows(world.database)
  await forget(world.database.worker, world.clock.now())
  assert.deepEqual(await allRows(world.database), earlier)
})
