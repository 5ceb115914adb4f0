/**
 * A receipt (ricevuta telematica): the Node's word that a notice was paid. Its id is the payment token, and the key by
 * which a repeated one is known.
 */
import type { Cents } from '../core/money.ts'
import type { Temporal } from '../core/time.ts'
import type { ReceiptId } from '../debt-positions/installment.ts'

export type ReceiptTransfer = {
  transferNo: number
  amount: Cents
  beneficiaryFiscalCode: string
  iban: string | null
  stampDocument: Buffer | null
  remittanceInformation: string
  transferCategory: string
}

export type Receipt = {
  receiptId: ReceiptId
  noticeNumber: string
  creditorReferenceId: string
  /** The institution whose notice it is; not the recipient's own when the receipt was broadcast to a beneficiary. */
  ownerFiscalCode: string
  /** In practice always OK: what was not paid is not sent. */
  outcome: 'OK' | 'KO'
  amount: Cents
  fee: Cents | null
  paidAt: Temporal.Instant
  applicationOn: Temporal.PlainDate | null
  transferOn: Temporal.PlainDate | null
  psp: { id: string; name: string; fiscalCode: string | null }
  channelDescription: string
  paymentMethod: string | null
  paymentNote: string | null
  isStandIn: boolean
  transfers: ReceiptTransfer[]
  primitiveVersion: 1 | 2
  /** The message as it arrived. */
  document: Buffer
}

/** Everything that can come of a receipt. Whatever it is, the receipt is kept, except when it is kept already. */
export type Registration =
  | { outcome: 'settled' }
  | { outcome: 'paid-while-not-payable'; before: 'draft' | 'expired' | 'cancelled' }
  | { outcome: 'paid-twice' }
  | { outcome: 'unknown-notice' }
  | { outcome: 'broadcast' }
  | { outcome: 'not-paid' }
  | { outcome: 'same-receipt-again' }
  /** The same id with other facts about money: nothing is changed, and somebody must look. */
  | { outcome: 'differing-receipt' }

/** What the stored row says became of it. */
export type StoredSettlement = Exclude<Registration['outcome'], 'same-receipt-again' | 'differing-receipt'>

/**
 * What a receipt says about money, in one form for both versions of the message: two messages with the same id are the
 * same receipt exactly when these are equal. The Node may repeat in V2 what it first sent in V1.
 */
export function receiptFacts(receipt: Receipt): string {
  const transfers = receipt.transfers
    .map(({ transferNo, amount, beneficiaryFiscalCode }) => [transferNo, amount, beneficiaryFiscalCode] as const)
    .toSorted(([one], [other]) => one - other)
  const { receiptId, noticeNumber, creditorReferenceId, ownerFiscalCode, outcome, amount } = receipt
  return JSON.stringify([receiptId, noticeNumber, creditorReferenceId, ownerFiscalCode, outcome, amount, transfers])
}
