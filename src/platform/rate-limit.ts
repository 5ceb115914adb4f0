/**
 * Counts attempts in PostgreSQL, so that every process agrees and a restart forgets nothing. Fixed windows: a count is
 * never more than one limit too generous, and each look costs one statement however many policies it asks.
 */
import { createHmac } from 'node:crypto'
import type { Policy } from '../core/policy.ts'
import { Temporal } from '../core/time.ts'
import type { Database } from './database.ts'
import { integer, sql, text } from './sql.ts'

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

export function createRateLimiter(db: Database, secret: string): RateLimiter {
  // Keys are addresses of people: kept only as what cannot be turned back.
  const tag = (key: string) => createHmac('sha256', secret).update(key).digest()

  /** What only reads must not write: a counter that everybody looks at would be a row that everybody waits for. */
  async function count(counts: readonly Count[], now: Temporal.Instant): Promise<Map<string, number>> {
    const adding = counts
      .filter(({ weight }) => weight > 0)
      .toSorted((one, other) => (one.policy.name < other.policy.name ? -1 : 1))
    const reading = counts.filter(({ weight }) => weight === 0)
    const rows = await db.query(
      sql`
        with added as (
          insert into rate_counters as c (policy, key_sha256, window_started_at, hits)
          select * from unnest(${adding.map(({ policy }) => policy.name)}::text[],
            ${adding.map(({ key }) => tag(key))}::bytea[],
            ${adding.map(({ policy }) => windowStart(policy, now))}::timestamptz[],
            ${adding.map(({ weight }) => weight)}::integer[])
          on conflict (policy, key_sha256, window_started_at) do update set hits = c.hits + excluded.hits
          returning policy, hits
        )
        -- A count that is lost with the machine lets somebody try once more: nobody waits for the disk.
        select policy, hits from added where (select set_config('synchronous_commit', 'off', true)) = 'off'
        union all
        select c.policy, c.hits
        from unnest(${reading.map(({ policy }) => policy.name)}::text[],
          ${reading.map(({ key }) => tag(key))}::bytea[],
          ${reading.map(({ policy }) => windowStart(policy, now))}::timestamptz[])
          as asked (policy, key_sha256, window_started_at)
        join rate_counters c using (policy, key_sha256, window_started_at)`,
      { policy: text, hits: integer },
    )
    return new Map(rows.map(({ policy, hits }) => [policy, hits]))
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

function windowNumber({ windowSeconds }: Policy, now: Temporal.Instant): number {
  return Math.floor(now.epochMilliseconds / 1000 / windowSeconds)
}

function windowStart(policy: Policy, now: Temporal.Instant): string {
  return Temporal.Instant.fromEpochMilliseconds(windowNumber(policy, now) * policy.windowSeconds * 1000).toString()
}
