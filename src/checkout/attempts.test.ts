/** What receipts make of the attempts that carry their notices: over HTTP, on a real PostgreSQL. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertLedgerIsSound } from '../../tests/support/ledger.ts'
import { headOfRoccaverde, receiptMessage, valueOf } from '../../tests/support/node.ts'
import { type TestPortal, Visitor, createTestPortal } from '../../tests/support/portal.ts'
import { type World, createPosition, createWorld, silent } from '../../tests/support/world.ts'
import { createStation } from '../pa-for-node/station.route.ts'

let world: World
let portal: TestPortal
let station: ReturnType<typeof createStation>

before(async () => {
  world = await createWorld()
  portal = await createTestPortal(world)
  station = createStation({
    config: portal.services.config.station,
    context: { db: world.database.app, directory: world.directory, clock: world.clock },
    log: silent,
  })
})

after(async () => {
  await portal.close()
  await station.close()
})

async function receive(receiptId: string, noticeNumber: string): Promise<string | undefined> {
  const payload = receiptMessage(2, { receiptId, noticeNumber }, headOfRoccaverde)
  const { body } = await station.inject({ method: 'POST', url: '/pa-for-node', payload })
  return valueOf(body, 'outcome')
}

test('a notice that Checkout refused to take can be paid anywhere else: its receipt is kept', async () => {
  const { noticeNumber } = await createPosition(world, world.roccaverde)
  const visitor = new Visitor(portal)
  await visitor.open('/roccaverde/')
  const found = await visitor.post('/roccaverde/ricerca', { fiscalCode: 'RSSMRA80A01H501U', noticeNumber })
  await visitor.open(found.location)
  const { answer } = portal.checkout
  portal.checkout.answer = () => ({ outcome: 'unavailable', detail: 'timeout' })
  assert.equal((await visitor.post(`${found.location}/paga`, { operationId: '', amount: '' })).status, 503)
  portal.checkout.answer = answer
  assert.equal(await receive('refused-1', noticeNumber), 'OK')
  await assertLedgerIsSound(world)
})
