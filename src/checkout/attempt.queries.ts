import type { NoticeNumber } from '../core/notice-number.ts'
import type { Temporal } from '../core/time.ts'
import type { InstitutionTx, Tx } from '../platform/database.ts'
import { branded, sql } from '../platform/sql.ts'
import { attemptColumns, toAttempt } from '../debt-positions/attempt.rows.ts'
import type { Attempt, AttemptId } from '../debt-positions/attempt.ts'

export type LockedAttempt = Attempt & { attemptId: AttemptId }

export async function lockAttemptOfCart(tx: Tx, idCart: string): Promise<LockedAttempt | undefined> {
  const row = await tx.maybe(
    sql`
      select attempt_id, status, activated_at, live_until from checkout_attempts
      where id_cart = ${idCart} for update`,
    { ...attemptColumns, attempt_id: branded<AttemptId>() },
  )
  return row && { ...toAttempt(row), attemptId: row.attempt_id }
}

/** Writes what an event made of a locked attempt; the first time of each kind of evidence is kept. */
export async function saveAttempt(tx: Tx, attemptId: AttemptId, after: Attempt, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`
    update checkout_attempts
    set status = ${after.status}, activated_at = ${after.activatedAt}, live_until = ${after.liveUntil},
      sent_at = case when ${after.status}::text in ('created', 'refused') then sent_at else coalesce(sent_at, ${now}) end,
      returned_at = case when ${after.status}::text like 'returned-%' then coalesce(returned_at, ${now})
        else returned_at end
    where attempt_id = ${attemptId}`)
}

export async function markNoticeActivated(
  tx: InstitutionTx,
  attemptId: AttemptId,
  noticeNumber: NoticeNumber,
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    update checkout_attempt_notices set activated_at = coalesce(activated_at, ${now})
    where institution_id = ${tx.institutionId} and attempt_id = ${attemptId} and installment_id = (
      select installment_id from installments
      where institution_id = ${tx.institutionId} and notice_number = ${noticeNumber})`)
}
