/**
 * Carrello: the notices that somebody wants to pay together, of however many enti. It is at most what Checkout takes in
 * one go, it holds nothing twice, and it never holds two ways of paying one debt: whoever pays the rata unica does not
 * owe the rate any more.
 */
import type { AccountId } from '../accounts/account.ts'
import type { SessionId } from '../accounts/session.ts'
import type { Brand } from '../core/brand.ts'
import type { InstitutionId } from '../core/institution-id.ts'
import type { Temporal } from '../core/time.ts'
import type { InstallmentId, PositionId } from '../debt-positions/installment.ts'

export type CartId = Brand<string, 'CartId'>

/** paymentNotices takes 1 to 5 (pagopa-api, checkout_v2.json). */
export const MAX_NOTICES = 5

/** How long a cart is kept after its last change. */
const CART_HOURS = 24

/** One that is older than this day is forgotten. */
export function dayBefore(now: Temporal.Instant): Temporal.Instant {
  return now.subtract({ hours: CART_HOURS })
}

/** All that the other pages say of a cart. */
export type CartSize = { cartId: CartId; count: number }

/** Whoever is signed in finds the same cart in every browser; until then it is this browser's. */
export type CartOwner = { kind: 'account'; accountId: AccountId } | { kind: 'browser'; sessionId: SessionId }

/** A notice, with what tells which debt it pays and in which way. */
export type CartNotice = {
  institutionId: InstitutionId
  installmentId: InstallmentId
  positionId: PositionId
  optionNo: number
}

/** `place` is from 1 to 5; the database has no sixth. */
export type CartEntry = CartNotice & { place: number }

export type Addition =
  | { outcome: 'added'; place: number }
  | { outcome: 'already-there' }
  /** Another way of paying the same debt is there already: this one. */
  | { outcome: 'alternative'; installmentId: InstallmentId }
  | { outcome: 'full' }

export function judgeAddition(cart: readonly CartEntry[], notice: CartNotice): Addition {
  const ofSameDebt = cart.filter(
    ({ institutionId, positionId }) => institutionId === notice.institutionId && positionId === notice.positionId,
  )
  if (ofSameDebt.some(({ installmentId }) => installmentId === notice.installmentId)) {
    return { outcome: 'already-there' }
  }
  const alternative = ofSameDebt.find(({ optionNo }) => optionNo !== notice.optionNo)
  if (alternative) return { outcome: 'alternative', installmentId: alternative.installmentId }
  const taken = new Set(cart.map(({ place }) => place))
  for (let place = 1; place <= MAX_NOTICES; place++) {
    if (!taken.has(place)) return { outcome: 'added', place }
  }
  return { outcome: 'full' }
}

export type Merging = {
  /** From a place of the other cart to a free one of this cart. */
  moved: { from: number; to: number }[]
  leftOut: CartEntry[]
}

/** What happens to each entry of another cart that is poured into this one: this one's own entries come first. */
export function judgeMerging(cart: readonly CartEntry[], other: readonly CartEntry[]): Merging {
  const merged = [...cart]
  const merging: Merging = { moved: [], leftOut: [] }
  for (const entry of other) {
    const addition = judgeAddition(merged, entry)
    if (addition.outcome === 'added') {
      merged.push({ ...entry, place: addition.place })
      merging.moved.push({ from: entry.place, to: addition.place })
    } else if (addition.outcome !== 'already-there') {
      merging.leftOut.push(entry)
    }
  }
  return merging
}
