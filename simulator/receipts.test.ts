import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Receipt } from './messages.ts'
import { nodeFault } from './faults.ts'
import { carryOut, carryOutAfterReturn, type ReceiptPlan } from './receipt-plan.ts'
import { Receipts } from './receipts.ts'
import type { StationRequest } from './requests.ts'
import type { Reply, StationClient } from './station-client.ts'
import { initialSwitches } from './switches.ts'
import { fakeClock } from './test-support/fake-clock.ts'
import { envelope, ko } from './test-support/stub-station.ts'
import { COMUNE, PROVINCIA, testConfig } from './test-support/test-bench.ts'
import { REAL_TIMING } from './timing.ts'

const HOUR = REAL_TIMING.hourMs

const receipt: Receipt = {
  receiptId: 'c110729d258c4ab1b765fe902aae41d6',
  noticeNumber: '301202600000012332',
  fiscalCode: COMUNE,
  creditorReferenceId: '01202600000012332',
  amount: 10_000,
  description: 'TARI',
  companyName: 'Comune di Test',
  debtor: { type: 'F', identifier: 'ANONIMO', fullName: 'Maria Bianchi' },
  transfers: [
    {
      idTransfer: 1,
      amount: 10_000,
      fiscalCodePA: COMUNE,
      destination: { iban: 'IT60X0542811101000000123456' },
      remittanceInformation: 'TARI',
      category: '9/0101101IM/',
      metadata: [],
    },
  ],
  psp: { idPSP: 'P', fiscalCode: '1', companyName: 'Banca', idChannel: 'C', channelDescription: 'D' },
  paymentMethod: 'cash',
  fee: 0,
  paidAt: 0,
  metadata: [],
  isStandIn: false,
}

const OK: Reply = { outcome: 'answered', body: envelope('paSendRTV2', '<outcome>OK</outcome>') }
const OK_V1: Reply = { outcome: 'answered', body: envelope('paSendRT', '<outcome>OK</outcome>') }
const KO: Reply = { outcome: 'answered', body: ko('paSendRTV2', 'PAA_SYSTEM_ERROR') }
const TIMEOUT: Reply = { outcome: 'failed', fault: nodeFault('PPT_STAZIONE_INT_PA_TIMEOUT', '') }
const HTTP_500: Reply = { outcome: 'failed', fault: nodeFault('PPT_STAZIONE_INT_PA_SERVIZIO_NONATTIVO', '') }
const NONSENSE: Reply = { outcome: 'answered', body: '<html></html>' }

/** Receipts on a clock that stands still, to a station that says what it is told. */
function setUp(reply: (request: StationRequest) => Reply) {
  const clock = fakeClock()
  const sent: { at: number; request: StationRequest }[] = []
  const stations: StationClient = {
    async call(request, interpret) {
      sent.push({ at: clock.now(), request })
      return { value: interpret(reply(request)).value, entryId: sent.length }
    },
    close: () => Promise.resolve(),
  }
  const switches = initialSwitches()
  const parts = { config: testConfig('http://localhost/'), clock, timing: REAL_TIMING, switches, stations }
  return { clock, sent, switches, receipts: new Receipts(parts), timing: REAL_TIMING }
}

test('a receipt without a valid answer is sent again every hour, 48 times in all', async () => {
  for (const reply of [TIMEOUT, HTTP_500, NONSENSE]) {
    const { clock, sent, receipts } = setUp(() => reply)
    await receipts.send(receipt)
    assert.equal(receipts.deliveries()[0]?.state, 'pending')
    await clock.advance(100 * HOUR)
    assert.equal(sent.length, 48)
    assert.deepEqual(
      sent.map(({ at }, index) => at - sent[0]!.at - index * HOUR),
      sent.map(() => 0),
    )
    assert.equal(receipts.deliveries()[0]?.state, 'exhausted')
  }
})

test('a valid answer ends it, and a KO is a valid answer', async () => {
  for (const reply of [OK, KO]) {
    const { clock, sent, receipts } = setUp(() => reply)
    await receipts.send(receipt)
    await clock.advance(100 * HOUR)
    assert.equal(sent.length, 1)
    assert.equal(receipts.deliveries()[0]?.state, 'notified')
  }
})

test('every attempt carries the same bytes, and the first good answer stops them', async () => {
  const replies = [TIMEOUT, HTTP_500, NONSENSE, OK]
  const { clock, sent, receipts } = setUp(() => replies.shift() ?? OK)
  await receipts.send(receipt)
  await clock.advance(100 * HOUR)
  assert.equal(sent.length, 4)
  assert.equal(new Set(sent.map(({ request }) => request.body)).size, 1)
})

test('a pause holds receipts back, also those that were to be sent again, and loses none', async () => {
  const replies = [TIMEOUT]
  const { clock, sent, switches, receipts } = setUp(() => replies.shift() ?? OK)
  await receipts.send(receipt)
  switches.receiptsPaused = true
  await receipts.send({ ...receipt, receiptId: 'another' })
  await clock.advance(10 * HOUR)
  assert.equal(sent.length, 1)
  switches.receiptsPaused = false
  await receipts.resume()
  assert.equal(sent.length, 3)
  assert.deepEqual(
    receipts.deliveries().map(({ state }) => state),
    ['notified', 'notified'],
  )
})

