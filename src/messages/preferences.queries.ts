import type { AccountId } from '../accounts/account.ts'
import type { Temporal } from '../core/time.ts'
import type { Database, InstitutionTx } from '../platform/database.ts'
import { branded, sql } from '../platform/sql.ts'
import type { MessageKind, Preferences } from './message.ts'
import { DEFAULT_PREFERENCES } from './message.ts'
import { preferenceColumns, toPreferences } from './preferences.rows.ts'

export async function findPreferences(db: Database, accountId: AccountId): Promise<Preferences> {
  const [row] = await db.query(
    sql`
      select wants_new_positions, wants_payments, attaches_receipt, reminder_days
      from message_preferences where account_id = ${accountId}`,
    preferenceColumns,
  )
  return row ? toPreferences(row) : DEFAULT_PREFERENCES
}

/** As `saveFeed`: nothing is chosen for an account that is being closed. */
export async function savePreferences(
  db: Database,
  accountId: AccountId,
  preferences: Preferences,
  now: Temporal.Instant,
): Promise<void> {
  await db.run(sql`
    insert into message_preferences (account_id, wants_new_positions, wants_payments, attaches_receipt, reminder_days,
      changed_at)
    select account_id, ${preferences.wantsNewPositions}, ${preferences.wantsPayments},
      ${preferences.attachesReceipt}, ${preferences.reminderDays}, ${now}
    from accounts where account_id = ${accountId} and status = 'active' for share
    on conflict (account_id) do update
    set wants_new_positions = excluded.wants_new_positions, wants_payments = excluded.wants_payments,
      attaches_receipt = excluded.attaches_receipt, reminder_days = excluded.reminder_days,
      changed_at = excluded.changed_at`)
}

/** One kind less, whatever the rest is: one statement, so that two links pressed at once both count. */
export async function stopKind(
  db: Database,
  accountId: string,
  kind: MessageKind,
  now: Temporal.Instant,
): Promise<void> {
  const { wantsNewPositions, wantsPayments, attachesReceipt, reminderDays } = DEFAULT_PREFERENCES
  await db.run(sql`
    insert into message_preferences as w (account_id, wants_new_positions, wants_payments, attaches_receipt,
      reminder_days, changed_at)
    select account_id, ${wantsNewPositions && kind !== 'position-created'},
      ${wantsPayments && kind !== 'payment-received'}, ${attachesReceipt},
      ${kind === 'reminder' ? [] : reminderDays}, ${now}
    from accounts where account_id = ${accountId} and status = 'active' for share
    on conflict (account_id) do update
    set wants_new_positions = w.wants_new_positions and ${kind !== 'position-created'},
      wants_payments = w.wants_payments and ${kind !== 'payment-received'},
      reminder_days = case when ${kind === 'reminder'} then '{}' else w.reminder_days end, changed_at = excluded.changed_at`)
}

/** The id in the address of the account's calendar, if it has one here. */
export async function findFeedOf(
  db: Database,
  institution: InstitutionTx['institutionId'],
  accountId: AccountId,
): Promise<string | undefined> {
  const [row] = await db.read(
    institution,
    sql`
      select feed_id from calendar_feeds
      where institution_id = scope.institution_id and account_id = ${accountId}`,
    { feed_id: branded<string>() },
  )
  return row?.feed_id
}

/**
 * A new address; the one before, if there was one, leads nowhere from now on. The account is locked as long as that takes:
 * who closes it waits, and deletes it, or was there before and there is none.
 */
export async function saveFeed(
  tx: InstitutionTx,
  accountId: AccountId,
  feedId: string,
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    insert into calendar_feeds (institution_id, account_id, feed_id, created_at)
    select ${tx.institutionId}, account_id, ${feedId}, ${now}
    from accounts where account_id = ${accountId} and status = 'active' for share
    on conflict (institution_id, account_id) do update
    set feed_id = excluded.feed_id, created_at = excluded.created_at`)
}

export async function deleteFeed(tx: InstitutionTx, accountId: AccountId): Promise<void> {
  await tx.run(sql`
    delete from calendar_feeds where institution_id = ${tx.institutionId} and account_id = ${accountId}`)
}
