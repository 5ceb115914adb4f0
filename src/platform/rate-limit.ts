/**
 * Counts attempts in PostgreSQL, so that every process agrees and a restart forgets nothing. Fixed windows: a count is
 * never more than one limit too generous. What is counted at the same moment is one statement, however many ask.
 */
import { createHmac } from 'node:crypto'
import type { Policy } from '../core/policy.ts'
import { Temporal } from '../core/time.ts'
import { column } from './columns.ts'
import type { Database } from './database.ts'
import { boolean, bytes, instant, integer, sql, text } from './sql.ts'
import { together } from './together.ts'

/** One thing that is counted: what for, whose, and how much it weighs now (zero only reads). */
export type Count = { policy: Policy; key: string; weight: number }

export type RateLimiter = {
  /** Adds the weights and returns each policy's hits, by its name. */
  count(counts: readonly Count[], now: Temporal.Instant): Promise<Map<string, number>>
  /** Adds the weights; the first policy whose limit is passed, with the seconds until its window ends. */
  exceeded(
    counts: readonly Count[],
    now: Temporal.Instant,
  ): Promise<{ policy: Policy; retryAfterSeconds: number } | undefined>
}

const MOST = 32
const ROUNDS = 2

/** `onSplit` hears of counts that failed together, and were then made one by one. */
export function createRateLimiter(db: Database, secret: string, onSplit: (error: unknown) => void): RateLimiter {
  // Keys are addresses of people: kept only as what cannot be turned back.
  const tag = (key: string) => createHmac('sha256', secret).update(key).digest()

  const countTogether = together<readonly Tally[], Map<string, number>>({
    keyOf: () => '',
    most: MOST,
    rounds: ROUNDS,
    onSplit,
    work: (asked) => countAll(db, asked),
  })

  function count(counts: readonly Count[], now: Temporal.Instant): Promise<Map<string, number>> {
    return countTogether(
      counts.map(({ policy, key, weight }) => {
        const [keySha256, windowStartedAt] = [tag(key), windowStart(policy, now)]
        const id = counterId(policy.name, keySha256, windowStartedAt)
        return { id, policy: policy.name, keySha256, windowStartedAt, weight }
      }),
    )
  }

  return {
    count,
    async exceeded(counts, now) {
      const hits = await count(counts, now)
      const passed = counts.find(({ policy }) => (hits.get(policy.name) ?? 0) > policy.limit)
      if (!passed) return undefined
      const endsAt = (windowNumber(passed.policy, now) + 1) * passed.policy.windowSeconds
      const retryAfterSeconds = Math.max(1, Math.ceil(endsAt - now.epochMilliseconds / 1000))
      return { policy: passed.policy, retryAfterSeconds }
    },
  }
}

/** A weight for one counter, which is a policy, a key and a window. */
type Tally = { id: string; policy: string; keySha256: Buffer; windowStartedAt: string; weight: number }

function counterId(policy: string, keySha256: Buffer, windowStartedAt: string): string {
  return `${policy} ${keySha256.toString('hex')} ${windowStartedAt}`
}

/**
 * Each asker hears what stands after their own weights and those of the askers before them. What only reads must not
 * write: a counter that everybody looks at would be a row that everybody waits for. It hears what stood before the round.
 */
async function countAll(db: Database, asked: readonly (readonly Tally[])[]): Promise<Map<string, number>[]> {
  const tallies = asked.flat()
  const added = totals(tallies.filter(({ weight }) => weight > 0))
  const read = totals(tallies.filter(({ weight }) => weight === 0))
  const rows = await db.query(
    sql`
      with added as (
        insert into rate_counters as c (policy, key_sha256, window_started_at, hits)
        select * from unnest(${column.text(added, ({ policy }) => policy)}::text[],
          ${column.bytes(added, ({ keySha256 }) => keySha256)}::bytea[],
          ${column.text(added, ({ windowStartedAt }) => windowStartedAt)}::text[]::timestamptz[],
          ${column.integer(added, ({ weight }) => weight)}::integer[])
        on conflict (policy, key_sha256, window_started_at) do update set hits = c.hits + excluded.hits
        returning policy, key_sha256, window_started_at, hits
      )
      -- A count that is lost with the machine lets somebody try once more: nobody waits for the disk.
      select *, true as is_added from added where (select set_config('synchronous_commit', 'off', true)) = 'off'
      union all
      select c.policy, c.key_sha256, c.window_started_at, c.hits, false
      from unnest(${column.text(read, ({ policy }) => policy)}::text[],
        ${column.bytes(read, ({ keySha256 }) => keySha256)}::bytea[],
        ${column.text(read, ({ windowStartedAt }) => windowStartedAt)}::text[]::timestamptz[])
        as asked (policy, key_sha256, window_started_at)
      join rate_counters c using (policy, key_sha256, window_started_at)`,
    { policy: text, key_sha256: bytes, window_started_at: instant, hits: integer, is_added: boolean },
  )
  const hits = { added: new Map<string, number>(), read: new Map<string, number>() }
  for (const row of rows) {
    const id = counterId(row.policy, row.key_sha256, row.window_started_at.toString())
    hits[row.is_added ? 'added' : 'read'].set(id, row.hits)
  }
  // What stands after the round, and before it.
  const running = new Map(added.map(({ id, weight }) => [id, hits.added.get(id)! - weight]))
  return asked.map((own) => {
    for (const { id, weight } of own) if (weight > 0) running.set(id, running.get(id)! + weight)
    return new Map(
      own.map(({ id, policy, weight }) => [policy, weight > 0 ? running.get(id)! : (hits.read.get(id) ?? 0)]),
    )
  })
}

/** One row for each counter, in one order, so that no two rounds wait for each other's rows. */
function totals(tallies: readonly Tally[]): Tally[] {
  const byId = new Map<string, Tally>()
  for (const tally of tallies) {
    byId.set(tally.id, { ...tally, weight: tally.weight + (byId.get(tally.id)?.weight ?? 0) })
  }
  return [...byId.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

function windowNumber({ windowSeconds }: Policy, now: Temporal.Instant): number {
  return Math.floor(now.epochMilliseconds / 1000 / windowSeconds)
}

function windowStart(policy: Policy, now: Temporal.Instant): string {
  return Temporal.Instant.fromEpochMilliseconds(windowNumber(policy, now) * policy.windowSeconds * 1000).toString()
}
