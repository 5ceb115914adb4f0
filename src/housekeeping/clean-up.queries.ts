import type { Temporal } from '../core/time.ts'
import type { Database } from '../platform/database.ts'
import { type Sql, sql } from '../platform/sql.ts'

/** What is forgotten, and after how long (docs/pagopa/choices.md keeps the table of times). */
function forgettable(now: Temporal.Instant): Sql[] {
  const before = (duration: Temporal.DurationLike) => now.subtract(duration)
  return [
    sql`delete from sessions where last_seen_at < ${before({ hours: 24 * 7 })}`,
    sql`delete from carts where changed_at < ${before({ hours: 24 })}`,
    sql`delete from known_devices where last_used_at < ${before({ hours: 24 * 180 })}`,
    sql`delete from account_tokens where expires_at < ${before({ hours: 24 })}`,
    sql`delete from challenge_codes where expires_at < ${before({ hours: 24 })}`,
    sql`update sessions set draft = null where draft is not null and last_seen_at < ${before({ minutes: 30 })}`,
    sql`
      delete from checkout_return_tokens t using checkout_attempts a
      where a.attempt_id = t.attempt_id and a.created_at < ${before({ hours: 48 })}`,
    sql`delete from rate_counters where window_started_at < ${before({ hours: 48 })}`,
    // An activation that never came: the profile goes with it.
    sql`
      with gone as (
        select account_id from accounts where status = 'pending' and registered_at < ${before({ hours: 48 })}
      ), tokens as (
        delete from account_tokens using gone where account_tokens.account_id = gone.account_id
      ), consents as (
        delete from account_consents using gone where account_consents.account_id = gone.account_id
      ), profiles as (
        delete from account_profiles using gone where account_profiles.account_id = gone.account_id
      )
      select 1`,
    sql`
      delete from accounts a where status = 'pending' and registered_at < ${before({ hours: 48 })}
        and not exists (select from account_profiles p where p.account_id = a.account_id)
        and not exists (select from account_consents c where c.account_id = a.account_id)
        and not exists (select from account_tokens t where t.account_id = a.account_id)`,
    sql`update outgoing_mails set text_body = '' where text_body <> '' and created_at < ${before({ hours: 24 * 30 })}
      and num_nonnulls(sent_at, failed_at, withdrawn_at) > 0`,
    sql`delete from closed_mailboxes where closed_at < ${before({ hours: 24 * 30 })}`,
    sql`delete from account_events where occurred_at < ${before({ hours: 24 * 730 })}`,
    sql`delete from outgoing_mails where created_at < ${before({ hours: 24 * 730 })}`,
    sql`update checkout_attempts set checkout_url = null where checkout_url is not null and created_at < ${before({ hours: 1 })}`,
  ]
}

/** How many rows went. */
export async function forget(db: Database, now: Temporal.Instant): Promise<number> {
  let rows = 0
  for (const statement of forgettable(now)) rows += await db.run(statement)
  return rows
}
