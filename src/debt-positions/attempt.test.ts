import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Temporal } from '../core/time.ts'
import {
  type Attempt,
  type AttemptEvent,
  type AttemptStatus,
  advance,
  canPayAgainAt,
  isAwaited,
  payerAmong,
} from './attempt.ts'

const NOW = Temporal.Instant.from('2026-11-24T10:00:00Z')
const STATUSES: readonly AttemptStatus[] = [
  'created',
  'refused',
  'sent',
  'activated',
  'returned-ok',
  'returned-waiting',
  'returned-error',
  'returned-cancel',
  'partly-concluded',
  'concluded',
]

const minutesAgo = fc.integer({ min: 0, max: 60 }).map((minutes) => NOW.subtract({ minutes }))
const cartIds = fc.string({ unit: fc.constantFrom(...'abcXYZ019_-'), minLength: 43, maxLength: 43 })
const attempts: fc.Arbitrary<Attempt & { idCart: string }> = fc.record({
  idCart: cartIds,
  status: fc.constantFrom(...STATUSES),
  activatedAt: fc.option(minutesAgo),
  liveUntil: fc.integer({ min: -60, max: 60 }).map((minutes) => NOW.add({ minutes })),
})
const events: fc.Arbitrary<AttemptEvent> = fc.oneof(
  fc.constantFrom<AttemptEvent>({ name: 'sent' }, { name: 'refused' }, { name: 'activated' }),
  fc.record({ name: fc.constant('returned' as const), outcome: fc.constantFrom('ok', 'waiting', 'error', 'cancel') }),
  fc.record({ name: fc.constant('receipt' as const), isOwn: fc.boolean(), isLast: fc.boolean() }),
)

test('an attempt whose notices are all paid is over: nothing that comes later changes it', () => {
  fc.assert(
    fc.property(attempts, events, (attempt, event) => {
      assert.equal(advance({ ...attempt, status: 'concluded' }, event, NOW), undefined)
    }),
  )
})

test('the last receipt concludes an attempt, whatever it was and whoever paid', () => {
  fc.assert(
    fc.property(attempts, fc.boolean(), (attempt, isOwn) => {
      fc.pre(attempt.status !== 'concluded')
      assert.equal(advance(attempt, { name: 'receipt', isOwn, isLast: true }, NOW)?.status, 'concluded')
    }),
  )
})

test('the first receipt of an attempt’s own promises the others: they are awaited for a day', () => {
  fc.assert(
    fc.property(attempts, (attempt) => {
      fc.pre(attempt.status !== 'concluded')
      const after = advance(attempt, { name: 'receipt', isOwn: true, isLast: false }, NOW)!
      assert.ok(isAwaited(after, NOW.add({ hours: 23 })))
      assert.ok(!isAwaited(after, NOW.add({ hours: 25 })))
    }),
  )
})

test('a notice that was paid in another way says nothing about the others', () => {
  fc.assert(
    fc.property(attempts, (attempt) => {
      assert.equal(advance(attempt, { name: 'receipt', isOwn: false, isLast: false }, NOW), undefined)
    }),
  )
})

test('a receipt that names its cart was paid by that attempt or by none of ours', () => {
  fc.assert(
    fc.property(fc.array(attempts, { maxLength: 4 }), cartIds, fc.boolean(), (candidates, note, isOurs) => {
      const named = isOurs ? candidates.at(-1) : undefined
      assert.equal(payerAmong(candidates, named?.idCart ?? note, NOW), named)
    }),
  )
})

test('a receipt that names no cart was paid by the last attempt that had been activated and may still be paid', () => {
  const nameless = fc.constantFrom(null, 'pagamento TARI', 'x'.repeat(42))
  fc.assert(
    fc.property(fc.array(attempts, { maxLength: 5 }), nameless, (candidates, note) => {
      const payer = payerAmong(candidates, note, NOW)
      const possible = candidates.filter(
        ({ status, activatedAt, liveUntil }) =>
          activatedAt && status !== 'returned-cancel' && liveUntil.epochNanoseconds > NOW.epochNanoseconds,
      )
      assert.equal(payer !== undefined, possible.length > 0)
      for (const other of possible) {
        assert.ok(other.activatedAt!.epochNanoseconds <= payer!.activatedAt!.epochNanoseconds)
      }
    }),
  )
})

test('paying again waits for the token that may be alive, fifteen minutes at most', () => {
  fc.assert(
    fc.property(attempts, fc.option(minutesAgo), (attempt, returnedAt) => {
      const again = canPayAgainAt({ ...attempt, returnedAt })
      if (again) assert.ok(again.epochNanoseconds <= NOW.add({ minutes: 15 }).epochNanoseconds)
      if (attempt.status === 'activated' && attempt.activatedAt) assert.ok(again)
    }),
  )
})
