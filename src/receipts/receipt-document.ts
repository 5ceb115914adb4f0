/**
 * The quietanza: what the institution gives, on paper, to whoever has paid. The facts are those of the receipt (RT) that
 * pagoPA sent; what the receipt does not say is left out, never guessed. Mandatory items: SANP 2.x, part 2, "Ricevuta
 * telematica"; legal frame: Linee guida pagoPA, 10.3.
 */
import type { Cents } from '../core/money.ts'
import { sum } from '../core/money.ts'
import type { NoticeNumber } from '../core/notice-number.ts'
import type { Temporal } from '../core/time.ts'

export const RECEIPT_LANGUAGES = ['it', 'en', 'de', 'fr', 'sl'] as const
export type ReceiptLanguage = (typeof RECEIPT_LANGUAGES)[number]

/** Who may see a name in full is the caller's decision: these are already masked where they must be. */
export type ReceiptPerson = { fullName: string; fiscalCode: string | undefined }

/** A digital revenue stamp (marca da bollo digitale), as its seller has written it. */
export type ReceiptStamp = {
  /** IUBD: the number of the stamp. */
  stampId: string
  seller: { name: string; fiscalCode: string }
  boughtAt: Temporal.Instant | undefined
  /** Of the document that it was bought for, in base 64. */
  documentDigest: string
}

/** What one body gets of the payment. */
export type ReceiptTransfer = {
  amount: Cents
  /** Only the code of another body may be known. */
  beneficiary: { name: string | undefined; fiscalCode: string }
  iban: string | undefined
  /** `unreadable` where the receipt has one that is not written as it should be. */
  stamp: ReceiptStamp | 'unreadable' | undefined
  remittanceInformation: string
}

/** The words of nodeForPsp.xsd and the codes that services write; any other is not for a citizen's eyes. */
export type PaymentMethod = 'card' | 'debit-card' | 'cash' | 'bank-transfer' | 'post-office'

const METHODS: ReadonlyMap<string, PaymentMethod> = new Map([
  ['creditCard', 'card'],
  ['CP', 'card'],
  ['bancomat', 'debit-card'],
  ['cash', 'cash'],
  ['BBT', 'bank-transfer'],
  ['PO', 'post-office'],
])

export function paymentMethodOf(word: string | null | undefined): PaymentMethod | undefined {
  return METHODS.get(word ?? '')
}

export type ReceiptDocument = {
  institution: { name: string; fiscalCode: string; officeName: string | undefined; crestSvg: string | undefined }
  debtor: ReceiptPerson
  payer: ReceiptPerson | undefined
  subject: string
  noticeNumber: NoticeNumber
  creditorReferenceId: string
  receiptId: string
  psp: { name: string; fiscalCode: string | undefined }
  paidAt: Temporal.Instant | undefined
  applicationOn: Temporal.PlainDate | undefined
  amount: Cents
  /** What the payment service kept for itself, when the receipt tells. */
  fee: Cents | undefined
  paymentMethod: PaymentMethod | undefined
  transfers: readonly ReceiptTransfer[]
  /** Of the stored receipt, byte by byte, in hexadecimal. */
  documentSha256: string
  printedAt: Temporal.Instant
  isTest: boolean
}

/** What left the payer's pocket; undefined when the fee is not known. */
export function totalPaid({ amount, fee }: Pick<ReceiptDocument, 'amount' | 'fee'>): Cents | undefined {
  return fee === undefined ? undefined : sum([amount, fee])
}
