import { type FoundSession, sessionColumns, sessionSelect, toFoundSession } from '../accounts/session.queries.ts'
import { cartSizeColumns, cartSizeSelect, toCartSize } from '../cart/cart-size.queries.ts'
import type { CartSize } from '../cart/cart.ts'
import type { Temporal } from '../core/time.ts'
import type { Database } from '../platform/database.ts'
import { sql } from '../platform/sql.ts'

export type FoundBrowser = FoundSession & { cart: CartSize | undefined }

/** Asked for every page, and in one statement: who is signed in here, and how much is in their cart. */
export async function findBrowser(
  db: Database,
  tokenSha256: Buffer,
  now: Temporal.Instant,
): Promise<FoundBrowser | undefined> {
  const [row] = await db.query(
    sql`
      select found.*, cart.cart_id, cart.cart_notices
      from (${sessionSelect(tokenSha256, now)}) as found
      left join lateral (${cartSizeSelect(now)}) as cart on true`,
    { ...sessionColumns, ...cartSizeColumns },
  )
  return row && { ...toFoundSession(row), cart: toCartSize(row) }
}
