import type { Clock } from '../core/time.ts'
import type { Database } from '../platform/database.ts'
import { recordEvent } from './account-event.queries.ts'
import type { Origin } from './account-event.ts'
import type { AccountId, Contacts } from './account.ts'
import { saveContacts } from './profile.queries.ts'

/** What is written down is that they changed, never from what to what. */
export async function changeContacts(
  { db, clock }: { db: Database; clock: Clock },
  accountId: AccountId,
  origin: Origin,
  contacts: Contacts,
): Promise<void> {
  await db.transaction(async (tx) => {
    const haveChanged = await saveContacts(tx, accountId, contacts)
    if (haveChanged) await recordEvent(tx, { accountId, name: 'contacts-changed', origin }, clock.now())
  })
}
