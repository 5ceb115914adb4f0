/** A million rows of a CSV: read, checked, numbered and stored, beside a bare COPY of the same file in the same run. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, readFileSync } from 'node:fs'
import * as path from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { projectRoot } from '../src/platform/paths.ts'
import type { BenchContext, BenchDatabase } from './support/context.ts'
import { writePositions } from './support/positions-file.ts'

const ROWS = 1_000_000
const MEGABYTES_OF_ALL_OR_NOTHING = 400

export async function bench(context: BenchContext): Promise<void> {
  const file = path.join(projectRoot, 'var', 'bench', `positions-${ROWS}.csv`)
  await writePositions(file, ROWS)
  const database = await context.withEmptyDatabase()
  const baseline = ROWS / (await copyBare(database, file))

  const first = await load(database, file)
  const fast = { value: ROWS / first.seconds, unit: 'rows/s', baseline }
  context.record({ name: 'import: new positions', ...fast, target: { least: 30_000 } })
  context.record({ name: 'import: peak memory', value: first.megabytes, unit: 'MB', target: { most: 400 } })
  const second = await load(database, file)
  context.record({ name: 'import: the same file again', value: ROWS / second.seconds, unit: 'rows/s', baseline })
  await assertStored(database)

  const other = await context.withEmptyDatabase()
  const whole = await load(other, file, ['--all-or-nothing'])
  context.record({ name: 'import: all or nothing', value: ROWS / whole.seconds, unit: 'rows/s', baseline })
  const most = MEGABYTES_OF_ALL_OR_NOTHING
  context.record({ name: 'import: all or nothing, memory', value: whole.megabytes, unit: 'MB', target: { most } })
  await assertStored(other)
}

/** The least that could take the same file in: one table without a key, nothing looked at. Seconds. */
async function copyBare({ superuserUrl }: BenchDatabase, file: string): Promise<number> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    await client.query(
      'create table bare (service text, type text, code text, name text, email text, what text, amount text, due text, ref text)',
    )
    const startedAt = performance.now()
    const copy = client.query(copyFrom("copy bare from stdin (format csv, delimiter ';', header)"))
    await pipeline(createReadStream(file, { highWaterMark: 256 * 1024 }), copy)
    return (performance.now() - startedAt) / 1_000
  } finally {
    await client.query('drop table if exists bare')
    await client.end()
  }
}

/** The command itself, from its start to its end. */
async function load(database: BenchDatabase, file: string, more: string[] = []) {
  const main = path.join(projectRoot, 'dist', 'src', 'main.js')
  const startedAt = performance.now()
  const child = spawn(process.execPath, [main, 'import', file, '--institution', 'roccaverde', ...more], {
    env: { ...database.environment, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  let megabytes = 0
  const sampler = setInterval(() => (megabytes = Math.max(megabytes, peakMegabytes(child.pid))), 100)
  const [code] = (await once(child, 'close')) as [number]
  clearInterval(sampler)
  if (code !== 0) throw new Error(`the import ended with ${code}`)
  return { seconds: (performance.now() - startedAt) / 1_000, megabytes }
}

/** The most that the process has had in memory so far (Linux keeps count). */
function peakMegabytes(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1_024
  } catch {
    return 0 // it has just ended, or this is no Linux
  }
}

async function assertStored({ superuserUrl }: BenchDatabase): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ payable: string }>(
      "select count(*) as payable from installments where status = 'unpaid' and notice_number like '302%'",
    )
    if (Number(rows[0]?.payable) !== ROWS) throw new Error(`${rows[0]?.payable} payable notices, not ${ROWS}`)
  } finally {
    await client.end()
  }
}
