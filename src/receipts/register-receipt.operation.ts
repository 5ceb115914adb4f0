/**
 * Keeps a receipt and closes what it pays, in one transaction of three round trips: lock and look, decide, write.
 *
 * Two receipts for one notice are settled one after the other because the first thing is to lock the rows of its debt
 * position, always in the same order. A receipt for a notice that does not exist has no row to lock: there the primary
 * key decides who was first. Any failure leaves nothing behind, and the Node sends the receipt again.
 */
import { takePaidNoticeOut } from '../cart/paid-notice.queries.ts'
import type { InstitutionId } from '../core/institution-id.ts'
import type { Temporal } from '../core/time.ts'
import { advance, payerAmong } from '../debt-positions/attempt.ts'
import { settle } from '../debt-positions/installment.ts'
import { claimForPayer } from '../debt-positions/paid-claim.queries.ts'
import type { Database } from '../platform/database.ts'
import { sha256 } from '../platform/random.ts'
import { type Receipt, type Registration, type StoredSettlement, receiptFacts } from './receipt.ts'
import {
  type FoundForReceipt,
  type LockedInstallment,
  type Writing,
  cancelAlternatives,
  countReceipt,
  hadAmount,
  lockForReceipts,
  writeReceipts,
} from './receipt.queries.ts'

export type Recipient = { institutionId: InstitutionId; fiscalCode: string }

/** A receipt, and when it came. */
export type Arrival = { receipt: Receipt; receivedAt: Temporal.Instant }

export async function registerReceipt(
  db: Database,
  recipient: Recipient,
  { receipt, receivedAt: now }: Arrival,
): Promise<Registration> {
  return db.institution(recipient.institutionId, async (tx): Promise<Registration> => {
    const arrived = { receipt, isOwn: receipt.ownerFiscalCode === recipient.fiscalCode }
    const found = (await lockForReceipts(tx, [arrived]))[0]!
    const factsSha256 = sha256(receiptFacts(receipt))
    if (found.stored) {
      return { outcome: found.stored.factsSha256.equals(factsSha256) ? 'same-receipt-again' : 'differing-receipt' }
    }
    const decision = decide(receipt, arrived.isOwn, found.installment)
    const hasDifferentAmount = found.installment !== undefined && (await wasNeverAsked(found.installment))
    const writing = { ...writingOf({ receipt, receivedAt: now }, decision, found), hasDifferentAmount }
    // Another transaction kept the same id meanwhile, for a notice that has no row to lock.
    if ((await writeReceipts(tx, [writing])).size === 0) return { outcome: 'same-receipt-again' }
    if (decision.closes && found.installment) {
      if (found.hasAlternatives) await cancelAlternatives(tx, found.installment, receipt.receiptId, now)
      const payer = payerAmong(found.attempts, receipt.paymentNote, now)
      if (payer) {
        const { installmentId } = found.installment
        await claimForPayer(tx, payer.attemptId, installmentId, now)
        await takePaidNoticeOut(tx, payer.attemptId, installmentId)
      }
      for (const attempt of found.attempts) {
        const event = { name: 'receipt', isOwn: attempt === payer, isLast: attempt.isLastNotice } as const
        await countReceipt(tx, attempt.attemptId, advance(attempt, event, now) ?? attempt, now)
      }
    }
    return decision.registration

    async function wasNeverAsked(installment: LockedInstallment): Promise<boolean> {
      return installment.amount !== receipt.amount && !(await hadAmount(tx, installment, receipt.amount))
    }
  })
}

/**
 * Registers in one transaction those of the receipts that do nothing but close a notice at its amount: most of them, and
 * together they cost half. Answers in the order of `arrivals`; undefined for a receipt that wants more, or that stands
 * beside another of the same notice or id: of that one nothing has been written, and `registerReceipt` is for it.
 */
export async function registerPlainReceipts(
  db: Database,
  recipient: Recipient,
  arrivals: readonly Arrival[],
): Promise<(Registration | undefined)[]> {
  return db.institution(recipient.institutionId, async (tx) => {
    const found = await lockForReceipts(
      tx,
      arrivals.map(({ receipt }) => ({ receipt, isOwn: receipt.ownerFiscalCode === recipient.fiscalCode })),
    )
    const taken = new Set<string>()
    const isFirst = ({ noticeNumber, receiptId }: Receipt) => {
      const isNew = !taken.has(`n${noticeNumber}`) && !taken.has(`r${receiptId}`)
      taken.add(`n${noticeNumber}`).add(`r${receiptId}`)
      return isNew
    }
    const decided = arrivals.map((arrival, index) => {
      const { stored, installment, hasAlternatives, attempts } = found[index]!
      if (!isFirst(arrival.receipt) || stored || !installment || hasAlternatives || attempts.length > 0)
        return undefined
      const decision = decide(arrival.receipt, true, installment)
      const isPlain = decision.closes && arrival.receipt.amount === installment.amount
      return isPlain ? { decision, writing: writingOf(arrival, decision, found[index]!) } : undefined
    })
    const writings = decided.flatMap((plain) => (plain ? [plain.writing] : []))
    const written = writings.length === 0 ? new Set() : await writeReceipts(tx, writings)
    return decided.map((plain) =>
      plain && written.has(plain.writing.receipt.receiptId) ? plain.decision.registration : undefined,
    )
  })
}

function writingOf({ receipt, receivedAt }: Arrival, decision: Decision, { installment }: FoundForReceipt): Writing {
  const { settlement, closes } = decision
  return {
    receipt,
    factsSha256: sha256(receiptFacts(receipt)),
    documentSha256: sha256(receipt.document),
    receivedAt,
    settlement,
    installment: settlement === 'unknown-notice' || settlement === 'broadcast' ? undefined : installment,
    closes,
    hasDifferentAmount: false,
  }
}

type Decision = { registration: Registration; settlement: StoredSettlement; closes: boolean }

function decide(receipt: Receipt, isOwn: boolean, installment: LockedInstallment | undefined): Decision {
  const only = (outcome: 'broadcast' | 'unknown-notice' | 'not-paid' | 'paid-twice'): Decision => ({
    registration: { outcome },
    settlement: outcome,
    closes: false,
  })
  if (!isOwn) return only('broadcast')
  if (!installment) return only('unknown-notice')
  if (receipt.outcome === 'KO') return only('not-paid')
  const settlement = settle(installment, receipt)
  switch (settlement.outcome) {
    case 'settled':
      return { registration: { outcome: 'settled' }, settlement: 'settled', closes: true }
    case 'paid-while-not-payable':
      return {
        registration: { outcome: 'paid-while-not-payable', before: settlement.before },
        settlement: 'paid-while-not-payable',
        closes: true,
      }
    case 'paid-twice':
      return only('paid-twice')
    case 'same-receipt-again':
      // The row says that this receipt paid it, and the receipt is not there: the foreign key makes it impossible.
      throw new Error('an installment is paid by a receipt that was never kept')
  }
}
