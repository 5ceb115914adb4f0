/** What the owner of a cart does with it: each change under the cart's lock, and none of them twice. */
import type { Cents } from '../core/money.ts'
import type { Clock } from '../core/time.ts'
import type { InstallmentId } from '../debt-positions/installment.ts'
import type { Institution } from '../institutions/institution.ts'
import type { Database } from '../platform/database.ts'
import type { CartOwner } from './cart.ts'
import { acceptAmount, deleteCart, deleteNotice, lockCart } from './cart.queries.ts'

type Services = { db: Database; clock: Clock }

/** Taking out what is not there changes nothing. */
export async function removeFromCart(
  { db, clock }: Services,
  owner: CartOwner,
  institution: Institution,
  installmentId: InstallmentId,
): Promise<'removed' | 'not-there'> {
  return db.transaction(async (tx) => {
    const cartId = await lockCart(tx, owner, clock.now())
    if (!cartId) return 'not-there'
    const removed = await tx.visit(institution.institutionId, (visit) => deleteNotice(visit, cartId, installmentId))
    return removed > 0 ? 'removed' : 'not-there'
  })
}

export async function clearCart({ db, clock }: Services, owner: CartOwner): Promise<void> {
  await db.transaction(async (tx) => {
    const cartId = await lockCart(tx, owner, clock.now())
    if (cartId) await deleteCart(tx, cartId)
  })
}

/** The amount that its owner has read; where it has changed again meanwhile, the cart asks again. */
export async function acceptNewAmount(
  { db, clock }: Services,
  owner: CartOwner,
  institution: Institution,
  installmentId: InstallmentId,
  read: Cents,
): Promise<'accepted' | 'changed-again'> {
  return db.transaction(async (tx) => {
    const cartId = await lockCart(tx, owner, clock.now())
    if (!cartId) return 'changed-again'
    const accepted = await tx.visit(institution.institutionId, (visit) =>
      acceptAmount(visit, cartId, installmentId, read),
    )
    return accepted > 0 ? 'accepted' : 'changed-again'
  })
}
