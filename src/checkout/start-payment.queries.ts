import type { AccountId } from '../accounts/account.ts'
import type { SessionId } from '../accounts/session.ts'
import type { InstitutionId } from '../core/institution-id.ts'
import type { Temporal } from '../core/time.ts'
import { attemptColumns, toAttempt } from '../debt-positions/attempt.rows.ts'
import {
  AWAITED_STATUSES,
  type Attempt,
  type AttemptId,
  type AttemptOrigin,
  type AttemptStatus,
} from '../debt-positions/attempt.ts'
import { installmentColumns, toInstallment } from '../debt-positions/installment.rows.ts'
import type { Installment, InstallmentId } from '../debt-positions/installment.ts'
import type { Database, InstitutionTx, Tx, VisitingTx } from '../platform/database.ts'
import { boolean, branded, instant, integer, nullable, sql, text } from '../platform/sql.ts'

export type NoticeToPay = {
  institutionId: InstitutionId
  installmentId: InstallmentId
  installment: Installment
  /** Goes to Checkout's pages, where whoever holds the cart reads it: a personal one is left at home. */
  description: string
  allPostal: boolean
}

/** In the order of their ids, as receipts lock them: two transactions that want the same notices wait, never for ever. */
export async function lockNoticesToPay(
  tx: InstitutionTx,
  installmentIds: readonly InstallmentId[],
): Promise<NoticeToPay[]> {
  const rows = await tx.many(
    sql`
      select i.installment_id, i.position_id, i.option_no, i.notice_number, i.amount_cents, i.amount_version, i.due_on,
        i.valid_from, i.expires_after_due, i.status, i.paid_at, i.receipt_id, i.cancelled_at, i.cancellation_reason,
        case when s.has_neutral_description then i.description else s.name end as description,
        (select bool_and(t.postal_iban is not null) from transfers t
          where t.institution_id = i.institution_id and t.installment_id = i.installment_id) as all_postal
      from installments i
      join debt_positions p on p.institution_id = i.institution_id and p.position_id = i.position_id
      join services s on s.institution_id = p.institution_id and s.service_id = p.service_id
      where i.institution_id = ${tx.institutionId} and i.installment_id = any(${installmentIds}::uuid[])
      order by i.installment_id
      for update of i`,
    { ...installmentColumns, description: text, all_postal: boolean },
  )
  return rows.map((row) => ({
    institutionId: tx.institutionId,
    installmentId: row.installment_id,
    installment: toInstallment(row),
    description: row.description,
    allPostal: row.all_postal,
  }))
}

export type EarlierAttempt = {
  attemptId: AttemptId
  status: AttemptStatus
  checkoutUrl: string | null
  createdAt: Temporal.Instant
}

/** The attempt that this very press has made before, in this browser. */
export async function findAttemptOfOperation(
  tx: Tx,
  operationId: string,
  sessionId: SessionId,
): Promise<EarlierAttempt | undefined> {
  const row = await tx.maybe(
    sql`
      select attempt_id, status, checkout_url, created_at from checkout_attempts
      where operation_id = ${operationId} and session_id = ${sessionId}`,
    {
      attempt_id: branded<AttemptId>(),
      status: attemptColumns.status,
      checkout_url: nullable(text),
      created_at: instant,
    },
  )
  return (
    row && {
      attemptId: row.attempt_id,
      status: row.status,
      checkoutUrl: row.checkout_url,
      createdAt: row.created_at,
    }
  )
}

export type OpenAttempt = Attempt &
  EarlierAttempt & {
    sessionId: SessionId
    /** The notice that was asked about, as the attempt carries it; and how many it carries. */
    installmentId: InstallmentId
    amountVersion: number
    noticeCount: number
    returnedAt: Temporal.Instant | null
  }

