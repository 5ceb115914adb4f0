import type { AccountId } from '../accounts/account.ts'
import type { SessionId } from '../accounts/session.ts'
import type { Temporal } from '../core/time.ts'
import type { VisitingTx } from '../platform/database.ts'
import { newId } from '../platform/random.ts'
import { type CartEntry, type CartId, judgeMerging } from './cart.ts'
import { deleteCart, listEntries, lockCart, movePlace, openCart } from './cart.queries.ts'

/**
 * Somebody signs in: what this browser's cart holds goes into the account's, in the transaction that signs in. What
 * finds no room there, or pays in another way what the account's cart pays already, is left out and told.
 */
export async function carryCart(
  tx: VisitingTx,
  sessionId: SessionId,
  accountId: AccountId,
  now: Temporal.Instant,
): Promise<CartEntry[]> {
  const carried = await lockCart(tx, { kind: 'browser', sessionId }, now)
  if (!carried) return []
  const cartId = await openCart(tx, { kind: 'account', accountId }, newId() as CartId, now)
  const { moved, leftOut } = judgeMerging(await listEntries(tx, cartId), await listEntries(tx, carried))
  for (const { from, to } of moved) {
    await movePlace(tx, { cartId: carried, place: from }, { cartId, place: to })
  }
  await deleteCart(tx, carried)
  return leftOut
}
