import type { InstitutionId } from '../core/institution-id.ts'
import type { Temporal } from '../core/time.ts'
import type { AttemptId } from '../debt-positions/attempt.ts'
import type { InstallmentId } from '../debt-positions/installment.ts'
import type { Database, InstitutionTx } from '../platform/database.ts'
import { type Row, boolean, branded, instant, integer, nullable, oneOf, sql, text } from '../platform/sql.ts'
import type { CaseEnd, Missing, TrackedCase } from './case.ts'
import type { TrackingCode } from './tracking-code.ts'

const trackedColumns = {
  tracking_code: branded<TrackingCode>(),
  kind: oneOf('paid-but-missing', 'payment-unanswered'),
  opened_at: instant,
  installment_id: nullable(branded<InstallmentId>()),
  status: oneOf('open', 'found', 'answered'),
  closed_at: nullable(instant),
  answer: nullable(text),
  has_email: boolean,
}

/** The same question from the same browser is the same case: what was said last counts. */
export async function openCase(
  tx: InstitutionTx,
  opened: { caseId: string; trackingCode: TrackingCode; sessionId: string; installmentId: InstallmentId | null },
  { fiscalCode, positionCode, paidOn, paper, email }: Missing,
  now: Temporal.Instant,
): Promise<TrackingCode> {
  const row = await tx.one(
    sql`
      insert into cases as c (institution_id, case_id, tracking_code, kind, opened_at, session_id, fiscal_code,
        position_code, installment_id, paid_on, paper, email)
      values (${tx.institutionId}, ${opened.caseId}, ${opened.trackingCode}, 'paid-but-missing', ${now},
        ${opened.sessionId}, ${fiscalCode}, ${positionCode}, ${opened.installmentId}, ${paidOn}, ${paper}, ${email})
      on conflict (institution_id, session_id, fiscal_code, position_code)
        where status = 'open' and kind = 'paid-but-missing'
      do update set installment_id = coalesce(excluded.installment_id, c.installment_id),
        paid_on = coalesce(excluded.paid_on, c.paid_on), paper = coalesce(excluded.paper, c.paper),
        email = coalesce(excluded.email, c.email)
      returning tracking_code`,
    { tracking_code: branded<TrackingCode>() },
  )
  return row.tracking_code
}

export async function findCase(
  db: Database,
  institution: InstitutionId,
  trackingCode: TrackingCode,
): Promise<TrackedCase | undefined> {
  const [row] = await db.read(
    institution,
    sql`
      select tracking_code, kind, opened_at, installment_id, status, closed_at, answer, email is not null as has_email
      from cases
      where institution_id = scope.institution_id and tracking_code = ${trackingCode}`,
    trackedColumns,
  )
  return row && toTracked(row)
}

export async function findCaseOfAttempt(
  db: Database,
  institution: InstitutionId,
  attemptId: AttemptId,
): Promise<TrackedCase | undefined> {
  const [row] = await db.read(
    institution,
    sql`
      select tracking_code, kind, opened_at, installment_id, status, closed_at, answer, email is not null as has_email
      from cases
      where institution_id = scope.institution_id and attempt_id = ${attemptId}`,
    trackedColumns,
  )
  return row && toTracked(row)
}

function toTracked(row: Row<typeof trackedColumns>): TrackedCase {
  return {
    ...toEnd(row),
    kind: row.kind,
    trackingCode: row.tracking_code,
    openedAt: row.opened_at,
    installmentId: row.installment_id,
    hasEmail: row.has_email,
  }
}

function toEnd({ status, closed_at: closedAt, answer }: Row<typeof trackedColumns>): CaseEnd {
  if (status === 'open') return { status }
  if (!closedAt) throw new Error('a closed case without its time')
  if (status === 'found') return { status, closedAt }
  if (answer === null) throw new Error('an answered case without its answer')
  return { status, closedAt, answer }
}

/** Payments that were said to have succeeded, whose time is over, and of whose notices of this ente one is missing. */
export async function findUnansweredAttempts(
  tx: InstitutionTx,
  { from, until, limit }: { from: Temporal.Instant; until: Temporal.Instant; limit: number },
): Promise<AttemptId[]> {
  const rows = await tx.many(
    sql`
      select a.attempt_id
      from checkout_attempts a
      where a.live_until > ${from} and a.live_until <= ${until}
        and a.status in ('returned-ok', 'returned-waiting', 'partly-concluded')
        and ${tx.institutionId} = any(a.institution_ids)
        and exists (
          select from checkout_attempt_notices n
          join installments i on i.institution_id = n.institution_id and i.installment_id = n.installment_id
          where n.institution_id = ${tx.institutionId} and n.attempt_id = a.attempt_id
            and i.status not in ('paid', 'reported'))
        and not exists (
          select from cases c where c.institution_id = ${tx.institutionId} and c.attempt_id = a.attempt_id)
      order by a.live_until
      limit ${limit}`,
    { attempt_id: branded<AttemptId>() },
  )
  return rows.map((row) => row.attempt_id)
}

