import type { FiscalCode } from '../core/fiscal-code.ts'
import type { InstitutionId } from '../core/institution-id.ts'
import type { NoticeNumber } from '../core/notice-number.ts'
import { accessOf, isWrittenBy, mine } from '../debt-positions/citizen.queries.ts'
import { type Sight, seenWith } from '../debt-positions/visibility.ts'
import type { Database } from '../platform/database.ts'
import { amount, boolean, branded, instant, nullable, sql, text } from '../platform/sql.ts'
import { paymentMethodOf } from '../receipts/receipt-document.ts'
import type { StatementLine } from '../receipts/statement-document.ts'
import { firstInstantOf } from './history.queries.ts'

/** What a viewer's positions cost them in one year, as their receipts say, the first paid first. */
export async function listPaidIn(
  db: Database,
  institution: InstitutionId,
  sight: Sight,
  year: number,
  limit: number,
): Promise<StatementLine[]> {
  const rows = await db.read(
    institution,
    sql`
      select i.paid_at, i.notice_number, i.description, i.receipt_id, r.amount_cents, r.payment_method,
        s.name as service_name, s.has_neutral_description, d.full_name, d.fiscal_code, d.subject,
        ${isWrittenBy(sight)} as is_written_by_viewer
      from installments i
      join receipts r on r.institution_id = i.institution_id and r.receipt_id = i.receipt_id
      join debt_positions p on p.institution_id = i.institution_id and p.position_id = i.position_id
      join debtors d on d.institution_id = i.institution_id and d.position_id = i.position_id
      join services s on s.institution_id = p.institution_id and s.service_id = p.service_id
      where i.institution_id = scope.institution_id and i.installment_id in (${mine(sight)})
        and i.status in ('paid', 'reported')
        and i.paid_at >= ${firstInstantOf(year)} and i.paid_at < ${firstInstantOf(year + 1)}
      order by i.paid_at, i.installment_id
      limit ${limit}`,
    {
      paid_at: instant,
      notice_number: branded<NoticeNumber>(),
      description: text,
      receipt_id: text,
      amount_cents: amount,
      payment_method: nullable(text),
      service_name: text,
      has_neutral_description: boolean,
      full_name: text,
      fiscal_code: branded<FiscalCode>(),
      subject: nullable(text),
      is_written_by_viewer: boolean,
    },
  )
  return rows.map((row) => {
    const access = accessOf(row, sight)
    const seen = seenWith(access, {
      fullName: row.full_name,
      fiscalCode: row.fiscal_code,
      description: row.description,
      hasNeutralDescription: row.has_neutral_description,
    })
    return {
      paidAt: row.paid_at,
      serviceName: row.service_name,
      description: seen.description,
      subject: access === 'full' ? row.subject : null,
      debtorName: seen.name,
      noticeNumber: row.notice_number,
      receiptId: row.receipt_id,
      method: paymentMethodOf(row.payment_method),
      amount: row.amount_cents,
    }
  })
}
