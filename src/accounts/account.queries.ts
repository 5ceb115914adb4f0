import { type EmailAddress, emailKey } from '../core/email-address.ts'
import type { EntityType, FiscalCode } from '../core/fiscal-code.ts'
import type { Temporal } from '../core/time.ts'
import type { Database, Tx } from '../platform/database.ts'
import { branded, integer, oneOf, sql, text } from '../platform/sql.ts'
import type { AccountId, RegistrationDetails } from './account.ts'

export type Consents = { privacyVersion: string; termsVersion: string }

export type NewAccount = {
  accountId: AccountId
  entityType: EntityType
  fiscalCode: FiscalCode
  details: RegistrationDetails
  passwordHash: string
  consents: Consents
}

export async function isMailboxTaken(db: Database, email: EmailAddress): Promise<boolean> {
  const rows = await db.query(
    sql`select account_id from accounts where email_key = ${emailKey(email)} and status = 'active'`,
    { account_id: text },
  )
  return rows.length > 0
}

export async function insertAccount(tx: Tx, account: NewAccount, now: Temporal.Instant): Promise<void> {
  const { accountId, details, consents } = account
  const { name } = details
  const person = name.kind === 'person' ? name : undefined
  await tx.run(sql`
    insert into accounts (account_id, email, email_key, entity_type, fiscal_code, password_hash, status, registered_at)
    values (${accountId}, ${details.email}, ${emailKey(details.email)}, ${account.entityType}, ${account.fiscalCode},
      ${account.passwordHash}, 'pending', ${now})`)
  await tx.run(sql`
    insert into account_profiles (account_id, first_name, last_name, company_name, street_address, city, province,
      postal_code, country, phone)
    values (${accountId}, ${person?.firstName ?? null}, ${person?.lastName ?? null},
      ${name.kind === 'company' ? name.companyName : null}, ${details.streetAddress}, ${details.city},
      ${details.province}, ${details.postalCode}, ${details.country}, ${details.phone})`)
  await tx.run(sql`
    insert into account_consents (account_id, kind, version, given_at)
    values (${accountId}, 'privacy', ${consents.privacyVersion}, ${now}),
      (${accountId}, 'terms', ${consents.termsVersion}, ${now})`)
}

export type TokenPurpose = 'activation' | 'password-reset' | 'email-change'

