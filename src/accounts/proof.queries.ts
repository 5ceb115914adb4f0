import { type EmailAddress, emailKey } from '../core/email-address.ts'
import type { FiscalCode } from '../core/fiscal-code.ts'
import type { InstitutionId } from '../core/institution-id.ts'
import type { Temporal } from '../core/time.ts'
import type { Database, InstitutionTx } from '../platform/database.ts'
import { boolean, branded, instant, nullable, oneOf, sql } from '../platform/sql.ts'
import type { AccountId } from './account.ts'
import { type Evidence, PROOF_KINDS, type ProofKind } from './proof.ts'

export type ProofState = {
  /** The codice fiscale that this account has proven to this institution. */
  proven: FiscalCode | null
  /** The institution itself has vouched that this mailbox is of this codice fiscale, and of few others. */
  isVouchedFor: boolean
}

/** A mailbox that stands beside many debtors is an agency's, not a person's. */
const MAX_DEBTORS_PER_MAILBOX = 3

export async function findProofState(
  db: Database,
  institution: InstitutionId,
  account: { accountId: AccountId; email: EmailAddress; fiscalCode: FiscalCode },
): Promise<ProofState> {
  const mailbox = emailKey(account.email)
  const [row] = await db.read(
    institution,
    sql`
      select
        (select fiscal_code from identity_proofs
          where institution_id = scope.institution_id and account_id = ${account.accountId}) as proven,
        exists (
          select from debtors
          where institution_id = scope.institution_id and email_is_verified and lower(email) = ${mailbox}
            and fiscal_code = ${account.fiscalCode}
        ) and (
          select count(distinct fiscal_code) from debtors
          where institution_id = scope.institution_id and email_is_verified and lower(email) = ${mailbox}
        ) <= ${MAX_DEBTORS_PER_MAILBOX} as is_vouched_for`,
    { proven: nullable(branded<FiscalCode>()), is_vouched_for: boolean },
  )
  return { proven: row?.proven ?? null, isVouchedFor: row?.is_vouched_for ?? false }
}

/**
 * False when another account has proven the same codice fiscale before, or this one is closed. A better proof takes the place of the account's
 * own; and whoever else kept positions of this debtor at hand by their codes keeps only those that they have paid.
 */
export async function saveProof(
  tx: InstitutionTx,
  account: { accountId: AccountId; fiscalCode: FiscalCode },
  evidence: Evidence,
  now: Temporal.Instant,
): Promise<boolean> {
  const { documentKind = null, operator = null } = evidence.kind === 'counter' ? evidence : {}
  const inserted = await tx.run(sql`
    insert into identity_proofs (institution_id, account_id, kind, fiscal_code, proven_at, document_kind, operator)
    select ${tx.institutionId}::integer, a.account_id, ${evidence.kind}, a.fiscal_code, ${now}::timestamptz,
      ${documentKind}, ${operator}
    from accounts a
    where a.account_id = ${account.accountId} and a.fiscal_code = ${account.fiscalCode} and a.status = 'active'
    for share of a
    on conflict do nothing`)
  if (inserted === 0) {
    const replaced = await tx.run(sql`
      update identity_proofs
      set kind = ${evidence.kind}, proven_at = ${now}, document_kind = ${documentKind}, operator = ${operator}
      where institution_id = ${tx.institutionId} and account_id = ${account.accountId}
        and fiscal_code = ${account.fiscalCode}`)
    if (replaced === 0) return false
  }
  await tx.run(sql`
    delete from position_claims c using installments i, debtors d
    where c.institution_id = ${tx.institutionId} and c.account_id <> ${account.accountId} and c.reason = 'claimed'
      and i.institution_id = c.institution_id and i.installment_id = c.installment_id
      and d.institution_id = i.institution_id and d.position_id = i.position_id
      and d.fiscal_code = ${account.fiscalCode}`)
  return true
}

export async function findProofHolder(tx: InstitutionTx, fiscalCode: FiscalCode): Promise<AccountId | undefined> {
  const row = await tx.maybe(
    sql`
      select account_id from identity_proofs
      where institution_id = ${tx.institutionId} and fiscal_code = ${fiscalCode}
      for update`,
    { account_id: branded<AccountId>() },
  )
  return row?.account_id
}

export async function deleteProof(tx: InstitutionTx, accountId: AccountId): Promise<void> {
  await tx.run(sql`
    delete from identity_proofs where institution_id = ${tx.institutionId} and account_id = ${accountId}`)
}

export type OwnProof = { kind: ProofKind; provenAt: Temporal.Instant }

export async function findOwnProof(
  db: Database,
  institution: InstitutionId,
  accountId: AccountId,
): Promise<OwnProof | undefined> {
  const [row] = await db.read(
    institution,
    sql`
      select kind, proven_at from identity_proofs
      where institution_id = scope.institution_id and account_id = ${accountId}`,
    { kind: oneOf(...PROOF_KINDS), proven_at: instant },
  )
  return row && { kind: row.kind, provenAt: row.proven_at }
}

/** What an ente has vouched for holds for the mailbox that it named, and for no other. */
export async function dropVouchedProof(tx: InstitutionTx, accountId: AccountId): Promise<void> {
  await tx.run(sql`
    delete from identity_proofs
    where institution_id = ${tx.institutionId} and account_id = ${accountId} and kind = 'verified-contact'`)
}
