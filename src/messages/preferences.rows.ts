import { boolean, integer, listOf, nullable } from '../platform/sql.ts'
import type { Row } from '../platform/sql.ts'
import { DEFAULT_PREFERENCES, type Preferences, REMINDER_DAYS } from './message.ts'

/** All null where an account has not chosen. */
export const preferenceColumns = {
  wants_new_positions: nullable(boolean),
  wants_payments: nullable(boolean),
  attaches_receipt: nullable(boolean),
  reminder_days: nullable(listOf(integer)),
}

export function toPreferences(row: Row<typeof preferenceColumns>): Preferences {
  return {
    wantsNewPositions: row.wants_new_positions ?? DEFAULT_PREFERENCES.wantsNewPositions,
    wantsPayments: row.wants_payments ?? DEFAULT_PREFERENCES.wantsPayments,
    attachesReceipt: row.attaches_receipt ?? DEFAULT_PREFERENCES.attachesReceipt,
    reminderDays:
      row.reminder_days === null
        ? DEFAULT_PREFERENCES.reminderDays
        : REMINDER_DAYS.filter((days) => row.reminder_days!.includes(days)),
  }
}
