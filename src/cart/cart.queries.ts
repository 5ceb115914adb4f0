/** Carts: those of one owner, locked while they change; what they hold, ente by ente. */
import type { AccountId } from '../accounts/account.ts'
import type { InstitutionId } from '../core/institution-id.ts'
import type { Cents } from '../core/money.ts'
import type { Temporal } from '../core/time.ts'
import type { InstallmentId, PositionId } from '../debt-positions/installment.ts'
import type { Database, InstitutionTx, Tx, VisitingTx } from '../platform/database.ts'
import { type Sql, amount, branded, integer, nullable, sql } from '../platform/sql.ts'
import { type CartEntry, type CartId, type CartNotice, type CartOwner, dayBefore } from './cart.ts'

/** The owner's cart, made where there is none, and locked: changes of one cart come one after the other. */
export async function openCart(tx: Tx, asking: CartOwner, newId: CartId, now: Temporal.Instant): Promise<CartId> {
  const owner = await ownerNow(tx, asking)
  // What was put in more than a day ago is forgotten, also where the clean-up has not come by yet.
  await tx.run(sql`delete from carts where ${isOf(owner)} and changed_at <= ${dayBefore(now)}`)
  const { cart_id: cartId } = await tx.one(
    owner.kind === 'account'
      ? sql`
          insert into carts (cart_id, account_id, changed_at) values (${newId}, ${owner.accountId}, ${now})
          on conflict (account_id) do update set changed_at = excluded.changed_at
          returning cart_id`
      : sql`
          insert into carts (cart_id, session_id, changed_at) values (${newId}, ${owner.sessionId}, ${now})
          on conflict (session_id) do update set changed_at = excluded.changed_at
          returning cart_id`,
    { cart_id: branded<CartId>() },
  )
  return cartId
}

/** Somebody may be signing in with this browser at this moment: then the cart is the account's already. */
async function ownerNow(tx: Tx, owner: CartOwner): Promise<CartOwner> {
  if (owner.kind === 'account') return owner
  const { account_id: accountId } = await tx.one(
    sql`select account_id from sessions where session_id = ${owner.sessionId} for share`,
    { account_id: nullable(branded<AccountId>()) },
  )
  return accountId ? { kind: 'account', accountId } : owner
}

/** The owner's cart if there is one, locked. */
export async function lockCart(tx: Tx, owner: CartOwner, now: Temporal.Instant): Promise<CartId | undefined> {
  const row = await tx.maybe(
    sql`
      update carts set changed_at = ${now} where ${isOf(owner)} and changed_at > ${dayBefore(now)}
      returning cart_id`,
    { cart_id: branded<CartId>() },
  )
  return row?.cart_id
}

function isOf(owner: CartOwner): Sql {
  return owner.kind === 'account' ? sql`account_id = ${owner.accountId}` : sql`session_id = ${owner.sessionId}`
}

/** In the order in which they were put in. */
export async function listEntries(tx: VisitingTx, cartId: CartId): Promise<CartEntry[]> {
  const places = await tx.many(placesOf(cartId), placeColumns)
  const entries = new Map<number, CartEntry>()
  for (const institutionId of new Set(places.map((place) => place.creditor_institution_id))) {
    for (const entry of await tx.visit(institutionId, (visit) => entriesOf(visit, cartId))) {
      entries.set(entry.place, entry)
    }
  }
  return places.flatMap(({ place }) => entries.get(place) ?? [])
}

const placeColumns = { place: integer, creditor_institution_id: branded<InstitutionId>() }

function placesOf(cartId: CartId): Sql {
  return sql`
    select place, creditor_institution_id from cart_places where cart_id = ${cartId} order by added_at, place`
}

async function entriesOf(tx: InstitutionTx, cartId: CartId): Promise<CartEntry[]> {
  const rows = await tx.many(
    sql`
      select n.place, n.installment_id, i.position_id, i.option_no
      from cart_notices n
      join installments i on i.institution_id = n.institution_id and i.installment_id = n.installment_id
      where n.institution_id = ${tx.institutionId} and n.cart_id = ${cartId}`,
    {
      place: integer,
      installment_id: branded<InstallmentId>(),
      position_id: branded<PositionId>(),
      option_no: integer,
    },
  )
  return rows.map((row) => ({
    institutionId: tx.institutionId,
    installmentId: row.installment_id,
    positionId: row.position_id,
    optionNo: row.option_no,
    place: row.place,
  }))
}

