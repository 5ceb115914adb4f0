import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Checkout, wayBack } from './checkout.ts'
import type { CartRequest } from './cart-request.ts'
import { type Activated, Node } from './node.ts'
import { RateLimit } from './rate-limit.ts'
import { Receipts } from './receipts.ts'
import { routeNotice } from './routing.ts'
import type { StationClient } from './station-client.ts'
import { initialSwitches } from './switches.ts'
import { fakeClock } from './test-support/fake-clock.ts'
import { defaultAnswer } from './test-support/stub-station.ts'
import { COMUNE, cartBody, testConfig } from './test-support/test-bench.ts'
import { REAL_TIMING } from './timing.ts'

const NOTICE = { fiscalCode: COMUNE, noticeNumber: '301202600000012332' }
const OTHER = '301202600000012433'
const MINUTE = 60_000
const details = {
  psp: { idPSP: 'P', fiscalCode: '1', companyName: 'Banca', idChannel: 'C', channelDescription: 'D' },
  paymentMethod: 'cash',
  fee: 150,
}

/** A Node and a Checkout on a clock that stands still, with a station that always says yes. */
function setUp() {
  const clock = fakeClock()
  const asked: string[] = []
  const stations: StationClient = {
    async call(request, interpret) {
      asked.push(request.operation)
      await new Promise((resolve) => setImmediate(resolve))
      const body = defaultAnswer({ operation: request.operation, body: request.body, contentType: '', soapAction: '' })
      return { value: interpret({ outcome: 'answered', body }).value, entryId: asked.length }
    },
    close: () => Promise.resolve(),
  }
  const switches = initialSwitches()
  const parts = { config: testConfig('http://localhost/'), clock, timing: REAL_TIMING, switches, stations }
  const node = new Node(parts)
  const receipts = new Receipts(parts)
  const checkout = new Checkout({ ...parts, node, receipts })
  return { clock, asked, switches, node, checkout }
}

function codeOf(answer: Activated): string {
  return answer.outcome === 'activated' ? 'activated' : answer.fault.code
}

function activationOf(answer: Activated) {
  if (answer.outcome === 'refused') throw new Error(answer.fault.code)
  return answer.activation
}

test('one token at a time: a second activation hears that one is in progress, until the first ends', async () => {
  const { clock, node } = setUp()
  const request = { ...NOTICE, expirationMs: 15 * MINUTE }
  assert.equal(codeOf(await node.activate(request)), 'activated')
  assert.equal(codeOf(await node.activate(request)), 'PPT_PAGAMENTO_IN_CORSO')
  assert.equal((await node.verify(NOTICE)).outcome, 'refused')
  assert.equal(node.mayBePaid(NOTICE), false)
  await clock.advance(15 * MINUTE)
  assert.equal(node.mayBePaid(NOTICE), true)
  assert.equal(codeOf(await node.activate(request)), 'activated')
})

test('two activations at the same time: the station is asked once and one of them wins', async () => {
  const { node, asked } = setUp()
  const request = { ...NOTICE, expirationMs: MINUTE }
  const answers = await Promise.all([node.activate(request), node.activate(request)])
  assert.deepEqual(answers.map(codeOf).toSorted(), ['PPT_PAGAMENTO_IN_CORSO', 'activated'])
  assert.equal(asked.length, 1)
})

test('no token lives longer than half an hour', async () => {
  const { clock, node } = setUp()
  const activation = activationOf(await node.activate({ ...NOTICE, expirationMs: 10 * 60 * MINUTE }))
  await clock.advance(30 * MINUTE - 1)
  assert.equal(node.isAlive(activation), true)
  await clock.advance(1)
  assert.equal(node.isAlive(activation), false)
})

test('a paid notice is paid for good, and its token is the id of the receipt', async () => {
  const { clock, node } = setUp()
  const activation = activationOf(await node.activate({ ...NOTICE, expirationMs: MINUTE }))
  const paid = node.pay([activation], details)
  assert.equal(paid.outcome === 'paid' && paid.receipts[0]?.receiptId, activation.token)
  await clock.advance(24 * 60 * MINUTE)
  assert.equal(codeOf(await node.activate({ ...NOTICE, expirationMs: MINUTE })), 'PPT_PAGAMENTO_DUPLICATO')
  node.forget(NOTICE)
  assert.equal(codeOf(await node.activate({ ...NOTICE, expirationMs: MINUTE })), 'activated')
})

