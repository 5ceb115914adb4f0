import type { AttemptId } from '../debt-positions/attempt.ts'
import type { InstallmentId } from '../debt-positions/installment.ts'
import type { InstitutionTx } from '../platform/database.ts'
import { sql } from '../platform/sql.ts'

/**
 * A notice that an attempt has paid leaves the cart of who made the attempt. Everybody else's keeps it, shown as paid,
 * until they have read that it is.
 */
export async function takePaidNoticeOut(
  tx: InstitutionTx,
  attemptId: AttemptId,
  installmentId: InstallmentId,
): Promise<void> {
  await tx.run(sql`
    delete from cart_places where (cart_id, place) in (
      select n.cart_id, n.place
      from checkout_attempts a
      left join sessions s on s.session_id = a.session_id
      join carts c on c.session_id = a.session_id or c.account_id = coalesce(a.account_id, s.account_id)
      join cart_notices n on n.cart_id = c.cart_id
      where a.attempt_id = ${attemptId} and n.institution_id = ${tx.institutionId}
        and n.installment_id = ${installmentId})`)
}
