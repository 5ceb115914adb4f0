/**
 * The database, and the one way to it.
 *
 * Whoever asks for an institution's rows says which institution: the transaction carries it, PostgreSQL's row-level
 * security enforces it, and a query that forgets finds nothing. Money rests on row locks and unique constraints, not
 * on isolation levels, so everything runs READ COMMITTED (docs/decisions/0005-database.md).
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import type { InstitutionId } from '../core/institution-id.ts'
import { Temporal } from '../core/time.ts'
import { BatchingSocket } from './batching-socket.ts'
import { type Columns, type Row, type Sql, decodeRow, statementName } from './sql.ts'

export type { InstitutionId }

/** Runs statements inside one transaction that has no institution: accounts, sessions, the directory of enti. */
export type Tx = {
  /** Rows changed or returned. */
  run(statement: Sql): Promise<number>
  many<C extends Columns>(statement: Sql, columns: C): Promise<Row<C>[]>
  /** The only row; undefined when there is none. More than one is a fault. */
  maybe<C extends Columns>(statement: Sql, columns: C): Promise<Row<C> | undefined>
  /** The only row; none, or more than one, is a fault. */
  one<C extends Columns>(statement: Sql, columns: C): Promise<Row<C>>
  /** For a library that speaks to the connection itself (COPY, the job queue). */
  readonly client: pg.ClientBase
}

/** A transaction in the scope of one institution: only its rows exist. */
export type InstitutionTx = Tx & { readonly institutionId: InstitutionId }

/**
 * A transaction that may look at several institutions, one after the other: what one cart holds, what one attempt pays.
 * Before, between and after its visits it is like any other that has no institution, and finds nobody's rows.
 */
export type VisitingTx = Tx & {
  /**
   * In the scope of one institution while `work` runs. A second visit meanwhile, a statement of the transaction itself
   * meanwhile, or one of the visit afterwards is refused: each of them would ask in somebody else's name.
   */
  visit<T>(institutionId: InstitutionId, work: (tx: InstitutionTx) => Promise<T>): Promise<T>
}

export type Database = {
  transaction<T>(work: (tx: VisitingTx) => Promise<T>): Promise<T>
  institution<T>(institutionId: InstitutionId, work: (tx: InstitutionTx) => Promise<T>): Promise<T>
  /**
   * One read of one institution in one round trip. The statement says `scope.institution_id` for the institution:
   * that reference makes PostgreSQL set the scope before it looks at any row.
   */
  read<C extends Columns>(institutionId: InstitutionId, statement: Sql, columns: C): Promise<Row<C>[]>
  /** One statement on tables that belong to no institution. */
  query<C extends Columns>(statement: Sql, columns: C): Promise<Row<C>[]>
  run(statement: Sql): Promise<number>
  readonly pool: pg.Pool
  close(): Promise<void>
}

export type DatabaseOptions = {
  url: string
  /** The group role whose rights the program takes; 'owner' takes none and stays who logged in (who migrates). */
  role: 'quietanza_app' | 'quietanza_worker' | 'quietanza_verifier' | 'owner'
  poolSize: number
  applicationName: string
  onError: (error: Error) => void
}

function serverSettings(role: DatabaseOptions['role']): string {
  const settings = {
    ...(role === 'owner' ? {} : { role }),
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
    // Every statement has a name and one good plan. Planned anew for each call, a list costs 9 ms before it reads a row.
    plan_cache_mode: 'force_generic_plan',
    jit: 'off',
    // Pages and the Node ask by key. The plan of a foreign key's check is made when a table is still empty, and kept: it
    // would read the table from end to end for each row that is written, until the next analyze.
    ...(role === 'quietanza_app' ? { enable_seqscan: 'off' } : {}),
  }
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
}

export function openDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize,
    application_name: options.applicationName,
    // `begin`, the scope and the first statement leave together, and so does `commit` with the last.
    pipeline: true,
    stream: () => new BatchingSocket(),
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    options: serverSettings(options.role),
    types,
  })
  // Without a listener the loss of an idle connection would end the process.
  pool.on('error', options.onError)
  async function inTransaction<T>(
    scope: InstitutionId | undefined,
    work: (client: pg.ClientBase) => Promise<T>,
  ): Promise<T> {
    assertNotNested()
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      // Not awaited: it travels with the first statement, which fails too if this does.
      const begun = client.query(beginStatement(scope))
      begun.catch(() => {})
      const result = await insideTransaction.run(true, () => work(client))
      await begun
      const ended = await client.query('commit')
      if (ended.command !== 'COMMIT') throw new Error('the transaction was rolled back by the server')
      return result
    } catch (error) {
      broken = await client.query('rollback').then(
        () => undefined,
        (failure: Error) => failure,
      )
      throw error
    } finally {
      client.release(broken)
    }
  }

  return {
    pool,
    transaction: (work) => inTransaction(undefined, (client) => work(visitingOn(client))),
    institution: (institutionId, work) =>
      inTransaction(institutionId, (client) => work({ ...transactionOn(client), institutionId })),
    async read(institutionId, statement, columns) {
      const scoped = scopedRead(statement)
      const { rows } = await pool.query({ ...scoped, values: [...statement.values, institutionId] })
      return rows.map((row: Record<string, unknown>) => decodeRow(columns, row))
    },
    async query(statement, columns) {
      const { rows } = await pool.query({ ...statement, values: [...statement.values] })
      return rows.map((row: Record<string, unknown>) => decodeRow(columns, row))
    },
    async run(statement) {
      const { rowCount } = await pool.query({ ...statement, values: [...statement.values] })
      return rowCount ?? 0
    },
    async close() {
      await pool.end()
    },
  }
}

