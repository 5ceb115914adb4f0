/** A case: something that the books alone do not answer, and that somebody at the ente looks at. */
import type { EmailAddress } from '../core/email-address.ts'
import type { FiscalCode } from '../core/fiscal-code.ts'
import type { Cents } from '../core/money.ts'
import type { Temporal } from '../core/time.ts'
import type { InstallmentId } from '../debt-positions/installment.ts'
import type { TrackingCode } from './tracking-code.ts'

/** `payment-unanswered` is opened by the program: a browser came back with "paid", and no receipt followed. */
export type CaseKind = 'paid-but-missing' | 'payment-unanswered'

/** What a citizen says about a payment that they miss. */
export type Missing = {
  fiscalCode: FiscalCode
  /** The notice number, the IUV or the reference, as it was written. */
  positionCode: string
  paidOn: Temporal.PlainDate | null
  /** What the paper of whoever took the money says. */
  paper: string | null
  email: EmailAddress | null
}

export type CaseEnd =
  | { status: 'open' }
  /** The receipt has arrived. */
  | { status: 'found'; closedAt: Temporal.Instant }
  | { status: 'answered'; closedAt: Temporal.Instant; answer: string }

export type TrackedCase = CaseEnd & {
  kind: CaseKind
  trackingCode: TrackingCode
  openedAt: Temporal.Instant
  /** Only where both codes fit. */
  installmentId: InstallmentId | null
  hasEmail: boolean
}

/** A case as whoever has to look at it sees it. */
export type QueuedCase = {
  trackingCode: TrackingCode
  kind: CaseKind
  status: 'open' | 'found' | 'answered'
  openedAt: Temporal.Instant
  fiscalCode: string | null
  positionCode: string | null
  paidOn: Temporal.PlainDate | null
  paper: string | null
  hasEmail: boolean
  /** The notice, or the notices of the payment, that the case is about. */
  notices: { noticeNumber: string; amount: Cents; description: string; status: string }[]
  /** Receipts that name the same notice and closed nothing: of an unknown notice, or a second one. */
  strayReceipts: string[]
  answer: string | null
  answeredBy: string | null
}