test('the other beneficiaries get a copy, addressed to them, of what belongs to the owner', async () => {
  const { sent, receipts } = setUp(({ operation }) => (operation === 'paSendRT' ? OK_V1 : OK))
  const shared = [...receipt.transfers, { ...receipt.transfers[0]!, idTransfer: 2, fiscalCodePA: PROVINCIA }]
  await receipts.send({ ...receipt, amount: 20_000, transfers: shared })
  const copies = sent.map(({ request: { operation, body } }) => ({
    operation,
    idPA: /<idPA>(\d+)</.exec(body)?.[1],
    idStation: /<idStation>(\w+)</.exec(body)?.[1],
    owner: /<fiscalCode>(\d+)</.exec(body)?.[1],
  }))
  assert.deepEqual(copies, [
    { operation: 'paSendRTV2', idPA: COMUNE, idStation: `${COMUNE}_01`, owner: COMUNE },
    { operation: 'paSendRT', idPA: PROVINCIA, idStation: `${COMUNE}_03`, owner: COMUNE },
  ])
})

test('the version is the station’s, unless a switch or the plan says another; a stamp needs version 2', async () => {
  const { sent, switches, receipts } = setUp(() => OK)
  await receipts.send(receipt)
  await receipts.send(receipt, 1)
  switches.receiptVersion = '1'
  await receipts.send(receipt)
  await receipts.send(receipt, 2)
  const stamp = { stamp: { documentHash: 'QUJDRA==', type: '01', province: 'RM' } }
  await receipts.send({ ...receipt, transfers: [{ ...receipt.transfers[0]!, destination: stamp }] })
  assert.deepEqual(
    sent.map(({ request }) => request.operation),
    ['paSendRTV2', 'paSendRT', 'paSendRT', 'paSendRTV2', 'paSendRTV2'],
  )
})

test('a line of the log is sent again byte for byte', async () => {
  const { sent, receipts } = setUp(() => OK)
  await receipts.send(receipt)
  assert.equal(await receipts.replay(1), true)
  assert.equal(sent[1]?.request.body, sent[0]?.request.body)
  assert.equal(await receipts.replay(99), false)
})

/** What a plan has sent: right after it, after the delay, and after everything. */
async function carriedOut(kind: ReceiptPlan['kind']) {
  const bench = setUp(() => OK)
  const plan = { kind, seconds: 60 }
  const started = bench.clock.now()
  await carryOut(plan, [receipt], bench)
  const atOnce = bench.sent.length
  await bench.clock.advance(1_000)
  const soon = bench.sent.length
  await bench.clock.advance(HOUR)
  const back = carryOutAfterReturn(plan, [receipt], bench)
  await bench.clock.advance(1_000)
  await back
  const seconds = bench.sent.map(({ at }) => Math.floor((at - started) / 1000))
  const ids = new Set(bench.sent.map(({ request }) => /<receiptId>(\w+)</.exec(request.body)?.[1]))
  return {
    atOnce,
    soon,
    all: bench.sent.length,
    ids: ids.size,
    seconds,
    bodies: bench.sent.map(({ request }) => request.body),
  }
}

test('each plan sends what it says, when it says', async () => {
  const counts = async (kind: ReceiptPlan['kind']) => {
    const { atOnce, soon, all, ids } = await carriedOut(kind)
    return [atOnce, soon, all, ids]
  }
  assert.deepEqual(await counts('now'), [0, 1, 1, 1])
  assert.deepEqual(await counts('before-return'), [1, 1, 1, 1])
  assert.deepEqual(await counts('after-return'), [0, 0, 1, 1])
  assert.deepEqual(await counts('delayed'), [0, 0, 1, 1])
  assert.deepEqual((await carriedOut('delayed')).seconds, [60])
  assert.deepEqual(await counts('never'), [0, 0, 0, 0])
  assert.deepEqual(await counts('twice'), [0, 2, 2, 1])
  assert.deepEqual(await counts('twice-together'), [0, 2, 2, 1])
  assert.deepEqual(await counts('same-id-different'), [0, 2, 2, 1])
})

test('a receipt of another amount still adds up, and a second one with the same id is another document', async () => {
  const [different] = (await carriedOut('different-amount')).bodies
  assert.match(different ?? '', /<paymentAmount>101\.00<.*<transferAmount>101\.00</)
  const [first, second] = (await carriedOut('same-id-different')).bodies
  assert.notEqual(first, second)
  assert.match((await carriedOut('stand-in')).bodies[0] ?? '', /<standIn>true</)
  assert.match((await carriedOut('v1')).bodies[0] ?? '', /paSendRTReq/)
  assert.match((await carriedOut('v2')).bodies[0] ?? '', /paSendRTV2Request/)
})
