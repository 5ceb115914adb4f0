import type { SessionId } from '../accounts/session.ts'
import type { AccountId } from '../accounts/account.ts'
import type { InstitutionId } from '../core/institution-id.ts'
import { attemptColumns, toAttempt } from '../debt-positions/attempt.rows.ts'
import type { AttemptId, AttemptOrigin, ReturnOutcome } from '../debt-positions/attempt.ts'
import type { InstallmentId } from '../debt-positions/installment.ts'
import type { Database, Tx } from '../platform/database.ts'
import { boolean, branded, instant, integer, listOf, nullable, oneOf, sql } from '../platform/sql.ts'
import type { LockedAttempt } from './attempt.queries.ts'
import type { AttemptFacts } from './payment-outcome.ts'

export type Payment = Omit<AttemptFacts, 'paidCount'> & {
  attemptId: AttemptId
  startedFrom: AttemptOrigin
  sessionId: SessionId
  accountId: AccountId | null
  /** Whose notices it carries. */
  institutionIds: InstitutionId[]
}

/** An attempt that was begun below this institution's pages, or pays a notice of it; whoever asks. */
export async function findPayment(
  db: Database,
  institution: InstitutionId,
  attemptId: string,
): Promise<Payment | undefined> {
  const [row] = await db.query(
    sql`
      select attempt_id, started_from, session_id, account_id, status, created_at, sent_at, activated_at, returned_at,
        live_until, institution_ids, notice_count
      from checkout_attempts
      where attempt_id = ${attemptId}
        and (portal_institution_id = ${institution} or ${institution} = any(institution_ids))`,
    {
      ...attemptColumns,
      attempt_id: branded<AttemptId>(),
      started_from: oneOf('position', 'cart'),
      session_id: branded<SessionId>(),
      account_id: nullable(branded<AccountId>()),
      created_at: instant,
      sent_at: nullable(instant),
      returned_at: nullable(instant),
      institution_ids: listOf(branded<InstitutionId>()),
      notice_count: integer,
    },
  )
  return (
    row && {
      ...toAttempt(row),
      attemptId: row.attempt_id,
      startedFrom: row.started_from,
      sessionId: row.session_id,
      accountId: row.account_id,
      createdAt: row.created_at,
      sentAt: row.sent_at,
      returnedAt: row.returned_at,
      institutionIds: row.institution_ids,
      noticeCount: row.notice_count,
    }
  )
}

export type NoticeOfPayment = {
  installmentId: InstallmentId
  /** Paid is paid: by this attempt, at a counter, or by somebody else meanwhile. */
  isPaid: boolean
}

/** The attempt's notices of one institution. */
export async function findNoticesOfPayment(
  db: Database,
  institution: InstitutionId,
  attemptId: AttemptId,
): Promise<NoticeOfPayment[]> {
  const rows = await db.read(
    institution,
    sql`
      select n.installment_id, i.status in ('paid', 'reported') as is_paid
      from checkout_attempt_notices n
      join installments i on i.institution_id = n.institution_id and i.installment_id = n.installment_id
      where n.institution_id = scope.institution_id and n.attempt_id = ${attemptId}
      order by n.installment_id`,
    { installment_id: branded<InstallmentId>(), is_paid: boolean },
  )
  return rows.map((row) => ({ installmentId: row.installment_id, isPaid: row.is_paid }))
}

export type LockedReturn = {
  attempt: LockedAttempt
  outcome: ReturnOutcome
  startedFrom: AttemptOrigin
  institutionId: InstitutionId
}

/** The attempt that this return token belongs to; undefined for a token that is none. */
export async function lockAttemptOfReturn(tx: Tx, tokenSha256: Buffer): Promise<LockedReturn | undefined> {
  const row = await tx.maybe(
    sql`
      select t.outcome, a.attempt_id, a.started_from, a.status, a.activated_at, a.live_until, a.portal_institution_id
      from checkout_return_tokens t
      join checkout_attempts a on a.attempt_id = t.attempt_id
      where t.token_sha256 = ${tokenSha256}
      for update of a`,
    {
      ...attemptColumns,
      outcome: oneOf('ok', 'cancel', 'error', 'waiting'),
      attempt_id: branded<AttemptId>(),
      started_from: oneOf('position', 'cart'),
      portal_institution_id: branded<InstitutionId>(),
    },
  )
  return (
    row && {
      attempt: { ...toAttempt(row), attemptId: row.attempt_id },
      outcome: row.outcome,
      startedFrom: row.started_from,
      institutionId: row.portal_institution_id,
    }
  )
}
