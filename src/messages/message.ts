/** What an account is told about a notice, and whether it still is when the mail is written. */
import type { CitizenStatus } from '../debt-positions/citizen-status.ts'
import { type Temporal, daysBetween } from '../core/time.ts'
import { unreachable } from '../core/unreachable.ts'

export const MESSAGE_KINDS = ['position-created', 'reminder', 'payment-received'] as const
export type MessageKind = (typeof MESSAGE_KINDS)[number]

/** So many days before a notice is due one may be reminded of it. */
export const REMINDER_DAYS = [30, 7, 1] as const
export type ReminderDays = (typeof REMINDER_DAYS)[number]

export type Preferences = {
  wantsNewPositions: boolean
  wantsPayments: boolean
  /** The quietanza comes with the mail, instead of a link to it. */
  attachesReceipt: boolean
  reminderDays: readonly ReminderDays[]
}

/** Of an account that has not chosen (docs/decisions/0023-messages.md). */
export const DEFAULT_PREFERENCES: Preferences = {
  wantsNewPositions: true,
  wantsPayments: true,
  attachesReceipt: false,
  reminderDays: [7],
}

/** A day is missed when the worker is away; so many days later the reminder is still one. */
export const REMINDER_GRACE_DAYS = 2

export type Message = { kind: 'position-created' | 'payment-received' } | { kind: 'reminder'; daysBefore: ReminderDays }

export type Verdict =
  | 'tell'
  /** Something is on its way that decides it. */
  | 'wait'
  /** For ever. */
  | 'drop'
  /** As if nobody had thought of it: its day will come again. */
  | 'forget'

export function isWanted(message: Message, preferences: Preferences): boolean {
  switch (message.kind) {
    case 'position-created':
      return preferences.wantsNewPositions
    case 'payment-received':
      return preferences.wantsPayments
    case 'reminder':
      return preferences.reminderDays.includes(message.daysBefore)
    default:
      return unreachable(message)
  }
}

/** Asked when the mail is written, and again when it leaves: between the two somebody may have paid. */
export function judge(
  message: Message,
  notice: { status: CitizenStatus | undefined; dueOn: Temporal.PlainDate },
  today: Temporal.PlainDate,
): Verdict {
  const { status } = notice
  if (message.kind === 'payment-received') return status?.kind === 'confirmed' ? 'tell' : 'drop'
  switch (status?.kind) {
    case 'to-pay':
      break
    case 'not-confirmed':
      return 'wait'
    case undefined:
    case 'confirmed':
    case 'expired':
    case 'cancelled':
      return 'drop'
  }
  if (message.kind !== 'reminder') return 'tell'
  const left = daysBetween(today, notice.dueOn)
  if (left > message.daysBefore) return 'forget'
  return left < 0 ? 'drop' : 'tell'
}
