/** A million positions, written the quick way: what the figures are measured on. */
import pg from 'pg'

export const SEEDED = 1_000_000
/** Who owes twenty-five of them, and has a thousand that are over: whose list and whose history are asked for. */
export const LISTED_FISCAL_CODE = '01199250158'
/** What is over: called off by the ente, a minute apart. No sample of notices that can be paid meets them. */
const IS_OVER = 'n % 1000 = 501'
/** Other people who are registered, each with a proof of being somebody. */
const ACCOUNTS = 100_000

type Ente = { institutionId: number; serviceId: number; fiscalCode: string; iban: string }

/** The statements that write positions `from` to `to`. */
function statements({ institutionId, serviceId, fiscalCode, iban }: Ente, from: number, to: number): string[] {
  const each = `from generate_series(${from}::bigint, ${to}::bigint) n`
  return [
    `insert into debt_positions (institution_id, position_id, reference, service_id, origin, created_at)
     select ${institutionId}, bench_id(n, 1), 'BENCH-' || n, ${serviceId}, 'import',
       timestamptz '2026-11-01' + n * interval '1 second' ${each}`,
    `insert into debtors (institution_id, position_id, entity_type, fiscal_code, full_name)
     select ${institutionId}, bench_id(n, 1), 'G',
       case when n % ${SEEDED / 25} = 0 or ${IS_OVER} then '${LISTED_FISCAL_CODE}' else bench_fiscal_code(n / 10) end,
       'Debitore ' || n / 10 || ' S.r.l.' ${each}`,
    `insert into installments (institution_id, installment_id, position_id, option_no, option_kind, installment_no,
       notice_number, amount_cents, description, due_on, status, cancelled_at, cancellation_reason)
     select ${institutionId}, bench_id(n, 2), bench_id(n, 1), 1, 'single', 1, bench_notice(n), 5400 + n % 1000,
       'Mensa scolastica ' || n, date '2026-12-01' + (n % 300)::integer,
       case when ${IS_OVER} then 'cancelled' else 'unpaid' end,
       case when ${IS_OVER} then timestamptz '2026-11-02' - n * interval '1 minute' end,
       case when ${IS_OVER} then 'by-institution' end ${each}`,
    `insert into transfers (institution_id, installment_id, transfer_no, amount_cents, beneficiary_fiscal_code,
       beneficiary_name, iban, remittance_information, transfer_category)
     select ${institutionId}, bench_id(n, 2), 1, 5400 + n % 1000, '${fiscalCode}', 'Comune di Roccaverde', '${iban}',
       '/RFB/' || right(bench_notice(n), 17), '9/0107101TS/' ${each}`,
    `insert into position_events (institution_id, position_id, installment_id, name, actor, occurred_at, status_after,
       amount_cents_after)
     select ${institutionId}, bench_id(n, 1), bench_id(n, 2), 'created', 'bench', timestamptz '2026-11-01',
       case when ${IS_OVER} then 'cancelled' else 'unpaid' end, 5400 + n % 1000 ${each}`,
  ]
}

/** The people of the town, of whom nobody signs in. */
function accounts(institutionId: number): string[] {
  return [
    `insert into accounts (account_id, email, email_key, entity_type, fiscal_code, password_hash, status, registered_at,
       activated_at)
     select bench_id(n, 9), 'cittadino-' || n || '@example.it', 'cittadino-' || n || '@example.it', 'G',
       bench_fiscal_code(n), 'none', 'active', timestamptz '2026-11-01', timestamptz '2026-11-01'
     from generate_series(1::bigint, ${ACCOUNTS}) n`,
    `insert into account_profiles (account_id, company_name, street_address, city, province, postal_code, country, phone)
     select bench_id(n, 9), 'Debitore ' || n || ' S.r.l.', 'Via Roma 1', 'Roccaverde', 'RV', '00100', 'IT', '000 111'
     from generate_series(1::bigint, ${ACCOUNTS}) n`,
    `insert into identity_proofs (institution_id, account_id, kind, fiscal_code, proven_at)
     select ${institutionId}, bench_id(n, 9), 'verified-contact', bench_fiscal_code(n), timestamptz '2026-11-01'
     from generate_series(1::bigint, ${ACCOUNTS}) n`,
  ]
}

