/** What is to be told, with everything that decides whether it still is and what may be said. */
import type { AccountId } from '../accounts/account.ts'
import { recognisedAccounts } from '../accounts/recognised.queries.ts'
import type { EmailAddress } from '../core/email-address.ts'
import type { Temporal } from '../core/time.ts'
import { positionColumns, positionSelect, toSeen } from '../debt-positions/citizen.queries.ts'
import type { InstallmentId } from '../debt-positions/installment.ts'
import type { SeenPosition } from '../debt-positions/position-record.ts'
import type { Institution } from '../institutions/institution.ts'
import type { InstitutionTx } from '../platform/database.ts'
import { type Sql, boolean, branded, integer, nullable, oneOf, sql } from '../platform/sql.ts'
import { MESSAGE_KINDS, type Message, type Preferences, REMINDER_DAYS, type ReminderDays } from './message.ts'
import { preferenceColumns, toPreferences } from './preferences.rows.ts'

export type WaitingMessage = {
  accountId: AccountId
  installmentId: InstallmentId
  message: Message
  /** Undefined once the account is closed. */
  email: EmailAddress | undefined
  preferences: Preferences
  /** As this account may see it; undefined when it may not, or there is nothing to see. */
  position: SeenPosition | undefined
}

/** Locked: whoever writes letters at the same time takes others. In the order of their letters. */
export function takeWaiting(
  tx: InstitutionTx,
  institution: Institution,
  most: number,
  now: Temporal.Instant,
): Promise<WaitingMessage[]> {
  return find(
    tx,
    institution,
    now,
    sql`
    select account_id, installment_id, kind, days_before from account_messages
    where institution_id = ${tx.institutionId} and status = 'waiting' and due_at <= ${now}
    order by account_id, kind, days_before, installment_id limit ${most} for update skip locked`,
  )
}

/** What stands in a mail that has been written. */
export function findWritten(
  tx: InstitutionTx,
  institution: Institution,
  mailId: string,
  now: Temporal.Instant,
): Promise<WaitingMessage[]> {
  return find(
    tx,
    institution,
    now,
    sql`
    select account_id, installment_id, kind, days_before from account_messages
    where institution_id = ${tx.institutionId} and mail_id = ${mailId} and status = 'written'
    order by installment_id for update`,
  )
}

async function find(
  tx: InstitutionTx,
  institution: Institution,
  now: Temporal.Instant,
  messages: Sql,
): Promise<WaitingMessage[]> {
  const rows = await tx.many(
    sql`
      with m as materialized (${messages})
      select m.account_id, m.kind, m.days_before, a.email,
        w.wants_new_positions, w.wants_payments, w.attaches_receipt, w.reminder_days,
        exists (
          select from (${recognisedAccounts(institution)}) as recognised
          where recognised.account_id = m.account_id and recognised.fiscal_code = position.fiscal_code
            and position.is_vouched_for) as is_own,
        exists (
          select from position_claims c
          where c.institution_id = ${tx.institutionId} and c.account_id = m.account_id
            and c.installment_id = m.installment_id) as is_claimed,
        position.*
      from m
      cross join lateral (
        ${positionSelect(now, null)}
        where i.institution_id = ${tx.institutionId} and i.installment_id = m.installment_id
      ) as position
      left join accounts a on a.account_id = m.account_id and a.status = 'active'
      left join message_preferences w on w.account_id = m.account_id
      order by m.account_id, m.kind, m.days_before, position.due_on, position.description, position.installment_id`,
    {
      ...positionColumns,
      ...preferenceColumns,
      account_id: branded<AccountId>(),
      kind: oneOf(...MESSAGE_KINDS),
      days_before: integer,
      email: nullable(branded<EmailAddress>()),
      is_own: boolean,
      is_claimed: boolean,
    },
  )
  return rows.map((row) => ({
    accountId: row.account_id,
    installmentId: row.installment_id,
    message: toMessage(row.kind, row.days_before),
    email: row.email ?? undefined,
    preferences: toPreferences(row),
    position:
      row.is_own || row.is_claimed ? toSeen(row, row.is_own ? 'full' : 'masked', row.is_claimed, now) : undefined,
  }))
}

function toMessage(kind: Message['kind'], daysBefore: number): Message {
  if (kind !== 'reminder') return { kind }
  const days = REMINDER_DAYS.find((each) => each === daysBefore)
  if (days === undefined) throw new Error('a reminder of no known day')
  return { kind, daysBefore: days satisfies ReminderDays }
}

type Key = Pick<WaitingMessage, 'accountId' | 'installmentId' | 'message'>

const daysOf = ({ message }: Key): number => (message.kind === 'reminder' ? message.daysBefore : 0)

function among(keys: readonly Key[]): Sql {
  return sql`
    (account_id, installment_id, kind, days_before) in (
      select * from unnest(${keys.map(({ accountId }) => accountId)}::uuid[],
        ${keys.map(({ installmentId }) => installmentId)}::uuid[], ${keys.map(({ message }) => message.kind)}::text[],
        ${keys.map(daysOf)}::smallint[]))`
}

export async function markWritten(
  tx: InstitutionTx,
  keys: readonly Key[],
  mailId: string,
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    update account_messages set status = 'written', mail_id = ${mailId}, decided_at = ${now}
    where institution_id = ${tx.institutionId} and ${among(keys)}`)
}

export async function markDropped(tx: InstitutionTx, keys: readonly Key[], now: Temporal.Instant): Promise<void> {
  await tx.run(sql`
    update account_messages set status = 'dropped', mail_id = null, decided_at = ${now}
    where institution_id = ${tx.institutionId} and ${among(keys)}`)
}

/** To be looked at again then. */
export async function putOff(tx: InstitutionTx, keys: readonly Key[], until: Temporal.Instant): Promise<void> {
  await tx.run(sql`
    update account_messages set status = 'waiting', mail_id = null, decided_at = null, due_at = ${until}
    where institution_id = ${tx.institutionId} and ${among(keys)}`)
}

export async function forgetMessages(tx: InstitutionTx, keys: readonly Key[]): Promise<void> {
  await tx.run(sql`delete from account_messages where institution_id = ${tx.institutionId} and ${among(keys)}`)
}
