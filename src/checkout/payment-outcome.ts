/** What a citizen is told of an attempt to pay: what our own books know, never what a return address says. */
import type { Temporal } from '../core/time.ts'
import { type Attempt, type ReturnOutcome, canPayAgainAt, isAwaited } from '../debt-positions/attempt.ts'

export type PaymentOutcome =
  /** Every notice has its receipt. */
  | { kind: 'received' }
  /** Some have theirs, and Checkout pays all of a cart or nothing: the others are on their way. */
  | { kind: 'partly-received' }
  | { kind: 'partly-unanswered'; since: Temporal.Instant }
  /** The cart is being made: the first press of the button is still on its way. */
  | { kind: 'starting' }
  /** An attempt is awaited; `hint` is what the browser came back with, if it did. */
  | { kind: 'checking'; since: Temporal.Instant; hint: ReturnOutcome | undefined }
  /** Back with an error and no receipt so far: never a fact that it failed. */
  | { kind: 'not-completed'; canPayAgainAt: Temporal.Instant | null }
  | { kind: 'cancelled'; canPayAgainAt: Temporal.Instant | null }
  /** Awaited for as long as it makes sense, and nothing came. */
  | { kind: 'unanswered'; since: Temporal.Instant }

export type AttemptFacts = Attempt & {
  createdAt: Temporal.Instant
  sentAt: Temporal.Instant | null
  returnedAt: Temporal.Instant | null
  noticeCount: number
  /** Notices of the attempt that are paid by now, by this attempt or in any other way. */
  paidCount: number
}

export function paymentOutcome(attempt: AttemptFacts, now: Temporal.Instant): PaymentOutcome {
  if (attempt.paidCount === attempt.noticeCount) return { kind: 'received' }
  const since = attempt.returnedAt ?? attempt.activatedAt ?? attempt.sentAt ?? attempt.createdAt
  switch (attempt.status) {
    case 'created':
      return isLive(attempt, now) ? { kind: 'starting' } : { kind: 'not-completed', canPayAgainAt: null }
    case 'refused':
      return { kind: 'not-completed', canPayAgainAt: null }
    case 'returned-error':
      return { kind: 'not-completed', canPayAgainAt: payAgainAt(attempt) }
    case 'returned-cancel':
      return { kind: 'cancelled', canPayAgainAt: payAgainAt(attempt) }
    case 'sent':
    case 'activated':
    case 'returned-ok':
    case 'returned-waiting':
    case 'concluded':
      return isAwaited(attempt, now)
        ? { kind: 'checking', since, hint: hintOf(attempt.status) }
        : { kind: 'unanswered', since }
    case 'partly-concluded':
      return isAwaited(attempt, now) ? { kind: 'partly-received' } : { kind: 'partly-unanswered', since }
  }
}

function isLive(attempt: Attempt, now: Temporal.Instant): boolean {
  return attempt.liveUntil.epochNanoseconds > now.epochNanoseconds
}

function hintOf(status: Attempt['status']): ReturnOutcome | undefined {
  if (status === 'returned-ok') return 'ok'
  return status === 'returned-waiting' ? 'waiting' : undefined
}

/** A token that was given out dies fifteen minutes after; until then pagoPA may say that a payment is under way. */
function payAgainAt(attempt: AttemptFacts): Temporal.Instant | null {
  return attempt.activatedAt ? canPayAgainAt({ ...attempt, status: 'activated' }) : null
}
