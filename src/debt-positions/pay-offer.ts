import type { Temporal } from '../core/time.ts'
import { isPayOffered } from './citizen-status.ts'
import { payabilityAt } from './installment.ts'
import type { CartOffer, PayOffer, SeenPosition } from './position-record.ts'

type Payer = { allowsGuestPayment: boolean; isSignedIn: boolean }

/** Whether "Paga" is on the page, and if not, what stands there instead. */
export function payOffer(
  { installment, record }: Pick<SeenPosition, 'installment' | 'record'>,
  { allowsGuestPayment, isSignedIn }: Payer,
  now: Temporal.Instant,
  newOperationId: () => string,
): PayOffer {
  if (payabilityAt(installment, now) !== 'payable') return { kind: 'none' }
  if (!isSignedIn && !allowsGuestPayment) return { kind: 'after-login' }
  if (isPayOffered(installment, record.status, now)) return { kind: 'offered', operationId: newOperationId() }
  const from = record.status.kind === 'not-confirmed' ? record.status.canPayAgainAt : null
  return from ? { kind: 'later', from } : { kind: 'none' }
}

/** Into the cart goes what can be paid now, whoever its ente wants to pay: that is asked when it is paid. */
export function cartOffer({ isInCart }: Pick<SeenPosition, 'isInCart'>, pay: PayOffer): CartOffer {
  if (isInCart) return 'in-cart'
  return pay.kind === 'offered' || pay.kind === 'after-login' ? 'offered' : 'no'
}

/** A paper to pay with, as long as there is something to pay. */
export function canPrintNotice({ record: { status } }: Pick<SeenPosition, 'record'>): boolean {
  return status.kind === 'to-pay' || status.kind === 'not-confirmed'
}
