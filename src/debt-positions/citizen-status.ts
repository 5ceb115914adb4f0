/** What a citizen is told about a notice: the projection of the position and of the attempts to pay it (M16). */
import type { Temporal } from '../core/time.ts'
import { type Installment, type ReceiptId, payabilityAt } from './installment.ts'

/** The latest attempt that is still awaited, if any. */
export type AwaitedAttempt = {
  attemptId: string
  since: Temporal.Instant
  /** Paying again is not offered before this instant; null when it is offered at once. */
  canPayAgainAt: Temporal.Instant | null
}

export type CitizenStatus =
  | { kind: 'to-pay' }
  | ({ kind: 'not-confirmed' } & AwaitedAttempt)
  | { kind: 'confirmed'; paidAt: Temporal.Instant; receiptId: ReceiptId }
  | { kind: 'expired' }
  | { kind: 'cancelled' }

/** Undefined for what a citizen does not see yet: a draft, or a notice that is not valid before a later day. */
export function citizenStatus(
  installment: Installment,
  awaited: AwaitedAttempt | undefined,
  now: Temporal.Instant,
): CitizenStatus | undefined {
  if (installment.status === 'paid' || installment.status === 'reported') {
    return { kind: 'confirmed', paidAt: installment.paidAt, receiptId: installment.receiptId }
  }
  switch (payabilityAt(installment, now)) {
    case 'payable':
      return awaited ? { kind: 'not-confirmed', ...awaited } : { kind: 'to-pay' }
    case 'expired':
      // Money may have left before the day ended: while an attempt is awaited nobody is told that it is too late.
      return awaited ? { kind: 'not-confirmed', ...awaited } : { kind: 'expired' }
    case 'cancelled':
      return { kind: 'cancelled' }
    case 'not-published':
    case 'paid':
      return undefined
  }
}

/** Whether "Paga" is offered: the notice is payable, and no attempt asks to wait. */
export function isPayOffered(installment: Installment, status: CitizenStatus, now: Temporal.Instant): boolean {
  if (payabilityAt(installment, now) !== 'payable') return false
  if (status.kind !== 'not-confirmed') return true
  return status.canPayAgainAt === null || status.canPayAgainAt.epochNanoseconds <= now.epochNanoseconds
}
