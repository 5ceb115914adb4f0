/** Whom an ente takes for whom, all accounts at once: what `recognise` decides for one of them. */
import type { Institution } from '../institutions/institution.ts'
import { type Sql, sql } from '../platform/sql.ts'

/**
 * The active accounts and the codice fiscale that this ente takes each for; within the ente's transaction. A mailbox
 * that the ente vouches for counts from the first visit on, when the proof is written down.
 */
export function recognisedAccounts(institution: Institution): Sql {
  return sql`
    select p.account_id, p.fiscal_code from identity_proofs p
    join accounts a on a.account_id = p.account_id and a.status = 'active'
    where p.institution_id = ${institution.institutionId} and ${institution.association === 'proven'}
    union all
    select a.account_id, a.fiscal_code from accounts a
    where a.status = 'active' and ${institution.association === 'declared-fiscal-code'}`
}
