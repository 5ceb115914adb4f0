/**
 * One attempt to pay online: what is known of a cart handed to Checkout, from the click to the receipt.
 *
 * It is evidence about a browser, never about money: it decides what a page says ("non confermato") and how long, and
 * nothing else. Clocks from Checkout: a cart lives 10 minutes, a payment token 15 (docs/pagopa/choices.md).
 */
import type { Temporal } from '../core/time.ts'
import type { Brand } from '../core/brand.ts'

export type AttemptId = Brand<string, 'AttemptId'>

/** Where the citizen pressed "Paga", and goes back to after an "Annulla". */
export type AttemptOrigin = 'position' | 'cart'

/** Which of the four return URLs the browser came back to. A hint: anybody can open it. */
export type ReturnOutcome = 'ok' | 'waiting' | 'error' | 'cancel'

export type AttemptStatus =
  | 'created'
  | 'refused'
  | 'sent'
  | 'activated'
  | `returned-${ReturnOutcome}`
  | 'partly-concluded'
  | 'concluded'

export type Attempt = {
  status: AttemptStatus
  /** Set once the Node has asked for the payment: money may be on its way from then on. */
  activatedAt: Temporal.Instant | null
  liveUntil: Temporal.Instant
}

export type AttemptEvent =
  | { name: 'sent' }
  | { name: 'refused' }
  | { name: 'activated' }
  | { name: 'returned'; outcome: ReturnOutcome }
  /** One of its notices is paid: by this attempt itself (`isOwn`), or in another way. */
  | { name: 'receipt'; isOwn: boolean; isLast: boolean }

const CREATED_MINUTES = 2
const LIVE_MINUTES = 30
const AWAITED_HOURS = 24

export function startAttempt(now: Temporal.Instant): Attempt {
  return { status: 'created', activatedAt: null, liveUntil: now.add({ minutes: CREATED_MINUTES }) }
}

/** The attempt after an event, or undefined where the event changes nothing (late, repeated, out of place). */
export function advance(attempt: Attempt, event: AttemptEvent, now: Temporal.Instant): Attempt | undefined {
  if (attempt.status === 'concluded') return undefined
  if (event.name === 'receipt') {
    if (event.isLast) return { ...attempt, status: 'concluded' }
    // Checkout pays all the notices of a cart or none, so its first receipt promises the others. One that was paid in
    // another way promises nothing: the attempt stays what it was.
    const liveUntil = now.add({ hours: AWAITED_HOURS })
    return event.isOwn ? { ...attempt, status: 'partly-concluded', liveUntil } : undefined
  }
  switch (event.name) {
    case 'sent':
      return attempt.status === 'created' ? live({ ...attempt, status: 'sent' }, now) : undefined
    case 'refused':
      return attempt.status === 'created' ? { ...attempt, status: 'refused', liveUntil: now } : undefined
    case 'activated':
      return attempt.status === 'created' || attempt.status === 'sent' || attempt.status === 'activated'
        ? live({ ...attempt, status: 'activated', activatedAt: attempt.activatedAt ?? now }, now)
        : undefined
    case 'returned':
      return attempt.status === 'sent' || attempt.status === 'activated'
        ? returned(attempt, event.outcome, now)
        : undefined
  }
}

function returned(attempt: Attempt, outcome: ReturnOutcome, now: Temporal.Instant): Attempt {
  const status = `returned-${outcome}` as const
  switch (outcome) {
    case 'ok':
    case 'waiting':
      return { ...attempt, status, liveUntil: now.add({ hours: AWAITED_HOURS }) }
    case 'error':
      // Checkout answers "error" also while it does not know yet: the clock of the last evidence goes on.
      return { ...attempt, status }
    case 'cancel':
      return { ...attempt, status, liveUntil: attempt.activatedAt ? attempt.liveUntil : now }
  }
}

function live(attempt: Attempt, now: Temporal.Instant): Attempt {
  return { ...attempt, liveUntil: now.add({ minutes: LIVE_MINUTES }) }
}

/** In these an answer may still come, for as long as the attempt lives; the others say no, or nothing. */
export const AWAITED_STATUSES: readonly AttemptStatus[] = [
  'sent',
  'activated',
  'returned-ok',
  'returned-waiting',
  'partly-concluded',
]

/** Whether the citizen's page should say that a payment may be under way. */
export function isAwaited(attempt: Attempt, now: Temporal.Instant): boolean {
  return AWAITED_STATUSES.includes(attempt.status) && isAfter(attempt.liveUntil, now)
}

export type NamedAttempt = Attempt & { idCart: string }

/**
 * Which of the attempts that carry a notice has paid it, as far as can be known: the one that the receipt names; where
 * it names no cart (the field is optional, and a PSP may write there what it likes), the last for which the Node has
 * asked us and which may still end in a payment.
 */
export function payerAmong<Candidate extends NamedAttempt>(
  attempts: readonly Candidate[],
  paymentNote: string | null,
  now: Temporal.Instant,
): Candidate | undefined {
  if (paymentNote !== null && isCartId(paymentNote)) return attempts.find(({ idCart }) => idCart === paymentNote)
  return attempts
    .filter((attempt) => mayHavePaid(attempt, now))
    .reduce<Candidate | undefined>(laterActivated, undefined)
}

function mayHavePaid({ status, activatedAt, liveUntil }: Attempt, now: Temporal.Instant): boolean {
  return activatedAt !== null && status !== 'returned-cancel' && isAfter(liveUntil, now)
}

function laterActivated<Candidate extends Attempt>(one: Candidate | undefined, other: Candidate): Candidate {
  return one?.activatedAt && other.activatedAt && isAfter(one.activatedAt, other.activatedAt) ? one : other
}

function isAfter(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return one.epochNanoseconds > other.epochNanoseconds
}

const PAY_AGAIN_MINUTES = 15

/**
 * When paying again may be offered, with a warning, while an attempt is awaited: not before the token that may exist
 * has died. Null when nothing stands in the way now.
 */
export function canPayAgainAt(attempt: Attempt & { returnedAt: Temporal.Instant | null }): Temporal.Instant | null {
  switch (attempt.status) {
    case 'activated':
      return attempt.activatedAt?.add({ minutes: PAY_AGAIN_MINUTES }) ?? null
    case 'returned-ok':
    case 'returned-waiting':
    case 'partly-concluded':
      return (attempt.returnedAt ?? attempt.activatedAt)?.add({ minutes: PAY_AGAIN_MINUTES }) ?? null
    default:
      return null
  }
}

/** The form of our cart ids (256 random bits): a payment note of another form is somebody else's. */
export function isCartId(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text)
}
