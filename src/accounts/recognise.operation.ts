import type { FiscalCode } from '../core/fiscal-code.ts'
import type { Temporal } from '../core/time.ts'
import type { Institution } from '../institutions/institution.ts'
import type { Database } from '../platform/database.ts'
import { recordEvent } from './account-event.queries.ts'
import type { Account } from './account.ts'
import { mayProveLocally } from './proof.ts'
import { findProofState, saveProof } from './proof.queries.ts'

type Recognisable = Pick<Account, 'accountId' | 'email' | 'entityType' | 'fiscalCode'>

/**
 * The codice fiscale that an institution takes this account for; null while it only says so itself.
 *
 * A test ente may believe the declared one. Elsewhere it takes a proof, and one of them makes itself: the institution's
 * own data say that this mailbox, which has answered, belongs to this codice fiscale. It is written down the first time
 * that it matters, also when the data arrived after the account.
 */
export async function recognise(
  db: Database,
  institution: Institution,
  account: Recognisable,
  now: Temporal.Instant,
): Promise<FiscalCode | null> {
  if (institution.association === 'declared-fiscal-code') return account.fiscalCode
  const { proven, isVouchedFor } = await findProofState(db, institution.institutionId, account)
  if (proven || !isVouchedFor || !mayProveLocally(institution, account)) return proven
  const { accountId } = account
  const origin = { institutionId: institution.institutionId }
  const isFirst = await db.institution(institution.institutionId, async (tx) => {
    if (!(await saveProof(tx, account, { kind: 'verified-contact' }, now))) return false
    const happening = {
      accountId,
      name: 'fiscal-code-proven',
      actor: 'portal',
      origin,
      detail: 'verified-contact',
    } as const
    await recordEvent(tx, happening, now)
    return true
  })
  return isFirst ? account.fiscalCode : null
}
