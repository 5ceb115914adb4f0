/** Who is to be told what: written down once, in sets. Every statement may be repeated, the key keeps what is there. */
import { recognisedAccounts } from '../accounts/recognised.queries.ts'
import { VOUCHED_FOR } from '../debt-positions/citizen.queries.ts'
import type { Temporal } from '../core/time.ts'
import type { Institution } from '../institutions/institution.ts'
import type { InstitutionTx } from '../platform/database.ts'
import { type Sql, branded, instant, integer, nullable, sql, text } from '../platform/sql.ts'
import { DEFAULT_PREFERENCES, REMINDER_DAYS, REMINDER_GRACE_DAYS } from './message.ts'

/** Accounts are taken in the order of their ids, so many at a time: `after` is the last of those before. */
export type Stretch = { after: string | null; most: number }

export type Planned = { messages: number; last: string | null }

const plannedColumns = { messages: integer, last_account: nullable(branded<string>()) }

export type ImportToTell = { importId: string; from: Temporal.Instant; until: Temporal.Instant }

/** The imports that are over and of which nobody has been told; one that broke off is over after a day. */
export async function findImportsToTell(tx: InstitutionTx, now: Temporal.Instant): Promise<ImportToTell[]> {
  const rows = await tx.many(
    sql`
      select import_id, started_at, coalesce(finished_at, started_at + interval '1 day') as ended_at from imports
      where institution_id = ${tx.institutionId} and told_at is null
        and (finished_at is not null or started_at < ${now.subtract({ hours: 24 })})
      order by started_at limit 20`,
    { import_id: text, started_at: instant, ended_at: instant },
  )
  return rows.map((row) => ({ importId: row.import_id, from: row.started_at, until: row.ended_at }))
}

export async function markImportTold(tx: InstitutionTx, importId: string, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`
    update imports set told_at = ${now} where institution_id = ${tx.institutionId} and import_id = ${importId}`)
}

/** Of each new position its first notice: the one that stands for it in the list. */
export async function planNewPositions(
  tx: InstitutionTx,
  institution: Institution,
  { from, until }: ImportToTell,
  { after, most }: Stretch,
  now: Temporal.Instant,
): Promise<Planned> {
  const row = await tx.one(
    sql`
      with people as (
        select account_id, fiscal_code from (${recognisedAccounts(institution)}) as recognised
        where ${after}::uuid is null or account_id > ${after}::uuid
        order by account_id limit ${most}
      ), planned as (
        insert into account_messages (institution_id, account_id, installment_id, kind, due_at, status)
        select ${tx.institutionId}, people.account_id, first.installment_id, 'position-created',
          greatest(first.valid_from, ${now}::timestamptz), 'waiting'
        from people
        left join message_preferences w on w.account_id = people.account_id
        join debtors d on d.institution_id = ${tx.institutionId} and d.fiscal_code = people.fiscal_code
        join debt_positions p on p.institution_id = d.institution_id and p.position_id = d.position_id
        cross join lateral (
          select i.installment_id, i.valid_from from installments i
          where i.institution_id = ${tx.institutionId} and i.position_id = p.position_id
            and i.status in ('published', 'unpaid')
          order by i.option_no, i.installment_no limit 1
        ) as first
        where p.origin = 'import' and p.created_at between ${from} and ${until}
          and coalesce(w.wants_new_positions, ${DEFAULT_PREFERENCES.wantsNewPositions})
        on conflict do nothing
        returning 1
      )
      select (select count(*) from planned) as messages,
        (select account_id from people order by account_id desc limit 1) as last_account`,
    plannedColumns,
  )
  return { messages: row.messages, last: row.last_account }
}

/** What they have inserted themselves and not paid at once: with the notice number in a mail, they can leave the page. */
export async function planInserted(tx: InstitutionTx, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`
    insert into account_messages (institution_id, account_id, installment_id, kind, due_at, status)
    select ${tx.institutionId}::integer, c.account_id, c.installment_id, 'position-created', ${now}::timestamptz, 'waiting'
    from position_claims c
    join accounts a on a.account_id = c.account_id and a.status = 'active'
    left join message_preferences w on w.account_id = c.account_id
    where c.institution_id = ${tx.institutionId} and c.reason = 'created'
      and c.claimed_at between ${now.subtract({ hours: 24 })} and ${now.subtract({ minutes: MINUTES_TO_PAY })}
      and coalesce(w.wants_new_positions, ${DEFAULT_PREFERENCES.wantsNewPositions})
    on conflict do nothing`)
}

const MINUTES_TO_PAY = 10

