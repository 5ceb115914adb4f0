import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertLedgerIsSound } from '../tests/support/ledger.ts'
import { receiptMessage } from '../tests/support/node.ts'
import {
  type TestPortal,
  Visitor,
  createTestPortal,
  lastMail,
  linkIn,
  readable,
  register,
  registerAndSignIn,
  signIn,
} from '../tests/support/portal.ts'
import { type World, createPosition, createWorld, silent } from '../tests/support/world.ts'
import { createStation } from './pa-for-node/station.route.ts'

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

const MARIO = 'RSSMRA80A01H501U'

async function search(visitor: Visitor, institution: string, fields: Record<string, string>) {
  await visitor.open(`/${institution}/`)
  return visitor.post(`/${institution}/ricerca`, fields)
}

test('the home page lists the enti that have pages, and finds one by its code or by a notice’s QR', async () => {
  const visitor = new Visitor(portal)
  const home = await visitor.get('/')
  assert.equal(home.status, 200)
  assert.match(readable(home), /Comune di Test/)
  assert.match(readable(home), /Comune di Roccaverde/)
  assert.doesNotMatch(readable(home), /Provincia di Roccaverde/)
  assert.equal((await visitor.post('/trova-ente', { institutionCode: '99000100018' })).location, '/roccaverde/')
  const qr = 'PAGOPA|002|301202600000012332|77777777777|5400'
  await visitor.get('/')
  assert.equal((await visitor.post('/trova-ente', { institutionCode: qr })).location, '/comune-di-test/')
  const unknown = await visitor.post('/trova-ente', { institutionCode: '11111111111' })
  assert.equal(unknown.status, 422)
})

test('whoever has both codes sees one position, masked; whoever has one of them wrong learns nothing', async () => {
  const { noticeNumber } = await createPosition(world, world.roccaverde, { description: 'TARI 2026 via Verdi 3' })
  const visitor = new Visitor(portal)
  const found = await search(visitor, 'roccaverde', { fiscalCode: MARIO, noticeNumber })
  assert.equal(found.status, 303)
  assert.doesNotMatch(found.location, new RegExp(noticeNumber))
  const page = readable(await visitor.open(found.location))
  assert.match(page, /54,00 €/)
  assert.match(page, /M\*{4} R\*{4}/)
  assert.doesNotMatch(page, /Mario Rossi|via Verdi|RSSMRA/)

  const other = new Visitor(portal)
  const wrongCode = await search(other, 'roccaverde', { fiscalCode: '01199250158', noticeNumber })
  const wrongNumber = await search(other, 'roccaverde', { fiscalCode: MARIO, noticeNumber: '302999999999999999' })
  assert.equal(wrongCode.status, 422)
  assert.equal(wrongNumber.status, 422)
  const strip = (text: string) => text.replace(/value="[^"]*"/g, '').replace(/\s+/g, ' ')
  assert.equal(strip(wrongCode.body), strip(wrongNumber.body))
  assert.equal((await other.get(found.location)).status, 404, 'the address alone opens nothing')
})

test('a position is found by IUV and by the institution’s own reference as well', async () => {
  const { noticeNumber, positionId } = await createPosition(world, world.roccaverde)
  for (const creditorReferenceId of [noticeNumber.slice(1), `T-${positionId}`]) {
    const found = await search(new Visitor(portal), 'roccaverde', { fiscalCode: MARIO, creditorReferenceId })
    assert.equal(found.status, 303, creditorReferenceId)
  }
})

test('cancelled and draft notices are as good as not there', async () => {
  for (const status of ['cancelled', 'draft'] as const) {
    const { noticeNumber } = await createPosition(world, world.roccaverde, { status })
    const found = await search(new Visitor(portal), 'roccaverde', { fiscalCode: MARIO, noticeNumber })
    assert.equal(found.status, 422, status)
  }
})

test('field errors are told beside what was typed, and nothing typed is lost', async () => {
  const page = await search(new Visitor(portal), 'roccaverde', { fiscalCode: 'RSSMRA80A01H501X', noticeNumber: '12' })
  assert.equal(page.status, 422)
  assert.match(page.body, /value="RSSMRA80A01H501X"/)
  assert.match(page.body, /value="12"/)
  assert.match(readable(page), /18 cifre/)
})

