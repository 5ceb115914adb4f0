import type { Cents } from '../core/money.ts'
import type { Temporal } from '../core/time.ts'
import type { Attempt, AttemptId, NamedAttempt } from '../debt-positions/attempt.ts'
import { attemptColumns, toAttempt } from '../debt-positions/attempt.rows.ts'
import { installmentColumns, toInstallment } from '../debt-positions/installment.rows.ts'
import type { Installment, InstallmentId, PositionId, ReceiptId } from '../debt-positions/installment.ts'
import { column } from '../platform/columns.ts'
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

/** What is looked for: a receipt, and whether its notice is of the ente that has received it. */
export type Arrived = { receipt: Receipt; isOwn: boolean }

/**
 * Locks every installment of the positions, in the order of their ids, then looks for the receipts: in that order, so
 * that a copy of a receipt that is being settled right now is seen once it has committed. Answers in the order of
 * `arrived`.
 */
export async function lockForReceipts(tx: InstitutionTx, arrived: readonly Arrived[]): Promise<FoundForReceipt[]> {
  const own = arrived.flatMap(({ receipt, isOwn }) => (isOwn ? [receipt] : []))
  const [rows, stored, attempts] = await Promise.all([
    tx.many(
      sql`
        select i.installment_id, i.position_id, i.option_no, i.notice_number, i.amount_cents, i.amount_version,
          i.due_on, i.valid_from, i.expires_after_due, i.status, i.paid_at, i.receipt_id, i.cancelled_at,
          i.cancellation_reason
        from installments i
        where i.institution_id = ${tx.institutionId} and i.position_id in (
          select position_id from installments
          where institution_id = ${tx.institutionId} and notice_number = any(${noticesOf(own)}::text[]))
        order by i.installment_id
        for update`,
      installmentColumns,
    ),
    tx.many(
      sql`
        select receipt_id, facts_sha256 from receipts
        where institution_id = ${tx.institutionId}
          and receipt_id = any(${column.text(arrived, ({ receipt }) => receipt.receiptId)}::text[])`,
      { receipt_id: branded<ReceiptId>(), facts_sha256: bytes },
    ),
    tx.many(
      sql`
        select i.notice_number, a.attempt_id, a.id_cart, a.status, a.activated_at, a.live_until,
          a.paid_count + 1 = a.notice_count as is_last_notice
        from installments i
        join checkout_attempt_notices n
          on n.institution_id = i.institution_id and n.installment_id = i.installment_id
        join checkout_attempts a on a.attempt_id = n.attempt_id
        where i.institution_id = ${tx.institutionId} and i.notice_number = any(${noticesOf(own)}::text[])
          and n.receipt_id is null
        order by a.attempt_id
        for update of a`,
      {
        ...attemptColumns,
        notice_number: text,
        attempt_id: branded<AttemptId>(),
        id_cart: text,
        is_last_notice: boolean,
      },
    ),
  ])
  const byNotice = new Map(rows.map((row) => [row.notice_number as string, row]))
  const byPosition = Map.groupBy(rows, (row) => row.position_id)
  const byReceipt = new Map(stored.map((row) => [row.receipt_id, row]))
  const attemptsByNotice = Map.groupBy(attempts, (row) => row.notice_number)
  return arrived.map(({ receipt, isOwn }) => {
    const row = isOwn ? byNotice.get(receipt.noticeNumber) : undefined
    const known = byReceipt.get(receipt.receiptId)
    return {
      stored: known && { factsSha256: known.facts_sha256 },
      installment: row && {
        ...toInstallment(row),
        installmentId: row.installment_id,
        positionId: row.position_id,
        optionNo: row.option_no,
      },
      hasAlternatives: row !== undefined && byPosition.get(row.position_id)!.some((o) => o.option_no !== row.option_no),
      attempts: ((row && attemptsByNotice.get(row.notice_number)) ?? []).map((attempt) => ({
        ...toAttempt(attempt),
        attemptId: attempt.attempt_id,
        idCart: attempt.id_cart,
        isLastNotice: attempt.is_last_notice,
      })),
    }
  })
}

