import { type EmailAddress, emailKey } from '../core/email-address.ts'
import type { FiscalCode } from '../core/fiscal-code.ts'
import type { Temporal } from '../core/time.ts'
import type { Database, Tx } from '../platform/database.ts'
import { branded, instant, nullable, oneOf, sql, text } from '../platform/sql.ts'
import { accountName } from './account.rows.ts'
import type { Account, AccountId, Contacts, Profile } from './account.ts'
import type { Consent } from './consent.ts'

export async function findProfile(db: Database, accountId: AccountId): Promise<Profile> {
  const [row] = await db.query(
    sql`
      select a.account_id, a.email, a.entity_type, a.fiscal_code, a.registered_at, a.activated_at, p.first_name,
        p.last_name, p.company_name, p.street_address, p.city, p.province, p.postal_code, p.country, p.phone
      from accounts a join account_profiles p on p.account_id = a.account_id
      where a.account_id = ${accountId} and a.status = 'active'`,
    {
      account_id: branded<AccountId>(),
      email: branded<EmailAddress>(),
      entity_type: oneOf('F', 'G'),
      fiscal_code: branded<FiscalCode>(),
      registered_at: instant,
      activated_at: instant,
      first_name: nullable(text),
      last_name: nullable(text),
      company_name: nullable(text),
      street_address: text,
      city: text,
      province: text,
      postal_code: text,
      country: text,
      phone: text,
    },
  )
  if (!row) throw new Error('somebody is signed in to an account that is not active')
  return {
    accountId: row.account_id,
    email: row.email,
    entityType: row.entity_type,
    fiscalCode: row.fiscal_code,
    name: accountName(row),
    registeredAt: row.registered_at,
    activatedAt: row.activated_at,
    streetAddress: row.street_address,
    city: row.city,
    province: row.province,
    postalCode: row.postal_code,
    country: row.country,
    phone: row.phone,
  }
}

export async function findPasswordHash(db: Database, accountId: AccountId): Promise<string | undefined> {
  const [row] = await db.query(
    sql`select password_hash from accounts where account_id = ${accountId} and status = 'active'`,
    { password_hash: text },
  )
  return row?.password_hash
}

export type PendingEmail = { email: EmailAddress; expiresAt: Temporal.Instant }

/** The mailbox that has been asked and has not answered yet. */
export async function findPendingEmail(
  db: Database,
  accountId: AccountId,
  now: Temporal.Instant,
): Promise<PendingEmail | undefined> {
  const [row] = await db.query(
    sql`
      select new_email, expires_at from account_tokens
      where account_id = ${accountId} and purpose = 'email-change' and used_at is null and expires_at > ${now}
      order by created_at desc limit 1`,
    { new_email: branded<EmailAddress>(), expires_at: instant },
  )
  return row && { email: row.new_email, expiresAt: row.expires_at }
}

/** Exactly once, as any other link: the account, and the mailbox that has answered. */
export async function consumeEmailToken(
  tx: Tx,
  tokenSha256: Buffer,
  now: Temporal.Instant,
): Promise<{ accountId: AccountId; email: EmailAddress } | undefined> {
  const row = await tx.maybe(
    sql`
      update account_tokens set used_at = ${now}
      where token_sha256 = ${tokenSha256} and purpose = 'email-change' and used_at is null and expires_at > ${now}
      returning account_id, new_email`,
    { account_id: branded<AccountId>(), new_email: branded<EmailAddress>() },
  )
  return row && { accountId: row.account_id, email: row.new_email }
}

/** False when the mailbox has an active account already, or this account is closed. */
export async function saveEmail(tx: Tx, accountId: AccountId, email: EmailAddress): Promise<boolean> {
  const saved = await tx.run(sql`
    update accounts a set email = ${email}, email_key = ${emailKey(email)}, failed_logins = 0
    where a.account_id = ${accountId} and a.status = 'active' and not exists (
      select from accounts other
      where other.email_key = ${emailKey(email)} and other.status = 'active' and other.account_id <> a.account_id)`)
  return saved === 1
}

/** False when there is nothing to change. */
export async function saveContacts(tx: Tx, accountId: AccountId, contacts: Contacts): Promise<boolean> {
  const { streetAddress, city, province, postalCode, country, phone } = contacts
  const saved = await tx.run(sql`
    update account_profiles set street_address = ${streetAddress}, city = ${city}, province = ${province},
      postal_code = ${postalCode}, country = ${country}, phone = ${phone}
    where account_id = ${accountId} and (street_address, city, province, postal_code, country, phone)
      is distinct from (${streetAddress}, ${city}, ${province}, ${postalCode}, ${country}, ${phone})`)
  return saved === 1
}

export async function listConsents(db: Database, accountId: AccountId): Promise<Consent[]> {
  const rows = await db.query(
    sql`
      select kind, version, given_at, revoked_at from account_consents
      where account_id = ${accountId} order by given_at, kind`,
    { kind: oneOf('privacy', 'terms'), version: text, given_at: instant, revoked_at: nullable(instant) },
  )
  return rows.map(({ kind, version, given_at: givenAt, revoked_at: revokedAt }) => ({
    kind,
    version,
    givenAt,
    revokedAt,
  }))
}

export type FoundAccount = Pick<Account, 'accountId' | 'email' | 'entityType' | 'fiscalCode'>

export async function findAccountByEmail(db: Database, email: string): Promise<FoundAccount | undefined> {
  const [row] = await db.query(
    sql`
      select account_id, email, entity_type, fiscal_code from accounts
      where email_key = ${emailKey(email)} and status = 'active'`,
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