test('a guest pays where the ente allows it: one cart, and the receipt alone makes it Confermato', async () => {
  const { noticeNumber, installmentId } = await createPosition(world, world.roccaverde, { service: 'mensa' })
  const visitor = new Visitor(portal)
  const found = await search(visitor, 'roccaverde', { fiscalCode: MARIO, noticeNumber })
  const position = await visitor.open(found.location)
  const operationId = /name="operationId" value="([^"]+)"/.exec(position.body)?.[1] ?? ''
  const paid = await visitor.post(`${found.location}/paga`, { operationId, amount: '5400' })
  assert.equal(paid.status, 303)
  assert.match(paid.location, /^https:\/\/checkout\.example\/c\//)
  const cart = portal.checkout.carts.at(-1)!
  assert.equal(cart.notices[0]?.noticeNumber, noticeNumber)
  assert.equal(cart.notices[0]?.amount, 5_400)

  const returned = await visitor.open(new URL(cart.returnUrls.ok).pathname)
  assert.match(readable(returned), /Stiamo verificando il pagamento/)
  assert.match(readable(await visitor.open(found.location)), /Non confermato/i)

  await station.inject({
    method: 'POST',
    url: '/pa-for-node',
    payload: receiptMessage(2, { receiptId: 'portal-1', noticeNumber, fiscalCode: '99000100018' }, ROCCAVERDE),
  })
  assert.match(readable(await visitor.open(returned.location || found.location)), /Confermato/)
  const attempt = /pagamenti\/([0-9a-f-]{36})/.exec(visitor.last?.body ?? '')?.[1]
  void attempt
  const quietanza = await visitor.get(`/roccaverde/pratiche/${installmentId}/quietanza.pdf`)
  assert.equal(quietanza.status, 200)
  assert.equal(quietanza.headers['content-type'], 'application/pdf')
  assert.ok(quietanza.raw.subarray(0, 5).equals(Buffer.from('%PDF-')))
  await assertLedgerIsSound(world)
})

const ROCCAVERDE = { idPA: '99000100018', idBrokerPA: '77777777777', idStation: '77777777777_02' }

test('a return address proves nothing: opened by hand, with a made-up token or by another browser', async () => {
  const { noticeNumber } = await createPosition(world, world.roccaverde)
  const visitor = new Visitor(portal)
  const found = await search(visitor, 'roccaverde', { fiscalCode: MARIO, noticeNumber })
  await visitor.open(found.location)
  await visitor.post(`${found.location}/paga`, { operationId: '', amount: '' })
  const ok = new URL(portal.checkout.carts.at(-1)!.returnUrls.ok).pathname
  const stranger = new Visitor(portal)
  const seen = await stranger.open(ok)
  assert.doesNotMatch(readable(seen), /54,00|ricevuto/)
  const madeUp = await stranger.get(`/roccaverde/rientro/esito/${'A'.repeat(43)}`)
  assert.equal(madeUp.location, '/roccaverde/ho-pagato')
  assert.match(readable(await visitor.open(found.location)), /Non confermato/i)
})

test('the same press twice is one attempt, and one cart', async () => {
  const { noticeNumber } = await createPosition(world, world.roccaverde)
  const visitor = new Visitor(portal)
  const found = await search(visitor, 'roccaverde', { fiscalCode: MARIO, noticeNumber })
  const position = await visitor.open(found.location)
  const operationId = /name="operationId" value="([^"]+)"/.exec(position.body)?.[1] ?? ''
  const cartsBefore = portal.checkout.carts.length
  const first = await visitor.post(`${found.location}/paga`, { operationId, amount: '5400' })
  const again = await visitor.post(`${found.location}/paga`, { operationId, amount: '5400' })
  assert.equal(again.location, first.location)
  assert.equal(portal.checkout.carts.length, cartsBefore + 1)
  const both = await Promise.all(
    [1, 2, 3].map(() => visitor.post(`${found.location}/paga`, { operationId, amount: '5400' })),
  )
  for (const page of both) assert.equal(page.location, first.location)
})

test('each refusal of Checkout is a page that says that no money moved', async () => {
  const outcomes = [
    [{ outcome: 'not-payable-now' }, 409, /in corso/],
    [{ outcome: 'busy' }, 503, /occupat|momento/i],
    [{ outcome: 'unavailable', detail: 'timeout' }, 503, /non risponde/i],
    [{ outcome: 'rejected', detail: 'x' }, 502, /errore/i],
    [{ outcome: 'unexpected', detail: 'x' }, 502, /errore/i],
  ] as const
  for (const [result, status, words] of outcomes) {
    const { noticeNumber } = await createPosition(world, world.roccaverde)
    const visitor = new Visitor(portal)
    const found = await search(visitor, 'roccaverde', { fiscalCode: MARIO, noticeNumber })
    await visitor.open(found.location)
    const { answer } = portal.checkout
    portal.checkout.answer = () => result
    const page = await visitor.post(`${found.location}/paga`, { operationId: '', amount: '5400' })
    portal.checkout.answer = answer
    assert.equal(page.status, status, result.outcome)
    assert.match(readable(page), words, result.outcome)
    assert.match(readable(page), /addebitat/, result.outcome)
    assert.match(readable(await visitor.open(found.location)), /Paga 54,00 €/, 'and it can be tried again')
  }
})

