/** What goes when an account is closed, and what of it stays. */
import type { EmailAddress } from '../core/email-address.ts'
import type { FiscalCode } from '../core/fiscal-code.ts'
import type { Temporal } from '../core/time.ts'
import type { InstitutionTx, Tx } from '../platform/database.ts'
import { branded, sql } from '../platform/sql.ts'
import type { AccountId } from './account.ts'
import type { MailboxOwner } from './closed-mailbox.queries.ts'

/**
 * Locks the account first: a receipt that is being kept for its owner right now comes before, or finds it closed. Answers
 * whose it was; undefined when another press has closed it.
 */
export async function lockToClose(tx: Tx, accountId: AccountId): Promise<MailboxOwner | undefined> {
  const row = await tx.maybe(
    sql`
      select email, fiscal_code from accounts where account_id = ${accountId} and status = 'active'
      for no key update`,
    { email: branded<EmailAddress>(), fiscal_code: branded<FiscalCode>() },
  )
  return row && { email: row.email, fiscalCode: row.fiscal_code }
}

/** Consents and events stay as proof, of nobody in particular: the row that they point to is empty. */
export async function closeAccount(tx: Tx, accountId: AccountId, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`
    update accounts
    set status = 'closed', closed_at = ${now}, email = null, email_key = null, fiscal_code = null,
      password_hash = null, failed_logins = 0
    where account_id = ${accountId}`)
  await tx.run(sql`
    update account_consents set revoked_at = ${now} where account_id = ${accountId} and revoked_at is null`)
  await tx.run(sql`delete from account_profiles where account_id = ${accountId}`)
  await tx.run(sql`delete from account_tokens where account_id = ${accountId}`)
  await tx.run(sql`delete from known_devices where account_id = ${accountId}`)
  await tx.run(sql`delete from carts where account_id = ${accountId}`)
  await tx.run(sql`delete from sessions where account_id = ${accountId}`)
  await tx.run(sql`delete from message_preferences where account_id = ${accountId}`)
}

/** At one ente: what was kept at hand, what was proven, what was told, and the calendar. */
export async function leaveInstitution(tx: InstitutionTx, accountId: AccountId): Promise<void> {
  await tx.run(sql`
    delete from position_claims where institution_id = ${tx.institutionId} and account_id = ${accountId}`)
  await tx.run(sql`
    delete from identity_proofs where institution_id = ${tx.institutionId} and account_id = ${accountId}`)
  await tx.run(sql`
    delete from identity_letters where institution_id = ${tx.institutionId} and account_id = ${accountId}`)
  await tx.run(sql`
    delete from calendar_feeds where institution_id = ${tx.institutionId} and account_id = ${accountId}`)
  // Of what was inserted the position stays, and no longer says whose it was.
  await tx.run(sql`
    delete from filled_forms
    where institution_id = ${tx.institutionId} and account_id = ${accountId} and position_id is null`)
  await tx.run(sql`
    update filled_forms set account_id = null, session_id = null
    where institution_id = ${tx.institutionId} and account_id = ${accountId}`)
  // A mail that waits finds its reason gone, and does not leave.
  await tx.run(sql`
    delete from account_messages where institution_id = ${tx.institutionId} and account_id = ${accountId}`)
}