export async function insertToken(
  tx: Tx,
  token: {
    tokenSha256: Buffer
    accountId: AccountId
    purpose: TokenPurpose
    expiresAt: Temporal.Instant
    /** Only of a change of mailbox: the one that has to answer. */
    newEmail?: EmailAddress
  },
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    insert into account_tokens (token_sha256, account_id, purpose, created_at, expires_at, new_email)
    values (${token.tokenSha256}, ${token.accountId}, ${token.purpose}, ${now}, ${token.expiresAt},
      ${token.newEmail ?? null})`)
}

export type TokenState = 'good' | 'used' | 'expired'

export async function findToken(
  db: Database,
  tokenSha256: Buffer,
  purpose: TokenPurpose,
  now: Temporal.Instant,
): Promise<TokenState | undefined> {
  const [row] = await db.query(
    sql`
      select case when used_at is not null then 'used' when expires_at <= ${now} then 'expired' else 'good' end as state
      from account_tokens where token_sha256 = ${tokenSha256} and purpose = ${purpose}`,
    { state: oneOf('good', 'used', 'expired') },
  )
  return row?.state
}

/** The account it was for, exactly once; undefined when it was used, is too old or never was. */
export async function consumeToken(
  tx: Tx,
  tokenSha256: Buffer,
  purpose: TokenPurpose,
  now: Temporal.Instant,
): Promise<AccountId | undefined> {
  const row = await tx.maybe(
    sql`
      update account_tokens set used_at = ${now}
      where token_sha256 = ${tokenSha256} and purpose = ${purpose} and used_at is null and expires_at > ${now}
      returning account_id`,
    { account_id: branded<AccountId>() },
  )
  return row?.account_id
}

/** Older links stop working once a newer one is sent, or one has been used. */
export async function discardTokens(tx: Tx, accountId: AccountId, purpose: TokenPurpose): Promise<void> {
  await tx.run(sql`
    delete from account_tokens where account_id = ${accountId} and purpose = ${purpose} and used_at is null`)
}

/** False when the mailbox has an active account already. */
export async function activateAccount(tx: Tx, accountId: AccountId, now: Temporal.Instant): Promise<boolean> {
  const activated = await tx.run(sql`
    update accounts a set status = 'active', activated_at = ${now}
    where a.account_id = ${accountId} and a.status = 'pending' and not exists (
      select from accounts other where other.email_key = a.email_key and other.status = 'active')`)
  return activated === 1
}

export type Credentials = {
  accountId: AccountId
  email: EmailAddress
  passwordHash: string
  failedLogins: number
}

export async function findCredentials(db: Database, email: string): Promise<Credentials | undefined> {
  const [row] = await db.query(
    sql`
      select account_id, email, password_hash, failed_logins from accounts
      where email_key = ${emailKey(email)} and status = 'active'`,
    {
      account_id: branded<AccountId>(),
      email: branded<EmailAddress>(),
      password_hash: text,
      failed_logins: integer,
    },
  )
  return (
    row && {
      accountId: row.account_id,
      email: row.email,
      passwordHash: row.password_hash,
      failedLogins: row.failed_logins,
    }
  )
}

/** The same statement whether the account exists or not. */
export async function countFailedLogin(db: Database, accountId: AccountId | undefined): Promise<void> {
  await db.run(sql`
    update accounts set failed_logins = failed_logins + 1 where account_id = ${accountId ?? null}`)
}

export async function resetFailedLogins(tx: Tx, accountId: AccountId): Promise<void> {
  await tx.run(sql`update accounts set failed_logins = 0 where account_id = ${accountId} and failed_logins > 0`)
}

export async function savePasswordHash(tx: Tx, accountId: AccountId, passwordHash: string): Promise<void> {
  await tx.run(sql`
    update accounts set password_hash = ${passwordHash}, failed_logins = 0
    where account_id = ${accountId} and status = 'active'`)
}

export async function findEmailOf(tx: Tx, accountId: AccountId): Promise<EmailAddress> {
  const row = await tx.one(sql`select email from accounts where account_id = ${accountId}`, {
    email: branded<EmailAddress>(),
  })
  return row.email
}

/** What someone would guess first of a password: kept out of it. */
export async function findPersonalWords(db: Database, tokenSha256: Buffer): Promise<string[]> {
  const [row] = await db.query(
    sql`
      select concat_ws(' ', a.email, a.fiscal_code, p.first_name, p.last_name, p.company_name) as words
      from account_tokens t
      join accounts a on a.account_id = t.account_id
      join account_profiles p on p.account_id = a.account_id
      where t.token_sha256 = ${tokenSha256}`,
    { words: text },
  )
  return row?.words.split(' ') ?? []
}

export async function isKnownDevice(db: Database, deviceSha256: Buffer, accountId: AccountId): Promise<boolean> {
  const rows = await db.query(
    sql`select account_id from known_devices where device_sha256 = ${deviceSha256} and account_id = ${accountId}`,
    { account_id: text },
  )
  return rows.length > 0
}

export async function rememberDevice(
  tx: Tx,
  deviceSha256: Buffer,
  accountId: AccountId,
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    insert into known_devices (device_sha256, account_id, last_used_at)
    values (${deviceSha256}, ${accountId}, ${now})
    on conflict (device_sha256, account_id) do update set last_used_at = excluded.last_used_at`)
}

/** Only the browser in which the owner is now stays known: in any other a guesser would meet the pauses again. */
export async function forgetOtherDevices(
  tx: Tx,
  accountId: AccountId,
  deviceSha256: Buffer | undefined,
): Promise<void> {
  await tx.run(sql`
    delete from known_devices
    where account_id = ${accountId} and device_sha256 is distinct from ${deviceSha256 ?? null}`)
}
