/**
 * The Storico among a million positions: of somebody who has paid 25 notices, and of a company that has paid 10,000. Each
 * page is asked for alone, so that the figure is what one person waits for; the plan behind it reads no table end to end.
 */
import pg from 'pg'
import { openDatabase } from '../src/platform/database.ts'
import { listClosed } from '../src/history/history.queries.ts'
import { emptyHistoryForm, readHistoryForm } from '../src/history/history-filter.ts'
import type { InstitutionId } from '../src/core/institution-id.ts'
import type { FiscalCode } from '../src/core/fiscal-code.ts'
import { Temporal, systemClock } from '../src/core/time.ts'
import type { InstallmentId } from '../src/debt-positions/installment.ts'
import type { BenchContext } from './support/context.ts'

const PAYERS = [
  { fiscalCode: '00000000019', paid: 25, kind: 7 },
  { fiscalCode: '00000000027', paid: 10_000, kind: 8 },
] as const
const TIMES = 40

export async function bench(context: BenchContext): Promise<void> {
  const { environment, superuserUrl } = await context.withPositions()
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  const db = openDatabase({
    url: environment['DATABASE_URL']!,
    role: 'quietanza_app',
    poolSize: 1,
    applicationName: 'quietanza bench',
    onError: (error) => context.say(error.message),
  })
  try {
    for (const payer of PAYERS) await seedPaid(client, payer)
    await client.query('analyze debtors, installments, debt_positions')
    const { rows } = await client.query<{ id: InstitutionId }>(
      "select institution_id as id from institutions where code = 'roccaverde'",
    )
    const institution = rows[0]!.id
    const scansBefore = await countTableScans(client)
    for (const { fiscalCode, paid } of PAYERS) {
      const sight = { sessionId: null, accountId: null, fiscalCode: fiscalCode as FiscalCode, cartId: null }
      const middle = {
        direction: 'after' as const,
        closedAt: Temporal.Instant.from('2025-06-01T00:00:00Z'),
        installmentId: 'ffffffff-ffff-7fff-8fff-ffffffffffff' as InstallmentId,
      }
      const pages = [
        { name: 'first page', form: emptyHistoryForm, cursor: undefined },
        { name: 'a page in the middle', form: emptyHistoryForm, cursor: middle },
        { name: 'found by words', form: { ...emptyHistoryForm, cerca: 'mensa 2025' }, cursor: undefined },
        { name: 'of one year', form: { ...emptyHistoryForm, anno: '2024' }, cursor: undefined },
      ]
      for (const { name, form, cursor } of pages) {
        const { filter } = readHistoryForm(form)
        const times: number[] = []
        for (let time = 0; time < TIMES; time++) {
          const startedAt = performance.now()
          await listClosed(db, institution, sight, filter, { cursor, limit: 26 }, systemClock.now())
          times.push(performance.now() - startedAt)
        }
        times.sort((one, other) => one - other)
        const value = times[Math.floor(TIMES * 0.95)]!
        const target = { most: paid > 1_000 ? 200 : 20 }
        context.record({ name: `history: ${name}, ${paid} paid, p95`, unit: 'ms', value, target })
      }
    }
    // A connection that ends has told what it has read.
    await db.close()
    await client.query('select pg_stat_force_next_flush()')
    const scans = (await countTableScans(client)) - scansBefore
    context.record({
      name: 'history: large tables read from end to end',
      unit: 'times',
      value: scans,
      target: { most: 0 },
    })
  } finally {
    await client.end()
  }
}

type Payer = (typeof PAYERS)[number]

/** Paid over three years; without receipts, which the Storico does not read. Made once. */
async function seedPaid(client: pg.Client, { fiscalCode, paid, kind }: Payer): Promise<void> {
  const known = await client.query('select from debtors where fiscal_code = $1 limit 1', [fiscalCode])
  if (known.rowCount! > 0) return
  const each = `from institutions e join services s using (institution_id), generate_series(1, ${paid}) n
    where e.code = 'roccaverde' and s.code = 'mensa'`
  await client.query("set session_replication_role = 'replica'")
  await client.query(`
    insert into debt_positions (institution_id, position_id, reference, service_id, origin, created_at)
    select e.institution_id, bench_id(n, ${kind * 10 + 1}), 'PAID-${kind}-' || n, s.service_id, 'import', now() ${each}`)
  await client.query(`
    insert into debtors (institution_id, position_id, entity_type, fiscal_code, full_name)
    select e.institution_id, bench_id(n, ${kind * 10 + 1}), 'G', '${fiscalCode}', 'Azienda ${kind} S.r.l.' ${each}`)
  await client.query(`
    insert into installments (institution_id, installment_id, position_id, option_no, option_kind, installment_no,
      notice_number, amount_cents, description, due_on, status, paid_at, receipt_id)
    select e.institution_id, bench_id(n, ${kind * 10 + 2}), bench_id(n, ${kind * 10 + 1}), 1, 'single', 1,
      '0${kind}' || lpad(n::text, 16, '0'), 5400, 'Mensa ' || (2024 + n % 3) || ' n. ' || n, date '2026-12-01', 'paid',
      timestamptz '2024-01-01' + n * interval '1000 days' / ${paid}, 'bench-${kind}-' || n ${each}`)
  await client.query("set session_replication_role = 'origin'")
}

/** How often a large table was read from end to end, as PostgreSQL counts it. */
async function countTableScans(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ scans: string }>(
    `select sum(seq_scan) as scans from pg_stat_user_tables
     where relname in ('installments', 'debtors', 'debt_positions')`,
  )
  return Number(rows[0]!.scans)
}
