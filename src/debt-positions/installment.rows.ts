/** A row of `installments` as the domain knows it; a row that contradicts itself stops here. */
import { type NoticeNumber, isNoticeNumber } from '../core/notice-number.ts'
import { amount, boolean, branded, checked, day, instant, integer, nullable, oneOf, type Row } from '../platform/sql.ts'
import type { Installment, InstallmentId, PositionId, ReceiptId, Terms } from './installment.ts'

export const installmentColumns = {
  installment_id: branded<InstallmentId>(),
  position_id: branded<PositionId>(),
  option_no: integer,
  notice_number: checked<NoticeNumber>(isNoticeNumber),
  amount_cents: amount,
  amount_version: integer,
  due_on: day,
  valid_from: nullable(instant),
  expires_after_due: boolean,
  status: oneOf('draft', 'published', 'unpaid', 'expired', 'cancelled', 'paid', 'reported'),
  paid_at: nullable(instant),
  receipt_id: nullable(branded<ReceiptId>()),
  cancelled_at: nullable(instant),
  cancellation_reason: nullable(oneOf('by-institution', 'alternative-paid', 'by-debtor')),
}

export type InstallmentRow = Row<typeof installmentColumns>

export function toInstallment(row: Omit<InstallmentRow, 'installment_id' | 'position_id' | 'option_no'>): Installment {
  const terms: Terms = {
    noticeNumber: row.notice_number,
    amount: row.amount_cents,
    amountVersion: row.amount_version,
    dueOn: row.due_on,
    validFrom: row.valid_from,
    expiresAfterDue: row.expires_after_due,
  }
  switch (row.status) {
    case 'draft':
    case 'unpaid':
    case 'expired':
      return { ...terms, status: row.status }
    case 'published':
      return { ...terms, status: row.status, validFrom: present(row.valid_from, 'valid_from') }
    case 'cancelled':
      return {
        ...terms,
        status: row.status,
        cancelledAt: present(row.cancelled_at, 'cancelled_at'),
        cancellationReason: present(row.cancellation_reason, 'cancellation_reason'),
      }
    case 'paid':
    case 'reported':
      return {
        ...terms,
        status: row.status,
        paidAt: present(row.paid_at, 'paid_at'),
        receiptId: present(row.receipt_id, 'receipt_id'),
      }
  }
}

function present<T>(value: T | null, column: string): T {
  if (value === null) throw new Error(`an installment of this status must have ${column}`)
  return value
}
