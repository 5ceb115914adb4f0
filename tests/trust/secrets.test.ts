/** What must be nowhere: people in the logs, and in the database anything that opens something by itself. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createLogger } from '../../src/platform/logger.ts'
import { createStation } from '../../src/pa-for-node/station.route.ts'
import { receiptMessage, verifyMessage } from '../support/node.ts'
import {
  PASSWORD,
  type TestPortal,
  Visitor,
  createTestPortal,
  lastMail,
  linkIn,
  registerAndSignIn,
} from '../support/portal.ts'
import { deliverAll } from '../support/post.ts'
import { allRows } from '../support/rows.ts'
import { type World, createPosition, createWorld } from '../support/world.ts'

const canary = {
  fiscalCode: 'CNRGLL80A01H501J',
  email: 'canarino.giallo@example.it',
  name: 'Canarino Giallo',
  street: 'Via del Canarino 7',
  causale: 'Retta di Canarino',
}

let world: World
let portal: TestPortal
let station: ReturnType<typeof createStation>
let visitor: Visitor
const lines: string[] = []
const tokens: string[] = []

before(async () => {
  world = await createWorld()
  const log = createLogger({ level: 'debug', role: 'test' }, { write: (line) => void lines.push(line) })
  portal = await createTestPortal(world, { log })
  station = createStation({
    config: portal.services.config.station,
    context: { db: world.database.app, directory: world.directory, clock: world.clock },
    log,
  })
  visitor = new Visitor(portal)
  const [firstName, lastName] = canary.name.split(' ') as [string, string]
  await registerAndSignIn(world, visitor, 'roccaverde', {
    fiscalCode: canary.fiscalCode,
    email: canary.email,
    firstName,
    lastName,
  })
  tokens.push(
    linkIn((await lastMail(world, canary.email)).body)
      .split('/')
      .at(-1)!,
  )
  const { noticeNumber, installmentId } = await createPosition(world, world.roccaverde, {
    debtor: { fiscalCode: canary.fiscalCode, fullName: canary.name, email: canary.email, emailIsVerified: true },
    description: canary.causale,
  })
  await visitor.open('/roccaverde/')
  await visitor.post('/roccaverde/ricerca', { fiscalCode: canary.fiscalCode, noticeNumber })
  await visitor.open(`/roccaverde/pratiche/${installmentId}`)
  await visitor.post(`/roccaverde/pratiche/${installmentId}/paga`, { operationId: '', amount: '' })
  for (const url of Object.values(portal.checkout.carts.at(-1)!.returnUrls)) {
    tokens.push(url.split('/').at(-1)!)
    await visitor.open(new URL(url).pathname)
  }
  await visitor.open(`/roccaverde/storico?cerca=${encodeURIComponent(canary.name)}`)
  await visitor.open('/roccaverde/ho-pagato')
  await visitor.post('/roccaverde/ho-pagato', {
    fiscalCode: canary.fiscalCode,
    noticeNumber,
    creditorReferenceId: '',
    email: canary.email,
  })
  const head = { idPA: '99000100018', idBrokerPA: '77777777777', idStation: '77777777777_02' }
  const call = (payload: string) => station.inject({ method: 'POST', url: '/pa-for-node', payload })
  await call(verifyMessage(noticeNumber, head))
  await call(receiptMessage(2, { receiptId: 'canary-1', noticeNumber, fiscalCode: head.idPA }, head))
  await call(receiptMessage(2, { receiptId: 'canary-1', noticeNumber, fiscalCode: head.idPA, amount: '1.00' }, head))
  await call(verifyMessage(noticeNumber, head).replace('<idPA>', `<idPA>${canary.email}`))
  tokens.push(visitor.cookie('sid')!, visitor.cookie('dev')!)
})

after(async () => {
  await portal.close()
  await station.close()
})

test('the logs name nobody and nothing that is theirs: no code, address, name, password or token', () => {
  const log = lines.join('')
  assert.ok(lines.length > 20)
  for (const [what, text] of Object.entries({ ...canary, password: PASSWORD })) {
    assert.ok(!log.toLowerCase().includes(text.toLowerCase()), what)
  }
  for (const token of tokens) assert.ok(!log.includes(token), 'a token')
  for (const line of lines) assert.equal(line.split('\n').length, 2, 'one line each, whatever is in it')
})

test('the database holds nothing that opens anything: no password, no token, no cookie', async () => {
  assert.ok((await deliverAll(world)) > 0)
  const rows = await allRows(world.database)
  for (const [table, text] of rows) {
    assert.ok(!text.includes(PASSWORD), table)
    for (const token of tokens) assert.ok(!text.includes(token), `a token in ${table}`)
  }
  assert.match(rows.get('accounts')!, /\$argon2id\$v=19\$m=19456,t=2,p=1,k=/)
})
