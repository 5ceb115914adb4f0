import { createHash, randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'

export type Member = { cookie: string; sessionOf(cookie: string): Promise<string> }

const sha256 = (text: string) => createHash('sha256').update(text).digest()

/** Somebody who is signed in and has proven this codice fiscale to Roccaverde. */
export async function createMember(superuserUrl: string, fiscalCode: string): Promise<Member> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  const accountId = randomUUID()
  const token = randomBytes(32).toString('base64url')
  try {
    await client.query('delete from identity_proofs where fiscal_code = $1', [fiscalCode])
    await client.query(
      `insert into accounts (account_id, email, email_key, entity_type, fiscal_code, password_hash, status,
         registered_at, activated_at)
       values ($1, $2, $2, 'G', $3, 'none', 'active', now(), now())`,
      [accountId, `${accountId}@example.it`, fiscalCode],
    )
    await client.query(
      `insert into account_profiles (account_id, company_name, street_address, city, province, postal_code, country, phone)
       values ($1, 'Azienda di prova S.r.l.', 'Via Roma 1', 'Roccaverde', 'RV', '00100', 'IT', '000 111')`,
      [accountId],
    )
    await client.query(
      `insert into sessions (session_id, token_sha256, token_changed_at, account_id, created_at, last_seen_at, signed_in_at)
       values ($1, $2, now(), $3, now(), now(), now())`,
      [randomUUID(), sha256(token), accountId],
    )
    await client.query(
      `insert into identity_proofs (institution_id, account_id, kind, fiscal_code, proven_at)
       select institution_id, $1, 'verified-contact', $2, now() from institutions where code = 'roccaverde'`,
      [accountId, fiscalCode],
    )
  } finally {
    await client.end()
  }
  return {
    cookie: `sid=${token}`,
    async sessionOf(cookie) {
      const again = new pg.Client({ connectionString: superuserUrl })
      await again.connect()
      const { rows } = await again.query<{ id: string }>(
        'select session_id::text as id from sessions where token_sha256 = $1',
        [sha256(cookie.split('=')[1]!)],
      )
      await again.end()
      return rows[0]!.id
    },
  }
}
