import type { Temporal } from '../core/time.ts'
import type { Database } from '../platform/database.ts'
import { branded, integer, sql } from '../platform/sql.ts'
import { type CartId, type CartOwner, type CartSize, dayBefore } from './cart.ts'

/** Asked for every page: undefined where nothing has been put in, or not since yesterday. */
export async function findCartSize(
  db: Database,
  owner: CartOwner,
  now: Temporal.Instant,
): Promise<CartSize | undefined> {
  const accountId = owner.kind === 'account' ? owner.accountId : null
  const sessionId = owner.kind === 'browser' ? owner.sessionId : null
  const [row] = await db.query(
    sql`
      select c.cart_id, (select count(*) from cart_places p where p.cart_id = c.cart_id) as notices
      from carts c
      where (c.account_id = ${accountId} or c.session_id = ${sessionId}) and c.changed_at > ${dayBefore(now)}`,
    { cart_id: branded<CartId>(), notices: integer },
  )
  return row && { cartId: row.cart_id, count: row.notices }
}
