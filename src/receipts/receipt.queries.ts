import type { Cents } from '../core/money.ts'
import type { Temporal } from '../core/time.ts'
import type { Attempt, AttemptId, NamedAttempt } from '../debt-positions/attempt.ts'
import { attemptColumns, toAttempt } from '../debt-positions/attempt.rows.ts'
import { installmentColumns, toInstallment } from '../debt-positions/installment.rows.ts'
import type { Installment, InstallmentId, PositionId, ReceiptId } from '../debt-positions/installment.ts'
import type { InstitutionTx } from '../platform/database.ts'
import { boolean, branded, bytes, sql, text } from '../platform/sql.ts'
import type { Receipt, StoredSettlement } from './receipt.ts'

export type LockedInstallment = Installment & {
  installmentId: InstallmentId
  positionId: PositionId
  optionNo: number
}

export type LockedAttempt = NamedAttempt & { attemptId: AttemptId; isLastNotice: boolean }

export type FoundForReceipt = {
  /** The same receipt id, kept before. */
  stored: { factsSha256: Buffer } | undefined
  installment: LockedInstallment | undefined
  /** The position can also be paid in another way, which this payment makes void. */
  hasAlternatives: boolean
  attempts: LockedAttempt[]
}

/**
 * Locks every installment of the position, in the order of their ids, then looks for the receipt: in that order, so
 * that a copy of this receipt that is being settled right now is seen once it has committed.
 */
export async function lockForReceipt(tx: InstitutionTx, receipt: Receipt, isOwn: boolean): Promise<FoundForReceipt> {
  const [rows, stored, attempts] = await Promise.all([
    tx.many(
      sql`
        select i.installment_id, i.position_id, i.option_no, i.notice_number, i.amount_cents, i.amount_version,
          i.due_on, i.valid_from, i.expires_after_due, i.status, i.paid_at, i.receipt_id, i.cancelled_at,
          i.cancellation_reason
        from installments i
        where ${isOwn} and i.institution_id = ${tx.institutionId} and i.position_id = (
          select position_id from installments
          where institution_id = ${tx.institutionId} and notice_number = ${receipt.noticeNumber})
        order by i.installment_id
        for update`,
      installmentColumns,
    ),
    tx.maybe(
      sql`
        select facts_sha256 from receipts
        where institution_id = ${tx.institutionId} and receipt_id = ${receipt.receiptId}`,
      { facts_sha256: bytes },
    ),
    tx.many(
      sql`
        select a.attempt_id, a.id_cart, a.status, a.activated_at, a.live_until,
          a.paid_count + 1 = a.notice_count as is_last_notice
        from installments i
        join checkout_attempt_notices n
          on n.institution_id = i.institution_id and n.installment_id = i.installment_id
        join checkout_attempts a on a.attempt_id = n.attempt_id
        where i.institution_id = ${tx.institutionId} and i.notice_number = ${receipt.noticeNumber}
          and n.receipt_id is null
        order by a.attempt_id
        for update of a`,
      { ...attemptColumns, attempt_id: branded<AttemptId>(), id_cart: text, is_last_notice: boolean },
    ),
  ])
  const row = rows.find((candidate) => candidate.notice_number === receipt.noticeNumber)
  return {
    stored: stored && { factsSha256: stored.facts_sha256 },
    installment: row && {
      ...toInstallment(row),
      installmentId: row.installment_id,
      positionId: row.position_id,
      optionNo: row.option_no,
    },
    hasAlternatives: rows.some((other) => other.option_no !== row?.option_no),
    attempts: attempts.map((attempt) => ({
      ...toAttempt(attempt),
      attemptId: attempt.attempt_id,
      idCart: attempt.id_cart,
      isLastNotice: attempt.is_last_notice,
    })),
  }
}

export type Writing = {
  receipt: Receipt
  documentSha256: Buffer
  factsSha256: Buffer
  receivedAt: Temporal.Instant
  settlement: StoredSettlement
  installment: LockedInstallment | undefined
  /** Whether the installment becomes paid by it. */
  closes: boolean
  hasDifferentAmount: boolean
}

