import type { Temporal } from '../core/time.ts'
import type { Database, InstitutionId, InstitutionTx } from '../platform/database.ts'
import { boolean, branded, sql } from '../platform/sql.ts'
import { AWAITED_STATUSES } from './attempt.ts'
import type { PositionId } from './installment.ts'

/** What somebody has made themselves and not paid: set aside, because its owner is leaving. */
export async function abandonOwnPositions(tx: InstitutionTx, accountId: string, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`
    insert into abandoned_positions (institution_id, position_id, abandoned_at)
    select distinct p.institution_id, p.position_id, ${now}::timestamptz
    from position_claims c
    join installments i on i.institution_id = c.institution_id and i.installment_id = c.installment_id
    join debt_positions p on p.institution_id = i.institution_id and p.position_id = i.position_id
    where c.institution_id = ${tx.institutionId} and c.account_id = ${accountId} and c.reason = 'created'
      and p.origin = 'spontaneous' and i.status not in ('paid', 'reported', 'cancelled')
    on conflict do nothing`)
}

export async function listAbandoned(db: Database, institution: InstitutionId, most: number): Promise<PositionId[]> {
  const rows = await db.read(
    institution,
    sql`
      select position_id from abandoned_positions where institution_id = scope.institution_id
      order by abandoned_at, position_id limit ${most}`,
    { position_id: branded<PositionId>() },
  )
  return rows.map(({ position_id: positionId }) => positionId)
}

/** Locks the notices first, so that nobody begins to pay one of them meanwhile. */
export async function mayStillBePaid(
  tx: InstitutionTx,
  positionId: PositionId,
  openedAfter: Temporal.Instant,
  now: Temporal.Instant,
): Promise<boolean> {
  await tx.run(sql`
    select from installments where institution_id = ${tx.institutionId} and position_id = ${positionId}
    order by installment_id for update`)
  const row = await tx.one(
    sql`
      select exists (
        select from installments i
        join checkout_attempt_notices n on n.institution_id = i.institution_id and n.installment_id = i.installment_id
        join checkout_attempts a on a.attempt_id = n.attempt_id
        where i.institution_id = ${tx.institutionId} and i.position_id = ${positionId} and n.receipt_id is null
          and a.status <> 'refused'
          and (a.created_at > ${openedAfter} or (a.live_until > ${now} and a.status = any(${AWAITED_STATUSES})))) as found`,
    { found: boolean },
  )
  return row.found
}

export async function cancelAbandoned(
  tx: InstitutionTx,
  positionId: PositionId,
  now: Temporal.Instant,
): Promise<number> {
  const cancelled = await tx.run(sql`
    with cancelled as (
      update installments set status = 'cancelled', cancelled_at = ${now}, cancellation_reason = 'by-debtor'
      where institution_id = ${tx.institutionId} and position_id = ${positionId}
        and status in ('draft', 'published', 'unpaid', 'expired')
      returning installment_id
    )
    insert into position_events (institution_id, position_id, installment_id, name, actor, occurred_at, status_after)
    select ${tx.institutionId}::integer, ${positionId}::uuid, installment_id, 'cancelled-by-debtor', 'account',
      ${now}::timestamptz, 'cancelled'
    from cancelled`)
  await tx.run(sql`
    delete from abandoned_positions where institution_id = ${tx.institutionId} and position_id = ${positionId}`)
  return cancelled
}
