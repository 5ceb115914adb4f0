/** A notice as somebody may see it: names and descriptions already as far as this viewer is allowed to read them. */
import type { Cents } from '../core/money.ts'
import type { CreditorReferenceId, NoticeNumber } from '../core/notice-number.ts'
import type { Temporal } from '../core/time.ts'
import type { CitizenStatus } from './citizen-status.ts'
import type { Installment, InstallmentId } from './installment.ts'
import type { Access } from './visibility.ts'

export type PositionRecord = {
  installmentId: InstallmentId
  /** Masked for who has not proven to be the debtor. */
  debtorName: string
  serviceName: string
  /** Null where it may say something about a person, and the viewer is not known to be that person. */
  description: string | null
  /** Whom or what it is about: a child, a number plate, a house. For the debtor alone. */
  subject: string | null
  status: CitizenStatus
  createdOn: Temporal.PlainDate
  dueOn: Temporal.PlainDate
  noticeNumber: NoticeNumber
  creditorReferenceId: CreditorReferenceId
  amount: Cents
}

/** A notice as its viewer may see it, with what the next step needs. */
export type SeenPosition = {
  record: PositionRecord
  installment: Installment
  access: Access
  isClaimed: boolean
  isInCart: boolean
  serviceId: number
}

/** Whether and how "Paga" is offered; the operation id makes a second press the same payment as the first. */
export type PayOffer =
  | { kind: 'offered'; operationId: string }
  /** The institution wants to know who pays. */
  | { kind: 'after-login' }
  /** A payment may be under way: paying again is offered from then on. */
  | { kind: 'later'; from: Temporal.Instant }
  | { kind: 'none' }

/** Whether "Aggiungi pratica al carrello" is offered. */
export type CartOffer = 'offered' | 'in-cart' | 'no'