/** The receipt, its lines, the paid row and the event, in one statement. False when the receipt id was there already. */
export async function writeReceipt(tx: InstitutionTx, writing: Writing): Promise<boolean> {
  const { receipt, installment, settlement, receivedAt } = writing
  const lines = receipt.transfers
  const kept = await tx.maybe(
    sql`
      with kept as (
        insert into receipts (institution_id, receipt_id, notice_number, creditor_reference_id, owner_fiscal_code,
          installment_id, settlement, has_different_amount, is_stand_in, amount_cents, fee_cents, paid_at,
          application_on, transfer_on, psp_id, psp_name, psp_fiscal_code, channel_description, payment_method,
          payment_note, primitive_version, document, document_sha256, facts_sha256, received_at)
        values (${tx.institutionId}, ${receipt.receiptId}, ${receipt.noticeNumber}, ${receipt.creditorReferenceId},
          ${receipt.ownerFiscalCode}, ${installment?.installmentId ?? null}, ${settlement},
          ${writing.hasDifferentAmount}, ${receipt.isStandIn}, ${receipt.amount}, ${receipt.fee}, ${receipt.paidAt},
          ${receipt.applicationOn}, ${receipt.transferOn}, ${receipt.psp.id}, ${receipt.psp.name},
          ${receipt.psp.fiscalCode}, ${receipt.channelDescription}, ${receipt.paymentMethod}, ${receipt.paymentNote},
          ${receipt.primitiveVersion}, ${receipt.document}, ${writing.documentSha256}, ${writing.factsSha256},
          ${receivedAt})
        on conflict do nothing
        returning institution_id, receipt_id
      ), lines as (
        insert into receipt_transfers (institution_id, receipt_id, transfer_no, amount_cents, beneficiary_fiscal_code,
          iban, stamp_document, remittance_information, transfer_category)
        select kept.institution_id, kept.receipt_id, line.*
        from kept, unnest(${lines.map((line) => line.transferNo)}::smallint[],
          ${lines.map((line) => line.amount)}::bigint[], ${lines.map((line) => line.beneficiaryFiscalCode)}::text[],
          ${lines.map((line) => line.iban)}::text[], ${lines.map((line) => line.stampDocument)}::bytea[],
          ${lines.map((line) => line.remittanceInformation)}::text[],
          ${lines.map((line) => line.transferCategory)}::text[]) as line
      ), closed as (
        update installments i
        set status = 'paid', paid_at = ${receipt.paidAt}, receipt_id = kept.receipt_id, cancelled_at = null,
          cancellation_reason = null
        from kept
        where ${writing.closes} and i.institution_id = ${tx.institutionId}
          and i.installment_id = ${installment?.installmentId ?? null}
      ), told as (
        -- Who is to hear of it is found out later: here the Node waits.
        insert into payments_to_tell (institution_id, receipt_id, installment_id, noted_at)
        select kept.institution_id, kept.receipt_id, ${installment?.installmentId ?? null}::uuid,
          ${receivedAt}::timestamptz
        from kept
        where ${writing.closes}
      ), evidence as (
        update checkout_attempt_notices n set receipt_id = kept.receipt_id
        from kept
        where ${writing.closes} and n.institution_id = ${tx.institutionId}
          and n.installment_id = ${installment?.installmentId ?? null} and n.receipt_id is null
      ), event as (
        insert into position_events (institution_id, position_id, installment_id, name, actor, occurred_at,
          status_after, facts)
        select kept.institution_id, ${installment?.positionId ?? null}::uuid,
          ${installment?.installmentId ?? null}::uuid, ${`receipt-${settlement}`}, 'node', ${receivedAt}::timestamptz,
          ${writing.closes ? 'paid' : null}::text,
          jsonb_build_object('receiptId', kept.receipt_id, 'amountCents', ${receipt.amount}::bigint,
            'hasDifferentAmount', ${writing.hasDifferentAmount}::boolean)
        from kept
        where ${installment !== undefined}
      )
      select true as is_new from kept`,
    { is_new: boolean },
  )
  return kept !== undefined
}

/** Whether the notice had this amount at some time: then the payer was rightly shown it. */
export async function hadAmount(tx: InstitutionTx, installment: LockedInstallment, amount: Cents): Promise<boolean> {
  const row = await tx.one(
    sql`
      select exists (
        select from position_events
        where institution_id = ${tx.institutionId} and position_id = ${installment.positionId}
          and installment_id = ${installment.installmentId} and amount_cents_after = ${amount}) as found`,
    { found: boolean },
  )
  return row.found
}

/** Rata unica or rate: whoever pays one of them does not owe the other any more. */
export async function cancelAlternatives(
  tx: InstitutionTx,
  paid: LockedInstallment,
  receiptId: ReceiptId,
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    with cancelled as (
      update installments
      set status = 'cancelled', cancelled_at = ${now}, cancellation_reason = 'alternative-paid'
      where institution_id = ${tx.institutionId} and position_id = ${paid.positionId} and option_no <> ${paid.optionNo}
        and status in ('draft', 'published', 'unpaid', 'expired')
      returning installment_id
    )
    insert into position_events (institution_id, position_id, installment_id, name, actor, occurred_at, status_after,
      facts)
    select ${tx.institutionId}::integer, ${paid.positionId}::uuid, installment_id, 'alternative-paid', 'node',
      ${now}::timestamptz, 'cancelled', jsonb_build_object('receiptId', ${receiptId}::text)
    from cancelled`)
}

/** One more notice of the attempt is paid; whichever way, it will not be paid by this attempt's address any more. */
export async function countReceipt(
  tx: InstitutionTx,
  attemptId: AttemptId,
  after: Attempt,
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    update checkout_attempts
    set status = ${after.status}, live_until = ${after.liveUntil}, checkout_url = null, paid_count = paid_count + 1,
      sent_at = case when ${after.status === 'partly-concluded'} then coalesce(sent_at, ${now}) else sent_at end,
      concluded_at = case when ${after.status === 'concluded'} then ${now}::timestamptz end
    where attempt_id = ${attemptId}`)
}
