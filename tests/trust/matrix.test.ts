/** Every role against every address of every owner: what is not one's own is not there. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestPortal, Visitor, createTestPortal, registerAndSignIn } from '../support/portal.ts'
import { receiptMessage } from '../support/node.ts'
import { type CreatedPosition, type World, createPosition, createWorld, silent } from '../support/world.ts'
import { createStation } from '../../src/pa-for-node/station.route.ts'

const MARIO = 'RSSMRA80A01H501U'
const LUCIA = 'BNCLCU85D41H501F'

let world: World
let portal: TestPortal
const visitors: Record<string, Visitor> = {}
const positions: Record<string, CreatedPosition> = {}

before(async () => {
  world = await createWorld()
  portal = await createTestPortal(world)
  const lucia = { fiscalCode: LUCIA, fullName: 'Lucia Bianchi', email: 'lucia@example.it', emailIsVerified: true }
  const mario = { fiscalCode: MARIO, fullName: 'Mario Rossi', email: 'mario@example.it', emailIsVerified: true }
  positions['lucia, to pay'] = await createPosition(world, world.roccaverde, { debtor: lucia })
  positions['lucia, paid'] = await createPosition(world, world.roccaverde, { debtor: lucia })
  positions['lucia, elsewhere'] = await createPosition(world, world.comuneDiTest, { debtor: lucia })
  positions['mario, to pay'] = await createPosition(world, world.roccaverde, { debtor: mario })
  const station = createStation({
    config: portal.services.config.station,
    context: { db: world.database.app, directory: world.directory, clock: world.clock },
    log: silent,
  })
  const head = { idPA: '99000100018', idBrokerPA: '77777777777', idStation: '77777777777_02' }
  const receipt = { receiptId: 'matrix-1', noticeNumber: positions['lucia, paid'].noticeNumber, fiscalCode: head.idPA }
  await station.inject({ method: 'POST', url: '/pa-for-node', payload: receiptMessage(2, receipt, head) })
  await station.close()

  for (const [name, code, email] of [
    ['lucia', LUCIA, 'lucia@example.it'],
    ['mario', MARIO, 'mario@example.it'],
    ['with lucia’s code, unproven', LUCIA, 'finta@example.it'],
  ] as const) {
    visitors[name] = new Visitor(portal)
    await registerAndSignIn(world, visitors[name], 'roccaverde', { fiscalCode: code, email })
  }
  visitors['nobody'] = new Visitor(portal)
  visitors['with the codes'] = new Visitor(portal)
  await visitors['with the codes'].open('/roccaverde/')
  await visitors['with the codes'].post('/roccaverde/ricerca', {
    fiscalCode: LUCIA,
    noticeNumber: positions['lucia, paid'].noticeNumber,
  })
})

after(() => portal.close())

/** Who sees what, and where: everything else must be a 404. Comune di Test takes a declared code for a proven one. */
const SEES: Record<string, readonly string[]> = {
  lucia: ['roccaverde: lucia, to pay', 'roccaverde: lucia, paid', 'comune-di-test: lucia, elsewhere'],
  mario: ['roccaverde: mario, to pay'],
  'with lucia’s code, unproven': ['comune-di-test: lucia, elsewhere'],
  nobody: [],
  'with the codes': ['roccaverde: lucia, paid'],
}

test('every address that names a position is a 404 for whoever may not see it, by every method', async () => {
  const routes = portal.routes.filter(({ url, method }) => url.includes(':installment') && method !== 'HEAD')
  assert.ok(routes.length >= 6)
  let asked = 0
  for (const [who, visitor] of Object.entries(visitors)) {
    for (const [which, { installmentId }] of Object.entries(positions)) {
      // So many papers are not asked for in one minute.
      world.clock.advance({ minutes: 1 })
      for (const { url, method, access } of routes) {
        for (const institution of ['roccaverde', 'comune-di-test']) {
          if (SEES[who]!.includes(`${institution}: ${which}`)) continue
          const address = url.replace(':institution', institution).replace(':installment', installmentId)
          // "Reload" addresses lead to the position, which is the 404.
          await visitor.open(`/${institution}/`)
          const page = method === 'GET' ? await visitor.open(address) : await visitor.post(address)
          const isAskedToSignIn = access === 'account' && !visitor.last?.body.includes('q-person')
          const expected = isAskedToSignIn || (method !== 'GET' && page.status === 303) ? page.status : 404
          assert.equal(page.status, expected, `${who} ${method} ${address} (${which})`)
          if (page.status === 303) assert.match(page.location, /\/accesso\?/, `${who} ${method} ${address}`)
          assert.doesNotMatch(page.body, /Lucia Bianchi(?!<\/)|54,00/, `${who} ${method} ${address}`)
          asked++
        }
      }
    }
  }
  assert.ok(asked > 150, `${asked} asked`)
})

test('what one may see, one sees', async () => {
  for (const [who, which] of Object.entries(SEES)) {
    for (const place of which) {
      const [institution = '', name = ''] = place.split(': ')
      const page = await visitors[who]!.get(`/${institution}/pratiche/${positions[name]!.installmentId}`)
      assert.equal(page.status, 200, `${who} ${place}`)
    }
  }
})

test('who has the codes alone reads no name, no codice fiscale and no personal description, also on paper', async () => {
  const visitor = visitors['with the codes']!
  const { installmentId } = positions['lucia, paid']!
  const page = await visitor.get(`/roccaverde/pratiche/${installmentId}`)
  assert.doesNotMatch(page.body, /Bianchi|BNCLCU|TARI 2026/)
  assert.match(page.body, /L\*{4} B\*{4}/)
})
