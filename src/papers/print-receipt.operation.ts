import type { Temporal } from '../core/time.ts'
import type { SeenPosition } from '../debt-positions/position-record.ts'
import type { Institution } from '../institutions/institution.ts'
import { readStoredReceipt } from '../pa-for-node/messages.wire.ts'
import type { Database } from '../platform/database.ts'
import { findStoredReceipt } from '../receipts/printed-receipt.queries.ts'
import type { ReceiptLanguage } from '../receipts/receipt-document.ts'
import type { PaperPrinter } from './paper-printer.operation.ts'
import { receiptPaper } from './receipt-paper.wire.ts'

/** The quietanza of a position, with what its viewer may read of it; undefined where nothing was paid. */
export async function printReceipt(
  { db, printer }: { db: Database; printer: PaperPrinter },
  institution: Institution,
  { record, access }: Pick<SeenPosition, 'record' | 'access'>,
  language: ReceiptLanguage,
  now: Temporal.Instant,
): Promise<{ pdf: Buffer; fileName: string } | undefined> {
  const stored = await findStoredReceipt(db, institution, record.installmentId)
  if (!stored) return undefined
  const facts = { ...stored, institution, message: readStoredReceipt(stored.document) }
  const pdf = await printer.receipt(receiptPaper(facts, access, now), language)
  return { pdf, fileName: `quietanza-${record.noticeNumber}.pdf` }
}