/**
 * Notices that are owed and due in as many days as their account wants to be reminded. A notice that was not there on
 * that day is not made up for: whoever has it new has just been told of it.
 */
export async function planReminders(
  tx: InstitutionTx,
  institution: Institution,
  today: Temporal.PlainDate,
  { after, most }: Stretch,
  now: Temporal.Instant,
): Promise<Planned> {
  const row = await tx.one(
    sql`
      with people as (
        select account_id, max(fiscal_code) as fiscal_code from (
          ${recognisedAccounts(institution)}
          union all
          select c.account_id, null from position_claims c
          join accounts a on a.account_id = c.account_id and a.status = 'active'
          where c.institution_id = ${tx.institutionId}
        ) as reachable
        where ${after}::uuid is null or account_id > ${after}::uuid
        group by account_id order by account_id limit ${most}
      ), theirs as (
        select people.account_id, i.installment_id from people
        join debtors d on d.institution_id = ${tx.institutionId} and d.fiscal_code = people.fiscal_code
        join installments i on i.institution_id = d.institution_id and i.position_id = d.position_id
        where ${VOUCHED_FOR}
        union
        select people.account_id, c.installment_id from people
        join position_claims c on c.institution_id = ${tx.institutionId} and c.account_id = people.account_id
      ), planned as (
        insert into account_messages (institution_id, account_id, installment_id, kind, days_before, due_at, status)
        select ${tx.institutionId}, theirs.account_id, i.installment_id, 'reminder', days.before, ${now}, 'waiting'
        from theirs
        join installments i on i.institution_id = ${tx.institutionId} and i.installment_id = theirs.installment_id
        join debt_positions p on p.institution_id = i.institution_id and p.position_id = i.position_id
        left join message_preferences w on w.account_id = theirs.account_id
        cross join unnest(${REMINDER_DAYS}::smallint[]) as days (before)
        where ${isOwed(now)}
          and days.before = any (coalesce(w.reminder_days, ${DEFAULT_PREFERENCES.reminderDays}::smallint[]))
          and i.due_on between greatest(${today}::date + days.before - ${REMINDER_GRACE_DAYS}::integer, ${today}::date)
            and ${today}::date + days.before
          and (greatest(p.created_at, i.valid_from) at time zone 'Europe/Rome')::date <= i.due_on - days.before
        on conflict do nothing
        returning 1
      )
      select (select count(*) from planned) as messages,
        (select account_id from people order by account_id desc limit 1) as last_account`,
    plannedColumns,
  )
  return { messages: row.messages, last: row.last_account }
}

/** As in the list of what is owed: each debt once, by the notice that stands for it. */
function isOwed(now: Temporal.Instant): Sql {
  return sql`
    i.status in ('published', 'unpaid') and (i.valid_from is null or i.valid_from <= ${now})
    and not (i.option_kind in ('plan', 'reduced') and exists (
      select from installments whole
      where whole.institution_id = i.institution_id and whole.position_id = i.position_id
        and whole.option_kind in ('single', 'discounted') and whole.status in ('published', 'unpaid')))`
}

/** Everybody who may see what was paid: the debtor, and who keeps the notice at hand. */
export async function planPayments(
  tx: InstitutionTx,
  institution: Institution,
  most: number,
  now: Temporal.Instant,
): Promise<{ payments: number }> {
  const row = await tx.one(
    sql`
      with taken as (
        delete from payments_to_tell where institution_id = ${tx.institutionId} and receipt_id in (
          select receipt_id from payments_to_tell where institution_id = ${tx.institutionId}
          order by receipt_id limit ${most} for update skip locked)
        returning installment_id
      ), told as (
        select taken.installment_id, recognised.account_id from taken
        join installments i on i.institution_id = ${tx.institutionId} and i.installment_id = taken.installment_id
        join debtors d on d.institution_id = i.institution_id and d.position_id = i.position_id
        join (${recognisedAccounts(institution)}) as recognised on recognised.fiscal_code = d.fiscal_code
        union
        select taken.installment_id, c.account_id from taken
        join position_claims c on c.institution_id = ${tx.institutionId} and c.installment_id = taken.installment_id
        join accounts a on a.account_id = c.account_id and a.status = 'active'
      ), planned as (
        insert into account_messages (institution_id, account_id, installment_id, kind, due_at, status)
        select ${tx.institutionId}, told.account_id, told.installment_id, 'payment-received', ${now}, 'waiting'
        from told
        left join message_preferences w on w.account_id = told.account_id
        where coalesce(w.wants_payments, ${DEFAULT_PREFERENCES.wantsPayments})
        on conflict do nothing
      )
      select count(*) as payments from taken`,
    { payments: integer },
  )
  return row
}