export async function findNotice(
  tx: InstitutionTx,
  installmentId: InstallmentId,
): Promise<(CartNotice & { amount: Cents }) | undefined> {
  const row = await tx.maybe(
    sql`
      select position_id, option_no, amount_cents from installments
      where institution_id = ${tx.institutionId} and installment_id = ${installmentId}`,
    { position_id: branded<PositionId>(), option_no: integer, amount_cents: amount },
  )
  return (
    row && {
      institutionId: tx.institutionId,
      installmentId,
      positionId: row.position_id,
      optionNo: row.option_no,
      amount: row.amount_cents,
    }
  )
}

export async function insertEntry(
  tx: VisitingTx,
  cartId: CartId,
  entry: CartEntry & { amount: Cents },
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    insert into cart_places (cart_id, place, creditor_institution_id, added_at)
    values (${cartId}, ${entry.place}, ${entry.institutionId}, ${now})`)
  await tx.visit(entry.institutionId, (visit) =>
    visit.run(sql`
      insert into cart_notices (institution_id, cart_id, place, installment_id, amount_cents)
      values (${visit.institutionId}, ${cartId}, ${entry.place}, ${entry.installmentId}, ${entry.amount})`),
  )
}

/** How many notices went: one, or none when it was not there. */
export async function deleteNotice(tx: InstitutionTx, cartId: CartId, installmentId: InstallmentId): Promise<number> {
  return tx.run(sql`
    delete from cart_places where (cart_id, place) in (
      select cart_id, place from cart_notices
      where institution_id = ${tx.institutionId} and cart_id = ${cartId} and installment_id = ${installmentId})`)
}

export async function deleteCart(tx: Tx, cartId: CartId): Promise<void> {
  await tx.run(sql`delete from carts where cart_id = ${cartId}`)
}

export async function movePlace(
  tx: Tx,
  from: { cartId: CartId; place: number },
  to: { cartId: CartId; place: number },
): Promise<void> {
  await tx.run(sql`
    update cart_places set cart_id = ${to.cartId}, place = ${to.place}
    where cart_id = ${from.cartId} and place = ${from.place}`)
}

/** Only the amount that it has now can be accepted. */
export async function acceptAmount(
  tx: InstitutionTx,
  cartId: CartId,
  installmentId: InstallmentId,
  accepted: Cents,
): Promise<number> {
  return tx.run(sql`
    update cart_notices n set amount_cents = i.amount_cents
    from installments i
    where n.institution_id = ${tx.institutionId} and n.cart_id = ${cartId} and n.installment_id = ${installmentId}
      and i.institution_id = n.institution_id and i.installment_id = n.installment_id
      and i.amount_cents = ${accepted}`)
}

/** In which places, of whose notices: in the order in which they were put in. */
export async function findPlaces(
  db: Database,
  cartId: CartId,
): Promise<{ place: number; institutionId: InstitutionId }[]> {
  const rows = await db.query(placesOf(cartId), placeColumns)
  return rows.map((row) => ({ place: row.place, institutionId: row.creditor_institution_id }))
}

export type PlacedNotice = { place: number; installmentId: InstallmentId; seenAmount: Cents }

export async function findPlacedNotices(
  db: Database,
  institution: InstitutionId,
  cartId: CartId,
): Promise<PlacedNotice[]> {
  const rows = await db.read(
    institution,
    sql`
      select place, installment_id, amount_cents from cart_notices
      where institution_id = scope.institution_id and cart_id = ${cartId}`,
    { place: integer, installment_id: branded<InstallmentId>(), amount_cents: amount },
  )
  return rows.map((row) => ({ place: row.place, installmentId: row.installment_id, seenAmount: row.amount_cents }))
}
