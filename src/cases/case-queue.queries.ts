/** The queue of whoever looks at cases: everything that helps to find the payment, in one statement. */
import type { InstitutionId } from '../core/institution-id.ts'
import type { Database } from '../platform/database.ts'
import { amount, boolean, branded, day, instant, listOf, nullable, oneOf, sql, text } from '../platform/sql.ts'
import type { QueuedCase } from './case.ts'
import type { TrackingCode } from './tracking-code.ts'

export async function listCases(
  db: Database,
  institution: InstitutionId,
  { includesClosed, limit }: { includesClosed: boolean; limit: number },
): Promise<QueuedCase[]> {
  const rows = await db.read(
    institution,
    sql`
      select c.tracking_code, c.kind, c.status, c.opened_at, c.fiscal_code, c.position_code, c.paid_on, c.paper,
        c.email is not null as has_email, c.answer, c.answered_by,
        n.notice_numbers, n.amounts, n.descriptions, n.statuses,
        array(
          select r.receipt_id from receipts r
          where r.institution_id = c.institution_id and r.settlement not in ('settled', 'paid-while-not-payable')
            and (r.notice_number = replace(c.position_code, ' ', '')
              or r.notice_number = any(n.notice_numbers))
          order by r.received_at limit 5) as stray_receipts
      from cases c
      cross join lateral (
        select coalesce(array_agg(i.notice_number order by i.notice_number), '{}') as notice_numbers,
          coalesce(array_agg(i.amount_cents::float8 order by i.notice_number), '{}') as amounts,
          coalesce(array_agg(i.description order by i.notice_number), '{}') as descriptions,
          coalesce(array_agg(i.status order by i.notice_number), '{}') as statuses
        from installments i
        where i.institution_id = c.institution_id and (i.installment_id = c.installment_id or i.installment_id in (
          select a.installment_id from checkout_attempt_notices a
          where a.institution_id = c.institution_id and a.attempt_id = c.attempt_id))
      ) as n
      where c.institution_id = scope.institution_id and (${includesClosed} or c.status = 'open')
      order by c.opened_at, c.case_id
      limit ${limit}`,
    {
      tracking_code: branded<TrackingCode>(),
      kind: oneOf('paid-but-missing', 'payment-unanswered'),
      status: oneOf('open', 'found', 'answered'),
      opened_at: instant,
      fiscal_code: nullable(text),
      position_code: nullable(text),
      paid_on: nullable(day),
      paper: nullable(text),
      has_email: boolean,
      answer: nullable(text),
      answered_by: nullable(text),
      notice_numbers: listOf(text),
      amounts: listOf(amount),
      descriptions: listOf(text),
      statuses: listOf(text),
      stray_receipts: listOf(text),
    },
  )
  return rows.map((row) => ({
    trackingCode: row.tracking_code,
    kind: row.kind,
    status: row.status,
    openedAt: row.opened_at,
    fiscalCode: row.fiscal_code,
    positionCode: row.position_code,
    paidOn: row.paid_on,
    paper: row.paper,
    hasEmail: row.has_email,
    notices: row.notice_numbers.map((noticeNumber, index) => ({
      noticeNumber,
      amount: row.amounts[index]!,
      description: row.descriptions[index]!,
      status: row.statuses[index]!,
    })),
    strayReceipts: row.stray_receipts,
    answer: row.answer,
    answeredBy: row.answered_by,
  }))
}
