/**
 * Brings a database to the current schema: plain SQL files, forward only, each in a transaction of its own, never
 * altered once they have run anywhere.
 */
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import * as path from 'node:path'
import pg from 'pg'
import { UsageError } from './command.ts'
import type { Database } from './database.ts'
import { type QueueDefinition, installJobQueue } from './jobs.ts'
import { projectRoot } from './paths.ts'
import { boolean, sql, text as textColumn } from './sql.ts'

const MINIMUM_SERVER = 150_000
const LOCK = 7_128_402_931 // any number of our own: two migrations must not run side by side

export type MigrationReport = { applied: string[]; total: number }

export async function migrate(ownerUrl: string, queues: readonly QueueDefinition[]): Promise<MigrationReport> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
  } catch (error) {
    throw new UsageError(`Non riesco a collegarmi al database (DATABASE_OWNER_URL): ${(error as Error).message}`)
  }
  try {
    await refuseOldServer(client)
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(
      'create table if not exists schema_migrations ' +
        '(name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    )
    const applied = await applyMissing(client)
    await client.query('grant select on schema_migrations to quietanza_app, quietanza_worker, quietanza_verifier')
    await installJobQueue(ownerUrl, queues)
    await grantJobQueue(client)
    return { applied, total: migrationFiles().length }
  } finally {
    await client.end()
  }
}

async function applyMissing(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from schema_migrations')
  const known = new Map(rows.map((row) => [row.name, row.sha256]))
  const applied: string[] = []
  for (const { name, text, sha256 } of migrationFiles()) {
    const before = known.get(name)
    if (before === sha256) continue
    if (before !== undefined) throw new Error(`migration ${name} was altered after it had run`)
    try {
      await client.query('begin')
      await client.query("set local lock_timeout = '5s'")
      await client.query(text)
      await client.query('insert into schema_migrations (name, sha256) values ($1, $2)', [name, sha256])
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw new Error(`migration ${name}: ${(error as Error).message}`, { cause: error })
    }
    applied.push(name)
  }
  return applied
}

type MigrationFile = { name: string; text: string; sha256: string }

function migrationFiles(): MigrationFile[] {
  const directory = path.join(projectRoot, 'db', 'migrations')
  return readdirSync(directory)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => {
      const text = readFileSync(path.join(directory, name), 'utf8')
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') }
    })
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: string; version: string }>(
    "select current_setting('server_version_num') as number, current_setting('server_version') as version",
  )
  const { number, version } = rows[0]!
  if (Number(number) < MINIMUM_SERVER) {
    throw new UsageError(`Serve PostgreSQL 15 o successivo: questo server è il ${version}.`)
  }
}

/** The queue's tables belong to the owner; the program only uses them. */
async function grantJobQueue(client: pg.Client): Promise<void> {
  for (const role of ['quietanza_app', 'quietanza_worker']) {
    await client.query(`grant usage on schema pgboss to ${role}`)
    await client.query(`grant select, insert, update, delete on all tables in schema pgboss to ${role}`)
    await client.query(`grant execute on all functions in schema pgboss to ${role}`)
  }
}

/** Refuses to work on a database that is away, or that is not of this version. */
export async function requireCurrentSchema(db: Database): Promise<void> {
  const applied = await appliedMigrations(db)
  const missing = migrationFiles().filter(({ name }) => !applied.has(name))
  if (missing.length === 0) return
  throw new UsageError(
    `Al database mancano ${missing.length} migrazioni di questa versione: eseguile con «quietanza migrate».`,
  )
}

async function appliedMigrations(db: Database): Promise<Set<string>> {
  try {
    const [table] = await db.query(sql`select to_regclass('public.schema_migrations') is not null as present`, {
      present: boolean,
    })
    if (!table?.present) return new Set()
    const rows = await db.query(sql`select name from schema_migrations`, { name: textColumn })
    return new Set(rows.map(({ name }) => name))
  } catch (error) {
    throw new UsageError(`Il database (DATABASE_URL) non risponde come dovrebbe: ${(error as Error).message}`)
  }
}
