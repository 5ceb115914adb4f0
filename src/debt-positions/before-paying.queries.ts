import type { InstitutionId } from '../core/institution-id.ts'
import type { Temporal } from '../core/time.ts'
import { cents } from '../core/money.ts'
import type { Database } from '../platform/database.ts'
import { boolean, branded, instant, integer, listOf, nullable, sql, text } from '../platform/sql.ts'
import { AWAITED_STATUSES } from './attempt.ts'
import { type BeforePaying, TWIN_DAYS } from './before-paying.ts'
import type { InstallmentId } from './installment.ts'
import type { SeenPosition } from './position-record.ts'
import type { Sight } from './visibility.ts'

/**
 * One statement for both. A twin is told only to who may see it anyway: that somebody has paid the same to the same
 * service is theirs to know. Parts of one debt have equal amounts by nature; they are no twins.
 */
export async function findBeforePaying(
  db: Database,
  institution: InstitutionId,
  sight: Sight,
  { record, access }: Pick<SeenPosition, 'record' | 'access'>,
  now: Temporal.Instant,
): Promise<BeforePaying> {
  const [row] = await db.read(
    institution,
    sql`
      select
        array(select l.label from installment_lines l
          where l.institution_id = i.institution_id and l.installment_id = i.installment_id order by l.line_no) as labels,
        array(select l.amount_cents::float8 from installment_lines l
          where l.institution_id = i.institution_id and l.installment_id = i.installment_id order by l.line_no) as amounts,
        s.has_neutral_description, s.name as service_name, t.installment_id as twin_id, t.description as twin_description,
        t.paid_at as twin_paid_at, t.is_own as is_twin_own
      from installments i
      join debt_positions p on p.institution_id = i.institution_id and p.position_id = i.position_id
      join services s on s.institution_id = p.institution_id and s.service_id = p.service_id
      join debtors d on d.institution_id = i.institution_id and d.position_id = i.position_id
      left join lateral (
        select other.installment_id, other.description, other.paid_at,
          (od.fiscal_code = ${sight.fiscalCode}) is true as is_own
        from debtors od
        join debt_positions op on op.institution_id = od.institution_id and op.position_id = od.position_id
        join installments other on other.institution_id = od.institution_id and other.position_id = od.position_id
        where od.institution_id = i.institution_id and od.fiscal_code = d.fiscal_code and d.fiscal_code <> 'ANONIMO'
          and od.position_id <> i.position_id and op.service_id = p.service_id
          and other.amount_cents = i.amount_cents
          and (other.paid_at > ${now.subtract({ hours: TWIN_DAYS * 24 })} or (
            other.paid_at is null and exists (
              select from checkout_attempt_notices n
              join checkout_attempts a on a.attempt_id = n.attempt_id
              where n.institution_id = other.institution_id and n.installment_id = other.installment_id
                and n.receipt_id is null and a.live_until > ${now} and a.activated_at is not null
                and a.status = any(${AWAITED_STATUSES}))))
          and ((od.fiscal_code = ${sight.fiscalCode} and (not od.is_declared or other.paid_at is not null)) is true
            or exists (
              select from position_claims c
              where c.institution_id = other.institution_id and c.account_id = ${sight.accountId}
                and c.installment_id = other.installment_id)
            or exists (
              select from session_views v
              where v.institution_id = other.institution_id and v.session_id = ${sight.sessionId}
                and v.installment_id = other.installment_id))
        order by other.paid_at desc nulls first, other.installment_id
        limit 1
      ) as t on true
      where i.institution_id = scope.institution_id and i.installment_id = ${record.installmentId}`,
    {
      labels: listOf(text),
      amounts: listOf(integer),
      has_neutral_description: boolean,
      service_name: text,
      twin_id: nullable(branded<InstallmentId>()),
      twin_description: nullable(text),
      twin_paid_at: nullable(instant),
      is_twin_own: nullable(boolean),
    },
  )
  if (!row) return { lines: [], twin: undefined }
  const isReadable = (isOwn: boolean) => isOwn || row.has_neutral_description
  const lines = row.labels.map((label, index) => ({ label, amount: cents(row.amounts[index]!) }))
  return {
    // What they are called may say what a description says.
    lines: isReadable(access === 'full') ? lines : [],
    twin: row.twin_id
      ? {
          installmentId: row.twin_id,
          name: isReadable(row.is_twin_own === true) ? (row.twin_description ?? row.service_name) : row.service_name,
          paidAt: row.twin_paid_at,
        }
      : undefined,
  }
}
