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
  type LockedInstallment,
  type Writing,
  cancelAlternatives,
  countReceipt,
  hadAmount,
  lockForReceipt,
  writeReceipt,
} from './receipt.queries.ts'

export type Recipient = { institutionId: InstitutionId; fiscalCode: string }

export async function registerReceipt(
  db: Database,
  recipient: Recipient,
  receipt: Receipt,
  now: Temporal.Instant,
): Promise<Registration> {
  const factsSha256 = sha256(receiptFacts(receipt))
  return db.institution(recipient.institutionId, async (tx): Promise<Registration> => {
    const isOwn = receipt.ownerFiscalCode === recipient.fiscalCode
    const found = await lockForReceipt(tx, receipt, isOwn)
    if (found.stored) {
      return { outcome: found.stored.factsSha256.equals(factsSha256) ? 'same-receipt-again' : 'differing-receipt' }
    }
    const decision = decide(receipt, isOwn, found.installment)
    const writing: Writing = {
      receipt,
      factsSha256,
      documentSha256: sha256(receipt.document),
      receivedAt: now,
      settlement: decision.settlement,
      installment:
        decision.settlement === 'unknown-notice' || decision.settlement === 'broadcast' ? undefined : found.installment,
      closes: decision.closes,
      hasDifferentAmount: found.installment !== undefined && (await hasDifferentAmount(found.installment)),
    }
    // Another transaction kept the same id meanwhile, for a notice that has no row to lock.
    if (!(await writeReceipt(tx, writing))) return { outcome: 'same-receipt-again' }
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

    async function hasDifferentAmount(installment: LockedInstallment): Promise<boolean> {
      return installment.amount !== receipt.amount && !(await hadAmount(tx, installment, receipt.amount))
    }
  })
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
