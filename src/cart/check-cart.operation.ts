import type { Clock } from '../core/time.ts'
import { findBeforePaying } from '../debt-positions/before-paying.queries.ts'
import { findPositions } from '../debt-positions/citizen.queries.ts'
import type { Sight } from '../debt-positions/visibility.ts'
import type { Directory } from '../institutions/directory.ts'
import type { Institution } from '../institutions/institution.ts'
import type { Database } from '../platform/database.ts'
import { type CartItem, type LostItem, cartItemState, isPayable } from './cart-item.ts'
import type { CartSize } from './cart.ts'
import { type PlacedNotice, findPlacedNotices, findPlaces } from './cart.queries.ts'

/** Who looks, and what they may see at each ente. */
export type CartViewer = { isSignedIn: boolean; sightAt: (institution: Institution) => Promise<Sight> }

export type CheckedCart = { items: CartItem[]; lost: LostItem[] }

/** What the cart holds and what can be done with each of it now, everything read anew. */
export async function checkCart(
  { db, directory, clock }: { db: Database; directory: Directory; clock: Clock },
  cart: CartSize | undefined,
  viewer: CartViewer,
): Promise<CheckedCart> {
  if (!cart) return { items: [], lost: [] }
  const now = clock.now()
  const places = await findPlaces(db, cart.cartId)
  const found = new Map<number, CartItem | LostItem>()
  await Promise.all(
    [...new Set(places.map(({ institutionId }) => institutionId))].map(async (institutionId) => {
      const institution = directory.byId(institutionId)
      const [sight, placed] = await Promise.all([
        viewer.sightAt(institution),
        findPlacedNotices(db, institutionId, cart.cartId),
      ])
      const ids = placed.map(({ installmentId }) => installmentId)
      const positions = await findPositions(db, institutionId, sight, ids, now)
      const payer = { allowsGuestPayment: institution.allowsGuestPayment, isSignedIn: viewer.isSignedIn }
      const look = async ({ installmentId, seenAmount }: PlacedNotice): Promise<CartItem | LostItem> => {
        const position = positions.find(({ record }) => record.installmentId === installmentId)
        if (!position) return { institution, installmentId }
        const { record } = position
        const state = cartItemState(position, seenAmount, payer, now)
        if (!isPayable({ state })) return { institution, record, state, twin: undefined }
        const { twin } = await findBeforePaying(db, institutionId, sight, position, now)
        return { institution, record, state, twin }
      }
      await Promise.all(placed.map(async (notice) => found.set(notice.place, await look(notice))))
    }),
  )
  const inOrder = places.flatMap(({ place }) => found.get(place) ?? [])
  return {
    items: inOrder.flatMap((item) => ('record' in item ? item : [])),
    lost: inOrder.flatMap((item) => ('record' in item ? [] : item)),
  }
}
