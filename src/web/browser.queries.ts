import { type FoundSession, sessionColumns, sessionSelect, toFoundSession } from '../accounts/session.queries.ts'
import { cartSizeColumns, cartSizeSelect, toCartSize } from '../cart/cart-size.queries.ts'
import type { CartSize } from '../cart/cart.ts'
import type { Temporal } from '../core/time.ts'
import { column } from '../platform/columns.ts'
import type { Database } from '../platform/database.ts'
import { integer, sql } from '../platform/sql.ts'
import { together } from '../platform/together.ts'

export type FoundBrowser = FoundSession & { cart: CartSize | undefined }
type Asked = { tokenSha256: Buffer; now: Temporal.Instant }
export type FindBrowser = (asked: Asked) => Promise<FoundBrowser | undefined>

const MOST = 32
const ROUNDS = 2

/** Asked for every page, and together for those of one moment: who is signed in here, and how much is in their cart. */
export function createBrowserFinder(db: Database, onSplit: (error: unknown) => void): FindBrowser {
  return together<Asked, FoundBrowser | undefined>({
    keyOf: () => '',
    most: MOST,
    rounds: ROUNDS,
    onSplit,
    work: (asked) => findBrowsers(db, asked),
  })
}

/** Each in its place, at the time of the last of them. */
export async function findBrowsers(db: Database, asked: readonly Asked[]): Promise<(FoundBrowser | undefined)[]> {
  const { now } = asked.at(-1)!
  const rows = await db.query(
    sql`
      select asked.place::integer, found.*, cart.cart_id, cart.cart_notices
      from unnest(${column.bytes(asked, ({ tokenSha256 }) => tokenSha256)}::bytea[])
        with ordinality as asked (token_sha256, place)
      cross join lateral (${sessionSelect(sql`asked.token_sha256`, now)}) as found
      left join lateral (${cartSizeSelect(now)}) as cart on true`,
    { place: integer, ...sessionColumns, ...cartSizeColumns },
  )
  const byPlace = new Map(rows.map((row) => [row.place, { ...toFoundSession(row), cart: toCartSize(row) }]))
  return asked.map((_, index) => byPlace.get(index + 1))
}
