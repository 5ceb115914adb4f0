/** What can be done with each notice of a cart now: nothing is paid, and nothing is left unpaid, without saying so. */
import { type Cents, sum } from '../core/money.ts'
import type { Temporal } from '../core/time.ts'
import type { Twin } from '../debt-positions/before-paying.ts'
import type { InstallmentId } from '../debt-positions/installment.ts'
import { payOffer } from '../debt-positions/pay-offer.ts'
import type { PositionRecord, SeenPosition } from '../debt-positions/position-record.ts'

export type CartItemState =
  | { kind: 'ready' }
  /** A payment was begun and may still arrive; paying is offered all the same, with a warning. */
  | { kind: 'unconfirmed'; since: Temporal.Instant; attemptId: string }
  /** A payment may be under way; null: nobody can say until when. */
  | { kind: 'under-way'; since: Temporal.Instant; attemptId: string; until: Temporal.Instant | null }
  /** The amount is another one than its owner has seen. */
  | { kind: 'repriced'; before: Cents }
  /** Its ente wants to know who pays. */
  | { kind: 'needs-sign-in' }
  | { kind: 'paid'; paidAt: Temporal.Instant }
  | { kind: 'expired' }
  | { kind: 'cancelled' }
  /** pagoPA has just refused it, and our own books do not say why. */
  | { kind: 'refused'; retryAt: Temporal.Instant }

/** A notice of the cart, as its viewer may see it at its ente. */
export type CartItem = {
  institution: { code: string; name: string }
  record: PositionRecord
  state: CartItemState
  /** Only where it can be paid. */
  twin: Twin | undefined
}

/** One that its viewer may not see any more: all that is left is to take it out. */
export type LostItem = { institution: { code: string; name: string }; installmentId: InstallmentId }

export function cartItemState(
  position: Pick<SeenPosition, 'installment' | 'record'>,
  seenAmount: Cents,
  payer: { allowsGuestPayment: boolean; isSignedIn: boolean },
  now: Temporal.Instant,
): CartItemState {
  const { status, amount } = position.record
  const offer = payOffer(position, payer, now, () => '')
  switch (status.kind) {
    case 'confirmed':
      return { kind: 'paid', paidAt: status.paidAt }
    case 'expired':
    case 'cancelled':
      return { kind: status.kind }
    case 'not-confirmed':
      if (offer.kind === 'later' || offer.kind === 'none') {
        const until = offer.kind === 'later' ? offer.from : null
        return { kind: 'under-way', since: status.since, attemptId: status.attemptId, until }
      }
      break
    case 'to-pay':
  }
  if (offer.kind === 'after-login') return { kind: 'needs-sign-in' }
  if (amount !== seenAmount) return { kind: 'repriced', before: seenAmount }
  if (status.kind === 'not-confirmed') {
    return { kind: 'unconfirmed', since: status.since, attemptId: status.attemptId }
  }
  return { kind: 'ready' }
}

export function isPayable({ state }: Pick<CartItem, 'state'>): boolean {
  return state.kind === 'ready' || state.kind === 'unconfirmed'
}

/** What the button says: what it would pay, and nothing else. */
export function payableTotal(items: readonly CartItem[]): Cents {
  return sum(items.filter(isPayable).map(({ record }) => record.amount))
}
