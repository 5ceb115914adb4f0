import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { EmailAddress } from '../core/email-address.ts'
import type { FiscalCode } from '../core/fiscal-code.ts'
import { cents } from '../core/money.ts'
import { composeNoticeNumber } from '../core/notice-number.ts'
import { Temporal, dayInRome } from '../core/time.ts'
import type { InstallmentId, InstallmentStatus, PositionId, ReceiptId } from './installment.ts'
import { type StoredInstallment, type StoredPosition, decide } from './position-change.ts'
import { type PositionDraft, type ServiceId, remittanceOf } from './position-draft.ts'

const now = Temporal.Instant.from('2026-11-24T10:00:00Z')
const rules = { now, today: dayInRome(now), allowsOverdue: false }

const days = fc.integer({ min: 0, max: 500 }).map((count) => rules.today.add({ days: count }))
const installment = fc
  .record({
    amount: fc.integer({ min: 2, max: 10_000 }),
    dueOn: days,
    description: fc.constantFrom('TARI', 'Mensa'),
    expiresAfterDue: fc.boolean(),
    validFrom: fc.option(fc.constant(Temporal.Instant.from('2026-11-24T23:00:00Z'))),
    parts: fc.integer({ min: 1, max: 2 }),
    isItemized: fc.boolean(),
  })
  .filter(({ validFrom, dueOn }) => !validFrom || dueOn.until(rules.today).sign < 0)
  .map(({ parts, isItemized, amount, ...terms }) => ({
    ...terms,
    ...(isItemized
      ? {
          lines: [
            { label: 'Tributo', amount: cents(amount - 1) },
            { label: 'Interessi', amount: cents(1) },
          ],
        }
      : {}),
    noticeNumber: null,
    amount: cents(amount),
    transfers: Array.from({ length: parts }, (_, index) => ({
      amount: cents(parts === 1 ? amount : index === 0 ? 1 : amount - 1),
      beneficiaryFiscalCode: '99000100018',
      beneficiaryName: null,
      destination: { kind: 'account' as const, iban: 'IT88A0542899001000000990001', postalIban: null },
      remittanceInformation: null,
      transferCategory: '9/0101101IM/',
    })),
  }))

const drafts: fc.Arbitrary<PositionDraft> = fc.record({
  reference: fc.constant('A-1'),
  hasOwnReference: fc.boolean(),
  serviceId: fc.integer({ min: 1, max: 3 }).map((id) => id as ServiceId),
  debtor: fc.record(
    {
      entityType: fc.constant('F' as const),
      fiscalCode: fc.constant('RSSMRA80A01H501U' as FiscalCode),
      fullName: fc.constantFrom('Mario Rossi', 'Mario  Rossi'),
      streetName: fc.option(fc.constant('Via Roma')),
      civicNumber: fc.constant(null),
      postalCode: fc.constant(null),
      city: fc.constant(null),
      province: fc.constant(null),
      country: fc.constant(null),
      email: fc.option(fc.constant('mario@example.it' as EmailAddress)),
      emailIsVerified: fc.boolean(),
    },
    { noNullPrototype: true },
  ),
  subject: fc.constantFrom('Targa AB123CD', 'Via Verdi 3', null),
  options: fc
    .tuple(fc.option(installment), fc.option(fc.array(installment, { minLength: 2, maxLength: 4 })), installment)
    .map(([whole, plan, other]) => [
      { kind: 'single' as const, installments: [whole ?? other] },
      ...(plan ? [{ kind: 'plan' as const, installments: plan }] : []),
    ]),
})

