import type { Temporal } from '../core/time.ts'
import type { Database, InstitutionId, Tx } from '../platform/database.ts'
import { branded, instant, nullable, oneOf, sql, text } from '../platform/sql.ts'
import { ACCOUNT_EVENTS, type AccountEvent, type AccountEventName, type Origin } from './account-event.ts'
import type { AccountId } from './account.ts'

export type Happening = {
  accountId: AccountId
  name: AccountEventName
  /** The owner's browser; where an operator or the portal itself did it, only the ente. */
  origin: Origin | Pick<Origin, 'institutionId'> | null
  actor?: string
  detail?: string
}

/** In the transaction of what it tells. */
export async function recordEvent(tx: Tx, happening: Happening, now: Temporal.Instant): Promise<void> {
  const { accountId, name, origin, actor = 'account', detail = null } = happening
  const whereabouts = origin && 'browser' in origin ? origin : undefined
  await tx.run(sql`
    insert into account_events (account_id, name, actor, occurred_at, portal_institution_id, browser, network, detail)
    values (${accountId}, ${name}, ${actor}, ${now}, ${origin?.institutionId ?? null},
      ${whereabouts?.browser ?? null}, ${whereabouts?.network ?? null}, ${detail})`)
}

/** The last ones first. */
export async function listEvents(db: Database, accountId: AccountId, most: number): Promise<AccountEvent[]> {
  const rows = await db.query(
    sql`
      select name, actor, occurred_at, portal_institution_id, browser, network, detail from account_events
      where account_id = ${accountId} order by event_id desc limit ${most}`,
    {
      name: oneOf(...ACCOUNT_EVENTS),
      actor: text,
      occurred_at: instant,
      portal_institution_id: nullable(branded<InstitutionId>()),
      browser: nullable(text),
      network: nullable(text),
      detail: nullable(text),
    },
  )
  return rows.map(({ occurred_at: occurredAt, portal_institution_id: institutionId, ...row }) => ({
    ...row,
    occurredAt,
    institutionId,
  }))
}
