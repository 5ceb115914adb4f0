import type { FiscalCode } from '../core/fiscal-code.ts'
import type { Temporal } from '../core/time.ts'
import type { Database, InstitutionId, InstitutionTx } from '../platform/database.ts'
import { branded, instant, integer, nullable, oneOf, sql, text } from '../platform/sql.ts'
import type { AccountId } from './account.ts'
import { type IdentityLetter, LETTER_TRIES, type PostalAddress } from './proof.ts'

export async function findLetter(
  db: Database,
  institution: InstitutionId,
  accountId: AccountId,
): Promise<IdentityLetter | undefined> {
  const [row] = await db.read(
    institution,
    sql`
      select status, asked_at, expires_at, tries from identity_letters
      where institution_id = scope.institution_id and account_id = ${accountId}`,
    {
      status: oneOf('asked', 'printed', 'undeliverable'),
      asked_at: instant,
      expires_at: nullable(instant),
      tries: integer,
    },
  )
  if (!row) return undefined
  const { status, asked_at: askedAt, expires_at: expiresAt } = row
  if (status !== 'printed') return { status, askedAt }
  if (!expiresAt) throw new Error('a printed letter without an end')
  return { status, askedAt, expiresAt, triesLeft: LETTER_TRIES - row.tries }
}

/** Takes the place of one that has come to nothing. */
export async function insertLetter(
  tx: InstitutionTx,
  account: { accountId: AccountId; fiscalCode: FiscalCode },
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    insert into identity_letters (institution_id, account_id, fiscal_code, status, asked_at)
    values (${tx.institutionId}, ${account.accountId}, ${account.fiscalCode}, 'asked', ${now})
    on conflict (institution_id, account_id) do update
    set fiscal_code = excluded.fiscal_code, status = 'asked', asked_at = excluded.asked_at, printed_at = null,
      expires_at = null, code_hash = null, tries = 0`)
}

/** Counts the try before anybody looks at the code: however many come at once, five of them are tried. */
export async function countLetterTry(
  tx: InstitutionTx,
  accountId: AccountId,
  now: Temporal.Instant,
): Promise<{ codeHash: string; triesLeft: number } | undefined> {
  const row = await tx.maybe(
    sql`
      update identity_letters set tries = tries + 1
      where institution_id = ${tx.institutionId} and account_id = ${accountId} and status = 'printed'
        and expires_at > ${now} and tries < ${LETTER_TRIES}
      returning code_hash, tries`,
    { code_hash: text, tries: integer },
  )
  return row && { codeHash: row.code_hash, triesLeft: LETTER_TRIES - row.tries }
}

/** True for the one who uses the code that was tried; it is gone with it. */
export async function useLetter(tx: InstitutionTx, accountId: AccountId, codeHash: string): Promise<boolean> {
  const used = await tx.run(sql`
    delete from identity_letters
    where institution_id = ${tx.institutionId} and account_id = ${accountId} and code_hash = ${codeHash}`)
  return used === 1
}

export type WaitingLetter = { accountId: AccountId; fiscalCode: FiscalCode; address: PostalAddress | undefined }

/** With the address that the ente itself has last written, never one that the account declares. */
export async function listWaitingLetters(
  db: Database,
  institution: InstitutionId,
  most: number,
): Promise<WaitingLetter[]> {
  const rows = await db.read(
    institution,
    sql`
      select l.account_id, l.fiscal_code, known.full_name, known.street_name, known.civic_number, known.postal_code,
        known.city, known.province, known.country
      from identity_letters l
      left join lateral (
        select d.full_name, d.street_name, d.civic_number, d.postal_code, d.city, d.province, d.country
        from debtors d
        join debt_positions p on p.institution_id = d.institution_id and p.position_id = d.position_id
        where d.institution_id = scope.institution_id and d.fiscal_code = l.fiscal_code and p.origin = 'import'
          and d.street_name is not null and d.city is not null
        order by p.created_at desc, p.position_id desc limit 1
      ) known on true
      where l.institution_id = scope.institution_id and l.status = 'asked'
      order by l.asked_at, l.account_id
      limit ${most}`,
    {
      account_id: branded<AccountId>(),
      fiscal_code: branded<FiscalCode>(),
      full_name: nullable(text),
      street_name: nullable(text),
      civic_number: nullable(text),
      postal_code: nullable(text),
      city: nullable(text),
      province: nullable(text),
      country: nullable(text),
    },
  )
  return rows.map((row) => ({
    accountId: row.account_id,
    fiscalCode: row.fiscal_code,
    address:
      row.full_name !== null && row.street_name !== null && row.city !== null
        ? {
            fullName: row.full_name,
            streetName: row.street_name,
            civicNumber: row.civic_number,
            postalCode: row.postal_code,
            city: row.city,
            province: row.province,
            country: row.country,
          }
        : undefined,
  }))
}

/** False when it was asked for anew, or is gone, meanwhile. */
export async function markPrinted(
  tx: InstitutionTx,
  accountId: AccountId,
  { codeHash, expiresAt }: { codeHash: string; expiresAt: Temporal.Instant },
  now: Temporal.Instant,
): Promise<boolean> {
  const marked = await tx.run(sql`
    update identity_letters
    set status = 'printed', printed_at = ${now}, expires_at = ${expiresAt}, code_hash = ${codeHash}
    where institution_id = ${tx.institutionId} and account_id = ${accountId} and status = 'asked'`)
  return marked === 1
}

export async function markUndeliverable(tx: InstitutionTx, accountId: AccountId): Promise<void> {
  await tx.run(sql`
    update identity_letters set status = 'undeliverable'
    where institution_id = ${tx.institutionId} and account_id = ${accountId} and status = 'asked'`)
}

/** Letters whose code is long void. */
export async function forgetOldLetters(tx: InstitutionTx, before: Temporal.Instant): Promise<void> {
  await tx.run(sql`
    delete from identity_letters
    where institution_id = ${tx.institutionId} and status <> 'asked' and coalesce(expires_at, asked_at) < ${before}`)
}
