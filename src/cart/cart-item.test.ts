import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Cents, cents } from '../core/money.ts'
import { composeNoticeNumber, creditorReferenceIdOf } from '../core/notice-number.ts'
import { Temporal } from '../core/time.ts'
import { citizenStatus, isPayOffered } from '../debt-positions/citizen-status.ts'
import type { Installment, InstallmentId, ReceiptId } from '../debt-positions/installment.ts'
import type { PositionRecord } from '../debt-positions/position-record.ts'
import { type CartItem, cartItemState, isPayable, payableTotal } from './cart-item.ts'

const NOW = Temporal.Instant.from('2026-11-24T10:00:00Z')
const noticeNumber = composeNoticeNumber('01', 1)
const amounts = fc.integer({ min: 1, max: 99_999_999_999 }).map(cents)

const installments: fc.Arbitrary<Installment> = fc
  .record({
    amount: amounts,
    isPastDue: fc.boolean(),
    expiresAfterDue: fc.boolean(),
    status: fc.constantFrom<'unpaid' | 'expired' | 'cancelled' | 'paid' | 'reported'>(
      'unpaid',
      'expired',
      'cancelled',
      'paid',
      'reported',
    ),
  })
  .map(({ amount, isPastDue, expiresAfterDue, status }) => {
    const terms = {
      noticeNumber,
      amount,
      amountVersion: 1,
      dueOn: Temporal.PlainDate.from(isPastDue ? '2026-11-01' : '2026-12-31'),
      validFrom: null,
      expiresAfterDue,
    }
    switch (status) {
      case 'paid':
      case 'reported':
        return { ...terms, status, paidAt: NOW, receiptId: 'ricevuta' as ReceiptId }
      case 'cancelled':
        return { ...terms, status, cancelledAt: NOW, cancellationReason: 'by-institution' }
      default:
        return { ...terms, status }
    }
  })

const awaited = fc.option(
  fc.record({
    attemptId: fc.constant('tentativo'),
    since: fc.constant(NOW),
    canPayAgainAt: fc.option(fc.integer({ min: -20, max: 20 }).map((minutes) => NOW.add({ minutes }))),
  }),
  { nil: undefined },
)

type Case = { item: CartItem; installment: Installment; payer: { allowsGuestPayment: boolean; isSignedIn: boolean } }

const cases: fc.Arbitrary<Case> = fc
  .record({
    installment: installments,
    attempt: awaited,
    seen: fc.option(amounts),
    payer: fc.record({ allowsGuestPayment: fc.boolean(), isSignedIn: fc.boolean() }),
    id: fc.uuid(),
  })
  .map(({ installment, attempt, seen, payer, id }) => {
    const status = citizenStatus(installment, attempt, NOW)
    if (!status) throw new Error('a notice that nobody sees')
    const record: PositionRecord = {
      installmentId: id as InstallmentId,
      debtorName: 'M**** R****',
      serviceName: 'Mensa',
      description: 'Mensa di ottobre',
      subject: null,
      status,
      createdOn: installment.dueOn,
      dueOn: installment.dueOn,
      noticeNumber,
      creditorReferenceId: creditorReferenceIdOf(noticeNumber),
      amount: installment.amount,
    }
    const state = cartItemState({ installment, record }, seen ?? installment.amount, payer, NOW)
    const institution = { code: 'ente', name: 'Ente' }
    return { item: { institution, record, state, twin: undefined }, installment, payer }
  })

test('the cart offers to pay exactly what the position’s own page would, at the amount that was seen', () => {
  fc.assert(
    fc.property(cases, ({ item, installment, payer }) => {
      const isOfferedAlone =
        isPayOffered(installment, item.record.status, NOW) && (payer.allowsGuestPayment || payer.isSignedIn)
      assert.equal(isPayable(item), isOfferedAlone && item.state.kind !== 'repriced')
    }),
  )
})

test('the total is the sum of what can be paid, whatever else is in the cart', () => {
  fc.assert(
    fc.property(fc.array(cases, { maxLength: 5 }), (five) => {
      const items = five.map(({ item }) => item)
      let expected = 0
      for (const item of items) if (isPayable(item)) expected += item.record.amount
      assert.equal(payableTotal(items), expected as Cents)
    }),
  )
})

test('an amount that its owner has not seen is never paid, and one that they have is never asked about', () => {
  fc.assert(
    fc.property(cases, amounts, ({ item, installment, payer }, seen) => {
      const state = cartItemState({ installment, record: item.record }, seen, payer, NOW)
      if (seen === installment.amount) assert.notEqual(state.kind, 'repriced')
      else assert.ok(!isPayable({ state }))
    }),
  )
})

test('what can be paid no more says so, whoever looks', () => {
  fc.assert(
    fc.property(cases, ({ item, installment }) => {
      if (installment.status === 'paid' || installment.status === 'reported') assert.equal(item.state.kind, 'paid')
      if (installment.status === 'cancelled') assert.equal(item.state.kind, 'cancelled')
    }),
  )
})