/** Ids that grow like the real ones; notice numbers whose base is scattered over its space; codes with their character. */
const FUNCTIONS = `
  create or replace function bench_id(n bigint, kind integer) returns uuid language sql immutable
    return ('019a' || lpad(to_hex(n), 8, '0') || '70008' || lpad(to_hex(kind), 3, '0') || '000000000000')::uuid;
  create or replace function bench_notice(n bigint) returns text language sql immutable
    return (select first || lpad((first::bigint % 93)::text, 2, '0')
      from (select '302' || lpad(((n * 7368787) % 10000000000000)::text, 13, '0') as first) f);
  create or replace function bench_fiscal_code(n bigint) returns text language sql immutable
    return (select first || (10 - total % 10) % 10 from (
      select first, (select sum(case when place % 2 = 1 then digit when digit > 4 then digit * 2 - 9 else digit * 2 end)
        from unnest(string_to_array(first, null)::integer[]) with ordinality as d (digit, place)) as total
      from (select lpad((1000000000 + n)::text, 10, '0') as first) f) f)`

/** Connects as a superuser: what row-level security costs is measured, and not what the seed waits for. */
export async function seedPositions(superuserUrl: string, say: (text: string) => void): Promise<void> {
  await asSuperuser(superuserUrl, async (client) => {
    await client.query(FUNCTIONS)
    const { rows } = await client.query<Ente>(
      `select i.institution_id as "institutionId", s.service_id as "serviceId", i.fiscal_code as "fiscalCode", s.iban
       from institutions i join services s using (institution_id) where i.code = 'roccaverde' and s.code = 'mensa'`,
    )
    await client.query("set synchronous_commit = off; set session_replication_role = 'replica'")
    const step = 100_000
    for (let from = 1; from <= SEEDED; from += step) {
      for (const statement of statements(rows[0]!, from, from + step - 1)) await client.query(statement)
      say(`posizioni di prova: ${from + step - 1}`)
    }
    for (const statement of accounts(rows[0]!.institutionId)) await client.query(statement)
    // As autovacuum would have left it by the next morning.
    await client.query('vacuum analyze')
  })
}

/** Notice numbers spread over all of them; two samples with different offsets have none in common. */
export async function sampleNotices(superuserUrl: string, count: number, offset = 0): Promise<SampledNotice[]> {
  return asSuperuser(superuserUrl, async (client) => {
    const step = Math.floor(SEEDED / count)
    const { rows } = await client.query<SampledNotice>(
      `select bench_notice(n * $2 - $3) as "noticeNumber", 5400 + (n * $2 - $3) % 1000 as amount,
         bench_fiscal_code((n * $2 - $3) / 10) as "fiscalCode"
       from generate_series(1::bigint, $1::bigint) n`,
      [count, step, offset],
    )
    return rows.map((row) => ({ ...row, amount: Number(row.amount) }))
  })
}

/** Notices that no run before has paid, in no order. */
export async function freshNotices(superuserUrl: string, count: number): Promise<FreshNotice[]> {
  return asSuperuser(superuserUrl, async (client) => {
    const { rows } = await client.query<{ noticeNumber: string; amount: string }>(
      `select notice_number as "noticeNumber", amount_cents as amount from installments
       where status = 'unpaid' order by random() limit $1`,
      [count],
    )
    if (rows.length < count) throw new Error('too few notices are left to pay: delete var/bench')
    return rows.map((row) => ({ ...row, amount: Number(row.amount) }))
  })
}

export type FreshNotice = { noticeNumber: string; amount: number }
export type SampledNotice = FreshNotice & { fiscalCode: string }

async function asSuperuser<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
