/**
 * One installment is one notice: what a citizen pays, what the Node asks about, what a receipt closes.
 *
 * Its stored status follows GPD's machine (docs/pagopa/choices.md has the table of names):
 *
 *     draft ──▶ published ──▶ unpaid ──▶ paid ──▶ reported
 *                  │  (validFrom)  │ ▲        ▲
 *                  │               ▼ │(later) │ a receipt always wins
 *                  │            expired ──────┤
 *                  └─▶ cancelled ─────────────┘
 *
 * Nothing that only *asks* (verify, get payment, a cart, a return URL) changes it; only a receipt makes it paid.
 */
import type { Cents } from '../core/money.ts'
import type { NoticeNumber } from '../core/notice-number.ts'
import { type Temporal, dayInRome, isDayBefore } from '../core/time.ts'
import type { Brand } from '../core/brand.ts'

export type InstallmentId = Brand<string, 'InstallmentId'>
export type PositionId = Brand<string, 'PositionId'>
export type ReceiptId = Brand<string, 'ReceiptId'>

export type Terms = {
  noticeNumber: NoticeNumber
  amount: Cents
  /** Grows with each change of the amount. */
  amountVersion: number
  dueOn: Temporal.PlainDate
  /** Payable from this instant; always, when null. */
  validFrom: Temporal.Instant | null
  /** Not payable any more once the due day is over. */
  expiresAfterDue: boolean
}

export type CancellationReason = 'by-institution' | 'alternative-paid' | 'by-debtor'

/** Each status carries exactly the facts that it has. */
export type Installment = Terms &
  (
    | { status: 'draft' }
    | { status: 'published'; validFrom: Temporal.Instant }
    | { status: 'unpaid' }
    | { status: 'expired' }
    | { status: 'cancelled'; cancelledAt: Temporal.Instant; cancellationReason: CancellationReason }
    | { status: 'paid' | 'reported'; paidAt: Temporal.Instant; receiptId: ReceiptId }
  )

export type InstallmentStatus = Installment['status']

/**
 * Whether it can be paid at this instant, and if not, why. The clock decides here, at the moment of asking: the jobs
 * that write `unpaid` and `expired` into the row only tidy up after it.
 */
export type Payability = 'payable' | 'not-published' | 'expired' | 'cancelled' | 'paid'

export function payabilityAt(installment: Installment, now: Temporal.Instant): Payability {
  switch (installment.status) {
    case 'draft':
      return 'not-published'
    case 'published':
    case 'unpaid':
      if (installment.validFrom && isBefore(now, installment.validFrom)) return 'not-published'
      return isPastDue(installment, now) ? 'expired' : 'payable'
    case 'expired':
      return 'expired'
    case 'cancelled':
      return 'cancelled'
    case 'paid':
    case 'reported':
      return 'paid'
  }
}

/** Past the last payable day, where the institution does not accept money later. */
function isPastDue(installment: Pick<Terms, 'dueOn' | 'expiresAfterDue'>, now: Temporal.Instant): boolean {
  return installment.expiresAfterDue && isDayBefore(installment.dueOn, dayInRome(now))
}

/** What an open notice is called with these terms: how it begins, and what a change of its days makes of it. */
export function openStatus(
  terms: Pick<Terms, 'dueOn' | 'validFrom' | 'expiresAfterDue'>,
  now: Temporal.Instant,
): 'published' | 'unpaid' | 'expired' {
  if (terms.validFrom && isBefore(now, terms.validFrom)) return 'published'
  return isPastDue(terms, now) ? 'expired' : 'unpaid'
}

/** The parts of a receipt that decide: its document and its parties play no role here. */
export type PaidReceipt = { receiptId: ReceiptId; paidAt: Temporal.Instant }

export type Settlement =
  | { outcome: 'settled'; installment: Installment }
  /** Money for something that could not be paid any more: it is paid all the same, and somebody must look. */
  | { outcome: 'paid-while-not-payable'; before: 'draft' | 'expired' | 'cancelled'; installment: Installment }
  /** A second payment of the same notice, to be given back. */
  | { outcome: 'paid-twice'; first: ReceiptId }
  | { outcome: 'same-receipt-again' }

/** A receipt says that money has moved, so no branch refuses it: every answer says what to do next. */
export function settle(installment: Installment, { receiptId, paidAt }: PaidReceipt): Settlement {
  const { noticeNumber, amount, amountVersion, dueOn, validFrom, expiresAfterDue } = installment
  const terms: Terms = { noticeNumber, amount, amountVersion, dueOn, validFrom, expiresAfterDue }
  const paid: Installment = { ...terms, status: 'paid', paidAt, receiptId }
  switch (installment.status) {
    case 'published':
    case 'unpaid':
      return { outcome: 'settled', installment: paid }
    case 'draft':
    case 'expired':
    case 'cancelled':
      return { outcome: 'paid-while-not-payable', before: installment.status, installment: paid }
    case 'paid':
    case 'reported':
      return installment.receiptId === receiptId
        ? { outcome: 'same-receipt-again' }
        : { outcome: 'paid-twice', first: installment.receiptId }
  }
}

/**
 * The ways of paying a debt: all at once, in parts, or (a fine) one of two amounts, of which the day of notification says
 * which is right.
 */
export const OPTION_KINDS = ['single', 'plan', 'discounted', 'reduced'] as const
export type OptionKind = (typeof OPTION_KINDS)[number]

/** What a notice is of its debt: the whole of it, installment `number` of `count`, or one of the amounts of a fine. */
export type Part = 'whole' | 'discounted' | 'reduced' | { number: number; count: number }

export function partOf(kind: OptionKind, number: number, count: number): Part {
  switch (kind) {
    case 'single':
      return 'whole'
    case 'plan':
      return { number, count }
    case 'discounted':
    case 'reduced':
      return kind
  }
}

/** What an institution may change of a notice: everything until it is paid. */
export function isOpenToChange(status: InstallmentStatus): boolean {
  return status !== 'paid' && status !== 'reported'
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return one.epochNanoseconds < other.epochNanoseconds
}
