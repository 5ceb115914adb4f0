import type { EntityType, FiscalCode } from '../core/fiscal-code.ts'
import type { Clock } from '../core/time.ts'
import type { Database } from '../platform/database.ts'
import { newId } from '../platform/random.ts'
import type { Passwords } from '../platform/passwords.ts'
import { activateAccount, insertAccount, isMailboxTaken } from './account.queries.ts'
import type { AccountId, RegistrationDetails } from './account.ts'

export type ReadyAccount = {
  entityType: EntityType
  fiscalCode: FiscalCode
  details: RegistrationDetails
  password: string
}

/** An account that needs no activation, for whoever vouches for its mailbox; false when the mailbox has one already. */
export async function createAccount(
  { db, passwords, clock }: { db: Database; passwords: Passwords; clock: Clock },
  { entityType, fiscalCode, details, password }: ReadyAccount,
): Promise<boolean> {
  if (await isMailboxTaken(db, details.email)) return false
  const now = clock.now()
  const passwordHash = await passwords.hash(password)
  const accountId = newId() as AccountId
  const consents = { privacyVersion: '1', termsVersion: '1' }
  return db.transaction(async (tx) => {
    await insertAccount(tx, { accountId, entityType, fiscalCode, details, passwordHash, consents }, now)
    return activateAccount(tx, accountId, now)
  })
}
