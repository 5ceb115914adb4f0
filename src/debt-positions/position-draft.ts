/**
 * A debt position as somebody asks for it: a file of the institution, a citizen's form. Whoever makes one has checked
 * every field (the law is the one of the CHECKs in db/migrations); what it still lacks is numbers and ids.
 */
import assert from 'node:assert/strict'
import type { EmailAddress } from '../core/email-address.ts'
import type { EntityType, FiscalCode } from '../core/fiscal-code.ts'
import type { Cents } from '../core/money.ts'
import { type NoticeNumber, creditorReferenceIdOf } from '../core/notice-number.ts'
import { type Temporal, dayInRome, isDayBefore } from '../core/time.ts'
import type { Brand } from '../core/brand.ts'
import type { OptionKind } from './installment.ts'

export type ServiceId = Brand<number, 'ServiceId'>

export type Debtor = {
  entityType: EntityType
  fiscalCode: FiscalCode
  fullName: string
  streetName: string | null
  civicNumber: string | null
  postalCode: string | null
  city: string | null
  province: string | null
  country: string | null
  email: EmailAddress | null
  /** The institution vouches that the address is the debtor's: it comes from its own registry. */
  emailIsVerified: boolean
}

/** Money goes to an account, or buys a digital revenue stamp. */
export type Destination =
  | { kind: 'account'; iban: string; postalIban: string | null }
  | { kind: 'stamp'; hash: string; province: string }

export type TransferDraft = {
  amount: Cents
  beneficiaryFiscalCode: string
  beneficiaryName: string | null
  destination: Destination
  /** Null for the usual text, which names the notice. */
  remittanceInformation: string | null
  transferCategory: string
}

/** What an amount is made of, in the ente's words: the tax, the interest, the costs of notification. */
export type NoticeLine = { label: string; amount: Cents }

export type InstallmentDraft = {
  /** Null for a new number. */
  noticeNumber: NoticeNumber | null
  amount: Cents
  description: string
  dueOn: Temporal.PlainDate
  /** Payable from this instant; at once, when null. */
  validFrom: Temporal.Instant | null
  expiresAfterDue: boolean
  /** One to five, which add up to the amount. */
  transfers: readonly TransferDraft[]
  /** None, or those that add up to the amount. */
  lines?: readonly NoticeLine[]
}

/** One notice for the whole debt, a plan of several, or one of the two amounts of a fine. */
export type OptionDraft = { kind: OptionKind; installments: readonly InstallmentDraft[] }

export type PositionDraft = {
  /** The key by which the same position is known again. */
  reference: string
  /** False when it was made for want of one: then a notice number that is known already says which position is meant. */
  hasOwnReference: boolean
  serviceId: ServiceId
  debtor: Debtor
  /** Whom or what it is about: kept with the debtor. */
  subject?: string | null
  options: readonly OptionDraft[]
}

/** What was asked for; else `/RFB/` and the IUV: the short form of SACI 1.4, chapter 3, without anything personal. */
export function remittanceOf(transfer: TransferDraft, noticeNumber: NoticeNumber): string {
  return transfer.remittanceInformation ?? `/RFB/${creditorReferenceIdOf(noticeNumber)}`
}

/** The numbers that a draft brings along. */
export function givenNumbers({ options }: PositionDraft): NoticeNumber[] {
  const numbers: NoticeNumber[] = []
  for (const { installments } of options) {
    for (const { noticeNumber } of installments) if (noticeNumber !== null) numbers.push(noticeNumber)
  }
  return numbers
}

/** Why a notice with these terms could never be paid, seen from today; undefined when nothing speaks against it. */
export function timeProblem(
  terms: Pick<InstallmentDraft, 'dueOn' | 'validFrom' | 'expiresAfterDue'>,
  today: Temporal.PlainDate,
): 'due-before-valid' | 'overdue-and-expiring' | 'overdue' | undefined {
  if (terms.validFrom && isDayBefore(terms.dueOn, dayInRome(terms.validFrom))) return 'due-before-valid'
  if (!isDayBefore(terms.dueOn, today)) return undefined
  return terms.expiresAfterDue ? 'overdue-and-expiring' : 'overdue'
}

/** A deadline of another century is a slip of the pen. */
export function isPlausible(day: Temporal.PlainDate): boolean {
  return day.year >= 2000 && day.year <= 2100
}

/** What the types cannot say. A draft that breaks it is a fault of the program, not of a file. */
export function assertSound(draft: PositionDraft): void {
  assert.ok(draft.options.length >= 1 && draft.options.length <= MAX_OPTIONS, 'a position has 1 to 100 options')
  for (const { kind, installments } of draft.options) {
    const most = kind === 'plan' ? MAX_INSTALLMENTS : 1
    assert.ok(installments.length >= 1 && installments.length <= most, 'a single option has one installment')
    for (const { amount, transfers, lines = [] } of installments) {
      assert.ok(transfers.length >= 1 && transfers.length <= MAX_TRANSFERS, 'an installment has 1 to 5 transfers')
      let total = 0
      for (const transfer of transfers) total += transfer.amount
      assert.equal(total, amount, 'transfers add up to their installment')
      assert.ok(lines.length <= MAX_LINES, 'an installment has at most 20 lines')
      const told = lines.reduce((sum, line) => sum + line.amount, 0)
      assert.ok(lines.length === 0 || told === amount, 'lines add up to their installment')
    }
  }
}

/** GPD's own limits (gpd_v3.json), and the message's (paForNode.xsd, ctTransferListPA). */
export const MAX_OPTIONS = 100
export const MAX_INSTALLMENTS = 100
export const MAX_TRANSFERS = 5
/** As many as a page shows at a glance. */
export const MAX_LINES = 20