test('an amount that changed after the page was read is shown before anybody pays it', async () => {
  const { noticeNumber } = await createPosition(world, world.roccaverde)
  const visitor = new Visitor(portal)
  const found = await search(visitor, 'roccaverde', { fiscalCode: MARIO, noticeNumber })
  await visitor.open(found.location)
  const cartsBefore = portal.checkout.carts.length
  const page = await visitor.post(`${found.location}/paga`, { operationId: '', amount: '5000' })
  assert.equal(page.status, 409)
  assert.match(readable(page), /50,00 €.*54,00 €/)
  assert.equal(portal.checkout.carts.length, cartsBefore)
})

test('in Comune di Test paying takes an account: register, activate, sign in, and the position is in the list', async () => {
  const { noticeNumber } = await createPosition(world, world.comuneDiTest, { description: 'TARI 2018' })
  const visitor = new Visitor(portal)
  const found = await search(visitor, 'comune-di-test', { fiscalCode: MARIO, noticeNumber })
  const position = await visitor.open(found.location)
  assert.doesNotMatch(position.body, /name="operationId"/)
  assert.match(readable(position), /Accedi/)

  const registered = await register(visitor, 'comune-di-test', { fiscalCode: MARIO, email: 'mario@example.it' })
  assert.equal(registered.status, 303, readable(registered))
  assert.match(readable(await visitor.open(registered.location)), /Registrazione avvenuta con successo/)
  const link = linkIn((await lastMail(world, 'mario@example.it')).body)
  assert.equal((await signIn(new Visitor(portal), 'comune-di-test', 'mario@example.it')).status, 422, 'not before')

  await visitor.open(link)
  await visitor.open(link)
  assert.match(readable(visitor.last!), /Attiva/, 'opening the link does not use it')
  assert.match(readable(await visitor.post(link)), /attiv/i)
  assert.equal((await signIn(visitor, 'comune-di-test', 'mario@example.it')).status, 303)
  const list = await visitor.open('/comune-di-test/pratiche')
  assert.match(readable(list), /TARI 2018/)
  assert.match(readable(list), /Mario Rossi/)
  assert.match(readable(list), /Riferimento Pratica \/ IUV/)

  world.clock.advance({ minutes: 31 })
  assert.equal((await visitor.get('/comune-di-test/pratiche')).status, 303, 'half an hour of silence ends it')
})

test('in Roccaverde a declared codice fiscale shows nothing, and a vouched-for mailbox shows everything', async () => {
  const email = 'lucia.bianchi@example.it'
  const debtor = { fiscalCode: 'BNCLCU85D41H501F', fullName: 'Lucia Bianchi' }
  await createPosition(world, world.roccaverde, { debtor, description: 'TARI di Lucia' })
  const stranger = new Visitor(portal)
  await registerAndSignIn(world, stranger, 'roccaverde', {
    fiscalCode: debtor.fiscalCode,
    email: 'estraneo@example.it',
  })
  assert.doesNotMatch(readable(await stranger.open('/roccaverde/pratiche')), /TARI di Lucia/)

  await createPosition(world, world.roccaverde, {
    debtor: { ...debtor, email, emailIsVerified: true },
    description: 'Mensa di ottobre',
    service: 'mensa',
  })
  const lucia = new Visitor(portal)
  await registerAndSignIn(world, lucia, 'roccaverde', { fiscalCode: debtor.fiscalCode, email })
  const list = readable(await lucia.open('/roccaverde/pratiche'))
  assert.match(list, /TARI di Lucia/)
  assert.match(list, /Mensa di ottobre/)
  assert.doesNotMatch(readable(await stranger.open('/roccaverde/pratiche')), /TARI di Lucia/)
})

test('a position claimed with both codes stays at hand, masked', async () => {
  const { noticeNumber } = await createPosition(world, world.roccaverde, {
    debtor: { fiscalCode: '01199250158', fullName: 'Azienda Esempio S.r.l.', entityType: 'G' },
    service: 'mensa',
    description: 'Pasti di novembre',
  })
  const visitor = new Visitor(portal)
  await registerAndSignIn(world, visitor, 'roccaverde', { fiscalCode: MARIO, email: 'claims@example.it' })
  const found = await search(visitor, 'roccaverde', { fiscalCode: '01199250158', noticeNumber })
  await visitor.open(found.location)
  const claimed = await visitor.post(`${found.location}/segui`)
  assert.equal(claimed.status, 303)
  const list = readable(await visitor.open('/roccaverde/pratiche'))
  assert.match(list, /Pasti di novembre/)
  assert.doesNotMatch(list, /Azienda Esempio/)
})
