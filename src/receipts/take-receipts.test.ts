import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { assertLedgerIsSound } from '../../tests/support/ledger.ts'
import { type World, createPosition, createWorld } from '../../tests/support/world.ts'
import { cents } from '../core/money.ts'
import { creditorReferenceIdOf } from '../core/notice-number.ts'
import type { NoticeNumber } from '../core/notice-number.ts'
import type { ReceiptId } from '../debt-positions/installment.ts'
import { sql, text } from '../platform/sql.ts'
import type { Receipt } from './receipt.ts'
import { type TakeReceipt, createTakeReceipt } from './take-receipts.operation.ts'

let world: World

before(async () => {
  world = await createWorld()
})

let serial = 0

function receiptOf(noticeNumber: string, changes: Partial<Receipt> = {}): Receipt {
  const amount = changes.amount ?? cents(5_400)
  return {
    receiptId: `crowd-${++serial}` as ReceiptId,
    noticeNumber,
    creditorReferenceId: creditorReferenceIdOf(noticeNumber as NoticeNumber),
    ownerFiscalCode: world.comuneDiTest.fiscalCode,
    outcome: 'OK',
    amount,
    fee: null,
    paidAt: world.clock.now(),
    applicationOn: null,
    transferOn: null,
    psp: { id: 'ABCDITMM', name: 'Banca di Esempio', fiscalCode: null },
    channelDescription: 'app',
    paymentMethod: null,
    paymentNote: null,
    isStandIn: false,
    transfers: [
      {
        transferNo: 1,
        amount,
        beneficiaryFiscalCode: world.comuneDiTest.fiscalCode,
        iban: 'IT60X0542811101000000123456',
        stampDocument: null,
        remittanceInformation: '/RFB/1',
        transferCategory: '9/0101101IM/',
      },
    ],
    primitiveVersion: 2,
    document: Buffer.from(`<receipt n="${serial}"/>`),
    ...changes,
  }
}

const open = async (position: Parameters<typeof createPosition>[2] = {}) =>
  (await createPosition(world, world.comuneDiTest, position)).noticeNumber

async function takeAll(take: TakeReceipt, receipts: readonly Receipt[]): Promise<PromiseSettledResult<string>[]> {
  return Promise.allSettled(
    receipts.map(async (receipt) => {
      const { outcome } = await take(world.comuneDiTest, { receipt, receivedAt: world.clock.now() })
      return outcome
    }),
  )
}

function outcomes(answers: readonly PromiseSettledResult<string>[]): string[] {
  return answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : String(answer.reason))).toSorted()
}

async function countOf(receipts: readonly Receipt[]): Promise<number> {
  const rows = await world.database.app.read(
    world.comuneDiTest.institutionId,
    sql`select receipt_id from receipts where institution_id = scope.institution_id
      and receipt_id = any(${receipts.map(({ receiptId }) => receiptId)}::text[])`,
    { receipt_id: text },
  )
  return rows.length
}

const neverTogether = (error: unknown) => {
  throw error
}

test('a crowd of all kinds of receipts, all at once: each has the outcome that it would have had alone', async () => {
  const take = createTakeReceipt(world.database.app, neverTogether)
  const plain = await Promise.all(Array.from({ length: 40 }, () => open()))
  const cancelled = await open({ status: 'cancelled' })
  const [twice, copied, differing, changed, unpaid] = await Promise.all([open(), open(), open(), open(), open()])
  const { plan } = await createPosition(world, world.comuneDiTest, {
    plan: [
      { amountCents: 2_700, dueOn: '2026-12-31' },
      { amountCents: 2_700, dueOn: '2027-03-31' },
    ],
  })
  const copy = receiptOf(copied)
  const told = receiptOf(differing)
  const expected: [Receipt, string][] = [
    ...plain.map((notice): [Receipt, string] => [receiptOf(notice), 'settled']),
    [receiptOf(cancelled), 'paid-while-not-payable'],
    [receiptOf(twice), 'settled'],
    [receiptOf(twice), 'paid-twice'],
    [copy, 'settled'],
    [copy, 'same-receipt-again'],
    [copy, 'same-receipt-again'],
    [told, 'settled'],
    [{ ...told, creditorReferenceId: '01000000000000000' }, 'differing-receipt'],
    [receiptOf(changed, { amount: cents(6_000) }), 'settled'],
    [receiptOf(unpaid, { outcome: 'KO' }), 'not-paid'],
    [receiptOf('301777777777777777'), 'unknown-notice'],
    [receiptOf('302000000000000001', { ownerFiscalCode: world.roccaverde.fiscalCode }), 'broadcast'],
    ...plan.map((notice): [Receipt, string] => [receiptOf(notice, { amount: cents(2_700) }), 'settled']),
  ]
  const answers = await takeAll(
    take,
    expected.map(([receipt]) => receipt),
  )
  assert.deepEqual(outcomes(answers), expected.map(([, outcome]) => outcome).toSorted())
  await assertLedgerIsSound(world)
})

test('one receipt that the database refuses does not keep out those that came with it', async () => {
  const { owner } = world.database
  await owner.run(sql`
    create function refuse() returns trigger language plpgsql as $$ begin raise 'refused by the test'; end $$`)
  await owner.run(sql`
    create trigger refuse before insert on receipts for each row
    when (new.channel_description = 'refuse') execute function refuse()`)
  const failures: unknown[] = []
  const take = createTakeReceipt(world.database.app, (error) => failures.push(error))
  const notices = await Promise.all(Array.from({ length: 12 }, () => open()))
  const receipts = notices.map((notice, index) =>
    receiptOf(notice, index === 7 ? { channelDescription: 'refuse' } : {}),
  )
  const answers = await takeAll(take, receipts)
  assert.deepEqual(
    answers.map(({ status }) => status),
    notices.map((_, index) => (index === 7 ? 'rejected' : 'fulfilled')),
  )
  assert.equal(await countOf(receipts), 11)
  assert.equal(failures.length, 1)
  await owner.run(sql`drop trigger refuse on receipts`)
  assert.deepEqual(outcomes(await takeAll(take, receipts)), [
    ...Array.from({ length: 11 }, () => 'same-receipt-again'),
    'settled',
  ])
  await assertLedgerIsSound(world)
})