/** What the database holds once a draft has been stored. */
function store(draft: PositionDraft, status: InstallmentStatus = 'unpaid', isAwaited = false): StoredPosition {
  let base = 0
  return {
    positionId: 'p' as PositionId,
    reference: draft.reference,
    serviceId: draft.serviceId,
    origin: 'import',
    debtor: { ...draft.debtor },
    subject: draft.subject ?? null,
    installments: draft.options.flatMap(({ kind, installments }, option) =>
      installments.map((one, index): StoredInstallment => {
        const noticeNumber = composeNoticeNumber('02', base++)
        const facts = {
          paidAt: now,
          receiptId: 'R' as ReceiptId,
          cancelledAt: now,
          cancellationReason: 'by-institution',
        }
        return {
          ...one,
          ...facts,
          status,
          validFrom: one.validFrom ?? (status === 'published' ? now : null),
          amountVersion: 1,
          installmentId: `i${base}` as InstallmentId,
          optionNo: option + 1,
          optionKind: kind,
          installmentNo: index + 1,
          noticeNumber,
          transfers: one.transfers.map((line) => ({
            ...line,
            remittanceInformation: remittanceOf(line, noticeNumber),
          })),
          isAwaited,
        } as StoredInstallment
      }),
    ),
  }
}

const known = (position: StoredPosition) => ({ byReference: position, byNoticeNumber: [] })
const statuses = fc.constantFrom<InstallmentStatus>('draft', 'unpaid', 'expired', 'cancelled', 'paid', 'reported')

test('what nobody knows is created; what is there already changes nothing, whatever has become of it', () => {
  fc.assert(
    fc.property(drafts, statuses, fc.boolean(), (draft, status, isAwaited) => {
      assert.deepEqual(decide(draft, { byReference: undefined, byNoticeNumber: [] }, rules), { outcome: 'create' })
      assert.deepEqual(decide(draft, known(store(draft, status, isAwaited)), rules), { outcome: 'unchanged' })
    }),
  )
})

test('once money has moved, or may be moving, nothing changes and the reason is said', () => {
  fc.assert(
    fc.property(drafts, drafts, statuses, fc.boolean(), (before, after, status, isAwaited) => {
      const decision = decide(after, known(store(before, status, isAwaited)), rules)
      if (decision.outcome === 'unchanged') return
      const isOpen = !isAwaited && (status === 'draft' || status === 'unpaid' || status === 'expired')
      if (isOpen) return
      assert.equal(decision.outcome, 'refused')
      const expected =
        status === 'paid' || status === 'reported' ? 'paid' : isAwaited ? 'payment-under-way' : 'cancelled'
      assert.equal(decision.outcome === 'refused' && decision.reason, expected)
    }),
  )
})

test('a change leaves exactly what was asked for: asking again changes nothing', () => {
  fc.assert(
    fc.property(drafts, drafts, (before, after) => {
      const stored = store(before)
      const decision = decide(after, known(stored), rules)
      if (decision.outcome !== 'change') {
        assert.ok(decision.outcome === 'unchanged' || decision.outcome === 'refused')
        return
      }
      const { change } = decision
      const changed: StoredPosition = {
        ...stored,
        serviceId: change.serviceId ?? stored.serviceId,
        debtor: change.debtor ?? stored.debtor,
        subject: change.debtor ? change.subject : (stored.subject ?? null),
        installments: stored.installments.map((one) => {
          const found = change.installments.find((candidate) => candidate.before === one)
          if (!found) return one
          const transfers = found.areTransfersChanged
            ? found.after.transfers.map((line) => ({
                ...line,
                remittanceInformation: remittanceOf(line, one.noticeNumber),
              }))
            : one.transfers
          const { noticeNumber } = one
          const { lines = [] } = found.after
          return { ...one, ...found.after, noticeNumber, transfers, lines, status: found.status } as StoredInstallment
        }),
      }
      for (const one of changed.installments) {
        assert.equal(
          one.transfers.reduce((total, { amount }) => total + amount, 0),
          one.amount,
        )
      }
      assert.deepEqual(decide(after, known(changed), rules), { outcome: 'unchanged' })
    }),
  )
})

test('a notice number is one position’s', () => {
  fc.assert(
    fc.property(drafts, drafts, (draft, other) => {
      const holder = store(other)
      const own = decide(
        { ...draft, hasOwnReference: true },
        { byReference: undefined, byNoticeNumber: [holder] },
        rules,
      )
      assert.deepEqual(own, { outcome: 'refused', reason: 'notice-number-taken' })
      const nameless = decide(
        { ...other, hasOwnReference: false },
        { byReference: undefined, byNoticeNumber: [holder] },
        rules,
      )
      assert.deepEqual(nameless, { outcome: 'unchanged' }, 'a row without reference means the position of its number')
    }),
  )
})
