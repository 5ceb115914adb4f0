import type { Clock, Temporal } from '../core/time.ts'
import { payOffer } from '../debt-positions/pay-offer.ts'
import type { SeenPosition } from '../debt-positions/position-record.ts'
import type { Institution } from '../institutions/institution.ts'
import type { Database } from '../platform/database.ts'
import { newId } from '../platform/random.ts'
import { type Addition, type CartId, type CartOwner, judgeAddition } from './cart.ts'
import { findNotice, insertEntry, listEntries, openCart } from './cart.queries.ts'

export type AddedToCart =
  | Addition
  /** Paid, expired or cancelled: nothing to pay. */
  | { outcome: 'not-payable' }
  /** A payment may be under way; null: nobody can say until when. */
  | { outcome: 'under-way'; until: Temporal.Instant | null }

/** The caller has found the position within the viewer's sight: only what somebody may see goes into their cart. */
export async function addToCart(
  { db, clock }: { db: Database; clock: Clock },
  owner: CartOwner,
  institution: Institution,
  position: SeenPosition,
): Promise<AddedToCart> {
  const now = clock.now()
  // Whether its ente asks who pays is a question for when it is paid.
  const offer = payOffer(position, { allowsGuestPayment: true, isSignedIn: false }, now, newId)
  if (offer.kind === 'later') return { outcome: 'under-way', until: offer.from }
  if (offer.kind !== 'offered') {
    return position.record.status.kind === 'not-confirmed'
      ? { outcome: 'under-way', until: null }
      : { outcome: 'not-payable' }
  }
  return db.transaction(async (tx) => {
    const cartId = await openCart(tx, owner, newId() as CartId, now)
    const cart = await listEntries(tx, cartId)
    const { installmentId } = position.record
    const notice = await tx.visit(institution.institutionId, (visit) => findNotice(visit, installmentId))
    if (!notice) return { outcome: 'not-payable' }
    const addition = judgeAddition(cart, notice)
    if (addition.outcome === 'added') await insertEntry(tx, cartId, { ...notice, place: addition.place }, now)
    return addition
  })
}
