import type { Temporal } from '../core/time.ts'
import { type Row, type Sql, branded, integer, nullable, sql } from '../platform/sql.ts'
import { type CartId, type CartSize, dayBefore } from './cart.ts'

export const cartSizeColumns = { cart_id: nullable(branded<CartId>()), cart_notices: nullable(integer) }

/**
 * For every page, beside its session, a row named `found`: the account's cart, or the browser's while nobody is signed in. */
export function cartSizeSelect(now: Temporal.Instant): Sql {
  return sql`
    select c.cart_id, (select count(*) from cart_places p where p.cart_id = c.cart_id) as cart_notices
    from (
      select cart_id, changed_at from carts where account_id = found.account_id
      union all
      select cart_id, changed_at from carts where session_id = found.session_id and found.account_id is null
    ) as c
    where (c.changed_at > ${dayBefore(now)}) is true`
}

/** Undefined where nothing has been put in, or not since yesterday. */
export function toCartSize(row: Row<typeof cartSizeColumns>): CartSize | undefined {
  return row.cart_id === null ? undefined : { cartId: row.cart_id, count: row.cart_notices ?? 0 }
}
