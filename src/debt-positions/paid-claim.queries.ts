import type { Temporal } from '../core/time.ts'
import type { InstitutionTx } from '../platform/database.ts'
import { sql } from '../platform/sql.ts'
import type { AttemptId } from './attempt.ts'
import type { InstallmentId } from './installment.ts'

/**
 * Whoever was signed in when they paid keeps the position among theirs, and keeps it also when somebody else proves to be
 * the debtor. An account that is being closed right now is waited for: it gets nothing any more, or takes this away.
 */
export async function claimForPayer(
  tx: InstitutionTx,
  attemptId: AttemptId,
  installmentId: InstallmentId,
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    insert into position_claims (institution_id, account_id, installment_id, reason, claimed_at)
    select ${tx.institutionId}::integer, payer.account_id, ${installmentId}::uuid, 'paid', ${now}::timestamptz
    from checkout_attempts a
    join accounts payer on payer.account_id = a.account_id and payer.status = 'active'
    where a.attempt_id = ${attemptId}
    for share of payer
    on conflict (institution_id, account_id, installment_id) do update set reason = 'paid'`)
}