test('a dead token pays nothing, nor does one that a younger token has replaced', async () => {
  const { clock, node } = setUp()
  const first = activationOf(await node.activate({ ...NOTICE, expirationMs: MINUTE }))
  await clock.advance(MINUTE)
  const second = activationOf(await node.activate({ ...NOTICE, expirationMs: MINUTE }))
  assert.equal(node.pay([first], details).outcome, 'refused')
  node.release(first)
  assert.equal(node.pay([second], details).outcome, 'paid')
})

test('one act pays all notices of a cart, and its fee is written once', async () => {
  const { node } = setUp()
  const activations = [
    activationOf(await node.activate({ ...NOTICE, expirationMs: MINUTE })),
    activationOf(await node.activate({ ...NOTICE, noticeNumber: OTHER, expirationMs: MINUTE })),
  ]
  const paid = node.pay(activations, details)
  assert.deepEqual(paid.outcome === 'paid' && paid.receipts.map(({ fee }) => fee), [150, 0])
})

test('a note or an amount that does not fit the schema is refused before anybody is asked', async () => {
  const { node, asked } = setUp()
  for (const paymentNote of ['', 'x'.repeat(211)]) {
    assert.equal(codeOf(await node.activate({ ...NOTICE, paymentNote, expirationMs: MINUTE })), 'PPT_SINTASSI_XSD')
  }
  assert.equal(codeOf(await node.activate({ ...NOTICE, amount: 1e11, expirationMs: MINUTE })), 'PPT_SINTASSI_XSD')
  assert.deepEqual(asked, [])
})

test('a notice finds its station by its first digits', () => {
  const config = testConfig('http://localhost/')
  const stationOf = (noticeNumber: string, fiscalCode = COMUNE) => {
    const route = routeNotice(config, { fiscalCode, noticeNumber })
    return route.outcome === 'routed' ? route.station.stationId.slice(-2) : route.fault.code
  }
  assert.equal(stationOf('301202600000012332'), '01')
  assert.equal(stationOf('302202600000012332'), '02')
  assert.equal(stationOf('001202600000012329'), '01')
  assert.equal(stationOf('112345678901234567'), '01')
  assert.equal(stationOf('303202600000012332'), 'PPT_STAZIONE_INT_PA_SCONOSCIUTA')
  assert.equal(stationOf('002202600000012329'), 'PPT_STAZIONE_INT_PA_SCONOSCIUTA')
  assert.equal(stationOf('212345678901234567'), 'PPT_STAZIONE_INT_PA_SCONOSCIUTA')
  assert.equal(stationOf('301202600000012332', '12345678901'), 'PPT_DOMINIO_SCONOSCIUTO')
})

function requestOf(noticeNumbers: string[]): CartRequest {
  const { returnUrls: urls, ...cart } = cartBody(noticeNumbers)
  return {
    ...cart,
    returnUrls: {
      ok: urls.returnOkUrl,
      cancel: urls.returnCancelUrl,
      error: urls.returnErrorUrl,
      waiting: urls.returnWaitingUrl,
    },
  }
}

test('a cart lives ten minutes, and what has been activated from it fifteen more', async () => {
  const { clock, checkout } = setUp()
  const unopened = checkout.create(requestOf([OTHER]))
  const opened = checkout.create(requestOf([NOTICE.noticeNumber]))
  await clock.advance(9 * MINUTE)
  await checkout.activate(opened, 'card')
  await clock.advance(MINUTE)
  assert.equal(checkout.stateOf(unopened), 'not-found')
  assert.equal(checkout.stateOf(opened), 'open')
  await clock.advance(13 * MINUTE)
  assert.equal(checkout.stateOf(opened), 'open')
  await clock.advance(MINUTE)
  assert.equal(checkout.stateOf(opened), 'session-expired')
  assert.equal(wayBack(opened).name, 'returnErrorUrl')
})

