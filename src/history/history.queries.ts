/** What is closed of a viewer's positions. Always of one ente, and within a Sight. */
import type { InstitutionId } from '../core/institution-id.ts'
import { Temporal, dayInRome, startOfDayInRome } from '../core/time.ts'
import {
  VOUCHED_FOR,
  accessOf,
  mine,
  positionColumns,
  positionSelect,
  toSeen,
} from '../debt-positions/citizen.queries.ts'
import type { Sight } from '../debt-positions/visibility.ts'
import type { Database } from '../platform/database.ts'
import { type Sql, boolean, instant, integer, sql, text } from '../platform/sql.ts'
import type { ClosedState, HistoryFilter } from './history-filter.ts'
import type { ClosedPosition, HistoryCursor } from './history-rows.ts'

/** When a notice was over: paid, called off, or the first instant at which it could not be paid any more. */
const closedAt = sql`
  case when i.status in ('paid', 'reported') then i.paid_at
    when i.status = 'cancelled' then i.cancelled_at
    else (i.due_on + 1)::timestamp at time zone 'Europe/Rome' end`

/** Another way of paying that became void is no event of anybody's life: only what the ente called off is shown. */
function isIn(state: ClosedState, now: Temporal.Instant): Sql {
  switch (state) {
    case 'paid':
      return sql`i.status in ('paid', 'reported')`
    case 'cancelled':
      return sql`(i.status = 'cancelled' and i.cancellation_reason = 'by-institution')`
    case 'expired':
      return sql`(i.status = 'expired'
        or (i.status = 'unpaid' and i.expires_after_due and i.due_on < ${dayInRome(now)}::date))`
  }
}

function isInAny(states: readonly ClosedState[], now: Temporal.Instant): Sql {
  return states.map((state) => isIn(state, now)).reduce((all, one) => sql`(${all} or ${one})`)
}

/**
 * The last closed first, at most `limit`, going the cursor's way. Which rows is decided on as few tables as the question
 * needs; everything else is looked up for those that are shown.
 */
export async function listClosed(
  db: Database,
  institution: InstitutionId,
  sight: Sight,
  filter: HistoryFilter,
  { cursor, limit }: { cursor: HistoryCursor | undefined; limit: number },
  now: Temporal.Instant,
): Promise<ClosedPosition[]> {
  const isBackward = cursor?.direction === 'before'
  const from = cursor && sql`(${cursor.closedAt}::timestamptz, ${cursor.installmentId}::uuid)`
  const place = sql`(closed.at, i.installment_id)`
  const range = !from ? sql`true` : isBackward ? sql`${place} > ${from}` : sql`${place} < ${from}`
  const order = isBackward ? sql`closed_at, installment_id` : sql`closed_at desc, installment_id desc`
  const arm = (isOwn: boolean) => sql`
    (select i.installment_id, closed.at as closed_at
    ${isOwn ? own(sight) : claimed(sight)}
      and ${isInAny(filter.states, now)} and ${matches(filter, isOwn)} and ${range}
    order by ${order}
    limit ${limit})`
  const { holder } = filter
  const found = holder ? arm(holder === 'own') : sql`${arm(true)} union all ${arm(false)}`
  const rows = await db.read(
    institution,
    sql`
      select position.*, page.closed_at
      from (select * from (${found}) as found order by ${order} limit ${limit}) as page
      cross join lateral (
        ${positionSelect(now, sight)}
        where i.institution_id = scope.institution_id and i.installment_id = page.installment_id
      ) as position
      order by ${order}`,
    { ...positionColumns, closed_at: instant },
  )
  return rows.flatMap((row) => {
    const seen = toSeen(row, accessOf(row, sight), true, now)
    return seen ? { ...seen, closedAt: row.closed_at } : []
  })
}

/** In their name, by the word of the ente or by their own. */
function isTheirs(sight: Sight): Sql {
  return sql`
    d.fiscal_code = ${sight.fiscalCode} and (${VOUCHED_FOR}
      or exists (
        select from position_claims own
        where own.institution_id = i.institution_id and own.installment_id = i.installment_id
          and own.account_id = ${sight.accountId} and own.reason = 'created'))`
}

