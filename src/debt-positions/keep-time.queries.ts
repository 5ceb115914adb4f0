import type { Temporal } from '../core/time.ts'
import type { InstitutionTx } from '../platform/database.ts'
import { sql } from '../platform/sql.ts'

export async function openPublished(tx: InstitutionTx, now: Temporal.Instant, most: number): Promise<number> {
  return tx.run(sql`
    with opened as (
      update installments set status = 'unpaid'
      where institution_id = ${tx.institutionId} and installment_id in (
        select installment_id from installments
        where institution_id = ${tx.institutionId} and status = 'published' and valid_from <= ${now}
        order by installment_id limit ${most} for update skip locked)
      returning position_id, installment_id
    )
    insert into position_events (institution_id, position_id, installment_id, name, actor, occurred_at, status_after)
    select ${tx.institutionId}::integer, position_id, installment_id, 'opened', 'clock', ${now}::timestamptz, 'unpaid'
    from opened`)
}

export async function expireUnpaid(
  tx: InstitutionTx,
  today: Temporal.PlainDate,
  now: Temporal.Instant,
  most: number,
): Promise<number> {
  return tx.run(sql`
    with expired as (
      update installments set status = 'expired'
      where institution_id = ${tx.institutionId} and installment_id in (
        select installment_id from installments
        where institution_id = ${tx.institutionId} and status = 'unpaid' and expires_after_due and due_on < ${today}
        order by installment_id limit ${most} for update skip locked)
      returning position_id, installment_id
    )
    insert into position_events (institution_id, position_id, installment_id, name, actor, occurred_at, status_after)
    select ${tx.institutionId}::integer, position_id, installment_id, 'expired', 'clock', ${now}::timestamptz, 'expired'
    from expired`)
}
