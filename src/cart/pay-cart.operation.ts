import type { Account } from '../accounts/account.ts'
import type { SessionId } from '../accounts/session.ts'
import {
  type CheckoutServices,
  type PaymentStart,
  type RequestedNotice,
  startPayment,
} from '../checkout/start-payment.operation.ts'
import { toAskAbout } from '../debt-positions/before-paying.ts'
import type { Directory } from '../institutions/directory.ts'
import type { Institution } from '../institutions/institution.ts'
import { type CartItem, isPayable, payableTotal } from './cart-item.ts'

export type CartPaymentRequest = {
  portal: Institution
  /** What the cart holds now. */
  items: readonly CartItem[]
  /** What the page showed: the notices, by their ids, and the total that stood on the button. */
  shown: { installmentIds: readonly string[]; total: string }
  /** Of which notices somebody has said, having read it, that they are not what looks paid already. */
  confirmed: readonly string[]
  operationId: string
  sessionId: SessionId
  account: Account | undefined
}

export type CartPayment =
  | Exclude<PaymentStart, { outcome: 'obstacles' }>
  /** What the page showed is not what can be paid now: nothing was sent. */
  | { outcome: 'changed' }
  /** Something in it looks paid already, and was not asked about: nothing was sent. */
  | { outcome: 'looks-paid' }

/** Sends to Checkout exactly what the page showed, or nothing. */
export async function payCart(
  services: CheckoutServices & { directory: Directory },
  { portal, items, shown, confirmed, operationId, sessionId, account }: CartPaymentRequest,
): Promise<CartPayment> {
  const wanted = chosen(items, shown)
  if (wanted.some(({ twin, record }) => toAskAbout(twin, confirmed.includes(record.installmentId)))) {
    return { outcome: 'looks-paid' }
  }
  const [first, ...others] = wanted.map((item) => toRequest(services.directory, item))
  if (!first) return { outcome: 'changed' }
  const notices = [first, ...others] as const
  const start = await startPayment(services, {
    portal,
    startedFrom: 'cart',
    notices,
    operationId,
    sessionId,
    account,
  })
  // Between the look and the lock something has changed: whoever shows the cart again shows what.
  return start.outcome === 'obstacles' ? { outcome: 'changed' } : start
}

function chosen(items: readonly CartItem[], { installmentIds, total }: CartPaymentRequest['shown']): CartItem[] {
  const ids = new Set(installmentIds)
  const wanted = items.filter((item) => isPayable(item) && ids.has(item.record.installmentId))
  return wanted.length === ids.size && String(payableTotal(wanted)) === total ? wanted : []
}

function toRequest(directory: Directory, { institution, record }: CartItem): RequestedNotice {
  const creditor = directory.byCode(institution.code)
  if (!creditor) throw new Error('an ente that was there a moment ago')
  return { institution: creditor, installmentId: record.installmentId, amount: record.amount }
}
