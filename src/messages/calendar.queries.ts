import type { AccountId } from '../accounts/account.ts'
import type { EmailAddress } from '../core/email-address.ts'
import type { EntityType, FiscalCode } from '../core/fiscal-code.ts'
import type { InstitutionId } from '../core/institution-id.ts'
import type { Temporal } from '../core/time.ts'
import type { InstallmentId } from '../debt-positions/installment.ts'
import type { Database } from '../platform/database.ts'
import { branded, instant, integer, oneOf, sql } from '../platform/sql.ts'

export type FeedOwner = { accountId: AccountId; email: EmailAddress; entityType: EntityType; fiscalCode: FiscalCode }

/** Whose calendar it is; undefined for an address that was given up, or an account that was closed. */
export async function findFeedOwner(
  db: Database,
  institution: InstitutionId,
  feedId: string,
): Promise<FeedOwner | undefined> {
  const [row] = await db.read(
    institution,
    sql`
      select a.account_id, a.email, a.entity_type, a.fiscal_code from calendar_feeds f
      join accounts a on a.account_id = f.account_id and a.status = 'active'
      where f.institution_id = scope.institution_id and f.feed_id = ${feedId}`,
    {
      account_id: branded<AccountId>(),
      email: branded<EmailAddress>(),
      entity_type: oneOf('F', 'G'),
      fiscal_code: branded<FiscalCode>(),
    },
  )
  return (
    row && { accountId: row.account_id, email: row.email, entityType: row.entity_type, fiscalCode: row.fiscal_code }
  )
}

export type Revision = { changes: number; changedAt: Temporal.Instant }

/** How often each notice has changed, and when last. */
export async function findRevisions(
  db: Database,
  institution: InstitutionId,
  installmentIds: readonly InstallmentId[],
): Promise<Map<InstallmentId, Revision>> {
  const rows = await db.read(
    institution,
    sql`
      select e.installment_id, count(*) as changes, max(e.occurred_at) as changed_at
      from installments i
      join position_events e on e.institution_id = i.institution_id and e.position_id = i.position_id
        and e.installment_id = i.installment_id
      where i.institution_id = scope.institution_id and i.installment_id = any(${installmentIds}::uuid[])
      group by e.installment_id`,
    { installment_id: branded<InstallmentId>(), changes: integer, changed_at: instant },
  )
  return new Map(rows.map((row) => [row.installment_id, { changes: row.changes, changedAt: row.changed_at }] as const))
}
