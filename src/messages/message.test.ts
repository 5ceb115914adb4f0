import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Temporal } from '../core/time.ts'
import { confirmed, notConfirmed, toPay, expired, cancelled } from '../../tests/gallery/data.ts'
import { type Message, REMINDER_DAYS, judge } from './message.ts'

const today = Temporal.PlainDate.from('2026-11-24')
const message: fc.Arbitrary<Message> = fc.oneof(
  fc.record({ kind: fc.constantFrom('position-created' as const, 'payment-received' as const) }),
  fc.record({ kind: fc.constant('reminder' as const), daysBefore: fc.constantFrom(...REMINDER_DAYS) }),
)
const status = fc.constantFrom(toPay, notConfirmed, confirmed, expired, cancelled, undefined)
const dueOn = fc.integer({ min: -40, max: 60 }).map((days) => today.add({ days }))

test('nobody is asked for money that is paid, on its way, cancelled, too late or not there', () => {
  fc.assert(
    fc.property(message, status, dueOn, (one, state, on) => {
      const verdict = judge(one, { status: state, dueOn: on }, today)
      if (one.kind === 'payment-received') assert.equal(verdict, state?.kind === 'confirmed' ? 'tell' : 'drop')
      else if (verdict === 'tell') assert.equal(state?.kind, 'to-pay')
      // What is being checked is decided by what comes of it, never given up.
      else if (state?.kind === 'not-confirmed') assert.equal(verdict, 'wait')
    }),
  )
})

test('a reminder is one: never after the day, never before its time', () => {
  fc.assert(
    fc.property(fc.constantFrom(...REMINDER_DAYS), dueOn, (daysBefore, on) => {
      const left = today.until(on).days
      const verdict = judge({ kind: 'reminder', daysBefore }, { status: toPay, dueOn: on }, today)
      assert.equal(verdict, left > daysBefore ? 'forget' : left < 0 ? 'drop' : 'tell')
    }),
  )
})
