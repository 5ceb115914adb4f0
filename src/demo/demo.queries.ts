import type { InstitutionId } from '../core/institution-id.ts'
import type { Temporal } from '../core/time.ts'
import { installmentColumns } from '../debt-positions/installment.rows.ts'
import type { Database } from '../platform/database.ts'
import { boolean, integer, sql, text } from '../platform/sql.ts'
import type { PayableNotice } from './payable-notice.ts'

/** A database with a real ente in it is nobody's playground. */
export async function hasRealInstitution(db: Database): Promise<boolean> {
  const [row] = await db.query(
    sql`select exists (select from institutions where environment = 'production') as found`,
    { found: boolean },
  )
  return row?.found ?? false
}

/** How many series of demo positions this ente has had. */
export async function countSeries(db: Database, institution: InstitutionId, firstReference: string): Promise<number> {
  const [row] = await db.read(
    institution,
    sql`
      select count(*)::integer as series from debt_positions
      where institution_id = scope.institution_id and (reference = ${firstReference} or reference like ${`${firstReference}-%`})`,
    { series: integer },
  )
  return row?.series ?? 0
}

/** Notices that can be paid now, one of each debtor, soonest due first. */
export async function findPayableNotices(
  db: Database,
  institution: InstitutionId,
  today: Temporal.PlainDate,
  most: number,
): Promise<PayableNotice[]> {
  const rows = await db.read(
    institution,
    sql`
      select notice_number, amount_cents, fiscal_code, service from (
        select distinct on (d.fiscal_code) i.notice_number, i.amount_cents, d.fiscal_code, s.name as service, i.due_on
        from installments i
        join debt_positions p on p.institution_id = i.institution_id and p.position_id = i.position_id
        join debtors d on d.institution_id = i.institution_id and d.position_id = i.position_id
        join services s on s.institution_id = p.institution_id and s.service_id = p.service_id
        where i.institution_id = scope.institution_id and p.origin = 'import' and i.status = 'unpaid' and i.due_on >= ${today}
        order by d.fiscal_code, i.due_on, i.installment_id) as soonest
      order by due_on limit ${most}`,
    {
      notice_number: installmentColumns.notice_number,
      amount_cents: installmentColumns.amount_cents,
      fiscal_code: text,
      service: text,
    },
  )
  return rows.map((row) => ({
    noticeNumber: row.notice_number,
    amount: row.amount_cents,
    fiscalCode: row.fiscal_code,
    service: row.service,
  }))
}