/** A transaction inside a transaction would wait for a second connection, and under load for ever. */
const insideTransaction = new AsyncLocalStorage<true>()

function assertNotNested(): void {
  if (insideTransaction.getStore()) throw new Error('a transaction is open already: pass its tx on')
}

function beginStatement(scope: InstitutionId | undefined): string {
  return scope === undefined ? 'begin' : `begin; ${scopeStatement(scope)}`
}

function scopeStatement(scope: InstitutionId | undefined): string {
  if (scope !== undefined && !Number.isSafeInteger(scope)) throw new TypeError('an institution id is a whole number')
  return `select set_config('app.institution_id', '${scope ?? ''}', true)`
}

function visitingOn(client: pg.ClientBase): VisitingTx {
  /** The visit that is open; the transaction itself when none is. */
  let inCharge: object = client
  const only = (who: object) => () => {
    if (inCharge !== who) throw new Error('a statement outside of its visit: it would ask in another one’s name')
  }
  const outside = only(client)
  return {
    ...transactionOn(client, outside),
    async visit(institutionId, work) {
      outside()
      const visit = {}
      inCharge = visit
      // Not awaited: it travels with the visit's first statement, which fails too if this does.
      const entered = client.query(scopeStatement(institutionId))
      entered.catch(() => {})
      try {
        return await work({ ...transactionOn(client, only(visit)), institutionId })
      } finally {
        // Nor is this: what comes next stands behind it in the queue. Where the transaction has failed, so will this.
        client.query(scopeStatement(undefined)).catch(() => {})
        inCharge = client
      }
    },
  }
}

/** `check` is asked before every statement; it throws where this object has no say any more. */
function transactionOn(client: pg.ClientBase, check: () => void = () => {}): Tx {
  async function rowsOf(statement: Sql): Promise<pg.QueryResult<Record<string, unknown>>> {
    check()
    return client.query({ ...statement, values: [...statement.values] })
  }
  const tx: Tx = {
    client,
    async run(statement) {
      return (await rowsOf(statement)).rowCount ?? 0
    },
    async many(statement, columns) {
      return (await rowsOf(statement)).rows.map((row) => decodeRow(columns, row))
    },
    async maybe(statement, columns) {
      const { rows } = await rowsOf(statement)
      if (rows.length > 1) throw new Error(`expected one row at most, found ${rows.length}`)
      return rows[0] && decodeRow(columns, rows[0])
    },
    async one(statement, columns) {
      const row = await tx.maybe(statement, columns)
      if (!row) throw new Error('expected one row, found none')
      return row
    },
  }
  return tx
}

const scopedTexts = new Map<string, { text: string; name: string }>()

/**
 * Wraps a read so that it carries its own scope. `offset 0` keeps the planner from merging the two levels, and the
 * lateral reference to `scope` makes the inner part depend on the outer row: the setting is made before any policy is
 * asked. (Without them a hash join might read the table first, with no scope, and find nothing.)
 */
function scopedRead(statement: Sql): { text: string; name: string } {
  const known = scopedTexts.get(statement.text)
  if (known) return known
  if (!statement.text.includes('scope.institution_id')) {
    throw new Error('a read of an institution must say scope.institution_id')
  }
  const position = statement.values.length + 1
  const text =
    `select found.* from (select set_config('app.institution_id', $${position}::text, true)::integer as institution_id) ` +
    `as scope cross join lateral (select * from (${statement.text}) as inside offset 0) as found`
  const scoped = { text, name: statementName(text) }
  scopedTexts.set(statement.text, scoped)
  return scoped
}

const { builtins } = pg.types
/** Whole numbers as numbers (money is far below 2^53), days and instants as Temporal. */
const parsers: Record<number, (value: string) => unknown> = {
  [builtins.INT8]: (value) => {
    const number = Number(value)
    if (!Number.isSafeInteger(number)) throw new RangeError('an integer larger than a number can hold')
    return number
  },
  [builtins.DATE]: (value) => Temporal.PlainDate.from(value),
  [builtins.TIMESTAMPTZ]: (value) => Temporal.Instant.from(value.replace(' ', 'T')),
}
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers[oid]) || pg.types.getTypeParser(oid, format as 'text')) as never,
}