test('a second cart takes over a living token without asking the station again', async () => {
  const { clock, checkout, asked } = setUp()
  const [first, second] = [
    checkout.create(requestOf([NOTICE.noticeNumber])),
    checkout.create(requestOf([NOTICE.noticeNumber])),
  ]
  await checkout.activate(first, 'card')
  await clock.advance(5 * MINUTE)
  await checkout.activate(second, 'card')
  assert.equal(second.stage.at, 'summary')
  assert.equal(asked.length, 1)
})

test('pressing twice activates once and pays once', async () => {
  const { clock, checkout, asked, node } = setUp()
  const cart = checkout.create(requestOf([NOTICE.noticeNumber, OTHER]))
  await Promise.all([checkout.activate(cart, 'card'), checkout.activate(cart, 'card')])
  assert.equal(asked.length, 2)
  const pay = { action: 'pay', plan: { kind: 'now', seconds: 0 } } as const
  await Promise.all([checkout.choose(cart, pay), checkout.choose(cart, { action: 'cancel' })])
  await clock.advance(MINUTE)
  assert.equal(node.payments().length, 2)
  assert.equal(wayBack(cart).name, 'returnOkUrl')
})

test('one notice that cannot be paid stops the cart and leaves the others taken', async () => {
  const { checkout, node } = setUp()
  node.pay([activationOf(await node.activate({ ...NOTICE, noticeNumber: OTHER, expirationMs: MINUTE }))], details)
  const cart = checkout.create(requestOf([NOTICE.noticeNumber, OTHER]))
  await checkout.activate(cart, 'card')
  assert.equal(cart.stage.at === 'outcome' && cart.stage.outcome.kind, 'refused')
  assert.equal(node.mayBePaid(NOTICE), false)
})

test('Annulla gives the notice back at once, or not, as the switch says; Errore always does', async () => {
  for (const [isFreed, action] of [
    [true, 'cancel'],
    [false, 'cancel'],
    [true, 'fail'],
  ] as const) {
    const { checkout, node, switches } = setUp()
    switches.cancelFreesNotice = isFreed
    const cart = checkout.create(requestOf([NOTICE.noticeNumber]))
    await checkout.activate(cart, 'card')
    const failure = { action: 'fail', code: 2, isPaidAllTheSame: false, plan: { kind: 'now', seconds: 0 } } as const
    await checkout.choose(cart, action === 'cancel' ? { action } : failure)
    assert.equal(node.mayBePaid(NOTICE), isFreed)
    assert.equal(wayBack(cart).name, action === 'cancel' ? 'returnCancelUrl' : 'returnErrorUrl')
  }
})

test('a payment in suspense is decided later, or never; an old cart has only the error URL for it', async () => {
  for (const kind of ['now', 'never'] as const) {
    const { clock, checkout, node } = setUp()
    const cart = checkout.create(requestOf([NOTICE.noticeNumber]))
    await checkout.activate(cart, 'card')
    await checkout.choose(cart, { action: 'wait', plan: { kind, seconds: 60 } })
    assert.equal(wayBack(cart).name, 'returnWaitingUrl')
    await clock.advance(59_000)
    assert.equal(node.payments().length, 0)
    await clock.advance(1_000)
    assert.equal(node.payments().length, kind === 'now' ? 1 : 0)
    delete cart.request.returnUrls.waiting
    assert.equal(wayBack(cart).name, 'returnErrorUrl')
  }
})

test('an error that hides a payment leads back by the error URL all the same', async () => {
  const { checkout, node } = setUp()
  const cart = checkout.create(requestOf([NOTICE.noticeNumber]))
  await checkout.activate(cart, 'card')
  await checkout.choose(cart, { action: 'fail', code: 1, isPaidAllTheSame: true, plan: { kind: 'never', seconds: 0 } })
  assert.equal(node.payments().length, 1)
  assert.equal(wayBack(cart).name, 'returnErrorUrl')
})

test('the 151st call within ten seconds waits, and each caller has a count of its own', async () => {
  const clock = fakeClock()
  const limit = new RateLimit(clock)
  for (let call = 0; call < 150; call++) assert.equal(limit.take('a'), 0)
  assert.equal(limit.take('a'), 10)
  assert.equal(limit.take('b'), 0)
  await clock.advance(10_000)
  assert.equal(limit.take('a'), 0)
})