/** Anybody's attempts to pay these notices that may still end in a payment; the latest first. */
export async function findOpenAttempts(
  tx: InstitutionTx,
  installmentIds: readonly InstallmentId[],
  now: Temporal.Instant,
): Promise<OpenAttempt[]> {
  const rows = await tx.many(
    sql`
      select a.attempt_id, a.status, a.checkout_url, a.created_at, a.activated_at, a.returned_at, a.live_until,
        a.session_id, a.notice_count, n.installment_id, n.amount_version
      from checkout_attempt_notices n
      join checkout_attempts a on a.attempt_id = n.attempt_id
      where n.institution_id = ${tx.institutionId} and n.installment_id = any(${installmentIds}::uuid[])
        and n.receipt_id is null and a.status = any(${AWAITED_STATUSES}) and a.live_until > ${now}
      order by a.created_at desc`,
    {
      ...attemptColumns,
      attempt_id: branded<AttemptId>(),
      checkout_url: nullable(text),
      created_at: instant,
      returned_at: nullable(instant),
      session_id: branded<SessionId>(),
      notice_count: integer,
      installment_id: branded<InstallmentId>(),
      amount_version: integer,
    },
  )
  return rows.map((row) => ({
    ...toAttempt(row),
    attemptId: row.attempt_id,
    checkoutUrl: row.checkout_url,
    createdAt: row.created_at,
    returnedAt: row.returned_at,
    sessionId: row.session_id,
    installmentId: row.installment_id,
    amountVersion: row.amount_version,
    noticeCount: row.notice_count,
  }))
}

export type NewAttempt = {
  attemptId: AttemptId
  idCart: string
  operationId: string
  portalInstitutionId: InstitutionId
  startedFrom: AttemptOrigin
  sessionId: SessionId
  accountId: AccountId | null
  attempt: Attempt
  notices: readonly NoticeToPay[]
  returnTokens: readonly { outcome: string; tokenSha256: Buffer }[]
}

/** False when this very press has made one already, for other notices. */
export async function insertAttempt(tx: VisitingTx, made: NewAttempt, now: Temporal.Instant): Promise<boolean> {
  const { attemptId, attempt, notices, returnTokens } = made
  const institutionIds = [...new Set(notices.map(({ institutionId }) => institutionId))].toSorted(
    (one, other) => one - other,
  )
  const inserted = await tx.run(sql`
    insert into checkout_attempts (attempt_id, id_cart, operation_id, portal_institution_id, started_from, session_id,
      account_id, status, created_at, institution_ids, notice_count, live_until)
    values (${attemptId}, ${made.idCart}, ${made.operationId}, ${made.portalInstitutionId}, ${made.startedFrom},
      ${made.sessionId}, ${made.accountId}, ${attempt.status}, ${now}, ${institutionIds}, ${notices.length},
      ${attempt.liveUntil})
    on conflict (session_id, operation_id) do nothing`)
  if (inserted === 0) return false
  for (const institutionId of institutionIds) {
    const own = notices.filter((notice) => notice.institutionId === institutionId)
    await tx.visit(institutionId, (visit) =>
      visit.run(sql`
        insert into checkout_attempt_notices (institution_id, installment_id, attempt_id, amount_cents, amount_version)
        select ${visit.institutionId}::integer, notice.installment_id, ${attemptId}::uuid, notice.amount_cents,
          notice.amount_version
        from unnest(${own.map(({ installmentId }) => installmentId)}::uuid[],
          ${own.map(({ installment }) => installment.amount)}::bigint[],
          ${own.map(({ installment }) => installment.amountVersion)}::integer[])
          as notice (installment_id, amount_cents, amount_version)`),
    )
  }
  await tx.run(sql`
    insert into checkout_return_tokens (attempt_id, outcome, token_sha256)
    select ${attemptId}::uuid, * from unnest(${returnTokens.map(({ outcome }) => outcome)}::text[],
      ${returnTokens.map(({ tokenSha256 }) => tokenSha256)}::bytea[])`)
  return true
}

/** `after` is undefined when the Node was quicker than Checkout's answer: then only the address is news. */
export async function saveCheckoutUrl(
  db: Database,
  attemptId: AttemptId,
  checkoutUrl: string,
  after: Attempt | undefined,
  now: Temporal.Instant,
): Promise<void> {
  await db.run(sql`
    update checkout_attempts
    set checkout_url = ${checkoutUrl}, sent_at = coalesce(sent_at, ${now}),
      status = case when status = 'created' then ${after?.status ?? 'sent'} else status end,
      live_until = greatest(live_until, ${after?.liveUntil ?? now})
    where attempt_id = ${attemptId} and status <> 'concluded'`)
}

export async function saveRefusal(
  db: Database,
  attemptId: AttemptId,
  reason: string,
  now: Temporal.Instant,
): Promise<void> {
  await db.run(sql`
    update checkout_attempts set status = 'refused', refusal = ${reason}, live_until = ${now}
    where attempt_id = ${attemptId} and status = 'created'`)
}