function noticesOf(receipts: readonly Receipt[]): Buffer {
  return column.text(receipts, ({ noticeNumber }) => noticeNumber)
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

/**
 * The receipts, their lines, the paid rows and the events, in one statement. No two of them have the same receipt id or
 * close the same installment. Returns the ids that were written: the others were there already.
 */
export async function writeReceipts(tx: InstitutionTx, writings: readonly Writing[]): Promise<ReadonlySet<ReceiptId>> {
  const texts = (field: (receipt: Receipt) => string | null) => column.text(writings, ({ receipt }) => field(receipt))
  const lines = writings.flatMap(({ receipt }) =>
    receipt.transfers.map((transfer) => ({ ...transfer, receiptId: receipt.receiptId })),
  )
  const kept = await tx.many(
    sql`
      with given as (
        select * from unnest(
          ${texts(({ receiptId }) => receiptId)}::text[], ${texts(({ noticeNumber }) => noticeNumber)}::text[],
          ${texts((receipt) => receipt.creditorReferenceId)}::text[], ${texts((receipt) => receipt.ownerFiscalCode)}::text[],
          ${column.uuid(writings, ({ installment }) => installment?.installmentId ?? null)}::uuid[],
          ${column.uuid(writings, ({ installment }) => installment?.positionId ?? null)}::uuid[],
          ${column.text(writings, ({ settlement }) => settlement)}::text[],
          ${column.boolean(writings, ({ closes }) => closes)}::boolean[],
          ${column.boolean(writings, ({ hasDifferentAmount }) => hasDifferentAmount)}::boolean[],
          ${column.boolean(writings, ({ receipt }) => receipt.isStandIn)}::boolean[],
          ${column.bigint(writings, ({ receipt }) => receipt.amount)}::bigint[],
          ${column.bigint(writings, ({ receipt }) => receipt.fee)}::bigint[],
          ${texts(({ paidAt }) => paidAt.toString())}::text[],
          ${column.date(writings, ({ receipt }) => receipt.applicationOn)}::date[],
          ${column.date(writings, ({ receipt }) => receipt.transferOn)}::date[],
          ${texts(({ psp }) => psp.id)}::text[], ${texts(({ psp }) => psp.name)}::text[],
          ${texts(({ psp }) => psp.fiscalCode)}::text[], ${texts((receipt) => receipt.channelDescription)}::text[],
          ${texts((receipt) => receipt.paymentMethod)}::text[], ${texts((receipt) => receipt.paymentNote)}::text[],
          ${column.smallint(writings, ({ receipt }) => receipt.primitiveVersion)}::smallint[],
          ${column.bytes(writings, ({ receipt }) => receipt.document)}::bytea[],
          ${column.bytes(writings, ({ documentSha256 }) => documentSha256)}::bytea[],
          ${column.bytes(writings, ({ factsSha256 }) => factsSha256)}::bytea[],
          ${column.text(writings, ({ receivedAt }) => receivedAt.toString())}::text[])
          as given (receipt_id, notice_number, creditor_reference_id, owner_fiscal_code, installment_id, position_id,
            settlement, closes, has_different_amount, is_stand_in, amount_cents, fee_cents, paid_at, application_on,
            transfer_on, psp_id, psp_name, psp_fiscal_code, channel_description, payment_method, payment_note,
            primitive_version, document, document_sha256, facts_sha256, received_at)
      ), kept as (
        insert into receipts (institution_id, receipt_id, notice_number, creditor_reference_id, owner_fiscal_code,
          installment_id, settlement, has_different_amount, is_stand_in, amount_cents, fee_cents, paid_at,
          application_on, transfer_on, psp_id, psp_name, psp_fiscal_code, channel_description, payment_method,
          payment_note, primitive_version, document, document_sha256, facts_sha256, received_at)
        select ${tx.institutionId}::integer, receipt_id, notice_number, creditor_reference_id, owner_fiscal_code,
          installment_id, settlement, has_different_amount, is_stand_in, amount_cents, fee_cents,
          paid_at::timestamptz, application_on, transfer_on, psp_id, psp_name, psp_fiscal_code, channel_description,
          payment_method, payment_note, primitive_version, document, document_sha256, facts_sha256,
          received_at::timestamptz
        from given
        on conflict do nothing
        returning receipt_id
      ), written as (
        select given.receipt_id, given.installment_id, given.position_id, given.settlement, given.closes,
          given.has_different_amount, given.amount_cents, given.paid_at::timestamptz, given.received_at::timestamptz
        from given join kept on kept.receipt_id = given.receipt_id
      ), lines as (
        insert into receipt_transfers (institution_id, receipt_id, transfer_no, amount_cents, beneficiary_fiscal_code,
          iban, stamp_document, remittance_information, transfer_category)
        select ${tx.institutionId}::integer, line.*
        from kept join unnest(${column.text(lines, ({ receiptId }) => receiptId)}::text[],
          ${column.smallint(lines, ({ transferNo }) => transferNo)}::smallint[],
          ${column.bigint(lines, ({ amount }) => amount)}::bigint[],
          ${column.text(lines, ({ beneficiaryFiscalCode }) => beneficiaryFiscalCode)}::text[],
          ${column.text(lines, ({ iban }) => iban)}::text[],
          ${column.bytes(lines, ({ stampDocument }) => stampDocument)}::bytea[],
          ${column.text(lines, ({ remittanceInformation }) => remittanceInformation)}::text[],
          ${column.text(lines, ({ transferCategory }) => transferCategory)}::text[]) as line (receipt_id)
          on line.receipt_id = kept.receipt_id
      ), closed as (
        update installments i
        set status = 'paid', paid_at = written.paid_at, receipt_id = written.receipt_id, cancelled_at = null,
          cancellation_reason = null
        from written
        where written.closes and i.institution_id = ${tx.institutionId} and i.installment_id = written.installment_id
      ), told as (
        -- Who is to hear of it is found out later: here the Node waits.
        insert into payments_to_tell (institution_id, receipt_id, installment_id, noted_at)
        select ${tx.institutionId}::integer, receipt_id, installment_id, received_at from written where closes
      ), evidence as (
        update checkout_attempt_notices n set receipt_id = written.receipt_id
        from written
        where written.closes and n.institution_id = ${tx.institutionId}
          and n.installment_id = written.installment_id and n.receipt_id is null
      ), event as (
        insert into position_events (institution_id, position_id, installment_id, name, actor, occurred_at,
          status_after, facts)
        select ${tx.institutionId}::integer, position_id, installment_id, 'receipt-' || settlement, 'node', received_at,
          case when closes then 'paid' end,
          jsonb_build_object('receiptId', receipt_id, 'amountCents', amount_cents,
            'hasDifferentAmount', has_different_amount)
        from written
        where installment_id is not null
      )
      select receipt_id from kept`,
    { receipt_id: branded<ReceiptId>() },
  )
  return new Set(kept.map(({ receipt_id }) => receipt_id))
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