/** What the viewer owes themselves, by their codice fiscale. */
function own(sight: Sight): Sql {
  return sql`
    from debtors d
    join installments i on i.institution_id = d.institution_id and i.position_id = d.position_id
    cross join lateral (select ${closedAt} as at) as closed
    where d.institution_id = scope.institution_id and ${isTheirs(sight)}`
}

/** What they follow for somebody else. */
function claimed(sight: Sight): Sql {
  return sql`
    from position_claims c
    join installments i on i.institution_id = c.institution_id and i.installment_id = c.installment_id
    join debtors d on d.institution_id = i.institution_id and d.position_id = i.position_id
    cross join lateral (select ${closedAt} as at) as closed
    where c.institution_id = scope.institution_id and c.account_id = ${sight.accountId}
      and (${isTheirs(sight)}) is not true`
}

/** What a viewer may not read is not searched either: it could be found out by asking. */
function matches({ words, year, service, least, most }: HistoryFilter, isOwn: boolean): Sql {
  const conditions: Sql[] = []
  if (words.length > 0) {
    const found = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
    const readable = isOwn
      ? sql`i.description, d.full_name, d.subject`
      : sql`case when s.has_neutral_description then i.description end`
    conditions.push(sql`
      exists (
        select from debt_positions p
        join services s on s.institution_id = p.institution_id and s.service_id = p.service_id
        where p.institution_id = i.institution_id and p.position_id = i.position_id
          and concat_ws(' ', s.name, i.notice_number, p.reference, ${readable}) ilike all (${found}::text[]))`)
  }
  if (year !== undefined) {
    conditions.push(sql`closed.at >= ${firstInstantOf(year)} and closed.at < ${firstInstantOf(year + 1)}`)
  }
  if (service !== undefined) {
    conditions.push(sql`
      exists (
        select from debt_positions p
        join services s on s.institution_id = p.institution_id and s.service_id = p.service_id
        where p.institution_id = i.institution_id and p.position_id = i.position_id and s.code = ${service})`)
  }
  if (least !== undefined) conditions.push(sql`i.amount_cents >= ${least}`)
  if (most !== undefined) conditions.push(sql`i.amount_cents <= ${most}`)
  return conditions.reduce((all, one) => sql`${all} and ${one}`, sql`true`)
}

export function firstInstantOf(year: number): Temporal.Instant {
  return startOfDayInRome(Temporal.PlainDate.from({ year, month: 1, day: 1 }))
}

export type HistoryChoices = {
  /** In which something was closed, the last first. */
  years: number[]
  /** In which something was paid: there is a statement of each. */
  paidYears: number[]
  services: { code: string; name: string }[]
}

/** What one can choose from: only what is there. */
export async function findChoices(
  db: Database,
  institution: InstitutionId,
  sight: Sight,
  now: Temporal.Instant,
): Promise<HistoryChoices> {
  const rows = await db.read(
    institution,
    sql`
      select extract(year from ${closedAt} at time zone 'Europe/Rome')::integer as year, s.code, s.name,
        bool_or(i.paid_at is not null) as has_paid
      from installments i
      join debt_positions p on p.institution_id = i.institution_id and p.position_id = i.position_id
      join services s on s.institution_id = p.institution_id and s.service_id = p.service_id
      where i.institution_id = scope.institution_id and i.installment_id in (${mine(sight)})
        and ${isInAny(['paid', 'cancelled', 'expired'], now)}
      group by 1, 2, 3
      order by 1 desc, 3`,
    { year: integer, code: text, name: text, has_paid: boolean },
  )
  const services = new Map(rows.map(({ code, name }) => [code, name]))
  return {
    years: [...new Set(rows.map(({ year }) => year))],
    paidYears: [...new Set(rows.flatMap((row) => (row.has_paid ? row.year : [])))],
    services: Array.from(services, ([code, name]) => ({ code, name })),
  }
}