export async function openCaseOfAttempt(
  tx: InstitutionTx,
  opened: { caseId: string; trackingCode: TrackingCode; attemptId: AttemptId },
  now: Temporal.Instant,
): Promise<number> {
  return tx.run(sql`
    insert into cases (institution_id, case_id, tracking_code, kind, opened_at, attempt_id)
    values (${tx.institutionId}, ${opened.caseId}, ${opened.trackingCode}, 'payment-unanswered', ${now},
      ${opened.attemptId})
    on conflict do nothing`)
}

/** The open cases whose receipts have all arrived. How many. */
export async function closeFoundCases(tx: InstitutionTx, now: Temporal.Instant): Promise<number> {
  return tx.run(sql`
    update cases c set status = 'found', closed_at = ${now}
    where c.institution_id = ${tx.institutionId} and c.status = 'open' and (
      exists (
        select from installments i
        where i.institution_id = c.institution_id and i.installment_id = c.installment_id
          and i.status in ('paid', 'reported'))
      or (c.attempt_id is not null and not exists (
        select from checkout_attempt_notices n
        join installments i on i.institution_id = n.institution_id and i.installment_id = n.installment_id
        where n.institution_id = c.institution_id and n.attempt_id = c.attempt_id
          and i.status not in ('paid', 'reported'))))`)
}

export type CaseToTell = { trackingCode: TrackingCode; email: string; end: CaseEnd }

/** Closed cases of which nobody has been told, marked as told in the transaction that writes the mails. */
export async function takeCasesToTell(tx: InstitutionTx, limit: number, now: Temporal.Instant): Promise<CaseToTell[]> {
  const rows = await tx.many(
    sql`
      update cases c set told_at = ${now}
      where c.institution_id = ${tx.institutionId} and c.case_id in (
        select case_id from cases
        where institution_id = ${tx.institutionId} and closed_at is not null and told_at is null and email is not null
        order by closed_at limit ${limit}
        for update skip locked)
      returning c.tracking_code, c.kind, c.opened_at, c.installment_id, c.status, c.closed_at, c.answer,
        c.email is not null as has_email, c.email`,
    { ...trackedColumns, email: text },
  )
  return rows.map((row) => ({ trackingCode: row.tracking_code, email: row.email, end: toEnd(row) }))
}

/**
 * Open cases of which the ente has not been told, marked as told; none when it was told of others after `since`. They are
 * locked before that is asked: who waited for them asks after the other's commit, and finds its answer.
 */
export async function takeCasesForInstitution(
  tx: InstitutionTx,
  { since, limit }: { since: Temporal.Instant; limit: number },
  now: Temporal.Instant,
): Promise<TrackingCode[]> {
  const untold = await tx.many(
    sql`
      select case_id from cases
      where institution_id = ${tx.institutionId} and status = 'open' and institution_told_at is null
      order by opened_at, case_id limit ${limit}
      for update`,
    { case_id: text },
  )
  if (untold.length === 0) return []
  const taken = await tx.many(
    sql`
      update cases c set institution_told_at = ${now}
      where c.institution_id = ${tx.institutionId} and c.case_id = any(${untold.map((row) => row.case_id)})
        and not exists (
          select from cases told
          where told.institution_id = ${tx.institutionId} and told.institution_told_at > ${since})
      returning c.tracking_code`,
    { tracking_code: branded<TrackingCode>() },
  )
  return taken.map((row) => row.tracking_code)
}

export async function countOpenCases(tx: InstitutionTx): Promise<number> {
  const { open } = await tx.one(
    sql`select count(*)::integer as open from cases where institution_id = ${tx.institutionId} and status = 'open'`,
    { open: integer },
  )
  return open
}

/** Undefined where no such case is open. */
export async function closeWithAnswer(
  tx: InstitutionTx,
  trackingCode: TrackingCode,
  { answer, answeredBy }: { answer: string; answeredBy: string },
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await tx.run(sql`
    update cases set status = 'answered', closed_at = ${now}, answer = ${answer}, answered_by = ${answeredBy}
    where institution_id = ${tx.institutionId} and tracking_code = ${trackingCode} and status = 'open'`)
  return rows === 1
}

/** How many went. */
export function forgetCases(tx: InstitutionTx, closedBefore: Temporal.Instant): Promise<number> {
  return tx.run(sql`delete from cases where institution_id = ${tx.institutionId} and closed_at < ${closedBefore}`)
}
